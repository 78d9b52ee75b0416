"""The panel "At the desk": what the people on duty look at."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.root import DESK, app, span_of
from monitor.text.messages.forms import AlertForm, HandoverForm


@app.command(rich_help_panel=DESK)
def alerts(
    alert_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="One alert, or the beginning of its id: its whole life.")
    ] = "",
    since: Annotated[
        str, typer.Option(help="Every change of so long a time instead of what is open: 30m, 8h, 7d.")
    ] = "",
    form: Annotated[
        AlertForm,
        typer.Option(
            "--format",
            "-f",
            help="text; json: an object a line; cap: one alert as CAP 1.2; atom: the feed, newest first.",
        ),
    ] = AlertForm.TEXT,
    revision: Annotated[
        int | None, typer.Option(min=1, help="With cap: this revision instead of the newest that was told.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Open alerts; or every change of late; or one alert's whole life: its words, who was told, who has it in hand."""
    from monitor.commands.alerts import Asked, show_alerts
    from monitor.settings import load_settings

    asked = Asked(alert_id, span_of(since) if since else None, AlertForm.JSON if as_json else form, revision)
    show_alerts(load_settings(), asked, now=datetime.now(UTC))


@app.command(rich_help_panel=DESK)
def handover(
    since: Annotated[str, typer.Option(help="How long the shift was: 30m, 8h, 7d.")] = "8h",
    form: Annotated[HandoverForm, typer.Option("--format", "-f", help="html prints well.")] = HandoverForm.TEXT,
    archives: Annotated[
        list[Path] | None,
        typer.Option(
            "--archive",
            exists=True,
            dir_okay=False,
            help="Play this archive (JSONL, also gzip) instead of asking a broker; its last article ends the shift.",
        ),
    ] = None,
) -> None:
    """What the next shift must know: open alerts, what changed, what was withdrawn, mutes that end, silent sources.

    [bold]monitor handover --since 12h --format html > handover.html[/]
    """
    from monitor.commands.handover import show_handover
    from monitor.settings import load_settings

    show_handover(load_settings(), since=span_of(since), form=form, archives=archives or [], now=datetime.now(UTC))


@app.command(rich_help_panel=DESK)
def why(
    name: Annotated[
        str, typer.Argument(metavar="ALERT|URI", help="An alert's id or its beginning, or an article's uri.")
    ],
) -> None:
    """Why an alert stands as it does, down to the words; or what an article did, and why it raised no alert."""
    from monitor.commands.why import show_why
    from monitor.settings import load_settings

    show_why(load_settings(), name, now=datetime.now(UTC))


@app.command(rich_help_panel=DESK)
def triage(since: Annotated[str, typer.Option(help="30m, 8h, 7d.")] = "24h") -> None:
    """Incidents whose place could not be told, with their words, so that somebody can add it."""
    from monitor.commands.triage import show_triage
    from monitor.settings import load_settings

    show_triage(load_settings(), since=span_of(since), now=datetime.now(UTC))
