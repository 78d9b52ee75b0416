"""(mention, the names in its sentence) -> the one that says where, weighed by its part, its nearness and its size."""

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.namesakes import is_small_elsewhere
from monitor.steps.locate.parts import wider_of
from monitor.steps.locate.powers import APOSTROPHES
from monitor.steps.locate.rating import CLAUSE_END, Rated, counted_first, is_return, rate_all
from monitor.steps.locate.roles import Role
from monitor.steps.locate.rows import in_its_turn, land_of_both, several
from monitor.steps.locate.scene import Choice, Scene, holds
from monitor.steps.locate.tellers import their_own_town
from monitor.steps.locate.triggers import UNITS
from monitor.steps.locate.unknown import (
    BEHIND_COUNT,
    COMMON,
    NOT_PLACES,
    find_before,
    find_unknown,
    is_origin,
    is_refuge,
    place_of,
    unit_among,
)
from monitor.text.caseless import caseless

_CONSONANT = re.compile(r"[bcdfghjklmnpqrstvwxz]", re.IGNORECASE)
_TELLING = 5
"""Consonants of a name that is known by another spelling: fewer are shared by too many."""
_NEARLY = 7.0
"""A finer name may be that much less firm than the best one that holds it."""
_SUBURB = re.compile(
    r"^(?:['’]s)?(?! (?:and|or)\b)(?: [\w-]+){0,2} (?:suburbs?|districts?|neighbou?rhoods?|quarters?|satellite towns?"
    r"|areas?|city|town|village|port|(?:refugee )?camp) of (?:the )?$"
)
_UNIT_AFTER = caseless(rf" {UNITS}\b")
_OPENS = re.compile(r"^\W*In (?:the )?(?:[A-Z][\w-]+ )?(?:[A-Z][\w-]+(?:['’]s|n) )?(?:[a-z-]+ (?:of )?){0,2}$")
"""`In Helmand, where poppies grow, insurgents attacked a post in Naway district`: a district of Helmand."""
_LISTED = re.compile(r"^(?: city| town)?(?:,| and|, and| or) $")
_BEHIND = (" in ", " at ", " nea", " on ", " ear", " lat")
_VILLAGE_REACH = 90
"""Characters between an unknown village and the known place that it is told to lie in."""


def choose_in_sentence(mention: Mention, here: Sequence[Toponym], scene: Scene) -> Choice | None:
    """The firmest name in the sentence, or what it names within that; else the country of an adjective."""
    is_home = is_return(mention)
    adjectives = (
        name for name in here if name.role is Role.ADJECTIVE and (is_home or name.place.country == scene.country)
    )
    name = next(adjectives, None)
    rated = rate_all(mention, here, scene)
    if rated and not (is_home and name and rated[0].name.role is not Role.DESTINATION):
        return _best(mention, rated, here, scene)
    if name is None:
        return None
    return Choice(scene.land_of(name.place), PlacedBy.SENTENCE, name, f"adjective: {name.words}")


def _best(mention: Mention, rated: Sequence[Rated], here: Sequence[Toponym], scene: Scene) -> Choice:
    text = scene.text_of(mention)
    score = rated[0].score
    name = _finer(rated, text)
    if "respectively" in text[slice(*mention.sentence)] and mention.figure is not None:
        own = in_its_turn(name, mention, here, text)
        if own is not None:
            return Choice(scene.land_of(own.place), PlacedBy.SENTENCE, own, f"in its turn: {own.words}", score)
    listed = several(name, mention, here, scene)
    if listed is not None:
        return Choice(listed, PlacedBy.SENTENCE, name, f"several: {listed.name}", score)
    if name is not here[-1]:
        is_of_land = here[-1].place.level == "country"
        if is_of_land and (land := land_of_both(name, mention, here, text, scene)) is not None:
            return Choice(land, PlacedBy.SENTENCE, name, f"in both: {name.words}", score)
        if (teller := their_own_town(name, mention, here, text, scene)) is not None:
            return Choice(teller.place, PlacedBy.SENTENCE, teller, f"who tells of it: {teller.words}", score)
    if (whole := wider_of(name, mention, here, text, scene)) is not None:
        return Choice(whole, PlacedBy.SENTENCE, name, f"of which a part: {name.words}", score)
    choice = Choice(scene.land_of(name.place), PlacedBy.SENTENCE, name, f"{name.role}: {name.words}", score)
    return _in_a_village(mention, choice, scene)


def _finer(rated: Sequence[Rated], text: str) -> Toponym:
    """The most specific of the names that lie in the best one and are said nearly as firmly, in the same clause."""
    chosen = rated[0].name
    for score, name in rated:
        left, right = sorted((chosen, name), key=lambda one: one.start)
        gap = text[left.end : right.start]
        if left is chosen and _is_suburb(chosen, gap, name, text):
            return name
        if score <= rated[0].score - _NEARLY or name.role is Role.DESTINATION or not holds(chosen.place, name.place):
            continue
        # Of a district only its region is known, so that it may hold any town of that.
        is_apart = chosen.place.level == "admin2" and " and " in gap
        if not is_apart and not CLAUSE_END.search(gap) and not _LISTED.match(gap):
            chosen = name
    return chosen


def _is_suburb(city: Toponym, gap: str, name: Toponym, text: str) -> bool:
    """`the Damascus suburb of Jaramana` lies elsewhere than the city; no `Gidami district of the Kellem zone`."""
    if _UNIT_AFTER.match(text, name.end):
        return False
    return name.place.level == "place" and name.place.country == city.place.country and bool(_SUBURB.match(gap))


def _in_a_village(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """An unknown village named with the known place stands for it, by its own name."""
    known = choice.toponym
    if known is None or choice.place is None:
        return choice
    text = scene.text_of(mention)
    sentence = scene.sentence_of(mention)
    taken = tuple((name.start, name.end) for name in scene.named_in(mention, *sentence))
    may_hold = known.place.level != "place" or text[known.start - 1 : known.start] == "("
    before = find_before(text, sentence[0], known.start) if may_hold else None
    if before and text[known.end : known.end + 1] not in APOSTROPHES and not _is_unfit(mention, text, *before, scene):
        place = place_of(before[1], choice.place, scene.gazetteer)
        return replace(choice, place=place, because=f"{choice.because}; {before[1]} lies there")
    if (apart := _apart(mention, known, taken, scene)) is not None:
        return replace(choice, place=apart, because=f"{choice.because}; another clause names {apart.name}")
    unknown = find_unknown(text, *sentence, taken)
    for start, end, name in counted_first(mention, unknown, text) if len(unknown) > 1 else unknown:
        if known.role is Role.ORIGIN and not is_origin(mention, text, sentence[0], start):
            continue
        opens = known.place.level in ("admin1", "admin2") and _OPENS.search(text, sentence[0], known.start)
        if lies_in(text, start, end, known, reach=2 if opens else 1) and not _is_unfit(
            mention, text, start, name, scene
        ):
            later = [one for at, _, one in unknown if at > start]
            place = place_of(name, unit_among(later, choice.place, scene.gazetteer), scene.gazetteer)
            return replace(choice, place=place, because=f"{choice.because}; {name} lies there")
    return choice


def _apart(mention: Mention, known: Toponym, taken: tuple[tuple[int, int], ...], scene: Scene) -> Place | None:
    """`Two died in Tyre, and strikes in the town of Kfartebnit killed one`: what the mention's own clause names."""
    text = scene.text_of(mention)
    at = mention.evidence.start
    end = mention.evidence.end
    is_behind = known.start > at and text[end : end + 4] in _BEHIND
    behind = BEHIND_COUNT.match(text, end) if is_behind else None
    if not (behind and behind["more"]) and not CLAUSE_END.search(text, *sorted((at, known.start))):
        return None
    if behind is not None:
        is_place = not (NOT_PLACES.match(behind[1]) or COMMON.search(behind[1]) or behind.start(1) in dict(taken))
        if is_place and not _is_unfit(mention, text, behind.start(1), behind[1], scene):
            return place_of(behind[1], scene.country_of(known.place), scene.gazetteer)
    for start, end, name in find_unknown(text, *scene.sentence_of(mention), taken, sure=True):
        left, right = (end, at) if end <= at else (at, start)
        if not CLAUSE_END.search(text, left, right) and not _is_unfit(mention, text, start, name, scene):
            if _OPENS.search(text, scene.sentence_of(mention)[0], known.start) and known.place.level != "place":
                return place_of(name, scene.land_of(known.place), scene.gazetteer)
            place = place_of(name, scene.country_of(known.place), scene.gazetteer)
            if place.region:
                return place if len(_CONSONANT.findall(name)) >= _TELLING else None
            around = scene.gazetteer.unit(known.place.region or "")
            return place_of(name, around, scene.gazetteer) if around else None
    return None


def lies_in(text: str, start: int, end: int, known: Toponym, reach: int = 1) -> bool:
    """True where an unknown name stands close by a known place that is told to hold it, or to be near."""
    comes_first = end <= known.start
    gap = text[end : known.start] if comes_first else text[known.end : start]
    if gap in ("'s ", "’s "):
        return True
    is_near = len(gap) <= reach * _VILLAGE_REACH and not CLAUSE_END.search(gap)
    return is_near and (comes_first or known.place.level != "place")


def _is_unfit(mention: Mention, text: str, start: int, name: str, scene: Scene) -> bool:
    """A place to flee to, or a known name that was set aside for its part in the sentence."""
    if is_refuge(mention, text, start):
        return True
    found = (one for one in scene.gazetteer.find(name) if one.start == 0 and one.end >= len(name) - 1)
    return any(not is_small_elsewhere(one, scene.country) for one in found)
