"""text -> [Draft]: the names of places in it, each with its part in the sentence; what countries they speak of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from monitor.model.knowledge import Gazetteer, PlaceName
from monitor.steps.locate.draft import Draft, Toponym
from monitor.steps.locate.half_names import are_two_towns, without_side
from monitor.steps.locate.names import is_dateline, is_medium, is_part_of_a_name, is_person, is_title_case
from monitor.steps.locate.roles import Before, Role, role_of
from monitor.text.caseless import caseless
from monitor.text.words import word_set

_POWERS = word_set("US RU TR IR IL GB FR CN DE SA AE QA")
"""Countries that the news names more often for what they do than for what happens there."""

_ROAMING = frozenset(
    f"{article}{name}" for article in ("al-", "Al-", "Al ", "") for name in ("Shabaab", "Shabab", "Boko Haram")
)
"""Whose attacks are told of several countries."""
VOTES = {
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

_COMPASS = re.compile(r"(?:North|South|East|West|Central|Upper|Lower)\w* [A-Z]")
_HALF = re.compile(r"\b((?:North|South|East|West|Central|Upper|Lower)\w*) and $")
_HALF_REACH = 20
_CLOSE = frozenset({" ", "'s ", "’s ", "s ", ", "})
SCENES = (Role.AT, Role.NEAR, Role.TARGET, Role.ORIGIN, Role.PARENT, Role.DATELINE)
SURELY_A_PLACE = (Role.AT, Role.PARENT, Role.DATELINE)
"""Where a name that is also a word or a person's can only be a place."""
LEAST_WEIGHT = 36
"""Below it (about 140,000 people) a name is that place only where the text speaks of the country."""
SHORT = frozenset({"CAR", "NCR"})
"""Of Central Africa or of the Cordillera, of Manila or of Delhi: where the text speaks of."""
_NATIVES = word_set("indian indians")
_LATIN_AMERICA = word_set("AR BO BR BZ CL CO CR EC GT HN MX NI PA PE PY SV VE")
A_TOWN = 30
OF_A_HAMLET = 0.3
"""Part of a vote that a small place has for its country, and none for itself."""
A_SMALL_COUNTRY = 78
"""Below it (a million people) a country is no likelier than a town of its name: Tonga on the Nile."""


def find_drafts(text: str, gazetteer: Gazetteer, datelines: Sequence[tuple[int, int]] = ()) -> list[Draft]:
    """Every name that may be a place, with its part in the sentence but not yet one place."""
    drafts: list[Draft] = []
    title_case = is_title_case(text)
    ahead, reach = sorted(datelines, reverse=True), 0
    persons: set[str] = set()
    every = gazetteer.find(text)
    for found, after in zip_longest(every, every[1:]):
        name = without_side(text, found, gazetteer) if text[found.start].islower() else found
        while ahead and ahead[-1][0] <= name.start:
            reach = max(reach, ahead.pop()[1])
        if name.start < reach:
            drafts.append(Draft(name, text[name.start : name.end], Role.DATELINE))
            continue
        if text.startswith(" and ", name.start - 5):
            drafts += _other_half(text, name, drafts, gazetteer)
        before = Before(drafts[-1].name, drafts[-1].role) if drafts else None
        role = Role.DATELINE if is_dateline(text, name) else role_of(text, name, before)
        follows = before is not None and text[before.name.end : name.start] in _CLOSE
        follows = (follows and not is_medium(text, name)) or (after is not None and are_two_towns(text, found, after))
        words = text[name.start : name.end].lower()
        if role is not Role.ADJECTIVE and not follows and is_part_of_a_name(text, name, role, title_case=title_case):
            if is_person(text, name):
                persons.add(words)
            continue
        if words in persons and role is not Role.AT:
            continue
        drafts.append(Draft(name, text[name.start : name.end], role))
    return _without_natives(drafts) if "ndian" in text else drafts


def _without_natives(drafts: list[Draft]) -> list[Draft]:
    """`The army massacred Indians` of Guatemala, in a text that names no India."""
    others = [draft for draft in drafts if draft.words.lower() not in _NATIVES]
    countries = {draft.name.candidates[0].country for draft in others}
    return drafts if "IN" in countries or _LATIN_AMERICA.isdisjoint(countries) else others


def _other_half(text: str, name: PlaceName, drafts: Sequence[Draft], gazetteer: Gazetteer) -> list[Draft]:
    """`North and South Kivu`: the North Kivu of which only half is written out."""
    left = text[max(name.start - _HALF_REACH, 0) : name.start]
    if not _COMPASS.match(text, name.start) or not (half := _HALF.search(left)):
        return []
    whole = f"{half[1]} {text[name.start : name.end].partition(' ')[2]}"
    other = next((one for one in gazetteer.find(whole) if one.start == 0 and one.end == len(whole)), None)
    if other is None:
        return []
    start = name.start - len(left) + half.start()
    found = other._replace(start=start, end=start + len(half[1]))
    before = Before(drafts[-1].name, drafts[-1].role) if drafts else None
    return [Draft(found, whole, role_of(text, found, before))]


def count_countries(drafts: Sequence[Draft], hamlets: set[str], weight: float = 1.0) -> dict[str, float]:
    """How much a text speaks of each country; names that may lie in several do not count, and a hamlet's only once."""
    votes: dict[str, float] = {}
    guests: set[str] = set()
    for draft in drafts:
        likeliest, sure = draft.name.candidates[0], draft.name.weights[0]
        country = likeliest.country
        if country is None or (draft.name.is_word and draft.role not in SURELY_A_PLACE):
            continue
        others = {
            place.country
            for place, chance in zip(draft.name.candidates, draft.name.weights, strict=True)
            if chance > min(sure - 15, 33)
        }
        is_stamp = draft.role is Role.DATELINE and sure >= A_TOWN
        if (
            not is_stamp
            and len(others) > 1
            and (likeliest.level not in ("country", "people") or sure < A_SMALL_COUNTRY or draft.words in SHORT)
        ):
            continue
        is_seat = draft.words.lower().rpartition(" ")[2] in _SEATS
        if draft.role is Role.DATELINE and (is_seat or (likeliest.level == "country" and country in guests)):
            guests.add(country)
            votes[country] = votes.get(country, 0.0) + _OF_A_SEAT
            continue
        if sure < LEAST_WEIGHT:
            if draft.words.lower() in hamlets:
                continue
            hamlets.add(draft.words.lower())
        is_power = country in _POWERS and draft.role in (Role.ADJECTIVE, Role.ACTOR)
        vote = VOTES[draft.role] * (0.2 if is_power or draft.words in _ROAMING else 1.0)
        votes[country] = votes.get(country, 0.0) + vote * (OF_A_HAMLET if sure < LEAST_WEIGHT else weight)
    return votes


def with_resolved(votes: Mapping[str, float], names: Iterable[Sequence[Toponym]]) -> dict[str, float]:
    """Also the countries of names that might have lain in several (Gaza), now that they lie in one."""
    told = dict(votes)
    for found in names:
        for name in found:
            country = name.place.country
            if country is not None and country not in votes and (name.role in SCENES or name.place.level == "people"):
                told[country] = told.get(country, 0.0) + VOTES[name.role]
    return told


def without_powers(
    text: str, found: Sequence[Toponym], main: str, votes: Mapping[str, float], gazetteer: Gazetteer
) -> list[Toponym]:
    """`Russia intensified its raids`, in a story of Syria (`main`): who acts, though no word there says so."""
    return [
        replace(name, role=Role.ACTOR)
        if name.role is Role.BARE and _only_acts(text, name, main, votes, gazetteer)
        else name
        for name in found
    ]


def _only_acts(text: str, name: Toponym, main: str, votes: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    country = name.place.country or ""
    if country not in _POWERS or country == main:
        return False
    is_state = name.place.level == "country" or name.place == gazetteer.capital(country)
    is_far = votes.get(main, 0.0) >= _FAR * votes.get(country, 0.0)
    return is_state and is_far and not _IS_HIT.match(text, name.end)
