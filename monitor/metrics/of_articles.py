"""Metrics of reading: articles in, incidents and reports out, what could not be read, and how far reading is behind."""

from datetime import datetime

from prometheus_client import CollectorRegistry

from monitor.metrics.registered import READ_SECONDS, TELL_SECONDS, Registered
from monitor.model.mention import Kind, Status
from monitor.model.report import Reading

DEAD_LETTERS = {
    "reader": (
        *("bad_json", "bad_utf8", "empty_message", "not_an_object", "bad_field", "no_date", "bad_date", "future_date"),
        *("too_big", "ambiguous_kill", "too_large", "too_slow", "failed"),
    ),
    "watcher": ("bad_report", "wrong_partition", "too_large", "too_slow", "failed"),
    "announcer": ("bad_change", "bad_result", "too_large", "failed"),
    "commander": ("bad_command", "refused", "wrong_partition", "too_large", "failed"),
}
"""Agent -> every reason that it has to give a message up.  What to do about each stands in the runbook."""


class ArticleMetrics(Registered):
    """What the reader tells."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(registry)
        self._make_article_counters()
        self._make_article_times()
        self._make_dead_letters()

    def _make_article_counters(self) -> None:
        self._articles = self._counter(
            "monitor_articles_total",
            "Articles handled, by what became of them. Standing still while the wire runs: the reader is stuck. "
            "'unreadable' rising: the feed has changed its form. 'moved': a feed does not key its messages by uri.",
            "outcome",
        )
        for outcome in ("reported", "quiet", "stale", "skipped", "name", "moved", "unreadable"):
            self._articles.labels(outcome)
        self._cut = self._counter(
            "monitor_articles_cut_total",
            "Articles of more than 100,000 characters, whose end was not read. Rising: a feed sends books.",
        )
        self._ahead = self._counter(
            "monitor_articles_ahead_total",
            "Articles whose message bears a time over an hour ahead of the worker's clock, taken as of now. Rising: a "
            "feed's clock is wrong, or the worker's; then alerts come late.",
        )
        self._incidents = self._counter(
            "monitor_incidents_total",
            "Incidents found, by kind and status. Rising 'new': the world gets worse, or a rule matches too much.",
            "kind",
            "status",
        )
        for kind in Kind:
            for status in Status:
                self._incidents.labels(kind.value, status.value)
        self._reports = self._counter(
            "monitor_reports_total", "Reports sent to regions. Far above articles: copy names too many places."
        )
        self._kills = self._counter(
            "monitor_retractions_total",
            "Kill notices passed on to the stories that they name. Rising: an agency takes much back; so do we.",
        )

    def _make_article_times(self) -> None:
        self._read_seconds = self._histogram(
            "monitor_read_seconds",
            "Time to read one article, with its acks. Rising: long articles, or a slow broker.",
            READ_SECONDS,
        )
        self._wire_delay = self._histogram(
            "monitor_wire_delay_seconds",
            "From publication to arrival on the topic. Rising: the agency or the feed is late, not we.",
            TELL_SECONDS,
        )
        self._behind_seconds = self._gauge(
            "monitor_behind_seconds",
            "How far reading is behind the wire: age of the article read last in the partition furthest behind, "
            "and 0 where none waits. Rising: too few workers, or one stuck.",
        )
        self._behind_messages = self._gauge(
            "monitor_behind_messages",
            "Messages that wait, by agent. Rising for minutes: too few workers, or one stuck.",
            "agent",
        )

    def _make_dead_letters(self) -> None:
        self._dead_letters = self._counter(
            "monitor_dead_letters_total",
            "Messages that could not be read and lie in monitor.dead-letters. Rising 'bad_…' or '…_date': the feed has "
            "changed its form; 'failed' is a bug of ours.",
            "agent",
            "reason",
        )
        for agent, reasons in DEAD_LETTERS.items():
            for reason in reasons:
                self._dead_letters.labels(agent, reason)

    def article(self, outcome: str) -> None:
        """An article that was not read: `unreadable` or `moved`."""
        self._articles.labels(outcome).inc()

    def ahead(self) -> None:
        """An article from the future."""
        self._ahead.inc()

    def read(self, reading: Reading, arrived_at: datetime, now: datetime, seconds: float) -> None:
        """An article was read, and everything that follows from it is safe."""
        self._articles.labels(_outcome(reading)).inc()
        self._read_seconds.observe(seconds)
        self._cut.inc(reading.is_cut)
        self._reports.inc(len(reading.reports))
        self._kills.inc(len(reading.retractions))
        for incident in reading.incidents:
            self._incidents.labels(incident.kind.value, incident.status.value).inc()
        for report in reading.reports[:1]:
            self._wire_delay.observe(max((report.arrived_at - report.published_at).total_seconds(), 0.0))

    def dead_letter(self, agent: str, reason: str) -> None:
        """One more in monitor.dead-letters."""
        self._dead_letters.labels(agent, reason).inc()

    def behind(self, agent: str, messages: int) -> None:
        """Messages that wait for one agent."""
        self._behind_messages.labels(agent).set(messages)

    def behind_seconds(self, seconds: float) -> None:
        """Age of the article read last, while more wait."""
        self._behind_seconds.set(seconds)


def _outcome(reading: Reading) -> str:
    if reading.skipped:
        return reading.skipped if reading.skipped in ("stale", "name") else "skipped"
    return "reported" if reading.incidents or reading.reports else "quiet"
