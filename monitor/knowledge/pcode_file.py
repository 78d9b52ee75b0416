"""OCHA's list of P-codes, as a user downloads it: P-codes for the regions, and the names of second-level units."""

import csv
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from monitor.errors import KnowledgeFileError
from monitor.knowledge.place_names import PlaceRow, fold_name

_SORT = re.compile(
    r"\b(?:al|el|an|ar|as|ash|at|az|ad|governorate|province|region|state|oblast|department|prefecture|county|city|zone|oblast|ska|wilaya)\b"
)
_ALIKE = 0.82
"""`Barishal` and `Barisal` are; `North` and `North West` are not."""
_WEIGHT = 33
"""Of a second-level unit: below a town that bears the name, above a hamlet."""


_COLUMNS = {"Location", "Admin Level", "P-Code", "Name", "Parent P-Code"}


class Unit(NamedTuple):
    """One row: `country` is ISO 3166-1 alpha-3, `parent` a P-code (of the country itself at level 1)."""

    country: str
    level: int
    pcode: str
    name: str
    parent: str


def read_pcodes(path: Path) -> list[Unit]:
    """The rows of OCHA's `global_pcodes` file at levels 1 and 2; others are passed over.  Raises KnowledgeFileError."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeFileError([f"{path}:1: cannot be read ({error})"]) from error
    if rows and not set(rows[0]) >= _COLUMNS:
        raise KnowledgeFileError([f"{path}:1: is not OCHA's list of P-codes; it has the columns {', '.join(_COLUMNS)}"])
    return [
        Unit(row["Location"], int(row["Admin Level"]), row["P-Code"], row["Name"], row["Parent P-Code"])
        for row in rows
        if row["Admin Level"] in ("1", "2") and row["P-Code"] and row["Name"]
    ]


def match_regions(
    units: Iterable[Unit], countries: dict[str, str], regions: dict[str, dict[str, str]]
) -> dict[str, str]:
    """P-code -> ISO 3166-2, by name.  `countries`: alpha-3 -> alpha-2; `regions`: alpha-2 -> folded name -> unit."""
    matched: dict[str, str] = {}
    for unit in units:
        known = regions.get(countries.get(unit.country, ""), {})
        if unit.level == 1 and (region := _by_name(unit.name, known)):
            matched[unit.pcode] = region
    return matched


def _by_name(name: str, known: dict[str, str]) -> str | None:
    exact = known.get(fold_name(name))
    if exact is not None:
        return exact
    shorts = {_short(other): region for other, region in known.items()}
    nearest = get_close_matches(_short(name), shorts, 1, _ALIKE)
    return shorts[nearest[0]] if nearest and nearest[0] else None


def _short(name: str) -> str:
    return _SORT.sub("", fold_name(name)).replace(" ", "")


def second_level(
    units: Iterable[Unit], countries: dict[str, str], regions: dict[str, str]
) -> Iterator[tuple[PlaceRow, tuple[str, ...]]]:
    """Second-level units as places of their region, for the gazetteer."""
    for unit in units:
        region = regions.get(unit.parent)
        if unit.level == 2 and region is not None:
            row = PlaceRow(unit.name, countries[unit.country], region, "admin2", None, None, 0, _WEIGHT)
            yield row, (unit.name,)
