"""Number -> is it part of a date: a day of a month, a year."""

from monitor.text.times_words import MONTHS
from monitor.text.words import Words, word_set

_YEAR_LEADS = word_set(
    "in since of until till by from during before after late early mid year for end through spring summer autumn "
    "fall winter the to around and between"
) | {*MONTHS}
_YEAR_ENDS = word_set("and when after as in with but to at by on for has was is against following")
_FIRST_YEAR, _MODERN, _LAST_YEAR = 1000, 1900, 2100
_OLD_LEADS = word_set("in since until till during before after late early mid spring summer autumn winter") | {*MONTHS}
_DATED = word_set(
    "war battle siege treaty revolution revolt rebellion uprising winter summer spring autumn crisis famine"
)
_OWNERS = word_set("a his her its their our whose")
_LINKS = ("and", "to", "-", "–", "or", "&")
_PEOPLE = word_set("people civilians persons families residents children women soldiers killed")


def is_date(words: Words, i: int, j: int, value: float) -> bool:
    """True where the number in words `i` to `j` (exclusive) is a day or a year."""
    before = words.at(i - 1)
    if value <= 31 and value == int(value):
        month = i - 2 if before == "." else i - 1
        if is_month(words, j) or (is_month(words, month) and not _is_people_next(words, j)):
            return True
        if _is_among_dates(words, i, j):
            return True
    if before in MONTHS and words.low[i].isdigit() and (len(words.low[i]) == 4 or 80 <= value <= 99):
        return True
    if before == "'" and words.joined(i):
        return True
    return _is_year(words, i, j, value) or _is_old_year(words, i, j, value)


def _is_among_dates(words: Words, i: int, j: int) -> bool:
    """ "March 11 and 14", "8, 9 and 12 March"; but "on March 12, 15 people"."""
    end = j
    while (words.at(end) in _LINKS or words.at(end) == ",") and _is_day(words, end + 1):
        end += 2
    if end > j and is_month(words, end):
        return True
    is_listed = words.at(i - 1) in _LINKS or (words.at(i - 1) == "," and words.at(end - 2) in _LINKS and end > j)
    start = i - 1
    while is_listed and (words.at(start) in _LINKS or words.at(start) == ",") and _is_day(words, start - 1):
        start -= 2
    if start == i - 1 or not is_month(words, start):
        return False
    return not _is_people_next(words, j if words.at(i - 1) in _LINKS else end)  # `March 23 and 28, 19 people died`


def _is_day(words: Words, i: int) -> bool:
    return words.at(i).isdecimal() and int(words.at(i)) <= 31


def is_month(words: Words, i: int) -> bool:
    """True for a month's name that is no verb or noun of the same letters ("may", "a march")."""
    word = words.at(i)
    if word not in MONTHS:
        return False
    if word not in ("may", "march", "mar", "sep"):
        return True
    return words.upper(i)


def _is_people_next(words: Words, j: int) -> bool:
    return words.at(j) in _PEOPLE


def _is_year(words: Words, i: int, j: int, value: float) -> bool:
    raw = words.low[i]
    if not (raw.isdigit() and len(raw) == 4 and _MODERN <= value < _LAST_YEAR and j == i + 1):
        return False
    before, after = words.at(i - 1), words.at(j)
    if _is_people_next(words, j):
        return False
    return before in _YEAR_LEADS or before.isdigit() or not after[:1].isalpha() or after in _YEAR_ENDS


def _is_old_year(words: Words, i: int, j: int, value: float) -> bool:
    """ "his 1955 death", "a 1287 storm", "in late 1885,": four digits without a comma, and no people."""
    raw = words.low[i]
    if not (raw.isdigit() and len(raw) == 4 and _FIRST_YEAR <= value < _LAST_YEAR and j == i + 1):
        return False
    before, after = words.at(i - 1), words.at(j)
    if _is_people_next(words, j) or (after.endswith("s") and not words.upper(j)):
        return False
    if before == "," and _is_day(words, i - 2) and (is_month(words, i - 3) or is_month(words, i - 4)):
        return True
    if before in _OWNERS:
        return after[:1].isalpha()
    is_led = before in _OLD_LEADS or (before == "of" and (words.upper(i - 2) or words.at(i - 2) in _DATED))
    return (is_led and value < _MODERN) or (before in ("around", "circa") and not after[:1].isalpha())
