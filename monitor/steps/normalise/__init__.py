"""RawArticle -> Article: one shape for what the feeds send."""

import hashlib
import re
from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from monitor.errors import UnreadableArticleError
from monitor.model.article import LAST_NUMBER, Article, Edition, PubStatus, RawArticle, Signal
from monitor.model.base import ArticleUri
from monitor.model.wire import WireArticle
from monitor.steps.normalise.markers import read_signal
from monitor.steps.normalise.ninjs import from_ninjs, is_ninjs
from monitor.text.language import guess_language

MAX_BYTES = 1_000_000
"""What Kafka carries by default; the longest wire story is a twentieth of it."""
_MOST_RETRACTS = 100
"""Each becomes a message and a row; a desk withdraws one story, or a handful."""
_MOST_ALT_IDS = 4
_FUTURE = timedelta(hours=24)
"""A date further ahead than any time zone can explain is wrong, and a wrong date is never *now*."""
_OLDEST = datetime(1900, 1, 1, tzinfo=UTC)
"""No wire is older; a date before it is a default that somebody forgot to set."""
_DOTTED = re.compile(r"(\d{1,15})(?:\.(\d{1,4}))?")


def normalise(raw: RawArticle) -> Article:
    """Our article JSON or IPTC ninjs 1 to 3.  Raises UnreadableArticleError with a bounded reason."""
    wire = _validate(_parse(raw.value))
    signal = (
        wire.signal
        if wire.signal is not Signal.NONE
        else read_signal(wire.headline, f"{wire.slug} {wire.note}", wire.body)
    )
    is_kill = wire.pub_status is PubStatus.CANCELED or signal is Signal.KILL
    published_at = _published_at(wire, raw.arrived_at, is_kill=is_kill)
    if len(wire.retracts) > _MOST_RETRACTS:
        raise UnreadableArticleError("bad_field", f"`retracts`: {len(wire.retracts):,} uris; at most {_MOST_RETRACTS}")
    return Article(
        uri=ArticleUri(wire.uri),
        edition=_edition(wire, published_at, raw.arrived_at, is_kill=is_kill),
        pub_status=wire.pub_status,
        signal=signal,
        published_at=published_at,
        arrived_at=raw.arrived_at,
        embargoed_until=_as_utc(wire.embargoed_until) if wire.embargoed_until else None,
        headline=wire.headline,
        body=wire.body,
        language=wire.language.lower() or guess_language(f"{wire.headline}\n{wire.body}"),
        outlet=wire.source,
        url=wire.url,
        slug=wire.slug,
        alt_ids=wire.alt_ids[:_MOST_ALT_IDS],
        retracts=wire.retracts,
        killed_by=wire.killed_by,
        is_replaced=wire.is_replaced and bool(wire.killed_by),
        place_hints=wire.places,
    )


def _parse(value: bytes) -> dict[str, Any]:
    if len(value) > MAX_BYTES:
        raise UnreadableArticleError("too_big", f"{len(value):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        fields = from_json(value)
    except ValueError as error:
        raise UnreadableArticleError(*_why_not_json(value, error)) from error
    if not isinstance(fields, dict):
        raise UnreadableArticleError("not_an_object", f"a JSON {type(fields).__name__} instead of an object")
    return fields


def _why_not_json(value: bytes, error: ValueError) -> tuple[str, str]:
    if not value.strip():
        return "empty_message", "the message is empty"
    try:
        value.decode()
    except UnicodeDecodeError as wrong:
        return "bad_utf8", f"not UTF-8 at byte {wrong.start}"
    mark = " (it begins with a byte order mark)" if value.startswith(BOM_UTF8) else ""
    return "bad_json", f"not JSON: {error}{mark}"


def _validate(fields: dict[str, Any]) -> WireArticle:
    try:
        return WireArticle.model_validate(from_ninjs(fields) if is_ninjs(fields) else fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])[:80]
        reason = "bad_date" if where.endswith(("_at", "_until")) else "bad_field"
        raise UnreadableArticleError(reason, f"`{where}`: {first['msg']}") from error


def _published_at(wire: WireArticle, arrived_at: datetime, *, is_kill: bool) -> datetime:
    """A kill needs no date, and no wrong one may keep it from taking its story back."""
    if is_kill:
        return max(_OLDEST, min(_as_utc(wire.published_at or arrived_at), arrived_at))
    published_at = _as_utc(wire.published_at)
    if published_at < _OLDEST:
        raise UnreadableArticleError("bad_date", f"published_at {published_at.isoformat()} is before 1900")
    if published_at - arrived_at > _FUTURE:
        raise UnreadableArticleError("future_date", f"published_at {published_at:%Y-%m-%dT%H:%MZ} lies in the future")
    return published_at


def _as_utc(when: datetime | None) -> datetime:
    if when is None:
        raise UnreadableArticleError(
            "no_date", "no `published_at`, and a text without a date can't be told from old news"
        )
    try:
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError as error:
        raise UnreadableArticleError("bad_date", f"{when} is no date that a calendar holds") from error


def _edition(wire: WireArticle, published_at: datetime, arrived_at: datetime, *, is_kill: bool) -> Edition:
    said = "\x1f".join((wire.pub_status, wire.signal, wire.headline, wire.body, wire.slug, wire.note, *wire.retracts))
    return Edition(
        # A desk that kills in a hurry leaves the version out; that must not put the kill below the story.
        number=LAST_NUMBER if is_kill and "version" not in wire.model_fields_set else version_number(wire.version),
        versioned_at=_as_utc(wire.versioned_at) if wire.versioned_at else published_at,
        arrived_at=arrived_at,
        digest=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def version_number(version: str) -> int:
    """`3` -> 3, `1.2` -> 1; what is no number is 1, and the version's time decides.

    A feed that numbers its versions by the time of day (`20240514120000`) must not stand above the number of a kill:
    all beyond it are one number, and again the time decides.
    """
    found = _DOTTED.fullmatch(version.strip())
    number = int(found[1]) if found else 1
    return number if number <= LAST_NUMBER else LAST_NUMBER - 1
