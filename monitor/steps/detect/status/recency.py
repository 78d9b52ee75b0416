"""(time, what is asked of it) -> new, cumulative, past or nothing: how long ago, how long since."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from monitor.model.mention import Kind, Period, Status
from monitor.steps.detect.status.tense import Tense
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import DAY

NEW_DAYS = 14
"""So long an incident is new (labelling guide: "the last ~14 days")."""
_MIDDLE_DAYS = 21
"""`last month` is new in its first days only: a day of it lies that far back on average."""
RUNNING_DAYS = 36
"""A total that began longer ago is background ("since a date within ~30 days", and the sixth week is one)."""
_EVENT_DAYS = 60
"""What has no figure and still goes on is news for longer."""


_FROM_TO = re.compile(r"^(?:from|between)\b|\w,?\s(?:to|until|till|through|[-–—])\s\w", re.IGNORECASE)
_BEFORE_THEN = ("before", "earlier", "previously", "prior")


DEEDS = frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.FACILITY_ATTACK, Kind.TERRITORY_CHANGE})
"""What is done, and may be told of an older time, also without a number."""


class Asked(NamedTuple):
    """What is asked of a sentence: when the words at `at` .. `end` happened, against `now`.

    `figure_at` is where their number stands, `is_count` whether they have one.
    """

    at: int
    end: int
    figure_at: int
    tense: Tense
    now: datetime
    kind: Kind
    is_count: bool = True

    @property
    def running_days(self) -> int:
        return RUNNING_DAYS if self.is_count else _EVENT_DAYS


def began_of_late(time: TimeExpression, now: datetime) -> bool:
    """True where its first moment is known and lies within the last `NEW_DAYS`, or ahead."""
    return time.interval.start is not None and now - time.interval.start <= NEW_DAYS * DAY


def is_of_late(time: TimeExpression, now: datetime) -> bool:
    """The same, of a time that says when: a day, or one since or in which something happened."""
    is_day = time.shape in (Shape.MOMENT, Shape.WINDOW, Shape.SINCE, Shape.AFTER)
    return is_day and began_of_late(time, now)


def ended_of_late(time: TimeExpression, now: datetime) -> bool:
    """True where its last moment lies within the last `NEW_DAYS`, or ahead, or has not come."""
    return time.interval.end is None or now - time.interval.end <= NEW_DAYS * DAY


def status_by_time(time: TimeExpression, asked: Asked, *, goes_on: bool = False) -> Status | None:
    """What a time says of the verb that it governs; nothing where it says only that there was one.

    `goes_on`: it is when something began that has not ended.
    """
    if time.shape is Shape.MOMENT:
        return _running(time, asked) if goes_on else _moment(time, asked)
    rule = _RULES.get(time.shape)
    return rule(time, asked) if rule else None


def period_of(time: TimeExpression, now: datetime) -> Period:
    """A bare length is taken to end now."""
    start, end = time.interval
    if time.shape is Shape.LASTING and time.days and time.days <= RUNNING_DAYS:
        start, end = now - time.days * DAY, now
    return Period(start=start, end=end, words=time.words)


def _running(time: TimeExpression, asked: Asked) -> Status | None:
    start = time.interval.start
    if start is None:
        return None
    is_old = asked.now - start > asked.running_days * DAY
    if time.words.lower().endswith(" on") and asked.tense is not Tense.PERFECT:
        return Status.PAST if is_old else Status.NEW  # `ten years on, families of those killed wait`
    if time.start <= asked.at and asked.end <= time.end:
        return Status.PAST if is_old or asked.now - start > RUNNING_DAYS * DAY else Status.NEW
    return Status.CUMULATIVE if is_old else Status.NEW


def _lasting(time: TimeExpression, asked: Asked) -> Status | None:
    if (time.days or 0) <= RUNNING_DAYS:
        return Status.NEW
    return Status.PAST if asked.tense in (Tense.PAST, Tense.PLUPERFECT) else Status.CUMULATIVE


def _moment(time: TimeExpression, asked: Asked) -> Status | None:
    start, end = time.interval
    if start is None or end is None:
        return Status.PAST
    if end > asked.now:
        return _running(time, asked) if start <= asked.now + DAY else None
    if ended_of_late(time, asked.now) and end - start > RUNNING_DAYS * DAY and _FROM_TO.search(time.words):
        return Status.CUMULATIVE  # `from January 2017 to 10 December`, told in that December
    middle = start + (end - start) / 2
    is_new = ended_of_late(time, asked.now) and asked.now - middle <= _MIDDLE_DAYS * DAY
    return Status.NEW if is_new else Status.PAST


def _after(time: TimeExpression, asked: Asked) -> Status | None:
    start = time.interval.start
    return Status.NEW if start and asked.now - start <= RUNNING_DAYS * DAY else None


def _until(time: TimeExpression, asked: Asked) -> Status | None:
    end = time.interval.end
    if asked.kind is Kind.DE_ESCALATION and asked.tense is not Tense.PLUPERFECT:
        return None  # `agreed to extend the truce until the end of June`: the end lies ahead
    is_plan = time.words.lower().startswith("by") and asked.tense is not Tense.PLUPERFECT
    return Status.PAST if end and not is_plan and asked.now - end > RUNNING_DAYS * DAY else None


def _counted_from(time: TimeExpression, asked: Asked) -> Status | None:
    """`27 years after the army killed 8,000`, `who died in a siege seven years before`, `a decade earlier it killed`"""
    is_behind = time.end > asked.at
    ends = _BEFORE_THEN if is_behind else ("after", *_BEFORE_THEN)
    if time.days is None or not time.words.lower().endswith(ends):
        return None
    return Status.PAST if time.days > (RUNNING_DAYS if is_behind else NEW_DAYS) else None


_RULES: dict[Shape, Callable[[TimeExpression, Asked], Status | None]] = {
    Shape.SINCE: _running,
    Shape.WINDOW: _running,
    Shape.LASTING: _lasting,
    Shape.AFTER: _after,
    Shape.UNTIL: _until,
    Shape.RELATIVE: _counted_from,
}
