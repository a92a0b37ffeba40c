"""The policy: everything that a provider decides about time, read from the policy file."""

from collections.abc import Collection

from pydantic import model_validator

from flows.policy.clocks import RECEIVED, Clock, ClockRule
from flows.policy.fields import Table, one_of
from flows.policy.lengths import Length
from flows.policy.outside_bodies import OutsideBodies
from flows.policy.running_sections import (
    Backups,
    Check,
    Conversations,
    Flooding,
    Invites,
    Messages,
    Privacy,
    Retention,
    Running,
    Sending,
)
from flows.policy.sections import (
    AfterClosing,
    Answering,
    Candour,
    Codes,
    LifeNumbers,
    Meetings,
    Serious,
    Speaking,
    Templates,
    Words,
)
from flows.policy.time_sections import (
    Calendar,
    Digest,
    Extension,
    Ladder,
    OnCall,
    Quiet,
    Reminders,
    Snooze,
    Urgent,
    Waiting,
)


class Policy(Table):
    """One provider's policy; read with `flows.policy.loading.load_policy`."""

    calendar: Calendar
    quiet: Quiet
    clocks: dict[str, Clock]
    outside_bodies: OutsideBodies
    reminders: Reminders
    ladder: Ladder
    urgent: Urgent
    on_call: OnCall
    waiting: Waiting
    life: LifeNumbers
    extension: Extension
    candour: Candour
    after_closing: AfterClosing
    answers: Answering
    templates: Templates
    serious: Serious
    snooze: Snooze
    digest: Digest
    conversations: Conversations
    speaking: Speaking
    codes: Codes
    meetings: Meetings
    invites: Invites
    running: Running
    sending: Sending
    flooding: Flooding
    backups: Backups
    check: Check
    messages: Messages
    retention: Retention
    privacy: Privacy
    words: Words

    @model_validator(mode="after")
    def _freezes_known_clocks(self) -> "Policy":
        for name in (*self.waiting.freezes, *self.extension.clocks):
            one_of(name, tuple(self.clocks))
        return self

    def is_urgent(self, red_flags: Collection[str]) -> bool:
        """Whether one of these red flags sets quiet hours aside."""
        return any(flag in self.urgent.flags for flag in red_flags)

    @property
    def lasting_clocks(self) -> frozenset[str]:
        """Clocks that go on when a case is closed: somebody has still to be told."""
        return self.outside_bodies.clocks | {name for name, clock in self.clocks.items() if clock.lasts}

    def clocks_for(
        self, *, kind: str, spoken: bool, red_flags: Collection[str], answerable: bool
    ) -> tuple[ClockRule, ...]:
        """The clocks that start when a case is received, in the order of the policy file.

        `answerable`: the reporter can be told something; `spoken`: it was passed on by somebody else.
        """
        return self.clocks_on(RECEIVED, kind=kind, spoken=spoken, red_flags=red_flags, answerable=answerable)

    def clocks_on(
        self, start: str, *, kind: str, spoken: bool, red_flags: Collection[str], answerable: bool
    ) -> tuple[ClockRule, ...]:
        """The clocks that `start` (one of clocks.STARTS) sets going on such a case."""
        urgent = self.is_urgent(red_flags)
        rules = []
        for name, clock in self.clocks.items():
            length = clock.length_for(kind=kind, urgent=urgent)
            if (
                length is None
                or not clock.on
                or clock.starts_on != start
                or (clock.only_answerable and not answerable)
                or (clock.only_unanswerable and answerable)
                or (clock.only_spoken and not spoken)
                or (clock.only_flags and not set(clock.only_flags) & set(red_flags))
            ):
                continue
            rules.append(self._rule(name, clock, length))
        return tuple(rules)

    def clock_rule(self, name: str, *, kind: str, red_flags: Collection[str] = ()) -> ClockRule | None:
        """One clock by name, on or off, or None where there is none of that name for this kind."""
        clock = self.clocks.get(name)
        length = clock and clock.length_for(kind=kind, urgent=self.is_urgent(red_flags))
        return self._rule(name, clock, length) if clock and length else None

    def _rule(self, name: str, clock: Clock, length: Length) -> ClockRule:
        reminders = self.reminders
        climb_after = reminders.climb_after if clock.climb_after is None else clock.climb_after
        return ClockRule(
            name=name,
            title=clock.title,
            length=length,
            starts_on=clock.starts_on,
            met_by=clock.met_by,
            ground=clock.ground,
            length_from=clock.length_from or clock.ground,
            note=clock.note,
            remind_before=reminders.remind_before if clock.remind_before is None else clock.remind_before,
            late_after=reminders.late_after if clock.late_after is None else clock.late_after,
            climb_after=climb_after if clock.climbs else (),
            rolls=clock.rolls,
            any_hour_when_urgent=clock.any_hour_when_urgent,
            for_knowing=clock.for_knowing,
        )
