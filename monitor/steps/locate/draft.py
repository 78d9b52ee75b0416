"""A name in a text, with its part in the sentence but not yet one place."""

from dataclasses import dataclass

from monitor.model.knowledge import PlaceName
from monitor.steps.locate.roles import Role


@dataclass(frozen=True, slots=True)
class Draft:
    name: PlaceName
    words: str
    role: Role
