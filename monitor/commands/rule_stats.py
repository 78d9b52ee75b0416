"""`monitor rules stats`: what the people who were told say of each rule."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rich.table import Table
from rich.text import Text

from monitor.commands.terminal import out
from monitor.errors import KnowledgeFileError
from monitor.model.alert import AlertChange
from monitor.model.command import Command
from monitor.replay.rule_stats import RuleStats, rule_stats
from monitor.settings import Settings
from monitor.stream.embedded import locate_broker
from monitor.stream.follow import Follower
from monitor.stream.topics import topics_of

_LINE: TypeAdapter[Command | AlertChange] = TypeAdapter(Command | AlertChange)
_OTHERS = ("tick", "mute", "unmute", "canary")
"""Messages of the same topics that judge no alert."""


def show_rule_stats(
    settings: Settings, archives: Sequence[Path], *, since: timedelta | None, as_json: bool, now: datetime
) -> None:
    """From archives of both topics, or from the topics themselves.  Raises KnowledgeFileError or BrokerError."""
    found = list(_from_files(archives) if archives else _from_topics(settings))
    changes = [one for one in found if isinstance(one, AlertChange) and (not since or one.changed_at >= now - since)]
    stats = rule_stats(changes, [one for one in found if isinstance(one, Command)])
    if as_json:
        for one in stats:
            fields = {**one._asdict(), "unjudged": one.unjudged, "precision": one.precision}
            out.file.write(json.dumps(fields) + "\n")
    else:
        _show_table(stats)


def _show_table(stats: Iterable[RuleStats]) -> None:
    table = Table("rule", "raised", "withdrawn", "right", "false", "not judged", "precision", box=None, padding=(0, 1))
    for one in stats:
        judged = one.right + one.false
        share = "" if one.precision is None else f"{one.precision:.0%} of {judged}"
        counts = (one.raised, one.withdrawn, one.right, one.false, one.unjudged)
        table.add_row(*(Text(word) for word in (one.rule, *map(str, counts), share)))
    out.print(table if table.row_count else "no alert was raised")


def _from_topics(given: Settings) -> Iterator[Command | AlertChange]:
    settings = locate_broker(given)
    topics = topics_of(settings)
    with Follower(settings, [topics.alerts.name, topics.commands.name]) as follower:
        for seen in follower.until_now():
            try:
                yield _LINE.validate_json(seen.value)
            except ValidationError:
                continue  # A tick, a mute, or what lies in the dead letters too.


def _from_files(archives: Sequence[Path]) -> Iterator[Command | AlertChange]:
    for path in archives:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from _read(line, f"{path}:{number}")


def _read(line: bytes, where: str) -> Iterator[Command | AlertChange]:
    try:
        yield _LINE.validate_json(line)
    except ValidationError:
        if not any(f'"type":"{other}"'.encode() in line.replace(b" ", b"") for other in _OTHERS):
            raise KnowledgeFileError([f"{where}: neither an alert change nor a command"]) from None
