"""The panel "At the desk": what the people who are told say back."""

from datetime import UTC, datetime
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.root import DESK, app, as_utc, span_of
from monitor.errors import MonitorError
from monitor.model.alert import Level
from monitor.model.command import CommandKind

if TYPE_CHECKING:
    from monitor.commands.say import Author

AlertId = Annotated[str, typer.Argument(metavar="ID", help="The alert's id, or enough of its beginning.")]
By = Annotated[
    str, typer.Option("--author", "--by", help="Who says so; it stands in the alert's history. Your login name.")
]


@app.command(rich_help_panel=DESK)
def ack(
    alert_id: AlertId,
    author: By = "",
    note: Annotated[str, typer.Option("--note", "--reason", help="For the next shift.")] = "",
) -> None:
    """Take an alert in hand: it is not told again until it worsens or ends."""
    _say(CommandKind.ACKNOWLEDGE, alert_id, author, note)


@app.command("false-alarm", rich_help_panel=DESK)
def false_alarm(
    alert_id: AlertId,
    reason: Annotated[str, typer.Option(help="What was wrong with it, for whoever mends the rule.")],
    author: By = "",
) -> None:
    """Say that an alert should not have been raised.  It counts against its rule ([bold]rules stats[/])."""
    _say(CommandKind.FALSE_ALARM, alert_id, author, reason)


@app.command("right", rich_help_panel=DESK)
def right(
    alert_id: AlertId,
    author: By = "",
    note: Annotated[str, typer.Option("--note", "--reason", help="For those who look at the rule.")] = "",
) -> None:
    """Say that an alert was right: counted for its rule."""
    _say(CommandKind.RIGHT, alert_id, author, note)


@app.command(rich_help_panel=DESK)
def mute(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="ID|MATCHER…", help="One alert's id; or region=SY-ID kind=killed rule=~'aid-.*'"),
    ],
    reason: Annotated[str, typer.Option(help="Why; it stands in what goes out when the mute ends.")],
    span: Annotated[str, typer.Option("--for", help="How long: 30m, 8h, 7d; 30 days at most.")] = "",
    until: Annotated[datetime | None, typer.Option(help="Or until when (UTC).")] = None,
    author: By = "",
    up_to: Annotated[Level, typer.Option("--up-to", help="With matchers: what is worse still speaks.")] = Level.WARNING,
) -> None:
    """Hold back one alert, or all that fit every matcher, for a time.

    Matchers are Alertmanager's: [bold]=[/] [bold]!=[/] [bold]=~[/] [bold]!~[/] on alert, region, country, kind, rule; a
    pattern must fit the whole value.  An alert that rises above its level when muted still speaks; with matchers, all
    above [bold]--up-to[/].  What was held back goes out when the mute ends, and says why it waited.
    """
    from monitor.commands.say import mute_all, say
    from monitor.settings import load_settings

    now = datetime.now(UTC)
    if bool(span) == (until is not None):
        raise MonitorError("say how long: --for 8h, or --until 2026-01-31T06:00")
    end = as_utc(until) or now + span_of(span)
    is_alert = len(targets) == 1 and not set("=~!") & set(targets[0])
    if is_alert:
        typer.echo(say(load_settings(), CommandKind.MUTE, targets[0], _author(author, reason, now), until=end))
    else:
        typer.echo(mute_all(load_settings(), targets, _author(author, reason, now), end, level=up_to))


@app.command(rich_help_panel=DESK)
def unmute(
    name: Annotated[str, typer.Argument(metavar="ID", help="The mute's id (m-…), or its alert's.")],
    author: By = "",
    note: Annotated[str, typer.Option("--note", "--reason", help="Why so early.")] = "",
) -> None:
    """End a mute now; what it held back goes out."""
    from monitor.commands.say import unmute as end
    from monitor.settings import load_settings

    typer.echo(end(load_settings(), name, _author(author, note, datetime.now(UTC))))


@app.command(rich_help_panel=DESK)
def mutes(
    ended: Annotated[bool, typer.Option("--all", help="Also those that ended in the last week.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What is muted, by whom, why, until when, and how much each mute holds back."""
    from monitor.commands.mutes import show_mutes
    from monitor.settings import load_settings

    show_mutes(load_settings(), ended=ended, as_json=as_json, now=datetime.now(UTC))


def _say(kind: CommandKind, alert_id: str, author: str, note: str) -> None:
    from monitor.commands.say import say
    from monitor.settings import load_settings

    typer.echo(say(load_settings(), kind, alert_id, _author(author, note, datetime.now(UTC))))


def _author(name: str, note: str, now: datetime) -> "Author":
    from monitor.commands.say import Author

    return Author(name or getuser(), now, note)
