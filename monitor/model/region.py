"""All we remember of one region: one table row.  `model/picture.py` is what it adds up to.

Times in the row are whole seconds since 1970: a row holds hundreds of them and stays small.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator

from monitor.model.alert import AlertState, Level, Measurement
from monitor.model.base import Frozen, UtcTime
from monitor.model.mention import Cause, Kind, Subject
from monitor.model.packing import pack, unpack
from monitor.model.report import RegionName

HELD = 1 << 40
"""Told in a far future: kept, and counted by nobody until a later edition frees it."""


class Earlier(NamedTuple):
    """What an older edition of the same article said: it tells when a figure was first published."""

    ledger: str
    source: str
    place: str
    low: int
    told_at: int
    versioned_at: int


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
    cut_at: int = 0
    """Editions made up to then were taken back before this one came."""
    earlier: tuple[Earlier, ...] = ()
    replaced_by: str = ""
    """The uri of the correction that took its place: it inherits `earlier`."""

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
    """Empty once the article itself is no longer remembered."""
    told_at: int
    source: str
    place: str
    """From the country down, joined by `|`: a place lies in another if it begins with it."""
    start: int
    end: int
    is_vague: bool = False
    """The text names no time, so the period is a guess."""
    low: int = 0
    high: int | None = None
    household_size: int = 0
    """The figure counted households, and became people by this; 0 where it counted people."""
    fingerprint: str = ""
    """Of the text, where nobody is named as its source."""
    trail: tuple[tuple[int, int], ...] = ()
    """(told_at, low) of what the same source told before: in older editions, or in articles now forgotten."""
    cited: str = ""
    """The uri of the article, once it is only cited."""
    is_correction: bool = False
    """The desk says that this replaces what was said before."""

    @property
    def age(self) -> tuple[int, str, str, str, int, int, int, int]:
        """Oldest first, and the same order everywhere."""
        high = -1 if self.high is None else self.high
        return (self.told_at, self.uri, self.source, self.place, self.start, self.end, self.low, high)

    @property
    def first_at(self) -> int:
        """When it was first told."""
        return min(self.told_at, self.trail[0][0]) if self.trail else self.told_at


def by_age(claim: Claim) -> tuple[int, str, str, str, int, int, int, int]:
    """The age, as the key of an order."""
    return claim.age


class Cell(NamedTuple):
    """One place and one period, as remembered when its articles are forgotten: one claim a source."""

    place: str
    start: int
    end: int
    told_at: int
    """When it was last told."""
    claims: tuple[Claim, ...]


class Ledger(Frozen):
    """All that is known of one kind of incident, oldest first."""

    kind: Kind
    cause: Cause = Cause.CONFLICT
    subject: Subject | None = None
    claims: tuple[Claim, ...] = ()
    cells: tuple[Cell, ...] = ()
    days: str = ""
    """See `model/days.py`."""

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.cause}/{self.subject or ''}"

    @property
    def is_empty(self) -> bool:
        return not (self.claims or self.cells or self.days)

    @property
    def every_claim(self) -> Iterator[Claim]:
        """Of remembered articles and of forgotten ones."""
        yield from self.claims
        for cell in self.cells:
            yield from cell.claims

    # By identity: what is drawn from a ledger is kept beside it, and a ledger is long.
    __hash__ = object.__hash__


class Excerpt(NamedTuple):
    """The words of one claim, for quoting."""

    uri: str
    ledger: str
    source: str
    low: int
    weight: int
    """Heavier ones are kept longer."""
    words: str
    place: str
    headline: str
    outlet: str
    url: str
    before: str = ""
    """The rest of the sentence: what stands before the words, and after them."""
    after: str = ""


class Alert(Frozen):
    """What was last told of one rule here; kept a while after its end, so that it can be taken back."""

    rule: str
    alert_id: str
    revision: int
    state: AlertState
    level: Level | None = None
    changed_at: UtcTime
    started_at: UtcTime
    evidence_at: UtcTime
    numbers: tuple[Measurement, ...] = ()
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    fired_at: UtcTime | None = None
    """When it last changed while firing."""
    told_level: Level | None = None
    """The highest level of this alert that anybody was told of."""
    told_at: UtcTime | None = None


_PACKED = ("tellings", "ledgers", "excerpts", "alerts")


class RegionState(Frozen):
    """A function of the set of reports and of the time (design.md §4); `steps/fold` says how far back it reaches."""

    region: RegionName
    clock: UtcTime
    """The latest `now` of any message; never goes back."""
    tellings: tuple[Telling, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    alerts: tuple[Alert, ...] = ()
    wakes_at: UtcTime | None = None
    """When time alone may change an alert here: a tick before that changes nothing.  None: never."""

    @model_serializer(mode="wrap", when_used="json")
    def _as_row(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        row: dict[str, Any] = handler(self)
        return {**{key: value for key, value in row.items() if key not in _PACKED}, "memory": pack(row)}

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, row: Any) -> Any:
        return {**row, **unpack(row["memory"])} if isinstance(row, dict) and "memory" in row else row

    @property
    def next_embargo(self) -> int | None:
        """When copy that waits will count."""
        now = self.clock.timestamp()
        return min((telling.told_at for telling in self.tellings if now < telling.told_at < HELD), default=None)
