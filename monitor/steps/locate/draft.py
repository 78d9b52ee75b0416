"""A name of a place in a text: first with its part in the sentence only, then as one place."""

from dataclasses import dataclass

from monitor.model.incident import Place
from monitor.model.knowledge import PlaceName
from monitor.steps.locate.roles import Role


@dataclass(frozen=True, slots=True)
class Draft:
    """What may be a place, of several of that name."""

    name: PlaceName
    words: str
    role: Role


@dataclass(frozen=True, slots=True)
class Toponym:
    """`start`, `end`: offsets into its part of the article."""

    start: int
    end: int
    words: str
    place: Place
    role: Role
    weight: int = 0
