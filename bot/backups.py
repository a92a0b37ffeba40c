"""Backups while the bot runs: one a day, old ones thrown out, and proof now and then that they restore."""

import asyncio
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bot.checkup import BACKUP, BACKUP_FAILED, BACKUP_TESTED, check_data
from bot.clock import Clock
from bot.logs import log
from bot.worker import Worker
from flows.policy.model import Policy
from storage.backup import Contents, NotABackup, NothingToBackUp, write_backup
from storage.backup_archive import NoBackup
from storage.backup_restore import MadeByNewer, NotTheSame, PlaceTaken, restore_backup
from storage.backup_rotation import backups_in, name_of, throw_out_old
from storage.database import Database, DatabaseUnreachable
from storage.desk import Desk
from storage.sealing import KeyDoesNotOpen, Vault
from storage.standing import hold_installation

BACKUP_BEGUN, BACKUP_DAILY = "backup_begun", "backup_daily"
TESTING = ".testing-"
TRY_AGAIN_AFTER = timedelta(hours=1)
FAULTS = (OSError, DatabaseUnreachable, NothingToBackUp, NotABackup)
TEST_FAULTS = (*FAULTS, NoBackup, PlaceTaken, MadeByNewer, NotTheSame, KeyDoesNotOpen)


def write_rotated(
    folder: Path, *, database: Database, data_dir: Path, policy: Policy, now: datetime
) -> tuple[Path, Contents]:
    """Writes a backup into a folder, then throws out those that the policy does not keep."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name_of(now)
    written = write_backup(path, database=database, data_dir=data_dir, now=now)
    rules = policy.backups
    throw_out_old(folder, daily=rules.keep_daily, weekly=rules.keep_weekly, monthly=rules.keep_monthly)
    return path, written


def journal_backup(database: Database, written: Contents, *, now: datetime) -> None:
    with database.desk() as desk:
        desk.services.write_journal(
            at=now, event=BACKUP, rows=written.rows, files=written.files, bytes=written.bytes
        )


def test_newest(folder: Path, *, vault: Vault, beside: Path) -> int:
    """Restores the newest backup of a folder into a temporary place in `beside` and checks it there.
    Returns the number of faults; a backup that cannot be restored is one."""
    for left in beside.glob(f"{TESTING}*"):
        # By a process that was killed in the middle.
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=TESTING, dir=beside) as place:
        try:
            newest = backups_in(folder)[0]
            url = f"sqlite:///{Path(place) / 'restored.db'}"
            restore_backup(newest, url=url, vault=vault, data_dir=Path(place) / "files")
            restored = Database(url, vault)
            try:
                restored.unlock()
                return len(list(check_data(restored)))
            finally:
                restored.close()
        except (*TEST_FAULTS, IndexError) as fault:
            log.error("the newest backup cannot be restored: %s", type(fault).__name__)
            return 1


class Backups:
    """Looks now and then whether today's backup is due. Several processes make one backup."""

    def __init__(
        self, *, database: Database, worker: Worker, clock: Clock, policy: Policy, data_dir: Path
    ) -> None:
        self._database = database
        self._worker = worker
        self._clock = clock
        self._policy = policy
        self._data_dir = data_dir
        self._folder = data_dir / "backups"

    async def tend(self) -> None:
        now = self._clock.now()
        if self._policy.backups.daily and await self._worker.do(lambda desk: self._claim(desk, now)):
            # A thread of its own: it takes minutes where there is much, and no turn may wait for it.
            await asyncio.to_thread(self._back_up, now)

    def _claim(self, desk: Desk, now: datetime) -> bool:
        """Whether today's backup has still to be made, by this process."""
        local = now.astimezone(self._policy.calendar.zone)
        begins = local.replace(
            hour=self._policy.backups.at.hour, minute=self._policy.backups.at.minute, second=0, microsecond=0
        )
        if local < begins:
            return False
        hold_installation(desk.session)
        for event, since in ((BACKUP_DAILY, begins), (BACKUP_BEGUN, now - TRY_AGAIN_AFTER)):
            told = desk.services.journal(event=event, limit=1)
            if told and told[0].at >= since:
                return False
        desk.services.write_journal(at=now, event=BACKUP_BEGUN)
        return True

    def _back_up(self, now: datetime) -> None:
        try:
            _, written = write_rotated(
                self._folder,
                database=self._database,
                data_dir=self._data_dir,
                policy=self._policy,
                now=now,
            )
        except FAULTS as fault:
            log.error("the daily backup failed: %s", type(fault).__name__)
            with self._database.desk() as desk:
                desk.services.write_journal(at=now, event=BACKUP_FAILED, fault=type(fault).__name__)
            return
        journal_backup(self._database, written, now=now)
        with self._database.desk() as desk:
            desk.services.write_journal(at=now, event=BACKUP_DAILY)
        if self._is_test_due(now):
            faults = test_newest(self._folder, vault=self._database.vault, beside=self._data_dir)
            with self._database.desk() as desk:
                desk.services.write_journal(at=self._clock.now(), event=BACKUP_TESTED, faults=faults)

    def _is_test_due(self, now: datetime) -> bool:
        with self._database.desk() as desk:
            told = desk.services.journal(event=BACKUP_TESTED, limit=1)
        return not told or now - told[0].at >= timedelta(days=self._policy.backups.test_every_days)
