"""What the Bot API refuses, in the words Telegram itself uses."""

from typing import Any


class Refused(Exception):
    """The Bot API answers ok=false."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class NotPossible(Exception):
    """A phone was asked for something a real one could not do: no such account, chat or button."""


def bad_request(reason: str, parameters: dict[str, Any] | None = None) -> Refused:
    return Refused(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> Refused:
    return Refused(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(to_chat_id: int) -> Refused:
    return bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": to_chat_id})


def conflicting_poll() -> Refused:
    return Refused(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


def poll_while_webhook() -> Refused:
    return Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )


def poll_cut_by_webhook() -> Refused:
    return Refused(409, "Conflict: terminated by setWebhook request")


def unauthorized() -> Refused:
    return Refused(401, "Unauthorized")
