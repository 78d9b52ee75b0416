"""What lies on the topics and in the tables, for the commands that show it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic_core import from_json

from monitor.model.alert import AlertChange
from monitor.model.mute import MuteBook
from monitor.model.notification import AlertLedger
from monitor.model.report import TICK_START
from monitor.settings import Settings
from monitor.stream.codec import read_change
from monitor.stream.follow import Follower, Seen
from monitor.stream.orders import RowView
from monitor.stream.topics import topics_of


class Told(NamedTuple):
    """An outlet told something new of a region."""

    outlet: str
    at: datetime


def seen_on(settings: Settings, topic: str) -> Iterator[Seen]:
    """Every message that lies there now.  Raises BrokerError."""
    with Follower(settings, [topic]) as follower:
        yield from follower.until_now()


def changes_on(settings: Settings) -> list[AlertChange]:
    """Every change on the alert topic once, oldest first.  Raises BrokerError."""
    found = (read_change(seen.value) for seen in seen_on(settings, topics_of(settings).alerts.name))
    # A crash may have put a revision there twice.
    each = {(change.alert_id, change.revision): change for change in found if change}
    return sorted(each.values(), key=lambda change: (change.changed_at, change.revision))


def ledgers_on(settings: Settings) -> dict[str, AlertLedger]:
    """Alert id -> who was told.  Raises BrokerError or StoredRowError."""
    with RowView(settings, topics_of(settings).ledgers.name, AlertLedger) as view:
        return {key.decode(): row for key, row in view.rows.items()}


def mute_books_on(settings: Settings) -> Sequence[MuteBook]:
    """The mutes by matchers, a book for each partition.  Raises BrokerError or StoredRowError."""
    with RowView(settings, topics_of(settings).mutes.name, MuteBook) as view:
        return tuple(view.rows.values())


def tellings_on(settings: Settings) -> list[Told]:
    """Which outlet told something and when, as far back as reports are kept.  Raises BrokerError."""
    found = []
    for seen in seen_on(settings, topics_of(settings).reports.name):
        if seen.value.startswith(TICK_START):
            continue
        report = from_json(seen.value)
        if report.get("incidents"):
            found.append(Told(report.get("outlet", ""), seen.at))
    return found
