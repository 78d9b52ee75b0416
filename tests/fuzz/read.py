"""One input through the whole pure pipeline, with what the live agents do around it: rows and messages become bytes."""

from collections.abc import Iterable
from datetime import timedelta

from pydantic import BaseModel

from monitor.errors import UnreadableArticleError
from monitor.model.alert import AlertChange
from monitor.model.article import RawArticle
from monitor.model.base import ArticleUri, RegionId
from monitor.model.knowledge import Knowledge
from monitor.model.notification import AlertLedger
from monitor.model.region import RegionState
from monitor.model.report import Reading, Report, Story, Tick
from monitor.model.route import Channel, Format, Route, Routes
from monitor.pipeline import announce_change, read_article, watch_region
from monitor.replay.read_ahead import uri_of
from monitor.stream.codec import decode_row, encode, encode_row

ROUTES = Routes(
    channels=tuple(Channel(name=str(form), format=form) for form in Format),
    routes=(Route(name="all", channels=tuple(str(form) for form in Format)),),
)
_LIFE = 400
"""After so many inputs all is forgotten: a row shall be busy, not so busy that reading is no longer what is tried."""
_MOST_HOPS = 4
"""A kill by name: to the name's row, from there to the story's."""


class Reader:
    """Remembers stories, regions and ledgers as the tables do."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._age = 0
        self._stories: dict[ArticleUri, bytes] = {}
        self._regions: dict[RegionId, bytes] = {}
        self._ledgers: dict[str, bytes] = {}

    def take(self, raw: RawArticle) -> str:
        """`read`, or why it was not.  Any other error is a bug."""
        self._age += 1
        if self._age % _LIFE == 0:
            self.forget()
        return self._read(raw, depth=0)

    def _read(self, raw: RawArticle, depth: int) -> str:
        if depth > _MOST_HOPS:
            raise RecursionError("a message of our own sends another, and that one another")
        story = self._stories.get(ArticleUri(uri_of(raw.value)))
        try:
            reading = read_article(raw, None if story is None else decode_row(b"", story, Story), self._knowledge)
        except UnreadableArticleError as error:
            encode(_Says(reason=error.reason, says=error.says))
            return error.reason
        self._follow(reading)
        for onward in (*reading.retractions, *reading.notices):
            self._read(RawArticle(value=onward.value, arrived_at=raw.arrived_at), depth + 1)
        return "read"

    @property
    def regions(self) -> frozenset[RegionId]:
        """Those that somebody told of."""
        return frozenset(self._regions)

    def forget(self) -> None:
        """As if nothing had ever been read."""
        self._stories.clear()
        self._regions.clear()
        self._ledgers.clear()

    def _follow(self, reading: Reading) -> None:
        if reading.story is not None:
            self._stories[reading.uri] = encode_row(reading.story)
        for report in reading.reports:
            self._watch(report.region.id, Report.model_validate_json(encode(report)))
            if self._age % 50 == 0:
                self._watch(report.region.id, Tick(at=report.arrived_at + timedelta(days=1)))

    def _watch(self, region: RegionId, message: Report | Tick) -> None:
        row = self._regions.get(region)
        state = None if row is None else decode_row(b"", row, RegionState)
        after, changes = watch_region(state, message, self._knowledge)
        self._regions[region] = encode_row(after)
        self._tell(changes)

    def _tell(self, changes: Iterable[AlertChange]) -> None:
        for change in changes:
            row = self._ledgers.get(change.alert_id)
            ledger = None if row is None else decode_row(b"", row, AlertLedger)
            arrived = AlertChange.model_validate_json(encode(change))
            announcement = announce_change(arrived, ledger, ROUTES, change.changed_at)
            self._ledgers[change.alert_id] = encode_row(announcement.ledger)
            for notification in announcement.notifications:
                encode(notification)


class _Says(BaseModel):
    reason: str
    says: str
