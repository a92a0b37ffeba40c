"""What a whole team may be told of its cases: numbers and themes, never a single one."""

from collections import Counter
from collections.abc import Sequence

from flows.engine.texts import Texts
from flows.meet.circles import Circles
from flows.policy.model import Policy
from flows.policy.permissions import ON_CASE
from flows.understanding.result import KINDS
from storage.tables import Case

OPEN_WAYS = ON_CASE["tell_team"].ways
"""Ways of speaking that a team may hear of. What was said in confidence or without a name is kept out of
the numbers too: in a small team a number tells."""
OPEN_GOES_TO = ON_CASE["tell_team"].goes_to
"""What is about the manager or the owner, and what went to the speak-up lead, is nowhere in an agenda."""
OPEN_KINDS = tuple(kind for kind in KINDS if kind != "speak_up")

OF_SECTION: dict[str, tuple[str, ...]] = {
    "complaints": ("concern", "complaint"),
    "incidents": ("incident", "near_miss"),
    "thanks": ("compliment", "suggestion"),
}
COUNTED_EXACTLY = ("incidents", "thanks")
"""Things that happened are counted openly in every home; who was unhappy is not."""


def is_open_to_team(case: Case) -> bool:
    return (
        case.way in OPEN_WAYS
        and case.goes_to in OPEN_GOES_TO
        and not case.keeps_out
        and case.kind in OPEN_KINDS
    )


def is_kept_back(case: Case, policy: Policy) -> bool:
    """Whether even its theme could point at a colleague."""
    meetings = policy.meetings
    return case.category in meetings.themes_kept_back or bool(
        set(case.red_flags) & set(meetings.flags_kept_back)
    )


def section_words(section: str, cases: Sequence[Case], circles: Circles, policy: Policy, texts: Texts) -> str:
    """The words of one counting section; "" where there is nothing to say. Where few could be meant it says
    that there was something, and neither how much nor about what."""
    mine = [case for case in cases if case.kind in OF_SECTION[section] and is_open_to_team(case)]
    if not mine:
        return ""
    # Nobody is hurt by thanks for their work, so only who gave them could be.
    if circles.would_point((case.reporter_role for case in mine), at_workers=section != "thanks"):
        return texts.label("agenda-some")
    if section in COUNTED_EXACTLY:
        kinds = Counter(case.kind for case in mine)
        head = ", ".join(
            texts.label(f"agenda-count-{kind}", count=kinds[kind])
            for kind in OF_SECTION[section]
            if kinds[kind]
        )
        if section == "thanks":
            return head
    else:
        head = count_or_few(len(mine), policy, texts)
    named = _themes(mine, policy, texts, exact=section in COUNTED_EXACTLY)
    return texts.label("agenda-themes", head=head, themes=named) if named else head


def count_or_few(count: int, policy: Policy, texts: Texts) -> str:
    least = policy.meetings.smallest_number
    if count < least:
        return texts.label("agenda-few", least=least)
    return texts.label("agenda-many", count=count)


def _themes(cases: Sequence[Case], policy: Policy, texts: Texts, *, exact: bool) -> str:
    """The themes of at least `theme_from` cases, the most frequent first; the rest are "other"."""
    counted = Counter(case.category for case in cases if not is_kept_back(case, policy))
    counted.pop("none", None)
    named = [
        (category, count)
        for category, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        if count >= policy.meetings.theme_from
    ]
    if not named:
        return ""
    told = [
        texts.label("agenda-theme-counted", theme=texts.label(f"category-{category}"), count=count)
        if exact or count >= policy.meetings.smallest_number
        else texts.label(f"category-{category}")
        for category, count in named
    ]
    if sum(count for _category, count in named) < len(cases):
        told.append(texts.label("agenda-theme-other"))
    return ", ".join(told)
