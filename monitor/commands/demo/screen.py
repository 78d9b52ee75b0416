"""The demo's picture: the wire on the left, what the monitor makes of it on the right."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.layout import Layout
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from monitor.commands.demo.wire import WireItem
from monitor.model.alert import AlertChange, Level

LEVEL_STYLE = {Level.WATCH: "yellow", Level.WARNING: "bold orange1", Level.CRITICAL: "bold white on red"}
_ROWS = 15


def draw(
    played: Sequence[tuple[WireItem, str]],
    firing: Sequence[AlertChange],
    told: Sequence[str],
    at: datetime | None,
    total: int,
    *,
    regions: int,
) -> RenderableType:
    """One frame.  `told`: one line for each message sent; `regions`: how many are remembered by now."""
    layout = Layout()
    layout.split_row(Layout(name="wire", ratio=3), Layout(name="desk", ratio=2))
    clock = f"{at:%H:%M} UTC" if at else "…"
    layout["wire"].update(
        Panel(_wire(played[-_ROWS:]), title=f"the wire · {clock} · {len(played)} of {total}", title_align="left")
    )
    layout["desk"].split_column(Layout(name="alerts", ratio=3), Layout(name="told", ratio=2))
    layout["alerts"].update(
        Panel(
            alert_table(firing),
            title=f"alerts that fire · {regions} regions remembered",
            title_align="left",
            border_style="red",
        )
    )
    layout["told"].update(
        Panel(
            _told(told[-8:]),
            title=f"messages to the duty officer · {len(told)}",
            title_align="left",
            border_style="green",
        )
    )
    return layout


def _wire(items: Sequence[tuple[WireItem, str]]) -> RenderableType:
    lines: list[RenderableType] = []
    for item, fate in items:
        lines.append(
            Text.assemble(
                (f"{item.at:%H:%M} ", "dim"),
                (f"{item.outlet:<15.15} ", "cyan"),
                item.headline,
                no_wrap=True,
                overflow="ellipsis",
            )
        )
        lines.append(Text(f"      → {fate}", style=_fate_style(fate), no_wrap=True, overflow="ellipsis"))
    return Group(*lines)


def _fate_style(fate: str) -> str:
    if fate.startswith("dead letter"):
        return "magenta"
    return "dim" if fate.startswith(("quiet", "not read", "nothing new", "new, but", "…")) else "bold yellow"


def alert_table(firing: Sequence[AlertChange]) -> RenderableType:
    """Open alerts, worst first."""
    if not firing:
        return Text("none", style="dim")
    table = Table(box=None, padding=(0, 1), expand=True)
    table.add_column("level")
    table.add_column("region", ratio=2)
    table.add_column("what", ratio=5)
    for change in sorted(firing, key=lambda one: -(one.level.rank if one.level else 0)):
        level = change.level or Level.WATCH
        table.add_row(Text(level.value, style=LEVEL_STYLE[level]), Text(change.region_name), Text(change.because))
    return table


def _told(lines: Sequence[str]) -> RenderableType:
    return (
        Group(*(Text(line, no_wrap=True, overflow="ellipsis") for line in lines))
        if lines
        else Text("none yet", style="dim")
    )
