""" "half of the 2.5 million", "40 percent of 50,000", "nine in ten of them": a share of a number in the text."""

from monitor.text.measures import Measure, measure_of
from monitor.text.number_amounts import Amount, read_amount
from monitor.text.number_words import (
    FRACTIONS,
    TENS,
    UNITS,
)
from monitor.text.words import Words

_FRACTION_REACH = 8
"""Words between "half of" and its amount: "half of the island's original population of 90,000"."""
_OWNERS = frozenset(("the", "its", "their", "his", "her"))
_TEN = 10
_SMALL = frozenset(word for word, value in UNITS.items() if value < _TEN)
_ENDS = frozenset(("and", ",", ";", ".", ":", "(", "who", "whom", "were", "was", "have", "had", "are"))
"""Behind them stands no number that a fraction is of."""


def fraction_of(words: Words, i: int) -> tuple[Amount, int] | None:
    """ "half of the 2.5 million", "a third of the camp's 90,000", "two thirds of 300"."""
    if words.at(i - 1) == "but" and words.at(i - 2) == "all":
        return _all_but(words, i)
    j, share = _share(words, i)
    is_owned = words.at(i) == "half" and (words.at(j) in _OWNERS or words.at(j).endswith("'s"))
    if not share or not (words.at(j) == "of" or is_owned):
        return None
    for k in range(j + (not is_owned), min(j + _FRACTION_REACH, len(words))):
        word = words.low[k]
        if word in ("-", "–", "—") and not words.joined(k):
            return None
        if word in _ENDS:
            return None
        if word[0].isdigit() or word in UNITS or word in TENS:
            amount = read_amount(words, k)
            if amount is None or amount.low < 10 or measure_of(words, k, amount.last, amount.low) is not Measure.COUNT:
                return None
            return Amount(amount.last, amount.low * share, amount.high * share), int(amount.low)
    return None


def _all_but(words: Words, i: int) -> tuple[Amount, int] | None:
    """ "all but 200 of its 12,000 people": the rest; a vague remainder leaves the whole."""
    left = read_amount(words, i)
    if left is None or words.at(left.last) != "of":
        return None
    at = left.last + 1 + (words.at(left.last + 1) in _OWNERS)
    whole = read_amount(words, at)
    if whole is None or whole.low <= left.high:
        return None
    rest = whole.low - left.low if left.low == left.high else whole.low
    return Amount(whole.last, rest, rest), int(whole.low)


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
    value = read_amount(words, i)
    j = value.last if value else i
    last = j + (2 if words.low[j : j + 2] == ["per", "cent"] else words.at(j) in ("%", "percent", "pct"))
    is_share = value is not None and last > j and 0 < value.low <= 100
    return (last, value.low / 100) if value and is_share else (i, 0)
