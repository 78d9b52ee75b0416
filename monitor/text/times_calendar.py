"""Date arithmetic: spans of the calendar, always UTC, the end exclusive, biased to the past."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from monitor.text.times_words import DAY, SEASONS

AHEAD = 3 * DAY
"""A date without a year may lie this far ahead of its text: time zones, and "opens on Saturday"."""


class Interval(NamedTuple):
    """From `start` to before `end`; an open end is None."""

    start: datetime | None
    end: datetime | None


def midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def day_of(moment: datetime) -> Interval:
    start = midnight(moment)
    return Interval(start, start + DAY)


def date(year: int, month: int, day: int) -> Interval | None:
    """One day, or None where the calendar has none."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return day_of(datetime(year, month, day, tzinfo=UTC))


def month_of(year: int, month: int) -> Interval:
    start = datetime(year, month, 1, tzinfo=UTC)
    return Interval(start, start + monthrange(year, month)[1] * DAY)


def year_of(year: int) -> Interval:
    return Interval(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))


def season_of(year: int, season: str) -> Interval:
    first, last = SEASONS[season]
    start = datetime(year, first, 1, tzinfo=UTC)
    return Interval(start, month_of(year + (last < first), last).end)


def latest_month(reference: datetime, month: int) -> Interval:
    """The month of that name that is going on or was last."""
    ahead = reference + AHEAD
    return month_of(ahead.year - (month > ahead.month), month)


def latest_date(reference: datetime, month: int, day: int) -> Interval | None:
    """That day this year, or last year where it would lie well ahead."""
    for year in (reference.year + 1, reference.year, reference.year - 1):
        found = date(year, month, day)
        if found and found.start and found.start <= reference + AHEAD:
            return found
    return None


def latest_weekday(reference: datetime, weekday: int, *, before_today: bool = False) -> Interval:
    """The day itself where it is that weekday, unless `before_today`; else the last one before it."""
    back = (reference.weekday() - weekday) % 7
    if before_today and back == 0:
        back = 7
    return day_of(reference - back * DAY)


def full_year(digits: str, reference: datetime) -> int:
    """`89` is 1989 and `17` 2017: the century that does not lie ahead."""
    year = int(digits)
    if len(digits) != 2:
        return year
    century = reference.year // 100 * 100
    return century + year if century + year <= reference.year + 1 else century - 100 + year


def part_of(span: Interval, part: str) -> Interval:
    """`early`, `mid` or `late` in a span; another word leaves it whole."""
    if span.start is None or span.end is None:
        return span
    third: timedelta = (span.end - span.start) / 3
    if part == "early":
        return Interval(span.start, span.start + third)
    if part == "late":
        return Interval(span.end - third, span.end)
    return Interval(span.start + third, span.end - third) if part == "mid" else span


def opening(first: Interval, last: Interval) -> datetime | None:
    """The first end, moved into the year of the last where it was read as a later one."""
    if first.start and last.start and first.start > last.start:
        found = date(last.start.year, first.start.month, first.start.day)
        return found.start if found and found.start and found.start <= last.start else last.start
    return first.start
