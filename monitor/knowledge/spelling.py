"""small_words.txt.gz -> how English writes a word that stands in capitals."""

import gzip
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from monitor.knowledge.name_finder import NameFinder, spellings_of
from monitor.knowledge.name_words import ONLY_CAPITALS

SMALL_WORDS = Path(__file__).parent / "small_words.txt.gz"


class EnglishSpelling:
    """65,000 words that are written small, and names of sources; read when a text in capitals comes first."""

    def __init__(self, sources: Iterable[str], path: Path = SMALL_WORDS) -> None:
        self._sources = tuple(sources)
        self._path = path

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(gzip.decompress(self._path.read_bytes()).decode().split())

    @cached_property
    def _initials(self) -> dict[str, str]:
        words = (*(word for word in self._sources if word.isalpha() and word.isupper()), *map(str.upper, ONLY_CAPITALS))
        return {word.lower(): word for word in words}

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder(spellings_of(name for name in self._sources if " " in name and not name.islower()))

    def written(self, word: str) -> str | None:
        """`town` -> `town`, `un` -> `UN`; small where it may be both; None for a word that is neither."""
        return word if word in self._small else self._initials.get(word)

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where names of several words stand: `DOCTORS WITHOUT BORDERS`."""
        return [(found.start, found.start + len(found.words)) for found in self._names.find(text)]
