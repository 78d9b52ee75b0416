"""What is put to the test: the bare chain on our consumer, or the monitor itself."""

import base64
import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from monitor.commands.desk import desk_for
from monitor.knowledge.load import load_knowledge
from monitor.model.alert import AlertChange
from monitor.model.region import RegionState
from monitor.model.report import REGION_MESSAGE, Canary, Report
from monitor.pipeline import watch_region
from monitor.settings import Settings, load_settings
from monitor.stream.codec import encode
from monitor.stream.topics import Topics, topics_of
from monitor.stream.topics import create_topics as create_monitor_topics
from tests.faults.articles import PARTITIONS, Sent, home
from tests.faults.channels import Desk, compare
from tests.faults.seeds import put_rows
from tests.faults.view import Follower, View, create_topics, latest
from tests.faults.workers import Worker

TICK_SECONDS = 5
"""Often: what a dead worker left pending is sent when the partition's next owner hears a tick."""


@dataclass(frozen=True)
class Verdict:
    """What a run left behind, compared with what it should have."""

    lost: tuple[str, ...] = ()
    """Articles whose newest version no row knows."""
    wrong_rows: tuple[str, ...] = ()
    """Regions and stories whose row differs from the clean run's in any byte."""
    wrong_alerts: tuple[str, ...] = ()
    """Alert changes told that the reports do not give, or given and not told.  Told twice in the same bytes is fine."""
    doubled_alerts: tuple[str, ...] = ()
    """Alert ids that the rows hold twice."""
    unheard: tuple[str, ...] = ()
    """Notifications that no message carried."""
    unmarked: tuple[str, ...] = ()
    """Notifications that came twice, without a word of it."""
    unsettled: tuple[str, ...] = ()
    """Notices that the ledger still waits for."""
    repeated_at: tuple[float, ...] = field(default=(), compare=False)
    """When a report was sent a second time, seconds since 1970: allowed, and kept small."""
    says: str = field(default="", compare=False)
    """Counts, for the table."""


@dataclass(frozen=True)
class System(ABC):
    """One group with its own topics."""

    bootstrap: str
    prefix: str
    folder: Path
    door: Callable[[str], str] | None = None
    """The address of the broker for a worker of that name; None: the broker's own."""
    desk: Desk | None = None
    """Who is told; None: nobody."""
    seeds: Mapping[str, bytes] = field(default_factory=dict)
    """Rows of regions that are there from the beginning."""

    @property
    @abstractmethod
    def articles(self) -> str:
        """The topic that is read."""

    @property
    @abstractmethod
    def reports(self) -> str:
        """The topic of what is told to the regions."""

    @property
    @abstractmethod
    def traces(self) -> str:
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
    def tables(self) -> tuple[str, ...]:
        """The changelogs whose rows must be the same; the regions' first."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the topics."""

    @abstractmethod
    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""

    @abstractmethod
    def uri_of(self, key: bytes, value: bytes) -> str:
        """Whose trace this message is; empty for nobody's."""

    @abstractmethod
    def known(self, tables: Sequence[Mapping[bytes, bytes]]) -> dict[str, int]:
        """Which version of which article the rows know."""

    @abstractmethod
    def report_of(self, value: bytes) -> tuple[str, ...]:
        """What makes a report the same as another; the uri of its article first, empty for a tick."""

    def buried(self) -> set[bytes]:
        """What lies in the dead letters."""
        return set()

    def is_settled(self) -> bool:
        """Whether nobody has still to be told of anything."""
        return True

    def watchers(self) -> list[Follower]:
        """What must be watched while it runs."""
        return []

    def look_further(self, rows: Mapping[bytes, bytes]) -> Verdict:
        """What only this system promises."""
        return Verdict()

    def rows(self) -> list[dict[bytes, bytes]]:
        """Each table as a new worker would recover it."""
        return [latest(View(self.bootstrap).everything(table)) for table in self.tables]

    def judge(self, sent: Iterable[Sent], clean: "System") -> Verdict:
        """Compare with a run of the same articles that nothing disturbed."""
        tables, clean_tables = self.rows(), clean.rows()
        return replace(
            self.look_further(tables[0]),
            lost=tuple(sorted(self._lost(sent, tables))),
            wrong_rows=tuple(sorted(_different(tables, clean_tables))),
            repeated_at=tuple(self._repeats()),
        )

    def _lost(self, sent: Iterable[Sent], tables: Sequence[Mapping[bytes, bytes]]) -> Iterator[str]:
        newest: dict[str, int] = {}
        buried, known = self.buried(), self.known(tables)
        for each in sent:
            if not each.is_bad:
                newest[each.uri] = max(each.version, newest.get(each.uri, 0))
            elif each.value not in buried:
                yield each.uri
        yield from (uri for uri, version in newest.items() if known.get(uri, 0) < version)

    def _repeats(self) -> Iterator[float]:
        seen: set[tuple[str, ...]] = set()
        for record in View(self.bootstrap).everything(self.reports):
            report = self.report_of(record.value or b"")
            if report[0] and report in seen:
                yield record.timestamp_ms / 1000
            seen.add(report)


def _different(ours: Sequence[Mapping[bytes, bytes]], theirs: Sequence[Mapping[bytes, bytes]]) -> Iterator[str]:
    for mine, other in zip(ours, theirs, strict=True):
        yield from (key.decode() for key in mine.keys() | other.keys() if mine.get(key) != other.get(key))


class Chain(System):
    """`tests.faults.chain`: Faust, our consumer, a table, and nothing else."""

    articles = property(lambda self: f"{self.prefix}.articles")
    reports = property(lambda self: f"{self.prefix}.reports")
    traces = property(lambda self: self.reports)
    read_topics = property(lambda self: (self.articles, self.reports))
    group = property(lambda self: self.prefix)
    tables = property(lambda self: (f"{self.prefix}-{self.prefix}-rows-changelog",))

    def prepare(self) -> None:
        """Make the topics."""
        create_topics(self.bootstrap, PARTITIONS, self.read_topics, compacted=self.tables)

    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""
        folder = self.folder / f"{self.prefix}-{name}"
        environment = {
            "FAULTS_BROKER": self.door(name) if self.door else self.bootstrap,
            "FAULTS_PREFIX": self.prefix,
            "FAULTS_INSTANCE": name,
            "FAULTS_FOLDER": str(folder),
        }
        command = ("tests.faults.chain", "worker", "--without-web", "-l", "info")
        return Worker(command, environment, self.folder / f"{self.prefix}-{name}.log", ready_word=b"Worker ready")

    def uri_of(self, key: bytes, value: bytes) -> str:
        """Of a report."""
        return self.report_of(value)[0]

    def known(self, tables: Sequence[Mapping[bytes, bytes]]) -> dict[str, int]:
        """As its rows say."""
        return {uri: int(version) for row in tables[0].values() for uri, (version, _) in json.loads(row).items()}

    def report_of(self, value: bytes) -> tuple[str, ...]:
        """Uri and version."""
        report = json.loads(value)
        return report["uri"], report["version"]


class Monitor(System):
    """The monitor as users run it: `monitor run`."""

    articles = property(lambda self: self._topics.articles.name)
    reports = property(lambda self: self._topics.reports.name)
    traces = property(lambda self: self._topics.stories.name)
    group = property(lambda self: f"{self.prefix}monitor")
    tables = property(lambda self: (self._topics.regions.name, self._topics.stories.name))

    @property
    def read_topics(self) -> tuple[str, ...]:
        """All topics that the group commits."""
        topics = self._topics
        return topics.articles.name, topics.reports.name, topics.alerts.name, topics.deliveries.name

    def prepare(self) -> None:
        """Make the topics, as `monitor topics create` does, and put the seeds into the table."""
        create_monitor_topics(self._settings)
        put_rows(self.bootstrap, self._topics.regions.name, self.seeds)

    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""
        return Worker(("monitor", "run"), self._environment(name), self.folder / f"{self.prefix}{name}.log")

    def uri_of(self, key: bytes, value: bytes) -> str:
        """Of a story's row; rows that are deleted are nobody's."""
        return key.decode() if value else ""

    def known(self, tables: Sequence[Mapping[bytes, bytes]]) -> dict[str, int]:
        """As the stories say."""
        return {key.decode(): int(json.loads(row)["edition"]["number"]) for key, row in tables[1].items()}

    def report_of(self, value: bytes) -> tuple[str, ...]:
        """Uri, version and region."""
        report = json.loads(value)
        if report["type"] == "tick":
            return ("",)
        return report["uri"], str(report["edition"]["number"]), report["region"]["id"]

    def buried(self) -> set[bytes]:
        """The bytes of every dead letter."""
        records = View(self.bootstrap).everything(self._topics.dead_letters.name)
        return {base64.b64decode(json.loads(record.value or b"{}")["value"]) for record in records}

    def is_settled(self) -> bool:
        """Whether the ledger waits for no channel."""
        return self.desk is None or not any(state == "pending" for _, state in self._notices())

    def watchers(self) -> list[Follower]:
        """The ledger."""
        topic = self._topics.ledgers.name
        return [Follower(self.bootstrap, topic, self.desk.read_ledger)] if self.desk else []

    def _notices(self) -> list[tuple[str, str]]:
        """Alert id with revision and channel -> state, of each notice in the ledger."""
        ledgers = latest(View(self.bootstrap).everything(self._topics.ledgers.name))
        notices = ((key, notice) for key, row in ledgers.items() for notice in json.loads(row).get("notices", ()))
        # A row leaves out what is as by default.
        return [
            (f"{key.decode()}.{one['revision']} {one['channel']}", one.get("state", "pending")) for key, one in notices
        ]

    def look_further(self, rows: Mapping[bytes, bytes]) -> Verdict:
        """Alerts, each once; notifications, each at least once."""
        changes = [record.value or b"" for record in View(self.bootstrap).everything(self._topics.alerts.name)]
        told = [value for value in changes if b'"alert_id"' in value]
        states = map(RegionState.model_validate_json, rows.values())
        held = Counter(alert.alert_id for state in states for alert in state.alerts if alert.alert_id)
        verdict = Verdict(
            wrong_alerts=tuple(sorted(value.decode() for value in set(told) ^ set(self._given()))),
            doubled_alerts=tuple(sorted(alert for alert, count in held.items() if count > 1)),
            says=f"alerts {len(held)} · changes of alerts {len(set(told))}",
        )
        return self._with_hearing(verdict, told) if self.desk else verdict

    def _with_hearing(self, verdict: Verdict, told: Sequence[bytes]) -> Verdict:
        assert self.desk is not None
        changes = [AlertChange.model_validate_json(value) for value in dict.fromkeys(told)]
        hearing = compare(changes, desk_for(self._settings).routes, self.desk.heard(), self.desk.superseded)
        notices = self._notices()
        states = Counter(state for _, state in notices)
        return replace(
            verdict,
            unheard=hearing.unheard,
            unmarked=hearing.unmarked,
            unsettled=tuple(notice for notice, state in notices if state == "pending"),
            says=f"{verdict.says} · notifications {hearing.wanted}, of them told by a newer one {hearing.superseded}, messages taken {hearing.heard}, of them marked as "
            f"possible repeats {hearing.marked} · ledger {dict(states)}",
        )

    def _given(self) -> Iterator[bytes]:
        """The changes that the reports on the topic give, each read once and in order, with the ticks between them."""
        knowledge = load_knowledge()
        states = {key: RegionState.model_validate_json(row) for key, row in self.seeds.items()}
        of: dict[int, set[str]] = {}
        for key in states:
            of.setdefault(home(key), set()).add(key)
        for record in View(self.bootstrap).everything(self.reports):
            message = REGION_MESSAGE.validate_json(record.value or b"")
            if isinstance(message, Canary):
                continue
            if isinstance(message, Report):
                keys = [str(message.region.id)]
                of.setdefault(record.partition, set()).update(keys)
            else:
                keys = [key for key in of.get(record.partition, ()) if _is_due(states[key], message.at)]
            for key in keys:
                after, changes = watch_region(states.get(key), message, knowledge)
                if isinstance(message, Report) or changes:  # a tick that changes nothing is not written down
                    states[key] = after
                yield from map(encode, changes)

    @property
    def _settings(self) -> Settings:
        return load_settings(self._environment("nobody"))

    @property
    def _topics(self) -> Topics:
        return topics_of(self._settings)

    def _environment(self, name: str) -> dict[str, str]:
        folder = self.folder / f"{self.prefix}{name}"
        return {
            "MONITOR_KAFKA": self.door(name) if self.door else self.bootstrap,
            "MONITOR_GROUP": self.group,
            "MONITOR_TOPIC_PREFIX": self.prefix,
            "MONITOR_INSTANCE": name,
            "MONITOR_PARTITIONS": str(PARTITIONS),
            "MONITOR_DATA_DIR": str(folder),
            "MONITOR_RUN_DIR": str(folder),
            "MONITOR_HTTP_PORT": "0",
            "MONITOR_TICK_SECONDS": str(TICK_SECONDS),
            "MONITOR_CANARY_MINUTES": "0",
            **(self.desk.environment if self.desk else {}),
        }


def _is_due(state: RegionState, at: datetime) -> bool:
    return state.wakes_at is not None and state.wakes_at <= at
