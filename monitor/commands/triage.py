"""`monitor triage`: incidents without a place."""

from datetime import datetime, timedelta

from rich.panel import Panel
from rich.text import Text

from monitor.commands.explain import figure_words
from monitor.commands.on_topics import seen_on
from monitor.commands.terminal import out
from monitor.model.base import TRIAGE
from monitor.model.report import REGION_MESSAGE, Report
from monitor.settings import Settings
from monitor.stream.embedded import locate_broker
from monitor.stream.topics import topics_of


def show_triage(given: Settings, *, since: timedelta, now: datetime) -> None:
    """Incidents that could not be placed, newest last, so that an analyst can add the place."""
    settings = locate_broker(given)
    shown = 0
    for seen in seen_on(settings, topics_of(settings).reports.name):
        message = REGION_MESSAGE.validate_json(seen.value)
        if isinstance(message, Report) and message.region.id == TRIAGE and message.arrived_at >= now - since:
            shown += _show_unplaced(message)
    found = "1 incident" if shown == 1 else f"{shown:,} incidents"
    out.print(f"{found} without a place; names can be added in monitor/knowledge/places.csv")


def _show_unplaced(report: Report) -> int:
    for found in report.incidents:
        what = f"{found.kind.value}, {found.status.value}, {figure_words(found.figure)}"
        words = Text(f"“{found.evidence.text}”\n{what}\n{report.headline}")
        out.print(Panel(words, title=Text(f"{report.uri}, {report.outlet}"), title_align="left"))
    return len(report.incidents)
