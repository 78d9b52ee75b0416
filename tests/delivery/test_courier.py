"""The courier by itself, with senders made for the test."""

import asyncio
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest

from monitor.delivery.patience import Patience
from monitor.errors import DeliveryError
from monitor.model.alert import Level
from monitor.model.notification import Notification, Outcome
from monitor.model.route import Channel
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


def test_what_goes_to_another_worker_is_dropped_and_may_come_back():
    async def scene() -> None:
        seen: list[str] = []
        slow = (Channel(name="slack", group_wait=timedelta(seconds=60)),)
        async with courier(lambda n: seen.append(n.id) or "taken", slow) as running:
            running.courier.post(notifications()["slack"])
            assert running.courier.drop(lambda n: n.region_id == "SD-DW") == 1
            assert running.courier.waiting() == {"slack": 0}
            assert running.courier.post(notifications()["slack"])
            assert running.courier.waiting() == {"slack": 1}
        assert seen == []

    asyncio.run(scene())


def test_what_is_being_retried_when_its_partition_goes_is_left_to_the_new_owner():
    async def scene() -> None:
        tried: list[str] = []
        refused = asyncio.Event()
        loop = asyncio.get_running_loop()

        def send(notification: Notification) -> str:
            tried.append(notification.id)
            loop.call_soon_threadsafe(refused.set)
            raise DeliveryError("HTTP 503", retryable=True)

        async with courier(send, patience=SLOW) as running:
            running.courier.post(notifications()["slack"])
            await refused.wait()
            assert running.courier.drop(lambda n: n.region_id == "SD-DW") == 1
            await asyncio.sleep(3 * SLOW.first_wait.total_seconds())
            assert (len(tried), running.results) == (1, [])
            running.courier.post(notifications()["slack"])
            await running.until(1)
            assert len(tried) == 1 + SLOW.tries

    asyncio.run(scene())


def test_what_comes_back_while_it_is_being_retried_goes_on():
    async def scene() -> None:
        answers = iter([DeliveryError("HTTP 503", retryable=True)])
        refused = asyncio.Event()
        loop = asyncio.get_running_loop()

        def send(notification: Notification) -> str:
            error = next(answers, None)
            if error:
                loop.call_soon_threadsafe(refused.set)
                raise error
            return "taken"

        async with courier(send, patience=SLOW) as running:
            running.courier.post(notifications()["slack"])
            await refused.wait()
            running.courier.drop(lambda n: True)
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert (result.outcome, result.tries) == (Outcome.SENT, 2)

    asyncio.run(scene())


def test_of_a_digest_that_is_retried_only_what_is_still_ours_is_sent():
    async def scene() -> None:
        sent: list[str] = []
        refused = asyncio.Event()
        loop = asyncio.get_running_loop()

        def send(notification: Notification) -> str:
            sent.append(notification.message.body)
            if len(sent) == 1:
                loop.call_soon_threadsafe(refused.set)
                raise DeliveryError("HTTP 503", retryable=True)
            return "taken"

        grouped = (Channel(name="slack", group_wait=timedelta(milliseconds=20)),)
        async with courier(send, grouped, SLOW) as running:
            running.courier.post(notifications()["slack"])
            running.courier.post(notifications(alert_id="bbbb", region_id="SD-KA")["slack"])
            await refused.wait()
            running.courier.drop(lambda n: n.region_id == "SD-DW")
            (result,) = await running.until(1)
            assert (result.alert_id, result.outcome) == ("bbbb", Outcome.SENT)
            assert ("a1f09c3e" in sent[0], "a1f09c3e" in sent[1]) == (True, False)

    asyncio.run(scene())


def test_a_worker_uses_its_part_of_a_rate_cap_and_never_less_than_one():
    async def scene(part: float) -> int:
        capped = (Channel(name="slack", at_most=4, per=timedelta(seconds=60)),)
        async with courier(lambda n: "taken", capped) as running:
            running.courier.share(part)
            for number in range(6):
                running.courier.post(notifications(alert_id=f"a{number}")["slack"])
            await asyncio.sleep(0.3)
            return len(running.results)

    assert [asyncio.run(scene(part)) for part in (1.0, 0.5, 0.1)] == [4, 2, 1]


def test_an_unknown_channel_is_refused_at_once():
    async def scene() -> None:
        async with courier(lambda n: "", channels=()) as running:
            assert not running.courier.post(notifications()["mail"])

    asyncio.run(scene())


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


SLOW = Patience(tries=3, first_wait=timedelta(milliseconds=100), longest_wait=timedelta(milliseconds=100))
CAPPED = (Channel(name="slack", at_most=2, per=timedelta(milliseconds=300)),)


def test_beyond_the_rate_cap_the_rest_comes_as_one_digest_and_all_count_as_sent():
    async def scene() -> None:
        bodies: list[str] = []
        base = notifications()["slack"]
        many = [
            base.model_copy(update={"id": str(n), "alert_id": str(n), "revision": n, "line": f"alert {n}"})
            for n in range(1, 7)
        ]
        async with courier(lambda n: bodies.append(n.message.body) or "taken", CAPPED) as running:
            for notification in many:
                running.courier.post(notification)
            results = await running.until(6)
        assert len(bodies) == 3
        assert all(f"alert {n}" in bodies[2] for n in range(3, 7))
        assert {(result.revision, result.outcome) for result in results} == {(n, Outcome.SENT) for n in range(1, 7)}

    asyncio.run(scene())


def test_of_one_alert_in_a_digest_the_newest_counts_as_sent_and_the_others_say_which_told_them():
    async def scene() -> None:
        bodies: list[str] = []
        base = notifications()["slack"]
        many = [
            base.model_copy(update={"id": f"{alert}/{n}", "alert_id": alert, "revision": n, "line": f"{alert} {n}"})
            for n in (1, 2, 3)
            for alert in ("aaaa", "bbbb")
        ]
        capped = (Channel(name="slack", at_most=1, per=timedelta(milliseconds=300)),)
        async with courier(lambda n: bodies.append(n.message.body) or "taken", capped) as running:
            running.courier.post(base.model_copy(update={"id": "first"}))
            await running.until(1)
            for notification in many:
                running.courier.post(notification)
            results = (await running.until(7))[1:]
        assert len(bodies) == 2
        assert {(r.alert_id, r.revision, r.outcome, r.superseded_by) for r in results} == {
            (alert, n, Outcome.SENT if n == 3 else Outcome.SUPERSEDED, 0 if n == 3 else 3)
            for n in (1, 2, 3)
            for alert in ("aaaa", "bbbb")
        }

    asyncio.run(scene())


def test_a_critical_one_passes_the_rate_cap():
    async def scene() -> None:
        sent: list[str] = []
        base = notifications()["slack"]
        held = [base.model_copy(update={"id": str(n)}) for n in range(5)]
        urgent = base.model_copy(update={"id": "urgent", "level": Level.CRITICAL})
        slow = (Channel(name="slack", at_most=1, per=timedelta(seconds=60)),)
        async with courier(lambda n: sent.append(n.id) or "taken", slow) as running:
            for notification in (*held, urgent):
                running.courier.post(notification)
            await running.until(1)
            assert running.courier.waiting() == {"slack": 5}
        assert sent == ["urgent"]

    asyncio.run(scene())


def test_what_comes_within_the_group_wait_is_one_message():
    async def scene() -> None:
        bodies: list[str] = []
        base = notifications()["slack"]
        grouped = (Channel(name="slack", group_wait=timedelta(milliseconds=100)),)
        async with courier(lambda n: bodies.append(n.message.body) or "taken", grouped) as running:
            for n in range(3):
                running.courier.post(base.model_copy(update={"id": str(n), "line": f"alert {n}"}))
                await asyncio.sleep(0.01)
            await running.until(3)
        assert len(bodies) == 1

    asyncio.run(scene())


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
