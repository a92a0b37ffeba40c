"""A meeting's recurrence as a sentence."""

from datetime import time

from flows.engine.texts import Texts
from flows.meet.recurrence import Recurrence, say
from storage.tables import Meeting


def recurrence_words(recurrence: Recurrence, texts: Texts) -> str:
    """ "every first Tuesday at 14:00", plain text."""
    words = say(recurrence)
    days = [texts.label(f"weekday-{day}") for day in words.days]
    nths = [texts.label(f"nth-{nth}" if nth > 0 else "nth-last") for nth in words.nths]
    return texts.label(words.key, days=_listed(days, texts), nths=_listed(nths, texts), **words.args)


def meeting_words(meeting: Meeting, texts: Texts) -> str:
    return recurrence_words(Recurrence(meeting.rule, time.fromisoformat(meeting.at)), texts)


def _listed(words: list[str], texts: Texts) -> str:
    if len(words) < 2:
        return "".join(words)
    return texts.label("listed", first=", ".join(words[:-1]), last=words[-1])
