"""`monitor replay`: the alerts that rules would have raised on an archive; and what other rules would have done."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import open as open_with_progress
from rich.table import Table
from rich.text import Text

from monitor.commands.knowledge import knowledge_for
from monitor.commands.terminal import errors, out
from monitor.errors import MonitorError
from monitor.knowledge.rule_files import read_rule_files
from monitor.model.alert import AlertChange
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.rule import AlertRule
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
) -> None:
    """Replay, and print what came of it: to standard output; sums and progress beside it."""
    knowledge = with_rules(knowledge_for(settings), rules_file)
    books = [knowledge, with_rules(knowledge, against)] if against else [knowledge]
    began = time.perf_counter()
    found, run = run_all(archives, books, progress=errors if errors.is_terminal and not quiet else None)
    took = time.perf_counter() - began
    if as_json:
        for change in found[0]:
            sys.stdout.write(change.model_dump_json() + "\n")
    elif not quiet:
        out.print(change_table(found[0]))
    errors.print(summary(found[0], knowledge.rules))
    if against:
        errors.print(comparison(found[0], found[1]))
    tally = run.tally
    errors.print(
        f"{tally.articles:,} articles ({tally.unreadable:,} unreadable), {tally.reports:,} reports, "
        f"{tally.changes:,} changes in {took:.1f} s, {tally.articles / took:,.0f} articles/s"
    )


def with_rules(knowledge: Knowledge, path: Path | None) -> Knowledge:
    """The same knowledge with other alert rules.  Raises KnowledgeFileError."""
    return replace(knowledge, rules=read_rule_files((path,))) if path else knowledge


def run_all(
    archives: Sequence[Path], books: Sequence[Knowledge], *, progress: Console | None
) -> tuple[list[list[AlertChange]], Run]:
    """Every article through every book of rules side by side: the archive is read from disk once."""
    runs = [Run(book) for book in books]
    changes: list[list[AlertChange]] = [[] for _ in runs]
    last: RawArticle | None = None
    for raw in in_order(_lines(archives, progress)):
        last = raw
        for run, found in zip(runs, changes, strict=True):
            found += run.take(raw)
    if last is None:
        raise MonitorError("no article with a time in the archive; a line is one article as JSON")
    return changes, runs[0]


def _lines(archives: Sequence[Path], progress: Console | None) -> Iterator[bytes]:
    for path in archives:
        if str(path) == "-":
            yield from sys.stdin.buffer
        elif progress is None:
            with path.open("rb") as lines:
                yield from lines
        else:
            with open_with_progress(path, "rb", description=path.name, console=progress, transient=True) as lines:
                yield from lines


def change_table(changes: Iterable[AlertChange]) -> Table:
    """One row a change."""
    table = Table("when (UTC)", "region", "rule", "becomes", "because", box=None, padding=(0, 1))
    for change in changes:
        quiet = f" [silent: {change.silent_because}]" if change.silent_because else ""
        level = f" {change.level.value}" if change.level else ""
        words = (
            f"{change.changed_at:%Y-%m-%d %H:%M}",
            change.region_name,
            change.rule,
            f"{change.reason.value}{level}",
            change.because + quiet,
        )
        table.add_row(*(Text(word) for word in words))
    return table


def summary(changes: Sequence[AlertChange], rules: Sequence[AlertRule]) -> Table:
    """Per rule: how often it started, rose, ended and was taken back, and how many of these told somebody."""
    table = Table("rule", "started", "rose", "revised", "ended", "retracted", "told", box=None)
    count = Counter((change.rule, change.reason.value) for change in changes)
    told = Counter(change.rule for change in changes if not change.silent_because and change.reason.value != "pending")
    for rule in rules:
        reasons = ("started", "rose", "revised", "ended", "retracted")
        table.add_row(
            rule.name, *(str(count[rule.name, reason] or "·") for reason in reasons), str(told[rule.name] or "·")
        )
    return table


def comparison(new: Sequence[AlertChange], old: Sequence[AlertChange]) -> Table:
    """Alerts that only one of two books of rules would have raised, and those that moved in time or level."""
    table = Table("", "when (UTC)", "region", "rule", "because", box=None, padding=(0, 1))
    by_id = [
        {change.alert_id: change for change in reversed(side) if change.reason.value == "started"}
        for side in (new, old)
    ]
    marks = {"gained": by_id[0].keys() - by_id[1].keys(), "lost": by_id[1].keys() - by_id[0].keys()}
    marks["moved"] = {
        key for key in by_id[0].keys() & by_id[1].keys() if _standing(by_id[0][key]) != _standing(by_id[1][key])
    }
    for mark, keys in marks.items():
        for key in sorted(keys, key=lambda one: (by_id[1] if mark == "lost" else by_id[0])[one].changed_at):
            change = (by_id[1] if mark == "lost" else by_id[0])[key]
            words = (mark, f"{change.changed_at:%Y-%m-%d %H:%M}", change.region_name, change.rule, change.because)
            table.add_row(*(Text(word) for word in words))
    return table


def _standing(change: AlertChange) -> tuple[object, object]:
    return change.changed_at, change.level
