"""Each failure of stock Faust 0.15.3 that loses messages, and that ours does not have it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
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


@run
async def test_what_flows_while_recovery_seeks_is_read_again() -> None:
    """Stock delivers between resuming and seeking, clears the queues, and goes on after the hole."""
    async with bench({A: range(40), B: range(40)}, {A: 10, B: 20}, recovered=False) as made:
        await made.recovery_ends()

        await eventually(lambda: len(made.handed.messages) == 30 + 20)

        assert made.handed.offsets(A) == list(range(10, 40))
        assert made.handed.offsets(B) == list(range(20, 40))


@run
async def test_a_second_recovery_begins_again_at_what_was_committed() -> None:
    async with bench({A: range(20)}) as made:
        await eventually(lambda: len(made.handed.messages) == 20)
        for offset in range(7):
            made.consumer.ack(made.handed[offset])
        await made.commit()

        await made.recovery_ends()

        await eventually(lambda: made.handed.offsets() == list(range(7, 20)))


@run
async def test_an_abandoned_fetch_is_read_again() -> None:
    """Stock takes the hole for offsets that do not exist, and commits over it."""
    async with bench({A: range(4)}) as made:
        await eventually(lambda: len(made.handed.messages) == 4)
        made.kafka.fetches_lost = 1
        made.kafka.logs[A].extend(range(4, 15))

        await eventually(lambda: 14 in made.handed.offsets())

        assert made.handed.offsets() == list(range(15))


@run
async def test_a_commit_never_covers_an_abandoned_fetch() -> None:
    async with bench({A: range(4)}) as made:
        await eventually(lambda: len(made.handed.messages) == 4)
        made.kafka.fetches_lost = 1
        made.kafka.logs[A].extend(range(4, 15))
        await eventually(lambda: 14 in made.handed.offsets())

        for message in made.handed.messages:
            if message.offset != 4:
                made.consumer.ack(message)

        assert await made.commit() == {A: 4}


@run
async def test_a_fetch_that_outlives_a_rebalance_takes_nothing_from_recovery() -> None:
    """The end of a changelog was swallowed by a fetch of before; recovery waited for it for ever."""
    changelog = TP("rows-changelog", 0)
    async with bench({A: range(3), changelog: range(5)}, recovered=False) as made:
        made.app.tables._changelogs["rows-changelog"] = None
        await made.consumer.seek_wait({changelog: 5})
        made.consumer.resume_partitions({changelog})  # as a standby
        made.kafka.fetch_seconds = 0.05
        await asyncio.sleep(0.06)  # the fetch is on its way
        made.consumer.stop_flow()
        made.recovery_begins()
        made.consumer.resume_partitions({changelog})
        await made.consumer.seek_wait({changelog: 0})

        await eventually(lambda: made.handed.offsets(changelog) == list(range(5)))


@run
async def test_rows_are_read_back_without_a_message_for_each_and_the_last_one_is_handed_over() -> None:
    changelog = TP("bench-rows-changelog", 0)
    async with bench({A: range(3), changelog: range(12)}, recovered=False) as made:
        table = made.app.Table("rows", partitions=1, key_type=bytes, value_type=bytes)
        recovery = made.app.tables.recovery
        recovery.add_active(table, changelog)
        recovery.active_highwaters[changelog] = 11
        recovery.in_recovery = True
        await made.consumer.seek_wait({changelog: 0})
        made.consumer.resume_partitions({changelog})

        await eventually(lambda: made.handed.offsets(changelog) == [11])
        assert table.data.data == {b"k": b"10"}
        assert made.consumer._ledgers[changelog].next == 12


@run
async def test_offsets_that_do_not_exist_are_passed_over() -> None:
    """Compaction and transaction markers leave real holes."""
    async with bench({A: [0, 1, 5, 6, 50]}) as made:
        await eventually(lambda: made.handed.offsets() == [0, 1, 5, 6, 50])

        for message in made.handed.messages:
            made.consumer.ack(message)

        assert await made.commit() == {A: 51}


@run
async def test_a_commit_does_not_step_over_one_unfinished_message() -> None:
    """Stock: 100 unfinished, 101 acked, 100 committed -> commits 102."""
    async with bench({A: [100, 101]}, {A: 100}) as made:
        await eventually(lambda: made.handed.offsets() == [100, 101])

        made.consumer.ack(made.handed[101])

        assert await made.commit() == {A: 100}


@run
async def test_before_the_first_commit_of_a_group_unfinished_messages_count_too() -> None:
    """Stock commits whatever was acked when nothing was committed yet."""
    async with bench({A: range(4)}) as made:
        await eventually(lambda: len(made.handed.messages) == 4)

        made.consumer.ack(made.handed[2])
        made.consumer.ack(made.handed[3])

        assert await made.commit() == {}


@run
async def test_what_was_finished_out_of_order_is_committed_together() -> None:
    async with bench({A: range(4)}) as made:
        await eventually(lambda: len(made.handed.messages) == 4)

        for offset in (2, 0, 1):
            made.consumer.ack(made.handed[offset])

        assert await made.commit() == {A: 3}


@run
async def test_an_ack_after_the_partition_was_sought_counts_for_nothing() -> None:
    """The agent that was still busy with the first copy says nothing about the second."""
    async with bench({A: range(3)}) as made:
        await eventually(lambda: len(made.handed.messages) == 3)
        first_copies = list(made.handed.messages)
        await made.recovery_ends()
        await eventually(lambda: len(made.handed.messages) == 3)

        counted = [made.consumer.ack(message) for message in first_copies]

        assert (counted, await made.commit()) == ([False] * 3, {})


@run
async def test_an_ack_after_the_partition_went_to_another_worker_counts_for_nothing() -> None:
    async with bench({A: range(3)}) as made:
        await eventually(lambda: len(made.handed.messages) == 3)
        made.consumer.ack(made.handed[0])
        await made.consumer.on_partitions_revoked({A})

        made.consumer.ack(made.handed[1])

        assert await made.commit() == {A: 1}


@run
async def test_a_message_finished_while_the_worker_stops_is_committed() -> None:
    """A polite stop repeats nothing that it had finished."""
    async with bench({A: range(3)}) as made:
        await eventually(lambda: len(made.handed.messages) == 3)
        made.consumer.stop_flow()

        made.consumer.ack(made.handed[0])

        assert await made.commit() == {A: 1}


@run
async def test_a_refused_commit_is_made_again() -> None:
    """Stock believes it was made."""
    async with bench({A: range(3)}) as made:
        await eventually(lambda: len(made.handed.messages) == 3)
        made.consumer.ack(made.handed[0])
        made.kafka.refuses_commits = True
        await made.commit()
        made.kafka.refuses_commits = False

        assert await made.commit() == {A: 1}


@run
async def test_a_topic_made_anew_is_read_from_its_start() -> None:
    """Its group's committed offset is beyond the end; stock waits until as many new messages are there."""
    async with bench({A: range(5)}, {A: 1000}) as made:
        await eventually(lambda: made.handed.offsets() == list(range(5)))


@run
async def test_messages_older_than_the_log_are_no_reason_to_wait() -> None:
    async with bench({A: range(100, 105)}, {A: 3}) as made:
        await eventually(lambda: made.handed.offsets() == list(range(100, 105)))


@run
async def test_a_paused_partition_goes_on_where_it_stopped() -> None:
    async with bench({A: range(50)}) as made:
        await eventually(lambda: len(made.handed.messages) > 3)
        made.consumer.pause_partitions({A})
        await asyncio.sleep(0.02)
        made.consumer.resume_partitions({A})

        await eventually(lambda: 49 in made.handed.offsets())

        assert made.handed.offsets() == list(range(50))


class Agent:
    """An agent as Faust runs it: a task around `async for`."""

    def __init__(self, app: SafeApp, body: Callable[[bytes], Awaitable[None]]) -> None:
        self.topic = app.topic("articles", value_serializer="raw", key_serializer="raw")
        self.stream = app.stream(self.topic)
        self.topic.queue  # noqa: B018  # made at first use
        self.task = asyncio.ensure_future(self._loop(body))

    async def _loop(self, body: Callable[[bytes], Awaitable[None]]) -> None:
        async for value in self.stream:
            await body(value)

    async def receive(self, message: Any) -> None:
        message.incref()
        self.stream.channel.queue.put_nowait(await self.topic.decode(message))


@pytest.mark.parametrize("how", ["raises", "is cancelled"])
def test_the_message_at_which_an_agent_fell_is_not_acked(how: str) -> None:
    """Stock acks it in a `finally`: one message lost for each exception, and for each stop."""

    @run
    async def test() -> None:
        async with bench({A: range(3)}) as made:
            reached = asyncio.Event()

            async def body(value: bytes) -> None:
                if value == b"1":
                    reached.set()
                    if how == "raises":
                        raise ValueError("a bug")
                    await asyncio.sleep(60)

            agent = Agent(made.app, body)
            made.consumer.callback = agent.receive
            await made.recovery_ends()
            await reached.wait()
            agent.task.cancel()
            await asyncio.gather(agent.task, return_exceptions=True)
            await asyncio.sleep(0.01)  # Python closes the abandoned generator in a task of its own

            assert await made.commit() == {A: 1}
            assert not made.consumer.unacked  # else a polite stop would wait for it

    test()


@run
async def test_an_agent_acks_each_message_when_it_asks_for_the_next() -> None:
    async with bench({A: range(30)}) as made:
        seen: list[bytes] = []

        async def body(value: bytes) -> None:
            seen.append(value)

        agent = Agent(made.app, body)
        made.consumer.callback = agent.receive
        await made.recovery_ends()
        await eventually(lambda: len(seen) == 30)
        await asyncio.sleep(0.01)

        assert await made.commit() == {A: 30}
        agent.task.cancel()
        await asyncio.gather(agent.task, return_exceptions=True)
