"""Write admin2.csv: second-level units of countries in crisis that the gazetteer does not know in their region.

Run by hand on OCHA's list of P-codes: `python -m tools.gazetteer.second_level global_pcodes.csv`, then build.
Data: OCHA, Common Operational Datasets, CC BY 3.0 IGO (https://data.humdata.org).
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from monitor.knowledge.gazetteer_file import GAZETTEER, GazetteerFile
from monitor.knowledge.gazetteer_rows import read_rows, regions_by_name
from monitor.knowledge.pcode_file import match_regions, read_pcodes, second_level
from monitor.knowledge.place_names import fold_name, looks_like, read_countries
from monitor.model.incident import Place
from monitor.text.words import word_set
from tools.gazetteer.build import HERE, read_table

IN_THE_NEWS = word_set(
    "AF BF BI BJ CD CF CM CO ET HT IQ KE KG ML MM MR MZ NE NG NP PH PK RW SD SO SS SY TD TG TJ YE "
    "AO BD BO EC ID KH LA LK MG MW MY PE PG SB TL UG VU ZM ZW"
)
"""Countries whose wire copy names second-level units; elsewhere they are towns, or bear the names of persons."""
_NO_NAME = re.compile(r"\d|/|\(|\b(?:arrondissement|zone|area|region)\b", re.I)
_COMPASS = re.compile(r"\b(?:centr\w+|north\w*|south\w*|east\w*|west\w*)\b", re.I)
"""`Zone 1`, `North Western`: too general for a name by itself."""
_SORT = re.compile(r"\s+(?:district|county|municipal|municipality|locality|city|town|raion)$", re.I)
_LEAST, _LEAST_THERE = 5, 4
"""Letters: shorter names are words of some language or other."""
_SHORT_NAMES = word_set("MZ NG SD YE")
"""Where so short a name is hardly anything else."""


def main(path: Path) -> None:
    """Rows of country, region, name, by country and name."""
    rows = sorted(set(_missing(path)))
    with (HERE / "admin2.csv").open("w", encoding="utf-8") as out:
        out.write("# country,region,name        by second_level.py, of OCHA's list of P-codes\n")
        csv.writer(out, lineterminator="\n").writerows(rows)


def _missing(path: Path) -> Iterator[tuple[str, str, str]]:
    known = GazetteerFile()
    own = {tuple(row) for row in read_table("admin2.csv")} if (HERE / "admin2.csv").exists() else set()
    rows, keys = read_rows(GAZETTEER)
    countries = {row.alpha3: row.code for row in read_countries()}
    units = read_pcodes(path)
    for row, _ in second_level(units, countries, match_regions(units, countries, regions_by_name(rows, keys))):
        name = _SORT.sub("", row.name.removeprefix("Kota ") if row.country == "ID" else row.name).strip()
        if (
            row.country not in IN_THE_NEWS
            or _NO_NAME.search(name)
            or len(fold_name(_COMPASS.sub("", name))) < _least(row.country)
        ):
            continue
        found = (place for one in known.find(name) if one.end - one.start >= len(name) - 1 for place in one.candidates)
        others = (place for place in found if (place.country, place.region, place.name) not in own)
        if not any(is_known_by(name, row.country, row.region, place) for place in others):
            yield row.country, row.region, name


def is_known_by(name: str, country: str, region: str, place: Place) -> bool:
    """True where a known place is the unit: not a city of quite another name, such as Amlapura for Karangasem."""
    is_there = (place.country, place.region) == (country, region)
    return is_there and (place.geonames_id is None or place.level != "place" or looks_like(name, place.name))


def _least(country: str) -> int:
    return _LEAST_THERE if country in _SHORT_NAMES else _LEAST


if __name__ == "__main__":
    main(Path(sys.argv[1]))
