"""An archive line by line, from a file or from standard input."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import open as open_with_progress

STANDARD_INPUT = Path("-")


def lines_of(path: Path, progress: Console | None = None) -> Iterator[bytes]:
    """Its lines; with a bar on `progress`, where that is a terminal to look at.  Raises OSError."""
    if path == STANDARD_INPUT:
        yield from sys.stdin.buffer
    elif progress is None:
        with path.open("rb") as lines:
            yield from lines
    else:
        with open_with_progress(path, "rb", description=path.name, console=progress, transient=True) as lines:
            yield from lines
