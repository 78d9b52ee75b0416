"""Time passing, as a message: each worker ticks the partitions that it owns, so each partition hears it once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from monitor.model.report import Tick
from monitor.stream.carry import Parcel, Post
from monitor.stream.clock import Clock
from monitor.stream.cloud_events import envelope, headers_of
from monitor.stream.codec import encode

_LOOK_SECONDS = 0.25
"""How often the clock is looked at: an archive at speed may move an hour in between."""


class Ticker:
    """A tick goes out whenever the clock has moved on by `every`."""

    def __init__(
        self, app: Any, post: Post, clock: Clock, topics: tuple[str, ...], every: timedelta, *, identity: str
    ) -> None:
        self._app = app
        self._post = post
        self._clock = clock
        self._topics = topics
        self._every = every
        self._identity = identity
        self._last: datetime | None = None

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            now = self._clock.now()
            if now is not None and (self._last is None or now - self._last >= self._every):
                await self.tick(now)
            await asyncio.sleep(_LOOK_SECONDS)

    async def tick(self, now: datetime) -> None:
        """One tick to every partition of ours; it carries its own time."""
        tick = Tick(at=now)
        value = encode(tick)
        owned = sorted(tp for tp in self._app.consumer.assignment() if tp.topic in self._topics)
        # Whoever reads alerts as CloudEvents meets ticks on the way, and must see that they are none.
        await self._post.send(
            Parcel(
                tp.topic, None, value, tp.partition, headers=headers_of(envelope(tick, self._identity, tp.partition))
            )
            for tp in owned
        )
        self._last = now
