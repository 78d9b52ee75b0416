"""A whole text -> does it name days as news does, or none, or years of old."""

import re
from functools import lru_cache

from monitor.text.caseless import caseless
from monitor.text.times_words import WEEKDAY

_LONG, _OPENING, _FOR_A_DAY = 1_500, 800, 2_000
"""Characters: news so long names a day in its opening, and one for each two thousand (313 of 313 articles of a war)."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = caseless(
    rf"\b(?:{WEEKDAY}s?|(?-i:Mon|Tues?|Wed|Thurs?|Fri|Sat)\b|today|yesterday|tonight"
    r"|tomorrow|overnight|this (?:morning|afternoon|evening|week|weekend|month|year)"
    r"|(?:last|past|coming|previous) (?:few |two |three |several |24 |48 )?"
    r"(?:night|week|weekend|month|year|hours?|days?|weeks|months)|(?:minutes?|hours?|days?|weeks?|months?) ago"
    rf"|{_MONTH}[ -]\d{{1,2}}(?!\d)|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_TELLS_NEWS = caseless(
    r"\b(?:officials?|police|spokes(?:man|woman|person)|ministry|army|sources?|agency|medics|witnesses|residents"
    r"|military|government|minister|president|authorities|doctors|rescuers|reports?|radio|television)"
    r"(?: \w+)? (?:said|says|told|announced|confirmed)\b"
    r"|\b(?:has|have) been (?:\w+ )?(?:shot|killed|wounded|injured|bombed|shelled|attacked|hit|displaced|captured"
    r"|seized|evacuated|arrested)\b|\b(?:AFP|Reuters|Associated Press|Xinhua)\b"
)
"""Who reports it, and the tense of news: as good as a day."""
_YEAR = re.compile(r"(?<![\d,.$£€-])((?:1\d|20)\d\d)(?![\d,%]|\.\d)")
_ITS_YEAR = re.compile(r",? ((?:1\d|20)\d\d)\b")
_QUOTED = re.compile(r'"[^"\n]{1,600}"')
_YEARS_BACK = 2
_FEWEST_YEARS, _FEWEST_DIFFERENT, _YEARS_A_DAY = 3, 2, 3
_TEXTS_KEPT = 8
DAYLESS = "in a long text that hardly names a day"


@lru_cache(maxsize=_TEXTS_KEPT)
def no_news(text: str, this_year: int) -> str:
    """Why it is none, or ""."""
    old = [year for year in map(int, _YEAR.findall(text)) if year < this_year - _YEARS_BACK]
    may_be_dayless = len(text) >= _LONG and not _DAY.search(text, 0, _OPENING)
    if not may_be_dayless and (len(old) < _FEWEST_YEARS or len(set(old)) < _FEWEST_DIFFERENT):
        return ""
    told = _QUOTED.sub(_blank, text)
    found = (day for words in (_DAY, _TELLS_NEWS) for day in words.finditer(told))
    days = [day.start() for day in found if not _is_of_old(told, day.end(), this_year)]
    if len(old) >= max(_FEWEST_YEARS, _YEARS_A_DAY * len(days)) and len(set(old)) >= _FEWEST_DIFFERENT:
        return "in a text that goes through years of old"
    is_dayless = len(days) * _FOR_A_DAY < len(text) and min(days, default=len(text)) > _OPENING
    return DAYLESS if len(text) >= _LONG and is_dayless else ""


def _is_of_old(text: str, at: int, this_year: int) -> bool:
    """`December 2, 1859` is no day of news."""
    year = _ITS_YEAR.match(text, at)
    return year is not None and int(year[1]) < this_year - _YEARS_BACK


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
