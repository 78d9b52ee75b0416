"""Lets canaries fly: an article of ours for each partition every few minutes must come out at the far end in time."""

import asyncio
import itertools
import logging
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor import pipeline
from monitor.metrics import Metrics
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.notification import Announcement, Notification
from monitor.model.report import Canary
from monitor.steps.canary import CANARY_URI, write_canary
from monitor.stream.carry import Parcel, Post, home
from monitor.stream.cloud_events import envelope, headers_of
from monitor.stream.codec import encode
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5
_URIS = CANARY_URI.encode()


def is_canary(key: bytes | None) -> bool:
    """By the key of a message on the wire's topic."""
    return key is not None and key.startswith(_URIS)


class Aviary:
    """One for a worker.  `trouble`: what has not come out, in words; empty while all is well.

    A flight lives in memory only: whoever takes over a partition lets a canary of its own fly at once.  With `every` 0
    it lets none fly, and only passes on those of others.
    """

    def __init__(
        self,
        *,
        knowledge: Knowledge,
        topics: Topics,
        partitions: int,
        post: Post,
        metrics: Metrics,
        identity: str,
        every: timedelta,
        late_after: timedelta,
        owned: Callable[[], set[int]],
        on_trouble: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`owned`: the partitions whose whole way lies in this worker; `on_trouble` hears when it begins, and an empty
        word when it is over; `identity`: who we are for other systems that read the alert topic."""
        self._knowledge = knowledge
        self._topics = topics
        self._partitions = partitions
        self._post = post
        self._metrics = metrics
        self._identity = identity
        self._every, self._late_after = every.total_seconds(), late_after.total_seconds()
        self._owned = owned
        self._on_trouble = on_trouble
        self._flying: dict[int, dict[str, float]] = {}
        self._released: dict[int, float] = {}
        self._numbers = itertools.count(time.time_ns())
        self.trouble = ""

    # --- the way of a canary, in each agent

    async def read(self, message: Any) -> None:
        """In the reader: as an article, into no region."""
        flight = message.value or b""
        raw = RawArticle(value=flight, arrived_at=datetime.now(UTC))
        report = self._safely("read", lambda: pipeline.read_canary(raw, self._knowledge))
        await self._pass_on(
            self._topics.reports.name, Canary(flight=message.key.decode(), at=raw.arrived_at, report=report), message
        )

    async def watch(self, canary: Canary, message: Any) -> None:
        """In the watcher: as a report, into no row."""
        report = canary.report
        change = self._safely("watched", lambda: pipeline.watch_canary(report, self._knowledge)) if report else None
        await self._pass_on(
            self._topics.alerts.name, Canary(flight=canary.flight, at=canary.at, change=change), message
        )

    def announce(self, canary: Canary) -> Notification | None:
        """In the announcer: its message to the null channel; None: nothing is to be told, so it does not come out."""
        change = canary.change
        said: Announcement | None = None
        if change is not None:
            said = self._safely("announced", lambda: pipeline.announce_canary(change))
        if said is None or not said.notifications:
            _log.error("canary_lost flight=%s at=%s", canary.flight, "announcer" if change else "watcher or reader")
            return None
        return said.notifications[0].model_copy(update={"id": canary.flight, "alert_id": canary.flight})

    async def _pass_on(self, topic: str, canary: Canary, message: Any) -> None:
        # Whoever reads alerts as CloudEvents meets it on the way, and must see that it is none.
        headers = headers_of(envelope(canary, self._identity, message.partition))
        await self._post.send([Parcel(topic, None, encode(canary), message.partition, headers=headers)])

    def _safely(self, what: str, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Exception:  # what is broken shows in that it does not come out
            _log.exception("canary_not_%s", what)
            return None

    # --- its start and its end

    def came_out(self, flight: str) -> None:
        """The null channel took it.  Flights of other workers mean nothing here."""
        for flying in self._flying.values():
            released = flying.get(flight)
            if released is not None:
                self._metrics.canary_out(time.monotonic() - released)
                # What was released before it will not come any more, and need not.
                for older in [name for name, at in flying.items() if at <= released]:
                    del flying[older]

    def forget(self) -> None:
        """After a rebalance: what is under way may come out elsewhere."""
        self._flying.clear()
        self._released.clear()

    async def release(self) -> None:
        """Let them fly, until cancelled."""
        while self._every:
            owned, now = self._owned(), time.monotonic()
            due = [number for number in sorted(owned) if now - self._released.get(number, -self._every) >= self._every]
            for number in due:
                self._released[number] = now
                await self._release(number)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _release(self, partition: int) -> None:
        uri = self._uri_at(partition)
        flying = self._flying.setdefault(partition, {})
        flying[uri] = time.monotonic()
        while len(flying) > 10:  # the oldest says how long it has been
            del flying[list(flying)[1]]
        value = write_canary(uri, datetime.now(UTC))
        await self._post.send([Parcel(self._topics.articles.name, uri.encode(), value, partition)])

    async def look_out(self) -> None:
        """See whether they come out, until cancelled.  Beside `release`, which a dead broker holds up."""
        while self._every:
            self._note(self._late(self._owned()))
            await asyncio.sleep(_LOOK_SECONDS)

    def _late(self, owned: Iterable[int]) -> str:
        now = time.monotonic()
        oldest = {number: now - min(self._flying[number].values()) for number in owned if self._flying.get(number)}
        late = {number: age for number, age in oldest.items() if age > self._late_after}
        if not late:
            return ""
        numbers = ", ".join(str(number) for number in sorted(late))
        return f"a test article of ours has not come out for {max(late.values()):.0f} s (partition {numbers})"

    def _note(self, trouble: str) -> None:
        if bool(trouble) != bool(self.trouble):
            _log.log(logging.ERROR if trouble else logging.INFO, "canary_%s", f"late: {trouble}" if trouble else "well")
            self._on_trouble(trouble)
        self.trouble = trouble
        self._metrics.canary_late(is_late=bool(trouble))

    def _uri_at(self, partition: int) -> str:
        """A name of its own, at home in that partition."""
        return next(
            uri
            for number in self._numbers
            if home((uri := f"{CANARY_URI}{number}").encode(), self._partitions) == partition
        )
