"""What the steps must know, as they see it.  `monitor.knowledge` builds it from files."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from monitor.model.base import RegionId
from monitor.model.incident import Place
from monitor.model.phrase import Hit, PhraseRule
from monitor.model.report import RegionName
from monitor.model.rule import AlertRule


class Phrases(Protocol):
    """All phrase rules, compiled."""

    @property
    def rules(self) -> tuple[PhraseRule, ...]:
        """Each rule, its lexicons put in."""
        ...

    def find(self, text: str) -> list[Hit]:
        """Every hit, in order of start.  Linear in the text's length; nothing found costs next to nothing."""
        ...

    def find_scene(self, text: str) -> list[Hit]:
        """Hits of the rules with the role `scene` only, at a third of the cost."""
        ...


class PlaceName(NamedTuple):
    """A known name in a text (character offsets) and what it may stand for, likeliest first.

    `weights` (0 to 90) say how likely each is where nothing else decides; a `country` weighs most, a hamlet least.
    """

    start: int
    end: int
    candidates: tuple[Place, ...]
    weights: tuple[int, ...]
    is_word: bool = False
    """Also a word or a person's name: a place only in the company of other words."""


class Extent(NamedTuple):
    """Half of a country's towns lie north of `latitude`, half east of `longitude`; all within `height` and `width`."""

    latitude: float
    longitude: float
    height: float
    width: float


class Gazetteer(Protocol):
    """Names of places, compiled.  A `Place` of level `people` stands for an adjective ("Syrian"), `area` for several
    units."""

    def find(self, text: str) -> list[PlaceName]:
        """Every known name, longest match first, none overlapping, in order."""
        ...

    def spelled_like(self, words: str, country: str, region: str | None = None) -> Place | None:
        """The one place there whose name has the same consonants: another transliteration of it."""
        ...

    def country(self, code: str) -> Place | None:
        """A country by its ISO 3166-1 code."""
        ...

    def capital(self, country: str) -> Place | None:
        """The seat of a country's government."""
        ...

    def around(self, place: Place) -> Place | None:
        """The region around a city that is a region of its own."""
        ...

    def unit(self, region: str) -> Place | None:
        """A first-level unit by its ISO 3166-2 code."""
        ...

    def extent(self, country: str) -> Extent | None:
        """Where the towns of a country lie."""
        ...

    def region_name(self, region: RegionId) -> RegionName:
        """A region as people call it; an unknown code is its own name."""
        ...


class Sources(Protocol):
    """Canonical names of those who say things."""

    def canonical(self, words: str) -> str:
        """`the Britain-based monitor` -> `Syrian Observatory for Human Rights`; unknown words come back tidied."""
        ...

    def is_known(self, words: str) -> bool:
        """True where the words alone name one listed source."""
        ...

    def named_in(self, text: str) -> tuple[tuple[int, str], ...]:
        """(offset, canonical name) of every listed source that a text names, in order."""
        ...

    def answers_to(self, name: str, noun: str) -> bool:
        """True where `the monitor` may stand for that source once it was named."""
        ...


class Spelling(Protocol):
    """How English writes its words, for texts in capitals."""

    def written(self, word: str) -> str | None:
        """A word given in small letters: `town` -> `town`, `un` -> `UN`; None for one that it does not know."""
        ...

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where names of several words stand (character offsets)."""
        ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`version` names the exact phrases, places, sources and rules; every change carries it."""

    version: str
    phrases: Phrases
    gazetteer: Gazetteer
    sources: Sources
    spelling: Spelling
    rules: tuple[AlertRule, ...]
    household_size: int = 5
    """People in a family or household that a text counts (UNHCR's planning figure), unless the user knows better."""
