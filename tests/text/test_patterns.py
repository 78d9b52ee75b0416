"""A pattern in letters finds the same in any text as its twin for English ones."""

import re

import pytest

from monitor.text.patterns import in_letters

TEXTS = ["M23 took Kafr-Nabl, 1,200 fled", "Él'hadj 3rd a1b22 _x", "don't 10:30 (UNHCR)"]
PATTERNS = [r"[^\W\d_]+|\d+", r"[^\W\d_a-z][^\W\d_]*\d{1,2}", r"(?<![^\W_])[^\W\d_]{1,4}\d+"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_both_find_the_same(text: str, pattern: str) -> None:
    assert in_letters(pattern).of(text).findall(text) == re.findall(pattern, text)


def test_only_plain_english_takes_the_short_way() -> None:
    pattern = in_letters(r"[^\W\d_]+")

    assert pattern.of("Etienne") is not pattern.of("Étienne")
    assert pattern.of("Étienne").findall("Étienne") == ["Étienne"]
