"""A number of people in a sentence, with its noun."""

from enum import StrEnum
from typing import NamedTuple

from monitor.model.figure import Figure, Unit


class Sort(StrEnum):
    """What a number counts, as far as its noun tells."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    BARE = "bare"
    """No noun: "killing 12", "30 were hurt"."""
    UNKNOWN = "unknown"
    """A noun that no list has: a people, a militia."""
    THINGS = "things"
    ONE = "one"
    """A person without a number: "a man", "his brother"."""


class Group(NamedTuple):
    """Words `first` to `last` (exclusive).  `number` is where the amount stands."""

    first: int
    number: int
    last: int
    sort: Sort
    figure: Figure
    is_part: bool = False
    """A detail of a total: "including 12 children", "312 of them children"."""
    is_negated: bool = False
    whole: int | None = None
    trigger: int = -1
    """The trigger that stands as the group's noun, or right behind it ("12 dead", "30 wounded soldiers")."""
    of: tuple[Figure, int] | None = None
    """Of "53 of the 225 injured" the 225, and the trigger that they go with."""

    def counting(self, sort: Sort, unit: Unit) -> "Group":
        """The same number of something else: of families, where their noun stands elsewhere."""
        return self._replace(sort=sort, figure=self.figure.model_copy(update={"unit": unit}))
