"""A story by another name than its uri: what desks write when they withdraw or correct one under a new uri."""

from enum import StrEnum

from monitor.model.base import ArticleUri, Frozen, UtcTime

NAME_PREFIX = "urn:x-monitor:name:"
"""Begins the uri under which the row of a name lies, beside the rows of the stories."""


class NameKind(StrEnum):
    ALT_ID = "alt_id"
    SLUG = "slug"
    HEADLINE = "headline"


class NameUse(StrEnum):
    BEARS = "bears"
    CORRECTS = "corrects"
    """Bears it too, and replaces the story that bore it before."""
    KILLS = "kills"


class NameNotice(Frozen):
    """One article's use of one name, sent to where the row of that name lies."""

    uri: ArticleUri
    """Of the name: NAME_PREFIX and a digest."""
    kind: NameKind
    use: NameUse
    story: ArticleUri
    published_at: UtcTime
    fingerprint: str = ""
    outlet: str = ""
    headline: str = ""
