"""One version of one text from the wire."""

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


class Edition(Frozen):
    """A total order of the versions of one article, so that "latest" never depends on arrival.

    `number` is the version number; `versioned_at` breaks ties; `digest` (of the content) breaks the rest.
    """

    number: int
    versioned_at: UtcTime
    digest: str

    def supersedes(self, other: "Edition") -> bool:
        return (self.number, self.versioned_at, self.digest) > (other.number, other.versioned_at, other.digest)


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
    retracts: tuple[str, ...] = ()
    """Other articles' uris, altIds or slugs that this notice kills."""
    place_hints: tuple[str, ...] = ()
    """Subject places from the feed's own fields: names, ISO or P-codes."""

    @property
    def is_retracted(self) -> bool:
        return self.pub_status is PubStatus.CANCELED or self.signal is Signal.KILL

    @property
    def is_held(self) -> bool:
        return self.pub_status is PubStatus.WITHHELD or self.signal is Signal.HOLD
