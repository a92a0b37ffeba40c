"""What is counted in a message before it is weighed: phrases found, words, role and shape."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from flows.understanding.phrases import PhraseParser
from flows.understanding.rulebook import Finding, Rulebook, load_data
from flows.understanding.words import NAME, Speller, Word, plain_form, split_words

COUNTED = ("kinds", "categories", "red_flags", "harm", "spoken")
"""The books whose findings are weighed."""
BOOKS = (*COUNTED, "all_well")
ANYWHERE = frozenset({"red_flags", "harm", "all_well"})
"""Danger is looked for in the whole message; what it is about shows in its first TELLING words."""
TELLING = 350
LETTERS_READ = 1000
RUNS = (3, 4)
EARLY = 12
"""What stands in the first words is more often what the message is about."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One message taken apart: its words, what each rulebook found, and the features to weigh."""

    words: list[Word]
    found: Mapping[str, list[Finding]]
    features: dict[str, float]
    letters: dict[str, float]
    """Runs of letters, which misspelt words share with the right ones."""


class Reader:
    """Holds the loaded data files; one for the whole process."""

    def __init__(self) -> None:
        data = load_data("words.toml")
        turning = frozenset(data["turning"]["words"])
        parser = PhraseParser(data["lists"])
        self.books = {name: Rulebook(f"{name}.toml", parser, turning) for name in BOOKS}
        targets = set().union(*(book.book.words for book in self.books.values()))
        english = (
            resources.files("flows.understanding").joinpath("data", "english.txt").read_text("utf-8").split()
        )
        slang = {plain_form(word): plain for word, plain in load_data("slang.toml")["slang"].items()}
        self.speller = Speller(sorted(targets), english, slang)

    def see(self, text: str, role: str, slang: Mapping[str, str]) -> Seen:
        own = {plain_form(word): plain.lower() for word, plain in slang.items()} if slang else {}
        words = split_words(text, lambda form: own.get(form) or self.speller.correct(form))
        found = {
            name: book.find(words if name in ANYWHERE else words[:TELLING])
            for name, book in self.books.items()
        }
        features = _phrase_features(found, len(words))
        _count_words(words, features)
        _add_shape(text, role, words, features)
        return Seen(words, found, features, _count_letters(text))


@cache
def reader() -> Reader:
    return Reader()


def _phrase_features(found: Mapping[str, list[Finding]], length: int) -> dict[str, float]:
    features: dict[str, float] = {}
    for name in COUNTED:
        findings = found[name]
        counts: dict[str, int] = {}
        labels: dict[str, set[int]] = {}
        for finding in findings:
            key = f"{'n' if finding.turned else 'g'}:{finding.group.name}"
            counts[key] = counts.get(key, 0) + 1
            features[f"{'q' if finding.turned else 'p'}:{name}:{finding.phrase}"] = 0.5
            if not finding.turned:
                labels.setdefault(finding.group.label, set()).update(range(finding.first, finding.last + 1))
                if finding.first < EARLY:
                    features[f"e:{finding.group.name}"] = 0.5
        for key, count in counts.items():
            features[key] = 1.0
            features[key + "+"] = math.log(count) * 0.7
        total = sum(len(places) for places in labels.values())
        for label, places in labels.items():
            features[f"s:{name}:{label}"] = 2.0 * len(places) / total
            if len(places) == max(len(other) for other in labels.values()):
                features[f"m:{name}:{label}"] = 0.5
    return features


def _count_words(words: list[Word], features: dict[str, float]) -> None:
    before = ""
    scale = 1.0 / math.sqrt(max(len(words), 8)) * 2.0
    for word in words:
        plain = [form for form in word.forms if form != NAME]
        form = plain[-1] if len(plain) > 1 else plain[0]
        if form.isdigit():
            form = "#"
        features[f"w:{form}"] = scale
        if before:
            features[f"b:{before} {form}"] = scale * 0.7
        before = form


def _count_letters(text: str) -> dict[str, float]:
    typed = f" {' '.join(text[:LETTERS_READ].lower().split())} "
    runs = {typed[start : start + size] for size in RUNS for start in range(len(typed) - size + 1)}
    return dict.fromkeys(sorted(runs), 2.0 / math.sqrt(max(len(runs), 60)))


def _add_shape(text: str, role: str, words: list[Word], features: dict[str, float]) -> None:
    features[f"role:{role}"] = 1.0
    size = (
        "tiny" if len(words) < 5 else "short" if len(words) < 12 else "middle" if len(words) < 35 else "long"
    )
    features[f"size:{size}"] = 0.7
    features[f"role:{role} size:{size}"] = 0.7
    if "?" in text:
        features["shape:asks"] = 0.5
        features[f"shape:asks {role}"] = 0.5
        features[f"shape:asks {size}"] = 0.5
    if text.rstrip().endswith("?"):
        features["shape:ends asking"] = 0.5
    if "!" in text:
        features["shape:cries out"] = 0.4
    letters = [letter for letter in text if letter.isalpha()]
    loud = sum(1 for word in words if len(word.raw) > 2 and word.raw.isupper())
    if letters and (loud >= 3 or sum(letter.isupper() for letter in letters) > 0.6 * len(letters)):
        features["shape:shouts"] = 0.5
    elif loud:
        features["shape:stresses"] = 0.3
    if "'" in text and "said" in text.lower():
        features["shape:quotes"] = 0.3
