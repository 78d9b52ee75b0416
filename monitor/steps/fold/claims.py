"""Incident -> Claim: the few bytes of it that a region remembers."""

from monitor.model.figure import Unit
from monitor.model.incident import Incident, Place
from monitor.model.mention import Period
from monitor.model.region import HELD, Claim, Telling

_HOUR = 3600
_DAY = 24 * _HOUR
_GUESS = 36 * _HOUR
"""How far back a text without a time may look: a morning paper tells of the day before."""
_WORDS = 240
"""Characters: a long sentence of wire copy."""


def claim_of(incident: Incident, telling: Telling, household_size: int) -> Claim:
    """Households become people here, once, so that all figures of an episode compare."""
    figure = incident.figure
    in_households = figure is not None and figure.unit is Unit.HOUSEHOLDS
    times = household_size if in_households else 1
    low = (figure.low or 0) * times if figure else 0
    high = figure.high * times if figure and figure.high is not None else None
    start, end, is_vague = _period(incident.period, telling)
    return Claim(
        uri=telling.uri,
        told_at=telling.told_at,
        source=(incident.attribution.name or telling.outlet or telling.uri)[:80],
        place=_path(incident.place),
        start=start,
        end=end,
        is_vague=is_vague,
        low=low,
        high=high,
        in_households=in_households,
        words=incident.evidence.text[:_WORDS],
    )


def _path(place: Place | None) -> str:
    if place is None:
        return ""
    names = [place.country or "", place.region or ""]
    if place.level not in ("country", "admin1"):
        names.append(place.name[:60])
    while names and not names[-1]:
        names.pop()
    return "|".join(names)


def _period(period: Period, telling: Telling) -> tuple[int, int, bool]:
    told_at = telling.versioned_at if telling.told_at == HELD else telling.told_at
    if period.start is None and period.end is None:
        return told_at - _GUESS, told_at, True
    end = int(period.end.timestamp()) if period.end else told_at
    start = int(period.start.timestamp()) if period.start else end - _DAY
    return start, max(end, start + _HOUR), False
