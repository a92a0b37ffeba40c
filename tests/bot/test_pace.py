"""A chat gets a few messages at once, then one a second; no chat waits for another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import MOST_REMEMBERED, ChatPace


@given(
    st.integers(1, 5),
    st.lists(st.floats(0, 3, allow_nan=False, allow_infinity=False), min_size=1, max_size=40),
)
def test_never_more_than_a_few_and_one_a_second(at_once: int, pauses: list[float]) -> None:
    pace, now, sent = ChatPace(at_once), 1000.0, []
    for pause in pauses:
        now += pause
        sent.append(now)
        now += pace.spend("chat", now)
    for number, at in enumerate(sent):
        within = [other for other in sent[: number + 1] if other > at - 10]
        assert len(within) <= at_once + 10 + 1e-6
    for early, late in pairwise(sent[at_once - 1 :: at_once]):
        assert late - early >= 1 - 1e-6 or at_once > 1


def test_the_first_ones_go_at_once_and_a_rest_fills_the_bucket() -> None:
    pace = ChatPace(3)
    assert [round(pace.spend("a", 0.0), 6) for _ in range(4)] == [0, 0, 1, 2]
    assert pace.spend("b", 0.0) == 0
    assert pace.spend("a", 60.0) == 0


def test_what_is_over_is_forgotten() -> None:
    pace = ChatPace(1)
    for chat in range(MOST_REMEMBERED + 5):
        pace.spend(chat, chat * 2.0)
    assert len(pace._full_at) <= MOST_REMEMBERED
