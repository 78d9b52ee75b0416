"""The way of an article, from the wire to a message.  Read this file first.

    RawArticle -normalise-> Article -detect-> [Mention] -locate-> [Incident] -file-> [Report]     read_article
    RegionState, Report -fold-> RegionState -evaluate-> [Verdict] -alert-> [AlertChange]          watch_region
    AlertChange, what was sent -notify-> [Notification], or the reason for silence                 announce_change

Pure: no clock, no network, no Faust.  `stream` runs it live, `replay` runs it on a file.
"""

from datetime import datetime

from monitor.model.alert import AlertChange
from monitor.model.article import Article, RawArticle
from monitor.model.incident import Incident
from monitor.model.knowledge import Knowledge
from monitor.model.notification import AlertLedger, Announcement
from monitor.model.report import Reading, Story
from monitor.model.route import Routes
from monitor.steps.detect import detect
from monitor.steps.file import file_reports, is_stale
from monitor.steps.locate import locate
from monitor.steps.normalise import normalise
from monitor.steps.notify import choose_notifications


def read_article(raw: RawArticle, story: Story | None, knowledge: Knowledge) -> Reading:
    """All that follows from one message of the wire.  Raises UnreadableArticleError.

    `story` is the row that an earlier version of the same uri left behind.
    """
    article = normalise(raw)
    if is_stale(article, story):
        return Reading(uri=article.uri, edition=article.edition, skipped="stale")
    return file_reports(article, find_incidents(article, knowledge), story, knowledge.gazetteer)


def find_incidents(article: Article, knowledge: Knowledge) -> tuple[Incident, ...]:
    """What one article says happened, and where.  Advisories and copy in other languages say nothing to us."""
    if not article.is_readable_copy:
        return ()
    return locate(detect(article, knowledge.phrases, knowledge.sources), article, knowledge.gazetteer)


def read_text(raw: RawArticle, knowledge: Knowledge) -> tuple[Article, tuple[Incident, ...]]:
    """One message by itself, whatever came before.  Raises UnreadableArticleError."""
    article = normalise(raw)
    return article, find_incidents(article, knowledge)


def announce_change(change: AlertChange, ledger: AlertLedger | None, routes: Routes, now: datetime) -> Announcement:
    """Who is told of a change, and why others are not.  The same change twice is harmless."""
    return choose_notifications(change, ledger, routes, now)
