"""What is put to the test: the bare chain on our consumer, or the monitor itself."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.knowledge.load import load_knowledge
from monitor.model.region import RegionState
from monitor.model.report import REGION_MESSAGE, Report
from monitor.pipeline import watch_region
from monitor.settings import load_settings
from monitor.stream.codec import encode
from monitor.stream.topics import Topics, topics_of
from monitor.stream.topics import create_topics as create_monitor_topics
from tests.faults.articles import PARTITIONS, Sent
from tests.faults.view import View, create_topics, latest
from tests.faults.workers import Worker


@dataclass(frozen=True)
class Verdict:
    """What a run left behind, compared with what it should have."""

    lost: tuple[str, ...] = ()
    """Articles whose newest version no row knows."""
    wrong_rows: tuple[str, ...] = ()
    """Regions whose row differs from the clean run's in any byte."""
    wrong_alerts: tuple[str, ...] = ()
    """Alert changes told that the reports do not give, or given and not told.  Told twice in the same bytes is fine."""
    doubled_alerts: tuple[str, ...] = ()
    """Alert ids that the rows hold twice."""
    repeated_reports: int = field(default=0, compare=False)
    """How much was read again: allowed, and kept small."""


@dataclass(frozen=True)
class System(ABC):
    """One group with its own topics."""

    bootstrap: str
    prefix: str
    folder: Path

    @property
    @abstractmethod
    def articles(self) -> str:
        """The topic that is read."""

    @property
    @abstractmethod
    def reports(self) -> str:
        """The topic where it shows that an article was read."""

    @property
    @abstractmethod
    def read_topics(self) -> tuple[str, ...]:
        """All topics that the group commits."""

    @property
    @abstractmethod
    def group(self) -> str:
        """The consumer group."""

    @property
    @abstractmethod
    def row_changelog(self) -> str:
        """The changelog of the regions' rows."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the topics."""

    @abstractmethod
    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""

    @abstractmethod
    def told(self, row: bytes) -> Mapping[str, int]:
        """Which version of which article a row knows."""

    @abstractmethod
    def report_of(self, value: bytes) -> tuple[str, ...]:
        """What makes a report the same as another; the uri of its article first, empty for a tick."""

    def wrong_alerts(self) -> Iterable[bytes]:
        """Alert changes that were told and should not have been, or the other way round."""
        return ()

    def doubled_alerts(self, rows: Mapping[bytes, bytes]) -> tuple[str, ...]:
        """Alerts that are twice in the rows."""
        return ()

    def rows(self) -> dict[bytes, bytes]:
        """The regions' rows as a new worker would recover them."""
        return latest(View(self.bootstrap).everything(self.row_changelog))

    def judge(self, sent: Iterable[Sent], clean: "System") -> Verdict:
        """Compare with a run of the same articles that nothing disturbed."""
        rows, clean_rows = self.rows(), clean.rows()
        known: dict[str, int] = {}
        for row in rows.values():
            known.update(self.told(row))
        newest: dict[str, int] = {}
        for each in sent:
            newest[each.uri] = max(each.version, newest.get(each.uri, 0))
        records = View(self.bootstrap).everything(self.reports)
        reports = Counter(self.report_of(record.value) for record in records if record.value)
        return Verdict(
            lost=tuple(sorted(uri for uri, version in newest.items() if known.get(uri, 0) < version)),
            wrong_rows=tuple(sorted(k.decode() for k in rows.keys() | clean_rows if rows.get(k) != clean_rows.get(k))),
            wrong_alerts=tuple(sorted(alert.decode() for alert in self.wrong_alerts())),
            doubled_alerts=self.doubled_alerts(rows),
            repeated_reports=sum(count - 1 for report, count in reports.items() if report[0]),
        )


class Chain(System):
    """`tests.faults.chain`: Faust, our consumer, a table, and nothing else."""

    articles = property(lambda self: f"{self.prefix}.articles")
    reports = property(lambda self: f"{self.prefix}.reports")
    read_topics = property(lambda self: (self.articles, self.reports))
    group = property(lambda self: self.prefix)
    row_changelog = property(lambda self: f"{self.prefix}-{self.prefix}-rows-changelog")

    def prepare(self) -> None:
        """Make the topics."""
        create_topics(self.bootstrap, PARTITIONS, self.read_topics, compacted=[self.row_changelog])

    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""
        folder = self.folder / f"{self.prefix}-{name}"
        environment = {
            "FAULTS_BROKER": self.bootstrap,
            "FAULTS_PREFIX": self.prefix,
            "FAULTS_INSTANCE": name,
            "FAULTS_FOLDER": str(folder),
        }
        command = ("tests.faults.chain", "worker", "--without-web", "-l", "info")
        return Worker(command, environment, self.folder / f"{self.prefix}-{name}.log")

    def told(self, row: bytes) -> Mapping[str, int]:
        """Which version of which article a row knows."""
        return {uri: int(version) for uri, (version, _) in json.loads(row).items()}

    def report_of(self, value: bytes) -> tuple[str, ...]:
        """Uri and version."""
        report = json.loads(value)
        return report["uri"], report["version"]


class Monitor(System):
    """The monitor as users run it: `monitor run`."""

    articles = property(lambda self: self._topics.articles.name)
    reports = property(lambda self: self._topics.reports.name)
    group = property(lambda self: f"{self.prefix}monitor")
    row_changelog = property(lambda self: self._topics.regions.name)

    @property
    def read_topics(self) -> tuple[str, ...]:
        """All topics that the group commits."""
        topics = self._topics
        return topics.articles.name, topics.reports.name, topics.alerts.name, topics.deliveries.name

    def prepare(self) -> None:
        """Make the topics, as `monitor topics create` does."""
        create_monitor_topics(load_settings(self._environment("nobody")))

    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""
        return Worker(("monitor", "run"), self._environment(name), self.folder / f"{self.prefix}{name}.log")

    def told(self, row: bytes) -> Mapping[str, int]:
        """Which version of which article a row knows."""
        return {telling.uri: telling.number for telling in RegionState.model_validate_json(row).tellings}

    def report_of(self, value: bytes) -> tuple[str, ...]:
        """Uri, version and region."""
        report = REGION_MESSAGE.validate_json(value)
        return (report.uri, str(report.edition.number), report.region.id) if isinstance(report, Report) else ("",)

    def wrong_alerts(self) -> Iterable[bytes]:
        """What was told against what the reports on the topic give, each read once and in order.

        Against the reports and not against the clean run: each start of a worker sends a tick, and a tick may end an
        alert a few seconds earlier or later.
        """
        values = (record.value or b"" for record in View(self.bootstrap).everything(self._topics.alerts.name))
        told = {value for value in values if b'"alert_id"' in value}
        return told ^ set(self._given())

    def _given(self) -> Iterator[bytes]:
        knowledge, states = load_knowledge(), dict[tuple[int, str], RegionState]()
        for record in View(self.bootstrap).everything(self.reports):
            message = REGION_MESSAGE.validate_json(record.value or b"")
            is_report, places = False, [place for place in states if place[0] == record.partition]
            if isinstance(message, Report):
                is_report, places = True, [(record.partition, str(message.region.id))]
            for place in places:
                after, changes = watch_region(states.get(place), message, knowledge)
                if is_report or changes:  # a tick that changes nothing is not written down
                    states[place] = after
                yield from map(encode, changes)

    def doubled_alerts(self, rows: Mapping[bytes, bytes]) -> tuple[str, ...]:
        """Alerts that are twice in the rows."""
        held = Counter(alert["alert_id"] for row in rows.values() for alert in json.loads(row).get("alerts", ()))
        return tuple(sorted(alert for alert, count in held.items() if count > 1))

    @property
    def _topics(self) -> Topics:
        return topics_of(load_settings(self._environment("nobody")))

    def _environment(self, name: str) -> dict[str, str]:
        folder = self.folder / f"{self.prefix}{name}"
        return {
            "MONITOR_KAFKA": self.bootstrap,
            "MONITOR_GROUP": self.group,
            "MONITOR_TOPIC_PREFIX": self.prefix,
            "MONITOR_INSTANCE": name,
            "MONITOR_PARTITIONS": str(PARTITIONS),
            "MONITOR_DATA_DIR": str(folder),
            "MONITOR_RUN_DIR": str(folder),
            "MONITOR_HTTP_PORT": "0",
            "MONITOR_TICK_SECONDS": "3600",
        }
