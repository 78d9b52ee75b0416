"""Readings kept from one replay to the next: other rules on the same archive need nobody to read it again.

A cache and no more: away, full or broken, it costs time.  It holds what articles say, so only its owner may look.
"""

import contextlib
import hashlib
import os
import sqlite3
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

import monitor
from monitor.knowledge.kept_file import digest, older_kin
from monitor.model.article import RawArticle
from monitor.model.report import Reading, Story

_MOST_BYTES = 1 << 30
"""Of one file: some millions of ordinary articles.  Then no more is kept, and the next replay begins anew."""
_BATCH = 500
_PREPARED = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "CREATE TABLE IF NOT EXISTS readings (article BLOB PRIMARY KEY, story BLOB, reading BLOB) WITHOUT ROWID",
)
_LIBRARIES = ("ahocorasick-rs", "hyperscan", "pydantic")
_READS = ("knowledge", "steps", "text", "model")
"""Whose code decides what is read."""


class KeptReadings:
    """What articles said when they were last read, by this code and under this knowledge.  Close it, or use `with`."""

    def __init__(self, folder: Path | None, knowledge_version: str) -> None:
        """`folder` is made where it is missing; None keeps nothing."""
        self.found = 0
        """Readings that nobody had to make."""
        self._waiting = 0
        self._is_writable = True
        self._path = None if folder is None else folder / f"readings-{knowledge_version}-{_code_version()}.sqlite"
        self._rows: sqlite3.Connection | None = None
        with contextlib.suppress(OSError, sqlite3.Error):
            self._rows = None if self._path is None else _opened(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def knows(self, raw: RawArticle) -> bool:
        """True where the article was read before, be it beside another row of its story."""
        return self._row(raw) is not None

    def get(self, raw: RawArticle, story: Story | None) -> Reading | None:
        """What the article said beside this row of its story; None: read it."""
        row = self._row(raw)
        if row is None or row[0] != _digest_of(story):
            return None
        try:
            reading = Reading.model_validate_json(row[1])
        except ValidationError:
            return None
        self.found += 1
        return reading

    def put(self, raw: RawArticle, story: Story | None, reading: Reading) -> None:
        """The last one stays.  Where another replay writes, or the file is full, nothing more is kept."""
        if self._rows is None or not self._is_writable:
            return
        row = (_name_of(raw), _digest_of(story), reading.model_dump_json(exclude_defaults=True).encode())
        try:
            self._rows.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", row)
            self._waiting += 1
            if self._waiting >= _BATCH:
                self._waiting = 0
                self._rows.commit()
                self._is_writable = self._path is not None and self._path.stat().st_size < _MOST_BYTES
        except (OSError, sqlite3.Error):
            self._is_writable = False

    def close(self) -> None:
        """Everything that was put is kept."""
        if self._rows is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._rows.commit()
        self._rows.close()
        self._rows = None

    def _row(self, raw: RawArticle) -> tuple[bytes, bytes] | None:
        if self._rows is None:
            return None
        try:
            found = self._rows.execute("SELECT story, reading FROM readings WHERE article = ?", (_name_of(raw),))
            row: tuple[bytes, bytes] | None = found.fetchone()
        except sqlite3.Error:
            self.close()
            return None
        return row


NOTHING_KEPT = KeptReadings(None, "")


def _opened(path: Path) -> sqlite3.Connection | None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        _remove(path)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_uid != os.getuid():
        return None
    os.utime(path)
    for old in older_kin(path):
        _remove(old)
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise  # busy: it is another replay's, and sound
    except sqlite3.DatabaseError:
        _remove(path)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=1.0)
    try:
        for statement in _PREPARED:
            rows.execute(statement)
    except sqlite3.Error:
        rows.close()
        raise
    return rows


def _remove(path: Path) -> None:
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        file.unlink(missing_ok=True)


@cache
def _code_version() -> str:
    root = Path(monitor.__file__).parent
    files = sorted(file for package in _READS for file in (root / package).rglob("*.py"))
    made_by = (sys.version, *map(version, _LIBRARIES))
    return digest(*map(str.encode, made_by), *(file.read_bytes() for file in (root / "pipeline.py", *files)))[:12]


def _name_of(raw: RawArticle) -> bytes:
    return hashlib.sha256(f"{raw.arrived_at.timestamp()} ".encode() + raw.value).digest()[:16]


def _digest_of(story: Story | None) -> bytes:
    return b"" if story is None else hashlib.sha256(story.model_dump_json().encode()).digest()[:16]
