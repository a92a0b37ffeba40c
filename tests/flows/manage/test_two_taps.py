"""Whatever may be done to a case is two taps from its card at most: on it, or on a screen behind it."""

import itertools
from datetime import timedelta

import pytest

from flows.engine.registry import all_flows
from flows.policy.life import HANDLER, is_allowed, life, open_statuses, statuses
from tests.flows.manage.conftest import without_approval
from tests.talk import Talk

BUTTON = {"plan_action": "action", "tomorrow": "later"}
"""Acts whose button has another name."""
NOT_FROM_A_CARD = {
    "read_earlier", "similar",  # on the card where there is something to read
    "today", "cases", "narrow", "find", "register", "register_file", "thank_all",  # lists
    "digest", "breaches", "away", "back_again", "rota", "rota_add", "rota_end",  # a person's own days
    "seal_look", "seal_agree", "seal_refuse", "seal_show",  # answers to what somebody else asked
    "home_done", "home_tomorrow", "home_later", "home_give", "home_why_late", "home_why",
    "home_due", "home_duties", "cqc", "cqc_asked", "cqc_summary",  # a home's own clocks
    "due",  # below a message with many clocks
    "too_old", "to_ombudsman",  # among the steps of a complaint that came late, or whose days are known
    "undo",  # below what was sent
    "tomorrow",  # below a reminder; the card has "Another time…"
    "open", "more",  # the ways themselves
    "answer_review",  # below the ping, and among the steps of a complaint once a review was asked for
}  # fmt: skip
KINDS = {"concern": "none", "complaint": "none", "incident": "severe"}
NUMBERS = itertools.count(1)


def _file(talk: Talk, status: str, kind: str, harm: str, *, late: bool = False) -> int:
    """A case on which every act makes sense: with a file, a clock, a draft, a reporter who waits."""
    with talk.desk() as desk:
        reporter = desk.people.find(account_id=talk.daughter.account_id)
        assert reporter is not None
        case = desk.cases.file(
            service_id=1,
            reference=f"RH-26-{next(NUMBERS):04d}",
            kind=kind,
            category="food_drink",
            harm=harm,
            status=status,
            closed_at=None if status in open_statuses() else talk.now,
            reporter_role="family",
            reporter_id=reporter.id,
            words="Dinner came cold, and the door is broken",
            reported_at=talk.now,
        )
        assert case.id is not None
        desk.attachments.add(form="photo", handle="h", name="a", size=1, now=talk.now, case_id=case.id)
        due = talk.now + timedelta(days=-1 if late else 9)
        name = "answer" if kind == "complaint" else "outcome_told"
        desk.clocks.start(case=case, name=name, started_at=talk.now, due_at=due, ping_at=None)
        desk.clocks.start(case=case, name="review", started_at=talk.now, due_at=due, ping_at=None)
        for act in ("draft_answer", "review"):
            detail = {"verdict": "upheld", "found": "Cold", "sorry": "Sorry", "changes": "Hot now"}
            desk.timeline.append(
                case_id=case.id, at=talk.now, act=act, actor_id=None, actor_role="bot", detail=detail
            )
        return case.id


def _actions(talk: Talk, data: str) -> dict[str, str]:
    """The buttons below the answer to a tap, by action."""
    talk.manager.taps_data(data)
    return {button[1].split(":")[1]: button[1] for button in talk.manager.last.buttons if button[1]}


def _within_two_taps(talk: Talk, case_id: int) -> set[str]:
    """Every action whose button is on the card, or on a screen that a button of the card opens."""
    card = _actions(talk, f"d:open:{case_id}")
    screens = ("more", "complaint", "serious", "bodies", "candour", "similar")
    behind = [_actions(talk, card[name]) for name in screens if name in card]
    return set(card).union(*behind)


@pytest.mark.parametrize("status", statuses())
def test_every_act_of_the_life_of_a_case_is_two_taps_away(house: Talk, status: str) -> None:
    without_approval(house)
    for kind, harm in KINDS.items():
        case_id = _file(house, status, kind, harm)
        near = _within_two_taps(house, case_id)
        for act, row in life().acts.items():
            if HANDLER not in row.by or not is_allowed(act, status):
                continue
            button = "send_answer" if (act, status) == ("answer", "approved") else BUTTON.get(act, act)
            if (act == "make_formal" and kind != "concern") or (act == "prevent" and harm != "severe"):
                continue
            if act == "plan_enquiry" and kind != "complaint":
                continue
            if act == "read_earlier":
                continue  # On the card itself, while something happened before that nobody has read.
            assert button in near, f"{act} on a {kind} in {status}: {sorted(near)}"


def test_no_other_act_on_a_case_is_further_away(house: Talk) -> None:
    seen: set[str] = set()
    for late, (kind, harm) in itertools.product((False, True), KINDS.items()):
        for status in statuses():
            seen |= _within_two_taps(house, _file(house, status, kind, harm, late=late))
    house.manager.taps_data("d:declare_serious:1")
    house.manager.says("1")
    with house.desk() as desk:
        desk.outside_duties.add(case_id=1, duty="police", rules=[], now=house.now)
    for act in ("candour_yes", "tell_candour", "send_candour_letter"):
        with house.desk() as desk:
            desk.timeline.append(
                case_id=1,
                at=house.now,
                act=act,
                actor_id=None,
                actor_role="bot",
                detail={
                    "whom": "Her son",
                    "on": "2026-11-23",
                    "by": "Me",
                    "account": "a",
                    "sorry": "b",
                    "next": "c",
                },
            )
        seen |= _within_two_taps(house, 1)
    with house.desk() as desk:
        confidential = desk.cases.get(case_id=2)
        assert confidential is not None
        confidential.way = "confidential"
        desk.cases.save(confidential)
    house.quality.taps_data("d:open:2")
    seen |= {button[1].split(":")[1] for button in house.quality.last.buttons}
    here = {
        flow.action
        for flow in all_flows().values()
        if flow.action and flow.finish.__module__.startswith("flows.manage.")
    }
    assert here - seen - NOT_FROM_A_CARD == set()
    assert not NOT_FROM_A_CARD - here, "named here, but gone"


BELOW_A_REMINDER = {"open", "tomorrow", "later", "assign", "why_late"}


def test_forty_late_cases_are_one_message_and_everything_about_each_two_taps(house: Talk) -> None:
    """One tap on its button below the message, one on what is to be done."""
    for number in range(40):
        with house.desk() as desk:
            case = desk.cases.file(
                service_id=1,
                reference=f"RH-26-{9000 + number}",
                kind="incident",
                category="falls",
                harm="none",
                reporter_role="staff",
                words="x",
                red_flags=["fire"] if number == 30 else [],
                reported_at=house.now,
            )
            due = house.now + timedelta(days=1, minutes=number)
            for name in ("review", "outcome_told"):
                desk.clocks.start(case=case, name=name, started_at=house.now, due_at=due, ping_at=due)
    house.sleeps(days=2)
    (message,) = [m for m in house.manager.heard if m.about == "reminders"]
    assert "80 clocks are late" in message.text
    cases = [(label, data) for label, data, _ in message.buttons if data.startswith("d:due:")]
    assert len(cases) == len({data for _, data in cases}) == 40
    assert [label for label, _ in cases if "🔴" in label] == ["🔴 RH-26-9030"]
    for label, data in cases:
        near = _actions(house, data)
        assert near.keys() >= BELOW_A_REMINDER, label
        assert label.removeprefix("🔴 ") in house.manager.last.text
        # Each of its two clocks is done, or explained, by itself.
        of_clocks = {button[1] for button in house.manager.last.buttons}
        number = data.removeprefix("d:due:")
        assert of_clocks >= {f"d:why_late:{number}:review", f"d:done:{number}:outcome_told"}


def test_of_more_cases_than_a_message_has_buttons_the_way_to_the_rest_is_there(house: Talk) -> None:
    with house.desk() as desk:
        for number in range(120):
            case = desk.cases.file(
                service_id=1,
                reference=f"RH-26-{9000 + number}",
                kind="incident",
                category="falls",
                harm="none",
                reporter_role="staff",
                words="x",
                reported_at=house.now,
            )
            due = house.now + timedelta(days=1)
            for name in ("seen", "review", "outcome_told", "look_again", "answer", "passed_on"):
                desk.clocks.start(case=case, name=name, started_at=house.now, due_at=due, ping_at=due)
    house.sleeps(days=2)
    (message,) = [m for m in house.manager.heard if m.about == "reminders"]
    assert "30 cases have no button here" in message.text
    assert message.labels[-2:] == ["Today", "Overdue"]
    house.manager.taps("Overdue", on=message)
    assert "Late: 120" in house.manager.last.text
