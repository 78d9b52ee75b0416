"""The names of an article: altIds, slug and headline without the desk's markers; and those that a kill notice gives."""

import hashlib
import re
from collections.abc import Iterable

from monitor.model.article import Article
from monitor.model.names import NameKind

Name = tuple[NameKind, str]

_MOST_NAMES = 12
_FEWEST_WORDS = 4
"""A shorter headline ("Syria strikes") names a hundred stories."""
_MARKERS = frozenset(
    "kill kills killed bulletin mandatory story article report withdrawn withdrawal retracted retraction urgent flash"
    " alert newsalert apnewsalert breaking update corrected correction corrects corrective clarification amended refile"
    " rpt repeat wrapup wrap leadall writethru writethrough recast ld lead eds editors attn attention note to hold"
    " advisory bc am pm".split()
)
_NUMBER = re.compile(r"\d{1,3}(?:st|nd|rd|th)?")
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{12,240})[\"”]")
_SLUGGED = re.compile(r"\b[Ss]lug(?:ged|line)?\b:?[ ]+[\"“]?([A-Z][\w/-]{3,80}(?:,?[ ]+[A-Z][\w/-]{1,40}){0,4})")
_NOTE = 600
"""Characters of a kill notice in which its story is named."""


def own_names(article: Article) -> tuple[Name, ...]:
    """The names that an article bears, most binding first."""
    named = [(NameKind.ALT_ID, alt_id) for alt_id in article.alt_ids]
    named += _slug(article.slug)
    named += _headline(article.headline)
    return tuple(dict.fromkeys(named))[:_MOST_NAMES]


def killed_names(article: Article) -> tuple[Name, ...]:
    """The names that a kill notice gives: its own, those it lists, and those quoted in its text."""
    note = article.body[:_NOTE]
    named = [(NameKind.ALT_ID, name) for name in (*article.retracts, *article.alt_ids)]
    named += _headline(article.headline)
    for quoted in _QUOTED.findall(note):
        named += _headline(quoted)
    for slug in (article.slug, *article.retracts, *_SLUGGED.findall(note)):
        named += _slug(slug)
    return tuple(dict.fromkeys(named))[:_MOST_NAMES]


def digests(article: Article, names: Iterable[Name]) -> tuple[str, ...]:
    """Short forms of the names: what a story's row remembers of them."""
    return tuple(digest(article.outlet, name) for name in names)


def digest(outlet: str, name: Name) -> str:
    """Of slug and headline only within one outlet: two agencies choose the same words, but withdraw their own."""
    kind, text = name
    scope = "" if kind is NameKind.ALT_ID else outlet.casefold().strip()
    return hashlib.sha256("\x1f".join((kind, scope, text)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _slug(slug: str) -> list[Name]:
    words = _unmarked(slug.split(",")[0].replace("/", " ").replace("-", " ").replace("_", " "))
    return [(NameKind.SLUG, " ".join(words))] if len(words) > 1 else []


def _headline(headline: str) -> list[Name]:
    words = _unmarked(headline)
    return [(NameKind.HEADLINE, " ".join(words))] if len(words) >= _FEWEST_WORDS else []


def _unmarked(text: str) -> list[str]:
    """Lower-case words without the desk's markers in front (`UPDATE 2-`, `KILL KILL -`, `BC-`)."""
    words = [word.casefold() for word in _WORD.findall(text[:400])]
    start = next((at for at, word in enumerate(words) if word not in _MARKERS and not _NUMBER.fullmatch(word)), 0)
    return words[start:]
