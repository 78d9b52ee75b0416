"""Puts the agents together: rows, reader, watcher, announcer, commander, ticker and the test articles."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from monitor.delivery.courier import Courier, OnResult
from monitor.metrics import Metrics
from monitor.model.knowledge import Knowledge
from monitor.model.mute import MuteBook
from monitor.model.names import NAME_PREFIX
from monitor.model.notification import AlertLedger
from monitor.model.region import RegionState
from monitor.model.report import Story
from monitor.model.route import Routes
from monitor.settings import Settings
from monitor.steps.canary import with_null
from monitor.steps.notify.overdue import RESEND_AFTER
from monitor.stream.announcer import Announcer, when_open
from monitor.stream.aviary import Aviary, is_canary
from monitor.stream.carry import Post, Rows, raw_topic
from monitor.stream.clock import Clock, WallClock
from monitor.stream.commander import Commander
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.faust_app import faust_app
from monitor.stream.patience import Patience
from monitor.stream.reader import Reader
from monitor.stream.ticker import Ticker
from monitor.stream.topics import LEDGERS, MUTES, REGIONS, STORIES, Topic, Topics, table_name, topics_of
from monitor.stream.watcher import Watcher

_log = logging.getLogger(__name__)

MakeCourier = Callable[[Routes, OnResult], Courier | None]
"""How messages go out: given by whoever holds the channels' secrets; None: nobody is told."""


_LONGER = timedelta(days=5)
# A kill by name reaches back 48 hours; a feed that was away for a weekend may bring it later.
_NAME_KEPT = timedelta(days=5)


class Engine(NamedTuple):
    """A Faust app and the parts of it that others look at."""

    app: Any
    topics: Topics
    clock: Clock
    announcer: Announcer
    reader: Reader
    aviary: Aviary


class _AllRows(NamedTuple):
    stories: Rows[Story]
    regions: Rows[RegionState]
    ledgers: Rows[AlertLedger]
    mutes: Rows[MuteBook]


def build_app(
    settings: Settings,
    knowledge: Knowledge,
    metrics: Metrics,
    *,
    routes: Routes | None = None,
    make_courier: MakeCourier | None = None,
    clock: Clock | None = None,
) -> Engine:
    """Reader, watcher, announcer, commander and ticker over one consumer.  `settings.kafka` must name a broker."""
    app = faust_app(settings)
    topics, partitions = topics_of(settings), settings.partitions
    clock = clock or WallClock()
    post = Post(app, partitions)
    letters = DeadLetters(post, topics.dead_letters.name, metrics, in_a_row=settings.dead_letters_in_a_row)
    shared: dict[str, Any] = {
        "topics": topics,
        "partitions": partitions,
        "post": post,
        "dead_letters": letters,
        "metrics": metrics,
    }
    patience = Patience(settings.text_seconds, 0.8 * settings.loop_stall_seconds)
    aviary = Aviary(
        knowledge=knowledge,
        topics=topics,
        partitions=partitions,
        post=post,
        metrics=metrics,
        identity=settings.identity,
        # By the articles' own clock an archive may play: then a test article has no time to come out in.
        every=timedelta(minutes=settings.canary_minutes if isinstance(clock, WallClock) else 0),
        late_after=timedelta(seconds=settings.canary_late_seconds),
        owned=lambda: whole_ways(app.consumer.assignment(), topics),
        on_trouble=lambda trouble: announcer.speak(trouble),
    )
    rows = _make_rows(app, settings, topics)
    reader = Reader(knowledge=knowledge, stories=rows.stories, clock=clock, patience=patience, **shared)
    identity = settings.identity
    watcher = Watcher(
        knowledge=knowledge, regions=rows.regions, patience=patience, identity=identity, aviary=aviary, **shared
    )
    routes = routes or Routes()
    announcer = Announcer(
        routes=routes,
        ledgers=rows.ledgers,
        mutes=rows.mutes,
        resend_after=RESEND_AFTER if isinstance(clock, WallClock) else timedelta(days=366),
        **shared,
    )
    announcer.courier = make_courier(with_null(routes), announcer.answered) if make_courier else None
    announcer.aviary = aviary

    async def read(message: Any) -> None:
        await (aviary.read(message) if is_canary(message.key) else reader.carry(message))

    _add_agent(app, partitions, topics.articles.name, "reader", read)
    _add_agent(app, partitions, topics.reports.name, "watcher", watcher.carry)
    _add_agent(app, partitions, topics.alerts.name, "announcer", announcer.carry)
    _add_agent(app, partitions, topics.deliveries.name, "settler", announcer.settle)
    commander = Commander(announcer=announcer, ledgers=rows.ledgers, mutes=rows.mutes, **shared)
    _add_agent(app, partitions, topics.commands.name, "commander", commander.carry)
    ticking = (topics.reports.name, topics.alerts.name)
    ticker = Ticker(app, post, clock, ticking, settings.tick_every, identity=identity)
    couriers = [announcer.courier.run()] if announcer.courier else []
    _add_tasks(app, [ticker.run(), aviary.release(), aviary.look_out(), *couriers])
    app.on_partitions_assigned.connect(lambda _app, assigned, **_: announcer.take_partitions(assigned), weak=False)
    return Engine(app, topics, clock, announcer, reader, aviary)


def _make_rows(app: Any, settings: Settings, topics: Topics) -> _AllRows:
    stories = Rows(
        app,
        table_name(settings, STORIES),
        Story,
        settings.partitions,
        used_at=lambda story: story.edition.arrived_at,
        keep=lambda story: _NAME_KEPT if story.uri.startswith(NAME_PREFIX) else _keep(topics.articles),
    )
    regions = Rows(
        app, table_name(settings, REGIONS), RegionState, settings.partitions, due_at=lambda state: state.wakes_at
    )
    ledgers = Rows(
        app,
        table_name(settings, LEDGERS),
        AlertLedger,
        settings.partitions,
        due_at=when_open,
        used_at=last_word,
        keep=lambda ledger: _keep(topics.alerts),
    )
    return _AllRows(stories, regions, ledgers, Rows(app, table_name(settings, MUTES), MuteBook, settings.partitions))


def whole_ways(assigned: Iterable[Any], topics: Topics) -> set[int]:
    """The partitions that this worker has of every topic that an article passes."""
    ways = (topics.articles.name, topics.reports.name, topics.alerts.name)
    owned = [{tp.partition for tp in assigned if tp.topic == name} for name in ways]
    return set.intersection(*owned)


def _keep(topic: Topic) -> timedelta:
    """Rows outlive every message that asks for them: a group that lost its offsets reads the whole topic again."""
    return (topic.keep or timedelta(days=366)) + _LONGER


def last_word(ledger: AlertLedger) -> datetime | None:
    """None while something may still have to be said."""
    if ledger.is_open:
        return None
    words = [notice.settled_at or notice.decided_at for notice in ledger.notices]
    return max([ledger.change.changed_at, *words])


def _add_agent(app: Any, partitions: int, topic: str, name: str, carry: Callable[[Any], Any]) -> None:
    """One message at a time: concurrency, take() and noack() can commit past a message in flight (faust #606)."""

    async def agent(stream: Any) -> None:
        async for _ in stream:
            await carry(stream.current_event.message)

    app.agent(raw_topic(app, topic, partitions), name=name, concurrency=1)(agent)


def _add_tasks(app: Any, runs: Iterable[Any]) -> None:
    """Started when the tables are read.  One that fails ends the worker."""
    runs = list(runs)

    async def together() -> None:
        async with asyncio.TaskGroup() as tasks:
            for run in runs:
                tasks.create_task(run)

    app.task(together)
