"""What the courier does with what waits when its partition goes to another worker, and when it comes back."""

import asyncio
from datetime import timedelta

from monitor.delivery.patience import Patience
from monitor.errors import DeliveryError
from monitor.model.notification import Notification, Outcome
from monitor.model.route import Channel
from tests.delivery.couriers import courier, notifications

SLOW = Patience(tries=3, first_wait=timedelta(milliseconds=100), longest_wait=timedelta(milliseconds=100))


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
