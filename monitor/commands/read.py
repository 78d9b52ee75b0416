"""`monitor read`: articles in as JSONL, incidents out as JSONL, one line an article, in order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from rich.console import Console

from monitor.commands.archives import STANDARD_INPUT, lines_of
from monitor.errors import UnreadableArticleError
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.model.knowledge import Knowledge
from monitor.model.mention import Attribution
from monitor.pipeline import read_text


def read_lines(lines: Iterable[bytes], knowledge: Knowledge) -> Iterator[str]:
    """One JSON object a line.  An unreadable line gives `{"uri": null, "error": …, "incidents": []}`."""
    for line in lines:
        if not line.strip():
            continue
        try:
            article, incidents = read_text(RawArticle(value=line, arrived_at=datetime.now(UTC)), knowledge)
        except UnreadableArticleError as error:
            yield json.dumps({"uri": None, "error": error.says, "reason": error.reason, "incidents": []})
            continue
        yield json.dumps({"uri": article.uri, "incidents": [as_row(found) for found in incidents]}, ensure_ascii=False)


def as_row(incident: Incident) -> dict[str, Any]:
    """An incident as the contract of `monitor read` has it: attribution is the name and, where others, the words."""
    row = incident.model_dump(mode="json", exclude={"attribution", "sentence", "paragraph", "anchors", "dateline"})
    row["attribution"] = said_by(incident.attribution)
    row["source"] = incident.attribution.name
    return row


def said_by(attribution: Attribution) -> str:
    """`Syrian Observatory for Human Rights (the monitor)`: the canonical name, then the text's own words for it."""
    name, words = attribution.name, attribution.words
    return f"{name} ({words})" if words and words.lower() not in name.lower() else name


def read_files(files: Sequence[Path], out: BinaryIO, knowledge: Knowledge, *, progress: Console | None) -> None:
    """Every line of the files, or of standard input where none is named."""
    lines = (line for path in files or (STANDARD_INPUT,) for line in lines_of(path, progress))
    for row in read_lines(lines, knowledge):
        out.write(row.encode("utf-8", "replace") + b"\n")
    out.flush()
