"""A courier that runs for the length of a test, and remembers the results."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

from monitor.delivery.courier import Courier, Send
from monitor.delivery.patience import Patience
from monitor.model.notification import DeliveryResult, Notification
from monitor.model.route import Channel, Format, Route, Routes
from monitor.pipeline import announce_change
from tests.delivery.changes import NOON, change

QUICK = Patience(
    tries=4,
    try_timeout=timedelta(seconds=2),
    first_wait=timedelta(milliseconds=10),
    longest_wait=timedelta(milliseconds=40),
)
CHANNELS = (Channel(name="mail", format=Format.MAIL), Channel(name="slack", format=Format.SLACK))
ROUTES = Routes(channels=CHANNELS, routes=(Route(name="all", channels=("mail", "slack")),))


def notifications(routes: Routes = ROUTES, **changes: Any) -> dict[str, Notification]:
    said = announce_change(change(**changes), None, routes, NOON)
    return {notification.channel: notification for notification in said.notifications}


class Running:
    def __init__(self) -> None:
        self.results: list[DeliveryResult] = []
        self.courier: Courier
        self._news = asyncio.Event()

    async def heard(self, result: DeliveryResult) -> None:
        self.results.append(result)
        self._news.set()

    async def until(self, count: int, seconds: float = 10.0) -> list[DeliveryResult]:
        async with asyncio.timeout(seconds):
            while len(self.results) < count:
                self._news.clear()
                await self._news.wait()
        return self.results


@asynccontextmanager
async def courier(
    send: Send, channels: Iterable[Channel] = CHANNELS, patience: Patience = QUICK
) -> AsyncIterator[Running]:
    running = Running()
    running.courier = Courier(channels, send, running.heard, patience=patience, jitter=lambda: 0.0)
    task = asyncio.create_task(running.courier.run())
    try:
        yield running
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
