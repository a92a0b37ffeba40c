"""Each handler's morning list, at the hour they chose; and once a month what was missed, and why."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from dateutil.relativedelta import relativedelta

from flows.casework.days import DayCount, day_counts, month_of
from flows.casework.home_clocks import RIGHT as KEEPS_CLOCKS
from flows.engine.say import Button, as_content
from flows.engine.texts import Texts
from flows.policy.model import Policy
from flows.policy.permissions import MAY
from flows.policy.quiet_hours import is_reminding_day, local_time, on_the_day
from flows.policy.standing import services_of_person, sight_of_person
from storage.desk import Desk
from storage.habits import Habit
from storage.notices import DIGEST
from storage.tables import Person

NEVER = "never"
ENROLLED, LISTED = "digests_enrolled", "breaches_listed"
"""The journal's events: today everybody new got an hour; this month's list went out."""
MOST_TOLD = 12
"""Services with a line of their own."""
AT_A_TIME = 50
"""Digests that one step of a sweep writes, so that a turn never waits long for it."""
_ONE_DAY = timedelta(days=1)


def tend_digests(desk: Desk, policy: Policy, now: datetime) -> int:
    """Writes the digests that are due. Returns how many had something to say."""
    _enrol(desk, policy, now)
    told = 0
    away = desk.absences.on(day=local_time(now, policy).date())
    for habit in desk.habits.to_digest(now=now, limit=AT_A_TIME):
        person = desk.people.get(person_id=habit.person_id)
        since = habit.digested_at or now - _ONE_DAY
        habit.digest_next = next_digest(habit, policy, now)
        if person.unreachable_at is None and person.id not in away:
            told += _tell(desk, policy, person, habit, since, now)
            habit.digested_at = now
        desk.habits.save(habit)
    return told


def next_digest(habit: Habit, policy: Policy, now: datetime) -> datetime | None:
    """When somebody's next digest comes, later than `now`; None where they want none."""
    if habit.digest_at == NEVER:
        return None
    hour = time.fromisoformat(habit.digest_at) if habit.digest_at else policy.digest.hour
    day = local_time(now, policy).date()
    while on_the_day(day, hour, policy) <= now or not _has_digest(day, policy):
        day += _ONE_DAY
    return on_the_day(day, hour, policy)


def _has_digest(day: date, policy: Policy) -> bool:
    return not policy.digest.working_days_only or is_reminding_day(day, policy)


def _handlers(desk: Desk) -> list[Person]:
    held = desk.people.holding(roles=tuple(MAY["handle_case"]))
    return list({person.id: person for _membership, person in held}.values())


def _first_today(desk: Desk, policy: Policy, event: str, now: datetime) -> bool:
    """Whether the journal has no such event of today yet; then it has."""
    last = desk.services.journal(event=event, limit=1)
    if last and local_time(last[0].at, policy).date() >= local_time(now, policy).date():
        return False
    desk.services.write_journal(at=now, event=event)
    return True


def _enrol(desk: Desk, policy: Policy, now: datetime) -> None:
    if not _first_today(desk, policy, ENROLLED, now):
        return
    habits = desk.habits.of_all(person_ids=[person.id for person in _handlers(desk) if person.id is not None])
    for habit in habits:
        if habit.digest_next is None:
            habit.digest_next = next_digest(habit, policy, now)
    desk.habits.save_all(habits)


def _tell(desk: Desk, policy: Policy, person: Person, habit: Habit, since: datetime, now: datetime) -> bool:
    assert person.id is not None
    kept = services_of_person(desk, person.id, KEEPS_CLOCKS)
    sight = sight_of_person(desk, person.id)
    counts = day_counts(desk, policy, sight, since=since, now=now, kept=kept)
    said = [count for count in counts if count.has_something]
    if not said and not habit.all_clear:
        return False
    texts = Texts(person.language)
    lines = digest_lines(texts, said, named=len(counts) > 1) if said else [texts.say("digest-clear")]
    if said and len(counts) == 1:
        # Whoever shares a home with colleagues reads what of it stands on their own list, too.
        mine = partial(desk.cases.count_open, sight=sight, handler_id=person.id)
        count, late = mine(), mine(due_before=now)
        lines.append(texts.say("digest-own", count=count, late=late))
    desk.notices.write(
        chat_id=person.account_id,
        content=as_content("\n".join(lines), [[Button(texts.label("button-today"), "d:today")]]),
        priority=DIGEST,
        now=now,
        key=f"digest {person.id} {now:%Y-%m-%d}",
        person_id=person.id,
        about="digest",
    )
    return True


def digest_lines(texts: Texts, counts: Sequence[DayCount], *, named: bool) -> list[str]:
    """One line, or one a service where somebody looks after several; of many services all together, and
    those where most is late. Numbers only: it shows on a locked phone."""
    lines = [texts.say("digest-head")]
    left = len(counts) - MOST_TOLD
    if left > 0:
        lines.append(f"{texts.say('digest-all')} {_numbers(texts, counts)}")
        counts = sorted(counts, key=lambda count: (-count.late, -count.due, count.service))[:MOST_TOLD]
    for count in counts:
        line = _numbers(texts, [count])
        lines.append(texts.say("digest-service", service=count.service) + " " + line if named else line)
    return [*lines, texts.say("digest-more", count=left)] if left > 0 else lines


def _numbers(texts: Texts, counts: Sequence[DayCount]) -> str:
    return texts.say(
        "digest-numbers",
        new=sum(count.new for count in counts),
        due=sum(count.due for count in counts),
        late=sum(count.late for count in counts),
        waiting=sum(count.waiting for count in counts),
    )


def next_listing(policy: Policy, after: datetime) -> datetime:
    """When the next monthly list goes out, later than `after`: on the first reminding day of a month."""
    day = local_time(after, policy).date().replace(day=1)
    while (at := _listing_of(day, policy)) <= after:
        day += relativedelta(months=1)
    return at


def _listing_of(first: date, policy: Policy) -> datetime:
    while not is_reminding_day(first, policy):
        first += _ONE_DAY
    return on_the_day(first, policy.digest.hour, policy)


def list_breaches(desk: Desk, policy: Policy, now: datetime) -> int:
    """On the first working day of a month, who looks after cases hears how many clocks were missed in the
    month before. Returns how many people were told."""
    local = local_time(now, policy)
    if local.time() < policy.digest.hour or not is_reminding_day(local.date(), policy):
        return 0
    last = desk.services.journal(event=LISTED, limit=1)
    month = (local.date().replace(day=1) - relativedelta(months=1)).strftime("%Y%m")
    if last and last[0].detail["month"] >= month:
        return 0
    desk.services.write_journal(at=now, event=LISTED, month=month)
    start, end = month_of(int(month), policy)
    told = 0
    missed = desk.clocks.missed_by_place(start=start, end=end, now=now)
    of_homes = desk.home_clocks.missed_by_service(start=start, end=end, now=now)
    for person in _handlers(desk) if missed or of_homes else ():
        assert person.id is not None
        sight = sight_of_person(desk, person.id)
        about_them = desk.walls.around(person_id=person.id)
        count = sum(number for place, number in missed.items() if sight.holds(place, about_them))
        kept = services_of_person(desk, person.id, KEEPS_CLOCKS) if of_homes else set()
        count += sum(of_homes.get(number, 0) for number in kept)
        if not count or person.unreachable_at is not None:
            continue
        texts = Texts(person.language)
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(
                texts.say("breaches-month", count=count, month=texts.month(start)),
                [[Button(texts.label("button-breaches"), f"d:breaches:{month}")]],
            ),
            priority=DIGEST,
            now=now,
            key=f"breaches {month} {person.id}",
            person_id=person.id,
            about="breaches",
        )
        told += 1
    return told
