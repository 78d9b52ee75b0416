"""What people say reaches the rows it is about: once, in the right partition, and what is wrong is kept with its reason."""

import asyncio
import json
from typing import Any

from monitor.model.alert import ChangeReason
from monitor.model.command import Command, CommandKind, WideMute, WideUnmute
from monitor.model.mute import Matcher, Mute, MuteBook, Subject
from monitor.model.notification import AlertLedger, DeliveryResult, NotifyReason, Outcome
from monitor.model.report import Tick
from monitor.model.route import Channel, Route, Routes
from monitor.stream.announcer import Announcer, book_key, when_open
from monitor.stream.carry import Rows, home
from monitor.stream.codec import encode
from monitor.stream.commander import Commander
from tests.delivery.changes import HOUR, NOON, change
from tests.stream.shelf import PARTITIONS, TOPICS, FakeApp, Shelf, message

ROUTES = Routes(channels=(Channel(name="mail"),), routes=(Route(name="r", channels=("mail",), repeat_every=HOUR),))
HOME = home(b"SD-DW", PARTITIONS)
ELSEWHERE = (HOME + 1) % PARTITIONS


class Posted:
    """Where a courier stands."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    def post(self, notification: Any) -> bool:
        self.got.append(notification)
        return True


class Desk:
    def __init__(self) -> None:
        self.shelf = Shelf(in_a_row=3)
        self.ledgers = Rows(self.shelf.app, "ledgers", AlertLedger, PARTITIONS, due_at=when_open)
        self.mutes = Rows(FakeApp(), "mutes", MuteBook, PARTITIONS)
        self.announcer = Announcer(
            routes=ROUTES, ledgers=self.ledgers, mutes=self.mutes, resend_after=HOUR, **self.shelf.parts
        )
        self.commander = Commander(announcer=self.announcer, ledgers=self.ledgers, mutes=self.mutes, **self.shelf.parts)
        self.posted = self.announcer.courier = Posted()  # type: ignore[assignment]

    def alert(self, partition: int = HOME, **facts: Any) -> None:
        asyncio.run(self.announcer.carry(message("alerts", encode(change(**facts)), partition=partition)))

    def sent(self) -> None:
        """The channel took revision 1."""
        facts: dict[str, Any] = {
            "alert_id": "a1f09c3e77d2",
            "revision": 1,
            "channel": "mail",
            "region_id": "SD-DW",
            "tries": 1,
        }
        result = DeliveryResult(**facts, outcome=Outcome.SENT, at=NOON)
        asyncio.run(self.announcer.settle(message("deliveries", encode(result), partition=HOME)))

    def say(self, *orders: Any, partition: int = HOME) -> None:
        for order in orders:
            value = order if isinstance(order, bytes) else encode(order)
            asyncio.run(self.commander.carry(message(TOPICS.commands.name, value, partition=partition)))

    def tick(self, at: Any, partition: int = HOME) -> None:
        asyncio.run(self.announcer.carry(message("alerts", encode(Tick(at=at)), partition=partition)))

    @property
    def row(self) -> AlertLedger:
        found = self.ledgers.get(b"a1f09c3e77d2")
        assert found
        return found

    def reasons(self) -> list[str]:
        return [json.loads(letter)["reason"] for letter in self.shelf.buried]

    def counted(self, line: str) -> bool:
        return line.encode() in self.shelf.metrics.page()


def command(kind: CommandKind = CommandKind.ACKNOWLEDGE, **more: Any) -> Command:
    facts: dict[str, Any] = {"kind": kind, "alert_id": "a1f09c3e77d2", "region_id": "SD-DW", "by": "ana", "at": NOON}
    return Command(**(facts | more))


def mute(**more: Any) -> WideMute:
    facts: dict[str, Any] = {
        "id": "m-1",
        "matchers": (Matcher(subject=Subject.REGION, value="SD-DW"),),
        "by": "ana",
        "at": NOON,
        "until": NOON + 3 * HOUR,
        "reason": "known convoy",
    }
    return WideMute(mute=Mute(**(facts | more)))


def test_an_acknowledgement_read_twice_is_one_and_ends_repeats():
    desk = Desk()
    desk.alert()
    desk.say(command(), command())
    assert [said.by for said in desk.row.commands] == ["ana"]
    assert desk.counted('monitor_commands_total{kind="acknowledge",outcome="accepted"} 1.0')
    assert desk.counted('monitor_commands_total{kind="acknowledge",outcome="known"} 1.0')
    desk.sent()
    desk.tick(NOON + 5 * HOUR)
    assert [sent.reason for sent in desk.posted.got] == [NotifyReason.STARTED]


def test_without_an_acknowledgement_it_is_told_again():
    desk = Desk()
    desk.alert()
    desk.sent()
    desk.tick(NOON + 5 * HOUR)
    assert [sent.reason for sent in desk.posted.got] == [NotifyReason.STARTED, NotifyReason.REPEATED]


def test_an_acknowledgement_ends_where_the_alert_worsens():
    desk = Desk()
    desk.alert()
    desk.say(command())
    desk.alert(reason=ChangeReason.ROSE, revision=2)
    assert desk.row.acknowledged is None


def test_a_false_alarm_is_kept_and_counted_once_for_its_rule():
    desk = Desk()
    desk.alert()
    desk.say(*(command(CommandKind.FALSE_ALARM, by=by, note="old video") for by in ("ana", "ben")))
    assert desk.row.verdict_by == "ben"
    assert desk.counted('monitor_false_alarms_total{rule="displacement-72h"} 1.0')


def test_what_cannot_be_obeyed_is_a_dead_letter_with_its_reason_however_often_it_comes():
    desk = Desk()
    desk.alert()
    desk.say(b"{", b'{"type":"command"}', *[command(alert_id="nobody")] * 5)
    desk.say(command(), partition=ELSEWHERE)
    assert desk.reasons() == ["bad_command"] * 2 + ["refused"] * 5 + ["wrong_partition"]
    assert desk.counted('monitor_commands_total{kind="unknown",outcome="unreadable"} 2.0')
    assert desk.counted('monitor_dead_letters_total{agent="commander",reason="refused"} 5.0')
    assert desk.row.commands == ()


def test_a_mute_by_matchers_is_passed_on_to_every_partition_before_it_is_kept():
    desk = Desk()
    desk.say(mute())
    sent = [parcel for parcel in desk.shelf.post.sent if parcel.topic == TOPICS.commands.name]
    assert [parcel.partition for parcel in sent] == list(range(PARTITIONS))
    assert len(desk.mutes) == 0
    for parcel in sent:
        desk.say(parcel.value, partition=parcel.partition or 0)
    assert len(desk.mutes) == PARTITIONS


def test_what_is_muted_waits_and_goes_when_the_mute_is_ended():
    desk = Desk()
    desk.say(mute().model_copy(update={"is_passed_on": True}))
    desk.alert()
    assert desk.posted.got == []
    end = WideUnmute(mute_id="m-1", by="ben", at=NOON, is_passed_on=True)
    desk.say(end, end)
    assert [sent.bundle for sent in desk.posted.got] == ["Mute over: region=SD-DW, by ana: known convoy"]


def test_what_is_held_back_is_counted_by_what_holds_it():
    desk = Desk()
    desk.say(mute().model_copy(update={"is_passed_on": True}))
    desk.alert()
    desk.tick(NOON + HOUR)
    assert desk.counted('monitor_notifications_held{by="muted"} 1.0')
    assert desk.counted('monitor_notifications_held{by="quiet_hours"} 0.0')
    desk.tick(NOON + 4 * HOUR)
    desk.tick(NOON + 4 * HOUR)
    assert desk.counted('monitor_notifications_held{by="muted"} 0.0')


def test_a_mute_read_twice_is_one():
    desk = Desk()
    order = mute().model_copy(update={"is_passed_on": True})
    desk.say(order, order)
    book = desk.mutes.get(book_key(HOME))
    assert book
    assert len(book.mutes) == 1
    assert desk.counted('monitor_commands_total{kind="mute",outcome="known"} 1.0')


def test_what_one_alert_s_mute_held_goes_at_once_when_it_is_unmuted():
    desk = Desk()
    desk.alert()
    desk.say(command(CommandKind.MUTE, note="noise", until=NOON + HOUR))
    desk.alert(reason=ChangeReason.REVISED, revision=2)
    assert [sent.revision for sent in desk.posted.got] == [1]
    desk.say(command(CommandKind.UNMUTE))
    assert [sent.revision for sent in desk.posted.got] == [1, 2]
