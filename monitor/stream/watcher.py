"""monitor.reports → monitor.alerts: one row for each region, which a report or the time changes, and alerts with it."""

import logging
from time import perf_counter
from typing import Any

from pydantic import ValidationError

from monitor import pipeline
from monitor.metrics import Metrics
from monitor.model.alert import AlertChange
from monitor.model.knowledge import Knowledge
from monitor.model.region import RegionState
from monitor.model.report import REGION_MESSAGE, Canary, Report, Tick
from monitor.stream.aviary import Aviary
from monitor.stream.carry import Parcel, Post, Rows, TooLargeError, check_sizes, home
from monitor.stream.cloud_events import envelope, headers_of
from monitor.stream.codec import encode
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.patience import Patience, TooSlowError
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
AGENT = "watcher"


class Watcher:
    """One for a worker."""

    def __init__(
        self,
        *,
        knowledge: Knowledge,
        topics: Topics,
        partitions: int,
        regions: Rows[RegionState],
        post: Post,
        dead_letters: DeadLetters,
        metrics: Metrics,
        patience: Patience,
        identity: str,
        aviary: Aviary | None = None,
    ) -> None:
        """`identity`: who we are for other systems that read the alert topic."""
        self._knowledge = knowledge
        self._topics = topics
        self._partitions = partitions
        self._regions = regions
        self._post = post
        self._dead_letters = dead_letters
        self._metrics = metrics
        self._patience = patience
        self._identity = identity
        self._aviary = aviary

    async def carry(self, message: Any) -> None:
        """Weigh one message.  Returns when everything that follows from it is safe."""
        try:
            arrived = REGION_MESSAGE.validate_json(message.value or b"")
        except ValidationError as error:
            return await self._dead_letters.put(AGENT, message, "bad_report", _first(error))
        if isinstance(arrived, Tick):
            await self._tick(message, arrived)
        elif isinstance(arrived, Canary):
            if self._aviary is not None:
                await self._aviary.watch(arrived, message)
        else:
            await self._report(message, arrived)
        return None

    async def _report(self, message: Any, report: Report) -> None:
        key = report.region.id.encode()
        if home(key, self._partitions) != message.partition:
            # Its row would be written to two changelogs, and the older one might win.
            says = f"region {report.region.id} is not at home in partition {message.partition}: use Kafka's own murmur2"
            return await self._dead_letters.put(AGENT, message, "wrong_partition", says)
        if await self._watch(message, key, self._regions.get(key), report):
            self._dead_letters.fine(AGENT)
        self._metrics.rows("regions", len(self._regions))
        return None

    async def _tick(self, message: Any, tick: Tick) -> None:
        """Only rows of the tick's own partition: a row is written to the partition of the message in hand."""
        for key, state in self._regions.due(message.partition, tick.at):
            await self._watch(message, key, state, tick)
        self._metrics.ticked()

    async def _watch(self, message: Any, key: bytes, state: RegionState | None, arrived: Report | Tick) -> bool:
        started = perf_counter()
        try:
            with self._patience.limit():
                after, changes = pipeline.watch_region(state, arrived, self._knowledge)
            parcels = [self._parcel(key, change, message.partition) for change in changes]
            check_sizes(parcels)
            changed = bool(changes) or _differs(after, state, arrived)
            row = self._regions.ready(key, after) if changed else None
        except TooSlowError:
            says = f"not weighed within {self._patience.seconds:g} s"
            return await self._bury(message, key, arrived, "too_slow", says)
        except TooLargeError as error:
            return await self._bury(message, key, arrived, "too_large", str(error))
        except Exception as error:  # a bug of ours must not keep other regions from being watched
            _log.exception("region_failed region_id=%s", key.decode())
            return await self._bury(message, key, arrived, "failed", f"{type(error).__name__}: {error}")
        await self._post.send(parcels)
        if row is not None:
            await self._regions.put(key, row, message.partition)
        self._dead_letters.well(AGENT, key)
        self._note(key, changes, perf_counter() - started, changed=changed)
        return True

    def _parcel(self, key: bytes, change: AlertChange, partition: int) -> Parcel:
        headers = headers_of(envelope(change, self._identity, partition))
        return Parcel(self._topics.alerts.name, key, encode(change), partition, headers=headers)

    async def _bury(self, message: Any, key: bytes, arrived: Report | Tick, reason: str, says: str) -> bool:
        says = f"region {key.decode()}: {says}"
        if isinstance(arrived, Tick):
            await self._dead_letters.put_once(AGENT, key, message, reason, says)
        else:
            await self._dead_letters.put(AGENT, message, reason, says)
        return False

    def _note(self, key: bytes, changes: tuple[AlertChange, ...], seconds: float, *, changed: bool) -> None:
        self._metrics.watched(changes, self._regions.size_of(key) if changed else None, seconds)
        for change in changes:
            _log.info(
                "alert_changed region_id=%s rule=%s reason=%s level=%s alert_id=%s revision=%s because=%s",
                change.region_id,
                change.rule,
                change.reason,
                change.level,
                change.alert_id,
                change.revision,
                change.because,
            )


def _differs(after: RegionState, before: RegionState | None, arrived: Report | Tick) -> bool:
    """A tick that moved nothing but the clock is no reason to write hundreds of rows a minute."""
    if before is not None and isinstance(arrived, Tick):
        after = after.model_copy(update={"clock": before.clock})
    return after != before


def _first(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
