"""A body's takes: stories and dated entries, each with a day of its own."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.text.datelines import Dateline, read_dateline, read_stamp
from monitor.text.times import Shape, find_times
from monitor.text.times_calendar import AHEAD, year_of

_SIGN_OFF = re.compile(
    r"(?:^|[.!?\"”’)\]\s])[-–—]{1,2}\s?"
    r"(?:AFP|AP|Reuters|REUTERS|Xinhua|TASS|dpa|DPA|Agencies|ANSA|EFE|IANS|PTI|UPI|KUNA|SANA|MNA|BBC)\W*$"
)
_ENTRY_MARK = re.compile(r"[ \t]*[-*•–—·]*[ \t]*(?=[A-Z0-9])")
_AFTER_DATE = re.compile(r"\.?[ \t]*(?:[:–—]|-{1,2}(?=\s))|[ \t]*$|\.?[ \t]*\n")
_COMMENT = re.compile(
    r"\[(?:COMMENTARY|EDITORIAL|OPINION|ANALYSIS|COLUMN)\b(?! REPORT)|^\W*(?:OPINION|COMMENT|EDITORIAL|OP-ED)\b:?"
)
_HEAD_REACH = 160
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_LEAST_ENTRIES = 2
_BARE_DAY = 3
"""Words: `July 10th` on a line of its own, and what happened then below it."""
_ENTRY_REACH = 40
"""Characters in which a timeline's line names its day."""


class Take(NamedTuple):
    """One story within a body that may hold several; `dateline` is its place words, `dated_at` its own day."""

    start: int
    end: int
    dateline: str
    dated_at: datetime
    is_entry: bool = False
    """A dated line of a timeline: its day lies in the past of the story that holds it."""
    is_comment: bool = False
    """Marked as commentary by its own head (`[EDITORIAL]`): it tells nothing new."""
    stamp: tuple[int, int] = (0, 0)
    """Where the page's own date stands in it, which is that of no event."""


class _Start(NamedTuple):
    at: int
    dateline: str
    dated_at: datetime
    is_entry: bool
    stamp: tuple[int, int] = (0, 0)


def cut_takes(text: str, paragraphs: list[tuple[int, int]], published_at: datetime) -> list[Take]:
    """Without gaps, the first from 0."""
    entries = _entries(text, paragraphs, published_at)
    starts = list(_starts(text, paragraphs, published_at, entries))
    if not starts or starts[0].at > 0:
        starts = _with_opening(starts, published_at)
    ends = [start.at for start in starts[1:]] + [len(text)]
    return [
        Take(
            start.at, end, start.dateline, start.dated_at, start.is_entry, _is_comment(text, start.at, end), start.stamp
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_comment(text: str, start: int, end: int) -> bool:
    return bool(_COMMENT.search(text, start, min(end, start + _HEAD_REACH)))


def _with_opening(starts: list[_Start], published_at: datetime) -> list[_Start]:
    """What stands before the first dateline (a note to editors, a repeated headline) belongs to its take."""
    if not starts or starts[0].is_entry:
        return [_Start(0, "", published_at, False), *starts]
    return [starts[0]._replace(at=0), *starts[1:]]


def _starts(
    text: str, paragraphs: list[tuple[int, int]], published_at: datetime, entries: dict[int, datetime]
) -> Iterator[_Start]:
    signed_off = in_entry = is_bare = False
    last_entry = max(entries, default=-1)
    for number, (left, right) in enumerate(paragraphs):
        dateline = _dateline(text, left, right, published_at, is_first=number == 0)
        if left in entries:
            yield _Start(left, "", entries[left], True)
        elif dateline:
            yield _Start(left, dateline.place, dateline.dated_at, False, dateline.stamp)
        elif signed_off or (in_entry and last_entry <= left and not is_bare):
            yield _Start(left, "", published_at, False)
        is_bare = left in entries and len(text[left:right].split()) <= _BARE_DAY
        in_entry = left in entries or (in_entry and last_entry > left)
        signed_off = bool(_SIGN_OFF.search(text, max(left, right - 40), right))


def _dateline(text: str, left: int, right: int, published_at: datetime, *, is_first: bool) -> Dateline | None:
    found = read_dateline(text, left, right, published_at, is_first=is_first)
    if found is None and is_first:
        return read_stamp(text, left, right, published_at)
    return found


def _entries(text: str, paragraphs: list[tuple[int, int]], published_at: datetime) -> dict[int, datetime]:
    """Where the dated lines of a timeline start.  One alone is no timeline."""
    found: dict[int, datetime] = {}
    reference = published_at
    for left, right in paragraphs:
        day = _entry_day(text, left, right, reference)
        if day is None:
            continue
        year = text[left:right].strip(" -–—*:")
        if year.isdecimal():
            end = year_of(int(year)).end
            reference = min(published_at, end - AHEAD - timedelta(hours=1)) if end else published_at
        found[left] = min(day, published_at)
    return found if len(found) >= _LEAST_ENTRIES else {}


def _entry_day(text: str, left: int, right: int, reference: datetime) -> datetime | None:
    """The last moment of the date that opens a line and is set off from its words: `Dec. 19 -`, `* 2014:`."""
    mark = _ENTRY_MARK.match(text, left, right)
    if mark is None:
        return None
    year = _YEAR.match(text, mark.end(), right)
    if year and _AFTER_DATE.match(text, year.end(), right):
        end = year_of(int(year.group())).end
        return end - timedelta(hours=1) if end else None
    stop = min(right, mark.end() + _ENTRY_REACH)
    if not _DIGIT.search(text, mark.end(), stop):
        return None
    times = find_times(text, reference, mark.end(), stop)
    if not times or times[0].start != mark.end() or times[0].shape is not Shape.MOMENT:
        return None
    first = times[0]
    is_set_off = _AFTER_DATE.match(text, first.end, right) and any(sign.isdecimal() for sign in first.words)
    return first.interval.end - timedelta(hours=1) if is_set_off and first.interval.end else None
