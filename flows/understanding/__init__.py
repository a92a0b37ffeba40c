"""What a message says: kind, category, danger, harm, who, where and when."""

from flows.understanding.confidence import is_sure_of_category, is_sure_of_kind
from flows.understanding.reading import KnownWords, understand
from flows.understanding.result import Understanding, When

__all__ = [
    "KnownWords",
    "Understanding",
    "When",
    "is_sure_of_category",
    "is_sure_of_kind",
    "understand",
]
