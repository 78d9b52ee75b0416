"""Metrics of watching: alerts and their changes, the rows behind them, and what people say of them."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry

from monitor.metrics.registered import READ_SECONDS, Registered
from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.command import CommandKind
from monitor.model.notification import Verdict

_ROW_BYTES = (512, 2048, 8192, 32768, 131072, 524288)
_NO_LEVEL = "none"


class AlertMetrics(Registered):
    """What the watcher and the commander tell."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(registry)
        self._make_watching_metrics()
        self._make_desk_metrics()

    def _make_watching_metrics(self) -> None:
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
            READ_SECONDS,
        )

    def _make_desk_metrics(self) -> None:
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

    def name_rules(self, rules: Iterable[str]) -> None:
        """The rules of the rules file: the only values of the label."""
        for rule in rules:
            for counter in (self._raised, self._false_alarms, self._right_alarms):
                counter.labels(rule)

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

    def commanded(self, kind: str, outcome: str) -> None:
        """Somebody told us something: `accepted`, `known` (read before), `refused` or `unreadable`."""
        self._commands.labels(kind, outcome).inc()

    def judged(self, rule: str, verdict: Verdict) -> None:
        """Somebody said what an alert of this rule was worth."""
        (self._false_alarms if verdict is Verdict.FALSE_ALARM else self._right_alarms).labels(rule).inc()

    def muted(self, count: int) -> None:
        """Mutes by matchers that hold now."""
        self._mutes.set(count)
