"""Tables do not grow for ever: rows that nobody can ask for any more are let go, a few at a time."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

from monitor.model.alert import ChangeReason
from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.mute import MuteBook
from monitor.model.names import NAME_PREFIX
from monitor.model.notification import AlertLedger, Notice, NoticeState, NotifyReason
from monitor.model.report import RegionName, Story, Tick
from monitor.model.route import Routes
from monitor.stream.announcer import Announcer
from monitor.stream.app import last_word
from monitor.stream.carry import Rows, home
from monitor.stream.codec import encode, encode_row
from tests.stream.conftest import Live
from tests.stream.fakes import NOON, article, change
from tests.stream.shelf import PARTITIONS, TOPICS, FakeApp, Shelf, message

DAYS = timedelta(days=1)
NAME = RegionName(id=RegionId("SD-KA"), name="Kassala")


def _ended() -> AlertLedger:
    over = change(NAME, "floods", 2, ChangeReason.ENDED, NOON)
    return AlertLedger(alert_id=over.alert_id, region_id=NAME.id, change=over)


def story(uri: str, arrived_at: datetime) -> Story:
    return Story(uri=ArticleUri(uri), edition=Edition(number=1, versioned_at=NOON, arrived_at=arrived_at, digest=""))


def rows_of(shelf: Shelf, *stories: Story, partition: int = 1) -> Rows[Story]:
    rows = Rows(
        shelf.app,
        "stories",
        Story,
        PARTITIONS,
        used_at=lambda story: story.edition.arrived_at,
        keep=lambda story: 35 * DAYS,
    )

    async def fill() -> None:
        for each in stories:
            await rows.put(each.uri.encode(), rows.ready(each.uri.encode(), each), partition)

    asyncio.run(fill())
    shelf.app.changelog.rows.clear()
    return rows


def test_a_row_that_was_not_used_for_long_is_gone_from_memory_and_changelog() -> None:
    shelf = Shelf()
    rows = rows_of(shelf, story("old", NOON), story("new", NOON + 2 * DAYS))

    asyncio.run(rows.forget(1, NOON + 35 * DAYS, 10))

    assert set(shelf.app.data) == set(shelf.app.data._key_partition) == {b"new"}
    assert shelf.app.changelog.rows == [(b"old", None, 1)]


def test_only_rows_of_the_partition_in_hand_are_let_go() -> None:
    shelf = Shelf()
    rows = rows_of(shelf, story("old", NOON))

    asyncio.run(rows.forget(2, NOON + 99 * DAYS, 10))

    assert set(shelf.app.data) == {b"old"}


def test_every_row_has_its_turn_and_each_time_only_a_few_are_looked_at() -> None:
    shelf = Shelf()
    fresh = [story(f"fresh-{number}", NOON + 98 * DAYS) for number in range(7)]
    rows = rows_of(shelf, *fresh, *(story(f"old-{number}", NOON) for number in range(7)))
    left = []

    for _ in range(5):
        asyncio.run(rows.forget(1, NOON + 99 * DAYS, 3))
        left.append(len(rows))

    assert left == [14, 14, 12, 9, 7]


def test_a_row_that_cannot_be_read_is_left_for_whoever_needs_it() -> None:
    shelf = Shelf()
    rows = rows_of(shelf)
    shelf.app.data[b"odd"], shelf.app.data._key_partition[b"odd"] = b"nonsense", 1

    asyncio.run(rows.forget(1, NOON + 99 * DAYS, 3))

    assert b"odd" in shelf.app.data


def test_a_story_of_two_months_ago_is_let_go_and_stays_away_after_a_restart(own: Live) -> None:
    long_ago = datetime.now(UTC) - 60 * DAYS
    place = home(b"ancient", 4)
    own.put(own.topics.stories.name, b"ancient", encode_row(story("ancient", long_ago)), place)
    near = [uri for uri in map("near-{}".format, range(40)) if home(uri.encode(), 4) == place][:3]
    first = own.start()

    own.publish(*(article(uri, "SD-KA") for uri in near[:2]))

    own.wait_until(
        lambda: [row.value() for row in own.messages(own.topics.stories.name, "ancient")],
        lambda values: values[-1:] == [None],
    )
    own.wait_until(first.metrics.page, lambda page: b'monitor_rows{table="stories"} 2.0' in page)
    own.stop()
    again = own.start()
    own.publish(article(near[2], "SD-KA"))
    own.wait_until(again.metrics.page, lambda page: b'monitor_rows{table="stories"} 3.0' in page)
    kept = {json.loads(row.value())["uri"] for row in own.messages(own.topics.stories.name) if row.value()}
    assert kept == {"ancient", *near}


def test_a_name_is_let_go_once_no_kill_can_reach_back_to_its_stories(own: Live) -> None:
    week_ago, name = datetime.now(UTC) - 7 * DAYS, f"{NAME_PREFIX}0123456789abcdef"
    place = home(name.encode(), 4)
    kept = next(uri for uri in map("kept-{}".format, range(40)) if home(uri.encode(), 4) == place)
    for uri in (name, kept):
        own.put(own.topics.stories.name, uri.encode(), encode_row(story(uri, week_ago)), place)
    own.start()

    own.publish(*(article(f"other-{number}", "SD-KA") for number in range(20)))

    own.wait_until(
        lambda: [row.value() for row in own.messages(own.topics.stories.name, name)],
        lambda values: values[-1:] == [None],
    )
    assert all(row.value() for row in own.messages(own.topics.stories.name, kept))


def test_a_ledger_is_of_use_while_something_may_still_have_to_be_said() -> None:
    ended = _ended()
    told = Notice(
        revision=2,
        channel="desk",
        reason=NotifyReason.ENDED,
        state=NoticeState.SENT,
        decided_at=NOON,
        settled_at=NOON + DAYS,
    )
    waits = told.model_copy(update={"state": NoticeState.HELD})
    fires = change(NAME, "floods", 1, ChangeReason.STARTED, NOON)

    assert last_word(ended) == NOON
    assert last_word(ended.model_copy(update={"notices": (told,)})) == NOON + DAYS
    assert last_word(ended.model_copy(update={"notices": (told, waits)})) is None
    assert last_word(ended.model_copy(update={"change": fires})) is None


def test_a_tick_lets_go_of_ledgers_that_nobody_can_ask_for() -> None:
    shelf = Shelf()
    rows = Rows(
        shelf.app, "ledgers", AlertLedger, PARTITIONS, used_at=lambda ledger: NOON, keep=lambda ledger: 371 * DAYS
    )
    mutes = Rows(FakeApp(), "mutes", MuteBook, PARTITIONS)
    announcer = Announcer(routes=Routes(), ledgers=rows, mutes=mutes, resend_after=DAYS, **shelf.parts)
    shelf.app.data[b"a"], shelf.app.data._key_partition[b"a"] = encode_row(_ended()), 1

    async def after(days: int) -> int:
        value = encode(Tick(at=NOON + days * DAYS))
        await announcer.carry(message(TOPICS.alerts.name, value, partition=1))
        return len(rows)

    assert [asyncio.run(after(370)), asyncio.run(after(371))] == [1, 0]
