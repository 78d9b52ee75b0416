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
_SECTORS_OF = re.compile(rf"^{_AND_OTHERS} (?:sectors?|villages|areas|townships) of (?:the )?$")
_UNIT_OF = caseless(rf"^(?: {_SORT})?,? (?:in|of) the (?:[\w-]+ ){{0,2}}{UNITS} of $")
_IN_UNIT = caseless(rf"^(?: {_SORT})?(?:, (?:in |of )?| in )(?:the )?(?:[a-z]+ern |[a-z]+ing )?$")
_CLOSES = re.compile(
    r"^(?:[.;)]|, (?!(?:and|or) |(?:the )?[A-Z])|$|\s(?:on|in|at|late|early|after|when|by|since|who|said)\b)"
)
_LISTED_BEFORE = re.compile(r"[A-Z][\w’'-]+, (?:[a-z]+ )?$")
_UNIT_REACH = 30
"""Characters: `Poonch district`."""


def in_their_units(text: str, found: Sequence[Toponym]) -> list[Toponym]:
    """`Dara town, Galmudug`, where every known Dara lies elsewhere: an unknown one, in that unit, in the whole text."""
    units = {
        (name.words, name.place.country): place
        for name, unit in (*pairwise(found), *zip(found, found[2:], strict=False))
        if (unit.role is Role.PARENT or " of " in text[name.end : unit.start])
        and (place := _in_its_unit(text, name, unit))
    }
    if not units:
        return list(found)
    return [replace(name, place=units.get((name.words, name.place.country), name.place)) for name in found]


def _in_its_unit(text: str, name: Toponym, unit: Toponym) -> Place | None:
    lies_there = name.place.country == unit.place.country and unit.place.region in (None, name.place.region)
    if lies_there or not name.place.country or name.place.level not in ("place", "admin2"):
        return None
    is_called_unit = _UNIT_OF.match(text[name.end : unit.start]) or UNIT_AFTER.match(
        text[unit.end : unit.end + _UNIT_REACH]
    )
    if not (is_called_unit or unit.place.level not in ("place", "people", "area")) or not _is_told_to_hold(
        text, name, unit
    ):
        return None
    return unit.place.model_copy(
        update={"name": f"{name.words}, {unit.place.name}", "level": "place", "geonames_id": None}
    )


def _is_told_to_hold(text: str, inner: Toponym, outer: Toponym) -> bool:
    """True for `Dara town, Galmudug,`, `Dara in Galmudug province`, `Dara, in the province of Galmudug`; no list."""
    gap, right = text[inner.end : outer.start], text[outer.end : outer.end + 40]
    if _UNIT_OF.match(gap) or _SECTORS_OF.match(gap):
        return True
    if not _IN_UNIT.match(gap):
        return False
    if UNIT_AFTER.match(right):
        return True
    is_listed = _LISTED_BEFORE.search(text[max(inner.start - 40, 0) : inner.start]) is not None
    return "," in gap and not is_listed and _CLOSES.match(right) is not None
