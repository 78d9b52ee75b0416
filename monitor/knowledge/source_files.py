"""sources.yaml -> the canonical names of those who say things."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from monitor.errors import KnowledgeFileError
from monitor.knowledge.name_finder import FoundName, NameFinder, spellings_of
from monitor.knowledge.yaml_lines import YamlError, line_of, read_yaml
from monitor.model.base import Strict
from monitor.model.knowledge import Gazetteer

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
    """All files as one; a name listed again adds to the first.  Raises KnowledgeFileError with every problem."""
    files = [_read(path) for path in paths]
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


def _read(path: Path) -> SourceFile:
    try:
        value, lines = read_yaml(path.read_text(encoding="utf-8"))
        return SourceFile.model_validate(value or {})
    except OSError as error:
        raise KnowledgeFileError([f"{path}:1: cannot be read ({error.strerror})"]) from error
    except YamlError as error:
        raise KnowledgeFileError([f"{path}:{error.line}: {error.says}"]) from error
    except ValidationError as error:
        problems = [f"{path}:{line_of(lines, one['loc'])}: `{one['loc'][-1]}`: {one['msg']}" for one in error.errors()]
        raise KnowledgeFileError(problems) from None


def names_of(file: SourceFile) -> list[str]:
    """Every name of every source, as listed."""
    return [name for source in file.sources for name in (source.name, *source.also)]


_OPENING = re.compile(
    r"^(?:(?:the|a|an|one|two|three|four|five|several|some|many|other|another|multiple|various|senior|top|his|her|its|their)\s+)+",
    re.I,
)
_ENDING = re.compile(r"(?:['’]s?|\s+(?:also|have|has|had|there|who|that|which|on|in|at|said|and|late|early))+$", re.I)
_LOST_APOSTROPHE = re.compile(
    r"(?<=[A-Z]{3})s(?= (?:correspondent|reporter|head|chief|director|spokes\w+|office|bureau)\b)"
)
"""`SANAs correspondent`."""
_SPACES = re.compile(r"\s+")
_LONGEST = 100
_WHOLE = "United Nations"
_INITIALS = re.compile(r"\b(?:UN|US|UK|EU|AU)\b")


class SourceNames:
    """Canonical names from files; unknown words come back tidied."""

    def __init__(self, file: SourceFile, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        every = [
            (spelling, source.name)
            for source in file.sources
            for words in (*source.also, source.name)
            for spelling in _with_full_stops(words)
        ]
        self._names = {words.lower(): name for words, name in every}
        self._words = spellings_of(words for words, _ in every)
        self._called = {source.name: frozenset(word.lower() for word in source.called) for source in file.sources}
        self._offices = {words.lower(): name for name, words_of in file.offices.items() for words in words_of}
        self.canonical = lru_cache(maxsize=4096)(self._canonical)
        self._named_in = lru_cache(maxsize=16)(self._list_named)

    @cached_property
    def _known(self) -> NameFinder:
        return NameFinder(self._words)

    @cached_property
    def _office(self) -> NameFinder:
        return NameFinder(dict.fromkeys(self._offices, frozenset()))

    def _canonical(self, words: str) -> str:
        text = _SPACES.sub(" ", words[: 2 * _LONGEST]).strip(" ,.;:-–—'\"“”‘’")
        text = _LOST_APOSTROPHE.sub("", text)
        known = max(self._named(text), key=self._closeness, default=None)
        if known is not None:
            return self._names[known.words.lower()]
        office = self._office.longest(text)
        if office and (country := self._country_in(text)):
            return f"{country} {self._offices[office.lower()]}"
        return _tidied(text)

    def _closeness(self, found: FoundName) -> tuple[bool, int, int]:
        """`the UN mission MINUSCA` is MINUSCA, however long the words for the whole are."""
        return self._names[found.words.lower()] != _WHOLE, len(found.words), -found.start

    def _named(self, text: str) -> Iterator[FoundName]:
        """Names that are no end of another's: the Observatory is one, the Yemen Conflict Observatory another."""
        for found in self._known.find(text):
            if _QUALIFIES.match(text, found.start + len(found.words)):
                continue
            is_noun = found.words.lower() in _NOUNS
            if not is_noun or not _NAME_BEFORE.search(text, max(0, found.start - 40), found.start):
                yield found

    def _country_in(self, text: str) -> str:
        for name in self._gazetteer.find(text):
            place = name.candidates[0]
            is_meant = place.level in ("country", "people") or self._gazetteer.capital(place.country or "") == place
            country = self._gazetteer.country(place.country or "") if is_meant else None
            if country is not None:
                return f"{country.name}'" if country.name.endswith("s") else f"{country.name}'s"
        return ""

    def is_known(self, words: str) -> bool:
        """True where the words alone name one listed source."""
        spellings = self._words.get(words.lower())
        return spellings is not None and (not spellings or words in spellings)

    def named_in(self, text: str) -> tuple[tuple[int, str], ...]:
        """(offset, canonical name) of every listed source that a text names, in order."""
        return self._named_in(text)

    def _list_named(self, text: str) -> tuple[tuple[int, str], ...]:
        return tuple((found.start, self._names[found.words.lower()]) for found in self._named(text))

    def answers_to(self, name: str, noun: str) -> bool:
        """True where `the monitor` may stand for that source once it was named."""
        return noun.lower() in self._called.get(name, frozenset())


_NOUNS = frozenset({"observatory"})
"""Names that are common nouns as well; `Lebanese Hezbollah` is still Hezbollah."""
_QUALIFIES = re.compile(r"-(?:\w+ed|led|run|held)\b")
"""`the UN-recognised government` is not the UN."""
_NAME_BEFORE = re.compile(
    r"(?<!\w)(?!The |A |An |And |But |As |In |On |At |Also |Meanwhile )[A-Z][\w.'’-]*[a-z][\w.'’-]* $"
)


def _with_full_stops(words: str) -> Iterator[str]:
    """`UN refugee agency` and as other houses write it, `U.N. refugee agency`; the last stop may end a sentence."""
    yield words
    stopped = _INITIALS.sub(lambda initials: "".join(f"{letter}." for letter in initials.group()), words)
    if stopped != words:
        yield stopped
    if stopped.endswith("."):
        yield stopped[:-1]


def _tidied(text: str) -> str:
    """`two intelligence officials` -> `intelligence officials`."""
    bare = _ENDING.sub("", _OPENING.sub("", text))[:_LONGEST].strip()
    return bare or text[:_LONGEST]
