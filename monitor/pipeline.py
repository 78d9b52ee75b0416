"""The way of an article, from the wire to a message.  Read this file first.

    RawArticle -normalise-> Article -detect-> [Mention] -locate-> [Incident] -file-> [Report]     read_article
    RegionState, Report -fold-> RegionState -evaluate-> [Verdict] -alert-> [AlertChange]          watch_region
    AlertChange, what was sent -notify-> [Notification], or the reason for silence                 announce_change

Pure: no clock, no network, no Faust.  `stream` runs it live, `replay` runs it on a file.
"""

from monitor.model.article import Article, RawArticle
from monitor.model.incident import Incident
from monitor.model.knowledge import Knowledge
from monitor.steps.detect import detect
from monitor.steps.locate import locate
from monitor.steps.normalise import normalise


def find_incidents(article: Article, knowledge: Knowledge) -> tuple[Incident, ...]:
    """What one article says happened, and where."""
    return locate(detect(article, knowledge.phrases, knowledge.sources), article, knowledge.gazetteer)


def read_text(raw: RawArticle, knowledge: Knowledge) -> tuple[Article, tuple[Incident, ...]]:
    """One message of the wire, read.  Raises UnreadableArticleError."""
    article = normalise(raw)
    return article, find_incidents(article, knowledge)
