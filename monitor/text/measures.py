"""What a number measures: a count of something, or an age, a date, a sum of money, a distance, a name's part, …"""

from enum import StrEnum

from monitor.text.measure_ages import is_age_apposition, is_age_told, is_aged, is_in_ages, is_old
from monitor.text.measure_dates import is_date
from monitor.text.number_words import SMALL
from monitor.text.words import Words, word_set

_CURRENCIES = word_set("$ £ € ¥ usd us$ rs eur")


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
    "circuit camp checkpoint platform quarter agenda licence license item interstate freeway autobahn "
    "exhibit lectionary"
)
_ROUNDS = 100
"""`since round 31`; `round 900,000` is about so many."""
_ORDINALS = {"st", "nd", "rd", "th", "s"}
_HIGH_SCORE = 40
_FAR = word_set("away deep high wide long tall north south east west northeast northwest from off below above")


def measure_of(words: Words, i: int, j: int, value: float, *, is_fractional: bool = False) -> Measure:
    """What the amount in words `i` to `j` (exclusive) measures; COUNT where nothing speaks against it."""
    return (
        _from_mark(words, i, j)
        or _from_unit(words, j)
        or (_from_digits(words, i, j, value) if words.low[i][0].isdigit() else None)
        or (Measure.DATE if is_date(words, i, j, value) else None)
        or (Measure.SIZE if is_fractional else None)
        or Measure.COUNT
    )


def _ends_number(word: str) -> bool:
    """ "16-20"; and no name ends in the dash of `Nov. 16--Six died`."""
    return word[:1].isdigit() or word == "-"


def _from_mark(words: Words, i: int, j: int) -> Measure | None:
    before = words.at(i - 1)
    if before in _CURRENCIES:
        return Measure.MONEY
    if before == "-" and words.joined(i) and words.joined(i - 1) and not _ends_number(words.at(i - 2)):
        return Measure.NAME
    if is_aged(words, i):
        return Measure.AGE
    if (before == "/" and words.joined(i)) or (words.at(j) == "/" and words.joined(j)):
        return Measure.DATE
    if before == "magnitude" or before == "richter":
        return Measure.SIZE
    return None


def _from_unit(words: Words, j: int) -> Measure | None:
    at = j
    if words.at(j) == "-" and words.joined(j):
        at = j + 1
    unit = words.at(at)
    if unit == "in" and words.at(at + 1) in _SPENT:
        return Measure.MONEY  # `millions in losses`
    if unit in _TIME or (unit in ("a", "p") and words.low[at + 1 : at + 3] == [".", "m"]):
        return Measure.AGE if is_old(words, at) else Measure.TIME
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
    first = words.at(j) == "in" and words.at(j - 1) in SMALL and words.at(j + 1) in SMALL
    second = words.at(j - 2) == "in" and words.at(j - 1) in SMALL and words.at(j - 3) in SMALL
    return first or second


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
    if is_age_apposition(words, i, j, value) or is_age_told(words, i, j, value) or is_in_ages(words, i):
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
