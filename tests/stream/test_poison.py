"""One row or message that can't be dealt with stops neither its partition nor the worker."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from monitor.delivery.courier import Courier
from monitor.model.alert import ChangeReason
from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.mute import MuteBook
from monitor.model.notification import AlertLedger, Announcement, DeliveryResult, Outcome
from monitor.model.report import RegionName, Report, Story, Tick
from monitor.stream import announcer as announcer_module
from monitor.stream import carry
from monitor.stream.announcer import Announcer, when_open
from monitor.stream.carry import Rows, home
from monitor.stream.clock import ArticleClock
from monitor.stream.codec import encode, encode_row
from monitor.stream.dead_letters import TooManyDeadLettersError
from monitor.stream.patience import Patience
from monitor.stream.reader import Reader
from monitor.stream.watcher import Watcher
from tests.stream.conftest import ROUTES, Mailbox
from tests.stream.fakes import KNOWLEDGE, NOON, FakeState, article, change
from tests.stream.shelf import PARTITIONS, TOPICS, FakeApp, Shelf, message, places

REGION = RegionName(id=RegionId("SD-KA"), name="Kassala")
HOME = home(b"SD-KA", PARTITIONS)


def watcher_of(shelf: Shelf) -> Watcher:
    rows: Any = Rows(shelf.app, "regions", FakeState, PARTITIONS, due_at=lambda state: state.wakes_at)
    return Watcher(
        knowledge=KNOWLEDGE, regions=rows, patience=Patience(5.0, 60.0), identity="monitor@ops.example", **shelf.parts
    )


def announcer_of(shelf: Shelf) -> Announcer:
    rows = Rows(shelf.app, "ledgers", AlertLedger, PARTITIONS, due_at=when_open)
    mutes = Rows(FakeApp(), "mutes", MuteBook, PARTITIONS)
    return Announcer(routes=ROUTES, ledgers=rows, mutes=mutes, resend_after=timedelta(minutes=15), **shelf.parts)


def report(uri: str, headline: str = "") -> Any:
    edition = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="")
    told = Report(
        region=REGION,
        uri=ArticleUri(uri),
        edition=edition,
        published_at=NOON,
        arrived_at=NOON,
        headline=headline,
    )
    return message(TOPICS.reports.name, encode(told), partition=HOME, key=b"SD-KA")


def tick(topic: str, minutes: int = 1) -> Any:
    return message(topic, encode(Tick(at=NOON + timedelta(minutes=minutes))), partition=HOME)


def started(rule: str = "floods") -> Any:
    value = encode(change(REGION, rule, 1, ChangeReason.STARTED, NOON))
    return message(TOPICS.alerts.name, value, partition=HOME, key=b"SD-KA")


def reasons(shelf: Shelf) -> list[str]:
    return [json.loads(letter)["reason"] for letter in shelf.buried]


def keep(shelf: Shelf, key: bytes, row: bytes) -> None:
    shelf.app.data[key] = row
    shelf.app.data._key_partition[key] = HOME


def test_a_region_too_large_for_kafka_stays_as_it_was_and_its_report_is_buried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf()
    watcher = watcher_of(shelf)
    full = FakeState(region=REGION, firing={f"rule-{number}": True for number in range(200)})
    row = encode_row(full)
    monkeypatch.setattr(carry, "MAX_MESSAGE_BYTES", len(row))
    keep(shelf, b"SD-KA", row)

    asyncio.run(watcher.carry(report("one-too-many")))

    assert reasons(shelf) == ["too_large"]
    assert shelf.app.data == {b"SD-KA": row}
    assert not shelf.post.on(TOPICS.alerts.name)


def test_a_story_too_large_for_kafka_is_buried_before_its_reports_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    rows = Rows(shelf.app, "stories", Story, PARTITIONS)
    reader = Reader(
        knowledge=KNOWLEDGE, stories=rows, clock=ArticleClock(), patience=Patience(5.0, 60.0), **shelf.parts
    )
    monkeypatch.setattr(carry, "MAX_MESSAGE_BYTES", 2_000)
    value = article("quake", *(f"SD-{number}" for number in range(200)))

    asyncio.run(reader.carry(message(TOPICS.articles.name, value, partition=home(b"quake", PARTITIONS), key=b"quake")))

    assert reasons(shelf) == ["too_large"]
    assert not shelf.app.data
    assert not shelf.post.on(TOPICS.reports.name)


def test_a_ledger_too_large_for_kafka_is_buried_and_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    announcer = announcer_of(shelf)
    monkeypatch.setattr(carry, "MAX_MESSAGE_BYTES", 200)

    asyncio.run(announcer.carry(started()))

    assert reasons(shelf) == ["too_large"]
    assert not shelf.app.data


def test_a_region_that_every_tick_finds_broken_is_buried_once_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(in_a_row=3)
    watcher = watcher_of(shelf)
    for key in (b"SD-KA", b"SD-NO"):
        keep(shelf, key, encode_row(FakeState(region=REGION, firing={"floods": True})))

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr("monitor.stream.watcher.pipeline.watch_region", broken)

    for minutes in range(1, 10):
        asyncio.run(watcher.carry(tick(TOPICS.reports.name, minutes)))

    assert reasons(shelf) == ["failed", "failed"]


def test_reports_that_fail_one_after_the_other_still_stop_the_worker() -> None:
    shelf = Shelf(in_a_row=3)
    watcher = watcher_of(shelf)

    async def scene() -> None:
        for number in range(3):
            await watcher.carry(report(f"bad-{number}", headline="bug"))

    with pytest.raises(TooManyDeadLettersError):
        asyncio.run(scene())


def test_a_ledger_that_every_tick_finds_broken_is_buried_once_and_the_others_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(in_a_row=3)
    announcer = announcer_of(shelf)
    seen: list[str] = []

    async def scene() -> None:
        for rule in ("floods", "quake"):
            await announcer.carry(started(rule))
        first, _ = shelf.app.data

        def overdue(ledger: AlertLedger, *_: Any, **__: Any) -> Any:
            seen.append(ledger.alert_id)
            if ledger.alert_id.encode() == first:
                raise ZeroDivisionError("a bug of ours")
            return Announcement(ledger)

        monkeypatch.setattr(announcer_module, "overdue", overdue)
        for minutes in range(1, 10):
            await announcer.carry(tick(TOPICS.alerts.name, minutes))

    asyncio.run(scene())

    assert reasons(shelf) == ["failed"]
    assert len(seen) == 2 * 9


def test_an_answer_that_finds_a_bug_of_ours_is_buried(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    announcer = announcer_of(shelf)

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(announcer_module, "record_delivery", broken)

    async def scene() -> None:
        await announcer.carry(started())
        (key,) = shelf.app.data
        answer = DeliveryResult(
            alert_id=key.decode(),
            revision=1,
            channel="desk",
            region_id=REGION.id,
            outcome=Outcome.SENT,
            tries=1,
            at=NOON,
        )
        await announcer.settle(message(TOPICS.deliveries.name, encode(answer), partition=HOME, key=b"SD-KA"))

    asyncio.run(scene())

    assert reasons(shelf) == ["failed"]


def test_after_a_rebalance_only_what_is_ours_still_waits_to_be_sent() -> None:
    shelf = Shelf()
    announcer = announcer_of(shelf)

    async def no_answer(_: DeliveryResult) -> None:
        return None

    async def scene() -> tuple[dict[str, int], dict[str, int]]:
        announcer.courier = Courier(ROUTES.channels, Mailbox().send, no_answer)  # its lanes are not served
        await announcer.carry(started())
        announcer.take_partitions(places(TOPICS.alerts.name, HOME) | places(TOPICS.articles.name, 0, 1, 2, 3))
        kept = announcer.courier.waiting()
        others = {number for number in range(PARTITIONS) if number != HOME}
        announcer.take_partitions(places(TOPICS.alerts.name, *others) | places(TOPICS.articles.name, HOME))
        return kept, announcer.courier.waiting()

    assert asyncio.run(scene()) == ({"desk": 1}, {"desk": 0})
