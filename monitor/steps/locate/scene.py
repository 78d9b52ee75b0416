"""What the parts of locate hand to each other: the names of one article, resolved, and a choice among them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from monitor.model.incident import Place, PlacedBy
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Mention, Part
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role

NO_SCENE = frozenset({Role.ACTOR, Role.SEAT, Role.BORDER, Role.DATELINE, Role.ADJECTIVE})
"""Parts in a sentence that never say where something happened."""

FIRM = (Role.AT, Role.NEAR, Role.TARGET, Role.ORIGIN)
"""Parts that say firmly where."""
SENTENCE_END = re.compile(r"[.!?][\"”’]?\s(?![a-z])|\n\s*\n")
_FINENESS = {"place": 2.0, "admin2": 1.5, "admin1": 1.2, "area": 0.8}
_TELLS = {Role.AT: 2.0, Role.NEAR: 2.0, Role.TARGET: 2.0, Role.ORIGIN: 1.5, Role.PARENT: 1.5, Role.BARE: 1.0}
_LONGEST_SENTENCE = 700
"""Characters to either side: no wire sentence is longer, and a hostile one costs no more."""
_LEAD = 1200
"""Characters in which a wire story has said where it happened: what it names there counts twice."""


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Scene:
    """All the names of one article, resolved.  `countries`: how much it speaks of each, most first."""

    names: Mapping[Part, Sequence[Toponym]]
    texts: Mapping[Part, str]
    gazetteer: Gazetteer
    countries: Mapping[str, float]
    country: str | None
    """The one that the article speaks of most."""

    main: Toponym | None = None
    """The one place that most of the article tells of, where there is one."""

    datelines: Sequence[Toponym] = ()
    """The names in the body that stand in datelines."""

    def country_of(self, place: Place) -> Place:
        """The country itself, by its name."""
        return (self.gazetteer.country(place.country) if place.country else None) or place

    def land_of(self, place: Place) -> Place:
        """A place as it is; where the text has only an adjective or a people, its region or country."""
        if place.level != "people":
            return place
        return (place.region and self.gazetteer.unit(place.region)) or self.country_of(place)

    def named_in(self, mention: Mention, start: int, end: int) -> list[Toponym]:
        """The names between two offsets of the mention's part."""
        names = self.names[mention.evidence.part]
        first = bisect_left(names, start, key=_start)
        return list(names[first : bisect_left(names, end, first, key=_start)])

    def sentence_of(self, mention: Mention) -> tuple[int, int]:
        """The mention's sentence; of one without end only what stands near the evidence."""
        start, end = mention.sentence
        at = mention.evidence
        return max(start, at.start - _LONGEST_SENTENCE), min(end, at.end + _LONGEST_SENTENCE)

    def text_of(self, mention: Mention) -> str:
        """The headline or the body, whichever the mention stands in."""
        return self.texts[mention.evidence.part]


@dataclass(frozen=True, slots=True)
class Choice:
    """`score`: how firmly the sentence says it."""

    place: Place | None
    by: PlacedBy
    toponym: Toponym | None = None
    because: str = ""
    score: float = 10.0
    is_whole: bool = False
    """A country, and no part of it that something else names."""


def fineness(place: Place) -> float:
    """0 for a country, up to 2 for a town."""
    return _FINENESS.get(place.level, 0.0)


def holds(outer: Place, inner: Place) -> bool:
    """True where `inner` is smaller and lies in `outer`, as far as countries and regions tell."""
    if outer.country != inner.country or fineness(inner) <= fineness(outer):
        return outer.country is None and outer.level == "area" and inner.country is not None
    return outer.region is None or outer.region == inner.region


def main_place(names: Mapping[Part, Sequence[Toponym]]) -> Toponym | None:
    """The finest name in the region that at least half of the article's scenes lie in."""
    told = [(part, name) for part in (Part.HEADLINE, Part.BODY) for name in names[part]]
    scenes = [(part, name) for part, name in told if name.place.region and name.role in _TELLS]
    weights: dict[str, float] = {}
    for part, name in scenes:
        is_early = part is Part.HEADLINE or name.start < _LEAD
        region = name.place.region or ""
        weights[region] = weights.get(region, 0.0) + _TELLS[name.role] * (2 if is_early else 1)
    region, most = max(weights.items(), key=lambda item: item[1], default=("", 0.0))
    if not most or most < 0.5 * sum(weights.values()):
        return None
    there = [name for _, name in scenes if name.place.region == region]
    times = Counter(name.place.name for name in there)

    def weight(name: Toponym) -> tuple[bool, float, int]:
        return fineness(name.place) >= 1, times[name.place.name] + fineness(name.place), -name.start

    return max(there, key=weight)
