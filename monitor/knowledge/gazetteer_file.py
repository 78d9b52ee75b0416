"""The gazetteer file, opened when a text first needs a place, and asked by folded names."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from statistics import median

from monitor.knowledge.gazetteer_rows import add_place, read_rows, regions_by_name, surroundings, weight_of
from monitor.knowledge.name_words import (
    GLUED,
    GLUED_ON,
    JOINS,
    LONGEST_NAME,
    ONLY_CAPITALS,
    OPENERS,
    POSSESSIVE,
    SPOILT,
    START,
    UNITS,
    WORD,
    Word,
    folded_word,
    goes_on,
    is_all_capitals,
    with_other_article,
    without_ending,
    without_tail,
)
from monitor.knowledge.pcode_file import Unit, match_regions, second_level
from monitor.knowledge.place_names import (
    PlaceRow,
    consonants,
    fold_name,
    looks_like,
    may_sound_alike,
    read_countries,
)
from monitor.model.base import TRIAGE, RegionId
from monitor.model.incident import Place
from monitor.model.knowledge import Extent, PlaceName
from monitor.model.report import RegionName

_FEWEST = 3
"""Consonants that tell a name; no more than these tell one only where the rest looks like it."""
_WORDS_KEPT, _NAMES_KEPT = 16_384, 8_192
"""Different ones that the news writes with a capital, and names of places among them: look-ups of these are kept."""
GAZETTEER = Path(__file__).parent / "gazetteer.txt.gz"


class GazetteerFile:
    """Every name in the file; `extra` places (a user's own) come before those of the same name."""

    def __init__(
        self,
        path: Path = GAZETTEER,
        extra: Iterable[tuple[PlaceRow, tuple[str, ...]]] = (),
        pcodes: Sequence[Unit] = (),
    ) -> None:
        self._path = path
        self._extra = tuple(extra)
        self._units = pcodes
        self._longest_from = lru_cache(_WORDS_KEPT)(self._find_longest_from)
        self._meanings = lru_cache(_NAMES_KEPT)(self._list_meanings)

    @cached_property
    def _lines(self) -> tuple[list[str], dict[str, str]]:
        rows, keys = read_rows(self._path)
        for row, names in self._extra:
            add_place(rows, keys, row, names, first=True)
        return rows, keys

    @cached_property
    def _pcodes(self) -> dict[str, str]:
        """ISO 3166-2 -> P-code; the second-level units join the names."""
        if not self._units:
            return {}
        rows, keys = self._lines
        countries = {row.alpha3: row.code for row in read_countries()}
        matched = match_regions(self._units, countries, regions_by_name(rows, keys))
        for row, names in second_level(self._units, countries, matched):
            add_place(rows, keys, row, names, first=False)
        return {region: pcode for pcode, region in matched.items()}

    @cached_property
    def _places(self) -> dict[int, tuple[Place, int]]:
        return {}

    def _place(self, number: int) -> tuple[Place, int]:
        known = self._places.get(number)
        if known is None:
            name, country, region, level, latitude, longitude, geonames_id, weight = self._lines[0][number].split("\t")
            place = Place(
                pcode=self._pcodes.get(region),
                name=name,
                country=country or None,
                region=region or None,
                geonames_id=int(geonames_id) if geonames_id else None,
                latitude=float(latitude) if latitude else None,
                longitude=float(longitude) if longitude else None,
                level=level,
            )
            known = self._places[number] = (place, int(weight or 0))
        return known

    def find(self, text: str) -> list[PlaceName]:
        """Every known name, longest match first, none overlapping, in order."""
        if SPOILT.search(text):
            text = SPOILT.sub("'''", text)
        self._pcodes  # noqa: B018 - the user's second-level units join the names before the first search
        capitals = is_all_capitals(text)
        found: list[PlaceName] = []
        free = 0
        for match in START.of(text).finditer(text):
            start, end = match.span()
            if start < free:
                continue
            length = self._longest_from(match.group())
            name = self._name_at(Word(start, end, text), length, text, capitals) if length else None
            if name is not None:
                found.append(name)
                free = name.end
        return found

    def _find_longest_from(self, word: str) -> int:
        """How many words the longest name has that begins with this one; 0 where none does."""
        folded = folded_word(word)
        if not (word[0].isupper() or folded in OPENERS):
            return 0
        longest = self._first_words
        length = longest.get(folded, 0)
        if not length and folded[-1:] == "s":
            length = longest.get(folded[:-1], 0)
        if not length and folded.endswith(GLUED_ON) and (glued := GLUED.match(word)):
            length = longest.get(glued.group(1).lower(), 0)
        return length

    @cached_property
    def _first_words(self) -> dict[str, int]:
        """The first word of every name, and how many words the longest of its names has."""
        longest: dict[str, int] = {}
        for key in self._lines[1]:
            first, _, rest = key.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if longest.get(first, 0) < length:
                longest[first] = length
        return longest

    def _name_at(self, first: Word, longest: int, text: str, capitals: bool) -> PlaceName | None:
        words = [first]
        may_go_on = longest > 1 and text[first.end : first.end + 1] in JOINS
        for match in WORD.of(text).finditer(text, first.end, first.end + 80) if may_go_on else ():
            word = Word(match.start(), match.end(), text)
            if len(words) >= min(longest, LONGEST_NAME) or not goes_on(words[-1], word, text):
                break
            words.append(word)
        while words:
            if words[-1].capital or words[-1].folded in UNITS:
                name = self._lookup(words, text, capitals)
                if name is not None:
                    return name
            words.pop()
        return None

    def _lookup(self, words: list[Word], text: str, capitals: bool) -> PlaceName | None:
        first, last = words[0], words[-1]
        if not (first.capital or last.capital or any(word.capital for word in words)):
            return None
        keys = self._lines[1]
        key, end = self._spelling(words, text)
        entry = keys.get(key, "")
        is_word = entry.startswith("~")
        if not entry or (is_word and capitals) or (len(words) == 1 and not first.capital):
            return None
        if key in ONLY_CAPITALS and (capitals or not text[first.start : end].isupper()):
            return None
        places, weights = self._meanings(key)
        return PlaceName(first.start, end, places, weights, is_word)

    def _list_meanings(self, key: str) -> tuple[tuple[Place, ...], tuple[int, ...]]:
        """The places of a folded name, and how likely each is meant by it."""
        known = [self._place(int(number)) for number in self._lines[1][key].lstrip("~").split()]
        return tuple(place for place, _ in known), tuple(weight_of(place, weight, key) for place, weight in known)

    def _spelling(self, words: list[Word], text: str) -> tuple[str, int]:
        """The key that these words are a name by, and where the name ends; no key where they are none."""
        keys, last = self._lines[1], words[-1]
        key = " ".join(word.folded for word in words)
        if POSSESSIVE.search(text, last.start, last.end) and key[:-1] in keys:
            return key[:-1], last.end - 2
        if key in keys:
            return key, last.end
        if (other := with_other_article(key, keys)) is not None:
            return other, last.end
        for other, end in (without_ending(key, text, last), without_tail(words, text)):
            if other and not keys.get(other, "~").startswith("~"):
                return other, end
        return "", last.end

    def spelled_like(self, words: str, country: str, region: str | None = None) -> Place | None:
        """The one place there whose name has the same consonants: another transliteration of it."""
        skeleton = consonants(words)
        if len(skeleton) < _FEWEST:
            return None
        known = [self._place(number)[0] for number in self._skeletons(country).get(skeleton, ())]
        known = [place for place in known if may_sound_alike(words, place.name)]
        places = [place for place in known if region in (None, place.region)]
        if len({place.region for place in places}) != 1:
            return None
        return next((place for place in places if len(skeleton) > _FEWEST or looks_like(words, place.name)), None)

    @cached_property
    def _by_country(self) -> dict[str, dict[str, list[int]]]:
        return {}

    def _skeletons(self, country: str) -> dict[str, list[int]]:
        made = self._by_country.get(country)
        if made is None:
            rows = self._lines[0]
            made = self._by_country[country] = {}
            mark = f"\t{country}\t"
            for number, row in enumerate(rows):
                if mark in row and "\tpeople\t" not in row and "\tcountry\t" not in row:
                    skeleton = consonants(row.partition("\t")[0])
                    if len(skeleton) >= 3:
                        made.setdefault(skeleton, []).append(number)
        return made

    @cached_property
    def _countries(self) -> dict[str, int]:
        marks = ((number, row.split("\t", 4)) for number, row in enumerate(self._lines[0][:400]))
        return {cells[1]: number for number, cells in marks if cells[3] == "country" and cells[1]}

    def country(self, code: str) -> Place | None:
        """A country by its ISO 3166-1 code."""
        number = self._countries.get(code)
        return None if number is None else self._place(number)[0]

    @cached_property
    def _capitals(self) -> dict[str, str]:
        return {row.code: row.capital for row in read_countries()}

    def capital(self, country: str) -> Place | None:
        """The seat of a country's government."""
        name = self._capitals.get(country)
        entry = self._lines[1].get(fold_name(name)) if name else None
        if not entry:
            return None
        places = (self._place(int(number))[0] for number in entry.lstrip("~").split())
        return next((place for place in places if place.country == country), None)

    @cached_property
    def _extents(self) -> dict[str, Extent | None]:
        return {}

    def extent(self, country: str) -> Extent | None:
        """Where the towns of a country lie."""
        if country not in self._extents:
            cells = (row.split("\t") for row in self._lines[0] if f"\t{country}\t" in row)
            spots = [(float(row[4]), float(row[5])) for row in cells if row[1] == country and row[4]]
            north, east = zip(*spots, strict=True) if spots else ((), ())
            self._extents[country] = (
                Extent(median(north), median(east), max(north) - min(north), max(east) - min(east)) if spots else None
            )
        return self._extents[country]

    def around(self, place: Place) -> Place | None:
        """The region around a city that is a region of its own (surroundings.csv)."""
        return self.unit(surroundings().get(place.region or "", ""))

    def unit(self, region: str) -> Place | None:
        """A first-level unit by its ISO 3166-2 code."""
        number = self._region_rows.get(region)
        return None if number is None else self._place(number)[0]

    @cached_property
    def _region_rows(self) -> dict[str, int]:
        """By hand before ISO's: `Latakia`, not `Al Lādhiqīyah`."""
        units = [(row.split("\t", 3)[2], at) for at, row in enumerate(self._lines[0]) if "\tadmin1\t" in row]
        return dict(reversed(units))

    def region_name(self, region: RegionId) -> RegionName:
        """A region as people call it; an unknown code is its own name."""
        if region == TRIAGE:
            return RegionName(id=region, name="place unknown")
        country = region.partition("-")[0]
        names = self._region_names
        return RegionName(
            id=region, name=names.get(region, region), country=country, country_name=names.get(country, country)
        )

    @cached_property
    def _region_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for row in self._lines[0]:
            name, country, region, level, _ = row.split("\t", 4)
            if level == "country":
                names.setdefault(country, name)
            elif level == "admin1":
                names.setdefault(region, name)
        return names
