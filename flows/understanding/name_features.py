"""What is seen of a word that may be a person's name: its letters, the lists it stands in, its neighbours."""

from collections import Counter

from flows.understanding.name_context import NameContext
from flows.understanding.name_tokens import Token, bare, first_names, lexicon, surnames
from flows.understanding.vocabulary import is_everyday, is_misspelt, is_of_the_world
from flows.understanding.wordlists import words_of

_LISTS = (
    "also_words",
    "capital_is_enough",
    "never_names",
    "plain_words",
    "word_surnames",
    "titles",
    "dropped_titles",
)
_ORIGINS = "first_names.toml"
_LONG_ENOUGH = 5


class NamesAround:
    """The words of one message, with what stands beside each possible name."""

    def __init__(self, context: NameContext) -> None:
        self._context = context
        self._by_start = {token.start: index for index, token in enumerate(context.tokens)}
        self._times = Counter(bare(token.word) for token in context.tokens)

    def features(self, span: tuple[int, int], by_rules: int, *, by_rule: bool) -> dict[str, float]:
        context = self._context
        first = self._by_start[span[0]]
        last = first
        while (following := context.at(last + 1)) and following.start < span[1]:
            last += 1
        seen = {"everywhere": 1.0, "by rule" if by_rule else "doubtful": 1.0}
        seen.update(dict.fromkeys(self._own(context.tokens[first], last - first), 1.0))
        before, after = context.at(first - 1), context.at(last + 1)
        token, closing = context.tokens[first], context.tokens[last]
        opens = token.opens or before is None
        seen["opens" if opens else "inside"] = 1.0
        if before and not opens:
            seen[f"prev:{before.word}"] = 1.0
            seen["prev capital" if before.like_a_name else "prev small"] = 1.0
            earlier = context.at(first - 2)
            if earlier and not before.opens:
                seen[f"prev2:{earlier.word}"] = 0.7
        if not token.glued and not opens:
            seen["after a mark"] = 1.0
        gap = context.text[span[1] : after.start if after else len(context.text)].strip()
        if gap[:1] and not closing.owns:
            seen[f"mark:{gap[:1]}"] = 1.0
        if after is None:
            seen["closes"] = 1.0
        elif after.glued:
            seen[f"next:{after.word}"] = 1.0
            seen["next capital" if after.like_a_name else "next small"] = 1.0
            beyond = context.at(last + 2)
            if beyond and beyond.glued:
                seen[f"next2:{beyond.word}"] = 0.7
        for mark in self._signs(first, last, closing):
            seen[mark] = 1.0
            seen[f"{mark} {'by rule' if by_rule else 'doubtful'}"] = 0.7
        seen["another by rule" if by_rules > by_rule else "no other by rule"] = 1.0
        if context.shouted:
            seen["shouted"] = 1.0
        return seen

    def _own(self, token: Token, more: int) -> list[str]:
        name = bare(token.word)
        capital = "like a name" if token.like_a_name else "capitals" if token.capital else "small"
        marks = [capital, f"{min(more, 2)} more", f"length:{min(len(name), 8)}"]
        marks += [f"list:{key}" for key in _LISTS if name in lexicon(key)]
        known = name in first_names()
        marks.append("first name" if known else "surname" if name in surnames() else "no known name")
        if known and name in words_of(_ORIGINS, "british_and_irish"):
            marks.append("british")
        everyday = "everyday" if is_everyday(name) else "misspelt" if is_misspelt(name) else "strange"
        marks += [
            everyday,
            f"{everyday} {capital}",
            f"{everyday} {capital} {'known' if known else 'unknown'}",
        ]
        if is_of_the_world(name):
            marks.append("of the world")
        if len(name) >= _LONG_ENOUGH:
            marks.append(f"ends:{name[-2:]}")
        return marks

    def _signs(self, first: int, last: int, closing: Token) -> list[str]:
        context = self._context
        signs = []
        if context.acts(last):
            signs.append("acts")
        if closing.owns:
            signs.append("owns")
        if context.led(first, "before_a_name"):
            signs.append("led")
        if context.led(first, "before_a_thing"):
            signs.append("a thing")
        if context.is_elsewhere(first):
            signs.append("elsewhere")
        if self._times[bare(closing.word)] > 1:
            signs.append("again")
        return signs
