"""(mention, the names in its sentence) -> the one that says where, weighed by its part, its nearness and its size."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import Kind, Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.names import HOSTS
from monitor.steps.locate.namesakes import is_small_elsewhere
from monitor.steps.locate.parts import wider_of
from monitor.steps.locate.roles import APOSTROPHES, Role
from monitor.steps.locate.scene import NO_SCENE, Choice, Scene, fineness, holds
from monitor.steps.locate.unknown import find_before, find_unknown, is_origin, is_refuge, place_of

_SCORE = {
    Role.AT: 10.0,
    Role.TARGET: 10.0,
    Role.NEAR: 8.5,
    Role.ORIGIN: 3.0,
    Role.PARENT: 6.0,
    Role.LAND: 6.0,
    Role.BARE: 5.0,
    Role.DESTINATION: 0.0,
}
_SCORE_OF_FLIGHT = {**_SCORE, Role.ORIGIN: 16.0, Role.DESTINATION: -20.0}
_SCORE_OF_GROUND = {**_SCORE, Role.ORIGIN: 9.5}
"""`drove the rebels from Harib`: the place that changed hands."""
_SCORE_OF_AID = {**_SCORE, Role.DESTINATION: 11.5}
"""Aid that is stopped lacks where it was bound for."""
_SCORE_OF_RETURN = {**_SCORE, Role.ORIGIN: -20.0, Role.DESTINATION: 16.0}
"""Who goes home is news where home is."""
_RETURNS = frozenset({"people-go-home", "people-brought-home"})
_SCORE_OF_VICTIMS = {**_SCORE, Role.DESTINATION: -8.0}
"""The dead and the wounded are taken to a town; it happened elsewhere."""
_SCORES = {
    Kind.KILLED: _SCORE_OF_VICTIMS,
    Kind.INJURED: _SCORE_OF_VICTIMS,
    Kind.DISPLACEMENT: _SCORE_OF_FLIGHT,
    Kind.TERRITORY_CHANGE: _SCORE_OF_GROUND,
    Kind.AID_OBSTRUCTION: _SCORE_OF_AID,
    Kind.AIR_STRIKE: _SCORE_OF_VICTIMS,
    Kind.SHELLING: _SCORE_OF_VICTIMS,
    Kind.FACILITY_ATTACK: _SCORE_OF_VICTIMS,
}
_RIGHT_THERE, _ATTACHED = frozenset({" in ", " near ", " at ", " in the ", " IN ", " NEAR ", " AT "}), 1.5
"""`Advances in Aleppo, Kills 140 in Hama`: what follows the words right away says where."""
_CONSONANT = re.compile(r"[bcdfghjklmnpqrstvwxz]", re.IGNORECASE)
_TELLING = 5
"""Consonants of a name that is known by another spelling: fewer are shared by too many."""
_OF_THE_STORY = 1.0
"""`on the Mombasa-Lamu road`, in a story from Lamu."""
_A_HOST = 12.0
"""`In Doha the two sides of the war in Chad signed`: where they met, if a name of the war stands beside it."""
_ITS_NUMBER = re.compile(
    r"[\w,.-]+(?: (?:more|others?|another|people|civilians|persons|soldiers|famil(?:y|ies)))?"
    r" (?:from|in|at|near|on)(?: the)?(?: nearby| neighbou?ring| [a-z]+ern)?"
    r"(?: (?:province|state|region|district|town) of)? $"
)
_WITH = re.compile(
    r"(?: district| province| state| region| city| town)?,? (?:with|at)(?: (?:the most|some|about|at least),?)? "
)
_OWN_REACH, _OF_ITS_OWN = 45, 8.0
_LEAST = -2.0
_NEARLY = 7.0
"""A finer name may be that much less firm than the best one that holds it."""
_CLAUSE_END = re.compile(
    r";|\.\s|\b(?:while|whereas|but|although|meanwhile|hours later|a day after|because of|due to"
    r"|(?:after|following|before)(?! (?:dawn|dusk|dark|noon|midday|midnight|sunrise|sunset|sun-?up|daybreak|nightfall"
    r"|first light|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))\b"
    r"|, (?:as|which|who|where)\b"
    r"|, and\b(?! [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:[,.;]| (?:ha[sd]|have|w[ae]s|were|districts?|provinces?|states?"
    r"|townships?|towns|villages|areas|regions|counties|camps|in|on|to|after|since)\b))"
    r"|, with (?:(?:at least|another|some|about|more than) )?[\w,]+ (?:[\w-]+ )?(?:killed|wounded|dead)\b"
)
_SUBURB = re.compile(
    r"^(?:['’]s)?(?! (?:and|or)\b)(?: [\w-]+){0,2} (?:suburbs?|districts?|neighbou?rhoods?|quarters?|satellite towns?"
    r"|areas?|city|town|village|port|(?:refugee )?camp) of (?:the )?$"
)
_LISTED = re.compile(r"^(?: city| town)?(?:,| and|, and| or) $")
_IN_A_ROW = re.compile(r"^(?: cit(?:y|ies)| provinces?| regions?| states?)?(?:, ?(?:and )?|,? and | )(?:the )?$")
_MEASURED = re.compile(
    r"(?: [a-z-]+){0,2}(?:,| [-–—]|—| \(|,? which (?:lies|sits|is))\s?(?:[a-z]+ ){0,3}"
    r"(?:about |some |around |just |nearly )?"
    r"(?:\d|an? (?:dozen |few )?(?:km|kilomet|mile))[^;.]*$"
)
_VILLAGE_REACH = 90
"""Characters between an unknown village and the known place that it is told to lie in."""


class Rated(NamedTuple):
    score: float
    name: Toponym


def choose_in_sentence(mention: Mention, here: Sequence[Toponym], scene: Scene) -> Choice | None:
    """The firmest name in the sentence, or what it names within that; else the country of an adjective."""
    is_home = _is_return(mention)
    adjectives = (
        name for name in here if name.role is Role.ADJECTIVE and (is_home or name.place.country == scene.country)
    )
    name = next(adjectives, None)
    rated = _rate_all(mention, here, scene)
    if rated and not (is_home and name and rated[0].name.role is not Role.DESTINATION):
        return _best(mention, rated, here, scene)
    if name is None:
        return None
    return Choice(scene.land_of(name.place), PlacedBy.SENTENCE, name, f"adjective: {name.words}")


def _rate_all(mention: Mention, here: Sequence[Toponym], scene: Scene) -> list[Rated]:
    text = scene.text_of(mention)
    rated = [
        Rated(_rate(mention, name, text, scene) - _is_listed_later(at, here, text), name)
        for at, name in enumerate(here)
        if name.role not in NO_SCENE and not (name.role is Role.NEAR and _only_measures(at, here, text))
    ]
    return sorted((one for one in rated if one.score > _LEAST), key=lambda one: one.score, reverse=True)


def _best(mention: Mention, rated: Sequence[Rated], here: Sequence[Toponym], scene: Scene) -> Choice:
    text = scene.text_of(mention)
    score = rated[0].score
    name = _finer(rated, text)
    listed = several(name, here, text, scene)
    if listed is not None:
        return Choice(listed, PlacedBy.SENTENCE, name, f"several: {listed.name}", score)
    if (whole := wider_of(name, mention, here, text, scene)) is not None:
        return Choice(whole, PlacedBy.SENTENCE, name, f"of which a part: {name.words}", score)
    choice = Choice(scene.land_of(name.place), PlacedBy.SENTENCE, name, f"{name.role}: {name.words}", score)
    return _in_a_village(mention, choice, scene)


def _rate(mention: Mention, name: Toponym, text: str, scene: Scene) -> float:
    table = _SCORE_OF_RETURN if _is_return(mention) else _SCORES.get(mention.kind, _SCORE)
    score = table[name.role] + fineness(name.place)
    if name.place.country == scene.country:
        score += 2.0
    elif name.role is not Role.AT:
        score -= 2.0
    main = scene.main
    if main is not None and name.role is Role.BARE and name.place.region == main.place.region:
        score += _OF_THE_STORY
    if name.role is Role.AT and "truce-agreed" in mention.because and name.words.lower().replace(" ", "_") in HOSTS:
        score -= _A_HOST
    if text[mention.evidence.end : name.start] in _RIGHT_THERE:
        score += _ATTACHED
    if mention.anchors and abs(name.start - mention.anchors[0]) <= _OWN_REACH and _is_of_its_own(mention, name, text):
        score += _OF_ITS_OWN
    return score - min(_distance(mention, name) / 25, 8.0) - 4.0 * _clauses_between(mention, name, text)


def _is_of_its_own(mention: Mention, name: Toponym, text: str) -> bool:
    """`nine died in Beni, four in Oicha`, `Beni with nine deaths`: the number right beside the name is that place's."""
    is_counted = mention.figure is not None and name.place.level != "country"
    at = mention.anchors[0]
    beside = _ITS_NUMBER.match(text, at, name.start) if at < name.start else _WITH.fullmatch(text, name.end, at)
    return is_counted and beside is not None


def _is_return(mention: Mention) -> bool:
    return mention.kind is Kind.DE_ESCALATION and not _RETURNS.isdisjoint(mention.because)


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


def _only_measures(at: int, here: Sequence[Toponym], text: str) -> bool:
    """`in Budalin township, about 110 km northwest of Mandalay`: far from the second, and in the first."""
    return any(one.role is not Role.DATELINE and is_measured(one, here[at], text) for one in here[max(at - 2, 0) : at])


def is_measured(name: Toponym, near: Toponym, text: str) -> bool:
    """`Baidoa - about 250 km southwest of Mogadishu -` speaks of Baidoa."""
    return near.role is Role.NEAR and _MEASURED.match(text[name.end : near.start]) is not None


def _is_listed_later(at: int, here: Sequence[Toponym], text: str) -> float:
    """The first of a list stands for it."""
    before = here[at - 1] if at else None
    is_listed = before and before.role is here[at].role and _IN_A_ROW.match(text[before.end : here[at].start])
    return 2.0 if is_listed else 0.0


def _finer(rated: Sequence[Rated], text: str) -> Toponym:
    """The most specific of the names that lie in the best one and are said nearly as firmly, in the same clause."""
    chosen = rated[0].name
    for score, name in rated:
        left, right = sorted((chosen, name), key=lambda one: one.start)
        gap = text[left.end : right.start]
        if left is chosen and _is_suburb(chosen, gap, name):
            return name
        if score <= rated[0].score - _NEARLY or name.role is Role.DESTINATION or not holds(chosen.place, name.place):
            continue
        if not _CLAUSE_END.search(gap) and not _LISTED.match(gap):
            chosen = name
    return chosen


def _is_suburb(city: Toponym, gap: str, name: Toponym) -> bool:
    """`the Damascus suburb of Jaramana` lies in another region than the city."""
    return name.place.level == "place" and name.place.country == city.place.country and bool(_SUBURB.match(gap))


def row_of(chosen: Toponym, names: Sequence[Toponym], text: str) -> list[Toponym]:
    """The list of places that a name stands in, or only itself.  `names` as they stand in the text."""
    row = [chosen]
    for name in names:
        if name.start > row[-1].start and name.role is chosen.role and _IN_A_ROW.match(text[row[-1].end : name.start]):
            row.append(name)
    for name in reversed(names):
        if name.start < row[0].start and name.role is chosen.role and _IN_A_ROW.match(text[name.end : row[0].start]):
            row.insert(0, name)
    return row


def several(chosen: Toponym, here: Sequence[Toponym], text: str, scene: Scene) -> Place | None:
    """Three or more regions in a row: no one of them has the incident, only their country."""
    row = row_of(chosen, here, text)
    countries = dict.fromkeys(name.place.country for name in row if name.place.country)
    regions = dict.fromkeys(name.place.region or (name.place.level, name.place.name) for name in row)
    if len(row) < 3 or len(regions) < 3 or not countries:
        return None
    most = max(countries, key=lambda code: scene.countries.get(code, 0.0))
    names = [name.place.name for name in row[:6]]
    country = scene.gazetteer.country(most) or chosen.place
    label = f"{', '.join(names[:-1])} and {names[-1]}"
    label = label if country.name in names else f"{label}, {country.name}"
    return country.model_copy(update={"name": label, "level": "area", "geonames_id": None})


def _in_a_village(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """An unknown village named with the known place stands for it, by its own name."""
    known = choice.toponym
    if known is None or choice.place is None:
        return choice
    text = scene.text_of(mention)
    sentence = scene.sentence_of(mention)
    taken = tuple((name.start, name.end) for name in scene.named_in(mention, *sentence))
    before = find_before(text, sentence[0], known.start) if known.place.level != "place" else None
    if before and text[known.end : known.end + 1] not in APOSTROPHES and not _is_unfit(mention, text, *before, scene):
        place = place_of(before[1], choice.place, scene.gazetteer)
        return replace(choice, place=place, because=f"{choice.because}; {before[1]} lies there")
    if (apart := _apart(mention, known, taken, scene)) is not None:
        return replace(choice, place=apart, because=f"{choice.because}; another clause names {apart.name}")
    for start, end, name in find_unknown(text, *sentence, taken):
        if known.role is Role.ORIGIN and not is_origin(mention, text, sentence[0], start):
            continue
        if lies_in(text, start, end, known) and not _is_unfit(mention, text, start, name, scene):
            place = place_of(name, choice.place, scene.gazetteer)
            return replace(choice, place=place, because=f"{choice.because}; {name} lies there")
    return choice


def _apart(mention: Mention, known: Toponym, taken: tuple[tuple[int, int], ...], scene: Scene) -> Place | None:
    """`Two died in Tyre, and strikes in the town of Kfartebnit killed one`: what the mention's own clause names."""
    text = scene.text_of(mention)
    at = mention.evidence.start
    if not _CLAUSE_END.search(text, *sorted((at, known.start))):
        return None
    for start, end, name in find_unknown(text, *scene.sentence_of(mention), taken, sure=True):
        left, right = (end, at) if end <= at else (at, start)
        if not _CLAUSE_END.search(text, left, right) and not _is_unfit(mention, text, start, name, scene):
            place = place_of(name, scene.country_of(known.place), scene.gazetteer)
            return place if place.region and len(_CONSONANT.findall(name)) >= _TELLING else None
    return None


def lies_in(text: str, start: int, end: int, known: Toponym) -> bool:
    """True where an unknown name stands close by a known place that is told to hold it, or to be near."""
    comes_first = end <= known.start
    gap = text[end : known.start] if comes_first else text[known.end : start]
    is_near = len(gap) <= _VILLAGE_REACH and not _CLAUSE_END.search(gap)
    return is_near and (comes_first or known.place.level != "place")


def _is_unfit(mention: Mention, text: str, start: int, name: str, scene: Scene) -> bool:
    """A place to flee to, or a known name that was set aside for its part in the sentence."""
    if is_refuge(mention, text, start):
        return True
    found = (one for one in scene.gazetteer.find(name) if one.start == 0 and one.end >= len(name) - 1)
    return any(not is_small_elsewhere(one, scene.country) for one in found)
