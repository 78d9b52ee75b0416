"""A worker that stood still, or whose name another took, must not write over what the new owner wrote."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from monitor.stream import consumer_thread
from monitor.stream.consumer_thread import ExpelledError, Listener, Thread
from tests.stream.bench import A, bench, eventually, run

SESSION_SECONDS = 20.0


def thread(*, member_id: str = "w0-1") -> Any:
    """A consumer thread that is not started, with a coordinator that answers heartbeats."""
    made = Thread.__new__(Thread)
    made.app = SimpleNamespace(
        conf=SimpleNamespace(broker_session_timeout=SESSION_SECONDS, consumer_group_instance_id="w0")
    )
    made._consumer = SimpleNamespace(_coordinator=SimpleNamespace(member_id=member_id))
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr(consumer_thread, "monotonic", lambda: now.seconds)
    return now


def test_a_worker_has_no_partitions_while_it_connects() -> None:
    """Faust raises: with a slow broker the beat that asks how far we are behind ended the worker, politely."""
    starting = thread()
    starting._consumer = None
    assert starting.assignment() == set()


def test_a_lease_ends_before_the_session_does(clock: SimpleNamespace) -> None:
    ours = thread()
    ours.joined()

    clock.seconds += SESSION_SECONDS * 0.74
    assert ours.holds_lease
    clock.seconds += SESSION_SECONDS * 0.02
    assert not ours.holds_lease


def test_a_heartbeat_that_was_answered_renews_the_lease_from_when_it_was_sent(clock: SimpleNamespace) -> None:
    ours = thread()
    coordinator = ours._consumer._coordinator

    async def slow_answer() -> bool:
        clock.seconds += 4
        return True

    coordinator._do_heartbeat = slow_answer
    ours._note_heartbeats(coordinator)
    asyncio.run(coordinator._do_heartbeat())

    clock.seconds += SESSION_SECONDS * 0.75 - 4 - 0.1
    assert ours.holds_lease
    clock.seconds += 0.2
    assert not ours.holds_lease


def test_a_heartbeat_that_was_refused_renews_nothing(clock: SimpleNamespace) -> None:
    ours = thread()
    ours.joined()
    coordinator = ours._consumer._coordinator

    async def refused() -> bool:
        return False

    coordinator._do_heartbeat = refused
    ours._note_heartbeats(coordinator)
    clock.seconds += SESSION_SECONDS
    asyncio.run(coordinator._do_heartbeat())

    assert not ours.holds_lease


@run
async def test_nothing_is_sent_while_membership_is_in_doubt() -> None:
    async with bench({A: range(1)}) as made:
        made.kafka.holds_lease = False
        sending = asyncio.ensure_future(made.consumer.wait_for_lease())
        await asyncio.sleep(0.02)
        assert not sending.done()

        made.kafka.holds_lease = True

        await eventually(sending.done)


@run
async def test_what_was_in_doubt_when_the_worker_ended_is_never_sent() -> None:
    async with bench({A: range(1)}) as made:
        made.kafka.holds_lease = False
        sending = asyncio.ensure_future(made.consumer.wait_for_lease())
        made.app._crashed.set()

        with pytest.raises(ExpelledError):
            await sending


def listening(ours: Any) -> tuple[Listener, list[BaseException]]:
    crashes: list[BaseException] = []

    async def crash(error: BaseException) -> None:
        crashes.append(error)

    ours.crash = crash
    return Listener(ours), crashes


def test_a_worker_that_the_broker_does_not_know_any_more_ends() -> None:
    """aiokafka would join again under its name, and two workers of one name would expel each other for ever."""
    listener, crashes = listening(thread(member_id=""))

    async def revoke() -> None:
        await listener.on_partitions_revoked({TP("articles", 0)})

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(revoke())

    assert [type(crash) for crash in crashes] == [ExpelledError]
    assert "'w0'" in str(crashes[0])


@run
async def test_a_consumer_whose_thread_died_does_not_wait_for_it() -> None:
    async with bench({A: range(3)}) as made:
        await eventually(lambda: len(made.handed.messages) == 3)
        for message in made.handed.messages:
            made.consumer.track_message(message)
        made.consumer._crashed.set()

        await asyncio.wait_for(made.consumer.wait_empty(), 2)
