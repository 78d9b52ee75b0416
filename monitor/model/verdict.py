"""One rule against one region at one time, with its numbers and its reasons."""

from typing import NamedTuple

from monitor.model.alert import AlertState, Level, Measurement
from monitor.model.region import Claim
from monitor.model.rule import AlertRule

_MATERIAL = 1.2
"""A number that moved by a fifth is news; less is the same story told again."""


MOST_SOURCES = 24
"""Named for one verdict: those who moved its number come first."""


def is_material(told: int, value: int) -> bool:
    """Whether people should hear of `value` who were told `told`."""
    return value != told and max(value, told) >= _MATERIAL * min(value, told)


class Cited(NamedTuple):
    """A claim that a number stands on, and the key of its ledger."""

    ledger: str
    claim: Claim


class Reading(NamedTuple):
    """What a rule measures at one moment, with what is known now."""

    level: Level | None
    numbers: tuple[Measurement, ...]
    cited: tuple[Cited, ...]
    """Heaviest first."""
    sources: tuple[str, ...]
    because: str

    @property
    def value(self) -> int:
        return self.numbers[0].value if self.numbers else 0


class Verdict(NamedTuple):
    rule: AlertRule
    state: AlertState
    level: Level | None
    reading: Reading
    then: Reading | None
    """The same rule when its alert last changed, with what is known now: tells time from correction."""
    first: tuple[str, int] | None = None
    """Of what is not an alert yet: the article with which the level was reached, and when that was told."""
