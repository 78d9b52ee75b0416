"""`monitor alerts` and `monitor triage`: what lies on the topics, for people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.commands.explain import figure_words
from monitor.commands.terminal import out
from monitor.errors import MonitorError
from monitor.model.alert import AlertChange, AlertState
from monitor.model.base import TRIAGE
from monitor.model.notification import DeliveryResult
from monitor.model.report import REGION_MESSAGE, Report
from monitor.settings import Settings
from monitor.stream.embedded import locate_broker
from monitor.stream.follow import Follower
from monitor.stream.topics import topics_of

_CHANGE: TypeAdapter[AlertChange] = TypeAdapter(AlertChange)


def changes_on(settings: Settings) -> list[AlertChange]:
    """Every change on the alert topic, oldest first.  Raises BrokerError."""
    found = [change for value in _values(settings, topics_of(settings).alerts.name) for change in _as_change(value)]
    return sorted(found, key=lambda change: (change.changed_at, change.revision))


def _as_change(value: bytes) -> Iterator[AlertChange]:
    try:
        yield _CHANGE.validate_json(value)
    except ValidationError:
        return  # A tick.


def _values(settings: Settings, topic: str) -> Iterator[bytes]:
    with Follower(settings, [topic]) as follower:
        yield from (seen.value for seen in follower.until_now())


def open_alerts(changes: Iterable[AlertChange]) -> list[AlertChange]:
    """The newest change of each alert that fires or is pending, worst first."""
    newest = {change.alert_id: change for change in changes}
    firing = [change for change in newest.values() if change.state is not AlertState.QUIET]
    return sorted(firing, key=lambda change: (-(change.level.rank if change.level else 0), change.changed_at))


def show_alerts(given: Settings, *, since: timedelta | None, alert_id: str, as_json: bool, now: datetime) -> None:
    """Open alerts; or every change since a time; or one alert with its whole history and deliveries."""
    settings = locate_broker(given)
    changes = changes_on(settings)
    if alert_id:
        chosen = [change for change in changes if change.alert_id.startswith(alert_id)]
        if not chosen:
            raise MonitorError(f"no alert begins with {alert_id!r}; `monitor alerts --since 30d` lists what there was")
    elif since:
        chosen = [change for change in changes if change.changed_at >= now - since]
    else:
        chosen = open_alerts(changes)
    if as_json:
        for change in chosen:
            out.file.write(change.model_dump_json() + "\n")
    elif alert_id:
        _show_history(chosen, _deliveries(settings, chosen[0].alert_id))
    else:
        _show_table(chosen)


def _show_table(changes: Sequence[AlertChange]) -> None:
    if not changes:
        out.print("no alert is open")
        return
    table = Table("alert", "level", "since (UTC)", "region", "rule", "because", box=None, padding=(0, 1))
    for change in changes:
        level = change.level.value if change.level else change.state.value
        when = f"{change.started_at:%Y-%m-%d %H:%M}"
        words = (change.alert_id[:8], level, when, change.region_name, change.rule, change.because)
        table.add_row(*(Text(word) for word in words))
    out.print(table)


def _deliveries(settings: Settings, alert_id: str) -> list[DeliveryResult]:
    found = (
        DeliveryResult.model_validate_json(value) for value in _values(settings, topics_of(settings).deliveries.name)
    )
    return sorted((result for result in found if result.alert_id == alert_id), key=lambda result: result.at)


def _show_history(changes: Sequence[AlertChange], deliveries: Sequence[DeliveryResult]) -> None:
    for change in changes:
        level = f" {change.level.value}" if change.level else ""
        out.print(
            Text(
                f"{change.changed_at:%Y-%m-%d %H:%M} UTC · revision {change.revision} · {change.reason.value}{level}",
                "bold",
            )
        )
        out.print(Text(f"  {change.because}"))
        for quote in change.quotes:
            out.print(Text(f"  “{quote.text}” — {quote.attribution or quote.outlet}, {quote.uri}", "dim"))
        if change.silent_because:
            out.print(Text(f"  nobody was told: {change.silent_because}", "yellow"))
        for result in deliveries:
            if result.revision == change.revision:
                out.print(Text(f"  {_delivery_words(result)}"))


def _delivery_words(result: DeliveryResult) -> str:
    return f"{result.channel}: {result.outcome.value} {result.at:%H:%M:%S} UTC, {result.tries} tries, {result.answer}"


def show_triage(given: Settings, *, since: timedelta, now: datetime) -> None:
    """Incidents that could not be placed, newest last, so that an analyst can add the place."""
    settings = locate_broker(given)
    shown = 0
    for value in _values(settings, topics_of(settings).reports.name):
        message = REGION_MESSAGE.validate_json(value)
        if isinstance(message, Report) and message.region.id == TRIAGE and message.arrived_at >= now - since:
            shown += _show_unplaced(message)
    out.print(f"{shown} incidents without a place; names can be added in monitor/knowledge/places.csv")


def _show_unplaced(report: Report) -> int:
    for found in report.incidents:
        what = f"{found.kind.value}, {found.status.value}, {figure_words(found.figure)}"
        words = Text(f"“{found.evidence.text}”\n{what}\n{report.headline}")
        out.print(Panel(words, title=Text(f"{report.uri}, {report.outlet}"), title_align="left"))
    return len(report.incidents)
