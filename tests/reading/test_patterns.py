"""No pattern can be made slow by a row of signs that its pieces share out in many ways (found by the fuzz: `veto-----…`)."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from time import thread_time
from types import ModuleType

import pytest

import monitor
from monitor.knowledge.load import load_knowledge
from monitor.knowledge.phrase_files import PACKAGE_PHRASES, read_phrase_files
from monitor.model.article import RawArticle
from monitor.model.phrase import PhraseRule
from monitor.pipeline import read_text
from monitor.text.caseless import Caseless
from tests.reading.ambiguous import ambiguous_repeats

_PARTS = ("monitor.steps", "monitor.text", "monitor.knowledge")
_RULE_FIELDS = ("pattern", "bar", "not_after", "after", "then", "not_before")
_LISTS = ("needs", "context", "unless")


def _in_value(value: object) -> Iterator[tuple[str, int]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value.pattern, value.flags
    elif isinstance(value, Caseless):
        yield value.pattern, re.IGNORECASE
    elif isinstance(value, str) and re.search(r"[\\)\]][*+{?]|\(\?", value):
        yield value, 0
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _in_value(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _in_value(inner)


def _in_module(module: ModuleType) -> Iterator[tuple[str, str, int]]:
    for name, value in vars(module).items():
        if not name.startswith("__"):
            yield from ((f"{module.__name__}.{name}", *found) for found in _in_value(value))


def _in_rule(rule: PhraseRule) -> Iterator[tuple[str, str, int]]:
    words = [getattr(rule, name) for name in _RULE_FIELDS] + [one for name in _LISTS for one in getattr(rule, name)]
    yield from (
        (f"rule {rule.name}", pattern, re.IGNORECASE) for pattern in words if isinstance(pattern, str) and pattern
    )


def _every() -> Iterator[tuple[str, str, int]]:
    for found in pkgutil.walk_packages(monitor.__path__, "monitor."):
        if found.name.startswith(_PARTS):
            yield from _in_module(importlib.import_module(found.name))
    for rule in read_phrase_files([PACKAGE_PHRASES], are_tested=False):
        yield from _in_rule(rule)


def test_no_repeat_shares_out_the_same_signs_in_many_ways() -> None:
    found: dict[str, str] = {}
    count = 0
    for where, pattern, flags in _every():
        try:
            shared = ambiguous_repeats(pattern, flags & re.VERBOSE)
        except re.error:  # a piece of a pattern, or a text that only looks like one
            continue
        count += 1
        if shared:
            found[where] = f"{shared} in {pattern[:200]}"

    assert found == {}
    assert count > 500


@pytest.mark.parametrize("pattern", [r"(?:[\w'-]+\W){0,4}law", r"(?:a+)+b", r"(?:\w+\s*){3,}x", r"(?:[^,]*[^.]){4}!"])
def test_a_pattern_that_can_be_made_slow_is_seen(pattern: str) -> None:
    assert ambiguous_repeats(pattern)


@pytest.mark.parametrize(
    "pattern", [r"(?:\w+\s+){0,4}law", r"(?:[\w'-]+[^\w'-]){0,4}law", r"(?:, \w+){0,9}", r"(?:a|b)*c"]
)
def test_a_pattern_that_can_not_be_made_slow_is_let_pass(pattern: str) -> None:
    assert not ambiguous_repeats(pattern)


@pytest.mark.parametrize("row", ["-", "a-", "A-", "'", "al-A", "1,", "a b-"])
@pytest.mark.parametrize("before", ["Russia vetoed", "fled from ", "at least ", "killed "])
def test_a_row_of_signs_behind_a_word_of_weight_takes_no_time(before: str, row: str) -> None:
    body = (
        f"Warplanes struck Aleppo, killing 12 people. {before}{row * (2_800 // len(row))}. The UN Security Council met."
    )
    fields = {"uri": "urn:row", "published_at": "2024-05-01T11:00:00Z", "body": body}
    raw = RawArticle(value=json.dumps(fields).encode(), arrived_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    knowledge = load_knowledge()

    began = thread_time()
    read_text(raw, knowledge)

    assert thread_time() - began < 5
