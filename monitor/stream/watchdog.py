"""A thread that ends the worker when it stands still: consumers can stall without an error, and a loop can be stuck."""

import logging
import threading
import time
from collections.abc import Callable, Mapping

from confluent_kafka import Consumer, KafkaException, TopicPartition

from monitor.metrics import Metrics
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.vitals import Place, Vitals

_log = logging.getLogger(__name__)
_ASK_SECONDS = 5.0
"""How long the broker may take to say where a partition ends."""


class StallFinder:
    """Finds partitions where messages wait and none is finished."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience = patience_seconds
        self._waiting: dict[Place, tuple[int, float]] = {}

    def look(self, finished: Mapping[Place, int], ends: Mapping[Place, int], now: float) -> list[Place]:
        """Those that have stood at one offset for longer than patience, though there is more to read."""
        before, self._waiting = self._waiting, {}
        for place, offset in finished.items():
            if ends.get(place, offset) > offset:
                known = before.get(place)
                self._waiting[place] = known if known and known[0] == offset else (offset, now)
        return [place for place, (_, since) in self._waiting.items() if now - since >= self._patience]


class Watchdog(threading.Thread):
    """`bite` ends the process; it is called once, with the reason."""

    def __init__(
        self,
        settings: Settings,
        vitals: Vitals,
        metrics: Metrics,
        agents: Mapping[str, str],
        bite: Callable[[str], None],
    ) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._settings = settings
        self._vitals = vitals
        self._metrics = metrics
        self._agents = agents
        self._bite = bite
        self._stalls = StallFinder(settings.stall_seconds)
        self._every = min(5.0, settings.stall_seconds / 4, settings.loop_stall_seconds / 4)
        self._done = threading.Event()
        # An independent view of where partitions end: the worker's own consumer is what may be wrong.
        self._ends = Consumer(
            client_config(settings, **{"group.id": f"{settings.group}-watchdog", "enable.auto.commit": False})
        )

    def stop(self) -> None:
        """Watch no more."""
        self._done.set()

    def run(self) -> None:
        while not self._done.wait(self._every):
            self._vitals.trouble = self.trouble()
            self._metrics.engine(
                is_ready=self._vitals.is_ready,
                is_live=not self._vitals.trouble,
                loop_age_seconds=self._vitals.beat_age_seconds(),
            )
            if self._vitals.trouble and not self._vitals.is_over:
                _log.critical("worker_stands_still because=%s", self._vitals.trouble)
                self._bite(self._vitals.trouble)
                return
        self._ends.close()

    def trouble(self) -> str:
        """Why the worker is not live; empty: it is."""
        age = self._vitals.beat_age_seconds()
        if age > self._settings.loop_stall_seconds:
            return f"the event loop has not turned for {age:.0f} s"
        finished = dict(self._vitals.finished)
        ends = self._where_they_end(finished)
        self._count_waiting(finished, ends)
        stalled = self._stalls.look(finished, ends, time.monotonic())
        if not stalled:
            return ""
        named = ", ".join(
            f"{place.topic}[{place.partition}] at {finished[place]} of {ends[place]}" for place in stalled[:5]
        )
        return f"messages wait and none was finished for {self._settings.stall_seconds:.0f} s: {named}"

    def _where_they_end(self, places: Mapping[Place, int]) -> dict[Place, int]:
        """Without the partitions that can't be asked: a broker that is away is no reason to end."""
        ends: dict[Place, int] = {}
        for place in places:
            try:
                _, end = self._ends.get_watermark_offsets(TopicPartition(*place), timeout=_ASK_SECONDS)
            except KafkaException:
                return ends
            ends[place] = end
        return ends

    def _count_waiting(self, finished: Mapping[Place, int], ends: Mapping[Place, int]) -> None:
        waiting = dict.fromkeys(self._agents.values(), 0)
        for place, end in ends.items():
            agent = self._agents.get(place.topic)
            if agent is not None:
                waiting[agent] += max(end - finished[place], 0)
        for agent, count in waiting.items():
            self._metrics.behind(agent, count)
