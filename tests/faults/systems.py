"""What is put to the test: the bare chain on our consumer, or the monitor itself."""

import base64
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

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
from tests.faults.articles import PARTITIONS, home
from tests.faults.channels import compare
from tests.faults.seeds import put_rows
from tests.faults.system import System, Verdict
from tests.faults.view import Follower, View, create_topics, latest
from tests.faults.workers import Worker

TICK_SECONDS = 5
"""Often: what a dead worker left pending is sent when the partition's next owner hears a tick."""


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
