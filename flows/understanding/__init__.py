"""What a message says: kind, category, danger, harm, who, where and when."""

from flows.understanding.reading import KnownWords, understand
from flows.understanding.result import Understanding, When

__all__ = ["KnownWords", "Understanding", "When", "understand"]
