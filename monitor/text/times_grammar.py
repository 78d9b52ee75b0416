"""Which rule reads a time at a token: words before it first (`since`, `between`), then the time itself."""

from collections.abc import Callable

from monitor.text import times_calendar as calendar
from monitor.text.times_calendar import Interval
from monitor.text.times_dates import (
    read_date,
    read_day_number,
    read_month,
    read_part,
    read_weekday,
    read_year,
)
from monitor.text.times_scan import Scan, Shape, Span, moment
from monitor.text.times_spans import (
    read_duration,
    read_named_day,
    read_nth,
    read_recent,
    read_relative_day,
    read_this_or_last,
)
from monitor.text.times_words import (
    CARDINALS,
    DAY,
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    SEASONS,
    SHORT_WEEKDAYS,
    UNIT_WORDS,
    WEEKDAYS,
)
from monitor.text.words import word_set

Rule = Callable[[Scan, int], Span | None]

_HOURS = PARTS_OF_DAY | {"daybreak", "sunrise", "nightfall", "hours", "light"}
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", ".", "!", "?", "and", "but", "that", "said", "says"})
_COUNTED_ON = frozenset(
    {"to", "is", "are", "was", "were", "has", "have", "stands", "stood", "on", "onwards", "onward", "which"}
)
_ASIDES = frozenset({"who", "which", "whose", "where", "backed", "led", "supported", "known", "called"})
"""Words that open an aside behind a comma."""
_ARTICLES = frozenset({"the", "a", "an"})
_BEGAN = frozenset({"began", "started", "opened", "turned", "dawned"})
_SINCE_REACH = 20
"""Words from `since` to its date: `since Syria's conflict broke out in March 2011`."""


def read_time(scan: Scan, at: int) -> Span | None:
    """The longest time expression that starts at a token."""
    rule = _PREFIXES.get(scan.word(at))
    return (rule(scan, at) if rule else None) or _base(scan, at)


def _base(scan: Scan, at: int) -> Span | None:
    word = scan.word(at)
    for rule in _BY_DIGITS if word[:1].isdigit() else _BY_WORD.get(word, ()):
        span = rule(scan, at)
        if span:
            return span
    return None


def _cued(scan: Scan, at: int) -> Span | None:
    """A time where one is wanted: `May`, `2014`."""
    return _base(scan, at) or read_month(scan, at, is_cued=True) or read_year(scan, at, is_cued=True)


def _since(scan: Scan, at: int) -> Span:
    base = _cued(scan, scan.past_hedges(at + 1))
    if base and base.is_anchored:
        return Span(base.next, Shape.SINCE, Interval(base.interval.start, None))
    if scan.word(at + 1) == "then":
        return Span(at + 2, Shape.SINCE)
    if scan.word(at + 2) == "year" and scan.word(at + 3) in _BEGAN and scan.word(at + 1) in ("the", "this"):
        return Span(at + 4, Shape.SINCE, Interval(calendar.year_of(scan.now.year).start, None))
    hours = scan.skip(at + 1, "the", "early", "first", "this")
    if scan.word(hours) in _HOURS:
        return Span(hours + 1, Shape.SINCE, Interval(scan.now - DAY, None))
    return _since_event(scan, at)


def _since_event(scan: Scan, at: int) -> Span:
    """`since the conflict erupted four months ago`; without a date it opens at a time that we are not told."""
    here, left, is_between = at, _SINCE_REACH, False
    while left and (here := here + 1) < len(scan.tokens):
        word, left = scan.word(here), left - 1
        is_between = is_between or word == "between"
        if word == "," and scan.word(here + 1) in (_ASIDES | _ARTICLES if is_between else _ASIDES):
            here = _closing_comma(scan, here)
            continue
        if word in _CLAUSE_ENDS and not (word == "and" and is_between):
            break
        base = _cued(scan, here + 1) if word in ("in", "on", "from") else _base(scan, here)
        if base and base.is_anchored:
            return Span(base.next, Shape.SINCE, Interval(base.interval.start, None))
    return Span(at + 1, Shape.SINCE)


def _closing_comma(scan: Scan, comma: int) -> int:
    """`since fighting between the Luo, who live in the hills, and the Kisii`: where an aside ends, or the text."""
    ahead = range(comma + 1, min(comma + 1 + _SINCE_REACH, len(scan.tokens)))
    end = next((here for here in ahead if scan.word(here) in (",", "said", "says")), -1)
    return end if scan.word(end) == "," else len(scan.tokens)


def _between(scan: Scan, at: int) -> Span | None:
    return _range(scan, at + 1, "and") or _between_ordinals(scan, at + 1)


def _between_ordinals(scan: Scan, at: int) -> Span | None:
    """`between the 25th and 31st of March`"""
    at = scan.skip(at, "the")
    token = scan.token(at)
    day = token.ordinal if token and token.is_number else None
    if day is None or scan.word(at + 1) != "and":
        return None
    last = _base(scan, scan.skip(at + 2, "the"))
    start = last.interval.start if last and last.is_anchored else None
    if last is None or start is None or day > start.day:
        return None
    return moment(last.next, Interval(start.replace(day=day), last.interval.end))


def _from(scan: Scan, at: int) -> Span | None:
    """A range, or a date that a count began at: `from 15 December 2013 to 282,429`."""
    found = _range(scan, at + 1, "to", "until", "till", "through")
    if found or not scan.word(at + 1)[:1].isdigit():
        return found
    base = _base(scan, at + 1)
    after = scan.word(base.next + (scan.word(base.next) == ",")) if base else ""
    is_onset = base is not None and base.is_anchored and after in _COUNTED_ON
    return Span(base.next, Shape.SINCE, Interval(base.interval.start, None)) if base and is_onset else None


def _range(scan: Scan, at: int, *joints: str) -> Span | None:
    first = _cued(scan, at)
    if first is None or scan.word(first.next) not in joints:
        return None
    last = _cued(scan, first.next + 1)
    if last is None or last.interval.end is None:
        return None
    return moment(last.next, Interval(calendar.opening(first.interval, last.interval), last.interval.end))


def _until(scan: Scan, at: int) -> Span | None:
    base = _cued(scan, scan.past_hedges(at + 1))
    if base is None or not base.is_anchored or (scan.word(at) == "by" and _owns_next(scan, base.next)):
        return None
    return Span(base.next, Shape.UNTIL, Interval(None, base.interval.end))


def _owns_next(scan: Scan, at: int) -> bool:
    """`by last year's floods`: the floods did it; the possessive leaves a gap between two tokens."""
    before, following = scan.token(at - 1), scan.token(at)
    return before is not None and following is not None and following.start - before.end > 2


def _after(scan: Scan, at: int) -> Span | None:
    base = _cued(scan, scan.skip(at + 1, "the"))
    if base is None:
        return None
    if base.shape is Shape.LASTING:
        return base
    return Span(base.next, Shape.AFTER, Interval(base.interval.start, None)) if base.is_anchored else None


def _every(scan: Scan, at: int) -> Span | None:
    token = scan.token(at + 1)
    if token and (token.unit or (token.word in WEEKDAYS and token.word not in SHORT_WEEKDAYS)):
        return Span(at + 2, Shape.EVERY)
    return None


def _so_far(scan: Scan, at: int) -> Span | None:
    base = _cued(scan, scan.skip(at + 2, "in")) if scan.word(at + 1) == "far" else None
    return base._replace(shape=Shape.WINDOW) if base and base.interval.start else None


def _in(scan: Scan, at: int) -> Span | None:
    """A time after `in`, `over`, `during`, `for`, `within`, `on`."""
    first = scan.past_hedges(at + 1)
    word = scan.word(first)
    if scan.word(at) == "for" and (nth := read_nth(scan, scan.skip(first, "a", "the"))):
        return nth
    if word in ("its", "their") or (word == "the" and scan.word(at) in ("in", "on")):
        nth = read_nth(scan, first + 1)
        if nth:
            return nth if nth.days and nth.days < 1000 and word == "the" else _running(scan, nth)
    found = _cued(scan, first)
    if found is None and word == "the":
        found = _cued(scan, first + 1)
    if found is None and scan.word(at) == "on":
        found = _holiday(scan, first)
    return _ahead(scan, at, found)


def _holiday(scan: Scan, at: int) -> Span | None:
    """`on New Year's Day 2017`: of a feast only the year is read."""
    ends = (here for here in range(at, at + 4) if scan.word(here) in ("day", "eve") and scan.is_capital(here))
    end = next(ends, -1)
    return read_year(scan, scan.skip(end + 1, ",", "in"), is_cued=True) if end >= 0 else None


def _its(scan: Scan, at: int) -> Span | None:
    """`entered its third week`"""
    nth = read_nth(scan, at + 1)
    return _running(scan, nth) if nth else None


def _running(scan: Scan, nth: Span) -> Span:
    """`now in its fourteenth year`: thirteen are over."""
    return Span(nth.next, Shape.SINCE, Interval(nth.interval.start, None), nth.days)


def _part(scan: Scan, at: int) -> Span | None:
    """`late last month` is its last third; `late June`."""
    return read_this_or_last(scan, at) or _in(scan, at)


def _ahead(scan: Scan, at: int, found: Span | None) -> Span | None:
    """`for decades`, `in 48 hours` have a length; `in the coming days` lies ahead."""
    if found is None and scan.word(at) == "in" and scan.word(scan.skip(at + 1, "the")) == "coming":
        return Span(scan.skip(at + 1, "the") + 2, Shape.FUTURE, Interval(scan.now, None))
    return found


def _to_date(scan: Scan, at: int) -> Span | None:
    if scan.word(at + 1) == "date" and scan.word(at - 1) not in ("up", "the"):
        return Span(at + 2, Shape.SINCE)
    return None


_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (read_named_day, word_set("today tonight tomorrow yesterday overnight recently lately weekend new")),
    (read_relative_day, word_set("same previous following that the at")),
    (read_date, frozenset(MONTHS)),
    (read_weekday, frozenset(WEEKDAYS)),
    (read_this_or_last, word_set("earlier later late early next coming this last past current ongoing")),
    (read_recent, word_set("the these this last past previous preceding recent latest intervening")),
    (read_part, word_set("the early beginning start mid middle late end") | frozenset(SEASONS) | frozenset(ORDINALS)),
    (read_duration, frozenset(CARDINALS) | UNIT_WORDS),
    (read_month, frozenset(MONTHS)),
    (read_day_number, frozenset({"day"})),
)
_BY_WORD: dict[str, tuple[Rule, ...]] = {
    word: tuple(rule for rule, words in _RULES if word in words) for word in frozenset().union(*(w for _, w in _RULES))
}
_BY_DIGITS: tuple[Rule, ...] = (read_date, read_part, read_duration, read_year)
_PREFIXES: dict[str, Rule] = {
    "since": _since,
    "between": _between,
    "from": _from,
    "to": _to_date,
    "so": _so_far,
    "its": _its,
    "their": _its,
    **dict.fromkeys(("until", "till", "before", "by"), _until),
    **dict.fromkeys(("after", "following"), _after),
    **dict.fromkeys(("every", "each"), _every),
    **dict.fromkeys(("in", "on", "within", "over", "during", "for", "throughout", "of"), _in),
    **dict.fromkeys(("late", "early"), _part),
}
