"""Alerts become messages: the ledger first, then the courier, and nothing pending is forgotten."""

import asyncio
import json

from monitor.delivery.courier import Courier
from monitor.model.notification import Notification
from tests.stream.conftest import ROUTES, Live
from tests.stream.fakes import article


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
