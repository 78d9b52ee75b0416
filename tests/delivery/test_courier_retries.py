"""Which answers the courier tries again, how long it waits, and when it gives up."""

import asyncio
import threading
import time
from datetime import timedelta

from monitor.delivery.patience import Patience
from monitor.errors import DeliveryError
from monitor.model.notification import Notification, Outcome
from tests.delivery.couriers import QUICK, courier, notifications


def test_what_can_be_retried_is_retried_until_it_is_taken():
    async def scene() -> None:
        answers = iter([DeliveryError("HTTP 500", retryable=True), DeliveryError("HTTP 503", retryable=True)])

        def send(notification: Notification) -> str:
            error = next(answers, None)
            if error:
                raise error
            return "taken"

        async with courier(send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries) == (Outcome.SENT, 3)

    asyncio.run(scene())


def test_what_is_refused_for_good_fails_at_the_first_try():
    async def scene() -> None:
        def send(notification: Notification) -> str:
            raise DeliveryError("HTTP 404", retryable=False)

        async with courier(send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries, result.answer) == (Outcome.FAILED, 1, "HTTP 404")

    asyncio.run(scene())


def test_after_the_last_try_it_has_failed_and_says_why():
    async def scene() -> None:
        def send(notification: Notification) -> str:
            raise DeliveryError("HTTP 500", retryable=True)

        async with courier(send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries, result.answer) == (Outcome.FAILED, QUICK.tries, "HTTP 500")

    asyncio.run(scene())


def test_an_error_nobody_thought_of_is_a_failure_and_not_the_end_of_the_courier():
    async def scene() -> None:
        def send(notification: Notification) -> str:
            raise KeyError("token=secret")

        async with courier(send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert result.outcome is Outcome.FAILED
            assert "secret" not in result.answer

    asyncio.run(scene())


def test_a_hanging_channel_delays_no_other_and_ends_ambiguous():
    async def scene() -> None:
        release = threading.Event()

        def send(notification: Notification) -> str:
            if notification.channel == "slack":
                release.wait(20)
            return "taken"

        quick = QUICK._replace(try_timeout=timedelta(milliseconds=50))
        async with courier(send, patience=quick) as running:
            for kind in ("slack", "mail"):
                running.courier.post(notifications()[kind])
            started = time.monotonic()
            first = (await running.until(1))[0]
            assert (first.channel, first.outcome) == ("mail", Outcome.SENT)
            assert time.monotonic() - started < 1
            second = (await running.until(2))[1]
            assert (second.channel, second.outcome) == ("slack", Outcome.AMBIGUOUS)
        release.set()

    asyncio.run(scene())


def test_a_late_yes_counts_and_nothing_is_sent_again():
    async def scene() -> None:
        calls: list[bool] = []

        def send(notification: Notification) -> str:
            calls.append(notification.may_be_repeat)
            time.sleep(0.15)
            return "taken late"

        patient = QUICK._replace(try_timeout=timedelta(milliseconds=50), first_wait=timedelta(seconds=5),
                                 longest_wait=timedelta(seconds=5))  # fmt: skip
        async with courier(send, patience=patient) as running:
            running.courier.post(notifications()["mail"])
            (result,) = await running.until(1)
            assert (result.outcome, result.answer) == (Outcome.SENT, "taken late")
        assert calls == [False]

    asyncio.run(scene())


def test_a_try_after_one_without_an_answer_says_that_it_may_be_a_repeat():
    async def scene() -> None:
        bodies: list[str] = []

        def send(notification: Notification) -> str:
            bodies.append(notification.message.body)
            if len(bodies) == 1:
                time.sleep(0.3)
                raise DeliveryError("reset", retryable=True)
            return "taken"

        quick = QUICK._replace(try_timeout=timedelta(milliseconds=50))
        async with courier(send, patience=quick) as running:
            running.courier.post(notifications()["slack"])
            await running.until(1)
        assert "may be a repeat" not in bodies[0]
        assert "may be a repeat" in bodies[1]

    asyncio.run(scene())


def test_retry_after_is_waited_for_and_too_long_a_one_is_a_dead_channel():
    patience = Patience()
    minute = timedelta(minutes=1)
    assert patience.wait(1, minute, 0.5) == minute
    assert patience.wait(1, None, 0.0) == timedelta(seconds=1)
    assert patience.wait(1, None, 1.0) == timedelta(seconds=2)
    assert patience.wait(20, None, 1.0) == minute

    async def scene() -> None:
        def send(notification: Notification) -> str:
            raise DeliveryError("HTTP 429", retryable=True, retry_after=timedelta(hours=1))

        async with courier(send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries) == (Outcome.FAILED, 1)

    asyncio.run(scene())
