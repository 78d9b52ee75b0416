"""Files that only save time: made once, kept in a cache folder, believed only if they are whole and our own."""

import contextlib
import hashlib
import logging
import os
import sys
from functools import cache
from pathlib import Path

CACHE_FOLDER = Path.home() / ".cache" / "wire-feed-monitor"
SHIPPED = Path(sys.prefix) / "share" / "wire-feed-monitor"
"""What an image brings along (deploy/Dockerfile): its home is empty in each new container."""

_OLD_SECONDS = 7 * 86_400
_DIGEST_BYTES = 32
_log = logging.getLogger(__name__)


def digest(*parts: bytes) -> str:
    """A short name for this content."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(4) + part)
    return whole.hexdigest()[:24]


def load_kept(path: Path) -> bytes | None:
    """What is kept there, or came with the image; None where that is nothing, broken, or another user's (root may)."""
    for file in (path, SHIPPED / path.name):
        with contextlib.suppress(OSError):
            if file.stat().st_uid not in (os.getuid(), 0):
                continue
            data = file.read_bytes()
            content = data[_DIGEST_BYTES:]
            if hashlib.sha256(content).digest() == data[:_DIGEST_BYTES]:
                _mark_as_used(file)
                return content
    return None


def _mark_as_used(file: Path) -> None:
    with contextlib.suppress(OSError):
        os.utime(file)


def keep(path: Path, content: bytes) -> None:
    """Write it in one go; others of its kind (`kind-name.ending`) go when they are a week older.

    A folder that is full or not ours to write to keeps nothing, and says so once.
    """
    half = path.with_stem(f"{path.stem}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half.write_bytes(hashlib.sha256(content).digest() + content)
        half.replace(path)
    except OSError as error:
        _say_once(path.parent, error.strerror or type(error).__name__)
    with contextlib.suppress(OSError):
        half.unlink(missing_ok=True)
        for old in older_kin(path):
            old.unlink()


@cache
def _say_once(folder: Path, why: str) -> None:
    _log.warning("%s keeps nothing (%s): each start takes as long as the first", folder, why)


def older_kin(path: Path) -> list[Path]:
    """Others of its kind (`kind-name.ending`), unused since a week before it was last used."""
    limit = path.stat().st_mtime - _OLD_SECONDS
    kin = path.parent.glob(f"{path.name.partition('-')[0]}-*{path.suffix}")
    return [other for other in kin if other.stat().st_mtime < limit]
