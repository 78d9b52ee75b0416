"""What a number measures: a count of something, or an age, a date, a sum of money, a distance, a name's part, …"""

from enum import StrEnum

from monitor.text.times_words import MONTHS
from monitor.text.words import Words, word_set


class Measure(StrEnum):
    COUNT = "count"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    SHARE = "share"
    SIZE = "size"
    NAME = "name"
    """Part of a name: F-16, Resolution 2254, kilometre 40, Flight 17."""
    ORDER = "order"
    SCORE = "score"
    COMPOUND = "compound"
    """Half of an adjective: "three-storey", "five-member"."""


_TIME = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight month "
    "months year years decade decades century centuries am pm a.m p.m gmt o'clock oclock utc hrs hour's hours' "
    "days' nights' years' months' weeks' consecutive straight mins yrs"
)
_MONEY = word_set(
    "dollar dollars euro euros pound pounds franc francs rupee rupees peso pesos yen riyal riyals shilling "
    "shillings lira liras dinar dinars yuan cents cent usd eur colones intis bolivars sterling baht ruble rubles "
    "roubles hryvnia kronor crowns marks"
)
_SPENT = word_set("losses damage damages ransom compensation debt debts fines pledges bonds")
_SHARE = {"%", "percent", "per", "percentage", "pct", "pc"}
_SIZE = word_set(
    "km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters feet foot ft inch "
    "inches yard yards mm cm kg kgs kilo kilos kilogram kilograms gram grams ton tons tonne tonnes litre litres "
    "liter liters gallon gallons hectare hectares acre acres barrels degree degrees mph kph knots kilometres' sq "
    "square cubic magnitude caliber calibre megawatts mw watts volts pounders"
)
_NAMERS = word_set(
    "views tweet tweets retweets likes comments shares no no. number numbers flight article articles section "
    "paragraph page pages chapter route highway room channel resolution kilometre km phase level grade volume vol "
    "class version operation telephone radio fm # nr rd division brigade battalion zone sector block district "
    "unit type model annex clause act law group windows bus line gate regiment apartment box psalm order decree "
    "circuit camp checkpoint platform quarter agenda licence license"
)
_YEAR_LEADS = word_set(
    "in since of until till by from during before after late early mid year for end through spring summer autumn "
    "fall winter the to around and between"
) | {*MONTHS}
_ROUNDS = 100
"""`since round 31`; `round 900,000` is about so many."""
_FIRST_YEAR, _MODERN, _LAST_YEAR = 1000, 1900, 2100
_OLD_LEADS = word_set("in since until till during before after late early mid spring summer autumn winter") | {*MONTHS}
_DATED = word_set(
    "war battle siege treaty revolution revolt rebellion uprising winter summer spring autumn crisis famine"
)
_OWNERS = word_set("a his her its their our whose")
_SMALL = word_set("one two three four five six seven eight nine ten")
_AGES_REACH = 8
_ORDINALS = {"st", "nd", "rd", "th", "s"}
_HIGH_SCORE = 40
_YOUNGEST, _OLDEST = 3, 110
_SUBJECT_REACH = 5
_ARTICLES = word_set("the a an his her their")
_LINKS = ("and", "to", "-", "–", "or", "&")
_OPENS_SUBJECT = {"", ".", ",", ";", '"', "and", "but", "when"}
_FAR = word_set("away deep high wide long tall north south east west northeast northwest from off below above")


def measure_of(words: Words, i: int, j: int, value: float, *, is_fractional: bool = False) -> Measure:
    """What the amount in words `i` to `j` (exclusive) measures; COUNT where nothing speaks against it."""
    return (
        _from_mark(words, i, j)
        or _from_unit(words, j)
        or (_from_digits(words, i, j, value) if words.low[i][0].isdigit() else None)
        or _from_date(words, i, j, value)
        or (Measure.SIZE if is_fractional else None)
        or Measure.COUNT
    )


def _from_mark(words: Words, i: int, j: int) -> Measure | None:
    before = words.at(i - 1)
    if before in ("$", "£", "€", "¥", "usd", "us$", "rs", "eur"):
        return Measure.MONEY
    if before == "-" and words.joined(i) and words.joined(i - 1) and not words.at(i - 2)[:1].isdigit():
        return Measure.NAME
    if _is_aged(words, i):
        return Measure.AGE
    if (before == "/" and words.joined(i)) or (words.at(j) == "/" and words.joined(j)):
        return Measure.DATE
    if before == "magnitude" or before == "richter":
        return Measure.SIZE
    return None


def _is_aged(words: Words, i: int) -> bool:
    """ "aged 63 and 19", "aged two, five and eight", "between the ages of 12 and 40"."""
    leads = words.low[max(0, i - _AGES_REACH) : i]
    at = max((k for k, word in enumerate(leads) if word in ("aged", "age", "ages")), default=-1)
    return at >= 0 and all(
        word in ("between", "of", "and", "to", "from", ",") or word[0].isdigit() or word in _SMALL
        for word in leads[at + 1 :]
    )


def _from_unit(words: Words, j: int) -> Measure | None:
    at = j
    if words.at(j) == "-" and words.joined(j):
        at = j + 1
    unit = words.at(at)
    if unit == "in" and words.at(at + 1) in _SPENT:
        return Measure.MONEY  # `millions in losses`
    if unit in _TIME or (unit in ("a", "p") and words.low[at + 1 : at + 3] == [".", "m"]):
        return Measure.AGE if _is_old(words, at) else Measure.TIME
    if unit == "per" and words.at(at + 1) != "cent":
        return None
    for names, measure in ((_SHARE, Measure.SHARE), (_MONEY, Measure.MONEY), (_SIZE, Measure.SIZE)):
        if unit in names:
            return measure
    if at > j and unit not in ("odd", "plus") and not unit[:1].isdigit():
        return Measure.COMPOUND
    return Measure.SHARE if _is_one_in_three(words, j) else None


def _is_one_in_three(words: Words, j: int) -> bool:
    """Both numbers of "one in three"."""
    first = words.at(j) == "in" and words.at(j - 1) in _SMALL and words.at(j + 1) in _SMALL
    second = words.at(j - 2) == "in" and words.at(j - 1) in _SMALL and words.at(j - 3) in _SMALL
    return first or second


def _is_old(words: Words, at: int) -> bool:
    return "old" in (words.at(at + 1), words.at(at + 2)) or (words.at(at + 1) == "of" and words.at(at + 2) == "age")


def _from_digits(words: Words, i: int, j: int, value: float) -> Measure | None:
    raw, after, before = words.low[i], words.at(j), words.at(i - 1)
    if (words.joined(j) and after in _ORDINALS) or (i == 0 and after in (".", ")") and value < 100):
        return Measure.ORDER
    if (after == ":" and words.joined(j) and words.at(j + 1)[:1].isdigit()) or (before == ":" and words.joined(i)):
        return Measure.TIME
    if raw[0] == "0" and value and "." not in raw:
        return Measure.TIME
    if (before in _NAMERS or (before == "round" and value < _ROUNDS)) and _is_named(words, i, j):
        return Measure.NAME
    if _is_score(words, j) or _is_score(words, i - 1):
        return Measure.SCORE
    if _is_age_apposition(words, i, j, value) or _is_age_told(words, i, j, value):
        return Measure.AGE
    if j > i + 1 and words.at(j - 1) == "m" and after in _FAR:
        return Measure.SIZE
    return None


def _is_named(words: Words, i: int, j: int) -> bool:
    """ "Operation 23"; but "the operation 23 gunmen died" and "the displaced now number 12,000" count."""
    if words.at(i - 1) in ("number", "numbers"):
        return words.at(i - 2) in ("flight", "phone", "telephone", "")
    return not any(word.isalpha() and len(word) > 3 and word.endswith("s") for word in (words.at(j), words.at(j + 1)))


def _is_score(words: Words, i: int) -> bool:
    """ "3-1" around the hyphen at word `i`: a range rises, a score falls."""
    if words.at(i) not in ("-", "–") or not words.joined(i) or not words.joined(i + 1):
        return False
    left, right = words.at(i - 1), words.at(i + 1)
    return left.isdecimal() and right.isdecimal() and int(right) <= int(left) < _HIGH_SCORE


def _is_age_apposition(words: Words, i: int, j: int, value: float) -> bool:
    """ "Hassan Ali, 42, said", "The rabbi, 102, survived": a small number in commas behind a name or one person."""
    return (
        words.at(i - 1) == ","
        and (words.at(j) in (",", ".", ")", ";") or j >= len(words))
        and _YOUNGEST <= value <= _OLDEST
        and (words.upper(i - 2) or _opens_with_one(words, i - 2))
        and words.low[i - 2] not in MONTHS
    )


def _opens_with_one(words: Words, at: int) -> bool:
    """ "The retired general", "…, and a nurse": a subject in the singular, right behind a stop."""
    start = next((k for k in range(at - 1, max(at - _SUBJECT_REACH, -1), -1) if words.low[k] in _ARTICLES), -1)
    is_plain = all(word.isalpha() for word in words.low[start : at + 1])
    return start >= 0 and is_plain and not words.low[at].endswith("s") and words.at(start - 1) in _OPENS_SUBJECT


def _is_age_told(words: Words, i: int, j: int, value: float) -> bool:
    """ "who was 81,", "She was 79." """
    is_one = words.at(i - 1) in ("was", "is", "turned") and words.at(i - 2) in ("who", "he", "she")
    return is_one and value <= _OLDEST and (words.at(j) in (",", ".", ";", ")", "when", "and", "at") or j >= len(words))


def _from_date(words: Words, i: int, j: int, value: float) -> Measure | None:
    before = words.at(i - 1)
    if value <= 31 and value == int(value):
        month = i - 2 if before == "." else i - 1
        if is_month(words, j) or (is_month(words, month) and not _is_people_next(words, j)):
            return Measure.DATE
        if _is_among_dates(words, i, j):
            return Measure.DATE
    if before in MONTHS and words.low[i].isdigit() and (len(words.low[i]) == 4 or 80 <= value <= 99):
        return Measure.DATE
    if before == "'" and words.joined(i):
        return Measure.DATE
    return Measure.DATE if _is_year(words, i, j, value) or _is_old_year(words, i, j, value) else None


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
    return start < i - 1 and is_month(words, start) and not _is_people_next(words, end)


def _is_day(words: Words, i: int) -> bool:
    return words.at(i).isdecimal() and int(words.at(i)) <= 31


def is_month(words: Words, i: int) -> bool:
    """True for a month's name that is no verb or noun of the same letters ("may", "a march")."""
    word = words.at(i)
    if word not in MONTHS:
        return False
    if word not in ("may", "march", "mar", "sep"):
        return True
    following = words.at(i + 1)
    return words.upper(i) and not (
        words.text[words.start[i] : words.end[i]].isupper()
        and following[:1].isalpha()
        and word == "may"
        and following not in ("at", "in", "and", "to", "the", "on", "by", "when", "this")
    )


def _is_people_next(words: Words, j: int) -> bool:
    return words.at(j) in (
        "people",
        "civilians",
        "persons",
        "families",
        "residents",
        "children",
        "women",
        "soldiers",
        "killed",
    )


def _is_year(words: Words, i: int, j: int, value: float) -> bool:
    raw = words.low[i]
    if not (raw.isdigit() and len(raw) == 4 and 1900 <= value <= 2099 and j == i + 1):
        return False
    before, after = words.at(i - 1), words.at(j)
    if _is_people_next(words, j):
        return False
    return (
        before in _YEAR_LEADS
        or before.isdigit()
        or not after[:1].isalpha()
        or after
        in (
            "and",
            "when",
            "after",
            "as",
            "in",
            "with",
            "but",
            "to",
            "at",
            "by",
            "on",
            "for",
            "has",
            "was",
            "is",
            "against",
            "following",
        )
    )


def _is_old_year(words: Words, i: int, j: int, value: float) -> bool:
    """ "his 1955 death", "a 1287 storm", "in late 1885,": four digits without a comma, and no people."""
    raw = words.low[i]
    if not (raw.isdigit() and len(raw) == 4 and _FIRST_YEAR <= value < _LAST_YEAR and j == i + 1):
        return False
    before, after = words.at(i - 1), words.at(j)
    if _is_people_next(words, j) or after.endswith("s"):
        return False
    if before in _OWNERS:
        return after[:1].isalpha()
    is_led = before in _OLD_LEADS or (before == "of" and (words.upper(i - 2) or words.at(i - 2) in _DATED))
    return (is_led and value < _MODERN) or (before in ("around", "circa") and not after[:1].isalpha())
