"""All we remember of one region: one table row, and the picture that is drawn from it.

Times in the row are whole seconds since 1970: a row holds hundreds of them and stays small.
"""

from typing import NamedTuple

from monitor.model.alert import AlertChange, AlertState, Level
from monitor.model.base import Frozen, UtcTime
from monitor.model.mention import Cause, Kind, Subject
from monitor.model.report import RegionName

HELD = 1 << 40
"""Told in a far future: kept, and counted by nobody until a later edition frees it."""


class Telling(NamedTuple):
    """The latest edition of one article, without its words."""

    uri: str
    number: int
    versioned_at: int
    arrived_at: int
    digest: str
    told_at: int
    """When this edition was published, or its embargo ends; HELD while it is withheld."""
    is_retracted: bool = False
    headline: str = ""
    outlet: str = ""
    url: str = ""
    fingerprint: str = ""

    @property
    def edition(self) -> tuple[int, int, str]:
        """Copies of one version have the same."""
        return (self.number, self.versioned_at, self.digest)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The order of `Edition.supersedes`."""
        return (self.number, self.versioned_at, self.arrived_at, self.digest)


class Claim(NamedTuple):
    """One source says in one article that something new happened."""

    uri: str
    told_at: int
    source: str
    place: str
    """From the country down, joined by `|`: a place lies in another if it begins with it."""
    start: int
    end: int
    is_vague: bool
    """The text names no time, so the period is a guess."""
    low: int
    high: int | None
    in_households: bool
    words: str


class Ledger(Frozen):
    """The claims of one kind of incident, oldest first."""

    kind: Kind
    cause: Cause = Cause.CONFLICT
    subject: Subject | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.kind, self.cause, self.subject or "")


class Step(NamedTuple):
    """How much an episode's estimate grew when one claim was told."""

    at: int
    amount: int
    claim: Claim


class Episode(NamedTuple):
    """One displacement or toll as several articles and sources tell it."""

    kind: Kind
    cause: Cause
    subject: Subject | None
    place: str
    start: int
    end: int
    low: int
    high: int | None
    incidents: int
    """How many separate incidents it holds."""
    claims: tuple[Claim, ...]
    steps: tuple[Step, ...]
    counts: tuple[Step, ...]


class Alert(Frozen):
    """What was last told of one rule here; kept a while after its end, so that it can be taken back."""

    rule: str
    last: AlertChange
    state: AlertState
    level: Level | None = None


class RegionState(Frozen):
    """A function of the set of latest reports (design.md §4), and of the time."""

    region: RegionName
    clock: UtcTime
    """The latest `now` of any message; never goes back."""
    tellings: tuple[Telling, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    alerts: tuple[Alert, ...] = ()


class Picture(NamedTuple):
    """A region as it is known at `now`: what evaluate looks at."""

    region: RegionName
    now: int
    episodes: tuple[Episode, ...]
    tellings: tuple[Telling, ...]
