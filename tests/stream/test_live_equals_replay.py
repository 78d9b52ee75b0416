"""What the monitor says of an archive is what it would have said live: the same bytes, change by change and row by row.

By nature they may differ in two things.  *When a tick falls*: live it is a message of its own, put down when the clock
has moved on, while an archive is ticked at full hours; so an alert may end, or be pending no longer, a tick earlier or
later.  *Whose report comes first*: articles in two partitions overtake each other by milliseconds, and what a desk is
told on the way there follows the order, though never where it ends.  So here each item waits for the one before, and
both are ticked at the same midnights.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from confluent_kafka import Consumer, TopicPartition
from pydantic_core import to_json

from monitor import pipeline
from monitor.commands.demo.wire import WireItem, load_day
from monitor.knowledge.load import load_knowledge
from monitor.model.alert import ChangeReason
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.region import RegionState
from monitor.model.report import Tick
from monitor.pipeline import read_article, watch_region
from monitor.replay.run import Run
from monitor.settings import Settings
from monitor.stream import app, worker
from monitor.stream.broker import client_config
from monitor.stream.clock import ArticleClock
from monitor.stream.codec import encode, encode_row
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, Publisher
from monitor.stream.vitals import Place
from tests.stream import fakes
from tests.stream.conftest import PATIENCE_SECONDS, Live

_DAY = timedelta(days=1)
_MIDNIGHTS = 9
"""By then most windows of the default rules are over, and their alerts."""
_HOPS = 4
"""A kill that names its story by headline: to the name, to the story, to its regions."""


class _Untold(ArticleClock):
    """Nobody is ticked by itself."""

    def now(self) -> datetime | None:
        return None


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(autouse=True)
def _real_pipeline(see_through: None, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests of this folder look through a pipeline of glass."""
    monkeypatch.setattr(fakes, "KNOWLEDGE", knowledge)
    monkeypatch.setattr(app, "RegionState", RegionState)
    monkeypatch.setattr(pipeline, "read_article", read_article)
    monkeypatch.setattr(pipeline, "watch_region", watch_region)
    monkeypatch.setattr(worker, "_BEAT_SECONDS", 0.02)


class _Desk:
    """A running monitor that is given one message at a time."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self._worker = live.start(clock=_Untold(), settings={"text_seconds": 30.0})
        self._ends = Consumer(client_config(live.settings, **{"group.id": "ends"}))
        names = (live.topics.articles.name, live.topics.reports.name)
        self._places = [Place(name, number) for name in names for number in range(live.settings.partitions)]

    def close(self) -> None:
        self._ends.close()

    def settle(self) -> None:
        """Until all that lies on the topics is done, and all that follows from it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        for _ in range(_HOPS):
            for place in self._places:
                _, end = self._ends.get_watermark_offsets(TopicPartition(*place), timeout=10)
                while self._worker.vitals.finished.get(place, 0) < end:
                    assert time.monotonic() < deadline, f"{place} stands before {end}; {self._worker.error}"
                    time.sleep(0.01)

    def tick(self, at: datetime) -> None:
        for number in range(self.live.settings.partitions):
            self.live.put(self.live.topics.reports.name, None, encode(Tick(at=at)), number)
        self.settle()

    def newest(self, topic: str) -> dict[str, bytes]:
        return {(message.key() or b"").decode(): message.value() or b"" for message in self.live.messages(topic)}


@pytest.fixture
def desk(settings: Settings) -> Iterator[_Desk]:
    with EmbeddedBroker(settings) as broker:
        live = Live(broker.settings)
        desk = _Desk(live)
        try:
            yield desk
        finally:
            live.stop()
            live.close()
            desk.close()


def _midnights(last: datetime) -> list[datetime]:
    first = last.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    return [first + number * _DAY for number in range(_MIDNIGHTS)]


def _withdrawn_by_headline() -> list[WireItem]:
    """The day's last story, taken back under another uri."""
    last = load_day()[-1].at
    headline = "Mortar fire on camp kills dozens in Myanmar"
    story = {
        "headline": headline,
        "body": "YANGON - Mortar fire killed at least 31 people in a camp near Laiza in Kachin state on Tuesday, monks said.",
    }
    kill = {"headline": f"KILL - {headline}", "body": "EDITORS: This story is withdrawn."}
    return [
        _item(last + timedelta(minutes=1), "meridian:laiza", story),
        _item(last + timedelta(minutes=9), "meridian:notice-7", kill),
    ]


def _item(at: datetime, uri: str, says: dict[str, str]) -> WireItem:
    value = to_json({"uri": uri, "version": "1", "source": "Meridian", "published_at": at, **says})
    return WireItem(at, Outgoing(uri, value, at), "Meridian", says["headline"])


def test_live_and_replay_say_and_remember_the_same(desk: _Desk, knowledge: Knowledge) -> None:
    day = [*load_day(), *_withdrawn_by_headline()]
    midnights = _midnights(day[-1].at)

    run = Run(knowledge, tick_every=_DAY)
    told = [change for item in day for change in run.take(RawArticle(value=item.message.value, arrived_at=item.at))]
    told += [change for at in midnights for change in run.pass_time(at)]
    with Publisher(desk.live.settings) as wire:
        for item in day:
            wire.put(item.message)
            wire.flush()
            desk.settle()
    for at in midnights:
        desk.tick(at)

    assert len(told) > 20
    assert "MM-11" in {change.region_id for change in told if change.reason is ChangeReason.RETRACTED}
    topics = desk.live.topics
    assert sorted(message.value() for message in desk.live.messages(topics.alerts.name)) == sorted(map(encode, told))
    assert desk.newest(topics.regions.name) == {key: encode_row(state) for key, state in run.regions.items()}
    assert desk.newest(topics.stories.name) == {key: encode_row(story) for key, story in run.stories.items()}
