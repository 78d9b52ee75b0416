"""Patterns with gaps as hyperscan databases, compiled once and kept in a cache folder."""

import logging
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
# Letters of patterns in one database.  All 127,000 in one take 70 s to compile, so many at a time 25 s: two with wide
# gaps can cost ten times what each does alone.  Searching takes as long either way.
_TOGETHER = 7_000
# Half a minute for the package's 230 patterns: more than anybody waits without a word.
_LONG = 60

_log = logging.getLogger(__name__)


def _collect(rule: int, start: int, end: int, flags: int, found: Any) -> None:
    found[0].append((found[1] + rule, end))


class LongPatterns:
    """The compiled patterns.  Threads may share it: each has its own scratch memory."""

    def __init__(self, rules: Sequence[PhraseRule], cache_folder: Path | None) -> None:
        """Raises KnowledgeFileError naming every pattern that hyperscan refuses."""
        patterns = [rf"\b(?:{rule.pattern})".encode() for rule in rules]
        self._patterns = [rf"(?<!\w)(?:{rule.pattern})\Z" for rule in rules]
        self._ending: dict[int, re.Pattern[str]] = {}
        groups = list(_groups(patterns, rules))
        files = [None if cache_folder is None else _kept_in(cache_folder, patterns[group]) for group in groups]
        kept = [None if file is None else _load(file) for file in files]
        if None in kept and len(patterns) > _LONG:
            _log.warning("phrases: compiled for this machine, once for each version; takes up to a minute")
        try:
            found = [
                one or _compile(patterns[group], file) for group, file, one in zip(groups, files, kept, strict=True)
            ]
        except (hyperscan.HyperscanError, hyperscan.error) as error:
            together = [f"phrases: hyperscan refuses them together: {error}"]
            raise KnowledgeFileError(_refused(patterns, rules) or together) from error
        self._databases = [(group.start, database) for group, database in zip(groups, found, strict=True)]
        self._local = threading.local()

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(number of the rule, start, end) of every match, whole words only."""
        # A lone surrogate is no UTF-8; `replace` puts one sign for one, so offsets stay.
        data = text.encode("utf-8", "replace")
        found: list[tuple[int, int]] = []
        for first, scan, scratch in self._searches():
            scan(data, match_event_handler=_collect, context=(found, first), scratch=scratch)
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

    def _searches(self) -> list[tuple[int, Callable[..., None], hyperscan.Scratch]]:
        """For each database the number of its first rule, how to search it, and this thread's scratch memory."""
        searches: list[tuple[int, Callable[..., None], hyperscan.Scratch]] | None
        searches = getattr(self._local, "searches", None)
        if searches is None:
            searches = [(first, database.scan, hyperscan.Scratch(database)) for first, database in self._databases]
            self._local.searches = searches
        return searches


def _characters(data: bytes, found: list[tuple[int, int]]) -> Callable[[int], int]:
    """Byte offset -> character offset, for the offsets found; one walk over the text."""
    table: dict[int, int] = {}
    at = count = 0
    for offset in sorted({end for _, end in found}):
        count += len(data[at:offset].decode("utf-8", "replace"))
        at = offset
        table[offset] = count
    return table.__getitem__


def _groups(patterns: Sequence[bytes], rules: Sequence[PhraseRule]) -> Iterator[slice]:
    """What goes into one database: neighbours, cut between kinds where that can be, so that a new phrase leaves
    most of what is kept as it is."""
    start = letters = 0
    for number, pattern in enumerate(patterns):
        is_new_kind = number > 0 and rules[number].kind != rules[number - 1].kind
        if start < number and letters + len(pattern) > (_TOGETHER // 2 if is_new_kind else _TOGETHER):
            yield slice(start, number)
            start, letters = number, 0
        letters += len(pattern)
    if patterns:
        yield slice(start, len(patterns))


def _kept_in(folder: Path, patterns: Sequence[bytes]) -> Path:
    return folder / f"phrases-{digest(*patterns, version('hyperscan').encode(), platform.machine().encode())}.hs"


def _compile(patterns: Sequence[bytes], kept: Path | None) -> hyperscan.Database:
    database = _database(patterns)
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


def _database(patterns: Sequence[bytes]) -> hyperscan.Database:
    database = hyperscan.Database()
    count = len(patterns)
    database.compile(expressions=list(patterns), ids=list(range(count)), elements=count, flags=[_FLAGS] * count)
    return database


def _refused(patterns: Sequence[bytes], rules: Sequence[PhraseRule]) -> list[str]:
    problems = []
    for pattern, rule in zip(patterns, rules, strict=True):
        try:
            _database([pattern])
        except (hyperscan.HyperscanError, hyperscan.error) as error:
            problems.append(f"phrases: `{rule.name}`: hyperscan refuses the pattern: {error}")
    return problems
