"""The command line.  Each command's work is in `monitor/commands/`, imported only when it is called."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.errors import BrokerError, MonitorError
from monitor.model.alert import Level
from monitor.model.mention import Kind

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads the wire for operations centres: what is new, who says so, where; per region; as alerts.",
    epilog="A first look: [bold]monitor demo[/].  One text: [bold]monitor explain story.txt[/].  "
    "Live: [bold]monitor up[/], then [bold]monitor publish story.json[/] in a second terminal.",
)
TRY, LIVE, RULES = "Try it", "Run it live", "Rules, routes and files"

Files = Annotated[
    list[Path] | None,
    typer.Argument(exists=True, dir_okay=False, help="JSONL files; standard input where none is named."),
]


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
        return why(words[1])
    if why_not:
        raise MonitorError("--why-not goes with: monitor explain article URI")
    from monitor.commands.explain import as_message, print_json, print_page
    from monitor.commands.explain import explain as look_at
    from monitor.commands.knowledge import knowledge_for
    from monitor.commands.terminal import out
    from monitor.settings import load_settings

    now = datetime.now(UTC)
    message = as_message(" ".join(words), headline, _as_utc(published_at) or now, now)
    (print_json if as_json else print_page)(out, *look_at(message, knowledge_for(load_settings())))
    return None


def _as_utc(when: datetime | None) -> datetime | None:
    return when.replace(tzinfo=when.tzinfo or UTC) if when else None


@app.command(rich_help_panel=TRY)
def replay(
    archives: Annotated[list[Path], typer.Argument(metavar="ARCHIVE…", help="JSONL, one article a line; - is stdin.")],
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
) -> None:
    """The alerts that rules would have raised on an archive, by the articles' own clock.  Nobody is told.

    The same code as live: what you see here is what would have happened.
    """
    from monitor.commands.replay import show_replay
    from monitor.settings import load_settings

    show_replay(load_settings(), archives, rules_file=rules_file, against=against, as_json=as_json, quiet=quiet)


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


topics = typer.Typer(no_args_is_help=True, help="The Kafka topics: make them, look at them.")
rules = typer.Typer(no_args_is_help=True, help="Alert rules and phrases: check them before they wake anyone.")
routes = typer.Typer(no_args_is_help=True, help="Who is told what, on which channels.")
app.add_typer(topics, name="topics", rich_help_panel=LIVE)
app.add_typer(routes, name="routes", rich_help_panel=RULES)
app.add_typer(rules, name="rules", rich_help_panel=RULES)


@app.command(rich_help_panel=LIVE)
def up() -> None:
    """Everything in one process: embedded broker and worker.  For a first look; it forgets when it ends.

    [bold]monitor publish[/] in a second terminal finds it by itself.
    """
    from monitor.commands.live import up as start
    from monitor.settings import load_settings

    raise typer.Exit(start(load_settings(kafka="")))


@app.command(rich_help_panel=LIVE)
def run() -> None:
    """One worker on the Kafka that [bold]MONITOR_KAFKA[/] names.  Start as many as there are partitions.

    Each needs a name of its own that stays the same over restarts: [bold]MONITOR_INSTANCE[/], by default the host's
    name.  SIGTERM and Ctrl-C stop politely.  Ends with 69 where there is no broker, 70 where it failed, 75 where it
    stood still; then a supervisor starts it again, and nothing is lost.
    """
    from monitor.commands.live import run as start
    from monitor.settings import load_settings

    raise typer.Exit(start(load_settings()))


@app.command(rich_help_panel=LIVE)
def publish(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="Article JSON, JSONL or plain text; - is stdin.")
    ] = None,
    headline: Annotated[str, typer.Option(help="For plain text.")] = "",
    source: Annotated[str, typer.Option(help="The agency, for plain text.")] = "",
    published_at: Annotated[
        datetime | None, typer.Option("--published-at", "-p", help="For plain text; now where not given.")
    ] = None,
    own_time: Annotated[
        bool,
        typer.Option("--own-time", help="Stamp each message with its article's own time instead of now (archives)."),
    ] = False,
    kill: Annotated[list[str] | None, typer.Option(metavar="URI", help="Take a story back: it never happened.")] = None,
) -> None:
    """Put articles on the wire's topic, and wait until Kafka has them.

    Goes to [bold]MONITOR_KAFKA[/]; without it, to the embedded broker of a running [bold]monitor up[/] or
    [bold]monitor demo[/].
    """
    from monitor.commands.publish import kill as kill_notice
    from monitor.commands.publish import outgoing
    from monitor.settings import load_settings
    from monitor.stream.embedded import locate_broker
    from monitor.stream.publish import publish as send

    if not files and not kill:
        raise MonitorError("nothing to publish: name a FILE, or - for standard input, or --kill URI")
    now = datetime.now(UTC)
    settings = locate_broker(load_settings())
    articles = outgoing(
        files or [], headline=headline, source=source, published_at=_as_utc(published_at), own_time=own_time, now=now
    )
    count = send(settings, [*articles, *(kill_notice(uri, now) for uri in kill or ())])
    typer.echo(f"{count} published to {settings.kafka}")


@app.command(rich_help_panel=LIVE)
def alerts(
    alert_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="One alert, or the beginning of its id: its whole history.")
    ] = "",
    since: Annotated[
        str, typer.Option(help="Every change of so long a time instead of what is open: 30m, 8h, 7d.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Open alerts; or every change of late; or one alert with its history, its words and who was told."""
    from monitor.commands.alerts import show_alerts
    from monitor.settings import load_settings

    span = _span(since) if since else None
    show_alerts(load_settings(), since=span, alert_id=alert_id, as_json=as_json, now=datetime.now(UTC))


@app.command(rich_help_panel=LIVE)
def why(
    name: Annotated[
        str, typer.Argument(metavar="ALERT|URI", help="An alert's id or its beginning, or an article's uri.")
    ],
) -> None:
    """Why an alert stands as it does, down to the words; or what an article did, and why it raised no alert."""
    from monitor.commands.why import show_why
    from monitor.settings import load_settings

    show_why(load_settings(), name, now=datetime.now(UTC))


@app.command(rich_help_panel=LIVE)
def triage(since: Annotated[str, typer.Option(help="30m, 8h, 7d.")] = "24h") -> None:
    """Incidents whose place could not be told, with their words, so that somebody can add it."""
    from monitor.commands.alerts import show_triage
    from monitor.settings import load_settings

    show_triage(load_settings(), since=_span(since), now=datetime.now(UTC))


def _span(text: str) -> timedelta:
    number, unit = text[:-1], text[-1:]
    if not number.isdigit() or unit not in "mhd":
        raise MonitorError(f"{text!r} is no span of time; write 30m, 8h or 7d")
    return {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[unit] * int(number)


@topics.command("create")
def create() -> None:
    """Make every topic that is missing, with the right partitions, compaction and retention."""
    from monitor.settings import load_settings
    from monitor.stream.embedded import locate_broker
    from monitor.stream.topics import check_topics, create_topics

    settings = locate_broker(load_settings())
    made = create_topics(settings)
    typer.echo("\n".join(f"made {name}" for name in made) or "all topics are there already")
    problems = check_topics(settings)
    if problems:
        raise MonitorError("\n".join(problems))


@topics.command("list")
def list_topics() -> None:
    """What each topic is for, and how long it keeps what it has."""
    from rich.table import Table

    from monitor.commands.terminal import out
    from monitor.settings import load_settings
    from monitor.stream.topics import topics_of

    table = Table("topic", "keeps", "what lies there", box=None)
    for topic in topics_of(load_settings()):
        table.add_row(topic.name, f"{topic.keep.days} days" if topic.keep else "newest of each key", topic.says)
    out.print(table)


@app.command(rich_help_panel=LIVE)
def doctor() -> None:
    """Check rules, channels, broker, topics and clock, and say what to do.  Ends with 1 where something is bad."""
    from monitor.commands.doctor import Health, examine
    from monitor.commands.terminal import out
    from monitor.settings import load_settings

    colour = {Health.GOOD: "green", Health.DOUBTFUL: "yellow", Health.BAD: "bold red"}
    is_bad = False
    for finding in examine(load_settings()):
        is_bad |= finding.health is Health.BAD
        out.print(f"[{colour[finding.health]}]{finding.health:<5}[/] {finding.subject:<9}", end="")
        out.print(finding.says, markup=False, soft_wrap=True)
    raise typer.Exit(1 if is_bad else 0)


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


@routes.command("test")
def rehearse_routes(
    level: Annotated[Level, typer.Option(help="How bad it is.")] = Level.CRITICAL,
    region: Annotated[str, typer.Option(help="ISO 3166-2 unit or ISO 3166-1 country, for example SY-ID.")] = "SY-ID",
    kind: Annotated[Kind | None, typer.Option(help="What the alert is about.")] = None,
    rule: Annotated[str, typer.Option(help="The rule that raised it.")] = "rehearsal",
) -> None:
    """Who would be told of such an alert now, and why each of the others would not.  Nothing is sent."""
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
    for hearing in rehearse(book.routes, level=level, region=region, now=datetime.now(UTC), kind=kind, rule=rule):
        table.add_row("[green]told[/]" if hearing.is_told else "[dim]not told[/]", hearing.channel, hearing.says)
    out.print(table)


def main() -> None:
    """Errors that people can act on are one sentence each, without a stack trace."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output went away (`| head`): nothing is wrong.
        sys.stderr.close()
    except MonitorError as error:
        from monitor.commands.terminal import complain

        complain(error)
        # As sysexits.h has it, so that a supervisor can tell "try again" from "mend me".
        sys.exit(69 if isinstance(error, BrokerError) else 1)
