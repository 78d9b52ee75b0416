"""Article in CAPITALS -> the same in small letters, and its incidents with the words as they were printed."""

from bisect import bisect_left
from collections.abc import Iterable

from monitor.model.article import Article
from monitor.model.incident import Incident
from monitor.model.knowledge import Gazetteer, PlaceName, Spelling
from monitor.model.mention import Part
from monitor.text.context import quote
from monitor.text.datelines import after_dateline
from monitor.text.paragraphs import cut_paragraphs
from monitor.text.truecase import is_in_capitals, truecased

_FEWEST = 4
"""Words of a headline; `MALI-UNREST` does not say how the desk writes."""
_SURE = ("country", "people")
"""`TURKEY` and `FRENCH` are names more often than words."""


def truecase(article: Article, gazetteer: Gazetteer, spelling: Spelling) -> Article:
    """With a body and a headline in capitals as in print, each letter in its place; most articles as they are."""
    body, headline = article.body, article.headline
    if is_in_capitals(body):
        body = _body(body, gazetteer, spelling)
    if headline.isupper() and len(headline.split()) >= _FEWEST:
        headline = truecased(headline, spelling.written, _names(headline, gazetteer, spelling))
    is_same = body is article.body and headline is article.headline
    return article if is_same else article.model_copy(update={"body": body, "headline": headline})


def as_printed(incidents: Iterable[Incident], read: Article, printed: Article) -> tuple[Incident, ...]:
    """Their words out of the article itself, not out of what was read in its stead."""
    if read is printed:
        return tuple(incidents)
    return tuple(_as_printed(incident, read, printed) for incident in incidents)


def _body(text: str, gazetteer: Gazetteer, spelling: Spelling) -> str:
    """Datelines and what is in small letters stay."""
    names = _names(text, gazetteer, spelling)
    pieces: list[str] = []
    last = 0
    for left, right in cut_paragraphs(text):
        begin = after_dateline(text, left, right)
        if is_in_capitals(text[begin:right]):
            inside = names[bisect_left(names, (begin, 0)) : bisect_left(names, (right, 0))]
            here = [(start - begin, end - begin) for start, end in inside]
            pieces += (text[last:begin], truecased(text[begin:right], spelling.written, here))
            last = right
    return "".join((*pieces, text[last:]))


def _names(text: str, gazetteer: Gazetteer, spelling: Spelling) -> list[tuple[int, int]]:
    places = [(name.start, name.end) for name in gazetteer.find(text) if _is_name(text, name, spelling)]
    return sorted((*places, *spelling.names(text)))


def _is_name(text: str, name: PlaceName, spelling: Spelling) -> bool:
    """Not a village that bears the name of a thing."""
    word = text[name.start : name.end].lower()
    return any(place.level in _SURE for place in name.candidates) or spelling.written(word) != word


def _as_printed(incident: Incident, read: Article, printed: Article) -> Incident:
    evidence = incident.evidence
    own, text = (_part(article, evidence.part) for article in (read, printed))
    who, period = incident.attribution, incident.period
    return incident.model_copy(
        update={
            "evidence": quote(text, evidence.part, incident.sentence, evidence.start, evidence.end),
            "attribution": who.model_copy(update={"words": _printed(who.words, own, text)}),
            "period": period.model_copy(update={"words": _printed(period.words, own, text)}),
        }
    )


def _part(article: Article, part: Part) -> str:
    return article.headline if part is Part.HEADLINE else article.body


def _printed(words: str, own: str, text: str) -> str:
    at = own.find(words)
    return words if at < 0 else text[at : at + len(words)]
