"""Quantities: what a number is, how sure, and whether it counts anything."""

import pytest

from monitor.model.figure import Quantifier
from monitor.text.measures import Measure
from monitor.text.numbers import Quantity, find_quantities
from monitor.text.words import Words


def quantities(text: str) -> list[Quantity]:
    return find_quantities(Words(text, 0, len(text)))


def counts(text: str) -> list[tuple[int | None, int | None]]:
    return [(found.low, found.high) for found in quantities(text) if found.is_count]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7 herders", 7, 7),
        ("1,240 herders", 1240, 1240),
        ("61000 herders", 61000, 61000),
        ("1.2m people", 1_200_000, 1_200_000),
        ("2.3 million people", 2_300_000, 2_300_000),
        ("15k people", 15_000, 15_000),
        ("7 thousand people", 7000, 7000),
        ("nineteen men", 19, 19),
        ("twenty-one men", 21, 21),
        ("Twenty One Men", 21, 21),
        ("three hundred and eighty families", 380, 380),
        ("two thousand five hundred men", 2500, 2500),
        ("one hundred and twenty huts", 120, 120),
        ("a dozen men", 12, 12),
        ("half a dozen men", 6, 6),
        ("some three dozen men", 36, 36),
        ("a couple of men", 2, 2),
        ("a pair of men", 2, 2),
        ("a hundred men", 100, 100),
        ("half a million people", 500_000, 500_000),
        ("a quarter of a million people", 250_000, 250_000),
        ("three quarters of a million people", 750_000, 750_000),
        ("a million and a half people", 1_500_000, 1_500_000),
        ("one and a half million people", 1_500_000, 1_500_000),
        ("two and a half million people", 2_500_000, 2_500_000),
        ("tens of people", 20, 99),
        ("dozens of people", 24, 99),
        ("scores of people", 40, 99),
        ("hundreds of people", 200, 999),
        ("thousands of people", 2000, 9999),
        ("tens of thousands of people", 20_000, 99_999),
        ("hundreds of thousands of people", 200_000, 999_999),
        ("millions of people", 2_000_000, 9_999_999),
        ("several hundred people", 200, 999),
        ("several thousand people", 2000, 9999),
        ("a few dozen people", 24, 99),
        ("half of the 2.5 million people", 1_250_000, 1_250_000),
        ("a third of the 90,000 people", 30_000, 30_000),
        ("two thirds of the 300 people", 200, 200),
        ("DOZENS OF PEOPLE", 24, 99),
        ("OVER 40,000 PEOPLE", 40_000, None),
        ("more than half of the country's 20 million people", 10_000_000, None),
        ("24\u202f000 people", 24_000, 24_000),
        ("1 250 000 people", 1_250_000, 1_250_000),
    ],
)
def test_amount(text: str, low: int, high: int | None) -> None:
    assert counts(text)[0] == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "quantifier"),
    [
        ("more than 30 people", 30, None, Quantifier.AT_LEAST),
        ("over 30 people", 30, None, Quantifier.AT_LEAST),
        ("well over 30 people", 30, None, Quantifier.AT_LEAST),
        ("at least some 30 people", 30, None, Quantifier.AT_LEAST),
        ("no fewer than 30 people", 30, None, Quantifier.AT_LEAST),
        ("30 or more people", 30, None, Quantifier.AT_LEAST),
        ("30+ people", 30, None, Quantifier.AT_LEAST),
        ("a 900-plus crowd", 900, None, Quantifier.AT_LEAST),
        ("up to 30 people", None, 30, Quantifier.AT_MOST),
        ("as many as 30 people", None, 30, Quantifier.AT_MOST),
        ("fewer than 30 people", None, 30, Quantifier.AT_MOST),
        ("no more than 30 people", None, 30, Quantifier.AT_MOST),
        ("nearly 30 people", 30, 30, Quantifier.ABOUT),
        ("almost 30 people", 30, 30, Quantifier.ABOUT),
        ("an estimated 30 people", 30, 30, Quantifier.ABOUT),
        ("30-odd people", 30, 30, Quantifier.ABOUT),
        ("a hundred or so people", 100, 100, Quantifier.ABOUT),
        ("another 30 people", 30, 30, Quantifier.EXACT),
        ("a total of 30 people", 30, 30, Quantifier.EXACT),
        ("more than half a million people", 500_000, None, Quantifier.AT_LEAST),
        ("between 2,000 and 4,000 people", 2000, 4000, Quantifier.BETWEEN),
        ("between 2,000 to 4,000 people", 2000, 4000, Quantifier.BETWEEN),
        ("2,000 to 4,000 people", 2000, 4000, Quantifier.BETWEEN),
        ("2,000-4,000 people", 2000, 4000, Quantifier.BETWEEN),
        ("40-50,000 people", 40_000, 50_000, Quantifier.BETWEEN),
        ("2 to 4 million people", 2_000_000, 4_000_000, Quantifier.BETWEEN),
        ("between one to 1.5 million people", 1_000_000, 1_500_000, Quantifier.BETWEEN),
        ("two or three people", 2, 3, Quantifier.BETWEEN),
    ],
)
def test_quantifier_keeps_its_bounds(text: str, low: int | None, high: int | None, quantifier: Quantifier) -> None:
    found = next(found for found in quantities(text) if found.is_count)

    assert (found.low, found.high, found.quantifier) == (low, high, quantifier)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("a 42-year-old baker", Measure.AGE),
        ("a baker aged 42", Measure.AGE),
        ("aged 63 and 19", Measure.AGE),
        ("Hassan Ali, 42, said so", Measure.AGE),
        ("She was 17 years old", Measure.AGE),
        ("on 6 March", Measure.DATE),
        ("on March 6", Measure.DATE),
        ("between 1 and 16 March", Measure.DATE),
        ("LIMA, 9 JAN", Measure.DATE),
        ("in 2012", Measure.DATE),
        ("in March 2012", Measure.DATE),
        ("the 9/11 attacks", Measure.DATE),
        ("since 2011, when", Measure.DATE),
        ("for 48 hours", Measure.TIME),
        ("a 72-hour truce", Measure.TIME),
        ("at 10:30", Measure.TIME),
        ("at 0945", Measure.TIME),
        ("$22 million", Measure.MONEY),
        ("22 million euros", Measure.MONEY),
        ("70 percent", Measure.SHARE),
        ("70 per cent", Measure.SHARE),
        ("70%", Measure.SHARE),
        ("one in three", Measure.SHARE),
        ("45 km away", Measure.SIZE),
        ("2km west", Measure.SIZE),
        ("240,000 hectares", Measure.SIZE),
        ("a magnitude 6.2 quake", Measure.SIZE),
        ("1.7 shots", Measure.SIZE),
        ("an AK-47", Measure.NAME),
        ("Resolution 2254", Measure.NAME),
        ("kilometre 40", Measure.NAME),
        ("Flight 17", Measure.NAME),
        ("the 21st attack", Measure.ORDER),
        ("the 1990s", Measure.ORDER),
        ("won 3-1", Measure.SCORE),
        ("a three-storey house", Measure.COMPOUND),
        ("a five-member panel", Measure.COMPOUND),
    ],
)
def test_what_counts_nobody(text: str, measure: Measure) -> None:
    assert quantities(text)[0].measure is measure
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the toll rose to 46 from 31", [(46, 46), (31, 31)]),
        ("from 31 to 46", [(31, 31), (46, 46)]),
        ("12 may flee", [(12, 12)]),
        ("up to 700,000 may flee", [(None, 700_000)]),
        ("In 2012 it displaced 130,000 people", [(130_000, 130_000)]),
        ("2014 people were moved", [(2014, 2014)]),
        ("Mon Jul 18 2016 Commander 34 Terrorists Killed", [(34, 34)]),
        ("M23 killed 14", [(14, 14)]),
        ("In the operation 23 rebels died", [(23, 23)]),
        ("no number here", []),
        ("", []),
    ],
)
def test_counts_among_other_numbers(text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert counts(text) == expected


def test_fraction_remembers_the_whole() -> None:
    assert quantities("half of the 2.5 million people")[0].whole == 2_500_000


def test_offsets_are_those_of_the_text() -> None:
    text = "Über «Ñandú»: more than 1,200 people"
    found = quantities(text)[0]
    words = Words(text, 0, len(text))

    assert text[words.start[found.first] : words.end[found.last - 1]] == "more than 1,200"


def test_long_digit_runs_are_no_number() -> None:
    assert quantities("9" * 5000 + " people") == []
