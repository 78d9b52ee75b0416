"""The panel "Run it live": brokers, workers, and what lies on the topics."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.root import LIVE, app, as_utc
from monitor.errors import MonitorError

topics = typer.Typer(no_args_is_help=True, help="The Kafka topics: make them, look at them.")
app.add_typer(topics, name="topics", rich_help_panel=LIVE)


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
        files or [], headline=headline, source=source, published_at=as_utc(published_at), own_time=own_time, now=now
    )
    count = send(settings, [*articles, *(kill_notice(uri, now) for uri in kill or ())])
    typer.echo(f"{count} published to {settings.kafka}")


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
        out.print(f"[{colour[finding.health]}]{finding.health:<5}[/] {finding.subject:<10}", end="")
        out.print(finding.says, markup=False, soft_wrap=True)
    raise typer.Exit(1 if is_bad else 0)
