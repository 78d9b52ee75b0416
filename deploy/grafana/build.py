"""Writes dashboards/*.json with Grafana's Foundation SDK:   python deploy/grafana/build.py

A test compares the files, reads them back by the SDK's schema, and asks a real Prometheus every query.
Whoever wants another Prometheus than the provisioned one picks it in the dashboard's `Prometheus` variable.
"""

import json
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.builders import common, prometheus, stat, timeseries
from grafana_foundation_sdk.builders import dashboard as board
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as common_model
from grafana_foundation_sdk.models import dashboard as model

FOLDER = Path(__file__).parent / "dashboards"
_SOURCE = model.DataSourceRef(type_val="prometheus", uid="${source}")
_RATE = "[$__rate_interval]"
_EXPECTED_SECONDS = 15
"""How often prometheus.yml scrapes: Grafana works $__rate_interval out from it."""


def _queries(panel: Any, queries: dict[str, str]) -> Any:
    for at, (legend, query) in enumerate(queries.items()):
        asked = prometheus.Dataquery().expr(query).legend_format(legend).ref_id(chr(65 + at)).datasource(_SOURCE)
        panel.with_target(asked)
    return panel


def _thresholds(red_from: float | None, red_below: float | None) -> board.ThresholdsConfig:
    steps = [model.Threshold(color="red" if red_below is not None else "green", value=None)]
    if red_from is not None:
        steps.append(model.Threshold(color="red", value=red_from))
    if red_below is not None:
        steps.append(model.Threshold(color="green", value=red_below))
    return board.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(steps)


def number(
    title: str, query: str, *, says: str, unit: str = "short", red_from: float | None = None, red_below: float | None = None
) -> Any:  # fmt: skip
    """One figure, a sixth of the width, red where somebody should look."""
    panel = (
        stat.Panel().title(title).description(says).datasource(_SOURCE).unit(unit).height(4).span(4)
        .graph_mode(common_model.BigValueGraphMode.AREA).color_mode(common_model.BigValueColorMode.BACKGROUND)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"])).thresholds(_thresholds(red_from, red_below))
    )  # fmt: skip
    return _queries(panel, {title.lower(): query})


def graph(
    title: str, queries: dict[str, str], *, says: str, unit: str = "short", width: int = 12, red_from: float | None = None, stacked: bool = False,
) -> Any:  # fmt: skip
    """Lines over time; `queries`: legend -> PromQL."""
    panel = (
        timeseries.Panel().title(title).description(says).datasource(_SOURCE).unit(unit).min(0).height(8).span(width).interval(f"{_EXPECTED_SECONDS}s")
        .legend(common.VizLegendOptions().display_mode(common_model.LegendDisplayMode.LIST).placement(common_model.LegendPlacement.BOTTOM).show_legend(True).calcs([]))
        .thresholds(_thresholds(red_from, None)).fill_opacity(30 if stacked else 8).show_points(common_model.VisibilityMode.NEVER)
    )  # fmt: skip
    if red_from is not None:
        panel.thresholds_style(common.GraphThresholdsStyleConfig().mode(common_model.GraphThresholdsStyleMode.DASHED))
    if stacked:
        panel.stacking(common.StackingConfig().mode(common_model.StackingMode.NORMAL).group("A"))
    return _queries(panel, queries)


def _board(uid: str, title: str, says: str) -> board.Dashboard:
    return (
        board.Dashboard(title).uid(uid).description(says).tags(["wire-feed-monitor"]).readonly().time("now-24h", "now").refresh("30s")
        .timezone("browser").tooltip(model.DashboardCursorSync.CROSSHAIR)
        .with_variable(board.DatasourceVariable("source").label("Prometheus").type("prometheus"))
        .link(board.DashboardLink("The other one").type(model.DashboardLinkType.DASHBOARDS).tags(["wire-feed-monitor"]).as_dropdown(False).include_vars(True).keep_time(True))
    )  # fmt: skip


def _quantiles(metric: str, over: str = _RATE) -> dict[str, str]:
    """The middle one and the slow ones."""
    asked = f"sum by (le) (rate({metric}_bucket{over}))"
    return {"half within": f"histogram_quantile(0.5, {asked})", "19 of 20 within": f"histogram_quantile(0.95, {asked})"}


def desk() -> board.Dashboard:
    """What happens in the world."""
    new = 'monitor_incidents_total{status="new"}'
    made = _board("monitor-desk", "The desk", "What the wire says happens in the world, and who was told of it.")
    made.with_row(board.Row("Since yesterday"))
    for one in (
        number("Alerts begun", "sum(increase(monitor_alerts_raised_total[24h]))", says="Each alert once."),
        number("Alerts risen", 'sum(increase(monitor_alert_changes_total{reason="rose"}[24h]))', red_from=1, says="To a higher level."),
        number("Taken back", 'sum(increase(monitor_alert_changes_total{reason="retracted"}[24h]))',
               says="Agencies killed or corrected the story that an alert stood on."),
        number("New incidents", f"sum(increase({new}[24h]))", says="What texts themselves call new: no totals since long ago, no fears, no denials."),
        number("Articles", "sum(increase(monitor_articles_total[24h]))", says="Of every kind, with repeats and other languages."),
        number("Messages sent", 'sum(increase(monitor_notifications_total{outcome="sent"}[24h])) or vector(0)', says="That a channel took."),
    ):  # fmt: skip
        made.with_panel(one)
    made.with_row(board.Row("The world"))
    made.with_panel(graph("New incidents by kind, an hour", {"{{kind}}": f"sum by (kind) (increase({new}[1h]))"}, width=24, stacked=True,
                          says="A step up in one kind over all others is a bad day, or a phrase that matches too much."))  # fmt: skip
    made.with_panel(graph("Alert changes, an hour", {"{{level}} {{reason}}": "sum by (level, reason) (increase(monitor_alert_changes_total[1h])) > 0"},
                          stacked=True, says="What became of alerts; regions are on the alert list (`monitor alerts`)."))  # fmt: skip
    made.with_panel(graph("Alerts begun by rule, a day", {"{{rule}}": "sum by (rule) (increase(monitor_alerts_raised_total[24h])) > 0"},
                          stacked=True, says="Which rules speak."))  # fmt: skip
    made.with_panel(graph("Incidents by status, an hour", {"{{status}}": "sum by (status) (increase(monitor_incidents_total[1h]))"}, stacked=True,
                          says="Only `new` may raise an alert; the others are held back for what they are."))  # fmt: skip
    made.with_panel(graph("Why somebody was not told, an hour", {"{{reason}}": "sum by (reason) (increase(monitor_silences_total[1h])) > 0"},
                          stacked=True, says="`monitor why ALERT` tells it of one."))  # fmt: skip
    made.with_row(board.Row("How well"))
    made.with_panel(graph("From publication to notification", _quantiles("monitor_publication_to_notification_seconds", "[30m]"), unit="s",
                          says="First messages of alerts that began or rose. Slow here and not on the engine's page: the wire is late."))  # fmt: skip
    made.with_panel(graph("False alarms by rule, 28 days", {
        "{{rule}} false": "sum by (rule) (increase(monitor_false_alarms_total[28d]))",
        "{{rule}} right": "sum by (rule) (increase(monitor_right_alarms_total[28d]))"},
        says="What people said (`monitor false-alarm`, `monitor right`, links in messages)."))  # fmt: skip
    return made


def engine() -> board.Dashboard:
    """Is the machine well."""
    made = _board(
        "monitor-engine",
        "The engine",
        "Is the monitor alive, is it behind, what does it hold back, which channel fails.",
    )
    made.with_row(board.Row("Now"))
    for one in (
        number("Live workers", "sum(monitor_live)", red_below=1, says="Event loop turns, no partition stands still."),
        number("Ready workers", "sum(monitor_ready)", red_below=1, says="Tables are read, articles are taken."),
        number("Behind the wire", "max(monitor_behind_seconds)", unit="s", red_from=60, says="Age of the article read last, in the partition furthest behind."),
        number("Messages waiting", "sum(monitor_behind_messages)", red_from=1000, says="On Kafka, for all agents."),
        number("Dead letters, 24 h", "sum(increase(monitor_dead_letters_total[24h]))", red_from=1, says="Runbook: monitor-dead-letters."),
        number("Failed messages, 24 h", 'sum(increase(monitor_notifications_total{outcome="failed"}[24h])) or vector(0)', red_from=1,
               says="Somebody was not told on that channel."),
    ):  # fmt: skip
        made.with_panel(one)
    made.with_row(board.Row("Is it behind"))
    made.with_panel(graph("Articles a second, by outcome", {"{{outcome}}": "outcome:monitor_articles:rate5m"}, unit="ops", stacked=True,
                          says="`quiet`: nothing in it; `stale`: an old version; `moved`: put under its uri first."))  # fmt: skip
    made.with_panel(graph("Messages waiting, by agent", {"{{agent}}": "agent:monitor_behind_messages:sum"}, red_from=1000,
                          says="One agent only: slow acks. All: too little machine."))  # fmt: skip
    made.with_panel(graph("Seconds behind the wire", {"behind": "job:monitor_behind_seconds:max"}, unit="s", red_from=60,
                          says="In time of the wire, in the partition furthest behind."))  # fmt: skip
    made.with_panel(graph("The feed's own delay", _quantiles("monitor_wire_delay_seconds"), unit="s",
                          says="From publication to arrival on the topic: the agency or the feed, not we."))  # fmt: skip
    made.with_panel(
        graph("Time to read an article", _quantiles("monitor_read_seconds"), unit="s", says="With the broker's acks.")
    )
    made.with_panel(
        graph("Time to weigh a report", _quantiles("monitor_watch_seconds"), unit="s", says="With the broker's acks.")
    )
    made.with_row(board.Row("What can't be read"))
    made.with_panel(graph("Dead letters by reason, an hour", {"{{agent}} {{reason}}": "sum by (agent, reason) (increase(monitor_dead_letters_total[1h])) > 0"},
                          stacked=True, says="Runbook: monitor-dead-letters."))  # fmt: skip
    made.with_panel(graph("Unread for other reasons, an hour", {
        "old versions": 'sum(increase(monitor_articles_total{outcome="stale"}[1h]))',
        "ends of overlong articles": "sum(increase(monitor_articles_cut_total[1h]))"}, says="No loss: a newer version was read."))  # fmt: skip
    made.with_row(board.Row("Telling people"))
    made.with_panel(graph("Messages by channel and outcome, an hour", {"{{channel}} {{outcome}}": "sum by (channel, outcome) (increase(monitor_notifications_total[1h]))"},
                          stacked=True, says="`failed`: refused to the last try; `ambiguous`: may have arrived."))  # fmt: skip
    made.with_panel(graph("Messages not yet taken, by channel", {"{{channel}}": "sum by (channel) (monitor_notifications_waiting)"}, red_from=20,
                          says="A channel that is down, slow or capped."))  # fmt: skip
    made.with_panel(graph("Messages held back now, by what", {"{{by}}": "sum by (by) (monitor_notifications_held)"}, stacked=True,
                          says="They go out when quiet hours or the mute end; `monitor mutes` shows the mutes."))  # fmt: skip
    made.with_panel(graph("From arrival to notification", _quantiles("monitor_arrival_to_notification_seconds", "[30m]"), unit="s", red_from=60,
                          says="Our own delay."))  # fmt: skip
    made.with_panel(graph("What people told us, an hour", {"{{kind}} {{outcome}}": "sum by (kind, outcome) (increase(monitor_commands_total[1h])) > 0"},
                          stacked=True, says="Acknowledgements, mutes, verdicts."))  # fmt: skip
    made.with_row(board.Row("The machine"))
    made.with_panel(
        graph(
            "Rows in memory",
            {"{{table}}": "sum by (table) (monitor_rows)"},
            says="Regions above 5,000: places are misread.",
        )
    )
    made.with_panel(graph("Largest region rows", {"99 of 100 below": f"histogram_quantile(0.99, sum by (le) (rate(monitor_region_row_bytes_bucket{_RATE})))"},
                          unit="bytes", red_from=131072, says="Kafka takes no row above 900 KB."))  # fmt: skip
    made.with_panel(graph("Memory", {"{{instance}}": 'process_resident_memory_bytes{job="monitor"}'}, unit="bytes", red_from=1.5e9,
                          says="Growing for days with a steady number of rows: a leak."))  # fmt: skip
    made.with_panel(graph("Processor", {"{{instance}}": f'rate(process_cpu_seconds_total{{job="monitor"}}{_RATE})'}, unit="percentunit",
                          says="1 is a whole core: a worker can use no more, add another."))  # fmt: skip
    made.with_panel(graph("Event loop: age of the last beat", {"{{instance}}": "monitor_loop_beat_age_seconds"}, unit="s", red_from=5,
                          says="Above 5: something blocks it."))  # fmt: skip
    made.with_panel(graph("Canary: a test article's whole way", {"seconds": "max(monitor_canary_seconds)", "late": "max(monitor_canary_late)"}, unit="s",
                          says="`late` is 1 while one is overdue: alerts may be late or missing."))  # fmt: skip
    made.with_panel(
        graph(
            "Ticks a minute",
            {"ticks": f"sum(rate(monitor_ticks_total{_RATE})) * 60"},
            says="None: alerts no longer end by time.",
        )
    )
    made.with_panel(
        graph(
            "Tables read at start",
            {"{{instance}}": "monitor_recovery_seconds"},
            unit="s",
            says="Grows with regions and alerts.",
        )
    )
    made.with_panel(
        graph(
            "Starts",
            {"{{instance}}": 'changes(process_start_time_seconds{job="monitor"}[1h])'},
            says="Again and again: its log says why.",
        )
    )
    return made


def dashboards() -> dict[str, str]:
    """File name -> JSON text."""
    built = (desk().build(), engine().build())
    return {
        f"{str(one.uid).removeprefix('monitor-')}.json": json.dumps(one, cls=JSONEncoder, indent=1, sort_keys=True)
        + "\n"
        for one in built
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in dashboards().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
