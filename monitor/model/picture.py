"""What a region's row adds up to: what evaluate looks at, and alerts are told from."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from monitor.model.region import Claim, Excerpt, Ledger
from monitor.model.report import RegionName


class Step(NamedTuple):
    """How much an episode's estimate grew when one claim was told."""

    at: int
    amount: int
    claim: Claim
    episode: int
    """Position in the account's episodes; -1 for days of which only the number is left."""


class Episode(NamedTuple):
    """One displacement or toll as several articles and sources tell it."""

    place: str
    start: int
    end: int
    low: int
    """The estimate: the highest of the sources' latest lower bounds."""
    least: int
    """The lowest of the sources' latest figures."""
    high: int
    incidents: int
    """How many separate incidents it holds."""
    sources: tuple[str, ...]
    claims: tuple[Claim, ...]


class Series(NamedTuple):
    """Steps, oldest first, and what they come to."""

    steps: tuple[Step, ...]
    times: tuple[int, ...]
    sums: tuple[int, ...]
    """One more than steps: what all before each come to."""

    def between(self, after: int, until: int) -> tuple[int, int]:
        """Positions of the steps in (after, until]."""
        return bisect_right(self.times, after), bisect_right(self.times, until)


class Sums(NamedTuple):
    """What a ledger adds up to."""

    episodes: tuple[Episode, ...]
    growth: Series
    """Of the figures."""
    arrivals: Series
    """Of the incidents."""
    tellings: Series
    """Of the claims."""


class Bounds(NamedTuple):
    """No more than this can have grown since the last day of the past: no episode is told from another for it."""

    times: tuple[int, ...]
    amounts: tuple[int, ...]
    """One more than times: what all before each come to."""

    def within(self, after: int, until: int) -> int:
        return self.amounts[bisect_right(self.times, until)] - self.amounts[bisect_right(self.times, after)]


@dataclass(frozen=True, eq=False)
class Account:
    """A ledger, added up only if somebody looks; compared by identity."""

    ledger: Ledger
    most_growth: Bounds
    most_arrivals: Bounds
    past_growth: Series
    """Of days of which only the number is left."""
    past_arrivals: Series
    add_up: Callable[[Ledger], Sums]

    @cached_property
    def sums(self) -> Sums:
        return self.add_up(self.ledger)

    @property
    def episodes(self) -> tuple[Episode, ...]:
        return self.sums.episodes

    @property
    def growth(self) -> Series:
        return self.sums.growth

    @property
    def arrivals(self) -> Series:
        return self.sums.arrivals

    @property
    def tellings(self) -> Series:
        return self.sums.tellings


class Picture(NamedTuple):
    """A region as it is known at `now`: what evaluate looks at."""

    region: RegionName
    now: int
    accounts: tuple[Account, ...]
    excerpts: tuple[Excerpt, ...]
