"""The command `monitor` itself, to which each panel adds its commands."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from monitor.errors import MonitorError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads the wire for operations centres: what is new, who says so, where; per region; as alerts.",
    epilog="A first look: [bold]monitor demo[/].  One text: [bold]monitor explain story.txt[/].  "
    "Live: [bold]monitor up[/], then [bold]monitor publish story.json[/] in a second terminal.",
)
_DIGITS, _LONGEST = 9, timedelta(days=36_500)
"""A hundred years: what is longer is a slip, and may lie before the calendar begins."""
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
TRY, LIVE, DESK, RULES = "Try it", "Run it live", "At the desk", "Rules, routes and files"


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    if version:
        from monitor import __version__

        typer.echo(f"monitor {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(2)


def as_utc(when: datetime | None) -> datetime | None:
    """A time without a zone is UTC."""
    return when.replace(tzinfo=when.tzinfo or UTC) if when else None


def span_of(text: str) -> timedelta:
    """`30m`, `8h`, `7d`.  Raises MonitorError."""
    number, unit = text[:-1], text[-1:]
    if number.isdecimal() and len(number) <= _DIGITS and unit in _UNITS:
        span = _UNITS[unit] * int(number)
        if span <= _LONGEST:
            return span
    raise MonitorError(f"{text!r} is no span of time; write 30m, 8h or 7d")
