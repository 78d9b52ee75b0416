"""The panel "Try it": texts and archives, nobody is told."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.root import TRY, app, as_utc
from monitor.errors import MonitorError

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        exists=True, dir_okay=False, help="JSONL files, packed by gzip or not; standard input where none is named."
    ),
]


@app.command(rich_help_panel=TRY)
def demo(
    seconds: Annotated[float, typer.Option(min=1, help="How long the invented day takes.")] = 45.0,
    leave: Annotated[bool, typer.Option("--exit", help="End when the day is over (for scripts).")] = False,
) -> None:
    """Play an invented crisis day through the real pipeline, live in the terminal.

    Starts an embedded broker, a worker, a mail catcher and a webhook catcher, all on this machine; shows what the duty
    officer would have received, and why the rest was silent.  Then stays up for texts of your own.
    """
    from monitor.commands.demo.play import run_demo
    from monitor.commands.terminal import out

    run_demo(out, seconds=seconds, exit_when_done=leave)


@app.command(rich_help_panel=TRY)
def read(
    files: Files = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Articles in as JSONL, incidents out as JSONL: one line an article, in order.

    Our article JSON and IPTC ninjs 1 to 3 are told apart by themselves.  A line that cannot be read gives
    [bold]{"uri": null, "error": …, "reason": …, "incidents": []}[/], so that lines and articles stay in step.
    """
    from monitor.commands.knowledge import knowledge_for
    from monitor.commands.read import read_files
    from monitor.commands.terminal import errors
    from monitor.settings import load_settings

    progress = errors if errors.is_terminal and not quiet and files else None
    read_files(files or [], sys.stdout.buffer, knowledge_for(load_settings()), progress=progress)


@app.command(rich_help_panel=TRY)
def explain(
    words: Annotated[
        list[str],
        typer.Argument(metavar="FILE|TEXT", help="An article as JSON, a plain text file, or the words themselves."),
    ],
    headline: Annotated[str, typer.Option(help="The headline, for plain text.")] = "",
    published_at: Annotated[
        datetime | None,
        typer.Option("--published-at", "-p", help="Publication time, for plain text; now where not given."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a page.")] = False,
    why_not: Annotated[bool, typer.Option("--why-not", help="With an article's uri: why it raised no alert.")] = False,
) -> None:
    """One text with its evidence marked: what was found, why, where it was placed, and what it would do to the alerts.

    [bold]monitor explain "Some 9,000 people fled Mweso in Congo's North Kivu on Tuesday, OCHA said."[/]

    Of a running monitor: [bold]monitor explain alert ID[/] and [bold]monitor explain article URI --why-not[/], the same
    as [bold]monitor why[/].
    """
    if len(words) == 2 and words[0] in ("alert", "article"):
        from monitor.cli.on_duty import why

        return why(words[1])
    if why_not:
        raise MonitorError("--why-not goes with: monitor explain article URI")
    from monitor.commands.explain import as_message, print_json, print_page
    from monitor.commands.explain import explain as look_at
    from monitor.commands.knowledge import knowledge_for
    from monitor.commands.terminal import out
    from monitor.settings import load_settings

    now = datetime.now(UTC)
    message = as_message(" ".join(words), headline, as_utc(published_at) or now, now)
    (print_json if as_json else print_page)(out, *look_at(message, knowledge_for(load_settings())))
    return None


@app.command(rich_help_panel=TRY)
def replay(
    archives: Annotated[
        list[Path],
        typer.Argument(metavar="ARCHIVE…", help="JSONL, one article a line, packed by gzip or not; - is stdin."),
    ],
    rules_file: Annotated[
        Path | None,
        typer.Option("--rules", "-r", exists=True, help="Rule file or folder; the settings' own if not given."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", "-a", exists=True, help="Other rules, to see what is gained, lost and moved."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every change as one line of JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, and only the sums.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes that read; as many as cores if not given, 1 starts none."),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every article anew, and keep nothing for the next replay.")
    ] = False,
) -> None:
    """The alerts that rules would have raised on an archive, by the articles' own clock.  Nobody is told.

    The same code as live: what you see here is what would have happened.  What the articles say is kept (in
    ~/.cache/wire-feed-monitor), so the next rules on the same archive take a fraction of the time.
    """
    from monitor.commands.replay import show_replay
    from monitor.settings import load_settings

    show_replay(
        load_settings(),
        archives,
        rules_file=rules_file,
        against=against,
        as_json=as_json,
        quiet=quiet,
        jobs=jobs,
        keeps_readings=not no_cache,
    )
