"""The way of an article, from the wire to a message.  Read this file first.

    RawArticle -normalise-> Article -detect-> [Mention] -locate-> [Incident] -file-> [Report]     read_article
      (what is looked over and says nothing goes no further; `truecase` puts what is in capitals into print)
    RegionState, Report -fold-> RegionState -evaluate-> [Verdict] -alert-> [AlertChange]          watch_region
    AlertChange, what was sent -notify-> [Notification], or the reason for silence                 announce_change

Pure: no clock, no network, no Faust.  `stream` runs it live, `replay` runs it on a file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model.alert import AlertChange, AlertState
from monitor.model.article import Article, RawArticle, Signal
from monitor.model.base import UtcTime
from monitor.model.incident import Incident
from monitor.model.knowledge import Knowledge
from monitor.model.mute import Mute
from monitor.model.notification import AlertLedger, Announcement
from monitor.model.picture import Picture
from monitor.model.region import RegionState
from monitor.model.report import Reading, Report, Story, Tick
from monitor.model.route import Routes
from monitor.model.rule import AlertRule
from monitor.model.verdict import Reading as RuleReading
from monitor.steps.alert import raise_alerts, told_alert
from monitor.steps.canary import ROUTES as CANARY_ROUTES
from monitor.steps.canary import RULE as CANARY_RULE
from monitor.steps.canary import pick_alarm, pick_report
from monitor.steps.detect import look_over, read_closely
from monitor.steps.evaluate import applies, evaluate, next_moment, read, waits_for_silence
from monitor.steps.file import file_reports, is_stale
from monitor.steps.fold import add_up, fold, pass_time
from monitor.steps.locate import locate
from monitor.steps.names import is_name_notice, read_name, with_names
from monitor.steps.normalise import normalise
from monitor.steps.notify import choose_notifications
from monitor.steps.truecase import as_printed, truecase

MOST_READ = 100_000
"""Characters of a body: twice the longest wire story; read in less than a second."""


def read_article(raw: RawArticle, story: Story | None, knowledge: Knowledge) -> Reading:
    """All that follows from one message of the wire.  Raises UnreadableArticleError.

    `story` is the row that an earlier version of the same uri left behind.
    """
    if is_name_notice(raw):
        return read_name(raw, story)
    article = normalise(raw)
    if is_stale(article, story):
        return Reading(uri=article.uri, edition=article.edition, skipped="stale")
    reading = file_reports(article, find_incidents(article, knowledge), story, knowledge.gazetteer)
    reading = reading.model_copy(update={"is_cut": True}) if len(article.body) > MOST_READ else reading
    return with_names(reading, article, story)


def find_incidents(article: Article, knowledge: Knowledge) -> tuple[Incident, ...]:
    """What one article says happened, and where.  Advisories and copy in other languages say nothing to us."""
    if not article.is_readable_copy:
        return ()
    if len(article.body) > MOST_READ:
        article = article.model_copy(update={"body": article.body[:MOST_READ]})
    if (seen := look_over(article, knowledge.phrases)) is None:
        return ()
    told = truecase(article, knowledge.gazetteer, knowledge.spelling)
    if told is not article and (seen := look_over(told, knowledge.phrases)) is None:
        return ()
    incidents = locate(read_closely(told, seen, knowledge.sources), told, knowledge.gazetteer)
    return as_printed(incidents, told, article)


def read_text(raw: RawArticle, knowledge: Knowledge) -> tuple[Article, tuple[Incident, ...]]:
    """One message by itself, whatever came before.  Raises UnreadableArticleError."""
    article = normalise(raw)
    return article, find_incidents(article, knowledge)


def read_canary(raw: RawArticle, knowledge: Knowledge) -> Report | None:
    """What is read in a test article of ours; None: nothing, so reading is broken.  Raises UnreadableArticleError."""
    article = normalise(raw).model_copy(update={"signal": Signal.NONE})
    return pick_report(file_reports(article, find_incidents(article, knowledge), None, knowledge.gazetteer).reports)


def watch_canary(report: Report, knowledge: Knowledge) -> AlertChange | None:
    """The alarm that it raises, in a region that nobody remembers."""
    return pick_alarm(watch_region(None, report, replace(knowledge, rules=(CANARY_RULE,)))[1])


def announce_canary(change: AlertChange) -> Announcement:
    """Its message, to a channel that throws it away."""
    return choose_notifications(change, None, CANARY_ROUTES, change.changed_at)


def watch_region(
    state: RegionState | None, message: Report | Tick, knowledge: Knowledge
) -> tuple[RegionState, tuple[AlertChange, ...]]:
    """One message for one region: what it remembers now, and which alerts changed.  The same message twice is harmless.

    A tick finds a region that is remembered, or nothing to do: `state` is None only before a region's first report.
    """
    is_freed = False
    if isinstance(message, Report):
        state = fold(state, message, household_size=knowledge.household_size)
    elif state is None:
        raise ValueError("time passes only in a region that is remembered")
    else:
        freed_at = state.next_embargo
        state = pass_time(state, message.at)
        is_freed = freed_at is not None and freed_at <= message.at.timestamp()
    picture = add_up(state)
    rules = [rule for rule in knowledge.rules if applies(rule.where, state.region)]
    looks = rules if isinstance(message, Report) or is_freed else _open_rules(state, rules)
    verdicts = [evaluate(rule, picture, told_alert(state, rule)) for rule in looks]
    state, changes = raise_alerts(state, picture, verdicts, rules, knowledge_version=knowledge.version)
    wakes_at = next_moment(_open_rules(state, rules), rules, picture, state.next_embargo)
    return (state if wakes_at == state.wakes_at else state.model_copy(update={"wakes_at": wakes_at})), changes


def _open_rules(state: RegionState, rules: Iterable[AlertRule]) -> list[AlertRule]:
    """Those that time alone may change: an alert that is not quiet, and whoever waits for silence."""
    names = {alert.rule for alert in state.alerts if alert.state is not AlertState.QUIET}
    return [rule for rule in rules if rule.name in names or waits_for_silence(rule)]


def measure_region(state: RegionState, rule: AlertRule, now: UtcTime) -> tuple[Picture, RuleReading]:
    """What one rule measures in a region at a time, and what it was read from; changes nothing."""
    picture = add_up(pass_time(state, now))
    return picture, read(rule, picture, int(now.timestamp()))


def announce_change(
    change: AlertChange, ledger: AlertLedger | None, routes: Routes, now: datetime, mutes: Sequence[Mute] = ()
) -> Announcement:
    """Who is told of a change, and why others are not.  The same change twice is harmless."""
    return choose_notifications(change, ledger, routes, now, mutes)
