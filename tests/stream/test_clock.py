"""The time of a tick."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from monitor.model.report import Story
from monitor.stream.carry import Rows
from monitor.stream.clock import ArticleClock, WallClock
from monitor.stream.patience import Patience
from monitor.stream.reader import Reader, arrived_at
from tests.stream.fakes import KNOWLEDGE, NOON, article
from tests.stream.shelf import PARTITIONS, TOPICS, Shelf
from tests.stream.shelf import message as shelf_message

HOUR = timedelta(hours=1)


def test_ticks_never_run_ahead_of_articles_that_wait() -> None:
    clock = WallClock()
    clock.is_behind = True

    assert clock.now() is None
    clock.saw(NOON)
    assert clock.now() == NOON


def test_a_feed_whose_clock_runs_ahead_keeps_no_tick_waiting() -> None:
    clock = WallClock()
    clock.is_behind = True

    clock.saw(datetime.now(UTC) + HOUR / 2)

    now = clock.now()
    assert now is not None
    assert now <= datetime.now(UTC)


def test_a_reader_that_caught_up_is_ticked_with_the_time_of_day() -> None:
    clock = WallClock()
    clock.saw(NOON)

    now = clock.now()

    assert now is not None
    assert abs(now - datetime.now(UTC)) < HOUR


def test_the_article_clock_never_goes_back() -> None:
    clock = ArticleClock()
    assert clock.now() is None

    clock.saw(NOON)
    clock.saw(NOON - HOUR)

    assert clock.now() == NOON


def message(at: datetime | None) -> SimpleNamespace:
    return SimpleNamespace(timestamp=at.timestamp() if at else -1.0)


def test_an_article_arrived_when_its_message_says() -> None:
    assert arrived_at(message(NOON)) == NOON


def test_a_feed_whose_clock_runs_ahead_does_not_drag_ours_along() -> None:
    now = datetime.now(UTC)

    assert abs(arrived_at(message(now + 30 * HOUR)) - now) < HOUR


def reader_on(shelf: Shelf) -> Reader:
    rows = Rows(shelf.app, "stories", Story, PARTITIONS)
    return Reader(knowledge=KNOWLEDGE, stories=rows, clock=ArticleClock(), patience=Patience(5.0, 60.0), **shelf.parts)


def test_articles_from_ahead_are_counted_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf()
    reader = reader_on(shelf)

    for hours in (0, 3, 4):
        came = shelf_message(TOPICS.articles.name, article(f"quake-{hours}", "SD-KA"), partition=0)
        came.timestamp = (datetime.now(UTC) + hours * HOUR).timestamp()
        asyncio.run(reader.carry(came))

    assert b"monitor_articles_ahead_total 2.0" in shelf.metrics.page()
    assert [line.split()[0] for line in caplog.messages] == ["clock_doubtful"]


@pytest.mark.parametrize("seconds", [NOON.timestamp() * 1e3, 9.2e15])
def test_a_feed_that_counts_in_microseconds_is_read_and_what_is_broken_in_it_buried(
    seconds: float, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf()
    reader = reader_on(shelf)

    for value in (article("quake", "SD-KA"), b"nope"):
        came = shelf_message(TOPICS.articles.name, value, partition=3, offset=7)
        came.timestamp = seconds
        asyncio.run(reader.carry(came))

    assert len(shelf.post.on(TOPICS.articles.name)) == 1
    assert [json.loads(letter)["timestamp"] for letter in shelf.buried] == ["9999-12-31T23:59:59+00:00"]
    assert caplog.messages[0].startswith("clock_doubtful at=wire.articles[3]@7 stamp=9999-12-31T23:59:59+00:00 ")


def test_a_message_without_a_time_arrives_now() -> None:
    assert abs(arrived_at(message(None)) - datetime.now(UTC)) < HOUR
