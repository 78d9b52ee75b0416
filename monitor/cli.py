"""The command line: `monitor --help`."""

import typer

app = typer.Typer(no_args_is_help=True, help="Reads the wire, keeps regions, raises alerts.")


@app.callback()
def root() -> None:
    """Reads the wire, keeps regions, raises alerts."""


@app.command()
def read() -> None:
    """Articles in as JSONL on stdin, incidents out as JSONL, one line an article, in order."""
    from monitor.commands import read as command

    command.main()


def main() -> None:
    app()
