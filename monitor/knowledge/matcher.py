"""All phrase rules as one hyperscan database, compiled once and kept in a cache folder."""

import contextlib
import hashlib
import os
import platform
import threading
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan

from monitor.errors import KnowledgeFileError
from monitor.model.phrase import Hit, PhraseRule
from monitor.text.plain import plain

CACHE_FOLDER = Path.home() / ".cache" / "wire-feed-monitor"

# No UCP: with it hyperscan refuses `\b`.  What `\b` then takes for a border beside é or ш is checked on the characters.
_FLAGS = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST

_Match = tuple[int, int, int]


def _collect(rule: int, start: int, end: int, flags: int, found: Any) -> None:
    found.append((rule, start, end))


class PhraseMatcher:
    """The compiled rules.  Threads may share it: each has its own scratch memory."""

    def __init__(self, rules: Sequence[PhraseRule], *, cache_folder: Path | None = CACHE_FOLDER) -> None:
        """Raises KnowledgeFileError naming every pattern that hyperscan refuses."""
        self._rules = tuple(rules)
        patterns = [_as_words(rule.pattern).encode() for rule in self._rules]
        self.version = _digest(*patterns, version("hyperscan").encode(), platform.machine().encode())
        self._database = _load_or_compile(patterns, self._rules, self.version, cache_folder) if patterns else None
        self._local = threading.local()

    @property
    def rules(self) -> tuple[PhraseRule, ...]:
        """Each rule, its lexicons put in."""
        return self._rules

    def find(self, text: str) -> list[Hit]:
        """Every hit, in order of start.  Linear in the text's length; nothing found costs next to nothing."""
        if self._database is None or not text:
            return []
        text = plain(text)
        # A lone surrogate is no UTF-8; `replace` puts one sign for one, so offsets stay.
        data = text.encode("utf-8", "replace")
        found: list[_Match] = []
        self._database.scan(data, match_event_handler=_collect, context=found, scratch=self._scratch())
        if not found:
            return []
        place = None if len(data) == len(text) else _characters(data, found)
        return self._longest(text, found, place)

    def _scratch(self) -> hyperscan.Scratch:
        scratch = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = hyperscan.Scratch(self._database)
        return scratch

    def _longest(self, text: str, found: list[_Match], place: Callable[[int], int] | None) -> list[Hit]:
        longest: dict[tuple[int, int], int] = {}
        size = len(text)
        for rule, start, end in found:
            if place is not None:
                start, end = place(start), place(end)
            if end > longest.get((start, rule), 0) and _whole(text, start, end, size):
                longest[start, rule] = end
        rules = self._rules
        hits: list[Hit] = []
        reach: dict[int, int] = {}
        for (start, rule), end in sorted(longest.items()):
            if reach.get(rule, 0) < end:
                reach[rule] = end
                hits.append(Hit(rules[rule], start, end))
        return hits


def _whole(text: str, start: int, end: int, size: int) -> bool:
    """True where no word is cut at either border."""
    return not (
        (start and text[start - 1].isalnum() and text[start].isalnum())
        or (end < size and text[end].isalnum() and text[end - 1].isalnum())
    )


def _as_words(pattern: str) -> str:
    """Within ASCII, let hyperscan itself refuse half words; `\\b` would lose a pattern that begins with é."""
    pattern = f"(?:{pattern})"
    if not pattern.isascii():
        return pattern
    opens = r"\b" if pattern[3:4].isalnum() or pattern[3:4] in "([" else ""
    closes = r"\b" if (pattern[-2:-1].isalnum() and pattern[-3:-2] != "\\") or pattern[-2:-1] == ")" else ""
    return opens + pattern + closes


def _characters(data: bytes, found: list[_Match]) -> Callable[[int], int]:
    """Byte offset -> character offset, for the offsets found; one walk over the text."""
    table: dict[int, int] = {}
    at = count = 0
    for offset in sorted({place for _, start, end in found for place in (start, end)}):
        count += len(data[at:offset].decode("utf-8", "replace"))
        at = offset
        table[offset] = count
    return table.__getitem__


def _digest(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(4) + part)
    return whole.hexdigest()[:24]


def _load_or_compile(
    patterns: list[bytes], rules: Sequence[PhraseRule], name: str, folder: Path | None
) -> hyperscan.Database:
    kept = None if folder is None else folder / f"phrases-{name}.hs"
    database = None if kept is None else _load(kept)
    if database is None:
        database = _compile(patterns, rules)
        if kept is not None:
            # Not writable, full: then the next start compiles again.
            with contextlib.suppress(OSError, hyperscan.HyperscanError):
                _keep(database, kept)
    return database


def _load(path: Path) -> hyperscan.Database | None:
    """None where there is no file of our own that is whole and fits this machine."""
    try:
        if path.stat().st_uid != os.getuid():
            return None
        data = path.read_bytes()
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return None
        return hyperscan.loadb(data[32:], hyperscan.HS_MODE_BLOCK)
    except (OSError, hyperscan.HyperscanError):
        return None


def _keep(database: hyperscan.Database, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = bytes(hyperscan.dumpb(database))
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(hashlib.sha256(data).digest() + data)
    half.replace(path)
    for old in path.parent.glob("phrases-*.hs"):
        if old != path and old.stat().st_mtime < path.stat().st_mtime - 7 * 86_400:
            old.unlink()


def _compile(patterns: list[bytes], rules: Sequence[PhraseRule]) -> hyperscan.Database:
    try:
        return _database(patterns)
    except (hyperscan.HyperscanError, hyperscan.error) as error:
        raise KnowledgeFileError(
            _refused(patterns, rules) or [f"phrases: hyperscan refuses them together: {error}"]
        ) from error


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
