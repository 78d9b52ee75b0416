"""Every quantity in a stretch of text, with its bounds; and whether it can count anything at all.

    prefix* (amount | range | fraction of amount) suffix        "at least 2,000 to 4,000", "some three dozen", "1.2m"

Conventions: "dozens" 24-99, "hundreds" 200-999, "tens of thousands" 20,000-99,999; "nearly X" is X; "up to X" leaves
the low end open.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.figure import Quantifier
from monitor.text.measures import Measure, measure_of
from monitor.text.number_words import (
    ADDING,
    FRACTIONS,
    PREFIXES,
    SCALES,
    SHORT_SCALES,
    SUFFIXES,
    TENS,
    UNITS,
    VAGUE,
    VAGUE_HEADS,
)
from monitor.text.words import Words

_FRACTION_REACH = 8
"""Words between "half of" and its amount: "half of Syria's pre-war population of 20 million"."""
_HEADS = frozenset((*UNITS, *TENS, *VAGUE_HEADS))
_AFTER_ARTICLE = frozenset((*SCALES, *FRACTIONS, "few", "couple", "pair"))
_TEN = 10
_SMALL = frozenset(word for word, value in UNITS.items() if value < _TEN)
_OPEN = {Quantifier.AT_LEAST, Quantifier.AT_MOST}


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


class _Amount(NamedTuple):
    last: int
    low: float
    high: float
    scale: int = 1
    """The scale word it ended with, so that "2 to 4 million" reaches back."""


def find_quantities(words: Words) -> list[Quantity]:
    """Every quantity, in order, none overlapping."""
    return list(_quantities(words))


def _quantities(words: Words) -> Iterator[Quantity]:
    floor = 0
    starts = [i for i, word in enumerate(words.low) if word in _HEADS or word[0] in "0123456789"]
    for i in starts:
        is_article = words.low[i] in ("a", "an") and words.at(i + 1) not in _AFTER_ARTICLE
        found = None if is_article or i < floor else _read(words, i, floor)
        if found is not None:
            yield found
            floor = found.last


def _read(words: Words, i: int, floor: int) -> Quantity | None:
    fraction = _fraction_of(words, i)
    amount, whole = fraction or (_amount(words, i), None)
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


# --- amounts -----------------------------------------------------------------------------------------------------


def _amount(words: Words, i: int) -> _Amount | None:
    """One amount without quantifier: digits, words, "dozens", "several hundred", "half a million"."""
    word = words.at(i)
    if not word:
        return None
    if word[0].isdigit():
        return _digits(words, i)
    if word in VAGUE:
        return _vague(words, i)
    if word in ("several", "few", "many"):
        return _several(words, i)
    if word in ("half", "quarter"):
        return _part_of_scale(words, i)
    if word in ("a", "an"):
        return _with_article(words, i)
    return _spelled(words, i)


def _digits(words: Words, i: int) -> _Amount | None:
    raw = words.low[i]
    value = _value(raw)
    if value is None:
        return None
    j = i + 1
    if words.joined(j) and (short := SHORT_SCALES.get(words.at(j))):
        return _Amount(j + 1, value * short, value * short, short)
    return _scaled(words, j, value)


def _value(raw: str) -> float | None:
    """Digits with separators; None where they are no number (`1.2.3`, `07,5`)."""
    raw = raw.replace(" ", ",")
    whole, dot, rest = raw.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    if "." in rest or "," in rest:
        return None
    return float("".join(groups) + dot + rest) if len(whole) < 16 else None


def _scaled(words: Words, j: int, value: float) -> _Amount:
    """A value and the scale words behind it: "2.3 million", "three dozen", "5 thousand"."""
    scale = 1
    while words.at(j + (words.at(j) == "-")) in SCALES:
        j += words.at(j) == "-"
        scale *= SCALES[words.low[j]]
        j += 1
    return _Amount(j, value * scale, value * scale, scale)


def _vague(words: Words, i: int) -> _Amount:
    low, high = VAGUE[words.low[i]]
    j = i + 1
    if words.at(j) == "of" and words.at(j + 1) in ("thousands", "millions", "hundreds"):
        scale = {"hundreds": 100, "thousands": 1000, "millions": 1_000_000}[words.low[j + 1]]
        return _Amount(j + 2, low * scale, (high + 1) * scale - 1, scale)
    return _Amount(j, low, high)


def _several(words: Words, i: int) -> _Amount | None:
    """ "several hundred", "a few dozen": as vague as the plural."""
    vague = VAGUE.get(words.at(i + 1) + "s")
    if words.at(i + 1) in VAGUE:
        return _vague(words, i + 1)
    return _Amount(i + 2, *vague) if vague else None


def _part_of_scale(words: Words, i: int) -> _Amount | None:
    """ "half a million", "half a dozen", "quarter of a million"."""
    j = i + 1 + (words.at(i + 1) == "of")
    scale = SCALES.get(words.at(j + 1)) if words.at(j) in ("a", "an") else None
    if scale is None:
        return None
    value = scale * (0.5 if words.low[i] == "half" else 0.25)
    return _Amount(j + 2, value, value, scale)


def _with_article(words: Words, i: int) -> _Amount | None:
    following = words.at(i + 1)
    if following in ("few", "half", "quarter"):
        return _amount(words, i + 1)
    if following in ("couple", "pair"):
        return _Amount(i + 2, 2, 2)
    if following == "score" and words.at(i + 2) == "of":
        return _Amount(i + 2, 20, 20)
    if following in SCALES and following != "score":
        return _and_half(words, _spelled_from(words, i + 1, 1))
    return None


def _and_half(words: Words, amount: _Amount) -> _Amount:
    """ "a million and a half"."""
    j = amount.last
    if [words.at(j), words.at(j + 1), words.at(j + 2)] == ["and", "a", "half"]:
        value = amount.low + amount.scale / 2
        return _Amount(j + 3, value, value, amount.scale)
    return amount


def _spelled(words: Words, i: int) -> _Amount | None:
    word = words.low[i]
    if word in ("hundred", "thousand", "million", "dozen"):
        return _spelled_from(words, i, 1)
    if word not in UNITS and word not in TENS:
        return None
    quarters = words.at(i + 1) + words.at(i + 2)
    if quarters in ("quartersof", "thirdsof") and words.at(i + 3) in ("a", "an") and words.at(i + 4) in SCALES:
        value = UNITS.get(word, 1) / (4 if quarters[0] == "q" else 3) * SCALES[words.low[i + 4]]
        return _Amount(i + 5, value, value)
    return _and_half(words, _spelled_from(words, i, 0))


def _spelled_from(words: Words, i: int, value: float) -> _Amount:
    """ "four hundred and sixty", "twenty-one", "two thousand five hundred", "one and a half million"."""
    total, current, scale, j = 0.0, value, 1, i
    while True:
        word = words.at(j)
        if word in UNITS and current % 100 % (10 if current % 100 >= 20 and UNITS[word] < 10 else 100) == 0:
            current += UNITS[word]
        elif word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word in SCALES:
            scale = SCALES[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        else:
            break
        j = _next_number_word(words, j + 1)
        if j < 0:
            j = -j
            break
    if [words.at(j), words.at(j + 1), words.at(j + 2)] == ["and", "a", "half"] and words.at(j + 3) in SCALES:
        scale = SCALES[words.low[j + 3]]
        value = (total + current + 0.5) * scale
        return _Amount(j + 4, value, value, scale)
    return _Amount(j, total + current, total + current, scale)


def _next_number_word(words: Words, j: int) -> int:
    """Where the number goes on, over "-" and (behind hundreds) "and"; minus the place where it ends."""
    here = words.at(j)
    if here in UNITS or here in TENS or here in SCALES:
        return j
    follows = words.at(j + 1)
    if here == "-" and words.joined(j) and (follows in UNITS or follows in SCALES):
        return j + 1
    if here == "and" and words.at(j - 1) in SCALES and (follows in UNITS or follows in TENS) and follows != "one":
        return j + 1 if words.at(j - 1) in ("hundred", "thousand") else -j
    return -j


# --- fractions, ranges, quantifiers ------------------------------------------------------------------------------


def _fraction_of(words: Words, i: int) -> tuple[_Amount, int] | None:
    """ "half of the 2.5 million", "a third of the camp's 90,000", "two thirds of 300"."""
    j, share = _share(words, i)
    if not share or words.at(j) != "of":
        return None
    for k in range(j + 1, min(j + _FRACTION_REACH, len(words))):
        word = words.low[k]
        if word in (",", ";", ".", "who", "whom", "were", "was", "have", "had", "are"):
            return None
        if word[0].isdigit() or word in UNITS or word in TENS:
            amount = _amount(words, k)
            if amount is None or amount.low < 10 or measure_of(words, k, amount.last, amount.low) is not Measure.COUNT:
                return None
            return _Amount(amount.last, amount.low * share, amount.high * share), int(amount.low)
    return None


def _share(words: Words, i: int) -> tuple[int, float]:
    word = words.at(i)
    if word in ("a", "one") and words.at(i + 1) in FRACTIONS:
        return i + 2, FRACTIONS[words.low[i + 1]]
    if word in ("two", "three"):
        j = i + 1 + (words.at(i + 1) == "-")
        if words.at(j) in ("thirds", "quarters"):
            return j + 1, UNITS[word] / (3 if words.low[j] == "thirds" else 4)
    if (
        word in _SMALL
        and words.at(i + 1) in ("in", "out")
        and words.at(i + 1 + (words.at(i + 1) == "out")) in ("in", "of")
    ):
        return _out_of(words, i)
    if word[:1].isdigit() or word in UNITS or word in TENS:
        return _percent(words, i)
    return (i + 1, FRACTIONS[word]) if word == "half" else (i, 0)


def _out_of(words: Words, i: int) -> tuple[int, float]:
    """ "nine in ten", "three out of four"."""
    j = i + 2 + (words.at(i + 1) == "out")
    whole = UNITS.get(words.at(j), 0)
    part = UNITS[words.low[i]]
    return (j + 1, part / whole) if part < whole <= _TEN else (i, 0)


def _percent(words: Words, i: int) -> tuple[int, float]:
    """ "40 percent", "40%", "forty per cent"."""
    value = _amount(words, i)
    j = value.last if value else i
    last = j + (2 if words.low[j : j + 2] == ["per", "cent"] else words.at(j) in ("%", "percent", "pct"))
    is_share = value is not None and last > j and 0 < value.low <= 100
    return (last, value.low / 100) if value and is_share else (i, 0)


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


def _range(words: Words, i: int, first: int, amount: _Amount) -> tuple[_Amount, bool]:
    """ "2,000 to 4,000", "between 2,000 and 4,000", "40-50,000", "two or three"."""
    j = amount.last
    link = words.at(j)
    before = words.at(first - 1)
    if link not in ("-", "–", "to", "and", "or") or (link in ("and", "or") and not _links(words, i, j, before)):
        return amount, False
    if (link == "to" and before in ("from", "by")) or (link == "-" and not words.joined(j)):
        return amount, False
    k = j + 1
    while words.at(k) in ("about", "around", "some", "nearly", "over", "as", "many", "than", "more", "even"):
        k += 1
    other = _amount(words, k)
    if other is None or other.low == 0:
        return amount, False
    low = _same_scale(amount, other)
    if low >= other.high:
        return amount, False
    return _Amount(other.last, low, other.high, other.scale), True


def _links(words: Words, i: int, j: int, before: str) -> bool:
    if words.at(j) == "and":
        return "between" in (before, words.at(i - 1), words.at(i - 2), words.at(i - 3))
    return words.at(i) in UNITS and words.at(j + 1) in UNITS and UNITS[words.at(j + 1)] - UNITS[words.at(i)] == 1


def _same_scale(amount: _Amount, other: _Amount) -> float:
    if amount.scale == 1 and other.scale > 1 and amount.low < 1000:
        return amount.low * other.scale
    if amount.low < 1000 and other.low % 1000 == 0 and amount.low * 1000 < other.low:
        return amount.low * 1000
    return amount.low


def _suffix(words: Words, j: int, quantifier: Quantifier) -> tuple[int, Quantifier]:
    for phrase, found in SUFFIXES.get(words.at(j), ()):
        if words.low[j : j + len(phrase)] == phrase:
            return j + len(phrase), found if quantifier is Quantifier.EXACT else quantifier
    return j, quantifier
