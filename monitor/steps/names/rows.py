"""The row of a name: who bears it, who withdraws by it, and which stories fall by that."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from pydantic import ValidationError

from monitor.errors import UnreadableArticleError
from monitor.model.article import Edition, RawArticle
from monitor.model.base import ArticleUri
from monitor.model.names import NameKind, NameNotice, NameUse
from monitor.model.report import Onward, Reading, Story
from monitor.text.fingerprint import is_near

_WITHIN = timedelta(hours=48)
"""Desks withdraw within a day; the slug of a running story is used again after two."""
_MOST_NOTICES = 32


def read_name(raw: RawArticle, row: Story | None) -> Reading:
    """A notice laid to the others in the row of its name.  Raises UnreadableArticleError.

    The stories that now fall, and did not before, are retracted; the same notice again changes nothing.
    """
    try:
        notice = NameNotice.model_validate_json(raw.value)
    except ValidationError as error:
        raise UnreadableArticleError("bad_field", "a notice about a story's name that is none of ours") from error
    before = row.notices if row else ()
    after = _with(before, notice)
    edition = _edition(notice, raw)
    if after == before:
        return Reading(uri=notice.uri, edition=edition, skipped="name")
    fallen = fallen_stories(before)
    new = {uri: by for uri, by in fallen_stories(after).items() if uri not in fallen}
    if notice.use is NameUse.KILLS and _are_several(_earlier(notice, after)):
        raise UnreadableArticleError(
            "ambiguous_kill", f"kill notice {notice.story}: several stories bear that slug; name the uri or headline"
        )
    return Reading(
        uri=notice.uri,
        edition=edition,
        retractions=tuple(_retraction(uri, by) for uri, by in new.items()),
        story=Story(uri=notice.uri, edition=edition, notices=after),
        skipped="name",
    )


def fallen_stories(notices: Sequence[NameNotice]) -> dict[ArticleUri, NameNotice]:
    """Each story that a kill or a correction among the notices takes back, and by which."""
    fallen: dict[ArticleUri, NameNotice] = {}
    for notice in notices:
        if notice.use is NameUse.BEARS:
            continue
        meant = [other for other in _earlier(notice, notices) if _is_meant(notice, other)]
        if notice.use is NameUse.KILLS and _are_several(meant):
            continue
        fallen |= {other.story: notice for other in meant}
    return dict(sorted(fallen.items()))


def _is_meant(notice: NameNotice, other: NameNotice) -> bool:
    """A correction means the text that it corrects; one slug and one headline can stand over several stories."""
    is_certain = notice.kind is NameKind.ALT_ID or notice.use is NameUse.KILLS
    return is_certain or is_near(notice.fingerprint, other.fingerprint)


def _are_several(meant: Sequence[NameNotice]) -> bool:
    """True where a slug stands over stories that are no versions of one text: a kill must not take them all back."""
    if len(meant) < 2 or meant[0].kind is not NameKind.SLUG:
        return False
    return not all(is_near(meant[0].fingerprint, other.fingerprint) for other in meant[1:])


def _earlier(notice: NameNotice, notices: Sequence[NameNotice]) -> list[NameNotice]:
    oldest = notice.published_at - _WITHIN
    return [
        other
        for other in notices
        if other.use is not NameUse.KILLS
        and other.story != notice.story
        and oldest <= other.published_at <= notice.published_at
    ]


def _with(notices: Sequence[NameNotice], notice: NameNotice) -> tuple[NameNotice, ...]:
    """One for a story and use, its first; bounded by age, so that the order of coming does not matter."""
    kept = {(other.story, other.use): other for other in notices}
    old = kept.get((notice.story, notice.use))
    if old is None or notice.published_at < old.published_at:
        kept[notice.story, notice.use] = notice
    newest = sorted(kept.values(), key=lambda one: (one.published_at, one.story, one.use), reverse=True)
    return tuple(newest[:_MOST_NOTICES])


def _edition(notice: NameNotice, raw: RawArticle) -> Edition:
    """Its arrival is when the row was last of use."""
    digest = hashlib.sha256(raw.value).hexdigest()[:16]
    return Edition(number=1, versioned_at=notice.published_at, arrived_at=raw.arrived_at, digest=digest)


def _retraction(uri: ArticleUri, by: NameNotice) -> Onward:
    is_replaced = by.use is NameUse.CORRECTS
    return Onward.canceling(
        uri, at=by.published_at, headline=by.headline, outlet=by.outlet, by=by.story, is_replaced=is_replaced
    )
