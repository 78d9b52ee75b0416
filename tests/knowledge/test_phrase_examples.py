"""Every phrase rule does what the examples beside it say."""

import json
from datetime import UTC, datetime

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.phrase import PhraseRule
from monitor.pipeline import read_text

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.phrases.rules


def matches(rule: PhraseRule, text: str) -> bool:
    """An event rule must come through the whole of reading; a part need only be found."""
    if rule.role != "event":
        return any(hit.rule is rule for hit in KNOWLEDGE.phrases.find(text))
    value = json.dumps({"uri": "example", "published_at": NOON.isoformat(), "body": text})
    _, told = read_text(RawArticle(value=value.encode(), arrived_at=NOON), KNOWLEDGE)
    return any(rule.name in incident.because for incident in told)


def examples(field: str) -> list[object]:
    return [pytest.param(rule, text, id=f"{rule.name}: {text[:60]}") for rule in RULES for text in getattr(rule, field)]


@pytest.mark.parametrize(("rule", "text"), examples("finds"))
def test_rule_finds(rule: PhraseRule, text: str) -> None:
    assert matches(rule, text)


@pytest.mark.parametrize(("rule", "text"), examples("passes_over"))
def test_rule_passes_over(rule: PhraseRule, text: str) -> None:
    assert not matches(rule, text)


def test_a_known_error_that_is_one_no_more_is_moved_to_passes_over() -> None:
    mended = [(rule.name, text) for rule in RULES for text in rule.known_errors if not matches(rule, text)]

    assert mended == []


def test_every_event_rule_has_examples_of_both_sorts() -> None:
    bare = [rule.name for rule in RULES if not (rule.finds and rule.passes_over) and rule.role == "event"]

    assert bare == []
