r"""Patterns that match capitals and small letters alike, many times as fast as `re.IGNORECASE` where nothing is found.

Without case `re` can't skip to the letters that may begin a match.  So a text is looked at in small letters first,
where it can; only where that finds something is it searched as it stands.  The answers are those of `re.IGNORECASE`.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

# Escapes and group names keep their letters; `(?-i:...)` keeps its case only where the text has any.
_CASED = re.compile(r"\\.|\(\?P[<=]\w+|\(\?-i:|[A-Z]", re.DOTALL)
_GROUPS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|\(\?<?!|\(\?-i:|[()]", re.DOTALL)
_NO_END = sys.maxsize
_LONGEST_KEPT = 32
"""Texts whose small letters are kept: a sentence, its neighbours and its article are asked by many patterns in turn."""


class Caseless:
    """As `re.compile(pattern, re.IGNORECASE)`; compiled when first asked, since most texts ask for few."""

    __slots__ = ("_exact", "_low", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._exact: re.Pattern[str] | None = None
        self._low: re.Pattern[str] | None = None
        """None where small letters tell nothing, and before it is first asked."""

    def search(self, text: str, start: int = 0, end: int = _NO_END) -> re.Match[str] | None:
        if self._exact is None:
            self._compile()
        if self._low is not None:
            found = self._low.search(in_small_letters(text), start, end)
            if found is None:
                return None
            start = found.start()
        return self._exact.search(text, start, end)  # type: ignore[union-attr]  # compiled above

    def match(self, text: str, start: int = 0, end: int = _NO_END) -> re.Match[str] | None:
        if self._exact is None:
            self._compile()
        if self._low is not None and self._low.match(in_small_letters(text), start, end) is None:
            return None
        return self._exact.match(text, start, end)  # type: ignore[union-attr]  # compiled above

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.exact.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = _NO_END) -> Iterator[re.Match[str]]:
        """Of patterns that never match nothing."""
        found = self.search(text, start, end)
        while found is not None:
            yield found
            found = self.search(text, found.end(), end)

    def sub(self, words: str, text: str) -> str:
        return text if self.search(text) is None else self.exact.sub(words, text)

    @property
    def exact(self) -> re.Pattern[str]:
        """The pattern with all that `re` can do."""
        return self._exact or self._compile()

    def _compile(self) -> re.Pattern[str]:
        if _may_relax(self.pattern):
            self._low = re.compile(_in_small_letters(self.pattern))
        self._exact = re.compile(self.pattern, re.IGNORECASE)
        return self._exact


def caseless(pattern: str) -> Caseless:
    """A pattern without case."""
    return Caseless(pattern)


@lru_cache(maxsize=_LONGEST_KEPT)
def in_small_letters(text: str) -> str:
    """One sign for one, also where a small letter alone would be two (İ)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _in_small_letters(pattern: str) -> str:
    return _CASED.sub(lambda found: _SMALL.get(found[0], found[0].lower() if len(found[0]) == 1 else found[0]), pattern)


_SMALL = {"(?-i:": "(?:"}


def _may_relax(pattern: str) -> bool:
    """What must not stand there has no case of its own: else small letters would find less than there is."""
    open_groups: list[str] = []
    for found in _GROUPS.finditer(pattern):
        mark = found[0]
        if mark == ")":
            open_groups.pop()
        elif mark[0] == "(":
            open_groups.append(mark)
            if "(?-i:" in open_groups and ("(?!" in open_groups or "(?<!" in open_groups):
                return False
    return True
