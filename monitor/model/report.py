"""What one version of one article says about one region; and time passing, as a message."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from monitor.model.article import Edition, Signal
from monitor.model.base import ArticleUri, Frozen, RegionId, UtcTime
from monitor.model.incident import Incident


class RegionName(Frozen):
    """A region as people call it."""

    id: RegionId
    name: str
    country: str | None = None
    country_name: str = ""


class Report(Frozen):
    """Replaces every report of an older edition of `uri` about `region`.  No incidents: the article takes it back."""

    type: Literal["report"] = "report"
    region: RegionName
    uri: ArticleUri
    edition: Edition
    signal: Signal = Signal.NONE
    is_retracted: bool = False
    is_held: bool = False
    embargoed_until: UtcTime | None = None
    published_at: UtcTime
    arrived_at: UtcTime
    """`now` for everything that follows from this report."""
    outlet: str = ""
    headline: str = ""
    url: str = ""
    fingerprint: str = ""
    """MinHash of the body, hex; equal or near ones are one telling (syndicated copy)."""
    incidents: tuple[Incident, ...] = ()


class Tick(Frozen):
    """Time passing.  One goes to every partition, since time alone ends an alert."""

    type: Literal["tick"] = "tick"
    at: UtcTime


RegionMessage = Annotated[Report | Tick, Field(discriminator="type")]
REGION_MESSAGE: TypeAdapter[Report | Tick] = TypeAdapter(RegionMessage)


class Story(Frozen):
    """The reader's row for one article uri: which regions its latest edition touched."""

    uri: ArticleUri
    edition: Edition
    regions: tuple[RegionName, ...] = ()


class RawRetraction(Frozen):
    """A kill notice under its own uri, turned into a canceled version under the uri that it kills."""

    uri: str
    value: bytes


class Reading(Frozen):
    """All that follows from one article: what was found, what to send on, what to keep."""

    uri: ArticleUri
    edition: Edition
    incidents: tuple[Incident, ...] = ()
    reports: tuple[Report, ...] = ()
    retractions: tuple[RawRetraction, ...] = ()
    story: Story | None = None
    """The row to write; None where nothing changes, so that a quiet article costs no table write."""
    skipped: str = ""
    """A bounded word where nothing was read: `stale`, `language`, `advisory`, …"""
