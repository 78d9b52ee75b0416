"""Incident -> Claim: the few bytes of it that a region remembers, and for a while its words."""

import hashlib
import math
import re

from monitor.model.article import Signal
from monitor.model.figure import Unit
from monitor.model.incident import Incident, Place
from monitor.model.mention import Kind, Period
from monitor.model.region import HELD, Claim, Excerpt, Telling
from monitor.model.report import Report

_HOUR = 3600
_DAY = 24 * _HOUR
_GUESS = 36 * _HOUR
"""How far back a text without a time may look: a morning paper tells of the day before."""
_WORDS = 240
"""Characters: a long sentence of wire copy."""
_REST = 400
"""Characters on either side of the words: no sentence of `monitor/text/context.py` has more."""
_MOST_PEOPLE = 10**9
"""No region has more; a larger figure is a misreading, and rows stay small."""
_LONG_URI = 120

_ARTICLE = re.compile(r"(?i)^(?:a[lnrstz]|ash|el)[ -](?=\w{3})")
"""`al-Midan` and `Midan`: the same quarter, which no gazetteer knows."""

_PEOPLE = {Kind.KILLED: 20, Kind.INJURED: 5, Kind.DISPLACEMENT: 1}
"""How heavy one person weighs when words compete for room."""


def claim_of(incident: Incident, report: Report, telling: Telling, household_size: int) -> Claim:
    """Households become people here, once, so that all figures of an episode compare."""
    figure = incident.figure
    in_households = figure is not None and figure.unit is Unit.HOUSEHOLDS
    times = household_size if in_households else 1
    start, end, is_vague = _period(incident.period, telling)
    is_outlet = incident.attribution.is_outlet or not incident.attribution.name
    source = incident.attribution.name or report.outlet or telling.uri
    return Claim(
        uri=telling.uri,
        told_at=telling.told_at,
        source=source[:80],
        place=path_of(incident.place),
        start=start,
        end=end,
        is_vague=is_vague,
        low=min((figure.low or 0) * times, _MOST_PEOPLE) if figure else 0,
        high=min(figure.high * times, _MOST_PEOPLE) if figure and figure.high is not None else None,
        household_size=household_size if in_households else 0,
        fingerprint=report.fingerprint if is_outlet else "",
        is_correction=report.signal is Signal.CORRECTION,
    )


def excerpt_of(incident: Incident, claim: Claim, report: Report, ledger: str) -> Excerpt:
    """Heavy news and fresh news are quoted longest: twofold weight makes up for half a day."""
    people = claim.low * _PEOPLE.get(incident.kind, 0)
    weight = int(math.log2(people + 8) * 100) + claim.told_at * 200 // _DAY
    said = incident.evidence
    return Excerpt(
        uri=claim.uri,
        ledger=ledger,
        source=claim.source,
        low=claim.low,
        weight=weight,
        words=said.text[:_WORDS],
        place=incident.place.name[:60] if incident.place else "",
        headline=report.headline[:120],
        outlet=report.outlet[:60],
        url=report.url[:200],
        before=said.before[-_REST:],
        # After words that were cut nothing follows.
        after=said.after[:_REST] if len(said.text) <= _WORDS else "",
    )


def short_uri(uri: str) -> str:
    """As it is, unless it is so long that rows would grow."""
    if len(uri) <= _LONG_URI:
        return uri
    return f"{uri[: _LONG_URI - 17]}#{hashlib.sha256(uri.encode()).hexdigest()[:16]}"


def path_of(place: Place | None) -> str:
    """`SY|SY-ID|Saraqeb`; empty where the place is unknown.

    An area counts as the region, or else the country, that holds it (Eastern Ghouta, Darfur): its figures hold those of
    towns that lie in it.  What a text called a place, in brackets behind its name, makes no other place of it.
    """
    if place is None:
        return ""
    names = [place.country or "", place.region or ""]
    if place.level not in ("country", "admin1", "area"):
        own = place.name.partition(" (")[0]
        name = own if place.geonames_id else _ARTICLE.sub("", own)
        names.append(name[:60].replace("|", " "))
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
