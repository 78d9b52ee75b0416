"""The shape of a text: takes, paragraphs and sentences, as offsets into it."""

import re
from datetime import datetime
from typing import NamedTuple

_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


class Take(NamedTuple):
    """One story within a body that may hold several; `dateline` is its place words, `dated_at` its own day."""

    start: int
    end: int
    dateline: str
    dated_at: datetime


class Sentence(NamedTuple):
    """Offsets into the text, end exclusive; the numbers of its paragraph and take count from 0."""

    start: int
    end: int
    paragraph: int
    take: int


class Layout(NamedTuple):
    takes: tuple[Take, ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]


def lay_out(text: str, published_at: datetime) -> Layout:
    """Cut a text into takes, paragraphs and sentences."""
    paragraphs: list[tuple[int, int]] = []
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        paragraphs.append((start, gap.start()))
        start = gap.end()
    paragraphs.append((start, len(text)))
    sentences: list[Sentence] = []
    for number, (left, right) in enumerate(paragraphs):
        at = left
        for stop in _SENTENCE_END.finditer(text, left, right):
            sentences.append(Sentence(at, stop.end(), number, 0))
            at = stop.end()
        if at < right:
            sentences.append(Sentence(at, right, number, 0))
    return Layout((Take(0, len(text), "", published_at),), tuple(paragraphs), tuple(sentences))
