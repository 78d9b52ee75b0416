"""`monitor explain`: one text, with what was found in it, why, and what that would do to the alerts."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import to_json
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from monitor.commands.read import as_row, said_by
from monitor.errors import MonitorError
from monitor.model.alert import AlertChange
from monitor.model.article import Article, RawArticle
from monitor.model.figure import Figure, Quantifier
from monitor.model.incident import Incident
from monitor.model.knowledge import Knowledge
from monitor.model.mention import Part, Status
from monitor.pipeline import read_article, read_text, watch_region

_STYLE = {
    Status.NEW: "bold black on bright_yellow",
    Status.CUMULATIVE: "black on bright_cyan",
    Status.PAST: "black on white",
    Status.STOCK: "black on bright_blue",
    Status.POSSIBLE: "black on bright_magenta",
    Status.DENIED: "black on bright_green",
}
_LIKE_A_PATH = re.compile(r"\S*/\S*|\S+\.\w{1,5}")
"""One word with a slash or a suffix was meant as a file's name; anything else is the text itself."""
_QUANTIFIER = {Quantifier.ABOUT: "about ", Quantifier.AT_LEAST: "at least ", Quantifier.AT_MOST: "at most "}


def as_message(given: str, headline: str, published_at: datetime, now: datetime) -> RawArticle:
    """A file (article JSON, or plain text) or the text itself, as a message of the wire."""
    value = _bytes_of(given)
    if not value.strip():
        raise MonitorError("there is nothing to explain: the text is empty")
    if not value.lstrip().startswith(b"{"):
        fields = {
            "uri": "explain:1",
            "published_at": published_at,
            "headline": headline,
            "body": value.decode("utf-8", "replace"),
        }
        value = to_json(fields)
    return RawArticle(value=value, arrived_at=now)


def _bytes_of(given: str) -> bytes:
    try:
        return Path(given).read_bytes().removeprefix(BOM_UTF8)
    except (OSError, ValueError) as error:
        if _LIKE_A_PATH.fullmatch(given):
            raise MonitorError(f"can't read {given}: {getattr(error, 'strerror', error)}") from error
        return given.encode("utf-8", "replace")


def explain(raw: RawArticle, knowledge: Knowledge) -> tuple[Article, tuple[Incident, ...], tuple[AlertChange, ...]]:
    """What was found, and the alerts that this text alone would raise.  Raises UnreadableArticleError."""
    article, incidents = read_text(raw, knowledge)
    reading = read_article(raw, None, knowledge)
    changes = [change for report in reading.reports for change in watch_region(None, report, knowledge)[1]]
    return article, incidents, tuple(changes)


def print_json(
    console: Console, article: Article, incidents: Sequence[Incident], changes: Sequence[AlertChange]
) -> None:
    """The same as one JSON object."""
    found: dict[str, Any] = {
        "uri": article.uri,
        "signal": article.signal,
        "incidents": [as_row(incident) for incident in incidents],
        "alerts": [change.model_dump(mode="json") for change in changes],
    }
    console.print_json(json.dumps(found))


def print_page(
    console: Console, article: Article, incidents: Sequence[Incident], changes: Sequence[AlertChange]
) -> None:
    """For people: the text with its evidence marked, a tree of reasons, the alerts."""
    for part, text in ((Part.HEADLINE, article.headline), (Part.BODY, article.body)):
        if text:
            console.print(
                Panel(highlight(text, part, incidents), title=part.value, title_align="left", border_style="dim")
            )
    console.print(Text("  ").join(Text(f" {status} ", style=style) for status, style in _STYLE.items()))
    console.print(_tree(article, incidents))
    console.print(_alerts(changes))


def highlight(text: str, part: Part, incidents: Sequence[Incident]) -> Text:
    """The text, each incident's words marked by status; what is new is painted last, so that it shows."""
    shown = Text(text)
    for incident in sorted(incidents, key=lambda found: found.status is Status.NEW):
        if incident.evidence.part is part:
            shown.stylize(_STYLE[incident.status], incident.evidence.start, incident.evidence.end)
    return shown


def figure_words(figure: Figure | None) -> str:
    """`30,000 or more people`."""
    if figure is None:
        return "no figure"
    low, high, unit = figure.low, figure.high, figure.unit.value
    if low is not None and high is not None:
        span = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        return f"{_QUANTIFIER.get(figure.quantifier, '') if low == high else ''}{span} {unit}"
    return f"{low:,} or more {unit}" if low is not None else f"up to {high:,} {unit}"


def _tree(article: Article, incidents: Sequence[Incident]) -> RenderableType:
    marker = f", marked by the desk as {article.signal.value}" if article.signal.value != "none" else ""
    tree = Tree(
        Text(f"{len(incidents)} incident{'' if len(incidents) == 1 else 's'} in {article.uri}{marker}", style="bold")
    )
    for found in incidents:
        branch = tree.add(Text.assemble((f"{found.kind.value} ", "bold"), (found.status.value, _STYLE[found.status])))
        branch.add(Text(f"figure   {figure_words(found.figure)}"))
        if found.subject:
            branch.add(Text(f"subject  {found.subject.value}"))
        place = found.place
        where = f"{place.name} ({place.region or place.country or '?'})" if place else "not known: triage (ZZ)"
        branch.add(Text(f"place    {where}, from the {found.placed_by.value}"))
        branch.add(Text(f"source   {said_by(found.attribution) or 'not named'}"))
        branch.add(Text(f"words    “{found.evidence.text}”"))
        reasons = branch.add(Text("because", style="dim"))
        for reason in found.because:
            reasons.add(Text(reason, style="dim"))
    return tree


def _alerts(changes: Sequence[AlertChange]) -> RenderableType:
    if not changes:
        return Text("By itself this text raises no alert.", style="dim")
    table = Table(title="By itself this text would raise", title_justify="left", show_lines=False)
    for column in ("region", "rule", "becomes", "because"):
        table.add_column(column)
    for change in changes:
        level = f" ({change.level.value})" if change.level else ""
        table.add_row(change.region_name, change.rule, f"{change.state.value}{level}", Text(change.because))
    return Group(table)
