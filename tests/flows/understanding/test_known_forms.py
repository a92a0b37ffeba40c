"""Words that are only looked up."""

from hypothesis import given
from hypothesis import strategies as st

from flows.understanding.features import reader
from flows.understanding.known_forms import KnownForms

WORDS = st.lists(st.text(max_size=12), unique=True, max_size=60)


@given(WORDS, st.text(max_size=12))
def test_a_word_is_known_and_another_is_not(words: list[str], other: str) -> None:
    known = KnownForms.of(words)
    assert sorted(known.place_of(word) or 0 for word in words) == list(range(len(words)))
    assert (other in known) == (other in words)
    if words:
        asked = [other, *words, other]
        are_known, places = known.find(asked)
        assert are_known.tolist() == [word in words for word in asked]
        assert places.tolist() == [known.place_of(word) for word in asked if word in words]


def test_no_two_words_of_the_understanding_share_a_mark() -> None:
    english = reader().speller._known
    assert len(set(KnownForms.of(english).marks)) == len(english) > 50_000
