"""sources.yaml -> the canonical names of those who say things."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import Field

from monitor.model.base import Strict
from monitor.model.knowledge import Gazetteer
from monitor.text.patterns import either

PACKAGE_SOURCES = Path(__file__).parent / "sources.yaml"


class Source(Strict):
    """One who says things: `also` names only it, `called` are nouns that may stand for it once it was named."""

    name: str
    also: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


class SourceFile(Strict):
    """`offices`: a name and the words for it, one source in each country."""

    sources: tuple[Source, ...] = ()
    offices: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


def read_source_files(paths: Iterable[Path]) -> SourceFile:
    """All files as one; a name listed again adds to the first."""
    files = [SourceFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {}) for path in paths]
    known: dict[str, Source] = {}
    offices: dict[str, tuple[str, ...]] = {}
    for file in files:
        for source in file.sources:
            old = known.get(source.name, Source(name=source.name))
            known[source.name] = Source(
                name=source.name, also=(*old.also, *source.also), called=(*old.called, *source.called)
            )
        offices |= {name: (*offices.get(name, ()), *words) for name, words in file.offices.items()}
    return SourceFile(sources=tuple(known.values()), offices=offices)


_PAIRED = either(
    "backed led based run held brokered linked affiliated allied aligned claimed controlled "
    "mediated sponsored supported"
)
_OPENING = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|several|some|many|other|another|multiple|various|senior|top|his|her|its|their)\s+)+",
    re.I,
)
_ENDING = re.compile(r"(?:['’]s?|\s+(?:also|have|has|had|there|who|that|which|on|in|at|said|and|late|early))+$", re.I)
_SPACES = re.compile(r"\s+")
_LONGEST = 100


class SourceNames:
    """Canonical names from files; unknown words come back tidied."""

    def __init__(self, file: SourceFile, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        every = [(words, source.name) for source in file.sources for words in (*source.also, source.name)]
        self._acronyms = {words: name for words, name in every if words.isupper()}
        self._words = tuple(words for words, _ in every if not words.isupper())
        self._names = {words.lower(): name for words, name in every if not words.isupper()}
        self._called = {source.name: frozenset(word.lower() for word in source.called) for source in file.sources}
        self._offices = {words.lower(): name for name, words_of in file.offices.items() for words in words_of}
        self.canonical = lru_cache(maxsize=4096)(self._canonical)

    @cached_property
    def _known(self) -> re.Pattern[str]:
        return _any_of(self._words, self._acronyms)

    @cached_property
    def _office(self) -> re.Pattern[str]:
        return _any_of(self._offices)

    def _canonical(self, words: str) -> str:
        text = _SPACES.sub(" ", words[: 2 * _LONGEST]).strip(" ,.;:-–—'\"“”‘’")
        known = max(_whole_names(self._known, text), key=_length_and_place, default=None)
        if known is not None:
            return self.name_of(known.group())
        office = max(self._office.finditer(text), key=_length_and_place, default=None)
        if office is not None and (country := self._country_in(text)):
            return f"{country} {self._offices[office.group().lower()]}"
        return _tidied(text)

    def _country_in(self, text: str) -> str:
        for name in self._gazetteer.find(text):
            place = name.candidates[0]
            country = self._gazetteer.country(place.country or "") if place.level in ("country", "people") else None
            if country is not None:
                return f"{country.name}'s"
        return ""

    def is_known(self, words: str) -> bool:
        """True where the words alone name one listed source."""
        return words in self._acronyms or words.lower() in self._names

    def named_in(self, text: str) -> tuple[tuple[int, str], ...]:
        """(offset, canonical name) of every listed source that a text names, in order."""
        return _named_in(self._known, text, self)

    def name_of(self, words: str) -> str:
        """The canonical name of a listed source."""
        return self._acronyms.get(words) or self._names[words.lower()]

    def answers_to(self, name: str, noun: str) -> bool:
        """True where `the monitor` may stand for that source once it was named."""
        return noun.lower() in self._called.get(name, frozenset())


@lru_cache(maxsize=64)
def _named_in(known: re.Pattern[str], text: str, names: SourceNames) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), names.name_of(match.group())) for match in _whole_names(known, text))


_NOUNS = frozenset({"observatory"})
"""Names that are common nouns as well; `Lebanese Hezbollah` is still Hezbollah."""
_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!The |A |An |And |But |As |In |On |At |Also |Meanwhile )[A-Z][\w.'’-]*[a-z][\w.'’-]* $"
)


def _whole_names(known: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that are no end of another's name: the Observatory is one, the Yemen Conflict Observatory another."""
    for match in known.finditer(text):
        if match.group().lower() not in _NOUNS or not _NAME_BEFORE.search(
            text, max(0, match.start() - 40), match.start()
        ):
            yield match


def _any_of(words: Iterable[str], acronyms: Iterable[str] = ()) -> re.Pattern[str]:
    """Single names by their case ("WHO" is not "who"), all else without; the longest that begin at one place."""
    names = [(name, re.escape(name)) for name in acronyms]
    for name in words:
        is_name = " " not in name and not name.islower()
        names.append((name, f"{re.escape(name)}|{re.escape(name.upper())}" if is_name else f"(?i:{re.escape(name)})"))
    longest_first = [pattern for _, pattern in sorted(names, key=lambda one: -len(one[0]))] or ["(?!)"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?!\w|-{_PAIRED})")


def _length_and_place(match: re.Match[str]) -> tuple[int, int]:
    return len(match.group()), -match.start()


def _tidied(text: str) -> str:
    """`two intelligence officials` -> `intelligence officials`."""
    bare = _ENDING.sub("", _OPENING.sub("", text))[:_LONGEST].strip()
    return bare or text[:_LONGEST]
