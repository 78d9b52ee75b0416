"""Many names, found in one pass over a text, as whole words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.text.patterns import either

_PAIRED = re.compile(
    "-"
    + either(
        "backed led based run held brokered linked affiliated allied aligned claimed controlled mediated sponsored "
        "supported"
    )
)


class FoundName(NamedTuple):
    start: int
    words: str


class NameFinder:
    """`spellings`: a name in lower case -> the spellings that count, or none where case does not matter."""

    def __init__(self, spellings: Mapping[str, frozenset[str]]) -> None:
        self._spellings = spellings
        self._names = AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[FoundName]:
        """Every name, the longest that begins at one place; not within a word, nor in `UN-backed`."""
        for _, start, end in self._names.find_matches_as_indexes(_lower(text)):
            words = text[start:end]
            spellings = self._spellings[_lower(words)]
            if (not spellings or words in spellings) and _stands_alone(text, start, end):
                yield FoundName(start, words)

    def longest(self, text: str) -> str:
        """The longest name in a text, the first of those; empty where there is none."""
        return max(self.find(text), key=lambda found: (len(found.words), -found.start), default=FoundName(0, "")).words


def spellings_of(names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Single names go by their case or in capitals ("WHO" is not "who"); of several words, any case will do."""
    spellings: dict[str, frozenset[str]] = {}
    for name in names:
        key = _lower(name)
        is_exact = " " not in name and not name.islower()
        spellings[key] = spellings.get(key, frozenset()) | {name, name.upper()} if is_exact else frozenset()
    return spellings


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in ("-", "_") or after.isalnum() or _PAIRED.match(text, end))


def _lower(text: str) -> str:
    """In lower case, letter for letter: offsets hold."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
