"""How names of places are written in files, and folded so that spellings meet."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

HEADER = "wire-feed-monitor gazetteer 1"

_MARKS = re.compile(r"['’‘`´ʼʻʾʿ′\u0300-\u036f]")
_GAPS = re.compile(r"[\W_]+")
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ə": "a"}
)


class PlaceRow(NamedTuple):
    """One place as the gazetteer file has it; `weight` 0 to 90 says how likely it is meant where nothing else decides."""

    name: str
    country: str
    region: str
    level: str
    latitude: float | None
    longitude: float | None
    geonames_id: int
    weight: int


def fold_name(name: str) -> str:
    """`Ma‘arrat an-Nu‘mān` -> `maarrat an numan`."""
    if name.isascii():
        plain = name.lower()
    else:
        plain = unicodedata.normalize("NFKD", name).lower().translate(_SPECIAL)
    return _GAPS.sub(" ", _MARKS.sub("", plain)).strip()


_HAND_WEIGHT = {"country": 70, "area": 56, "admin1": 56, "admin2": 34, "place": 36}


def read_places(lines: Iterable[str]) -> Iterator[tuple[PlaceRow, tuple[str, ...]]]:
    """Places that a person listed: country, region, level, name, aliases with `;` between them."""
    for cells in csv.reader(line for line in lines if line.strip() and not line.startswith("#")):
        country, region, level, name, aliases = (cell.strip() for cell in (*cells, "")[:5])
        names = tuple(dict.fromkeys([name, *(alias.strip() for alias in aliases.split(";") if alias.strip())]))
        yield PlaceRow(name, country, region, level, None, None, 0, _HAND_WEIGHT[level]), names
