"""One rule in one region, and how it changes."""

from enum import StrEnum

from monitor.model.base import Frozen, RegionId, UtcTime
from monitor.model.figure import Figure
from monitor.model.mention import Kind, Status


class AlertState(StrEnum):
    QUIET = "quiet"
    PENDING = "pending"
    FIRING = "firing"


class Level(StrEnum):
    WATCH = "watch"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """1 to 3; a higher one is worse."""
        return list(Level).index(self) + 1


class ChangeReason(StrEnum):
    PENDING = "pending"
    STARTED = "started"
    ROSE = "rose"
    FELL = "fell"
    REVISED = "revised"
    """The numbers changed materially, the level did not."""
    ENDED = "ended"
    """The window moved on; what was told stays true."""
    RETRACTED = "retracted"
    """The evidence was withdrawn or corrected below the threshold."""


WORSENS = (ChangeReason.STARTED, ChangeReason.ROSE)
NEWS = frozenset({ChangeReason.STARTED, ChangeReason.ROSE, ChangeReason.REVISED})
"""The reasons that new evidence gives; the others take back, wait, or let time pass."""


class Measurement(Frozen):
    """One measured number against its threshold.  `window_seconds` is 0 for an event."""

    measure: str
    value: int
    low: int | None = None
    high: int | None = None
    threshold: int | None = None
    window_seconds: int = 0
    was: int | None = None
    """The value when the alert last changed."""


def may_be_outdone(numbers: tuple[Measurement, ...]) -> bool:
    """Whether an older report may have come to light since: no record, no jump, no first mention any more."""
    return any(
        number.measure == "first_mention" or (number.threshold is not None and number.value >= number.threshold)
        for number in numbers
    )


class Quote(Frozen):
    """The words that an alert stands on, and where to check them."""

    text: str
    before: str = ""
    """The rest of its sentence: what stands before `text`,"""
    after: str = ""
    """and what stands after it; `…` where it was too long."""
    kind: Kind
    status: Status
    figure: Figure | None = None
    attribution: str = ""
    place: str = ""
    uri: str
    headline: str = ""
    outlet: str = ""
    url: str = ""
    published_at: UtcTime


class AlertChange(Frozen):
    """An alert went from one state, level or revision to the next."""

    alert_id: str
    """hash(rule, region, first evidence): the same after a replay or on another machine."""
    revision: int
    """1 for the first change of this alert id, then counting."""
    rule: str
    rule_title: str = ""
    rule_version: str = ""
    knowledge_version: str = ""
    region_id: RegionId
    region_name: str
    country: str | None = None
    country_name: str = ""
    kinds: tuple[Kind, ...] = ()
    """What the rule measures, for routes."""
    state: AlertState
    was_state: AlertState
    level: Level | None = None
    was_level: Level | None = None
    reason: ChangeReason
    changed_at: UtcTime
    started_at: UtcTime
    evidence_at: UtcTime
    """Publication time of the newest article behind it."""
    numbers: tuple[Measurement, ...] = ()
    sources: tuple[str, ...] = ()
    """Independent sources, by attribution."""
    articles: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    because: str
    """One plain sentence: why it changed."""
    since_last: str = ""
    """One plain sentence: what is different from what was told before."""
    silent_because: str = ""
    """Why nobody is to be told (`older than 24 h`); empty where somebody is."""
