"""Every metric, with what its rise means.  The only module that imports prometheus_client.

Names end in their unit or `_total`; labels are words from short lists, set to 0 at start so that a first one is seen by
`rate()`.  No region, article or alert is ever a label.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.command import CommandKind
from monitor.model.mention import Kind, Status
from monitor.model.notification import NotifyReason, Outcome, SilenceReason, Verdict
from monitor.model.report import Reading

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
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

_READ_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
_ROW_BYTES = (512, 2048, 8192, 32768, 131072, 524288)
_TELL_SECONDS = (0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21600, 86400)
# A second series for each counter, with the time it was made: nobody asks for it.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library says no types here

_NO_LEVEL = "none"
_WORSE = (ChangeReason.STARTED, ChangeReason.ROSE)


class Metrics:
    """One for a worker."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self._make_reading_metrics()
        self._make_alert_metrics()
        self._make_telling_metrics()
        self._make_engine_metrics()
        # process_resident_memory_bytes and the like; a memory that grows for days is a leak.
        ProcessCollector(registry=self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(name, says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        return Gauge(name, says, labels, registry=self.registry)

    def _histogram(self, name: str, says: str, buckets: Iterable[float], *labels: str) -> Histogram:
        return Histogram(name, says, labels, registry=self.registry, buckets=tuple(buckets))

    def _make_reading_metrics(self) -> None:
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
        self._read_seconds = self._histogram(
            "monitor_read_seconds",
            "Time to read one article, with its acks. Rising: long articles, or a slow broker.",
            _READ_SECONDS,
        )
        self._wire_delay = self._histogram(
            "monitor_wire_delay_seconds",
            "From publication to arrival on the topic. Rising: the agency or the feed is late, not we.",
            _TELL_SECONDS,
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

    def _make_alert_metrics(self) -> None:
        self._changes = self._counter(
            "monitor_alert_changes_total",
            "Alert changes, by reason and level. 'retracted' rising: sources take stories back.",
            "reason",
            "level",
        )
        for reason in ChangeReason:
            for level in (*Level, None):
                self._changes.labels(reason.value, level.value if level else _NO_LEVEL)
        self._ticks = self._counter(
            "monitor_ticks_total", "Ticks handled. Standing still: alerts no longer end by time."
        )
        self._rows = self._gauge(
            "monitor_rows", "Rows in memory, by table. 'regions' rising above 5,000: places are misread.", "table"
        )
        for table in ("stories", "regions", "ledgers", "mutes"):
            self._rows.labels(table)
        self._row_bytes = self._histogram(
            "monitor_region_row_bytes",
            "Size of a region's row when written. Above 32 KiB: memory of a region is not bounded well.",
            _ROW_BYTES,
        )
        self._watch_seconds = self._histogram(
            "monitor_watch_seconds",
            "Time to weigh one report, with its acks. Rising: rows that grow, or a slow broker.",
            _READ_SECONDS,
        )
        self._raised = self._counter(
            "monitor_alerts_raised_total",
            "Alerts raised, by rule: what false alarms are a share of. Rising: a bad day, or an eager rule.",
            "rule",
        )
        self._false_alarms = self._counter(
            "monitor_false_alarms_total", "Alerts that people called false, by rule. Rising: look at the rule.", "rule"
        )
        self._right_alarms = self._counter(
            "monitor_right_alarms_total",
            "Alerts that people called right, by rule. Rising less than false alarms: mend the rule.",
            "rule",
        )
        self._commands = self._counter(
            "monitor_commands_total",
            "What people told the monitor, by kind and outcome. Rising 'refused': see the dead letters.",
            "kind",
            "outcome",
        )
        for kind in (*CommandKind, "unknown"):
            for outcome in ("accepted", "known", "refused", "unreadable"):
                self._commands.labels(str(kind), outcome)
        self._mutes = self._gauge(
            "monitor_mutes", "Mutes by matchers that hold now. Rising: forgotten ones hide alerts."
        )

    def _make_telling_metrics(self) -> None:
        self._notifications = self._counter(
            "monitor_notifications_total",
            "Messages by channel and outcome. 'failed': nobody got it there; 'ambiguous': somebody may get it twice; "
            "'superseded' rising: the channel is slow, and newer revisions speak for older ones.",
            "channel",
            "outcome",
        )
        self._decided = self._counter(
            "monitor_notifications_decided_total",
            "Messages decided on, by reason. Rising 'repeated': nobody acknowledges; 'undelivered': a channel fails.",
            "reason",
        )
        for reason in NotifyReason:
            self._decided.labels(reason.value)
        self._silences = self._counter(
            "monitor_silences_total",
            "Changes that somebody was not told of, by reason. 'no_route' rising: routes miss something.",
            "reason",
        )
        for silence in SilenceReason:
            self._silences.labels(silence.value)
        self._waiting = self._gauge(
            "monitor_notifications_waiting",
            "Messages not yet taken by their channel. Rising: a channel is down.",
            "channel",
        )
        self._held = self._gauge(
            "monitor_notifications_held",
            "Messages held back now, by what holds them. Rising over days: a mute that nobody remembers.",
            "by",
        )
        for holder in (SilenceReason.QUIET_HOURS, SilenceReason.MUTED):
            self._held.labels(holder.value)
        self._from_publication = self._histogram(
            "monitor_publication_to_notification_seconds",
            "From the newest article's publication until a channel took the first message about what got worse. "
            "Rising while arrival_to_notification does not: the wire is late.",
            _TELL_SECONDS,
        )
        self._from_arrival = self._histogram(
            "monitor_arrival_to_notification_seconds",
            "From a change's own time (arrival of its article, or tick) until a channel took the message: our delay. "
            "Rising: quiet hours, a rate cap, a channel that fails, or we are behind.",
            _TELL_SECONDS,
        )

    def _make_engine_metrics(self) -> None:
        self._ready = self._gauge("monitor_ready", "1 when the tables are read and articles are taken.")
        self._live = self._gauge(
            "monitor_live",
            "0 when the event loop or a partition has stood still too long; the worker then ends itself.",
        )
        self._loop_age = self._gauge(
            "monitor_loop_beat_age_seconds", "Since the event loop last turned. Above 5: something blocks it."
        )
        self._canary_seconds = self._gauge(
            "monitor_canary_seconds", "How long the last test article of ours took to the far end. Rising: we are slow."
        )
        self._canaries = self._counter(
            "monitor_canaries_total", "Test articles of ours that came out. Standing still: nothing would be told."
        )
        self._canary_late = self._gauge(
            "monitor_canary_late", "1 while a test article of ours is overdue: alerts may be late or missing."
        )
        self._recovery = self._gauge(
            "monitor_recovery_seconds", "How long the tables took to read at start. Rising with regions and alerts."
        )
        self._build = self._gauge(
            "monitor_build_info",
            "1; which version runs with which knowledge. Several at a time: workers differ, a rollout is under way.",
            "version",
            "knowledge",
        )

    # --- what the agents tell

    def article(self, outcome: str) -> None:
        """An article that was not read: `unreadable` or `moved`."""
        self._articles.labels(outcome).inc()

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

    def watched(self, changes: Iterable[AlertChange], row_bytes: int | None, seconds: float) -> None:
        """A report was weighed; `row_bytes` None: the row stayed as it was."""
        self._watch_seconds.observe(seconds)
        if row_bytes is not None:
            self._row_bytes.observe(row_bytes)
        for change in changes:
            self._changes.labels(change.reason.value, change.level.value if change.level else _NO_LEVEL).inc()
            if change.reason is ChangeReason.STARTED:
                self._raised.labels(change.rule).inc()

    def ticked(self) -> None:
        """A tick was handled."""
        self._ticks.inc()

    def rows(self, table: str, count: int) -> None:
        """How many rows a table has in this worker."""
        self._rows.labels(table).set(count)

    # --- what telling tells

    def name_channels(self, channels: Iterable[str]) -> None:
        """The channels of the routes file: the only values of the label."""
        for channel in channels:
            self._waiting.labels(channel)
            for outcome in Outcome:
                self._notifications.labels(channel, outcome.value)

    def name_rules(self, rules: Iterable[str]) -> None:
        """The rules of the rules file: the only values of the label."""
        for rule in rules:
            for counter in (self._raised, self._false_alarms, self._right_alarms):
                counter.labels(rule)

    def decided(self, reason: NotifyReason) -> None:
        """A message was decided on."""
        self._decided.labels(reason.value).inc()

    def silent(self, reason: SilenceReason) -> None:
        """Somebody was not told."""
        self._silences.labels(reason.value).inc()

    def waiting(self, channel: str, count: int) -> None:
        """Messages that a channel has not taken yet."""
        self._waiting.labels(channel).set(count)

    def held(self, by: Mapping[SilenceReason, int]) -> None:
        """Messages that wait for the end of quiet hours or of a mute."""
        for holder in (SilenceReason.QUIET_HOURS, SilenceReason.MUTED):
            self._held.labels(holder.value).set(by.get(holder, 0))

    def delivered(self, channel: str, outcome: Outcome) -> None:
        """What became of one message."""
        self._notifications.labels(channel, outcome.value).inc()

    def told(self, change: AlertChange, at: datetime) -> None:
        """A channel took the first message about a change."""
        self._from_arrival.observe(max((at - change.changed_at).total_seconds(), 0.0))
        if change.reason in _WORSE:  # an alert that ends by time stands on articles of last week
            self._from_publication.observe(max((at - change.evidence_at).total_seconds(), 0.0))

    def commanded(self, kind: str, outcome: str) -> None:
        """Somebody told us something: `accepted`, `known` (read before), `refused` or `unreadable`."""
        self._commands.labels(kind, outcome).inc()

    def judged(self, rule: str, verdict: Verdict) -> None:
        """Somebody said what an alert of this rule was worth."""
        (self._false_alarms if verdict is Verdict.FALSE_ALARM else self._right_alarms).labels(rule).inc()

    def muted(self, count: int) -> None:
        """Mutes by matchers that hold now."""
        self._mutes.set(count)

    # --- what the engine tells

    def build(self, version: str, knowledge: str) -> None:
        """Which version runs."""
        self._build.labels(version, knowledge).set(1)

    def engine(self, *, is_ready: bool, is_live: bool, loop_age_seconds: float) -> None:
        """How the machine is."""
        self._ready.set(is_ready)
        self._live.set(is_live)
        self._loop_age.set(loop_age_seconds)

    def canary_out(self, seconds: float) -> None:
        """A test article of ours came out."""
        self._canaries.inc()
        self._canary_seconds.set(seconds)

    def canary_late(self, *, is_late: bool) -> None:
        """One is overdue, or none is."""
        self._canary_late.set(is_late)

    def recovered(self, seconds: float) -> None:
        """The tables are read."""
        self._recovery.set(seconds)

    def behind(self, agent: str, messages: int) -> None:
        """Messages that wait for one agent."""
        self._behind_messages.labels(agent).set(messages)

    def behind_seconds(self, seconds: float) -> None:
        """Age of the article read last, while more wait."""
        self._behind_seconds.set(seconds)

    def page(self) -> bytes:
        """What /metrics answers."""
        return generate_latest(self.registry)


def _outcome(reading: Reading) -> str:
    if reading.skipped:
        return reading.skipped if reading.skipped in ("stale", "name") else "skipped"
    return "reported" if reading.incidents or reading.reports else "quiet"
