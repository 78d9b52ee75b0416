"""`monitor replay`: the alerts that rules would have raised on an archive; and what other rules would have done."""

import gc
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.commands.archives import lines_of
from monitor.commands.change_table import archive_table
from monitor.commands.knowledge import knowledge_for
from monitor.commands.terminal import errors, out
from monitor.errors import MonitorError
from monitor.knowledge.kept_file import CACHE_FOLDER
from monitor.knowledge.rule_files import read_rule_files
from monitor.model.alert import AlertChange
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.replay.compare import compare, per_rule_and_day, raised
from monitor.replay.kept import KeptReadings
from monitor.replay.output import (
    Row,
    as_jsonl,
    day_rows,
    difference_rows,
    differences_as_jsonl,
    rule_rows,
)
from monitor.replay.read_ahead import read_ahead
from monitor.replay.run import Run, in_order
from monitor.settings import Settings


def show_replay(
    settings: Settings,
    archives: Sequence[Path],
    *,
    rules_file: Path | None,
    against: Path | None,
    as_json: bool,
    quiet: bool,
    jobs: int | None,
    keeps_readings: bool,
) -> None:
    """Replay, and print what came of it to standard output; sums and progress go beside it."""
    knowledge = _with_rules(knowledge_for(settings), rules_file)
    books = [knowledge, _with_rules(knowledge, against)] if against else [knowledge]
    gc.freeze()  # what is loaded stays: no collection looks through it, here or in a process that reads
    began = time.perf_counter()
    progress = errors if errors.is_terminal and not quiet else None
    with KeptReadings(CACHE_FOLDER if keeps_readings else None, knowledge.version) as kept:
        found, run = _run_all(archives, books, kept, progress=progress, jobs=jobs)
    took = time.perf_counter() - began
    if against:
        _show_difference(found[1], found[0], as_json=as_json)
    elif as_json:
        _print_lines(as_jsonl(found[0]))
    else:
        if not quiet:
            out.print(archive_table(found[0]))
        out.print(_table(*rule_rows(raised(found[0]))))
    tally = run.tally
    errors.print(
        f"{tally.articles:,} articles ({tally.unreadable:,} unreadable), {tally.reports:,} reports, "
        f"{tally.changes:,} changes in {took:.1f} s, {tally.articles / took:,.0f} articles/s"
        + (f"; {kept.found:,} readings kept from an earlier replay" if kept.found else "")
    )


def _show_difference(old: Sequence[AlertChange], new: Sequence[AlertChange], *, as_json: bool) -> None:
    differences = compare(raised(old), raised(new))
    if as_json:
        return _print_lines(differences_as_jsonl(differences))
    out.print(_table(*difference_rows(differences)))
    out.print(_table(*day_rows(per_rule_and_day(raised(old), raised(new)))))
    return None


def _with_rules(knowledge: Knowledge, path: Path | None) -> Knowledge:
    return replace(knowledge, rules=read_rule_files((path,))) if path else knowledge


def _run_all(
    archives: Sequence[Path],
    books: Sequence[Knowledge],
    kept: KeptReadings,
    *,
    progress: Console | None,
    jobs: int | None,
) -> tuple[list[list[AlertChange]], Run]:
    """Every article through every book of rules, side by side."""
    runs = [Run(book, kept=kept) for book in books]
    changes: list[list[AlertChange]] = [[] for _ in runs]
    lines = (line for path in archives for line in lines_of(path, progress))
    last: RawArticle | None = None
    for raw, ahead in read_ahead(in_order(lines), books[0], processes=jobs, kept=kept):
        last = raw
        reports = runs[0].read(raw, ahead)
        for run, found in zip(runs, changes, strict=True):
            found += run.hear(raw.arrived_at, reports)
    if last is None:
        raise MonitorError("no article with a time in the archive; a line is one article as JSON")
    return changes, runs[0]


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _table(head: Row, rows: Sequence[Row]) -> Table:
    table = Table(*head, box=None, padding=(0, 1))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
