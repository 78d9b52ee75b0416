"""What is put to the test: the bare chain on our consumer, or the monitor itself."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.faults.articles import PARTITIONS, Sent
from tests.faults.view import View, create_topics, latest
from tests.faults.workers import Worker


@dataclass(frozen=True)
class Verdict:
    """What a run left behind, compared with what it should have."""

    lost: tuple[str, ...]
    wrong_rows: tuple[str, ...]
    repeated_reports: int
    doubled_alerts: tuple[str, ...]


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
    def report_of(self, value: bytes) -> tuple[str, str]:
        """What makes a report the same as another: uri and version."""

    def doubled_alerts(self, view: View) -> tuple[str, ...]:
        """Alerts that were raised twice in state."""
        return ()

    def rows(self, view: View) -> dict[bytes, bytes]:
        """The regions' rows as a new worker would recover them."""
        return latest(view.everything(self.row_changelog))

    def judge(self, sent: Iterable[Sent], clean_rows: Mapping[bytes, bytes]) -> Verdict:
        """Compare with a run that nothing disturbed."""
        view = View(self.bootstrap)
        rows = self.rows(view)
        known: dict[str, int] = {}
        for row in rows.values():
            known.update(self.told(row))
        newest: dict[str, int] = {}
        for each in sent:
            newest[each.uri] = max(each.version, newest.get(each.uri, 0))
        reports = Counter(self.report_of(r.value) for r in view.everything(self.reports) if r.value)
        return Verdict(
            lost=tuple(sorted(uri for uri, version in newest.items() if known.get(uri, 0) < version)),
            wrong_rows=tuple(sorted(k.decode() for k in rows.keys() | clean_rows if rows.get(k) != clean_rows.get(k))),
            repeated_reports=sum(count - 1 for count in reports.values()),
            doubled_alerts=self.doubled_alerts(view),
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

    def report_of(self, value: bytes) -> tuple[str, str]:
        """Uri and version."""
        report = json.loads(value)
        return report["uri"], report["version"]
