"""Alerts become messages: the ledger first, then the courier, and nothing pending is forgotten."""

import asyncio
import json
from datetime import timedelta
from types import SimpleNamespace

from monitor.delivery.courier import Courier
from monitor.model.mute import MuteBook
from monitor.model.notification import AlertLedger, Notification
from monitor.model.report import Tick
from monitor.stream.announcer import Announcer, when_open
from monitor.stream.carry import Rows
from monitor.stream.codec import encode
from tests.delivery.changes import HOUR, NOON, change
from tests.stream.conftest import ROUTES, Live
from tests.stream.fakes import article
from tests.stream.shelf import PARTITIONS, TOPICS, FakeApp, Shelf, message


class LostCourier(Courier):
    """Takes every message, and dies before it sends one."""

    def post(self, notification: Notification) -> bool:
        return True

    async def run(self) -> None:
        await asyncio.Event().wait()


def test_an_alert_is_told_once_and_written_down_as_sent(live: Live) -> None:
    live.publish(article("told-once", "SO-BN"))

    (change,) = live.wait_for(1, live.topics.alerts.name, "SO-BN")
    alert = json.loads(change.value())["alert_id"]
    live.wait_until(
        lambda: [json.loads(row.value()) for row in live.messages(live.topics.ledgers.name, alert)],
        lambda rows: bool(rows) and rows[-1]["notices"][0].get("state") == "sent",
    )
    live.publish(article("told-once", "SO-BN", version=2))
    live.wait_for(2, live.topics.reports.name, "SO-BN")
    sent = [sent for sent in live.mailbox.got if sent.region_id == "SO-BN"]
    assert [(each.channel, each.may_be_repeat) for each in sent] == [("desk", False)]
    assert b'monitor_notifications_total{channel="desk",outcome="sent"}' in live.workers[0][0].metrics.page()


def test_what_was_pending_when_a_worker_died_is_sent_as_a_possible_repeat(own: Live) -> None:
    own.start(routes=ROUTES, make_courier=lambda routes, answer: LostCourier(routes.channels, str, answer))
    own.publish(article("floods", "SD-KA"))
    own.wait_for(1, own.topics.ledgers.name)
    own.stop()

    own.start(routes=ROUTES, make_courier=own.mailbox.courier)

    assert own.mailbox.came.wait(30)
    assert [(sent.region_id, sent.may_be_repeat) for sent in own.mailbox.got] == [("SD-KA", True)]


def test_the_first_tick_after_a_start_finds_what_is_pending_though_it_is_older_than_the_alert() -> None:
    """A tick that waited behind articles: the second one would leave the pending alone for a quarter of an hour."""
    shelf = Shelf()
    ledgers = Rows(shelf.app, "ledgers", AlertLedger, PARTITIONS, due_at=when_open)
    mutes = Rows(FakeApp(), "mutes", MuteBook, PARTITIONS)
    before, after = (
        Announcer(routes=ROUTES, ledgers=ledgers, mutes=mutes, resend_after=timedelta(minutes=15), **shelf.parts)
        for _ in range(2)
    )
    asyncio.run(before.carry(message(TOPICS.alerts.name, encode(change()), partition=0)))
    got: list[Notification] = []
    after.courier = SimpleNamespace(post=got.append)  # type: ignore[assignment]

    asyncio.run(after.carry(message(TOPICS.alerts.name, encode(Tick(at=NOON - HOUR)), partition=0)))

    assert [each.may_be_repeat for each in got] == [True]
