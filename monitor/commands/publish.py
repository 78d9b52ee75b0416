"""`monitor publish`: articles from files onto the wire's topic."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic_core import from_json, to_json

from monitor.commands.archives import lines_of
from monitor.errors import MonitorError
from monitor.model.article import LAST_NUMBER
from monitor.stream.publish import Outgoing


def outgoing(
    files: Sequence[Path], *, headline: str, source: str, published_at: datetime | None, own_time: bool, now: datetime
) -> Iterator[Outgoing]:
    """Article JSON (one object, or one a line) as it is; any other file is the plain text of one article.

    What can't be read is sent as well: it is the monitor's to say so, in the dead letters.
    """
    for path in files:
        value = b"".join(lines_of(path))
        if not value.strip():
            continue
        if value.lstrip()[:1] == b"{":
            for line in _objects(value):
                yield Outgoing(_uri_of(line), line, _time_of(line) if own_time else now)
        else:
            when = published_at or now
            uri = f"file:{path.name}:{hashlib.sha256(value).hexdigest()[:12]}"
            fields = {
                "uri": uri,
                "published_at": when,
                "headline": headline,
                "source": source,
                "body": _text(path, value),
            }
            yield Outgoing(uri, to_json(fields), when if own_time else now)


def kill(uri: str, now: datetime) -> Outgoing:
    """The last version of a story: it never happened."""
    fields = {
        "uri": uri,
        "version": str(LAST_NUMBER),
        "pub_status": "canceled",
        "published_at": now,
        "headline": "KILL",
    }
    return Outgoing(uri, to_json(fields), now)


def _text(path: Path, value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError as error:
        raise MonitorError(f"{path} is neither article JSON nor a UTF-8 text (byte {error.start})") from error


def _objects(value: bytes) -> Iterable[bytes]:
    """One object over many lines, or one a line."""
    try:
        from_json(value)
    except ValueError:
        return [line for line in value.splitlines() if line.strip()]
    return [value]


def _uri_of(value: bytes) -> str:
    fields = _fields(value)
    uri = fields.get("uri")
    return uri if isinstance(uri, str) and uri else f"unnamed:{hashlib.sha256(value).hexdigest()[:12]}"


def _time_of(value: bytes) -> datetime | None:
    fields = _fields(value)
    given = fields.get("published_at") or fields.get("versioncreated") or fields.get("versionCreated")
    try:
        when = datetime.fromisoformat(str(given))
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _fields(value: bytes) -> dict[str, object]:
    try:
        fields = from_json(value)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
