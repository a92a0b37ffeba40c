"""What stands around a word that may be a name: the full name, a ward, a verb, a word that leads to it."""

import re

from flows.understanding.name_tokens import LONGEST, Token, bare, is_shouted, lexicon, surnames, tokens_of
from flows.understanding.vocabulary import is_everyday
from flows.understanding.wordlists import words_of

_INITIAL = re.compile(r"\.\s?")


class NameContext:
    """The words of one message, each with its neighbours."""

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST]
        self.tokens = tokens_of(self.text)
        self.shouted = is_shouted(self.text)
        self.taken: list[tuple[int, int]] = []

    def at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def is_capital(self, index: int) -> bool:
        token = self.at(index)
        return bool(token and token.glued and token.like_a_name)

    def end_of_name(self, index: int, *, titled: bool = False) -> int:
        """The last word of the full name of which one word stands at `index`."""
        while (following := self.at(index + 1)) is not None:
            token, name = self.tokens[index], bare(following.word)
            initial = len(token.raw) == 1 and _INITIAL.fullmatch(self.text, token.end, following.start)
            if following.opens or not (following.glued or initial) or "'" in token.word[-2:]:
                break
            beyond = self.at(index + 2)
            if (
                beyond
                and beyond.glued
                and beyond.like_a_name
                and name in lexicon("particles")
                and not token.owns
            ):
                index += 1
                continue
            if name in lexicon("never_names", "plain_words"):
                break
            if name in lexicon("not_a_person_before") and not (titled and following.like_a_name):
                break
            written = following.like_a_name and not self.shouted
            letter = len(name) == 1 and name not in "aiux"
            known = (
                name in surnames()
                and name not in lexicon("word_surnames", "also_words")
                and not is_everyday(name)
            )
            if not (written or letter or known):
                break
            index += 1
        return index

    def is_elsewhere(self, index: int) -> bool:
        """Part of the name of a ward, a street, a hospital."""
        token, before, after = self.tokens[index], self.at(index - 1), self.at(index + 1)
        if before and token.glued and before.word in lexicon("not_a_person_after"):
            return True
        unit = bare(token.word) in words_of("places.toml", "unit_names") and not token.owns
        if unit and before and token.glued and before.word in ("on", "in", "of", "to", "at"):
            return True
        key = "not_a_person_before" if after and after.capital else "small_places"
        return bool(after and after.glued and after.word in lexicon(key))

    def acts(self, index: int) -> bool:
        after = self.at(index + 1)
        return bool(after and after.glued and after.word.replace("'", "") in lexicon("person_verbs"))

    def led(self, index: int, *keys: str) -> bool:
        before = self.at(index - 1)
        return bool(before and not self.tokens[index].opens and before.word in lexicon(*keys))
