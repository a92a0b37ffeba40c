"""Photos, voice notes and documents that came with a report."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from storage.tables import Attachment


def _ending(name: str) -> str:
    """What kind of file it is, from its name: ".pdf", or nothing."""
    _, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and ending.isalnum() and ending.isascii() and len(ending) <= 5 else ""


class Attachments:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        *,
        form: str,
        handle: str,
        name: str | None,
        size: int | None,
        now: datetime,
        conversation_id: int | None = None,
        case_id: int | None = None,
    ) -> Attachment:
        attachment = Attachment(
            form=form,
            handle=handle,
            name=name,
            size=size,
            got_at=now,
            fetch_at=now,
            conversation_id=conversation_id,
            case_id=case_id,
        )
        self._session.add(attachment)
        self._session.flush()
        return attachment

    def hand_over(self, *, conversation_id: int, case_id: int) -> int:
        """What was sent during a conversation goes to its case. Returns how many."""
        changed = self._session.exec(
            update(Attachment)
            .where(col(Attachment.conversation_id) == conversation_id)
            .values(case_id=case_id, conversation_id=None)
        )
        return int(changed.rowcount)

    def keep_back(self, *, conversation_id: int, kept_back_id: int) -> int:
        """What was sent during a conversation waits until handlers may know of it. Returns how many."""
        changed = self._session.exec(
            update(Attachment)
            .where(col(Attachment.conversation_id) == conversation_id)
            .values(kept_back_id=kept_back_id, conversation_id=None)
        )
        return int(changed.rowcount)

    def show(self, *, kept_back_id: int, case_id: int) -> int:
        """What waited goes to its case. Returns how many."""
        changed = self._session.exec(
            update(Attachment)
            .where(col(Attachment.kept_back_id) == kept_back_id)
            .values(case_id=case_id, kept_back_id=None)
        )
        return int(changed.rowcount)

    def forget_origin(
        self, *, at: datetime, case_id: int | None = None, kept_back_id: int | None = None
    ) -> None:
        """Takes from files their own names, and when they came; `at` stands for it."""
        here = (
            col(Attachment.case_id) == case_id
            if kept_back_id is None
            else col(Attachment.kept_back_id) == kept_back_id
        )
        for attachment in self._session.exec(select(Attachment).where(here)).all():
            attachment.name = None if attachment.name is None else f"file{_ending(attachment.name)}"
            attachment.got_at = at
            attachment.fetched_at = at if attachment.fetched_at else None
            self._session.add(attachment)
        self._session.flush()

    def of_conversation(self, *, conversation_id: int) -> list[Attachment]:
        return list(
            self._session.exec(select(Attachment).where(Attachment.conversation_id == conversation_id)).all()
        )

    def of_case(self, *, case_id: int) -> list[Attachment]:
        return list(
            self._session.exec(
                select(Attachment).where(Attachment.case_id == case_id).order_by(col(Attachment.id))
            ).all()
        )

    def to_fetch(self, *, now: datetime, limit: int = 20) -> list[Attachment]:
        return list(
            self._session.exec(
                select(Attachment)
                .where(col(Attachment.fetch_at).is_not(None), col(Attachment.fetch_at) <= now)
                .order_by(col(Attachment.fetch_at))
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
        )

    def orphans(self, *, limit: int = 100) -> list[Attachment]:
        """What was sent in a conversation that ended without a case."""
        return list(
            self._session.exec(
                select(Attachment)
                .where(
                    col(Attachment.conversation_id).is_(None),
                    col(Attachment.case_id).is_(None),
                    col(Attachment.kept_back_id).is_(None),
                )
                .limit(limit)
            ).all()
        )

    def get(self, *, attachment_id: int) -> Attachment | None:
        return self._session.get(Attachment, attachment_id)

    def save(self, attachment: Attachment) -> None:
        self._session.add(attachment)

    def delete(self, attachment: Attachment) -> None:
        self._session.delete(attachment)
