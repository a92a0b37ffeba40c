"""Tells the language of a message by its script and its commonest small words."""

import re
import unicodedata
from collections import Counter
from functools import cache

from flows.understanding.vocabulary import is_everyday
from flows.understanding.wordlists import fold, read_lists

_LONGEST = 4096
_BETWEEN_WORDS = re.compile(r"[\s\d.,;:!?()\"“”…–—।،؟/*_-]+")
_BY_SCRIPT = {
    "GURMUKHI": "pa",
    "BENGALI": "bn",
    "MALAYALAM": "ml",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "KANNADA": "kn",
    "SINHALA": "si",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_SHARED = {
    "ARABIC": ("arabic_ur", "arabic_ar", "arabic_fa", "arabic_ps"),
    "DEVANAGARI": ("devanagari_hi", "devanagari_ne", "devanagari_mr"),
    "CYRILLIC": ("uk", "ru", "bg"),
}
_OTHER_SCRIPT = frozenset(key for keys in _SHARED.values() for key in keys)
_FEWEST_WORDS = 3
_SURE_HITS = 2
_TELLING_LENGTH = 4


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        key: frozenset(unicodedata.normalize("NFC", word.lower()) for word in words)
        for key, words in read_lists("languages.toml").items()
    }


@cache
def _spoken_in() -> dict[str, tuple[str, ...]]:
    """The lists that hold a word."""
    keys: dict[str, list[str]] = {}
    for key, words in _lists().items():
        for word in words:
            keys.setdefault(word, []).append(key)
    return {word: tuple(found) for word, found in keys.items()}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").split(" ")[0]


def _most_hits(words: list[str], keys: tuple[str, ...]) -> tuple[str, int]:
    """The first of the lists that hold most of the words, and how many."""
    hits = Counter(key for word in words for key in _spoken_in().get(word, ()))
    best = max(keys, key=hits.__getitem__)
    return best, hits[best]


def language_of(text: str) -> str:
    """The ISO 639-1 code; "en" wherever the words leave a doubt."""
    typed = unicodedata.normalize("NFC", text[:_LONGEST]).lower()
    words = [word for word in _BETWEEN_WORDS.split(typed) if any(map(str.isalpha, word))]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    if not letters:
        return "en"
    scripts = Counter(_script(letter) for letter in letters if not letter.isascii())
    scripts.pop("LATIN", None)
    if scripts and sum(scripts.values()) * 2 > len(letters):
        script = scripts.most_common(1)[0][0]
        if script in _SHARED:
            return _most_hits(words, _SHARED[script])[0].split("_")[-1]
        if "HIRAGANA" in scripts or "KATAKANA" in scripts:
            return "ja"
        return _BY_SCRIPT.get(script, "en")
    return _latin(words)


def _latin(words: list[str]) -> str:
    others = tuple(key for key in _lists() if key != "en" and key not in _OTHER_SCRIPT)
    english = sum(word in _lists()["en"] for word in words)
    best, hits = _most_hits(words, others)
    only = {word for word in words if word in _lists()[best] and word not in _lists()["en"]}
    if len(words) < _FEWEST_WORDS or hits <= english or len(set(words)) < _FEWEST_WORDS:
        return "en"
    if len(only) >= _SURE_HITS and len(only) * 5 >= len(set(words)):
        return best
    # A short message with one telling word and not one that is English.
    telling = any(len(word) >= _TELLING_LENGTH for word in only)
    return best if telling and not any(is_everyday(fold(word)) for word in words if len(word) > 2) else "en"
