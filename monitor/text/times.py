"""Every time expression in a stretch of text, as an interval against a reference time, biased to the past."""

from datetime import datetime
from typing import NamedTuple

from monitor.text.times_calendar import Interval
from monitor.text.times_grammar import read_time
from monitor.text.times_scan import Scan, Shape
from monitor.text.times_tokens import tokens_of

__all__ = ["Interval", "Shape", "TimeExpression", "find_times"]


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
    """All between two offsets, in order, none overlapping."""
    stop = len(text) if end is None else end
    scan = Scan(tokens_of(text, start, stop), reference, is_upper=text[start:stop].isupper())
    found: list[TimeExpression] = []
    at = 0
    while at < len(scan.tokens):
        span = read_time(scan, at)
        if span is None:
            at += 1
            continue
        left, right = scan.tokens[at].start, scan.tokens[span.next - 1].end
        found.append(TimeExpression(left, right, text[left:right], span.shape, span.interval, span.days))
        at = span.next
    return found
