"""What the steps must know, as they see it.  `monitor.knowledge` builds it from files."""

from dataclasses import dataclass
from typing import Protocol

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


class Gazetteer(Protocol):
    """Names of places, compiled."""

    def find(self, text: str) -> list[tuple[int, int, tuple[Place, ...]]]:
        """(start, end, candidates, likeliest first) of every known name, longest match first, none overlapping."""
        ...

    def region_name(self, region: RegionId) -> RegionName:
        """A region as people call it; an unknown code is its own name."""
        ...


class Sources(Protocol):
    """Canonical names of those who say things."""

    def canonical(self, words: str) -> str:
        """`the Britain-based monitor` -> `Syrian Observatory for Human Rights`; unknown words come back tidied."""
        ...


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`version` names the exact phrases, places, sources and rules; every change carries it."""

    version: str
    phrases: Phrases
    gazetteer: Gazetteer
    sources: Sources
    rules: tuple[AlertRule, ...]
    household_size: int = 5
    """People in a family or household that a text counts (UNHCR's planning figure), unless the user knows better."""
