"""A scenario's wire items → articles, or reports where the file gives incidents instead of a text."""

import hashlib
from datetime import timedelta
from typing import NamedTuple

from pydantic_core import to_json

from monitor.model.article import LAST_NUMBER, Edition, RawArticle
from monitor.model.base import TRIAGE, ArticleUri, RegionId, UtcTime
from monitor.model.figure import Figure, Quantifier
from monitor.model.incident import Incident, Place, PlacedBy
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Attribution, Evidence, Period
from monitor.model.report import Report
from monitor.replay.scenario_file import Tells, WireItem


class Item(NamedTuple):
    row: WireItem
    start: UtcTime
    originals: tuple[WireItem, ...]
    """Whose text it copies."""

    @property
    def at(self) -> UtcTime:
        return self.start + self.row.at

    @property
    def published_at(self) -> UtcTime:
        return self.start + (self.row.at if self.row.published is None else self.row.published)


def as_article(item: Item) -> RawArticle:
    """The message as it would lie on the topic."""
    row = item.row
    fields = {
        "uri": row.uri,
        "version": str(row.version),
        "published_at": item.published_at,
        "headline": row.headline,
        "body": row.text or next((original.text for original in item.originals), ""),
        "source": row.source,
        "language": "en",
        "slug": row.slug,
        "note": row.note,
        "alt_ids": row.alt_ids,
        "retracts": row.retracts,
        "signal": row.signal.value,
        "pub_status": "canceled" if row.kill else "withheld" if row.held else "usable",
    }
    if row.embargo is not None:
        fields["embargoed_until"] = item.start + row.embargo
    return RawArticle(value=to_json(fields), arrived_at=item.at)


def as_reports(item: Item, before: tuple[RegionId, ...], gazetteer: Gazetteer) -> tuple[Report, ...]:
    """One report a region and its country, and an empty one for each region that an older version told of."""
    row = item.row
    incidents = tuple(_incident(one, item) for one in row.tells or ())
    by_region: dict[RegionId, tuple[Incident, ...]] = dict.fromkeys(before, ())
    for incident in incidents if not row.kill else ():
        country = RegionId((incident.place.country if incident.place else None) or TRIAGE)
        for region in dict.fromkeys((incident.region_id, country)):
            by_region[region] = (*by_region.get(region, ()), incident)
    text = repr((row.tells, row.kill, row.held, row.version))
    edition = Edition(
        number=LAST_NUMBER if row.kill else row.version,
        versioned_at=item.published_at,
        arrived_at=item.at,
        digest=hashlib.sha256(text.encode()).hexdigest()[:16],
    )
    original = row.like or row.uri
    return tuple(
        Report(
            region=gazetteer.region_name(region),
            uri=ArticleUri(row.uri),
            edition=edition,
            signal=row.signal,
            is_retracted=row.kill,
            is_held=row.held,
            embargoed_until=None if row.embargo is None else item.start + row.embargo,
            published_at=item.published_at,
            arrived_at=item.at,
            outlet=row.source,
            headline=row.headline,
            fingerprint=hashlib.sha256(original.encode()).hexdigest()[:16],
            incidents=found,
        )
        for region, found in sorted(by_region.items())
    )


def _incident(tells: Tells, item: Item) -> Incident:
    words = tells.words or f"{tells.low or ''} {tells.kind.value}".strip()
    figure = None
    if tells.low is not None or tells.high is not None:
        quantifier = Quantifier.EXACT if tells.low == tells.high else Quantifier.AT_LEAST
        figure = Figure(low=tells.low, high=tells.high, unit=tells.unit, quantifier=quantifier)
    return Incident(
        kind=tells.kind,
        status=tells.status,
        figure=figure,
        subject=tells.subject,
        cause=tells.cause,
        attribution=Attribution(name=tells.by or item.row.source, words=tells.by, is_outlet=not tells.by),
        period=_period(tells, item),
        evidence=Evidence(start=0, end=len(words), text=words),
        sentence=(0, len(words)),
        paragraph=(0, len(words)),
        place=_place(tells.place),
        placed_by=PlacedBy.SENTENCE,
    )


def _period(tells: Tells, item: Item) -> Period:
    if tells.hours is None:
        return Period()
    end = item.published_at - timedelta(hours=tells.until)
    return Period(start=end - timedelta(hours=tells.hours), end=end)


def _place(written: str) -> Place | None:
    if not written:
        return None
    region, _, name = written.partition("/")
    country = region.partition("-")[0]
    level = "place" if name else "admin1" if "-" in region else "country"
    return Place(name=name or region, country=country, region=region if "-" in region else None, level=level)
