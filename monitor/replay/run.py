"""Articles with their own clock → alert changes: the same pipeline as live, without a broker.

`now` of an article is its own time of publication, and ticks stand at every full `tick_every` between two articles.
"""

import heapq
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic_core import from_json

from monitor.errors import UnreadableArticleError
from monitor.model.alert import AlertChange
from monitor.model.article import RawArticle
from monitor.model.base import ArticleUri, RegionId, UtcTime
from monitor.model.knowledge import Knowledge
from monitor.model.region import RegionState
from monitor.model.report import Reading, Report, Story, Tick
from monitor.pipeline import read_article, watch_region
from monitor.replay.kept import NOTHING_KEPT, KeptReadings
from monitor.replay.read_ahead import named, read_ahead, uri_of

_TIMES = ("published_at", "versioncreated", "versionCreated", "firstcreated", "contentCreated")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Tally(NamedTuple):
    """What a run has been through."""

    articles: int = 0
    unreadable: int = 0
    reports: int = 0
    changes: int = 0


class Run:
    """All regions, in memory.  `take` one article after the other; each answers the changes that it brought."""

    def __init__(
        self, knowledge: Knowledge, *, tick_every: timedelta = timedelta(hours=1), kept: KeptReadings = NOTHING_KEPT
    ) -> None:
        self._knowledge = knowledge
        self._kept = kept
        self._tick_every = tick_every
        self._ticked_at: UtcTime | None = None
        self._open: dict[RegionId, UtcTime] = {}
        self.stories: dict[ArticleUri, Story] = {}
        self.regions: dict[RegionId, RegionState] = {}
        self.tally = Tally()

    def take(self, raw: RawArticle) -> list[AlertChange]:
        """Time up to the article, the article, and what it retracts."""
        return self.hear(raw.arrived_at, self.read(raw))

    def read(self, raw: RawArticle, ahead: Reading | None = None) -> list[Report]:
        """What an article, and what it retracts, tells the regions.  Rules have no say in it.

        `ahead` is what it says by itself; it holds where nothing is known of its story.
        """
        reports: list[Report] = []
        waiting = [raw]
        while waiting:
            reading = self._read(waiting.pop(0), ahead)
            ahead = None
            if reading is not None:
                reports += reading.reports
                waiting += [
                    RawArticle(value=kill.value, arrived_at=raw.arrived_at)
                    for kill in (*reading.retractions, *reading.notices)
                ]
        self.tally = self.tally._replace(articles=self.tally.articles + 1)
        return reports

    def hear(self, at: UtcTime, reports: Iterable[Report]) -> list[AlertChange]:
        """Time up to an article, and what it told: another run may have read it."""
        changes = self.pass_time(at)
        for report in reports:
            changes += self.report(report)
        self.tally = self.tally._replace(changes=self.tally.changes + len(changes))
        return changes

    def report(self, report: Report) -> list[AlertChange]:
        """One report for one region."""
        self.tally = self.tally._replace(reports=self.tally.reports + 1)
        self._ticked_at = self._ticked_at or report.arrived_at
        return self._watch(report.region.id, report)

    def pass_time(self, until: UtcTime) -> list[AlertChange]:
        """Every tick that is due up to and with `until`; only regions where time may change something look up."""
        changes = []
        at = self._next_tick(until)
        while at <= until and self._open:
            at = max(at, self._tick_after(min(self._open.values())))
            if at > until:
                break
            for region in sorted(name for name, wakes_at in self._open.items() if wakes_at <= at):
                changes += self._watch(region, Tick(at=at))
            at += self._tick_every
        self._ticked_at = max(until, self._ticked_at or until)
        return changes

    def _next_tick(self, until: UtcTime) -> UtcTime:
        last = self._ticked_at or until
        return last + self._tick_every - (last - _EPOCH) % self._tick_every

    def _tick_after(self, moment: UtcTime) -> UtcTime:
        """The first tick at or after a moment."""
        return moment + (_EPOCH - moment) % self._tick_every

    def _read(self, raw: RawArticle, ahead: Reading | None) -> Reading | None:
        story = self._story_of(raw)
        reading = self._kept.get(raw, story)
        if reading is None:
            try:
                reading = self._read_anew(raw, story, ahead)
            except UnreadableArticleError:
                self.tally = self.tally._replace(unreadable=self.tally.unreadable + 1)
                return None
            self._kept.put(raw, story, reading)
        if reading.story is not None:
            self.stories[reading.uri] = reading.story
        return reading

    def _read_anew(self, raw: RawArticle, story: Story | None, ahead: Reading | None) -> Reading:
        if ahead is not None and ahead.uri not in self.stories:
            return ahead
        with named(raw):
            return read_article(raw, story, self._knowledge)

    def _story_of(self, raw: RawArticle) -> Story | None:
        return self.stories.get(ArticleUri(uri_of(raw.value))) if self.stories else None

    def _watch(self, region: RegionId, message: Report | Tick) -> list[AlertChange]:
        state, changes = watch_region(self.regions.get(region), message, self._knowledge)
        self.regions[region] = state
        if state.wakes_at is None:
            self._open.pop(region, None)
        else:
            self._open[region] = state.wakes_at
        return list(changes)


def replay(
    articles: Iterable[RawArticle],
    knowledge: Knowledge,
    *,
    tick_every: timedelta = timedelta(hours=1),
    processes: int | None = None,
) -> Iterator[AlertChange]:
    """The changes in order, however many processes read.  Articles come in the order of their time: see `in_order`."""
    run = Run(knowledge, tick_every=tick_every)
    for raw, ahead in read_ahead(articles, knowledge, processes=processes):
        yield from run.hear(raw.arrived_at, run.read(raw, ahead))


def own_clock(line: bytes) -> RawArticle | None:
    """An archive's line, arriving when it was published; None where no time can be read."""
    try:
        fields = from_json(line)
        stamps = (fields.get(name) for name in _TIMES)
        at = _time(next(stamp for stamp in stamps if stamp))
    except (ValueError, AttributeError, TypeError, StopIteration, OverflowError):
        return None
    return RawArticle(value=line, arrived_at=at)


def in_order(lines: Iterable[bytes], *, ahead: int = 10_000) -> Iterator[RawArticle]:
    """Archive lines by time: sorted within `ahead` lines, so that an archive need not fit into memory."""
    waiting: list[tuple[datetime, int, RawArticle]] = []
    for position, raw in enumerate(_timed(lines)):
        heapq.heappush(waiting, (raw.arrived_at, position, raw))
        if len(waiting) > ahead:
            yield heapq.heappop(waiting)[2]
    while waiting:
        yield heapq.heappop(waiting)[2]


def _timed(lines: Iterable[bytes]) -> Iterator[RawArticle]:
    """A line without a time arrives with the one before it: a kill needs none, the rest is counted as unreadable."""
    last: UtcTime | None = None
    early: list[bytes] = []
    for line in lines:
        if not line.strip():
            continue
        raw = own_clock(line)
        if raw is not None:
            last = raw.arrived_at
            yield from (RawArticle(value=other, arrived_at=last) for other in early)
            early.clear()
            yield raw
        elif last is None:
            early.append(line)
        else:
            yield RawArticle(value=line, arrived_at=last)


def _time(stamp: str) -> UtcTime:
    moment = datetime.fromisoformat(stamp)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
