"""Counts how often the understanding of labelled messages is right."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flows.understanding.heads import HEADS
from flows.understanding.meaning import Meaning

Row = dict[str, Any]
_HARM_RANK = {"none": 0, "unknown": 0, "low": 1, "moderate": 2, "severe": 3, "death": 4}


@dataclass(frozen=True)
class Guess:
    """One labelled message and what was made of it."""

    row: Row
    meant: Meaning

    @property
    def kind_right(self) -> bool:
        return self.meant.kinds[0] in self.row["kinds_ok"]

    @property
    def category_right(self) -> bool:
        return self.meant.categories[0] in self.row["categories_ok"]

    @property
    def in_first_three(self) -> bool:
        return any(name in self.row["categories_ok"] for name in self.meant.categories[:3])

    @property
    def missed_flags(self) -> set[str]:
        return set(self.row["red_flags"]) - set(self.meant.red_flags)

    @property
    def false_flags(self) -> set[str]:
        return set(self.meant.red_flags) - set(self.row["red_flags"]) - set(self.row["red_flags_ok"])

    @property
    def harm_right(self) -> bool:
        return bool(self.meant.harm == self.row["harm"])

    @property
    def harm_too_low(self) -> bool:
        return _HARM_RANK[self.meant.harm] < _HARM_RANK[self.row["harm"]]

    @property
    def card_right(self) -> bool:
        no_flag_wrong = not self.missed_flags and not self.false_flags
        return self.kind_right and self.category_right and no_flag_wrong and self.harm_right

    @property
    def badness(self) -> float:
        """What a mistake costs a person: a missed danger most, then a sure wrong guess."""
        sure = (0 if self.kind_right else self.meant.sure_of_kind) + (
            0 if self.category_right else self.meant.sure_of_category
        )
        return 3.0 * len(self.missed_flags) + len(self.false_flags) + self.harm_too_low + sure


def share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 0.0


def flag_rates(guesses: Sequence[Guess], only: str | None = None) -> tuple[int, int, int]:
    """Found, missed and false flags, of all kinds or of one."""
    found = missed = false = 0
    for guess in guesses:
        for flag in HEADS["red_flags"] if only is None else (only,):
            found += flag in guess.row["red_flags"] and flag in guess.meant.red_flags
            missed += flag in guess.missed_flags
            false += flag in guess.false_flags
    return found, missed, false


def rates(found: int, missed: int, false: int) -> tuple[float, float, float]:
    """Recall, precision and F1; 1 where there was nothing to find and nothing was found."""
    recall = found / (found + missed) if found + missed else 1.0
    precision = found / (found + false) if found + false else 1.0
    return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def spoken_rates(guesses: Sequence[Guess]) -> tuple[float, float, float]:
    said = [(bool(guess.row["spoken"]), guess.meant.spoken) for guess in guesses]
    return rates(said.count((True, True)), said.count((True, False)), said.count((False, True)))


def headline(name: str, guesses: Sequence[Guess]) -> str:
    recall, precision, _ = rates(*flag_rates(guesses))
    return (
        f"{name:<34}{len(guesses):5}  kind {share(g.kind_right for g in guesses):.3f}"
        f"  category {share(g.category_right for g in guesses):.3f}"
        f"  first three {share(g.in_first_three for g in guesses):.3f}"
        f"  flags R {recall:.3f} P {precision:.3f}  harm {share(g.harm_right for g in guesses):.3f}"
        f"  too low {share(g.harm_too_low for g in guesses):.3f}"
        f"  spoken F1 {spoken_rates(guesses)[2]:.3f}  card {share(g.card_right for g in guesses):.3f}"
    )


def label_table(guesses: Sequence[Guess], head: str) -> list[str]:
    """Recall and precision per kind or category; a label that a careful person accepts counts as right."""
    accepted = "kinds_ok" if head == "kind" else "categories_ok"
    lines = [f"{head:<20}{'count':>6}{'recall':>9}{'precision':>11}"]
    for label in HEADS[head]:
        own = [g for g in guesses if g.row[head] == label]
        given = [g for g in guesses if _first(g, head) == label]
        recall = share(_first(g, head) in g.row[accepted] for g in own)
        precision = share(label in g.row[accepted] for g in given)
        lines.append(f"{label:<20}{len(own):6}{recall:9.2f}{precision:11.2f}")
    return lines


def flag_table(guesses: Sequence[Guess]) -> list[str]:
    lines = [f"{'red flag':<20}{'count':>6}{'recall':>9}{'precision':>11}{'missed':>8}{'false':>7}"]
    for flag in HEADS["red_flags"]:
        found, missed, false = flag_rates(guesses, flag)
        recall, precision, _ = rates(found, missed, false)
        lines.append(f"{flag:<20}{found + missed:6}{recall:9.2f}{precision:11.2f}{missed:8}{false:7}")
    return lines


def confusions(guesses: Sequence[Guess], head: str, most: int = 10) -> list[str]:
    right = "kind_right" if head == "kind" else "category_right"
    pairs = Counter((g.row[head], _first(g, head)) for g in guesses if not getattr(g, right))
    return [
        f"{meant:>20} taken for {taken:<20}{count:4}" for (meant, taken), count in pairs.most_common(most)
    ]


def worst(guesses: Sequence[Guess], most: int = 10) -> list[str]:
    lines = []
    for guess in sorted(guesses, key=lambda guess: -guess.badness)[:most]:
        meant = guess.meant
        got = f"{meant.kinds[0]}/{meant.categories[0]}/{meant.harm}/{','.join(meant.red_flags) or '-'}"
        row = guess.row
        wanted = f"{row['kind']}/{row['category']}/{row['harm']}/{','.join(row['red_flags']) or '-'}"
        lines.append(f"{row['id']}: got {got}; wanted {wanted}\n     {row['text'][:150]!r}")
    return lines


def coverage_table(guesses: Sequence[Guess], head: str) -> list[str]:
    """How many first guesses stay when the bot asks below a share, and how many of those are right."""
    sure, right = ("sure_of_kind", "kind_right") if head == "kind" else ("sure_of_category", "category_right")
    lines = [f"ask {head} below {'guessed':>10} {'right of these':>15}"]
    for step in range(0, 95, 10):
        kept = [g for g in guesses if getattr(g.meant, sure) >= step / 100]
        hits = share(getattr(g, right) for g in kept)
        lines.append(f"{step / 100:15.2f} {len(kept) / len(guesses):10.2f} {hits:15.3f}")
    return lines


def _first(guess: Guess, head: str) -> str:
    return guess.meant.kinds[0] if head == "kind" else guess.meant.categories[0]
