"""Datelines and stamps: `KABUL, March 3 (Reuters) -`, `DANA, Syria:`, `Wed 05 Apr 2017 Headline.`"""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.text.times import Shape, TimeExpression, find_times
from monitor.text.words import word_set

_NAME = r"[A-Z][A-Z'’.\-]*(?:[ /][A-Z][A-Z'’.\-]*){0,3}"
_MIXED = r"[A-Z][\w'’.\-]*(?:[ /][\w'’.\-]+){0,3}"
_DAY = (
    r"\d{1,2}(?:st|nd|rd|th)?[ ]?[A-Z][A-Za-z]{2,8}\.?(?:[ ]?\d{2,4})?"
    r"|[A-Z][A-Za-z]{2,8}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?"
)
_LAND = rf"(?:[ ]?\[[A-Z][\w .'-]{{2,25}}\]|[ ]\([A-Z][\w .,'-]{{2,30}}\)(?=,?[ ](?:{_DAY})))?"
"""`Baku [Azerbaijan], May 1 (ANI):`, `YOLA (Adamawa, Nigeria), Nov 4`"""
_DATELINE = re.compile(
    rf"(?P<place>(?:{_NAME}){_LAND}(?:[ ]?\([A-Z .]{{2,20}}\))?(?:,[ ](?!(?:{_DAY}))(?:{_MIXED})){{0,2}})"
    rf"(?:,?[ ](?P<day>{_DAY}))?"
    r"(?:(?:,?[ ]?\((?P<agency>[^)\n]{2,50})\))?"
    r"[ ]{0,2}(?P<joint>--|[-–—:])(?=[ \n\"“'‘]|[A-Z][a-z])"
    r"|[.,]? ?/[A-Z][A-Za-z ]{1,20}/[.,]?(?=\s))"
)
"""No joint: `YEREVAN, July 13. /TASS/.`"""
_MIXED_DATELINE = re.compile(
    rf"(?P<place>(?:{_MIXED}){_LAND}(?:,[ ](?!(?:{_DAY}))(?:{_MIXED})){{0,2}})"
    rf"(?:,?[ ](?P<day>{_DAY}))?"
    r",?[ ]?\((?P<agency>(?:dpa|[A-Z][A-Za-z .&/-]{1,20}))\)"
    r"(?:[ ]{0,2}(?P<joint>--|[-–—]|(?(day):|(?!)))(?=\s)|(?(day)(?=[ ]+[A-Z\"“])|(?!)))"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_OPENING = re.compile(
    r"\s*(?P<place>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}(?:, (?!(?:"
    + _DAY
    + r"))[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})?)"
    rf"(?:, {_MONTH}[a-z]*\.? \d{{1,2}}(?= [A-Z][a-z])|(?:,? (?:{_DAY})(?:,? \d{{4}})?)?"
    r"(?:(?:,? ?\((?:dpa|[A-Z][A-Za-z .&/-]{1,20})\))?"
    r"(?: ?[—–]| --?|:) ?[\"“]?(?=[A-Z])|[ ]\([A-Z]{3,8}\)(?= [A-Z])))"
)
"""Also `Kabul (BNA) At least 16`, `Khartoum, Oct 7 At least`."""
_NO_PLACE = word_set(
    "UPDATE FLASH ALERT URGENT EXCLUSIVE CORRECTED CORRECTION REFILE RPT WRAPUP FACTBOX TIMELINE EXPLAINER ANALYSIS "
    "NEWSALERT SNAP LEAD ADVISORY DIARY HEADLINES HIGHLIGHTS KEY NOTE FILE PHOTO VIDEO WATCH READ MORE BREAKING "
    "BACKGROUND OPINION INTERVIEW FEATURE CHRONOLOGY TEXT STATEMENT"
)
_STAMP_LEAD = re.compile(
    r"(?:\W|Date of publication|Published(?: on| at)?|Posted(?: on)?|Updated(?: on)?|Last updated:?"
    r"|AP|AFP|Reuters|[A-Z][a-z]{2}(?=\s\d))*\s*$"
)
_STAMP_REACH = 240
_SURE_PLACES = re.compile(r"[A-Z]{4,}|[A-Z]+[ '’.-][A-Z]+")
_NOTHING = re.compile(r"(?:,? ?NO DATE|[ -])+$|^NO CITY,? ?")
"""What says that there is no day or no town."""
_COMPANY = re.compile(r"\b(?:Corp|Inc|Co|Ltd|plc|PLC|Group|Bank)\b")
_NEAR = timedelta(days=2)
_YEAR = re.compile(r"(?:19|20)\d\d|^\D*\d{1,2} ?[A-Za-z]+\.? ?\d\d$")
_SOME_YEAR = re.compile(r"(?:19|20)\d\d|\d ?[A-Za-z]+\.? ?\d\d")
"""What `_YEAR` finds holds one of these."""
_UNSURE_AFTER = timedelta(days=60)
"""A day without a year that lies so far back is more likely a slip than an old story."""
_AGENCY_END = re.compile(r"\b(?:AP|AFP|Reuters|Agencies|words)\s*$")


class Dateline(NamedTuple):
    place: str
    dated_at: datetime
    stamp: tuple[int, int] = (0, 0)
    """Where a day stands that is the page's own."""


def read_dateline(
    text: str, left: int, right: int, published_at: datetime, *, is_first: bool = False
) -> Dateline | None:
    """What opens a paragraph; in the first one also what follows a repeated headline."""
    begin = left + len(text[left:right]) - len(text[left:right].lstrip(' \t("“'))
    for pattern in (_DATELINE, _MIXED_DATELINE):
        match = pattern.match(text, begin, right)
        if match and _is_dateline(match, text[left:right]):
            return _dateline(match, published_at)
    return _later(text, left, right, published_at) if is_first else None


def opening_place(body: str) -> tuple[int, int] | None:
    """Where the town of a dateline without capitals stands: `Kyiv: At least five`, `Tripoli, Sept 16 – Drones`."""
    match = _OPENING.match(body)
    return match.span("place") if match else None


def after_dateline(text: str, left: int, right: int) -> int:
    """Where the words begin that a dateline opens; `left` where there is none before `right`."""
    return find_dateline(text, left, right)[1]


def find_dateline(text: str, left: int, right: int) -> tuple[int, int]:
    """Where a dateline stands, with the blanks behind it: at `left`, or behind a headline that comes again.

    Nothing, at `left`, where there is none before `right`.
    """
    for pattern in (_DATELINE, _MIXED_DATELINE):
        match = pattern.match(text, left, right)
        if match and _is_dateline(match, text[left:right]):
            return left, _skip_blanks(text, match.end(), right)
    match = _sure_dateline(text, left, min(right, left + _STAMP_REACH))
    return (match.start(), _skip_blanks(text, match.end(), right)) if match else (left, left)


def _skip_blanks(text: str, left: int, right: int) -> int:
    return left + len(text[left:right]) - len(text[left:right].lstrip())


def read_stamp(text: str, left: int, right: int, published_at: datetime) -> Dateline | None:
    """A full date in front of the first story or between its headline and its words."""
    stop = min(right, left + _STAMP_REACH)
    if not _SOME_YEAR.search(text, left, stop):
        return None
    for time in find_times(text, published_at, left, stop):
        if _is_stamp(text, left, time):
            day = _within(time, published_at)
            return Dateline("", day, (time.start, time.end)) if day else None
    return None


def _later(text: str, left: int, right: int, published_at: datetime) -> Dateline | None:
    """`Headline again BEIRUT (AFP) - The army`: surer signs are asked of it."""
    match = _sure_dateline(text, left, min(right, left + _STAMP_REACH))
    return _dateline(match, published_at) if match else None


def _sure_dateline(text: str, left: int, right: int) -> re.Match[str] | None:
    for match in _DATELINE.finditer(text, left, right):
        is_sure = match["agency"] or match["joint"] is None or ("," in match["place"] and match["joint"] != ":")
        if is_sure and _SURE_PLACES.search(match["place"]) and _is_dateline(match, text[left:right]):
            return match
    return None


def _dateline(match: re.Match[str], published_at: datetime) -> Dateline:
    """`SEOUL (ROK), 22 NOV 89` is a country, `CAIRO (AP) -` an agency."""
    is_bare = not (match["agency"] or match["day"] or match["joint"] is None)
    place = re.sub(r"\s*\([^)]*\)$", "", match["place"]) if is_bare else match["place"]
    return Dateline(_NOTHING.sub("", place), _day(match["day"], published_at))


def _is_dateline(match: re.Match[str], paragraph: str) -> bool:
    place = match["place"]
    first = re.split(r"[ ,]", place, maxsplit=1)[0]
    if first in _NO_PLACE or _COMPANY.search(place) or len(re.sub(r"[^A-Za-z]", "", place)) < 3:
        return False
    if match["agency"] or match["day"] or match["joint"] is None:
        return True
    if paragraph[:200].isupper():
        return False
    return "," in place if match["joint"] == ":" else True


def _day(words: str | None, published_at: datetime) -> datetime:
    times = find_times(words.title() if words else "", published_at)
    return (_within(times[0], published_at) if times else None) or published_at


def _is_stamp(text: str, left: int, time: TimeExpression) -> bool:
    has_year = _YEAR.search(time.words) and time.shape is Shape.MOMENT
    if not has_year or re.match(r"(?i)(?:in|on|of|by|at|late|early|mid)\b", time.words):
        return False
    before, after = text[left : time.start], text[time.end : time.end + 2]
    ends_headline = before.rstrip().endswith((".", "!", "?")) or _AGENCY_END.search(before)
    stands_free = _STAMP_LEAD.fullmatch(before) or ends_headline
    goes_on = after[:1].isspace() or not after or after[0].isupper()
    return bool(stands_free) and goes_on and not after.startswith((",", ":"))


def _within(time: TimeExpression, published_at: datetime) -> datetime | None:
    """Noon of the day, where it is one day and not ahead of the time of publication."""
    start, end = time.interval
    if start is None or end is None or end - start > _NEAR:
        return None
    if start.date() == published_at.date():
        return published_at
    if _YEAR.search(time.words):
        return start + timedelta(hours=12)
    return start + timedelta(hours=12) if timedelta() <= published_at - start <= _UNSURE_AFTER else None
