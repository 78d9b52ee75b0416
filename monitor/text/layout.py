"""The shape of a text: takes, paragraphs and sentences, as offsets into it."""

from bisect import bisect_right
from datetime import datetime
from typing import NamedTuple

from monitor.text.datelines import find_dateline
from monitor.text.paragraphs import cut_paragraphs
from monitor.text.sentences import cut_sentences
from monitor.text.takes import Take, cut_takes

__all__ = ["Layout", "Sentence", "Take", "lay_out"]


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
    paragraphs = cut_paragraphs(text)
    takes = cut_takes(text, paragraphs, published_at)
    starts = [take.start for take in takes]
    sentences = [
        Sentence(start, end, number, max(bisect_right(starts, start) - 1, 0))
        for number, (left, right) in enumerate(paragraphs)
        for start, end in _sentences(text, left, right)
    ]
    return Layout(tuple(takes), tuple(paragraphs), tuple(sentences))


def _sentences(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """A dateline belongs to none: what it opens is read as it would be without it."""
    start, end = find_dateline(text, left, right)
    if start == left:
        return cut_sentences(text, end, right)
    # A headline that runs into its dateline without a full stop is one sentence with what it tells again.
    return [(end if one == start else one, last) for one, last in cut_sentences(text, left, right)]
