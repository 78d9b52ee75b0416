"""An archive line by line, from a file or from standard input, packed by gzip or not."""

import gzip
import io
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.progress import open as open_with_progress

from monitor.errors import MonitorError

STANDARD_INPUT = Path("-")
_GZIP = b"\x1f\x8b"
"""How each gzip file begins, and no JSON or text does."""


def lines_of(path: Path, progress: Console | None = None) -> Iterator[bytes]:
    """Its lines; with a bar on `progress`, where that is a terminal to look at.  Raises MonitorError."""
    try:
        if path == STANDARD_INPUT:
            with open(sys.stdin.fileno(), "rb", closefd=False) as file:
                yield from _unpacked(file)
        elif progress is None:
            with path.open("rb") as file:
                yield from _unpacked(file)
        else:
            with open_with_progress(path, "rb", description=path.name, console=progress, transient=True) as shown:
                yield from _unpacked(io.BufferedReader(cast(io.RawIOBase, shown)))
    except (OSError, EOFError, zlib.error) as error:
        raise MonitorError(f"can't read {path}: {getattr(error, 'strerror', None) or error}") from error


def _unpacked(file: io.BufferedReader) -> Iterator[bytes]:
    lines = iter(gzip.GzipFile(fileobj=file) if file.peek(len(_GZIP)).startswith(_GZIP) else file)
    for first in lines:
        yield first.removeprefix(BOM_UTF8)  # some programs begin a file with it
        break
    yield from lines
