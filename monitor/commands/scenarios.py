"""`monitor rules test`: scenario files through the pipeline, each as expected or not."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.text import Text

from monitor.commands.knowledge import knowledge_for
from monitor.commands.terminal import out
from monitor.errors import MonitorError
from monitor.replay.scenarios import play
from monitor.settings import Settings


def show_scenarios(settings: Settings, given: Iterable[Path]) -> bool:
    """True where every scenario came out as expected.  Raises KnowledgeFileError for a file that is no scenario."""
    knowledge = knowledge_for(settings)
    outcomes = [play(path, knowledge) for path in _files(given)]
    if not outcomes:
        raise MonitorError("no scenario: a folder is searched for *.yaml")
    for outcome in outcomes:
        mark = ("miss ", "bold red") if outcome.failures else ("ok   ", "green")
        out.print(Text.assemble(mark, f"{outcome.path.name}  ", (outcome.about, "dim")))
        for failure in outcome.failures:
            out.print(Text(f"       {failure}"))
    missed = sum(bool(outcome.failures) for outcome in outcomes)
    out.print(f"{len(outcomes) - missed} as expected, {missed} not")
    return not missed


def _files(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        yield from sorted(path.glob("**/*.yaml")) if path.is_dir() else [path]
