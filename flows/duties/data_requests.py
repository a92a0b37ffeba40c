"""What people asked about their data and still wait for: reminders to whoever has to answer."""

from datetime import datetime

from flows.casework.data_handlers import rule_for, tell_data_handlers
from flows.policy.model import Policy
from flows.policy.timescales import ping_schedule
from storage.desk import Desk


def remind_of_requests(desk: Desk, policy: Policy, now: datetime) -> int:
    """Returns how many requests were spoken of. After a time away each is spoken of once."""
    waiting = desk.data_requests.to_ping(now=now)
    for request in waiting:
        rule = rule_for(policy, request.kind)
        schedule = ping_schedule(rule, request.asked_at, request.due_at, policy, urgent=False)
        passed = request.pinged_at or request.asked_at
        new = [ping for ping in schedule if passed < ping.at <= now]
        request.pinged_at = now
        request.ping_at = next((ping.at for ping in schedule if ping.at > now), None)
        desk.data_requests.save(request)
        if new:
            key = "data-ping-late" if request.due_at <= now else "data-ping-coming"
            tell_data_handlers(desk, policy, request, key, occurrence=new[-1].occurrence, now=now)
    return len(waiting)
