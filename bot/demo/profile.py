"""What the bot says about itself: commands by scope, menu buttons, descriptions."""

from typing import Any

Commands = list[dict[str, str]]


def _scope_key(scope: dict[str, Any] | None) -> tuple[str, int, int]:
    scope = scope or {"type": "default"}
    return scope.get("type", "default"), int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))


class Profile:
    def __init__(self) -> None:
        self._commands: dict[tuple[tuple[str, int, int], str], Commands] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.description: dict[str, str] = {}
        self.short_description: dict[str, str] = {}
        self.name: dict[str, str] = {}

    def set_commands(self, scope: dict[str, Any] | None, language: str, commands: Commands) -> None:
        self._commands[_scope_key(scope), language] = commands

    def get_commands(self, scope: dict[str, Any] | None, language: str) -> Commands:
        return self._commands.get((_scope_key(scope), language), [])

    def delete_commands(self, scope: dict[str, Any] | None, language: str) -> None:
        self._commands.pop((_scope_key(scope), language), None)

    def commands_for(
        self, *, chat_id: int, user_id: int, private: bool, admin: bool, language: str
    ) -> Commands:
        """The list a person sees behind the "/" button: the narrowest scope that is set wins."""
        scopes: list[tuple[str, int, int]] = []
        if not private:
            scopes.append(("chat_member", chat_id, user_id))
            if admin:
                scopes.append(("chat_administrators", chat_id, 0))
        scopes.append(("chat", chat_id, 0))
        if private:
            scopes.append(("all_private_chats", 0, 0))
        else:
            if admin:
                scopes.append(("all_chat_administrators", 0, 0))
            scopes.append(("all_group_chats", 0, 0))
        scopes.append(("default", 0, 0))
        for scope in scopes:
            for code in (language, ""):
                if found := self._commands.get((scope, code)):
                    return found
        return []

    def menu_button(self, chat_id: int) -> dict[str, Any]:
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(0) or {"type": "default"}
