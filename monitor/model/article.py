"""One version of one text from the wire."""

from datetime import datetime
from enum import StrEnum

from monitor.model.base import ArticleUri, Frozen, UtcTime


class RawArticle(Frozen):
    """The bytes as they lay on the topic, and the time on the message."""

    value: bytes
    arrived_at: UtcTime


class PubStatus(StrEnum):
    """IPTC `pubStatus`."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Signal(StrEnum):
    """What the agency's desk says about this version (IPTC `signal`, headline and slug markers)."""

    NONE = "none"
    UPDATE = "update"
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    KILL = "kill"
    HOLD = "hold"
    FLASH = "flash"
    BACKGROUND = "background"
    ADVISORY = "advisory"


LAST_NUMBER = 2**31 - 1
"""The version number of a kill: nothing stands above it, and agencies file a replacement under another uri."""


class Edition(Frozen):
    """A total order of the versions of one article, so that "latest" never depends on the order of reading.

    `number` is the version number; `versioned_at`, then `arrived_at` break ties (a desk that corrects a text without
    counting up), `digest` (of all that the message says) breaks the rest.
    """

    number: int
    versioned_at: UtcTime
    arrived_at: UtcTime
    digest: str

    def supersedes(self, other: "Edition") -> bool:
        return self._rank > other._rank

    def says_the_same_as(self, other: "Edition") -> bool:
        """True for a copy of one version, whenever it arrived."""
        return (self.number, self.versioned_at, self.digest) == (other.number, other.versioned_at, other.digest)

    @property
    def _rank(self) -> tuple[int, datetime, datetime, str]:
        return self.number, self.versioned_at, self.arrived_at, self.digest


class Article(Frozen):
    """A readable article.  `body` is as it came: evidence offsets count its characters."""

    uri: ArticleUri
    edition: Edition
    pub_status: PubStatus = PubStatus.USABLE
    signal: Signal = Signal.NONE
    published_at: UtcTime
    arrived_at: UtcTime
    embargoed_until: UtcTime | None = None
    headline: str = ""
    body: str = ""
    language: str = "en"
    outlet: str = ""
    """Agency or paper that carries it ("AFP"), for attribution of last resort."""
    url: str = ""
    slug: str = ""
    alt_ids: tuple[str, ...] = ()
    """Other ids of the same story."""
    retracts: tuple[str, ...] = ()
    """Other articles' uris, altIds or slugs that this notice kills."""
    killed_by: str = ""
    """The notice that this retraction comes from, where it came under its own uri."""
    is_replaced: bool = False
    """That notice is a correction: it tells the story anew."""
    place_hints: tuple[str, ...] = ()
    """Subject places from the feed's own fields: names, ISO or P-codes."""

    @property
    def is_retracted(self) -> bool:
        return self.pub_status is PubStatus.CANCELED or self.signal is Signal.KILL

    @property
    def is_held(self) -> bool:
        return self.pub_status is PubStatus.WITHHELD or self.signal is Signal.HOLD

    @property
    def is_readable_copy(self) -> bool:
        """English copy that reports: neither a notice to editors nor a retraction, whose text repeats what it kills."""
        return self.language.startswith("en") and self.signal is not Signal.ADVISORY and not self.is_retracted
