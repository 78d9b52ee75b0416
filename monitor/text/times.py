"""Every time expression in a stretch of text, as an interval against a reference time, biased to the past."""

import re
from datetime import datetime
from typing import NamedTuple

from monitor.text.times_calendar import Interval
from monitor.text.times_grammar import read_time
from monitor.text.times_scan import Scan, Shape
from monitor.text.times_tokens import tokens_of
from monitor.text.times_words import CORE_REACH, CORES

__all__ = ["Interval", "Shape", "TimeExpression", "find_times"]


_DIGITS_OF_A_YEAR = 4
_WORD = re.compile(r"[a-z]+|'\d\d(?!\w)|\d[\d.,-]*")


class TimeExpression(NamedTuple):
    """Offsets count characters of the text; an end that the words leave open is None.

    `days` is how long it lasts, where the words say so.
    """

    start: int
    end: int
    words: str
    shape: Shape
    interval: Interval
    days: float | None = None


def find_times(text: str, reference: datetime, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """All between two offsets, in order, none overlapping.  Words without any cost next to nothing."""
    stop = len(text) if end is None else end
    if not _has_core(text[start:stop].lower()):
        return []
    scan = Scan(tokens_of(text, start, stop), reference)
    found: list[TimeExpression] = []
    at = 0
    for core, token in enumerate(scan.tokens):
        word = token.word
        # Most words are none: a call for each would cost more than what it asks.
        if not (word in CORES or (word[0] <= "9" and _is_year(word))):
            continue
        at = max(at, core - CORE_REACH)
        while at <= core:
            at = _read(text, scan, at, found)
    return found


def _read(text: str, scan: Scan, at: int, found: list[TimeExpression]) -> int:
    """Adds the expression that starts here, and says where to go on."""
    span = read_time(scan, at)
    if span is None:
        return at + 1
    left, right = scan.tokens[at].start, scan.tokens[span.next - 1].end
    found.append(TimeExpression(left, right, text[left:right], span.shape, span.interval, span.days))
    return span.next


def _has_core(words: str) -> bool:
    found = _WORD.findall(words)
    return not CORES.isdisjoint(found) or any(_is_year(word) for word in found if word[0] <= "9")


def _is_year(word: str) -> bool:
    """A year, or a whole date in digits."""
    if not word[0].isdigit() or len(word) < 4:
        return word[0] == "'" and word[1:].isdecimal()  # `in '85`
    return (
        word[:2] in ("19", "20") or len(word) >= 8 or (word[0] == "1" and len(word.rstrip(".,-")) == _DIGITS_OF_A_YEAR)
    )
