"""The panel "Rules, routes and files": what people write, checked before it wakes anyone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.root import RULES, app, as_utc, span_of
from monitor.errors import MonitorError
from monitor.model.alert import Level
from monitor.model.mention import Kind

rules = typer.Typer(no_args_is_help=True, help="Alert rules and phrases: check them before they wake anyone.")
routes = typer.Typer(no_args_is_help=True, help="Who is told what, on which channels.")
app.add_typer(routes, name="routes", rich_help_panel=RULES)
app.add_typer(rules, name="rules", rich_help_panel=RULES)


@app.command(rich_help_panel=RULES)
def schemas(
    write: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write them there instead of naming them.")
    ] = None,
    name: Annotated[str | None, typer.Argument(help="Print this one.")] = None,
) -> None:
    """JSON Schema of every message on the topics and of every file that people write."""
    from monitor.commands.schemas import all_schemas, as_text, write_schemas

    if write:
        typer.echo("\n".join(f"wrote {path}" for path in write_schemas(write)) or f"{write} is up to date")
    elif name:
        known = all_schemas()
        if name not in known:
            raise MonitorError(f"no schema {name!r}; there are: {', '.join(known)}")
        typer.echo(as_text(known[name]), nl=False)
    else:
        typer.echo("\n".join(all_schemas()))


@rules.command("check")
def check_rules(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE…", help="Rule files or folders; the settings' own where none is named."),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", exists=True, dir_okay=False, help="Articles as JSONL to try the phrases on."),
    ] = None,
) -> None:
    """Every problem of rules and phrases at once, each with file and line.

    With a corpus also which phrase never matched it, and which opens too many of its articles.
    """
    from monitor.commands.rules import check
    from monitor.settings import load_settings

    check(load_settings(), files or [], corpus)


@rules.command("test")
def play_scenarios(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", exists=True, help="Scenario files, or folders of them.")
    ],
) -> None:
    """Play scenario files: wire in with times, alerts, totals and silence expected.  Ends with 1 on a miss."""
    from monitor.commands.scenarios import show_scenarios
    from monitor.settings import load_settings

    raise typer.Exit(0 if show_scenarios(load_settings(), files) else 1)


@rules.command("stats")
def show_stats(
    archives: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE…", exists=True, dir_okay=False, help="JSONL of alert changes and commands; else the topics."
        ),
    ] = None,
    since: Annotated[str, typer.Option(help="Only alerts raised in so long a time: 7d, 90d.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """How often each rule was right, by what people said ([bold]monitor right[/], [bold]monitor false-alarm[/])."""
    from monitor.commands.rule_stats import show_rule_stats
    from monitor.settings import load_settings

    span = span_of(since) if since else None
    show_rule_stats(load_settings(), archives or [], since=span, as_json=as_json, now=datetime.now(UTC))


@routes.command("test")
def rehearse_routes(
    level: Annotated[Level, typer.Option(help="How bad it is.")] = Level.CRITICAL,
    region: Annotated[str, typer.Option(help="ISO 3166-2 unit or ISO 3166-1 country, for example SY-ID.")] = "SY-ID",
    kind: Annotated[Kind | None, typer.Option(help="What the alert is about.")] = None,
    rule: Annotated[str, typer.Option(help="The rule that raised it.")] = "rehearsal",
    at: Annotated[datetime | None, typer.Option(help="When (UTC), to see quiet hours; now where not given.")] = None,
) -> None:
    """Who would be told of such an alert, and why each of the others would not.

    Nothing is sent, and mutes are not asked: [bold]monitor mutes[/] shows them.
    """
    from rich.table import Table

    from monitor.commands.desk import routes_for
    from monitor.commands.terminal import out
    from monitor.settings import load_settings
    from monitor.steps.notify.rehearse import rehearse

    book = routes_for(load_settings())
    if not book.routes.channels:
        raise MonitorError(
            "no channel is set up: name a file in MONITOR_ROUTES_FILE, or set MONITOR_CHANNEL_MAIL=mailto://…"
        )
    table = Table("", "channel", "because", box=None)
    for hearing in rehearse(
        book.routes, level=level, region=region, now=as_utc(at) or datetime.now(UTC), kind=kind, rule=rule
    ):
        table.add_row("[green]told[/]" if hearing.is_told else "[dim]not told[/]", hearing.channel, hearing.says)
    out.print(table)
