"""The courier by itself, with senders made for the test: sent once, heard once, and never in the way of the process."""

import asyncio
import subprocess
import sys
import time

import pytest

from monitor.errors import DeliveryError
from monitor.model.notification import Notification, Outcome
from tests.delivery.couriers import CHANNELS, QUICK, courier, notifications


def test_a_notification_is_sent_once_and_the_result_heard_once():
    async def scene() -> None:
        seen: list[str] = []
        async with courier(lambda n: seen.append(n.id) or "taken") as running:
            assert running.courier.post(notifications()["mail"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries, result.answer) == (Outcome.SENT, 1, "taken")
        assert len(seen) == 1

    asyncio.run(scene())


def test_posting_what_is_under_way_sends_it_once():
    async def scene() -> None:
        seen: list[str] = []

        def slow(notification: Notification) -> str:
            time.sleep(0.05)
            seen.append(notification.id)
            return "taken"

        async with courier(slow) as running:
            for _ in range(5):
                assert running.courier.post(notifications()["mail"])
            await running.until(1)
            await asyncio.sleep(0.1)
        assert len(seen) == 1

    asyncio.run(scene())


def test_what_this_courier_has_sent_is_not_sent_again():
    async def scene() -> None:
        seen: list[str] = []
        async with courier(lambda n: seen.append(n.id) or "taken") as running:
            running.courier.post(notifications()["mail"])
            await running.until(1)
            await asyncio.sleep(0.02)
            assert running.courier.post(notifications()["mail"])
            await asyncio.sleep(0.05)
        assert len(seen) == 1

    asyncio.run(scene())


def test_what_failed_may_be_posted_again():
    async def scene() -> None:
        answers = iter([DeliveryError("HTTP 404", retryable=False)])

        def send(notification: Notification) -> str:
            if error := next(answers, None):
                raise error
            return "taken"

        async with courier(send) as running:
            running.courier.post(notifications()["mail"])
            await running.until(1)
            await asyncio.sleep(0.02)
            running.courier.post(notifications()["mail"])
            results = await running.until(2)
        assert [result.outcome for result in results] == [Outcome.FAILED, Outcome.SENT]

    asyncio.run(scene())


def test_what_waits_behind_a_dead_channel_fails_together_and_not_one_after_the_other():
    async def scene() -> None:
        calls: list[str] = []

        def send(notification: Notification) -> str:
            calls.append(notification.id)
            raise DeliveryError("HTTP 503", retryable=True)

        base = notifications()["slack"]
        async with courier(send) as running:
            for n in range(20):
                running.courier.post(base.model_copy(update={"id": str(n)}))
            results = await running.until(20)
        assert {result.outcome for result in results} == {Outcome.FAILED}
        assert len(calls) == 2 * QUICK.tries

    asyncio.run(scene())


def test_an_unknown_channel_is_refused_at_once():
    async def scene() -> None:
        async with courier(lambda n: "", channels=()) as running:
            assert not running.courier.post(notifications()["mail"])

    asyncio.run(scene())


def test_a_result_that_cannot_be_written_down_stops_the_courier():
    async def scene() -> None:
        from monitor.delivery.courier import Courier

        async def unable(result: object) -> None:
            raise RuntimeError("the topic is gone")

        carrier = Courier(CHANNELS, lambda n: "taken", unable, patience=QUICK)
        carrier.post(notifications()["mail"])
        async with asyncio.timeout(5):
            await carrier.run()

    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(scene())
    assert raised.group_contains(RuntimeError, match="the topic is gone")


def test_a_hanging_thread_does_not_hold_up_the_end_of_the_process():
    script = """
import asyncio, time
from tests.delivery.couriers import courier, notifications, QUICK
async def scene():
    async with courier(lambda n: time.sleep(60)) as running:
        running.courier.post(notifications()["mail"])
        await asyncio.sleep(0.2)
asyncio.run(scene())
"""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", script], check=True, timeout=20)
    assert time.monotonic() - started < 15
