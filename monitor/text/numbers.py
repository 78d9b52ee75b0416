"""Every quantity in a stretch of text, with its bounds; and whether it can count anything at all.

    prefix* (amount | range | fraction of amount) suffix        "at least 2,000 to 4,000", "some three dozen", "1.2m"

Conventions: "dozens" 24-99, "hundreds" 200-999, "tens of thousands" 20,000-99,999; "nearly X" is X; "up to X" leaves
the low end open.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.figure import Quantifier
from monitor.text.measures import Measure, measure_of
from monitor.text.number_amounts import Amount, read_amount
from monitor.text.number_shares import fraction_of
from monitor.text.number_words import (
    ADDING,
    FRACTIONS,
    PREFIXES,
    SCALES,
    SUFFIXES,
    TENS,
    UNITS,
    VAGUE_HEADS,
)
from monitor.text.times_words import MONTHS
from monitor.text.words import Words

_HEADS = frozenset((*UNITS, *TENS, *VAGUE_HEADS))
_AFTER_ARTICLE = frozenset((*SCALES, *FRACTIONS, "few", "couple", "pair"))
_OPEN = {Quantifier.AT_LEAST, Quantifier.AT_MOST}
_BEFORE_THE_OTHER = frozenset(("about", "around", "some", "nearly", "over", "as", "many", "than", "more", "even"))
"""`between 300 and as many as 400`"""
_HARMS = frozenset(("dead", "killed", "died", "deaths", "wounded", "injured", "hurt", "injuries", "missing"))
_FEW_DIGITS, _TEN, _THOUSANDS = 3, 10, 1_000


class Quantity(NamedTuple):
    """Words `first` to `last` (exclusive) with the quantifier; `core` is where the amount itself begins.

    `whole` is set where the amount is a fraction of a number in the text ("half of the 2.5 million").
    """

    first: int
    core: int
    last: int
    low: int | None
    high: int | None
    quantifier: Quantifier
    measure: Measure
    whole: int | None = None

    @property
    def is_count(self) -> bool:
        return self.measure is Measure.COUNT


def find_quantities(words: Words) -> list[Quantity]:
    """Every quantity, in order, none overlapping."""
    return list(_quantities(words))


def _quantities(words: Words) -> Iterator[Quantity]:
    floor = 0
    found: Quantity | None = None
    starts = [i for i, word in enumerate(words.low) if word in _HEADS or word[0] in "0123456789"]
    for i in starts:
        is_article = words.low[i] in ("a", "an") and words.at(i + 1) not in _AFTER_ARTICLE
        if is_article or i < floor:
            continue
        read = _read(words, i, floor)
        if read is None and words.low[i] == "many":
            read = _as_many(words, i, found)
        if read is not None:
            yield read
            found, floor = read, read.last


def _as_many(words: Words, i: int, before: Quantity | None) -> Quantity | None:
    """ "gutted 40 houses and left as many families homeless": the number before, once or twice more."""
    is_same = words.at(i - 1) == "as" and words.at(i + 1) not in ("as", "")
    if before is None or not is_same or not before.is_count or words.at(i - 2) in ("times", "half", "not"):
        return None
    is_double = words.at(i - 2) == "twice"
    factor = 1 + is_double
    low, high = before.low and before.low * factor, before.high and before.high * factor
    return before._replace(first=i - 1 - is_double, core=i, last=i + 1, low=low, high=high, whole=None)


def _read(words: Words, i: int, floor: int) -> Quantity | None:
    fraction = fraction_of(words, i)
    amount, whole = fraction or (read_amount(words, i), None)
    if amount is None:
        return None
    first, quantifier = _prefix(words, i, floor)
    amount, ranged = _range(words, i, first, amount)
    last, quantifier = _suffix(words, amount.last, quantifier)
    measure = measure_of(words, i, amount.last, amount.low, is_fractional=amount.low != int(amount.low))
    low, high = int(amount.low), int(amount.high)
    if ranged or (low != high and quantifier not in _OPEN):
        quantifier = Quantifier.BETWEEN if ranged else Quantifier.ABOUT
    return Quantity(first, i, last, *_bounds(low, high, quantifier), quantifier, measure, whole)


def _bounds(low: int, high: int, quantifier: Quantifier) -> tuple[int | None, int | None]:
    if quantifier is Quantifier.AT_LEAST:
        return low, None
    if quantifier is Quantifier.AT_MOST:
        return None, high
    return low, high


def _prefix(words: Words, i: int, floor: int) -> tuple[int, Quantifier]:
    """The quantifier in front, and where it begins; the bound wins over "about"."""
    quantifier, j = Quantifier.EXACT, i - (words.at(i - 1) == "[" and i > floor + 1)
    while j > floor:
        length, found = _prefix_at(words, j, floor)
        if not length:
            break
        if found is not None and (quantifier not in _OPEN):
            quantifier = found if quantifier is Quantifier.EXACT or found in _OPEN else quantifier
        j -= length
    return j, quantifier


def _prefix_at(words: Words, j: int, floor: int) -> tuple[int, Quantifier | None]:
    for phrase, quantifier in PREFIXES.get(words.low[j - 1], ()):
        start = j - len(phrase)
        if start >= floor and words.low[start:j] == phrase:
            return len(phrase), quantifier
    if words.low[j - 1] in ADDING:
        return 1, None
    return 0, None


def _range(words: Words, i: int, first: int, amount: Amount) -> tuple[Amount, bool]:
    """ "2,000 to 4,000", "between 2,000 and 4,000", "40-50,000", "two or three"."""
    j = amount.last
    link = words.at(j)
    before = words.at(first - 1)
    if link not in ("-", "–", "to", "and", "or") or (link in ("and", "or") and not _links(words, i, j, before)):
        return amount, False
    if words.at(i - 1) in MONTHS or words.at(i - 1) == "years":
        return amount, False  # `since October 7 to 31,819`, `between the years 2000 and 2020`
    if link == "to" and before in ("from", "by"):
        return amount, False
    k = j + 1
    while words.at(k) in _BEFORE_THE_OTHER:
        k += 1
    other = read_amount(words, k)
    if other is None or other.low == 0:
        return amount, False
    low = _same_scale(amount, other)
    if low >= other.high or (link == "-" and not words.joined(j) and not _are_alike(low, other.high)):
        return amount, False
    if not words.joined(j) and _have_harms_of_their_own(words, first, other.last):
        return amount, False
    return Amount(other.last, low, other.high, other.scale), True


def _links(words: Words, i: int, j: int, before: str) -> bool:
    if words.at(j) == "and":
        return "between" in (before, words.at(i - 1), words.at(i - 2), words.at(i - 3))
    one, other = _unit(words.at(i)), _unit(words.at(j + 1))
    return one > 0 and (other - one == 1 or _TEN <= one < other <= 2 * one)  # `280 or 320 dead`


def _unit(word: str) -> float:
    """Of `two or three`, `thirteen or 14`."""
    return int(word) if word.isdecimal() and len(word) <= _FEW_DIGITS else UNITS.get(word, 0)


def _are_alike(low: float, high: float) -> bool:
    """`250,000 - 300,000 people`; `dead: 120 - 300 wounded` is no range."""
    return low >= _THOUSANDS and high <= 2 * low


def _have_harms_of_their_own(words: Words, first: int, last: int) -> bool:
    """`killed 1,200 - 1,900 injured`: two numbers."""
    before = words.at(first - 1 - (words.at(first - 1) == ":"))
    behind = words.at(last + (words.at(last) in ("were", "was", "are")))
    return before in _HARMS and behind in _HARMS


def _same_scale(amount: Amount, other: Amount) -> float:
    if amount.scale == 1 and other.scale > 1 and amount.low < 1000:
        return amount.low * other.scale
    if amount.low < 1000 and other.low % 1000 == 0 and amount.low * 1000 < other.low:
        return amount.low * 1000
    return amount.low


def _suffix(words: Words, j: int, quantifier: Quantifier) -> tuple[int, Quantifier]:
    for phrase, found in SUFFIXES.get(words.at(j), ()):
        if words.low[j : j + len(phrase)] == phrase and words.at(j + len(phrase)) != "than":
            return j + len(phrase), found if quantifier is Quantifier.EXACT else quantifier
    return j, quantifier
