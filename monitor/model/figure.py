"""A number of people (or households, places) as a text gives it."""

from enum import StrEnum

from monitor.model.base import Frozen


class Unit(StrEnum):
    PEOPLE = "people"
    HOUSEHOLDS = "households"
    PLACES = "places"
    """Towns and villages, for `territory_change`."""
    EVENTS = "events"
    """Violations, strikes, rounds."""


class Quantifier(StrEnum):
    """IDMC's quantifiers, and `between` for a stated range."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


class Figure(Frozen):
    """Bounds in `unit`; either may be open (None), never both."""

    low: int | None
    high: int | None
    unit: Unit = Unit.PEOPLE
    quantifier: Quantifier = Quantifier.EXACT

    @property
    def size(self) -> int:
        """The larger bound, in `unit`."""
        return max(self.low or 0, self.high or 0)
