"""What the courier says in one message: the rest beyond a rate cap, and what comes within the group wait."""

import asyncio
from datetime import timedelta

from monitor.model.alert import Level
from monitor.model.notification import Outcome
from monitor.model.route import Channel
from tests.delivery.couriers import courier, notifications

CAPPED = (Channel(name="slack", at_most=2, per=timedelta(milliseconds=300)),)


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
