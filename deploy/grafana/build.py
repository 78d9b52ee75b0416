"""Writes dashboards/*.json: python deploy/grafana/build.py.  A test compares, and checks every metric against the code."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "${source}"}
_RATE = "[$__rate_interval]"


def panel(
    title: str, queries: dict[str, str], *, kind: str = "timeseries", unit: str = "short", width: int = 12, height: int = 8,
    says: str = "", red_from: float | None = None, stacked: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """One panel; `queries`: legend -> PromQL.  Its place is found by `dashboard`."""
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    if red_from is not None:
        steps.append({"color": "red", "value": red_from})
    custom = {"stacking": {"mode": "normal"}, "fillOpacity": 25} if stacked else {}
    return {
        "type": kind,
        "title": title,
        "description": says,
        "datasource": SOURCE,
        "gridPos": {"w": width, "h": height},
        "targets": [
            {"refId": chr(65 + at), "datasource": SOURCE, "expr": query, "legendFormat": legend}
            for at, (legend, query) in enumerate(queries.items())
        ],
        "fieldConfig": {
            "defaults": {"unit": unit, "min": 0, "custom": custom, "thresholds": {"mode": "absolute", "steps": steps}},
            "overrides": [],
        },
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}} if kind == "timeseries" else {"colorMode": "background"},
    }


def dashboard(uid: str, title: str, says: str, panels: list[dict[str, Any]]) -> dict[str, Any]:
    """Panels from left to right, row after row of 24 columns."""
    x = y = row_height = 0
    for at, one in enumerate(panels):
        place = one["gridPos"]
        if x + place["w"] > 24:
            x, y, row_height = 0, y + row_height, 0
        place |= {"x": x, "y": y}
        one["id"] = at + 1
        x, row_height = x + place["w"], max(row_height, place["h"])
    return {
        "uid": uid,
        "title": title,
        "description": says,
        "schemaVersion": 41,
        "version": 1,
        "editable": False,
        "tags": ["wire-feed-monitor"],
        "time": {"from": "now-24h", "to": "now"},
        "refresh": "30s",
        "templating": {"list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]},
        "annotations": {"list": []},
        "panels": panels,
    }


def desk() -> dict[str, Any]:
    """What happens in the world."""
    new = 'monitor_incidents_total{status="new"}'
    return dashboard("monitor-desk", "The desk", "What the wire says happens in the world.", [
        panel("Alerts started, 24 h", {"started": 'sum(increase(monitor_alert_changes_total{reason="started"}[24h]))'}, kind="stat", width=4, height=4),
        panel("Alerts that rose, 24 h", {"rose": 'sum(increase(monitor_alert_changes_total{reason="rose"}[24h]))'}, kind="stat", width=4, height=4, red_from=1),
        panel("Taken back, 24 h", {"retracted": 'sum(increase(monitor_alert_changes_total{reason="retracted"}[24h]))'}, kind="stat", width=4, height=4,
              says="Agencies killed or corrected the story that an alert stood on."),
        panel("Articles, 24 h", {"articles": "sum(increase(monitor_articles_total[24h]))"}, kind="stat", width=4, height=4),
        panel("New incidents, 24 h", {"new": f"sum(increase({new}[24h]))"}, kind="stat", width=4, height=4),
        panel("Called false, 7 days", {"false alarms": "sum(increase(monitor_false_alarms_total[7d])) or vector(0)"}, kind="stat", width=4, height=4, red_from=1),
        panel("New incidents by kind, an hour", {"{{kind}}": f"sum by (kind) (increase({new}[1h]))"}, width=24, height=9, stacked=True,
              says="Only what the text itself calls new: no totals since long ago, no fears, no denials."),
        panel("Alert changes by level", {"{{level}} {{reason}}": "sum by (level, reason) (increase(monitor_alert_changes_total[1h])) > 0"}, stacked=True),
        panel("Incidents by status, an hour", {"{{status}}": "sum by (status) (increase(monitor_incidents_total[1h]))"}, stacked=True),
        panel("From publication to notification", {
            "half": f"histogram_quantile(0.5, sum by (le) (rate(monitor_publication_to_notification_seconds_bucket{_RATE})))",
            "19 of 20": f"histogram_quantile(0.95, sum by (le) (rate(monitor_publication_to_notification_seconds_bucket{_RATE})))"}, unit="s"),
        panel("Why somebody was not told, an hour", {"{{reason}}": "sum by (reason) (increase(monitor_silences_total[1h])) > 0"}, stacked=True),
    ])  # fmt: skip


def engine() -> dict[str, Any]:
    """Is the machine well."""
    return dashboard("monitor-engine", "The engine", "Is the monitor alive, is it behind, what does it hold back.", [
        panel("Live workers", {"live": "sum(monitor_live)"}, kind="stat", width=4, height=4),
        panel("Ready workers", {"ready": "sum(monitor_ready)"}, kind="stat", width=4, height=4),
        panel("Behind", {"behind": "max(monitor_behind_seconds)"}, kind="stat", unit="s", width=4, height=4, red_from=60),
        panel("Messages waiting", {"messages": "sum(monitor_behind_messages)"}, kind="stat", width=4, height=4, red_from=1000),
        panel("Dead letters, 24 h", {"letters": "sum(increase(monitor_dead_letters_total[24h]))"}, kind="stat", width=4, height=4, red_from=1),
        panel("Failed messages, 24 h", {"failed": 'sum(increase(monitor_notifications_total{outcome="failed"}[24h])) or vector(0)'}, kind="stat", width=4, height=4, red_from=1),
        panel("Articles a second, by outcome", {"{{outcome}}": f"sum by (outcome) (rate(monitor_articles_total{_RATE}))"}, unit="ops", stacked=True),
        panel("Messages waiting, by agent", {"{{agent}}": "sum by (agent) (monitor_behind_messages)"}),
        panel("Age of the article read last", {"seconds": "max(monitor_behind_seconds)"}, unit="s", red_from=60),
        panel("The feed's own delay", {"half": f"histogram_quantile(0.5, sum by (le) (rate(monitor_wire_delay_seconds_bucket{_RATE})))"}, unit="s",
              says="From publication to arrival on the topic: the agency or the feed, not we."),
        panel("Time to read an article", {
            "half": f"histogram_quantile(0.5, sum by (le) (rate(monitor_read_seconds_bucket{_RATE})))",
            "99 of 100": f"histogram_quantile(0.99, sum by (le) (rate(monitor_read_seconds_bucket{_RATE})))"}, unit="s"),
        panel("Time to weigh a report", {
            "half": f"histogram_quantile(0.5, sum by (le) (rate(monitor_watch_seconds_bucket{_RATE})))",
            "99 of 100": f"histogram_quantile(0.99, sum by (le) (rate(monitor_watch_seconds_bucket{_RATE})))"}, unit="s"),
        panel("Dead letters by reason, an hour", {"{{agent}} {{reason}}": "sum by (agent, reason) (increase(monitor_dead_letters_total[1h])) > 0"}, stacked=True),
        panel("Messages by channel and outcome, an hour", {"{{channel}} {{outcome}}": "sum by (channel, outcome) (increase(monitor_notifications_total[1h]))"}, stacked=True),
        panel("Messages not yet taken, by channel", {"{{channel}}": "sum by (channel) (monitor_notifications_waiting)"}),
        panel("From arrival to notification", {"19 of 20": f"histogram_quantile(0.95, sum by (le) (rate(monitor_arrival_to_notification_seconds_bucket{_RATE})))"}, unit="s"),
        panel("Rows in memory", {"{{table}}": "sum by (table) (monitor_rows)"}),
        panel("Largest region rows", {"99 of 100": f"histogram_quantile(0.99, sum by (le) (rate(monitor_region_row_bytes_bucket{_RATE})))"}, unit="bytes", red_from=32768),
        panel("Event loop: age of the last beat", {"{{instance}}": "monitor_loop_beat_age_seconds"}, unit="s", red_from=5),
        panel("Tables read at start", {"{{instance}}": "monitor_recovery_seconds"}, unit="s"),
    ])  # fmt: skip


def dashboards() -> dict[str, str]:
    """File name -> JSON text."""
    return {f"{made['uid'].removeprefix('monitor-')}.json": json.dumps(made, indent=1) + "\n" for made in (desk(), engine())}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in dashboards().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
