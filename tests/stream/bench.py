"""A consumer on a fake Kafka, its fetcher running."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from faust.types import TP

from monitor.stream.consumer import Consumer
from monitor.stream.safe_app import SafeApp, Transport
from tests.stream.fake_kafka import FakeThread

A, B = TP("articles", 0), TP("articles", 1)


class Handed:
    """Stands where Faust's conductor stands: keeps what was handed over, until the queues are cleared."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def __call__(self, message: Any) -> None:
        await asyncio.sleep(0)
        self.messages.append(message)

    def offsets(self, tp: TP = A) -> list[int]:
        return [message.offset for message in self.messages if message.tp == tp]

    def __getitem__(self, offset: int) -> Any:
        return next(message for message in self.messages if message.offset == offset)


class Bench:
    """A consumer on a fake Kafka, its fetcher running."""

    def __init__(self, logs: Mapping[TP, Iterable[int]], committed: Mapping[TP, int]) -> None:
        self.kafka = FakeThread(logs, committed)
        self.handed = Handed()
        kafka = self.kafka

        class FakeConsumer(Consumer):
            def _new_consumer_thread(self) -> Any:
                return kafka

        class FakeTransport(Transport):
            Consumer = FakeConsumer

        class FakeApp(SafeApp):
            def _new_transport(self) -> Any:
                return FakeTransport(self.conf.broker_consumer, self)

        self.app = FakeApp("bench", broker="kafka://nowhere", store="memory://", web_enabled=False)
        self.app.topics._acking_topics.add("articles")
        self.app.consumer_generation_id = 1
        self.app.flow_control.resume()
        self.consumer = self.app.consumer
        self.consumer.callback = self.handed

    def recovery_begins(self) -> None:
        """What Faust does when partitions are assigned."""
        self.consumer._set_active_tps(self.kafka.assignment())
        self.consumer.pause_partitions(self.kafka.assignment())
        self.consumer.resume_flow()

    async def recovery_ends(self) -> None:
        """What Faust's tables/recovery.py does last, in its order."""
        self.consumer.resume_partitions(self.kafka.assignment())
        await self.consumer.perform_seek()
        self.handed.messages.clear()  # flow_control.resume() clears the queues
        self.consumer.resume_flow()

    async def lose_a_fetch(self) -> None:
        """Four messages of `A` are handed over, the fetch behind them is lost, and the last of 15 comes."""
        await eventually(lambda: len(self.handed.messages) == 4)
        self.kafka.fetches_lost = 1
        self.kafka.logs[A].extend(range(4, 15))
        await eventually(lambda: 14 in self.handed.offsets())

    async def commit(self) -> dict[TP, int]:
        await self.consumer.force_commit()
        return self.kafka.committed_offsets


@asynccontextmanager
async def bench(
    logs: Mapping[TP, Iterable[int]], committed: Mapping[TP, int] | None = None, *, recovered: bool = True
) -> AsyncIterator[Bench]:
    made = Bench(logs, committed or {})

    async def no_flush() -> None:
        return None

    made.app.producer.flush = no_flush
    fetching = asyncio.ensure_future(made.consumer._drain_messages(made.consumer))
    made.recovery_begins()
    if recovered:
        await made.recovery_ends()
    try:
        yield made
    finally:
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)


async def eventually(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("did not come true")


def run(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """A test written as a coroutine."""

    def synchronous() -> None:
        asyncio.run(asyncio.wait_for(test(), 20))  # type: ignore[arg-type]

    synchronous.__name__, synchronous.__doc__ = test.__name__, test.__doc__
    return synchronous
