"""One rule against one region at one time, with its numbers and its reasons."""

from typing import NamedTuple

from monitor.model.alert import AlertState, Level, Measurement
from monitor.model.region import Claim
from monitor.model.rule import AlertRule


class Reading(NamedTuple):
    """What a rule measures at one moment, with what is known now."""

    level: Level | None
    numbers: tuple[Measurement, ...]
    claims: tuple[Claim, ...]
    """What the numbers stand on, heaviest first."""
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
    """The same rule at the time of the alert's last change, with what is known now: tells time from correction."""
