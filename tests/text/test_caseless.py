"""Patterns without case answer as `re.IGNORECASE` does."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest

import monitor.steps.detect
import monitor.steps.locate
from monitor.text.caseless import Caseless, caseless

READING = Path(__file__).parents[1] / "reading"
MOST = 200
"""Sentences; with each pattern of the steps the whole of them takes minutes."""


def patterns() -> list[Caseless]:
    packages = (monitor.steps.detect, monitor.steps.locate)
    parts = (part for one in packages for part in pkgutil.walk_packages(one.__path__, f"{one.__name__}."))
    modules = [importlib.import_module(part.name) for part in parts]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Caseless)]


def texts() -> list[str]:
    lines = [line for file in sorted(READING.glob("*.jsonl")) for line in file.read_text().splitlines()]
    found = [str(json.loads(line).get("text", "")) for line in lines[:: len(lines) // MOST]]
    return [*found, *(text.upper() for text in found[:20])]


def spans(pattern: Caseless | re.Pattern[str], text: str) -> list[object]:
    found = [
        pattern.search(text),
        pattern.search(text, 9),
        pattern.search(text, 3, len(text) - 7),
        pattern.match(text, 4),
    ]
    return [one and (one.span(), one.groups()) for one in found]


def test_every_pattern_of_the_steps_answers_as_re_does() -> None:
    every, sentences = patterns(), texts()

    assert len(every) > 200
    assert len(sentences) > 50
    for pattern in every:
        plain = re.compile(pattern.pattern, re.IGNORECASE)
        assert [spans(pattern, text) for text in sentences] == [spans(plain, text) for text in sentences]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"Fears?\b", "they FEAR it"),
        (r"\bin (?-i:[A-Z]\w+)", "in march, in March"),
        (r"to (?!(?-i:[A-Z]))\w+", "to Homs, to march"),
        (r"to (?-i:(?![A-Z]))\w+", "to Homs, to march"),
        (r"(?<=\Sx)\W\D(?P<Name>[A-F]+)(?P=Name)", "AX AdAda"),
        (r"[^A-C]{3}$", "İABC xyz"),
        ("toll", "İİİ the Toll"),
        (r"^toll$", "no\nToll\nhere"),
    ],
)
def test_capitals_asked_for_and_letters_beyond_ascii_do_not_change_the_answer(pattern: str, text: str) -> None:
    assert spans(caseless(pattern), text) == spans(re.compile(pattern, re.IGNORECASE), text)
    assert caseless(pattern).sub("_", text) == re.sub(pattern, "_", text, flags=re.IGNORECASE)
    found = [one.span() for one in caseless(pattern).finditer(text)]
    assert found == [one.span() for one in re.finditer(pattern, text, re.IGNORECASE)]
