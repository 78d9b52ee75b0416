"""([Mention], Article, gazetteer) -> [Incident]: each mention gets the place where it happened."""

from collections.abc import Sequence

from monitor.model.article import Article
from monitor.model.incident import Incident
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Mention


def locate(mentions: Sequence[Mention], article: Article, gazetteer: Gazetteer) -> tuple[Incident, ...]:
    """Most specific known place of each incident; one that can't be told has none (triage)."""
    return tuple(Incident(**dict(mention)) for mention in mentions)
