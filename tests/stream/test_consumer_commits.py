"""Each failure of stock Faust 0.15.3 that commits what nobody finished, and that ours does not have it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from monitor.stream.safe_app import SafeApp
from tests.stream.bench import A, bench, eventually, run


@run
async def test_a_commit_never_covers_an_abandoned_fetch() -> None:
    async with bench({A: range(4)}) as made:
        await made.lose_a_fetch()

        for message in made.handed.messages:
            if message.offset != 4:
                made.consumer.ack(message)

        assert await made.commit() == {A: 4}


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
