"""What one version of one article says about one region; and time passing, as a message."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic_core import to_json

from monitor.model.alert import AlertChange
from monitor.model.article import LAST_NUMBER, Edition, Signal
from monitor.model.base import ArticleUri, Frozen, RegionId, UtcTime
from monitor.model.incident import Incident
from monitor.model.names import NameNotice


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
    replaced_by: str = ""
    """The uri of the correction that takes its place, where that came as another article."""
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


TICK_START = b'{"type":"tick"'
"""How every tick begins on a topic: a month of them is a hundred times as long as its alerts, and need not be read."""


class Canary(Frozen):
    """A test article of ours on its way through the topics, beside ticks; whoever else reads them passes over it."""

    type: Literal["canary"] = "canary"
    flight: str
    """Names one article of ours."""
    at: UtcTime
    report: Report | None = None
    """What was read in it."""
    change: AlertChange | None = None
    """What it raised."""


RegionMessage = Annotated[Report | Tick | Canary, Field(discriminator="type")]
REGION_MESSAGE: TypeAdapter[Report | Tick | Canary] = TypeAdapter(RegionMessage)


class Story(Frozen):
    """The reader's row for one article uri: which regions its latest edition touched.  Or for one name of articles."""

    uri: ArticleUri
    edition: Edition
    regions: tuple[RegionName, ...] = ()
    names: tuple[str, ...] = ()
    """Digests of those under which a kill may call it."""
    notices: tuple[NameNotice, ...] = ()
    """In the row of a name: who uses it."""


class Onward(Frozen):
    """A message for the row of another uri: an article is read where the row lies that it changes."""

    uri: str
    value: bytes

    @classmethod
    def canceling(
        cls, uri: str, *, at: UtcTime, headline: str, outlet: str, by: str, is_replaced: bool = False
    ) -> "Onward":
        """A kill or correction under its own uri, turned into a canceled version under the uri that it takes back."""
        fields = {
            "uri": uri,
            "version": str(LAST_NUMBER),
            "pub_status": "canceled",
            "published_at": at,
            "headline": headline,
            "source": outlet,
            "killed_by": by,
            "is_replaced": is_replaced,
        }
        return cls(uri=uri, value=to_json(fields))


class Reading(Frozen):
    """All that follows from one article: what was found, what to send on, what to keep."""

    uri: ArticleUri
    edition: Edition
    incidents: tuple[Incident, ...] = ()
    reports: tuple[Report, ...] = ()
    retractions: tuple[Onward, ...] = ()
    notices: tuple[Onward, ...] = ()
    """To the rows of the names that the article uses."""
    story: Story | None = None
    """The row to write; None where nothing changes, so that a quiet article costs no table write."""
    skipped: str = ""
    """A bounded word where nothing was read: `stale`, or `name` for a notice that is no article."""
    is_cut: bool = False
    """The article is longer than any wire story, and its end was not read."""
