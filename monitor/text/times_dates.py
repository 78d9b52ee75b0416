"""Rules for the calendar: days, weekdays, months, seasons and years by their names and numbers."""

from monitor.text import times_calendar as calendar
from monitor.text.times_calendar import Interval
from monitor.text.times_scan import Scan, Shape, Span, moment
from monitor.text.times_words import (
    DAY,
    MONTHS,
    SEASONS,
    SHORT_WEEKDAYS,
    TIME_PREPOSITIONS,
    UNSURE_MONTHS,
    WEEKDAYS,
)
from monitor.text.words import word_set

_COUNTED = frozenset({"people", "civilians", "soldiers", "percent", "per", "million", "thousand", "dead", "wounded"})
_PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end"), "late"),
}
_SHORT_NAME = 4
"""`Sept.` is short for a month, `April.` ends a sentence."""
_EDGES = frozenset({"beginning", "start", "middle", "end"})
_YEAR_NOUNS = (frozenset({"year", "years"}) | TIME_PREPOSITIONS) - {"to", "and", "for", "last", "past"}
_WAR_NOUNS = word_set(
    "war conflict siege offensive uprising revolt revolution coup crackdown massacre earthquake genocide invasion "
    "truce ceasefire accord agreement peace deal attack attacks battle election elections bombing famine campaign "
    "operation rebellion insurgency blitz assault advance incursion raid takeover putsch mutiny"
)
"""A bare year before one of these is a year: `the 2014 war`."""
_JOINTS = frozenset({"to", "-", "–", "—", "until", "till", "through"})
_NAMED_SO = word_set(
    "street square avenue boulevard bridge stadium brigade tunnel movement front hospital airport university barracks"
)
"""`October 6 Bridge` and `March 23 Movement` bear a date as their name."""


def read_date(scan: Scan, at: int) -> Span | None:
    """A day with its month: `2019-12-22`, `14 SEP 89`, `12-27 May 2021`, `Sept. 3`, `March 7, 2015`."""
    found = _numeric(scan, at) or _day_first(scan, at) or _month_first(scan, at)
    if found is None or _is_name(scan, found.next):
        return None
    return (scan.word(found.next) in _JOINTS and _to_second(scan, at, found)) or found


def _to_second(scan: Scan, at: int, first: Span) -> Span | None:
    """`24 February to 7 June`; behind `from` and `between` the range is read there."""
    if scan.word(at - 1) in ("from", "between"):
        return None
    here = first.next + 1
    last = _numeric(scan, here) or _day_first(scan, here) or _month_first(scan, here)
    if last is None:
        return None
    return moment(last.next, Interval(calendar.opening(first.interval, last.interval), last.interval.end))


def _is_name(scan: Scan, at: int) -> bool:
    return scan.word(at) in _NAMED_SO and scan.is_capital(at)


def read_weekday(scan: Scan, at: int) -> Span | None:
    """`Tuesday`, `Friday night`, `Saturday, 7 October 2017`; `Sun` only with its date."""
    word = scan.word(at)
    if word not in WEEKDAYS or not scan.is_capital(at):
        return None
    dated = read_date(scan, scan.skip(scan.skip(at + 1, "."), ","))
    if dated:
        return dated
    if word in SHORT_WEEKDAYS:
        return None
    interval = calendar.latest_weekday(scan.now, WEEKDAYS[word], before_today=scan.word(at - 1) == "last")
    return moment(scan.past_part_of_day(at + 1), interval)


def read_month(scan: Scan, at: int, *, is_cued: bool = False) -> Span | None:
    """`April`, `December 2016`, `late September`; `May` and its like only where a time is wanted."""
    word = scan.word(at)
    month = MONTHS.get(word)
    if not month or not scan.is_capital(at) or _is_name(scan, at + 1):
        return None
    if _day(scan, at + 1) and _is_name(scan, at + 2):
        return None
    nxt = scan.skip(at + 1, ".") if len(word) <= _SHORT_NAME and word not in ("may", "june", "july") else at + 1
    year_at = scan.skip(scan.skip(nxt, ","), "of")
    if scan.is_year(year_at):
        return moment(year_at + 1, calendar.month_of(int(scan.word(year_at)), month))
    if word in UNSURE_MONTHS and not is_cued and not _wants_month(scan, at):
        return None
    span = moment(nxt, calendar.latest_month(scan.now, month))
    is_last_year = scan.word(nxt) == "last" and scan.word(nxt + 1) == "year"
    return moment(nxt + 2, calendar.month_of(scan.now.year - 1, month)) if is_last_year else span


def _wants_month(scan: Scan, at: int) -> bool:
    """`in April and May`, not `April Jones and August Wilson`."""
    before, after = scan.word(at - 1), scan.token(at + 1)
    is_name = before in ("and", "to", "of", "for") and after is not None and after.is_capital
    return (before in TIME_PREPOSITIONS or before == "-") and not is_name


def read_year(scan: Scan, at: int, *, is_cued: bool = False) -> Span | None:
    """`2014` where a year is wanted or a war follows, `1980-88`, `the 1990s`, `in '85`."""
    word = scan.word(at)
    if is_cued and word[:1] in ("'", "’"):
        year = scan.now.year - (scan.now.year - int(word[1:])) % 100
        return moment(at + 1, calendar.year_of(year))
    if word.endswith("0s") and len(word) == 5 and word[:4].isdecimal():
        return moment(at + 1, Interval(calendar.year_of(int(word[:4])).start, calendar.year_of(int(word[:4]) + 9).end))
    if not scan.is_year(at):
        return None
    first = int(word)
    span = _years(scan, at, first)
    if span:
        return span
    is_told = (scan.word(at + 1), scan.word(at + 2)) == (",", "when")  # `remember 2008, when rebels came`
    is_sure = is_cued or is_told or scan.word(at - 1) in _YEAR_NOUNS or _names_a_war(scan, at)
    return moment(at + 1, calendar.year_of(first)) if is_sure else None


def read_part(scan: Scan, at: int) -> Span | None:
    """`early 2011`, `mid-July`, `the end of June`, `the first half of 2017`, `the summer of 2014`"""
    start = scan.skip(at, "the")
    word = scan.word(start)
    nxt = scan.skip(scan.skip(start + 1, "of", "-"), "the")
    if word in _PARTS:
        if word in _EDGES and scan.word(start + 1) != "of":
            return None
        return _cut(_calendar_span(scan, nxt), _PARTS[word])
    if word in SEASONS:
        return _season(scan, start, nxt)
    return _half(scan, start) or _opening(scan, start)


def read_day_number(scan: Scan, at: int) -> Span | None:
    """`Day 12 of the siege`"""
    number = scan.number(at + 1, 2000)
    if scan.word(at) != "day" or number is None:
        return None
    return Span(at + 2, Shape.WINDOW, Interval(scan.now - DAY, scan.now), 1)


def _numeric(scan: Scan, at: int) -> Span | None:
    """Slashes are left alone, since nobody knows which part is the month."""
    word = scan.word(at)
    parts = (
        [int(part) for part in word.replace(".", "-").split("-") if part.isdecimal()] if word[:1].isdecimal() else []
    )
    if len(parts) != 3:
        return None
    year, month, day = parts if parts[0] > 1900 else parts[::-1]
    found = calendar.date(year, month, day) if 1900 < year < 2100 else None
    return moment(at + 1, found) if found else None


def _day(scan: Scan, at: int) -> int | None:
    token = scan.token(at)
    return (token.ordinal if token and token.is_number else None) or scan.number(at, 31)


def _day_first(scan: Scan, at: int) -> Span | None:
    day, first = _day(scan, at), None
    nxt = at + 1
    if scan.word(nxt) in ("-", "–", "to", "and") and scan.number(nxt + 1, 31):
        first, day, nxt = day, scan.number(nxt + 1, 31), nxt + 2
    nxt = scan.skip(nxt, "of")
    month = MONTHS.get(scan.word(nxt))
    if not day or not month or not scan.is_capital(nxt):
        return None
    return _dated(scan, scan.skip(nxt + 1, "."), month, day, first)


def _month_first(scan: Scan, at: int) -> Span | None:
    month = MONTHS.get(scan.word(at))
    if not month or not scan.is_capital(at):
        return None
    day_at = scan.skip(scan.skip(at + 1, "."), "the")
    day, first, nxt = _day(scan, day_at), None, day_at + 1
    if not day or scan.word(nxt) in _COUNTED:
        return None
    if scan.word(nxt) in ("-", "–", "to", "and") and scan.number(nxt + 1, 31) and scan.word(nxt + 2) not in MONTHS:
        first, day, nxt = day, scan.number(nxt + 1, 31), nxt + 2
    return _dated(scan, nxt, month, day or 0, first)


def _dated(scan: Scan, at: int, month: int, day: int, first: int | None) -> Span | None:
    year_at = scan.skip(at, ",")
    word = scan.word(year_at)
    if scan.is_year(year_at) or (year_at == at and word.isdecimal() and len(word) == 2 and int(word) > 31):
        found = calendar.date(calendar.full_year(word, scan.now), month, day)
        at = year_at + 1
    else:
        found = calendar.latest_date(scan.now, month, day)
    if found is None or found.start is None:
        return None
    opening = calendar.date(found.start.year, month, first) if first and first < day else None
    return moment(at, Interval(opening.start if opening else found.start, found.end))


def _names_a_war(scan: Scan, at: int) -> bool:
    return (
        scan.word(at + 1) in _WAR_NOUNS
        or scan.word(at + 1) in ("was", "saw", "brought")
        or (scan.word(at - 1) in ("the", "a", "an") and _is_noun(scan, at + 1))
    )


def _is_noun(scan: Scan, at: int) -> bool:
    """A word in small letters that is not counted: `the 2013 blast`."""
    word = scan.word(at)
    return word.isalpha() and not scan.is_capital(at) and word not in _COUNTED


def _years(scan: Scan, at: int, first: int) -> Span | None:
    """`1980-88`, `2003-2011`"""
    last = scan.word(at + 2)
    if scan.word(at + 1) not in ("-", "–") or not last.isdecimal() or len(last) not in (2, 4):
        return None
    year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < year < 2100:
        return None
    return moment(at + 3, Interval(calendar.year_of(first).start, calendar.year_of(year).end))


def _calendar_span(scan: Scan, at: int) -> Span | None:
    if scan.word(at) == "year":
        return moment(at + 1, calendar.year_of(scan.now.year))
    if scan.word(at) == "week":
        monday = calendar.midnight(scan.now) - max(scan.now.weekday(), 1) * DAY
        return moment(at + 1, Interval(monday, monday + 7 * DAY))
    if scan.word(at) == "month":
        return moment(at + 1, calendar.month_of(scan.now.year, scan.now.month))
    if scan.word(at) in ("this", "last") and scan.word(at + 1) in ("year", "month"):
        inner = _calendar_span(scan, at + 1)
        return inner if scan.word(at) == "this" or inner is None else _one_back(inner)
    return read_month(scan, at, is_cued=True) or read_year(scan, at, is_cued=True)


def _one_back(span: Span) -> Span:
    start = span.interval.start
    if start is None:
        return span
    before = start - DAY
    is_year = span.interval == calendar.year_of(start.year)
    return span._replace(
        interval=calendar.year_of(before.year) if is_year else calendar.month_of(before.year, before.month)
    )


def _cut(span: Span | None, part: str) -> Span | None:
    return span._replace(interval=calendar.part_of(span.interval, part)) if span else None


def _season(scan: Scan, at: int, nxt: int) -> Span | None:
    if scan.is_year(nxt):
        return moment(nxt + 1, calendar.season_of(int(scan.word(nxt)), scan.word(at)))
    return None


_OPENING_DAYS = {"day": 1, "week": 7, "month": 30.4}
_STILL_RUNNING = 31


def _opening(scan: Scan, at: int) -> Span | None:
    """`the first four months of the year`, `the first week of April`; one that has just ended still runs."""
    if scan.word(at) != "first":
        return None
    number = scan.token(at + 1)
    count = number.cardinal if number and number.cardinal else None
    unit_at = at + 1 + (count is not None)
    unit = scan.token(unit_at)
    days = _OPENING_DAYS.get(unit.unit or "") if unit else None
    span = (
        _calendar_span(scan, scan.skip(unit_at + 2, "the")) if days and scan.word(unit_at + 1) in ("of", "in") else None
    )
    if span is None or days is None or span.interval.start is None:
        return None
    end = span.interval.start + (count or 1) * days * DAY
    if scan.now - _STILL_RUNNING * DAY < end and (count or 1) > 1:
        return Span(span.next, Shape.WINDOW, Interval(span.interval.start, scan.now))
    return moment(span.next, Interval(span.interval.start, end))


def _half(scan: Scan, at: int) -> Span | None:
    token = scan.token(at)
    nth = token.ordinal if token else None
    parts = {"half": 6, "quarter": 3}.get(scan.word(at + 1))
    nxt = scan.skip(at + 2, "of", "in")
    if not nth or not parts or nth * parts > 12:
        return None
    span = _calendar_span(scan, scan.skip(nxt, "the"))
    if span is None or span.interval.start is None or span.interval.start.month != 1:
        return None
    year = span.interval.start.year
    start = calendar.month_of(year, (nth - 1) * parts + 1).start
    return moment(span.next, Interval(start, calendar.month_of(year, nth * parts).end))
