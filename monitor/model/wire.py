"""Our own article message, for feeds that speak no IPTC: the JSON Schema of `wire.articles` is made from this."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.model.article import PubStatus, Signal


def _number_as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


class WireArticle(BaseModel):
    """One version of one article.  Unknown keys are ignored.  A time without a zone is taken as UTC."""

    model_config = ConfigDict(frozen=True, extra="ignore", title="wire.articles")

    uri: str = Field(min_length=1, max_length=1000, description="Names the article, the same for all its versions.")
    version: Annotated[str, BeforeValidator(_number_as_text)] = Field(
        default="1", description="Counts up; `2` replaces `1`."
    )
    published_at: datetime | None = Field(
        default=None, description="When this version was published, RFC 3339.  Required unless canceled."
    )
    versioned_at: datetime | None = Field(default=None, description="When this version was made, where it differs.")
    pub_status: PubStatus = Field(
        default=PubStatus.USABLE, description="IPTC pubStatus; `canceled` takes the story back."
    )
    signal: Signal = Field(
        default=Signal.NONE, description="The desk's marker; read from headline and slug where missing."
    )
    embargoed_until: datetime | None = Field(default=None, description="Counts for nothing before this time.")
    headline: str = Field(default="", max_length=5_000)
    body: str = Field(default="", description="Plain text; paragraphs parted by an empty line.")
    language: str = Field(
        default="", max_length=100, description="BCP 47; guessed where missing.  Only English is read."
    )
    source: str = Field(default="", max_length=1_000, description="The agency or paper.")
    url: str = Field(default="", max_length=8_000)
    slug: str = Field(default="", max_length=5_000)
    note: str = Field(default="", max_length=20_000, description="To editors, not for publication (ninjs edNote).")
    alt_ids: tuple[str, ...] = Field(default=(), description="Other ids of the same story, the same for its versions.")
    retracts: tuple[str, ...] = Field(
        default=(), description="Uris, altIds or slugs of articles that this notice kills."
    )
    killed_by: str = Field(
        default="", description="The notice that canceled it under this uri; written by the monitor."
    )
    is_replaced: bool = Field(
        default=False, description="That notice is a correction, which tells the story anew; written by the monitor."
    )
    places: tuple[str, ...] = Field(default=(), description="Places the feed itself names: names, ISO 3166 or P-codes.")
