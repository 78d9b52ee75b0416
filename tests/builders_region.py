"""Reports and incidents for tests of what a region remembers: valid by default, name only what matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.figure import Figure, Unit
from monitor.model.incident import Incident, Place
from monitor.model.mention import Attribution, Evidence, Kind, Period, Status
from monitor.model.report import RegionName, Report

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
SY_ID = RegionName(id=RegionId("SY-ID"), name="Idlib", country="SY", country_name="Syria")


def place(written: str = "SY-ID") -> Place:
    """`SY`, `SY-ID` or `SY-ID/Saraqeb`."""
    region, _, name = written.partition("/")
    level = "place" if name else "admin1" if "-" in region else "country"
    return Place(name=name or region, country=region[:2], region=region if "-" in region else None, level=level)


def incident(
    kind: Kind = Kind.KILLED,
    low: int | None = 12,
    *,
    by: str = "Observatory",
    at: str = "SY-ID/Saraqeb",
    period: tuple[datetime | None, datetime | None] = (None, None),
    unit: Unit = Unit.PEOPLE,
    **fields: Any,
) -> Incident:
    words = fields.pop("words", f"{low} {kind}")
    rest = {side: fields.pop(side, "") for side in ("before", "after")}
    return Incident(
        kind=kind,
        status=fields.pop("status", Status.NEW),
        figure=None if low is None else Figure(low=low, high=fields.pop("high", None), unit=unit),
        attribution=Attribution(name=by, words=by, is_outlet=not by),
        period=Period(start=period[0], end=period[1]),
        evidence=Evidence(start=0, end=len(words), text=words, **rest),
        sentence=(0, len(words)),
        paragraph=(0, len(words)),
        place=place(at),
        **fields,
    )


def report(
    uri: str = "a",
    *incidents: Incident,
    number: int = 1,
    at: datetime = NOON,
    told_at: datetime | None = None,
    region: RegionName = SY_ID,
    **fields: Any,
) -> Report:
    return Report(
        region=region,
        uri=ArticleUri(uri),
        edition=Edition(number=number, versioned_at=told_at or at, arrived_at=at, digest=f"{uri}-{number}"),
        published_at=told_at or at,
        arrived_at=at,
        outlet=fields.pop("outlet", "AFP"),
        headline=fields.pop("headline", f"Story {uri}"),
        incidents=incidents,
        **fields,
    )


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
