"""A body's paragraphs, and its takes: stories and dated entries, each with a day of its own."""

import re
from datetime import datetime
from typing import NamedTuple

_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")


class Take(NamedTuple):
    """One story within a body that may hold several; `dateline` is its place words, `dated_at` its own day."""

    start: int
    end: int
    dateline: str
    dated_at: datetime
    is_entry: bool = False
    """A dated line of a timeline: its day lies in the past of the story that holds it."""


def cut_paragraphs(text: str) -> list[tuple[int, int]]:
    paragraphs: list[tuple[int, int]] = []
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        paragraphs.append((start, gap.start()))
        start = gap.end()
    paragraphs.append((start, len(text)))
    return paragraphs


def cut_takes(text: str, paragraphs: list[tuple[int, int]], published_at: datetime) -> list[Take]:
    return [Take(0, len(text), "", published_at)]
