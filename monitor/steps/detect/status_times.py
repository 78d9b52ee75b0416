"""Which time governs a verb, and what it makes of it: new, cumulative or past."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from monitor.model.mention import Period, Status
from monitor.steps.detect.status_clauses import Clause, Parsed
from monitor.steps.detect.status_tense import Tense
from monitor.steps.detect.status_words import pattern
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import DAY

NEW_DAYS = 14
"""So long an incident is new (labelling guide: "the last ~14 days")."""
_MIDDLE_DAYS = 21
"""`last month` is new in its first days only: a day of it lies that far back on average."""
RUNNING_DAYS = 36
"""A total that began longer ago is background ("since a date within ~30 days", and the sixth week is one)."""
_ONSET = pattern(
    r"""
    \b(?:began|begun|beginning|started?|starting|erupt(?:ed|ing)|broke(?:n)? out|breaking out|flared(?: up)?
    |launch(?:ed|ing)?|outbreak|onset|beginning|invaded|invasion|seized power|took power
    |came to power)\b(?:\s(?!and\b)[^\s,;:]+){0,6}\s*$
    """
)
_ONSET_REACH = 80
_GENERAL = re.compile(r"\bafter\s+(?:more than\s|nearly\s|almost\s|some\s)?$", re.IGNORECASE)


class Timing(NamedTuple):
    status: Status
    period: Period
    time: TimeExpression


def timing_of(parsed: Parsed, at: int, tense: Tense, now: datetime) -> Timing | None:
    """The first time, nearest in sense, that says something of when."""
    for clause, time in _in_order(parsed, at):
        status = _status(parsed, clause, time, tense, now)
        if status:
            return Timing(status, _period(time, now), time)
    return None


def _in_order(parsed: Parsed, at: int) -> Iterator[tuple[Clause, TimeExpression]]:
    """Own clause first, nearest first; then the clauses that it hangs on; then those that hang on it."""
    own = parsed.clause_at(at)
    for number in (own, *_hung_on(parsed, own), *_hanging(parsed, own)):
        clause = parsed.clauses[number]
        times = [time for time in parsed.times if clause.start <= time.start < clause.end]
        yield from ((clause, time) for time in sorted(times, key=lambda time: _distance(time, at)))


def _distance(time: TimeExpression, at: int) -> int:
    return time.start - at if time.start >= at else (at - time.end) + 1


def _hung_on(parsed: Parsed, own: int) -> Iterator[int]:
    """To the left: what a participle, a relative or a second clause takes its time from."""
    for number in range(own - 1, -1, -1):
        if parsed.clauses[number].opener == "relative" and parsed.clauses[own].opener == "main":
            continue
        yield number


def _hanging(parsed: Parsed, own: int) -> Iterator[int]:
    for number in range(own + 1, len(parsed.clauses)):
        if parsed.clauses[number].opener in ("coordinate", "break"):
            return
        yield number


def _status(parsed: Parsed, clause: Clause, time: TimeExpression, tense: Tense, now: datetime) -> Status | None:
    if time.shape is Shape.SINCE:
        return _running(time.interval.start, now)
    if time.shape is Shape.WINDOW:
        return _running(time.interval.start, now)
    if time.shape is Shape.LASTING:
        return _lasting(time, tense)
    if time.shape is Shape.MOMENT:
        if tense in (Tense.PERFECT, Tense.PRESENT) and _is_onset(parsed, clause, time):
            return _running(time.interval.start, now)
        return _moment(time, now)
    if time.shape is Shape.AFTER:
        return _after(time, now)
    if time.shape is Shape.UNTIL:
        return Status.PAST if time.interval.end and now - time.interval.end > RUNNING_DAYS * DAY else None
    return None


def _is_onset(parsed: Parsed, clause: Clause, time: TimeExpression) -> bool:
    return bool(_ONSET.search(parsed.words, max(clause.start, time.start - _ONSET_REACH), time.start))


def _running(start: datetime | None, now: datetime) -> Status | None:
    if start is None:
        return None
    return Status.NEW if now - start <= RUNNING_DAYS * DAY else Status.CUMULATIVE


def _lasting(time: TimeExpression, tense: Tense) -> Status | None:
    days = time.days or 0
    if days > RUNNING_DAYS:
        return Status.PAST if tense in (Tense.PAST, Tense.PLUPERFECT) else Status.CUMULATIVE
    return Status.NEW


def _moment(time: TimeExpression, now: datetime) -> Status | None:
    start, end = time.interval
    if start is None or end is None:
        return Status.PAST
    if end > now:
        return _running(start, now)
    middle = start + (end - start) / 2
    is_new = now - end <= NEW_DAYS * DAY and now - middle <= _MIDDLE_DAYS * DAY
    return Status.NEW if is_new else Status.PAST


def _after(time: TimeExpression, now: datetime) -> Status | None:
    start = time.interval.start
    return Status.NEW if start and now - start <= RUNNING_DAYS * DAY else None


def _period(time: TimeExpression, now: datetime) -> Period:
    start, end = time.interval
    if time.shape is Shape.LASTING and time.days and time.days <= RUNNING_DAYS:
        start, end = now - time.days * DAY, now
    return Period(start=start, end=end, words=time.words)
