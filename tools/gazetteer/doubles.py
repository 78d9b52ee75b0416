"""Places of several lists -> each once: a unit and the city that it is called after are told apart."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from monitor.knowledge.place_names import PlaceRow, consonants, fold_name
from monitor.text.words import word_set

IN_CRISIS = word_set(
    "SY IQ YE SD SS CD ET ER SO UA MM PS IL LB AF PK ML BF NE NG TD CF LY MZ HT CO VE CM KE UG RW BI AM AZ GE JO BD LK "
    "NP TR IR EG RS XK BA MD ZW MG HN GT SV EC DJ SA TH PH KG TJ MR BJ TG CI GN SL LR AO DZ TN PG HR"
)
"""Every place that GeoNames knows with 500 people or more."""
UNIT, UNIT_OF_SMALL, UNIT_BELOW = 50, 44, 40
"""A city weighs seven for each power of ten of its people: a unit is meant before a namesake of up to ten million,
one of a small country before a namesake of up to two."""
_UNITS = ("admin1", "admin2")
_ALIKE = 0.45
"""`Praha` and Prague are; `Pernambuco` and Recife, which GeoNames also calls so, are not."""
_MUCH_ALIKE = 0.7
"""Of districts: their towns bear names of their own."""
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|ed|er|es|ez)\b")


class Named(NamedTuple):
    row: PlaceRow
    names: tuple[str, ...]
    """The first is its own name."""


def drop_doubles(places: list[Named]) -> list[Named]:
    """A place by hand or a unit that is also a city in GeoNames takes that city's coordinates, and the city goes.

    A city that only bears a unit's name beside its own (Recife, of Pernambuco) stays: the unit takes its coordinates.
    """
    first: dict[tuple[str, str, str], int] = {}
    kept: list[Named] = []
    for place in places:
        row = place.row
        if row.level == "people":
            kept.append(place)
            continue
        keys = [(row.country, row.region, fold_name(name)) for name in place.names]
        twin = next((first[key] for key in keys if key in first), None)
        is_city = row.level == "place" and row.geonames_id > 0
        if (
            twin is not None
            and is_city
            and _is_only_called_so(kept[twin].row, place, is_own=first.get(keys[0]) == twin)
        ):
            kept[twin] = kept[twin]._replace(row=_at(kept[twin].row, row))
            twin = None
        if (
            twin is not None
            and row.level in ("place", "admin1", "admin2")
            and row.region
            and kept[twin].row.level != "country"
        ):
            kept[twin] = _merge(kept[twin], place)
        else:
            twin = len(kept)
            kept.append(place)
        for key in keys[:1] if is_city else keys:
            first.setdefault(key, twin)
    return kept


def _is_only_called_so(unit: PlaceRow, city: Named, *, is_own: bool) -> bool:
    """`is_own`: the city's own name is one of the unit's."""
    return unit.level in _UNITS and not is_own and not _is_a_spelling(unit, city.names[0])


def _is_a_spelling(unit: PlaceRow, other: str) -> bool:
    """`Praha` of Prague; not `Bihar` of Bihar Sharif, nor `Orleans Parish` of New Orleans."""
    name = unit.name
    one, two = (_ARTICLE.sub("", fold_name(each)).split() for each in (name, other))
    if set(one) <= set(two) or (set(two) <= set(one) and one[-1] != two[-1]):
        return one == two
    ratio = SequenceMatcher(None, "".join(one), "".join(two), autojunk=False).ratio()
    least = _ALIKE if unit.weight >= UNIT_BELOW else _MUCH_ALIKE
    return ratio >= least or consonants(name) == consonants(other)


def _at(unit: PlaceRow, city: PlaceRow) -> PlaceRow:
    return unit if unit.latitude is not None else unit._replace(latitude=city.latitude, longitude=city.longitude)


def _merge(kept: Named, other: Named) -> Named:
    row = _at(kept.row, other.row)
    # A unit by its official name: the world knows it by its city's ("Beirut", not "Bayrūt").
    is_second = row.weight == UNIT_BELOW and row.country not in IN_CRISIS
    if row.weight == UNIT or (row.level == "admin1" and row.weight == UNIT_OF_SMALL) or is_second:
        row = row._replace(name=other.row.name)
    row = row._replace(geonames_id=row.geonames_id or other.row.geonames_id, weight=max(row.weight, other.row.weight))
    first = (row.name,) if is_second else ()
    return Named(row, tuple(dict.fromkeys((*first, *kept.names, *other.names))))
