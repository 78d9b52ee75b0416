"""Patterns with gaps as one hyperscan database, compiled once and kept in a cache folder."""

import platform
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan

from monitor.errors import KnowledgeFileError
from monitor.knowledge.kept_file import digest, keep, load_kept
from monitor.model.phrase import PhraseRule

# Only ends: starts (SOM) cost seven times the time and twenty times the memory, and are wanted for few.
_FLAGS = hyperscan.HS_FLAG_CASELESS
# No gap reaches further.
_WIDEST = 240


def _collect(rule: int, start: int, end: int, flags: int, found: Any) -> None:
    found.append((rule, end))


class LongPatterns:
    """The compiled patterns.  Threads may share it: each has its own scratch memory."""

    def __init__(self, rules: Sequence[PhraseRule], cache_folder: Path | None) -> None:
        """Raises KnowledgeFileError naming every pattern that hyperscan refuses."""
        patterns = [rf"\b(?:{rule.pattern})".encode() for rule in rules]
        self._patterns = [rf"(?<!\w)(?:{rule.pattern})\Z" for rule in rules]
        self._ending: dict[int, re.Pattern[str]] = {}
        name = digest(*patterns, version("hyperscan").encode(), platform.machine().encode())
        self._database = _load_or_compile(patterns, rules, name, cache_folder) if patterns else None
        self._local = threading.local()

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(number of the rule, start, end) of every match, whole words only."""
        if self._database is None:
            return
        # A lone surrogate is no UTF-8; `replace` puts one sign for one, so offsets stay.
        data = text.encode("utf-8", "replace")
        found: list[tuple[int, int]] = []
        self._database.scan(data, match_event_handler=_collect, context=found, scratch=self._scratch())
        if not found:
            return
        place = _characters(data, found) if len(data) != len(text) else int
        for rule, offset in found:
            end = place(offset)
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
            match = self._ending_of(rule).search(text, max(0, end - _WIDEST), end)
            if match:
                yield rule, match.start(), end

    def _ending_of(self, rule: int) -> re.Pattern[str]:
        """Compiled when first wanted: all of them would double the time to start."""
        found = self._ending.get(rule)
        if found is None:
            found = self._ending[rule] = re.compile(self._patterns[rule], re.IGNORECASE)
        return found

    def _scratch(self) -> hyperscan.Scratch:
        scratch = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        return scratch


def _characters(data: bytes, found: list[tuple[int, int]]) -> Callable[[int], int]:
    """Byte offset -> character offset, for the offsets found; one walk over the text."""
    table: dict[int, int] = {}
    at = count = 0
    for offset in sorted({end for _, end in found}):
        count += len(data[at:offset].decode("utf-8", "replace"))
        at = offset
        table[offset] = count
    return table.__getitem__


def _load_or_compile(
    patterns: list[bytes], rules: Sequence[PhraseRule], name: str, folder: Path | None
) -> hyperscan.Database:
    kept = None if folder is None else folder / f"phrases-{name}.hs"
    database = None if kept is None else _load(kept)
    if database is None:
        database = _compile(patterns, rules)
        if kept is not None:
            keep(kept, bytes(hyperscan.dumpb(database)))
    return database


def _load(path: Path) -> hyperscan.Database | None:
    """None where there is no file that fits this machine."""
    data = load_kept(path)
    try:
        return None if data is None else hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
    except hyperscan.HyperscanError:
        return None


def _compile(patterns: list[bytes], rules: Sequence[PhraseRule]) -> hyperscan.Database:
    try:
        return _database(patterns)
    except (hyperscan.HyperscanError, hyperscan.error) as error:
        together = [f"phrases: hyperscan refuses them together: {error}"]
        raise KnowledgeFileError(_refused(patterns, rules) or together) from error


def _database(patterns: list[bytes]) -> hyperscan.Database:
    database = hyperscan.Database()
    count = len(patterns)
    database.compile(expressions=patterns, ids=list(range(count)), elements=count, flags=[_FLAGS] * count)
    return database


def _refused(patterns: list[bytes], rules: Sequence[PhraseRule]) -> list[str]:
    problems = []
    for pattern, rule in zip(patterns, rules, strict=True):
        try:
            _database([pattern])
        except (hyperscan.HyperscanError, hyperscan.error) as error:
            problems.append(f"phrases: `{rule.name}`: hyperscan refuses the pattern: {error}")
    return problems
