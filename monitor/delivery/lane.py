"""What waits for one channel, and when the next message may go."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from monitor.model.notification import Notification
from monitor.model.route import Channel

# A thousand waiting messages are a dead channel; more stay in the ledger and are overdue later.
MAX_WAITING = 1_000
# Fifty lines are as much as anybody reads in one digest.
MAX_DIGEST = 50
# What one mute held back comes from several partitions, a moment apart.
_BUNDLE_SECONDS = 1.0


class Lane:
    """First in, first out; urgent ones pass, others may have to wait and then go together."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.waiting: deque[tuple[float, Notification]] = deque()
        self.is_down = False
        """Set by the courier: the last message was not taken."""
        self.part = 1.0
        """Of the rate cap, what this worker may use."""
        self._sent_at: deque[float] = deque()
        self._something = asyncio.Event()

    def put(self, notification: Notification) -> bool:
        """False: too many wait already."""
        if len(self.waiting) >= MAX_WAITING:
            return False
        self.waiting.append((asyncio.get_running_loop().time(), notification))
        self._something.set()
        return True

    async def take(self) -> list[Notification]:
        """The next message, or several that go as one digest."""
        loop = asyncio.get_running_loop()
        held_back = False
        while True:
            self._something.clear()
            urgent = next((entry for entry in self.waiting if entry[1].is_urgent), None)
            if urgent is not None and self.is_down:
                return self._sent(self._off(True), loop.time())
            if urgent is not None:
                self.waiting.remove(urgent)
                return self._sent([urgent[1]], loop.time())
            pause = self._pause(loop.time()) if self.waiting else None
            if pause is not None and pause <= 0 and self.waiting[0][1].bundle:
                return self._sent(self._bundle(self.waiting[0][1].bundle), loop.time())
            if pause is not None and pause <= 0:
                # On a channel that takes nothing, each by itself would keep the last one from its fallback for hours.
                return self._sent(self._off(held_back or self.is_down), loop.time())
            held_back = held_back or pause is not None
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._something.wait()

    def drop(self, wanted: Callable[[Notification], bool]) -> list[Notification]:
        """Take out what waits and fits."""
        gone = [entry for entry in self.waiting if wanted(entry[1])]
        self.waiting = deque(entry for entry in self.waiting if not wanted(entry[1]))
        return [notification for _, notification in gone]

    def _off(self, held_back: bool) -> list[Notification]:
        count = min(len(self.waiting), MAX_DIGEST) if held_back else 1
        return [self.waiting.popleft()[1] for _ in range(count)]

    def _bundle(self, title: str) -> list[Notification]:
        fitting = [entry for entry in self.waiting if entry[1].bundle == title][:MAX_DIGEST]
        for entry in fitting:
            self.waiting.remove(entry)
        return [notification for _, notification in fitting]

    def _sent(self, batch: list[Notification], now: float) -> list[Notification]:
        self._sent_at.append(now)
        return batch

    def _pause(self, now: float) -> float:
        channel, (came, first) = self.channel, self.waiting[0]
        wait = _seconds(channel.group_wait)
        ready = came + (max(wait, _BUNDLE_SECONDS) if first.bundle else wait)
        if self._sent_at:
            ready = max(ready, self._sent_at[-1] + _seconds(channel.group_interval))
        cap = None if channel.at_most is None else max(1, int(channel.at_most * self.part))
        while self._sent_at and cap is not None and self._sent_at[0] <= now - _seconds(channel.per):
            self._sent_at.popleft()
        while cap is None and len(self._sent_at) > 1:
            self._sent_at.popleft()
        if cap is not None and len(self._sent_at) >= cap:
            ready = max(ready, self._sent_at[-cap] + _seconds(channel.per))
        return ready - now


def _seconds(span: timedelta) -> float:
    return span.total_seconds()
