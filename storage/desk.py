"""The one door to the data in a session."""

from datetime import date

from sqlalchemy import text
from sqlmodel import Session

from storage.absences import Absences
from storage.alerts import Alerts
from storage.attachments import Attachments
from storage.cases import Cases
from storage.check_backs import CheckBacks
from storage.clocks import Clocks
from storage.code_tries import CodeTries
from storage.conversations import Conversations
from storage.corrections import Corrections
from storage.data_requests import DataRequests
from storage.habits import Habits
from storage.held import PersonalData
from storage.home_clocks import HomeClocks
from storage.kept_back import KeptBackActs
from storage.links import Links
from storage.meetings import Meetings
from storage.notices import Notices
from storage.outside_bodies import OutsideDuties
from storage.pending_roles import PendingRoles
from storage.people import People
from storage.queue import Queue
from storage.retention import Retention
from storage.sealing import Vault
from storage.seals import Seals
from storage.sendings import Sendings
from storage.services import Services
from storage.sight import Walls
from storage.timeline import Timeline
from storage.updates import Updates
from storage.watching import Watching

SWEEPING = 4_207_002
"""PostgreSQL's advisory lock under which one process sweeps. Chats are held under numbers of 60 bits."""

_HOLD_CHAT = "SELECT pg_advisory_xact_lock(%s::bigint)"


class Desk:
    """Everything that is remembered, by topic. Lives as long as its session."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self.session = session
        self.vault = vault
        self.services = Services(session, vault)
        self.people = People(session, vault)
        self.conversations = Conversations(session)
        self.timeline = Timeline(session, vault)
        self.clocks = Clocks(session)
        self.cases = Cases(session)
        self.walls = Walls(session)
        self.watching = Watching(session)
        self.attachments = Attachments(session)
        self.notices = Notices(session, vault)
        self.meetings = Meetings(session, vault)
        self.updates = Updates(session)
        self.queue = Queue(session, vault)
        self.code_tries = CodeTries(session, vault)
        self.seals = Seals(session)
        self.sendings = Sendings(session)
        self.pending_roles = PendingRoles(session)
        self.corrections = Corrections(session)
        self.data_requests = DataRequests(session)
        self.home_clocks = HomeClocks(session)
        self.outside_duties = OutsideDuties(session)
        self.check_backs = CheckBacks(session)
        self.personal_data = PersonalData(session, vault)
        self.links = Links(session)
        self.retention = Retention(session, self.timeline)
        self.absences = Absences(session)
        self.habits = Habits(session)
        self.alerts = Alerts(session)
        self.kept_back = KeptBackActs(session)

    def hold_chat(self, *, chat_id: int) -> None:
        """Lets no other process take a turn in this chat until the transaction ends."""
        if self._is_shared:
            self.session.connection().exec_driver_sql(_HOLD_CHAT, (self._number_of(chat_id),))

    def see_update(self, *, update_id: int, on: date, chat_id: int) -> bool:
        """Holds the chat, then marks an update of it as handled in this transaction. False where it was
        handled before."""
        chat = self._number_of(chat_id) if self._is_shared else None
        return self.updates.see(update_id=update_id, on=on, chat=chat)

    @property
    def _is_shared(self) -> bool:
        return self.session.get_bind().dialect.name == "postgresql"

    def _number_of(self, chat_id: int) -> int:
        return int(self.vault.fingerprint("chat", chat_id)[:15], 16)

    def hold_sweep(self) -> bool:
        """Lets no other process sweep until the transaction ends. False where one is sweeping."""
        if not self._is_shared:
            return True
        taken = text("SELECT pg_try_advisory_xact_lock(:number)")
        return bool(self.session.connection().execute(taken, {"number": SWEEPING}).scalar_one())

    def flush(self) -> None:
        self.session.flush()
