"""The environment, checked. Every fault is one plain line."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.sealing import Vault, WeakSecret

TELEGRAM = "https://api.telegram.org"
PLACEHOLDERS = ("change", "placeholder", "your", "secret", "example", "xxx")


class BadSettings(Exception):
    """A setting is missing or wrong; the message is one plain line for the operator."""


class Settings(BaseSettings):
    """What the environment or a `.env` file says."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    telegram_bot_token: str = ""
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite:///candour.db"
    candour_secret_key: str = ""
    candour_data_dir: Path = Path("data")
    candour_policy: Path | None = None
    candour_webhook_url: str = ""
    candour_webhook_secret: str = ""
    candour_listen: str = "127.0.0.1:8443"
    candour_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    candour_log_format: Literal["console", "json"] = "console"
    candour_transport: Literal["aiohttp", "httpx"] = Field(default="aiohttp")

    @field_validator("candour_log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("candour_policy", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @property
    def is_telegram_itself(self) -> bool:
        return self.telegram_api_url.rstrip("/") == TELEGRAM

    @property
    def secrets(self) -> list[str]:
        return [secret.strip() for secret in self.candour_secret_key.split(",") if secret.strip()]

    @cached_property
    def vault(self) -> Vault:
        """Raises `BadSettings` where the key is missing or a placeholder."""
        if not self.secrets:
            raise BadSettings("CANDOUR_SECRET_KEY is missing. `candour setup` makes one.")
        try:
            return Vault(self.secrets)
        except WeakSecret:
            raise BadSettings(
                "CANDOUR_SECRET_KEY is too short or a placeholder. `candour setup` makes a good one."
            ) from None

    @property
    def token(self) -> str:
        """Raises `BadSettings` where the token is missing or a placeholder."""
        token = self.telegram_bot_token.strip()
        number, _, rest = token.partition(":")
        if not token or not number.isdigit() or not rest or any(p in rest.lower() for p in PLACEHOLDERS[:3]):
            raise BadSettings("TELEGRAM_BOT_TOKEN is missing or no token. @BotFather gives you one.")
        return token

    @property
    def wants_health(self) -> bool:
        """Whether a process that polls was asked to listen."""
        return "candour_listen" in self.model_fields_set and bool(self.candour_listen)

    @property
    def listen(self) -> tuple[str, int]:
        host, _, port = self.candour_listen.rpartition(":")
        if not host or not port.isdigit():
            raise BadSettings("CANDOUR_LISTEN must be host:port, such as 127.0.0.1:8443.")
        return host, int(port)


def read_settings() -> Settings:
    """The settings of this process; raises `BadSettings`."""
    try:
        return Settings()
    except ValidationError as invalid:
        fault = invalid.errors()[0]
        name = str(fault["loc"][0]).upper() if fault["loc"] else "A setting"
        raise BadSettings(f"{name}: {fault['msg'].lower()}.") from None
