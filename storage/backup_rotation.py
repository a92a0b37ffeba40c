"""Names backups by their time, and says which ones are no longer needed."""

import fcntl
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FORM = "candour-%Y%m%dT%H%M%SZ.backup"
PATTERN = "candour-*.backup"


def name_of(at: datetime) -> str:
    return at.astimezone(UTC).strftime(FORM)


def time_of(path: Path) -> datetime | None:
    """When a backup was made, by its name; None where the name is not ours."""
    try:
        return datetime.strptime(path.name, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups_in(folder: Path) -> list[Path]:
    """The backups of a folder, newest first. Other files are none of our business."""
    dated = [(at, path) for path in folder.glob(PATTERN) if (at := time_of(path))]
    return [path for _, path in sorted(dated, reverse=True)]


def to_keep(times: Collection[datetime], *, daily: int, weekly: int, monthly: int) -> set[datetime]:
    """The newest backup of each of the last days, weeks and months that have one.

    Days without a backup are not counted: after a month away nothing is thrown out because of its age.
    """
    newest_first = sorted(times, reverse=True)
    keep: set[datetime] = set()
    for many, span in ((daily, _day), (weekly, _week), (monthly, _month)):
        newest_of: dict[Any, datetime] = {}
        for at in newest_first:
            newest_of.setdefault(span(at.date()), at)
        keep.update(list(newest_of.values())[:many])
    return keep


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month


def throw_out_old(folder: Path, *, daily: int, weekly: int, monthly: int) -> int:
    """Deletes the backups that are no longer needed, and what a killed process left half-written."""
    dated = {at: path for path in backups_in(folder) if (at := time_of(path))}
    old = set(dated) - to_keep(dated, daily=daily, weekly=weekly, monthly=monthly)
    for at in old:
        dated[at].unlink(missing_ok=True)
    for half in folder.glob(f".{PATTERN}.part"):
        _clear_half(half)
    return len(old)


def _clear_half(half: Path) -> None:
    with half.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        half.unlink(missing_ok=True)
