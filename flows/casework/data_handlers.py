"""Who answers what people ask about their data, and how it is counted and told."""

from datetime import datetime

from flows.engine.say import Button, as_content
from flows.engine.texts import Ready, Texts
from flows.policy.clocks import ClockRule
from flows.policy.model import Policy
from flows.policy.timescales import due_at, out_of_quiet, ping_schedule
from storage.data_requests import DataRequest
from storage.desk import Desk
from storage.notices import REMINDER
from storage.tables import Person

COPY, CHANGE, COMPLAINT = "copy", "change", "complaint"
CLOCKS = {COPY: "subject_access", CHANGE: "subject_access", COMPLAINT: "data_complaint"}

LADDER = ("owner", "quality", "manager")
"""Who answers, the first of them that there is: a manager need not know who asked, where others are."""


def rule_for(policy: Policy, kind: str) -> ClockRule:
    # The law's clocks: they hold for every request, whatever the policy switches off for cases.
    rule = policy.clock_rule(CLOCKS[kind], kind="any")
    if rule is None:
        raise LookupError(f"the policy has no length for {CLOCKS[kind]}")
    return rule


def data_handlers(desk: Desk, provider_id: int) -> list[Person]:
    """Who answers for a provider; empty where nobody there can be reached."""
    services = desk.services.of_provider(provider_id=provider_id)
    for role in LADDER:
        found = {
            person.id: person
            for service in services
            for person in desk.people.with_role(service=service, roles=(role,))
            if person.unreachable_at is None
        }
        if found:
            return list(found.values())
    return []


def take_request(
    desk: Desk,
    policy: Policy,
    *,
    provider_id: int,
    person_id: int,
    kind: str,
    now: datetime,
    words: str | None = None,
) -> DataRequest:
    """Starts the clock and tells who has to answer."""
    rule = rule_for(policy, kind)
    due = due_at(rule, now, policy)
    pings = ping_schedule(rule, now, due, policy, urgent=False)
    request = desk.data_requests.add(
        DataRequest(
            provider_id=provider_id,
            person_id=person_id,
            kind=kind,
            words=words,
            asked_at=now,
            due_at=due,
            ping_at=next((ping.at for ping in pings if ping.at > now), None),
        )
    )
    tell_data_handlers(desk, policy, request, "data-ping-new", occurrence="new", now=now)
    return request


def tell_data_handlers(
    desk: Desk, policy: Policy, request: DataRequest, key: str, *, occurrence: str, now: datetime
) -> None:
    """Pings them. No name and no words: it shows on a locked phone."""
    for person in data_handlers(desk, request.provider_id):
        texts = Texts(person.language)
        line = Ready(request_line(request, texts))
        open_it = Button(texts.label("button-open"), f"d:data_request:{request.id}")
        desk.notices.write(
            chat_id=person.account_id,
            content=as_content(texts.say(key, line=line, due=request.due_at), [[open_it]]),
            priority=REMINDER,
            now=now,
            ready_at=out_of_quiet(now, policy),
            key=f"data {request.id} {occurrence} {person.id}",
            person_id=person.id,
            about="data_request",
        )


def request_line(request: DataRequest, texts: Texts) -> str:
    return texts.say("data-line", number=str(request.id), kind=texts.label(f"data-kind-{request.kind}"))
