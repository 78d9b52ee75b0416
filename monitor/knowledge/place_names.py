"""How names of places are written in files, and folded so that spellings meet."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import NamedTuple

from monitor.errors import KnowledgeFileError

HEADER = "wire-feed-monitor gazetteer 1"

_MARKS = re.compile(r"['’‘`´ʼʻʾʿ′\u0300-\u036f]")
_GAPS = re.compile(r"[\W_]+")
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ə": "a"}
)


class CountryRow(NamedTuple):
    """ISO 3166-1 alpha-2, alpha-3, and the seat of government."""

    code: str
    alpha3: str
    capital: str


def read_countries() -> list[CountryRow]:
    """Every country."""
    lines = (Path(__file__).parent / "countries.csv").read_text(encoding="utf-8").splitlines()
    return [CountryRow(*line.split(",", 2)) for line in lines if not line.startswith("#")]


class PlaceRow(NamedTuple):
    """One place as the gazetteer file has it; `weight` (0 to 90): how likely meant where nothing else decides."""

    name: str
    country: str
    region: str
    level: str
    latitude: float | None
    longitude: float | None
    geonames_id: int
    weight: int


def looks_like(name: str, other: str) -> bool:
    """`Shairat` and `Shayrat`, for all that three consonants tell; not `Qusour` and `Al Kasrah`."""
    one, two = (_ARTICLE.sub("", fold_name(each)).replace(" ", "") for each in (name, other))
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def fold_name(name: str) -> str:
    """`Ma‘arrat an-Nu‘mān` -> `maarrat an numan`."""
    plain = name.lower() if name.isascii() else unicodedata.normalize("NFKD", name).lower().translate(_SPECIAL)
    return _GAPS.sub(" ", _MARKS.sub("", plain)).strip()


_ALIKE = 0.7
HAND_WEIGHTS = {"country": 70, "area": 56, "admin1": 56, "admin2": 34, "place": 36}


def read_places(lines: Iterable[str]) -> Iterator[tuple[PlaceRow, tuple[str, ...]]]:
    """Places that a person listed: country, region, level, name, aliases with `;` between them.  Raises ValueError."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        country, region, level, name, aliases = [cell.strip() for cell in [*next(csv.reader([line])), *[""] * 5][:5]]
        if level not in HAND_WEIGHTS or not name:
            raise ValueError(f"{number}: give country, region, level ({', '.join(HAND_WEIGHTS)}), name, aliases")
        names = tuple(dict.fromkeys([name, *(alias.strip() for alias in aliases.split(";") if alias.strip())]))
        yield PlaceRow(name, country, region, level, None, None, 0, HAND_WEIGHTS[level]), names


def read_place_file(path: Path) -> list[tuple[PlaceRow, tuple[str, ...]]]:
    """A user's own places.  Raises KnowledgeFileError."""
    try:
        return list(read_places(path.read_text(encoding="utf-8").splitlines()))
    except OSError as error:
        raise KnowledgeFileError([f"{path}:1: cannot be read ({error.strerror})"]) from error
    except ValueError as error:
        raise KnowledgeFileError([f"{path}:{error}"]) from None


_SAME_SOUND = tuple(pair.split(">") for pair in "kh>h gh>g dh>d th>t sh>s ch>s ph>f q>k c>k z>s v>w j>g p>b".split())
_ARTICLE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|ed|er|es|ez|ul|ud)\b")


def may_sound_alike(one: str, other: str) -> bool:
    """Of two names with the same consonants: no `Zadoora` is a `Chadoora`."""
    one, other = one.lower(), other.lower()
    return not any("ch" in left and "z" in right and "z" not in left for left, right in ((one, other), (other, one)))


@cache
def consonants(name: str) -> str:
    """`Maaret Al-Numan` and `Ma‘arrat an Nu‘mān` -> `mrtnmn`."""
    plain = _ARTICLE.sub("", fold_name(name)).replace(" ", "")
    for sound, same in _SAME_SOUND:
        plain = plain.replace(sound, same)
    bare = re.sub(r"[aeiouy]|(?<=.)[hw]", "", plain)
    return re.sub(r"(.)\1+", r"\1", bare)
