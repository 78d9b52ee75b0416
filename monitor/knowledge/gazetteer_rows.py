"""The gazetteer file's two halves: rows of places, and the folded names under which they are found."""

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from monitor.knowledge.place_names import HAND_WEIGHTS, HEADER, PlaceRow, fold_name
from monitor.model.incident import Place

_BY_HAND = frozenset(HAND_WEIGHTS.values())


def read_rows(path: Path) -> tuple[list[str], dict[str, str]]:
    """Rows with their cells between tabs; folded name -> numbers of rows, after `~` where it is also a word."""
    text = gzip.decompress(path.read_bytes()).decode()
    header, count, rest = text.split("\n", 2)
    if header != HEADER:
        raise ValueError(f"{path} is no gazetteer of this version; build it again")
    rows = rest.split("\n")
    keys = dict(entry.split("\t", 1) for entry in rows[int(count) :])
    del rows[int(count) :]
    return rows, keys


def add_place(rows: list[str], keys: dict[str, str], row: PlaceRow, names: Iterable[str], *, first: bool) -> None:
    """A user's place comes before others of its name, a second-level unit after them."""
    rows.append("\t".join("" if cell in (None, 0) else str(cell) for cell in row))
    for key in {fold_name(name) for name in names} - {""}:
        known = keys.get(key, "")
        both = (str(len(rows) - 1), known.lstrip("~")) if first else (known, str(len(rows) - 1))
        keys[key] = " ".join(both).strip()


def regions_by_name(rows: list[str], keys: dict[str, str]) -> dict[str, dict[str, str]]:
    """Country -> folded name -> ISO 3166-2, for all first-level units."""
    units: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        if "\tadmin1\t" in row:
            units[number] = row.split("\t", 4)
    regions: dict[str, dict[str, str]] = {}
    for key, entry in keys.items():
        for one in entry.lstrip("~").split():
            cells = units.get(int(one))
            if cells:
                regions.setdefault(cells[1], {}).setdefault(key, cells[2])
    return regions


def weight_of(place: Place, weight: int, key: str) -> int:
    """A town is less likely meant by one of its other names; a place listed by hand bears them all."""
    is_own_name = fold_name(place.name).replace(" ", "") == key.replace(" ", "")
    if not place.geonames_id or weight in _BY_HAND or place.level == "country" or is_own_name:
        return weight
    return weight - (7 if place.level == "place" else 12)


@cache
def surroundings() -> dict[str, str]:
    """A city that is a region of its own -> the region around it (surroundings.csv)."""
    lines = (Path(__file__).parent / "surroundings.csv").read_text(encoding="utf-8").splitlines()
    return dict(line.split(",", 1) for line in lines if line and not line.startswith("#"))
