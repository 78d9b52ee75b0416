"""The words that numbers are made of."""

from monitor.model.figure import Quantifier

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        1,
    )
}
SMALL = frozenset(word for word, value in UNITS.items() if value <= 10)
TENS = {
    word: value * 10
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}
SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
}
SHORT_SCALES = {"m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "k": 1000, "bn": 1_000_000_000}
VAGUE = {
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "millions": (2_000_000, 9_999_999),
}
VAGUE_HEADS = {
    *VAGUE,
    "several",
    "few",
    "many",
    "half",
    "quarter",
    "a",
    "an",
    "hundred",
    "thousand",
    "million",
    "dozen",
}
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}

_PREFIXES = {
    Quantifier.AT_LEAST: (
        "more than; over; at least; no fewer than; no less than; not fewer than; not less than; upwards of; upward of; "
        ">; in excess of; exceeding; above; a minimum of; minimum of; well over; as few as; beyond; at the least; "
        "topped; topping; surpassing; exceeded; exceeds; surpassed; greater than; morer than"
    ),
    Quantifier.AT_MOST: (
        "up to; as many as; as much as; at most; no more than; not more than; fewer than; less than; under; below; "
        "<; a maximum of; maximum of; at the most; upto"
    ),
    Quantifier.ABOUT: (
        "about; around; some; roughly; approximately; an estimated; estimated; nearly; almost; close to; near; circa; "
        "an estimated number of; "
        "in the region of; just under; just over; nearly some; an approximate; approximate; close on; ~; approx; "
        "an average of; virtually; perhaps; probably; possibly; anywhere from; anywhere between; anything from; "
        "anything between; somewhere between"
    ),
    Quantifier.EXACT: (
        "exactly; a total of; all; total of; precisely; a combined; combined; a record; record; a staggering; between; "
        "a total number of; total number of; an overall total of; a grand total of; a combined total of; "
        "a cumulative total of; "
        "anywhere from; anything from; anywhere between; ranging from"
    ),
}
PREFIXES: dict[str, list[tuple[list[str], Quantifier]]] = {}
"""By last word, longest first.  "Just under" and "just over" stay near the number."""
for _quantifier, _phrases in _PREFIXES.items():
    for _phrase in _phrases.split("; "):
        _words = _phrase.split()
        PREFIXES.setdefault(_words[-1], []).append((_words, _quantifier))
for _found in PREFIXES.values():
    _found.sort(key=lambda item: -len(item[0]))

ADDING = {"another", "additional", "further", "extra", "also", "only", "just", "now", "these", "those", "even", "well"}
"""Words between quantifier and number that change nothing."""

SUFFIXES: dict[str, list[tuple[list[str], Quantifier]]] = {
    "and": [(["and", "more"], Quantifier.AT_LEAST)],
    "or": [(["or", "more"], Quantifier.AT_LEAST), (["or", "so"], Quantifier.ABOUT)],
    "-": [(["-", "odd"], Quantifier.ABOUT), (["-", "plus"], Quantifier.AT_LEAST)],
    "+": [(["+"], Quantifier.AT_LEAST)],
    "plus": [(["plus"], Quantifier.AT_LEAST)],
    "odd": [(["odd"], Quantifier.ABOUT)],
}
