"""How often people put the understanding right, per label and month. No words, no people."""

from sqlmodel import Session, select

from storage.tables import Correction


class Corrections:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, *, month: str, field: str, guessed: str, chosen: str) -> None:
        """One more report of this month ("2026-11") where `guessed` was shown and `chosen` was sent."""
        key = (month, field, guessed, chosen)
        row = self._session.get(Correction, key, with_for_update=True)
        if row is None:
            row = Correction(month=month, field=field, guessed=guessed, chosen=chosen)
        row.reports += 1
        self._session.add(row)

    def all(self) -> list[Correction]:
        return list(
            self._session.exec(
                select(Correction).order_by(
                    Correction.month, Correction.field, Correction.guessed, Correction.chosen
                )
            ).all()
        )
