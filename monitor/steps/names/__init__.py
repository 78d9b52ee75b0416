"""Kills and corrections that name their story by altId, slug or headline instead of its uri.

Whoever may be taken back leaves its names behind, each in a row of its own (`urn:x-monitor:name:…`); a kill is sent to
the rows of the names that it gives.  Which stories fall is a function of the set of notices in a row, so their order
does not matter.
"""

from collections.abc import Iterable, Iterator

from monitor.model.article import Article, RawArticle, Signal
from monitor.model.base import ArticleUri
from monitor.model.names import NAME_PREFIX, NameNotice, NameUse
from monitor.model.report import Onward, Reading, Story
from monitor.steps.names.naming import Name, digest, killed_names, own_names
from monitor.steps.names.rows import read_name
from monitor.text.fingerprint import fingerprint

__all__ = ["is_name_notice", "read_name", "with_names"]

_PREFIX = b'{"uri":"' + NAME_PREFIX.encode()


def is_name_notice(raw: RawArticle) -> bool:
    """True for a message of our own making that is no article."""
    return raw.value.startswith(_PREFIX)


def with_names(reading: Reading, article: Article, known: Story | None) -> Reading:
    """The same with what to send to the rows of names: from whoever may be taken back, and whoever takes back."""
    if article.is_retracted:
        is_of_its_own = (known is not None and bool(known.regions)) or bool(article.killed_by)
        names = () if is_of_its_own else killed_names(article)
        return _sending(reading, _notices(article, NameUse.KILLS, names))
    corrects = article.signal in (Signal.CORRECTION, Signal.REFILE)
    row = reading.story if reading.story is not None and reading.story.regions else None
    if row is None and not corrects:
        return reading
    names = own_names(article)
    digests = tuple(digest(article.outlet, name) for name in names)
    if row is not None:
        reading = reading.model_copy(update={"story": row.model_copy(update={"names": digests})})
    if known is not None and known.names == digests:
        return reading
    return _sending(reading, _notices(article, NameUse.CORRECTS if corrects else NameUse.BEARS, names))


def _sending(reading: Reading, notices: Iterable[Onward]) -> Reading:
    return reading.model_copy(update={"notices": tuple(notices)})


def _notices(article: Article, use: NameUse, names: Iterable[Name]) -> Iterator[Onward]:
    sketch = "" if use is NameUse.KILLS else fingerprint(article.body)
    for name in names:
        notice = NameNotice(
            uri=ArticleUri(NAME_PREFIX + digest(article.outlet, name)),
            kind=name[0],
            use=use,
            story=article.uri,
            published_at=article.published_at,
            fingerprint=sketch,
            outlet=article.outlet[:100],
            headline=article.headline[:200] if use is not NameUse.BEARS else "",
        )
        yield Onward(uri=notice.uri, value=notice.model_dump_json().encode())
