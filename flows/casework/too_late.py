"""What reporters wanted when their case had gone another way: it stands on the case, and they hear it."""

from datetime import datetime

from flows.engine.say import Button, as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.timescales import out_of_quiet
from storage.desk import Desk
from storage.notices import ANSWER
from storage.tables import Case, TimelineEntry

TOO_LATE = "come_too_late"


def too_late_words(case: Case, entry_kind: str, wish: str, texts: Texts) -> str:
    """What its reporter reads of it."""
    return texts.say(f"tell-late-{wish}", reference=case.reference, kind=entry_kind)


def words_of_entry(case: Case, entry: TimelineEntry, texts: Texts) -> str:
    return too_late_words(case, str(entry.detail["kind"]), str(entry.detail["wish"]), texts)


def tell_too_late(desk: Desk, policy: Policy, case: Case, wish: str, *, now: datetime) -> None:
    """Who gave no name reads it by their code."""
    if case.reporter_id is None:
        return
    person = desk.people.get(person_id=case.reporter_id)
    if person.unreachable_at is not None:
        return
    texts = Texts(person.language)
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content(
            too_late_words(case, case.kind, wish, texts),
            [[Button(texts.label("button-reply"), f"d:reply:{case.id}")]],
        ),
        priority=ANSWER,
        now=now,
        ready_at=out_of_quiet(now, policy),
        person_id=person.id,
        case_id=case.id,
        about="to_reporter",
    )
