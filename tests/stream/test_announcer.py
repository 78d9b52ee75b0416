"""Alerts become messages: the ledger first, then the courier, and nothing pending is forgotten."""

import asyncio
import json
import threading

from monitor.delivery.courier import Courier, OnResult
from monitor.model.notification import Notification
from monitor.model.route import Channel, Route, Routes
from monitor.stream.worker import Worker
from tests.stream.conftest import Live
from tests.stream.fakes import article

ROUTES = Routes(channels=(Channel(name="desk"),), routes=(Route(name="all", channels=("desk",)),))


class Mailbox:
    """A channel that takes everything."""

    def __init__(self) -> None:
        self.got: list[Notification] = []
        self.came = threading.Event()

    def send(self, notification: Notification) -> str:
        self.got.append(notification)
        self.came.set()
        return "250 taken"

    def courier(self, routes: Routes, on_result: OnResult) -> Courier:
        return Courier(routes.channels, self.send, on_result)


class LostCourier(Courier):
    """Takes every message, and dies before it sends one."""

    def post(self, notification: Notification) -> bool:
        return True

    async def run(self) -> None:
        await asyncio.Event().wait()


def start(own: Live, mailbox: Mailbox) -> Worker:
    return own.start(routes=ROUTES, make_courier=mailbox.courier)


def test_an_alert_is_told_once_and_written_down_as_sent(own: Live) -> None:
    mailbox = Mailbox()
    worker = start(own, mailbox)

    own.publish(article("floods", "SD-KA"))

    own.wait_until(
        lambda: [json.loads(row.value()) for row in own.messages(own.topics.ledgers.name)],
        lambda rows: bool(rows) and rows[-1]["notices"][0].get("state") == "sent",
    )
    own.publish(article("floods", "SD-KA", version=2))
    own.wait_for(2, own.topics.reports.name)
    assert [(sent.channel, sent.region_id, sent.may_be_repeat) for sent in mailbox.got] == [("desk", "SD-KA", False)]
    assert b'monitor_notifications_total{channel="desk",outcome="sent"} 1.0' in worker.metrics.page()


def test_what_was_pending_when_a_worker_died_is_sent_as_a_possible_repeat(own: Live) -> None:
    own.start(routes=ROUTES, make_courier=lambda routes, answer: LostCourier(routes.channels, str, answer))
    own.publish(article("floods", "SD-KA"))
    own.wait_for(1, own.topics.ledgers.name)
    own.stop()

    mailbox = Mailbox()
    start(own, mailbox)

    assert mailbox.came.wait(30)
    assert [(sent.region_id, sent.may_be_repeat) for sent in mailbox.got] == [("SD-KA", True)]
