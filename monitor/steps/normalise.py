"""RawArticle -> Article: one shape for what the feeds send."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json

from monitor.errors import UnreadableArticleError
from monitor.model.article import Article, Edition, RawArticle
from monitor.model.base import ArticleUri


def normalise(raw: RawArticle) -> Article:
    """Our article JSON or IPTC ninjs.  Raises UnreadableArticleError with a bounded reason."""
    try:
        fields: dict[str, Any] = from_json(raw.value)
    except ValueError as error:
        raise UnreadableArticleError("bad_json", f"not JSON: {error}") from error
    published_at = datetime.fromisoformat(fields["published_at"]).astimezone(UTC)
    body = fields.get("body", "")
    return Article(
        uri=ArticleUri(fields["uri"]),
        edition=Edition(
            number=int(fields.get("version", "1")),
            versioned_at=published_at,
            digest=hashlib.sha256(body.encode()).hexdigest()[:16],
        ),
        published_at=published_at,
        arrived_at=raw.arrived_at,
        headline=fields.get("headline", ""),
        body=body,
        outlet=fields.get("source", ""),
    )
