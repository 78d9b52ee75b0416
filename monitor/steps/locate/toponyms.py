"""text -> [Toponym]: the names of places in it, each with its part in the sentence and the place it stands for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.model.incident import Place
from monitor.model.knowledge import Gazetteer
from monitor.steps.locate.draft import Draft, Toponym
from monitor.steps.locate.names import is_dateline, is_part_of_a_name, is_person, is_title_case
from monitor.steps.locate.namesakes import lies_elsewhere
from monitor.steps.locate.roles import Before, Role, role_of
from monitor.steps.locate.units import in_their_units
from monitor.text.caseless import caseless
from monitor.text.words import word_set

_POWERS = word_set("US RU TR IR IL GB FR CN DE SA AE QA")
"""Countries that the news names more often for what they do than for what happens there."""

_VOTES = {
    Role.AT: 3.0,
    Role.TARGET: 3.0,
    Role.NEAR: 2.5,
    Role.ORIGIN: 3.0,
    Role.PARENT: 3.0,
    Role.BARE: 1.5,
    Role.DESTINATION: 1.0,
    Role.LAND: 2.0,
    Role.ADJECTIVE: 1.0,
    Role.DATELINE: 1.0,
    Role.ACTOR: 0.3,
    Role.BORDER: 0.3,
    Role.SEAT: 0.2,
}

_FAR = 2.0
"""So many times as much must a story speak of another country."""
_IS_HIT = caseless(r"\s(?:(?:was|were|has been|had been|is being|being|been) \w+|came under|is under|comes under)\b")

_SEATS = word_set(
    "geneva washington brussels vienna rome london paris berlin strasbourg oslo stockholm madrid ottawa canberra tokyo "
    "copenhagen helsinki lisbon dublin bern hague york"
)
"""Datelines of diplomats: the war that they speak of is elsewhere, wherever the text names another country."""
_OF_A_SEAT = 0.15

_CLOSE = frozenset({" ", "'s ", "’s ", "s ", ", "})
_LISTS = frozenset({", ", " and ", ", and ", " or "})
_OF_A_LIST = 45
"""More than a country of the same name has before a unit."""
_LEAST_WEIGHT = 36
"""Below it (about 140,000 people) a name is that place only where the text speaks of the country."""

_SHORT = frozenset({"CAR", "NCR"})
"""Of Central Africa or of the Cordillera, of Manila or of Delhi: where the text speaks of."""
_TELLS_OF_ANOTHER = 9.0
"""Three scenes in another country: what lies elsewhere is hardly more than a name."""
_A_TOWN, _A_METROPOLIS = 30, 51
_A_BIG_CITY = 44
_OF_A_HAMLET = 0.3
"""Part of a vote that a small place has for its country, and none for itself."""
_A_LONG_NAME = 5
"""Letters of a village's name: shorter ones are also words of other languages, persons and firms."""
_ON_THE_BORDER = 30
"""Characters: `Moyale on the Kenyan border` lies in the other country."""
_A_SMALL_COUNTRY = 78
"""Below it (a million people) a country is no likelier than a town of its name: Tonga on the Nile."""
_SPEAKS_OF_ANOTHER = 1.5
"""One bare mention of another country."""
_ONE_SCENE, _HARDLY_ANOTHER, _A_VILLAGE = 3.0, 2.0, 24
"""A dateline with its country, and no more of it; a place of 2,500 people."""
_LEAST_ABROAD = 41
"""About 700,000 people: a name in a country of which the text says nothing else."""


def find_drafts(text: str, gazetteer: Gazetteer, datelines: Sequence[tuple[int, int]] = ()) -> list[Draft]:
    """Every name that may be a place, with its part in the sentence but not yet one place."""
    drafts: list[Draft] = []
    title_case = is_title_case(text)
    ahead, reach = sorted(datelines, reverse=True), 0
    persons: set[str] = set()
    for name in gazetteer.find(text):
        while ahead and ahead[-1][0] <= name.start:
            reach = max(reach, ahead.pop()[1])
        if name.start < reach:
            drafts.append(Draft(name, text[name.start : name.end], Role.DATELINE))
            continue
        before = Before(drafts[-1].name, drafts[-1].role) if drafts else None
        role = Role.DATELINE if is_dateline(text, name) else role_of(text, name, before)
        follows = before is not None and text[before.name.end : name.start] in _CLOSE
        words = text[name.start : name.end].lower()
        if role is not Role.ADJECTIVE and not follows and is_part_of_a_name(text, name, role, title_case=title_case):
            if is_person(text, name):
                persons.add(words)
            continue
        if words in persons and role is not Role.AT:
            continue
        drafts.append(Draft(name, text[name.start : name.end], role))
    return drafts


def count_countries(drafts: Sequence[Draft], hamlets: set[str], weight: float = 1.0) -> dict[str, float]:
    """How much a text speaks of each country; names that may lie in several do not count, and a hamlet's only once."""
    votes: dict[str, float] = {}
    guests: set[str] = set()
    for draft in drafts:
        likeliest, sure = draft.name.candidates[0], draft.name.weights[0]
        country = likeliest.country
        if country is None or (draft.name.is_word and draft.role not in _SURELY_A_PLACE):
            continue
        others = {
            place.country
            for place, chance in zip(draft.name.candidates, draft.name.weights, strict=True)
            if chance > min(sure - 15, 33)
        }
        is_stamp = draft.role is Role.DATELINE and sure >= _A_TOWN
        if (
            not is_stamp
            and len(others) > 1
            and (likeliest.level not in ("country", "people") or sure < _A_SMALL_COUNTRY or draft.words in _SHORT)
        ):
            continue
        is_seat = draft.words.lower().rpartition(" ")[2] in _SEATS
        if draft.role is Role.DATELINE and (is_seat or (likeliest.level == "country" and country in guests)):
            guests.add(country)
            votes[country] = votes.get(country, 0.0) + _OF_A_SEAT
            continue
        if sure < _LEAST_WEIGHT:
            if draft.words.lower() in hamlets:
                continue
            hamlets.add(draft.words.lower())
        vote = _VOTES[draft.role] * (0.2 if country in _POWERS and draft.role in (Role.ADJECTIVE, Role.ACTOR) else 1.0)
        votes[country] = votes.get(country, 0.0) + vote * (_OF_A_HAMLET if sure < _LEAST_WEIGHT else weight)
    return votes


def with_resolved(votes: Mapping[str, float], names: Iterable[Sequence[Toponym]]) -> dict[str, float]:
    """Also the countries of names that might have lain in several (Gaza), now that they lie in one."""
    told = dict(votes)
    for found in names:
        for name in found:
            country = name.place.country
            if country is not None and country not in votes and (name.role in _SCENES or name.place.level == "people"):
                told[country] = told.get(country, 0.0) + _VOTES[name.role]
    return told


def without_powers(
    text: str, found: Sequence[Toponym], main: str, votes: Mapping[str, float], gazetteer: Gazetteer
) -> list[Toponym]:
    """`Russia intensified its raids`, in a story of Syria (`main`): who acts, though no word there says so."""
    return [
        replace(name, role=Role.ACTOR) if _only_acts(text, name, main, votes, gazetteer) else name for name in found
    ]


def _only_acts(text: str, name: Toponym, main: str, votes: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    country = name.place.country or ""
    if name.role is not Role.BARE or country not in _POWERS or country == main:
        return False
    is_state = name.place.level == "country" or name.place == gazetteer.capital(country)
    is_far = votes.get(main, 0.0) >= _FAR * votes.get(country, 0.0)
    return is_state and is_far and not _IS_HIT.match(text, name.end)


def _count_regions(drafts: Sequence[Draft]) -> Counter[str]:
    """How often a text names each region by a name that can mean nothing else."""
    return Counter(
        region for draft in drafts if len(draft.name.candidates) == 1 and (region := draft.name.candidates[0].region)
    )


def resolve(text: str, drafts: Sequence[Draft], votes: Mapping[str, float]) -> list[Toponym]:
    """One place for each name; names that fit nowhere in this text are dropped."""
    found: list[Toponym] = []
    regions = _count_regions(drafts)
    for at, draft in enumerate(drafts):
        is_plain = len(draft.name.candidates) == 1 and draft.name.weights[0] >= _LEAST_ABROAD
        near = [] if is_plain else _neighbours(text, drafts, at)
        right = text[draft.name.end : draft.name.end + 20]
        is_short = draft.words in _SHORT

        def fit(
            one: tuple[Place, int], near: Sequence[Near] = near, right: str = right, is_short: bool = is_short
        ) -> float:
            place, weight = one
            here = min(4 * regions[place.region], 16) if place.region else 0
            is_small = place.level == "country" and (weight < _A_SMALL_COUNTRY or is_short)
            return weight + _fit(place, near, votes) + (0 if is_small else _by_unit(place, right)) + here

        best, weight = max(zip(draft.name.candidates, draft.name.weights, strict=True), key=fit)
        if _is_credible(best, weight, draft, near, votes) and not lies_elsewhere(text, drafts, at, best, votes):
            role = Role.ADJECTIVE if best.level == "people" and draft.role in _SCENES else draft.role
            found.append(Toponym(draft.name.start, draft.name.end, draft.words, best, role, weight))
    return in_their_units(text, found)


_UNIT = caseless(r"^(?:'s|’s)? (?:state|province|governorate|region|department|prefecture|oblast|district|county)\b")


def _by_unit(place: Place, right: str) -> int:
    """`Niger` is a country, `Niger state` is not."""
    is_unit = bool(_UNIT.match(right))
    if place.level == "country":
        return -25 if is_unit else 25
    return 12 if is_unit and place.level in ("admin1", "admin2") else 0


class Near(NamedTuple):
    """A place named close by; `firm`: 3 where its phrase says that it holds this one, 1, or below 0 (it does not)."""

    places: tuple[Place, ...]
    firm: int
    is_listed_unit: bool = False
    """`Georgia and Florida`: a state or province named in the same breath."""


def _neighbours(text: str, drafts: Sequence[Draft], at: int) -> list[Near]:
    name, role = drafts[at].name, drafts[at].role
    near: list[Near] = []
    for other in drafts[max(at - 4, 0) : at + 5]:
        if other.name is name:
            continue
        left, right = (name, other.name) if name.start < other.name.start else (other.name, name)
        gap = text[left.end : right.start]
        if len(gap) > 160 or "\n\n" in gap or ". " in gap:
            continue
        if other.role is Role.BORDER and left is name and len(gap) <= _ON_THE_BORDER:
            near.append(Near(other.name.candidates[:1], -4))
            continue
        holds = len(gap) <= 45 and (other.role is Role.PARENT or role is Role.PARENT or gap[:2] in ("'s", "’s"))
        is_listed_unit = gap in _LISTS and other.name.candidates[0].level == "admin1"
        near.append(Near(other.name.candidates, 3 if holds else 1, is_listed_unit))
    return near


def _fit(place: Place, near: Sequence[Near], votes: Mapping[str, float]) -> float:
    fit = 0.0
    top = max(votes.values(), default=0.0)
    if place.country and top:
        fit += 25 * votes.get(place.country, 0.0) / top
    for others, firm, is_listed_unit in near:
        if is_listed_unit and place.level == "admin1" and others[0].country == place.country:
            fit += _OF_A_LIST
        fits = (_kinship(place, other) * (1.0 if rank == 0 else 0.6) for rank, other in enumerate(others))
        fit += firm * max(fits, default=0.0)
    return fit


def _kinship(place: Place, other: Place) -> float:
    if other.country != place.country or other.country is None:
        return 0.0
    wide = other.level in ("country", "people", "admin1", "area")
    return (9.0 if wide else 4.0) + (7.0 if other.region and other.region == place.region else 0.0)


_SCENES = (Role.AT, Role.NEAR, Role.TARGET, Role.ORIGIN, Role.PARENT, Role.DATELINE)
_SURELY_A_PLACE = (Role.AT, Role.PARENT, Role.DATELINE)
"""Where a name that is also a word or a person's can only be a place."""


def _is_credible(place: Place, weight: int, draft: Draft, near: Sequence[Near], votes: Mapping[str, float]) -> bool:
    """Small places, and names that are words, must be where the rest of the text plays."""
    if place.level in ("country", "people"):
        return not _may_be_a_surname(place, weight, draft) or votes.get(place.country or "", 0.0) > _VOTES[draft.role]
    own = _VOTES[draft.role] * (_OF_A_HAMLET if weight < _LEAST_WEIGHT else 1.0 if weight < _LEAST_ABROAD else 0.0)
    here = votes.get(place.country or "", 0.0) - own
    elsewhere = max((vote for country, vote in votes.items() if country != place.country), default=0.0)
    is_near = any(others.places[0].country == place.country for others in near)
    is_spoken_of = here > 0.01 or is_near or place.country is None
    if _may_be_a_surname(place, weight, draft):
        return False
    if draft.name.is_word and not (is_spoken_of and draft.role in _SCENES):
        return weight >= _A_BIG_CITY and draft.role in _SURELY_A_PLACE
    if is_spoken_of and here + own >= 0.15 * elsewhere:
        return True
    if is_spoken_of or elsewhere < _SPEAKS_OF_ANOTHER:
        return weight >= _A_TOWN or (not elsewhere and _means_one_place(draft))
    if elsewhere <= _ONE_SCENE and weight >= _A_TOWN and _means_one_place(draft):
        return True
    is_own_name = draft.words.lower() == place.name.lower()
    if elsewhere <= _HARDLY_ANOTHER and weight >= _A_VILLAGE and is_own_name and _means_one_place(draft):
        return True
    return weight >= (_LEAST_ABROAD if elsewhere < _TELLS_OF_ANOTHER else _A_METROPOLIS)


def _means_one_place(draft: Draft) -> bool:
    """`killed in Buni Yadi`, in a text that names no other place: the one village of that name is meant."""
    is_scene = draft.role in _SCENES and draft.role is not Role.PARENT
    return is_scene and len(draft.name.candidates) == 1 and len(draft.words) >= _A_LONG_NAME


def _may_be_a_surname(place: Place, weight: int, draft: Draft) -> bool:
    """In copy all in capitals a surname looks like any village."""
    is_capitals = draft.words.isupper() and len(draft.words) > 4
    least = _A_SMALL_COUNTRY if place.level == "country" else _A_BIG_CITY
    return draft.role is Role.BARE and is_capitals and place.level != "people" and weight < least
