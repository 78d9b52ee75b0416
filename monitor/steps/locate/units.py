"""Names told to lie in a unit where no known place of that name lies: an unknown one, in that unit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.model.incident import Place
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.role_words import UNIT_AFTER
from monitor.steps.locate.roles import Role
from monitor.steps.locate.triggers import UNITS
from monitor.text.caseless import caseless
from monitor.text.patterns import either

_SORT = either("towns? cit(?:y|ies) villages? ports? camps? areas? districts? municipalit(?:y|ies) sectors?")
_AND_OTHERS = r"(?:(?:,|,? and) [A-Z][\w’'-]+)*"
"""`in Shahpur and Qasba sectors of Poonch`"""
_SECTORS_OF = re.compile(rf"^{_AND_OTHERS} (?:sectors?|villages|areas|(?i:{UNITS})) of (?:the )?$")
_UNIT_OF = caseless(rf"^(?: {_SORT})?,? (?:in|of) the (?:[\w-]+ ){{0,2}}{UNITS} of $")
_IN_UNIT = caseless(rf"^(?: {_SORT})?(?:, (?:in |of )?| in )(?:the )?(?:[a-z]+ern |[a-z]+ing )?$")
_CLOSES = re.compile(
    r"^(?:[.;)]|, (?!(?:and|or) |(?:the )?[A-Z])|$|\s(?:on|in|at|late|early|after|when|by|since|who|said)\b)"
)
_IN_BRACKETS = caseless(rf"^(?: {_SORT})? \((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,3}}, )?$")
"""`Batutulis village (Bogor Regency, West Java province)`"""
_CALLED_UNIT = caseless(rf" {UNITS}$")
"""`Sagaing region`: the word is part of the name."""
_OPENS = re.compile(r"(?:^|[.\n\"“] ?|\b(?:while|and) |[;,] )[Ii]n (?:the )?(?:[a-z-]+ ){0,2}$")
_HIGH = caseless(r"(?:['’]s)? (?:provinces?|states?|regions?|governorates?|departments?|oblast)\b")
_LOW = caseless(
    r"(?:['’]s)? (?:count(?:y|ies)|townships?|villages?|towns?|districts?|communes?|municipalit(?:y|ies)|city)\b"
)
_NEAR_TOWN = re.compile(
    r"(?:,? (?:on the outskirts of|(?:just )?outside|near|a suburb of)"
    r"|,(?: an? (?:[a-z]+ )?(?:village|town|hamlet|settlement))?(?: located| situated| lying)?"
    r"(?: less tha[nt]| about| some| around)?"
    r" \d{1,2} ?(?:km|kilomet(?:er|re)s|miles)(?: \([^)]{3,20}\))?"
    r"(?: to the)?(?: (?:north|south|east|west)[a-z-]*)? (?:of|from))"
    r"(?: the (?:[a-z]+ )?(?:town|city|village)(?: of)?)? $"
)
_FAR_OFF = 1.5
"""Degrees of latitude and longitude: some 150 kilometres."""
_WELL_KNOWN = 40
"""Weight (about 500,000 people): whom nobody takes for a namesake."""
_AT = re.compile(r"\b(?:in|at|near|from|of|around|outside) (?:the )?$")
_ENDS = re.compile(r"(?:[.;)]|$|, (?![A-Z]))")
_LISTED_BEFORE = re.compile(r"[A-Z][\w’'-]+, (?:[a-z]+ )?$")
_VILLAGE_OF = re.compile(r"\b(?:village|hamlet|settlement|locality|community) of $")
"""`the village of Manila, in Palma district`"""
_UNIT_REACH = 30
"""Characters: `Poonch district`."""


def in_their_units(text: str, found: Sequence[Toponym]) -> list[Toponym]:
    """`Dara town, Galmudug`, where every known Dara lies elsewhere: an unknown one, in that unit, in the whole text."""
    units: dict[tuple[str, str | None], Place] = {}
    for name, unit in (*pairwise(found), *zip(found, found[2:], strict=False)):
        gap = text[name.end : unit.start]
        if name.place.level == "admin1" and unit.weight < _WELL_KNOWN and unit.place.region != name.place.region:
            place, name = _told_before(text, name, unit), unit
        elif name.weight < _WELL_KNOWN and (
            "near" in gap or "outsk" in gap or "outside" in gap or "suburb" in gap or "km " in gap or "kilom" in gap
        ):
            place = _told_near(gap, name, unit)
        elif unit.role is Role.PARENT or " of " in gap or " in " in gap or " (" in gap:
            place = _in_its_unit(text, name, unit)
        elif gap == ", " and unit.place.level == "country" and name.weight < _WELL_KNOWN:
            place = _told_abroad(text, name, unit)
        else:
            continue
        if place:
            units[name.words, name.place.country] = place
    if not units:
        return list(found)
    return [replace(name, place=units.get((name.words, name.place.country), name.place)) for name in found]


def _in_its_unit(text: str, name: Toponym, unit: Toponym) -> Place | None:
    is_abroad = name.place.country != unit.place.country
    is_there = not is_abroad and unit.place.region == name.place.region
    if is_abroad and not _VILLAGE_OF.search(text, max(name.start - _UNIT_REACH, 0), name.start):
        return None
    if is_there or unit.place.region is None or not name.place.country or name.place.level not in ("place", "admin2"):
        return None
    is_called_unit = _UNIT_OF.match(text[name.end : unit.start]) or UNIT_AFTER.match(
        text[unit.end : unit.end + _UNIT_REACH]
    )
    if not (is_called_unit or unit.place.level not in ("place", "people", "area")) or not _is_told_to_hold(
        text, name, unit
    ):
        return None
    return _unknown_in(name, unit)


def _unknown_in(name: Toponym, unit: Toponym) -> Place:
    told = f"{name.words}, {unit.place.name}"
    return unit.place.model_copy(update={"name": told, "level": "place", "geonames_id": None})


def _told_before(text: str, unit: Toponym, name: Toponym) -> Place | None:
    """`In Hunan province, floods in Longshan county`: every known Longshan lies elsewhere."""
    if name.place.level not in ("place", "admin2") or name.place.country != unit.place.country:
        return None
    if not _LOW.match(text, name.end) or ". " in text[unit.end : name.start]:
        return None
    is_called_unit = _HIGH.match(text, unit.end) or _CALLED_UNIT.search(unit.words)
    opens = is_called_unit and _OPENS.search(text, max(unit.start - _UNIT_REACH, 0), unit.start)
    return _unknown_in(name, unit) if opens else None


def _told_abroad(text: str, name: Toponym, unit: Toponym) -> Place | None:
    """`in Rafah, Egypt.`, where the known Rafah lies in another country."""
    if name.place.level not in ("place", "admin2") or unit.place.country == name.place.country:
        return None
    is_told = _AT.search(text, max(name.start - _UNIT_REACH, 0), name.start) is not None
    return _unknown_in(name, unit) if is_told and _ENDS.match(text, unit.end) else None


def _told_near(gap: str, name: Toponym, town: Toponym) -> Place | None:
    """`Sidi Khaled, on the outskirts of Tiaret`, where the known one lies a day's drive off: an unknown one."""
    one, other = name.place, town.place
    if one.country != other.country or one.region == other.region or not _NEAR_TOWN.match(gap):
        return None
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north, east = (one.latitude or 0) - (other.latitude or 0), (one.longitude or 0) - (other.longitude or 0)
    return _unknown_in(name, town) if abs(north) + abs(east) > _FAR_OFF else None


def _is_told_to_hold(text: str, inner: Toponym, outer: Toponym) -> bool:
    """True for `Dara town, Galmudug,`, `Dara in Galmudug province`, `Dara, in the province of Galmudug`; no list."""
    gap, right = text[inner.end : outer.start], text[outer.end : outer.end + 40]
    if _UNIT_OF.match(gap) or _SECTORS_OF.match(gap) or _IN_BRACKETS.match(gap):
        return True
    if not _IN_UNIT.match(gap):
        return False
    if UNIT_AFTER.match(right) or _CALLED_UNIT.search(outer.words):
        return True
    is_listed = _LISTED_BEFORE.search(text[max(inner.start - 40, 0) : inner.start]) is not None
    return "," in gap and not is_listed and _CLOSES.match(right) is not None
