"""What became of each item of the day, as it shows on the topics."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic_core import from_json

from monitor.commands.demo.wire import WireItem
from monitor.errors import UnreadableArticleError
from monitor.model.alert import AlertChange, AlertState
from monitor.model.article import RawArticle
from monitor.model.mention import Status
from monitor.model.report import REGION_MESSAGE, Report
from monitor.steps.normalise import normalise
from monitor.stream.follow import Seen
from monitor.stream.topics import Topics

_NOT_NEW = {
    Status.CUMULATIVE: "a running total",
    Status.PAST: "the past",
    Status.STOCK: "how many there are, not how many came",
    Status.POSSIBLE: "a fear or a plan",
    Status.DENIED: "a denial",
}


class Day:
    """Gathers what passes by; `fate` tells it of one item."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._reports: dict[tuple[str, datetime], list[Report]] = defaultdict(list)
        self._letters: dict[datetime, tuple[str, str]] = {}
        self._changes_at: dict[datetime, list[AlertChange]] = defaultdict(list)
        self.changes: list[AlertChange] = []
        self.firing: dict[str, AlertChange] = {}
        self.regions: dict[str, str] = {}

    def take(self, messages: Iterable[Seen]) -> list[AlertChange]:
        """Remember what came; answers the changes among it."""
        fresh: list[AlertChange] = []
        for seen in messages:
            if seen.topic == self._topics.reports.name:
                self._take_report(seen)
            elif seen.topic == self._topics.dead_letters.name:
                letter = json.loads(seen.value)
                self._letters[datetime.fromisoformat(letter["timestamp"])] = letter["reason"], letter["says"]
            elif seen.topic == self._topics.alerts.name and b'"tick"' not in seen.value[:40]:
                fresh.append(AlertChange.model_validate(from_json(seen.value)))
        for change in fresh:
            self.changes.append(change)
            self._changes_at[change.changed_at].append(change)
            self.firing.pop(change.alert_id, None)
            if change.state is AlertState.FIRING:
                self.firing[change.alert_id] = change
        return fresh

    def _take_report(self, seen: Seen) -> None:
        message = REGION_MESSAGE.validate_python(from_json(seen.value))
        if isinstance(message, Report):
            self._reports[message.uri, message.arrived_at].append(message)
            self.regions[message.region.id] = message.region.name

    def fate(self, item: WireItem) -> str:
        """What became of an item, in a few words: what it changed, or why it changed nothing."""
        letter = self._letters.get(item.at)
        if letter:
            return f"dead letter, {letter[0]}: {letter[1]}"
        changed = self._changes_at.get(item.at)
        if changed:
            return "; ".join(f"{change.region_name}: {change.rule} {change.reason.value}" for change in changed)
        return self._why_nothing(item, self._reports.get((item.message.uri, item.at.astimezone(UTC)), []))

    def _why_nothing(self, item: WireItem, reports: list[Report]) -> str:
        statuses = {found.status for report in reports for found in report.incidents}
        if Status.NEW in statuses:
            return "new, but told before or below every threshold"
        if statuses:
            return "nothing new: " + ", ".join(_NOT_NEW[status] for status in _NOT_NEW if status in statuses)
        if any(report.is_retracted for report in reports):
            return "takes its story back"
        return _why_unread(item)


def _why_unread(item: WireItem) -> str:
    try:
        article = normalise(RawArticle(value=item.message.value, arrived_at=item.at))
    except UnreadableArticleError as error:
        return f"dead letter, {error.reason}"
    if article.is_retracted:
        return "takes a story back"
    return "quiet" if article.is_readable_copy else "not read: not English, or a note to editors"
