"""Rules that count from now: yesterday, last week, two months ago, the past four days, a month into."""

from datetime import timedelta
from typing import NamedTuple

from monitor.text import times_calendar as calendar
from monitor.text.times_ages import is_age
from monitor.text.times_calendar import Interval
from monitor.text.times_dates import read_weekday
from monitor.text.times_scan import Scan, Shape, Span, moment
from monitor.text.times_words import DAY, MONTHS, PARTS_OF_DAY, SEASONS, SHORT_WEEKDAYS, UNITS, WEEKDAYS
from monitor.text.words import word_set

_RECENT = frozenset({"last", "past", "previous", "preceding", "recent", "latest", "intervening"})
_VAGUE = {"minutes": 0.1, "hours": 1, "days": 7, "weeks": 28, "months": 150, "years": 1825, "decades": 10950}
"""How many days `recent weeks` are."""
_AGED = word_set(
    "war conflict offensive siege campaign insurgency uprising rebellion truce ceasefire blockade crisis revolt "
    "revolution assault operation battle occupation struggle drought unrest violence bombardment fighting"
)
"""Told by their age: a `six-year-old war`, never a `six-year-old boy`."""
_LONG_AGO = 300
_LONGEST_DAYS = 366_000
"""Nothing in the news counts from further back, and a calendar ends somewhere."""
_LASTING_CUES = word_set("in within for over during than about nearly almost after just only of around")
_BEFORE_A_UNIT = frozenset(("-", "of", "full", "straight", "consecutive", "more", "long", "the", "whole", "grinding"))
"""`two full days`, `five of the days`"""


_STEPS = {"week": 7, "weekend": 7, "month": 30, "year": 365}


class _Length(NamedTuple):
    next: int
    length: timedelta
    is_vague: bool
    """No number: `for years`."""

    @property
    def days(self) -> float:
        return self.length / DAY


def read_named_day(scan: Scan, at: int) -> Span | None:
    """`yesterday morning`, `today`, `overnight on Friday`, `tomorrow`, `recently`, `the weekend`"""
    word, now = scan.word(at), scan.now
    if word == "weekend" and scan.word(at - 1) in ("the", "over", "at"):
        return _this_unit(scan, at)
    if word in ("today", "tonight"):
        return moment(at + 1, calendar.day_of(now), 1)
    if word == "overnight":
        weekday = read_weekday(scan, scan.skip(at + 1, "on", "from", "into"))
        return weekday or moment(at + 1, Interval(now - DAY, calendar.day_of(now).end), 1)
    if word == "yesterday":
        return moment(scan.past_part_of_day(at + 1), calendar.day_of(now - DAY), 1)
    if word == "tomorrow":
        return Span(at + 1, Shape.FUTURE, calendar.day_of(now + DAY))
    if word == "new" and scan.word(at + 1) == "year" and scan.word(at - 1) == "the":
        return moment(at + 2, calendar.day_of(calendar.midnight(now).replace(month=1, day=1)), 1)
    return _window(at + 1, scan, 14) if word in ("recently", "lately") else None


def read_this_or_last(scan: Scan, at: int) -> Span | None:
    """`last week`, `this month`, `next Friday`, `earlier this year`, `late last year`, `earlier in the week`"""
    word, after = scan.word(at), scan.word(at + 1)
    if word in ("earlier", "later", "late", "early") and after in ("this", "last", "in", "on"):
        return _parted(scan, at, word)
    if word in ("next", "coming"):
        return _coming(scan, at + 1)
    if word == "last" and scan.word(at - 1) == "the":
        return None
    is_this = word == "this" or (word in ("current", "ongoing") and scan.word(at - 1) == "the")
    return _named(scan, at + 1, is_this=is_this) if is_this or word in ("last", "past") else None


def read_recent(scan: Scan, at: int) -> Span | None:
    """`the last 24 hours`, `recent days`, `the past fortnight`, `these past three weeks`"""
    at = scan.skip(at, "the", "these", "this")
    if scan.word(at) not in _RECENT:
        return None
    read = _length(scan, at + 1)
    if read is None:
        return None
    days = _VAGUE.get(scan.word(read.next - 1), read.days) if read.is_vague else read.days
    return _window(read.next, scan, days)


def read_duration(scan: Scan, at: int) -> Span | None:
    """`two months ago`, `a month into`, `a year later`, `four days of`, `six-year-old war`, `eight years on`"""
    if scan.word(at - 1) in ("-", "every", "each") and not scan.is_capital(at):
        return None
    read = _length(scan, at)
    if read is None:
        return None
    return _with_tail(scan, at, read) or _bare_length(scan, at, read)


def read_relative_day(scan: Scan, at: int) -> Span | None:
    """`the day before`, `the previous week`, `the same day`, `that year`, `at the time`"""
    word = scan.word(at)
    unit = scan.token(at + 1)
    if word in ("same", "previous", "following", "that") and unit and unit.unit and not unit.word.endswith("s"):
        return Span(at + 2, Shape.RELATIVE)
    if word == "the" and unit and unit.unit and scan.word(at + 2) in ("before", "after"):
        return _before_last(scan, at + 1) if scan.word(at + 3) == "last" else Span(at + 3, Shape.RELATIVE)
    is_then = word == "at" and scan.word(at + 1) in ("the", "that") and scan.word(at + 2) == "time"
    return Span(at + 3, Shape.RELATIVE) if is_then else None


def _before_last(scan: Scan, at: int) -> Span:
    """`the weekend before last`: one, and no more than two, of them ago."""
    step = _STEPS.get(scan.word(at), 1) * DAY
    today = calendar.midnight(scan.now)
    return moment(at + 3, Interval(today - 2 * step, today - step), 2 * step / DAY)


def read_nth(scan: Scan, at: int) -> Span | None:
    """`third day`, `second straight week`: what has gone on for so long."""
    token, unit_at = scan.token(at), at + 1
    while scan.word(unit_at) in ("straight", "consecutive", "successive", "full"):
        unit_at += 1
    unit = scan.token(unit_at)
    if token is None or token.ordinal is None or unit is None or unit.unit is None:
        return None
    days = token.ordinal * UNITS[unit.unit] / DAY
    return _window(unit_at + 1, scan, days) if days <= _LONGEST_DAYS else None


_RANKS = frozenset(
    ("deadliest", "bloodiest", "worst", "busiest", "quietest", "calmest", "darkest", "heaviest", "hardest")
)
"""`the deadliest days since the truce`: no days ago."""


def _window(end: int, scan: Scan, days: float) -> Span:
    return Span(end, Shape.WINDOW, Interval(scan.now - days * DAY, scan.now), days)


def _length(scan: Scan, at: int) -> _Length | None:
    token = scan.token(at)
    if token is None:
        return None
    if token.unit and scan.word(at + 1) == "-" and scan.word(at + 2) == "long":
        return _Length(at + 1, UNITS[token.unit], True)
    if token.unit and token.word.endswith("s"):
        if is_age(scan, at, at + 1):
            return None
        return _Length(at + 1, 2 * UNITS[token.unit] if token.unit != "day" else 3 * DAY, True)
    if token.unit:
        is_whole = scan.word(at - 1) in _RECENT or (scan.word(at - 1) == "the" and scan.word(at + 1) == "since")
        return _Length(at + 1, UNITS[token.unit], True) if is_whole else None
    return _counted_length(scan, at, token.cardinal)


def _counted_length(scan: Scan, at: int, count: float | None) -> _Length | None:
    if count is None:
        return None
    nxt = at + 1
    if scan.word(nxt) in ("few", "couple", "dozen"):
        count, nxt = {"few": 3, "couple": 2, "dozen": 12 * count}[scan.word(nxt)], nxt + 1
    if scan.word(nxt) in ("to", "or") and (other := scan.token(nxt + 1)) and other.cardinal:
        count, nxt = max(count, other.cardinal), nxt + 2
    count, nxt = _with_half(scan, nxt, count)
    while scan.word(nxt) in _BEFORE_A_UNIT:
        nxt += 1
    unit = scan.token(nxt)
    if unit is None or unit.unit is None or count * (UNITS[unit.unit] / DAY) > _LONGEST_DAYS:
        return None
    return None if is_age(scan, at, nxt + 1) else _Length(nxt + 1, count * UNITS[unit.unit], False)


def _with_half(scan: Scan, at: int, count: float) -> tuple[float, int]:
    """`two and a half`, `seven-and-a-half`, `half a`"""
    if count == 0.5:
        return count, scan.skip(scan.skip(at, "-"), "a", "of")
    nxt = scan.skip(at, "-")
    if scan.word(nxt) != "and":
        return count, at
    nxt = scan.skip(scan.skip(scan.skip(nxt + 1, "-"), "a"), "-")
    return (count + 0.5, nxt + 1) if scan.word(nxt) == "half" else (count, at)


def _with_tail(scan: Scan, at: int, read: _Length) -> Span | None:
    """What follows a length says what it means."""
    tail, nxt = scan.word(read.next), read.next + 1
    start = scan.now - read.length
    if tail == "since" and _runs_up_to_now(scan, at):
        return Span(nxt, Shape.SINCE, Interval(start, None), read.days)
    is_ranked = scan.word(at - 1) in _RANKS
    is_since = tail == "since" and scan.word(nxt) in ("the", "a", "an") and read.days > 2 and not is_ranked
    if tail == "ago" or is_since:
        slack = read.length / 6 if read.days > 2 else timedelta()
        interval = Interval(start - slack, start + slack) if slack else calendar.day_of(start)
        return moment(_without_its_day(scan, nxt) if read.days > _LONG_AGO else nxt, interval)
    if tail == "into" or (tail == "on" and scan.word(nxt) in (",", ".", "from", "", ";")):
        return Span(nxt, Shape.SINCE, Interval(start, None), read.days)
    if tail in ("later", "earlier", "before", "after", "previously", "prior"):
        return Span(nxt, Shape.RELATIVE, days=read.days)
    return _age(scan, read)


def _without_its_day(scan: Scan, at: int) -> int:
    """`ten years ago this week`, `a year ago on Monday`, `two decades ago today`: the day then, not now."""
    word, behind = scan.word(at), scan.token(at + 1)
    if word in ("today", "tomorrow"):
        return at + 1
    if word == "to" and scan.word(at + 1) == "the" and scan.word(at + 2) == "day":
        return at + 3
    is_unit = behind is not None and behind.unit is not None
    is_day = scan.word(at + 1).endswith("day") or scan.word(at + 1) in ("spring", "summer", "autumn", "winter")
    return at + 2 if (word in ("this", "next") and (is_unit or is_day)) or (word == "on" and is_day) else at


def _runs_up_to_now(scan: Scan, at: int) -> bool:
    """`in the three weeks since the raid`; but `three years since the war` is a point in time."""
    first = at - 1 - (scan.word(at - 1) in ("the", "those"))
    return scan.word(first) in ("in", "over", "during", "within")


def _age(scan: Scan, read: _Length) -> Span | None:
    """`-old` and its noun: only a thing that runs has its beginning told so."""
    old_at = scan.skip(read.next, "-")
    if scan.word(old_at) not in ("old", "long"):
        return None
    nouns = [scan.word(at) for at in range(old_at + 1, old_at + 4)]
    if scan.word(old_at) == "long" or any(noun in _AGED for noun in nouns):
        return Span(old_at + 1, Shape.LASTING, days=read.days)
    return Span(old_at + 1, Shape.RELATIVE)


def _bare_length(scan: Scan, at: int, read: _Length) -> Span | None:
    """`four days of`, `in 48 hours`, `six-year`: so long, we are not told when."""
    if scan.word(at) in ("a", "an") and scan.word(read.next) != "of" and scan.word(at - 1) not in _LASTING_CUES:
        return None
    if scan.word(at) == "one" and scan.is_capital(at) and scan.word(read.next) != "of":
        return None  # `One day the planes came`: some day
    is_told = not read.is_vague or scan.word(read.next) == "of" or scan.word(at - 1) in ("for", "in", "of")
    if not is_told or scan.word(read.next) in ("old", "olds"):
        return None
    return Span(read.next, Shape.LASTING, days=read.days)


def _coming(scan: Scan, at: int) -> Span | None:
    token = scan.token(at)
    if token and token.unit in ("day", "morning", "night") and scan.word(at - 2) == "the":
        return Span(at + 1, Shape.RELATIVE)
    if token and token.cardinal and (read := _length(scan, at)):
        return Span(read.next, Shape.FUTURE, Interval(scan.now, None), read.days)
    if token and (token.unit or token.word in WEEKDAYS or token.word in MONTHS or token.word in SEASONS):
        return Span(at + 1, Shape.FUTURE, Interval(scan.now, None))
    return None


def _parted(scan: Scan, at: int, part: str) -> Span | None:
    after = scan.word(at + 1)
    if after in ("this", "last"):
        base = read_this_or_last(scan, at + 1)
        if base and part == "later" and after == "this":
            return base._replace(shape=Shape.FUTURE)
        is_long = base is not None and (base.days or 0) > 20
        return moment(base.next, _elapsed(scan, base, part) if is_long else base.interval) if base else None
    unit_at = scan.skip(at + 2, "the")
    if after == "in" and scan.word(unit_at) in ("day", "week", "month", "year"):
        base = _this_unit(scan, unit_at)
        return moment(base.next, base.interval) if base else None
    return read_weekday(scan, at + 2) if after == "on" else None


def _elapsed(scan: Scan, base: Span, part: str) -> Interval:
    """`earlier this month` is any day of it so far; `late last year` its last third."""
    return base.interval if part == "earlier" else calendar.part_of(base.interval, part)


def _named(scan: Scan, at: int, *, is_this: bool) -> Span | None:
    word, now = scan.word(at), scan.now
    if word in WEEKDAYS and word not in SHORT_WEEKDAYS and scan.is_capital(at):
        found = calendar.latest_weekday(now, WEEKDAYS[word], before_today=not is_this)
        return moment(scan.past_part_of_day(at + 1), found)
    if word in MONTHS and scan.is_capital(at):
        return moment(at + 1, calendar.latest_month(now if is_this else now - 25 * DAY, MONTHS[word]))
    if word in SEASONS:
        season = calendar.season_of(now.year, word)
        is_over = season.end is not None and season.end <= now
        return moment(at + 1, season if is_this or is_over else calendar.season_of(now.year - 1, word))
    return _this_unit(scan, at) if is_this else _last_unit(scan, at)


def _this_unit(scan: Scan, at: int) -> Span | None:
    word, today = scan.word(at), calendar.midnight(scan.now)
    if word in PARTS_OF_DAY or (word == "day" and scan.word(at + 1) != "in"):
        return moment(at + 1, calendar.day_of(scan.now), 1)
    starts = {
        "week": today - max(scan.now.weekday(), 1) * DAY,
        "weekend": today - 3 * DAY,
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    if word not in starts:
        return None
    return Span(at + 1, Shape.WINDOW, Interval(starts[word], scan.now), UNITS[word] / DAY)


def _last_unit(scan: Scan, at: int) -> Span | None:
    word, today = scan.word(at), calendar.midnight(scan.now)
    if word in PARTS_OF_DAY:
        return moment(at + 1, calendar.day_of(scan.now - DAY), 1)
    if scan.word(at - 1) != "last":
        return None
    monday = today - scan.now.weekday() * DAY
    month = today.replace(day=1)
    spans = {
        "week": Interval(monday - 7 * DAY, monday),
        "weekend": Interval(monday - 3 * DAY, monday),
        "month": Interval((month - DAY).replace(day=1), month),
        "year": calendar.year_of(scan.now.year - 1),
        "decade": Interval(calendar.year_of(scan.now.year - 10).start, calendar.year_of(scan.now.year).start),
        "century": Interval(None, calendar.year_of(2000).start),
    }
    return moment(at + 1, spans[word], UNITS[word] / DAY) if word in spans else None
