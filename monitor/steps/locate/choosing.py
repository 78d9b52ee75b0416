"""(mention, the article's names) -> a place: the sentence first, then what stands around it, then the dateline."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.model.incident import Place, PlacedBy
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Kind, Mention, Part, Status
from monitor.steps.locate.roles import Role
from monitor.steps.locate.toponyms import Toponym
from monitor.steps.locate.unknown import find_unknown, place_of

_NO_SCENE = frozenset({Role.ACTOR, Role.SEAT, Role.BORDER, Role.DATELINE, Role.ADJECTIVE})
_SCORE = {
    Role.AT: 10.0,
    Role.TARGET: 10.0,
    Role.NEAR: 8.5,
    Role.ORIGIN: 8.0,
    Role.PARENT: 6.0,
    Role.LAND: 6.0,
    Role.BARE: 5.0,
    Role.DESTINATION: 0.0,
}
_FINENESS = {"place": 2.0, "admin2": 1.5, "admin1": 1.2, "area": 0.8, "country": 0.0}
_CLAUSE_END = re.compile(
    r";|\.\s|\b(?:while|whereas|but|although|meanwhile|hours later|a day after|after|following|because of|due to|before)\b|, (?:and|as|which|who|where)\b"
)
_FIRM = 7.0
_SUBURB = re.compile(
    r"^(?:['’]s)?(?: [\w-]+){0,2} (?:suburbs?|districts?|neighbou?rhoods?|quarters?|satellite towns?|areas?) of (?:the )?$"
)
_LISTED = re.compile(r"^(?: city| town)?(?:,| and|, and| or) $")
_NEAR = 600
"""Characters: the paragraph or two before."""
_LOOK_BACK = 1500
"""Characters: four or five paragraphs of wire copy; further back another story may be told."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All the names of one article, resolved."""

    names: Mapping[Part, Sequence[Toponym]]
    texts: Mapping[Part, str]
    gazetteer: Gazetteer
    countries: Mapping[str, float]
    """How much the article speaks of each, most first."""

    main: Toponym | None = None
    """The one place that most of the article tells of, where there is one."""

    @property
    def country(self) -> str | None:
        """The country that the article speaks of most."""
        return next(iter(self.countries), None)


@dataclass(frozen=True, slots=True)
class Choice:
    place: Place | None
    by: PlacedBy
    toponym: Toponym | None = None
    because: str = ""
    score: float = 10.0
    """How firmly the sentence says it; below 7 a country may be refined by what stands around."""


_TELLS = {Role.AT: 2.0, Role.NEAR: 2.0, Role.TARGET: 2.0, Role.ORIGIN: 1.5, Role.PARENT: 1.5, Role.BARE: 1.0}
_LEAD = 1200
"""Characters in which a wire story has said where it happened."""


def main_place(names: Mapping[Part, Sequence[Toponym]]) -> Toponym | None:
    """The finest name in the region that more than half of the article's scenes lie in."""
    weights: Counter[str] = Counter()
    for part, found in names.items():
        for name in found:
            if name.place.region and name.role in _TELLS:
                weights[name.place.region] += _TELLS[name.role] * (
                    2.0 if part is Part.HEADLINE or name.start < _LEAD else 1.0
                )
    if not weights:
        return None
    region, most = weights.most_common(1)[0]
    if most < 0.5 * sum(weights.values()):
        return None
    there = [
        name
        for part in (Part.HEADLINE, Part.BODY)
        for name in names[part]
        if name.place.region == region and name.role in _TELLS
    ]
    told = Counter(name.place.name for name in there)
    return max(
        there,
        key=lambda name: (
            _FINENESS.get(name.place.level, 0) >= 1,
            told[name.place.name] + _FINENESS.get(name.place.level, 0),
            -name.start,
        ),
    )


def choose(mention: Mention, scene: Scene) -> Choice:
    """The place of one mention, by the nearest and surest words for it."""
    here = [
        name for name in scene.names[mention.evidence.part] if mention.sentence[0] <= name.start < mention.sentence[1]
    ]
    choosers = (
        lambda: _from_sentence(mention, here, scene),
        lambda: _from_around(mention, scene),
        lambda: _from_headline(mention, scene),
        lambda: _from_dateline(mention, scene),
        lambda: _from_destination(mention, here),
        lambda: _from_article(mention, scene),
    )
    fallback: Choice | None = None
    for chooser in choosers:
        choice = chooser()
        if choice is None and chooser is choosers[0] and _is_of_the_war(mention, scene):
            choice = _from_article(mention, scene)
            if choice is not None:
                return choice
        if choice is None or choice.place is None:
            continue
        if choice.place.level != "country" or (choice.by is PlacedBy.SENTENCE and _is_country_meant(mention, choice)):
            return _within_main(mention, _same_country(choice, fallback) or choice, scene)
        fallback = fallback or choice
    return _within_main(mention, fallback, scene) if fallback else Choice(None, PlacedBy.NOWHERE)


def _within_main(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """A lead says "in Syria" or "a Syrian town" of what the article then tells of one town."""
    main = scene.main
    if (
        choice.place is None
        or choice.place.level != "country"
        or main is None
        or main.place.country != choice.place.country
    ):
        return choice
    if mention.status not in (Status.NEW, Status.POSSIBLE, Status.DENIED):
        return choice
    return Choice(main.place, PlacedBy.ARTICLE, main, f"what the article tells of: {main.words}")


_WAR = re.compile(
    r"\b(?:war|conflict|uprising|revolt|revolution|insurgency|rebellion|protests?|crisis|fighting began|violence (?:began|erupted))\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:the|this|that) (?:region|area|province|city|town|village|enclave|district|camp|governorate|state|territory|valley)\b|\bthere\b"
)


def _is_of_the_war(mention: Mention, scene: Scene) -> bool:
    """A running total "since the revolt began" is the country's, whatever town the story tells of."""
    words = scene.texts[mention.evidence.part][mention.sentence[0] : mention.sentence[1]]
    return mention.status is Status.CUMULATIVE and bool(_WAR.search(words)) and not _THERE.search(words)


def _is_country_meant(mention: Mention, choice: Choice) -> bool:
    """`in Syria` may be all that is known; a bare or adjectival mention may be refined by what stands around."""
    role = choice.toponym.role if choice.toponym else Role.BARE
    if mention.status in (Status.CUMULATIVE, Status.STOCK) and (
        role is not Role.ADJECTIVE or mention.status is Status.CUMULATIVE
    ):
        return True
    return choice.score >= _FIRM and role in (Role.AT, Role.NEAR, Role.ORIGIN, Role.TARGET, Role.PARENT, Role.LAND)


def _same_country(choice: Choice, fallback: Choice | None) -> Choice | None:
    """What stands around may refine the country that the sentence gave, never change it."""
    if fallback is None or fallback.place is None or choice.place is None:
        return None
    return None if choice.place.country == fallback.place.country else fallback


def _from_sentence(mention: Mention, here: Sequence[Toponym], scene: Scene) -> Choice | None:
    text = scene.texts[mention.evidence.part]
    rated = sorted(
        (
            (_rate(mention, name, text, scene) - _is_listed_later(at, here, text), -at, name)
            for at, name in enumerate(here)
            if name.role not in _NO_SCENE
        ),
        key=lambda one: (one[0], one[1]),
        reverse=True,
    )
    rated = [one for one in rated if one[0] > -2]
    if rated:
        best = rated[0][2]
        finer = _finer(best, rated, rated[0][0], text)
        place = _country_of(finer.place, scene) if finer.place.level == "people" else finer.place
        several = _several(finer, here, text, scene)
        if several is not None:
            return Choice(several, PlacedBy.SENTENCE, finer, f"several: {several.name}", rated[0][0])
        choice = Choice(place, PlacedBy.SENTENCE, finer, f"{finer.role}: {finer.words}", rated[0][0])
        return _in_a_village(mention, choice, scene)
    adjective = next(
        (name for name in here if name.role is Role.ADJECTIVE and name.place.country == scene.country), None
    )
    if adjective is not None:
        return Choice(
            _country_of(adjective.place, scene), PlacedBy.SENTENCE, adjective, f"adjective: {adjective.words}"
        )
    return None


def _several(chosen: Toponym, here: Sequence[Toponym], text: str, scene: Scene) -> Place | None:
    """Three or more regions in a row: no one of them has the incident, only their country."""
    row = [chosen]
    for name in here:
        if name.start > row[-1].start and name.role is chosen.role and _IN_A_ROW.match(text[row[-1].end : name.start]):
            row.append(name)
    countries = dict.fromkeys(name.place.country for name in row if name.place.country)
    regions = dict.fromkeys(name.place.region or name.place.country for name in row)
    if len(row) < 3 or len(regions) < 3 or not countries:
        return None
    most = max(countries, key=lambda code: scene.countries.get(code, 0.0))
    names = [name.place.name for name in row[:6]]
    country = scene.gazetteer.country(most) or chosen.place
    return country.model_copy(
        update={"name": f"{', '.join(names[:-1])} and {names[-1]}", "level": "area", "geonames_id": None}
    )


_IN_A_ROW = re.compile(r"^(?: cit(?:y|ies)| provinces?| regions?| states?)?(?:, ?(?:and )?|,? and )(?:the )?$")
_VILLAGE_REACH = 90
"""Characters between an unknown village and the known place that it is told to lie in."""


def _in_a_village(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """An unknown village named with the known place stands for it, by its own name."""
    known = choice.toponym
    if known is None or choice.place is None:
        return choice
    text = scene.texts[mention.evidence.part]
    left, right = mention.sentence
    taken = tuple((one.start, one.end) for one in scene.names[mention.evidence.part] if left <= one.start < right)
    for start, end, name in find_unknown(text, left, right, taken):
        gap = text[end : known.start] if end <= known.start else text[known.end : start]
        if len(gap) > _VILLAGE_REACH or _CLAUSE_END.search(gap) or (end > known.start and known.place.level == "place"):
            continue
        if mention.kind is Kind.DISPLACEMENT and _TO.search(text[max(start - 40, 0) : start]):
            continue
        if any(found.start == 0 and found.end >= len(name) - 1 for found in scene.gazetteer.find(name)):
            continue
        place = place_of(name, choice.place, scene.gazetteer)
        return replace(choice, place=place, because=f"{choice.because}; {name} lies there")
    return choice


_TO = re.compile(
    r"\b(?:to|into|towards?|for|reach\w*|arriv\w+ (?:in|at)|shelter\w* (?:in|at)|refuge in)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)


def _is_listed_later(at: int, here: Sequence[Toponym], text: str) -> float:
    """The first of a list stands for it."""
    before = here[at - 1] if at else None
    return (
        2.0 if before and before.role is here[at].role and _IN_A_ROW.match(text[before.end : here[at].start]) else 0.0
    )


def _rate(mention: Mention, name: Toponym, text: str, scene: Scene) -> float:
    score = _SCORE[name.role] + _FINENESS.get(name.place.level, 0.0)
    if mention.kind is Kind.DISPLACEMENT:
        score += {Role.ORIGIN: 8.0, Role.DESTINATION: -20.0}.get(name.role, 0.0)
    elif name.role is Role.ORIGIN:
        score -= 5.0
    if name.place.country == scene.country:
        score += 2.0
    elif name.role is not Role.AT:
        score -= 2.0
    score -= min(_distance(mention, name) / 25, 8.0)
    return score - 3.0 * _clauses_between(mention, name, text)


def _anchors(mention: Mention) -> tuple[int, ...]:
    return mention.anchors or (mention.evidence.start,)


def _distance(mention: Mention, name: Toponym) -> float:
    if mention.evidence.start <= name.start < mention.evidence.end:
        return 0.0
    return min(min(abs(name.start - anchor), abs(name.end - anchor)) for anchor in _anchors(mention))


def _clauses_between(mention: Mention, name: Toponym, text: str) -> int:
    nearest = min(_anchors(mention), key=lambda anchor: abs(anchor - name.start))
    left, right = sorted((nearest, name.start))
    return min(len(_CLAUSE_END.findall(text[left:right])), 3)


def _finer(best: Toponym, rated: Sequence[tuple[float, int, Toponym]], top: float, text: str) -> Toponym:
    """The most specific of the names that lie in the best one and are said nearly as firmly, in the same clause."""
    chosen = best
    for score, _, name in rated:
        left, right = sorted((chosen, name), key=lambda one: one.start)
        gap = text[left.end : right.start]
        if (
            left is chosen
            and name.place.level == "place"
            and _SUBURB.match(gap)
            and chosen.place.country == name.place.country
        ):
            return name
        if score <= top - 7 or name.role is Role.DESTINATION or not _holds(chosen.place, name.place):
            continue
        if not _CLAUSE_END.search(gap) and not _LISTED.match(gap):
            chosen = name
    return chosen


def _holds(outer: Place, inner: Place) -> bool:
    if outer.country != inner.country or _FINENESS.get(inner.level, 0) <= _FINENESS.get(outer.level, 0):
        return outer.country is None and outer.level == "area" and inner.country is not None
    return outer.region is None or outer.region == inner.region


def _from_around(mention: Mention, scene: Scene) -> Choice | None:
    """What was named before in the paragraph, then right after it, then in the paragraphs before."""
    names = scene.names[mention.evidence.part]
    start, end = mention.paragraph
    before = [name for name in names if start <= name.start < mention.sentence[0]]
    after = [name for name in names if mention.sentence[1] <= name.start < end]
    earlier = [name for name in names if mention.sentence[0] - _LOOK_BACK <= name.start < start]
    near = [name for name in earlier if name.start >= start - _NEAR]
    for nearest in (reversed(before), reversed(near), iter(after[:3]), reversed(earlier)):
        name = _first_scene(nearest, mention, scene)
        if name is not None:
            place = _country_of(name.place, scene) if name.place.level == "people" else name.place
            return Choice(place, PlacedBy.PARAGRAPH, name, f"{name.role}: {name.words}")
    return None


def _first_scene(names: Iterable[Toponym], mention: Mention, scene: Scene) -> Toponym | None:
    """The first that is a scene, or what the same sentence names within it."""
    text = scene.texts[mention.evidence.part]
    first: Toponym | None = None
    for name in names:
        if first is not None:
            left, right = sorted((first, name), key=lambda one: one.start)
            if _SENTENCE_END.search(text, left.end, right.start):
                break
        if not _is_scene(name, mention, scene):
            continue
        if first is None or _holds(first.place, name.place):
            first = name
    return first


_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s|\n\s*\n")


def _is_scene(name: Toponym, mention: Mention, scene: Scene) -> bool:
    if name.role in _NO_SCENE or (name.role is Role.DESTINATION and mention.kind is Kind.DISPLACEMENT):
        return False
    return name.place.country == scene.country or name.role is not Role.BARE


def _from_headline(mention: Mention, scene: Scene) -> Choice | None:
    names = [name for name in scene.names[Part.HEADLINE] if name.role not in _NO_SCENE]
    other = [name for name in scene.names[Part.BODY] if name.role not in _NO_SCENE]
    if mention.evidence.part is Part.HEADLINE:
        names = other[:4]
    names = [name for name in names if name.place.country == scene.country or name.role is not Role.BARE]
    if mention.kind is Kind.DISPLACEMENT:
        names = [name for name in names if name.role is not Role.DESTINATION]
    if not names:
        return None
    best = max(names, key=lambda name: (_SCORE[name.role] >= 8, _FINENESS.get(name.place.level, 0), -name.start))
    place = _country_of(best.place, scene) if best.place.level == "people" else best.place
    return Choice(place, PlacedBy.HEADLINE, best, f"{best.role}: {best.words}")


def _from_dateline(mention: Mention, scene: Scene) -> Choice | None:
    """Where the reporter wrote: the scene only where the text speaks of that country."""
    names = [name for name in scene.names[Part.BODY] if name.role is Role.DATELINE]
    names = [name for name in names if name.words.lower() in mention.dateline.lower()] or (
        [] if mention.dateline else names[:2]
    )
    name = next((name for name in names if name.place.country == scene.country), None)
    return Choice(name.place, PlacedBy.DATELINE, name, f"dateline: {name.words}") if name else None


def _from_destination(mention: Mention, here: Sequence[Toponym]) -> Choice | None:
    """Where nothing else is told: people who flee on foot do not go far."""
    name = next((name for name in here if name.role is Role.DESTINATION and name.place.level != "country"), None)
    return Choice(name.place, PlacedBy.SENTENCE, name, f"{name.role}: {name.words}") if name else None


def _from_article(mention: Mention, scene: Scene) -> Choice | None:
    """The country that the article speaks of most."""
    if scene.country is None:
        return None
    every = [*scene.names[Part.HEADLINE], *scene.names[Part.BODY]]
    name = next((name for name in every if name.place.country == scene.country), None)
    return Choice(_country_of(name.place, scene), PlacedBy.ARTICLE, name, f"article: {name.words}") if name else None


def _country_of(place: Place, scene: Scene) -> Place:
    """The country itself, by its name."""
    return (scene.gazetteer.country(place.country) if place.country else None) or place
