"""The Bot API emulator, driven by python-telegram-bot and by phones."""
