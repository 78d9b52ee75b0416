"""One amount without its quantifier: digits, words, "dozens", "several hundred", "half a million"."""

from typing import NamedTuple

from monitor.text.number_words import (
    SCALES,
    SHORT_SCALES,
    TENS,
    UNITS,
    VAGUE,
)
from monitor.text.words import Words

_LARGE = 1000


class Amount(NamedTuple):
    """Bounds, and the word behind the last one of the amount."""

    last: int
    low: float
    high: float
    scale: int = 1
    """The scale word it ended with, so that "2 to 4 million" reaches back."""


def read_amount(words: Words, i: int) -> Amount | None:
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


def _digits(words: Words, i: int) -> Amount | None:
    raw = words.low[i]
    value = _value(raw)
    if value is None:
        return None
    j = i + 1
    is_short = words.joined(j) or ("." in raw and words.at(j) == "m" and words.upper(j))  # `1.61 M`, no metres
    if is_short and (short := SHORT_SCALES.get(words.at(j))):
        return Amount(j + 1, round(value * short, 3), round(value * short, 3), short)
    return _scaled(words, j, value)


def _value(raw: str) -> float | None:
    """Digits with separators; None where they are no number (`1.2.3`, `07,5`)."""
    raw = raw.replace(", ", ",").replace(" ", ",")
    whole, dot, rest = raw.partition(".")
    groups = whole.split(",")
    if (
        len(groups) > 1
        and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]))
        and not _in_lakhs(groups)
    ):
        return None
    if "." in rest or "," in rest:
        return None
    return float("".join(groups) + dot + rest) if len(whole) < 16 else None


def _in_lakhs(groups: list[str]) -> bool:
    """ "2,92,852": thousands in twos behind the first three, as India writes them."""
    return len(groups) > 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])


def _scaled(words: Words, j: int, value: float) -> Amount:
    """A value and the scale words behind it: "2.3 million", "three dozen", "5 thousand"."""
    scale = 1
    while words.at(j + (words.at(j) == "-")) in SCALES:
        j += words.at(j) == "-"
        scale *= SCALES[words.low[j]]
        j += 1
    value = round(value * scale, 3)  # 1.15 lakh are 114,999.99999 to a computer
    return Amount(j, value, value, scale)


def _vague(words: Words, i: int) -> Amount:
    low, high = VAGUE[words.low[i]]
    j = i + 1
    if words.at(j) == "of" and words.at(j + 1) in ("thousands", "millions", "hundreds"):
        scale = {"hundreds": 100, "thousands": 1000, "millions": 1_000_000}[words.low[j + 1]]
        return Amount(j + 2, low * scale, (high + 1) * scale - 1, scale)
    return Amount(j, low, high)


def _several(words: Words, i: int) -> Amount | None:
    """ "several hundred", "a few dozen": as vague as the plural."""
    vague = VAGUE.get(words.at(i + 1) + "s")
    scale = SCALES.get(words.at(i + 2), 1)
    if vague and scale >= _LARGE:  # `several hundred thousand`
        return Amount(i + 3, vague[0] * scale, (vague[1] + 1) * scale - 1, scale)
    if words.at(i + 1) in VAGUE:
        return _vague(words, i + 1)
    return Amount(i + 2, *vague) if vague else None


def _part_of_scale(words: Words, i: int) -> Amount | None:
    """ "half a million", "half a dozen", "quarter of a million"."""
    j = i + 1 + (words.at(i + 1) == "of")
    is_bare = words.at(j) not in ("a", "an")
    j += words.at(j) == "-"  # `a quarter-million`
    last = j + 1 + (not is_bare)
    scale = SCALES.get(words.at(last - 1))
    if scale is None or (is_bare and scale < _LARGE):
        return None
    value = scale * (0.5 if words.low[i] == "half" else 0.25)
    return Amount(last, value, value, scale)


def _with_article(words: Words, i: int) -> Amount | None:
    following = words.at(i + 1)
    if following in ("few", "half", "quarter"):
        return read_amount(words, i + 1)
    if following in ("couple", "pair"):
        return Amount(i + 2, 2, 2)
    if following == "score" and words.at(i + 2) == "of":
        return Amount(i + 2, 20, 20)
    if following in SCALES and following != "score":
        return _and_half(words, _spelled_from(words, i + 1, 1))
    return None


def _and_half(words: Words, amount: Amount) -> Amount:
    """ "a million and a half"."""
    j = amount.last
    if [words.at(j), words.at(j + 1), words.at(j + 2)] == ["and", "a", "half"]:
        value = amount.low + amount.scale / 2
        return Amount(j + 3, value, value, amount.scale)
    return amount


def _spelled(words: Words, i: int) -> Amount | None:
    word = words.low[i]
    if word in ("hundred", "thousand", "million", "dozen"):
        return _spelled_from(words, i, 1)
    if word not in UNITS and word not in TENS:
        return None
    quarters = words.at(i + 1) + words.at(i + 2)
    if quarters in ("quartersof", "thirdsof") and words.at(i + 3) in ("a", "an") and words.at(i + 4) in SCALES:
        value = UNITS.get(word, 1) / (4 if quarters[0] == "q" else 3) * SCALES[words.low[i + 4]]
        return Amount(i + 5, value, value)
    return _and_half(words, _spelled_from(words, i, 0))


def _spelled_from(words: Words, i: int, value: float) -> Amount:
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
        return Amount(j + 4, value, value, scale)
    return Amount(j, total + current, total + current, scale)


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
