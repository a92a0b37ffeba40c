"""Whether it is asked if a report is about the manager: always of worries, of events as the policy says."""

import pytest

from tests.talk import Talk

NAMED = "Mr Lee fell at lunch and hit his head, the manager pushed him"
TOLD = "Mr Lee slipped in the hall at lunch and I told the manager straight away"


@pytest.mark.parametrize(
    ("words", "flags", "asked"), [(NAMED, None, True), (NAMED, (), False), (TOLD, None, False)]
)
def test_of_an_event_it_is_asked_with_the_red_flags_of_the_policy(
    talk: Talk, words: str, flags: tuple[str, ...] | None, asked: bool
) -> None:
    if flags is not None:
        rules = talk.policy.speaking.model_copy(update={"asked_whether_about_manager": flags})
        talk.policy = talk.policy.model_copy(update={"speaking": rules})
        talk._start()
    talk.carer.says(words)
    for _ in range(5):
        if talk.carer.last.has("send it") or talk.carer.last.has("The manager"):
            break
        talk.carer.says("1")
    assert talk.carer.last.has("The manager") is asked
