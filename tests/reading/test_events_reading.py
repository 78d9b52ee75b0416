"""What the monitor reads in our own sentences: every kind that is no count of people, beside its look-alikes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.pipeline import read_text

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
Case = dict[str, Any]
Read = tuple[Case, tuple[Incident, ...]]
CASES: list[Case] = [
    json.loads(line) for line in (Path(__file__).parent / "events.jsonl").read_text(encoding="utf-8").splitlines()
]


def incidents(text: str) -> tuple[Incident, ...]:
    knowledge = load_knowledge()
    value = json.dumps({"uri": "case", "published_at": NOON.isoformat(), "body": text}).encode()
    return read_text(RawArticle(value=value, arrived_at=NOON), knowledge)[1]


def found(wanted: dict[str, str], told: tuple[Incident, ...]) -> bool:
    """True where a mention has everything that the case settles."""
    return any(
        mention.kind == wanted["kind"]
        and wanted.get("status", mention.status) == mention.status
        and wanted.get("subject", mention.subject) == mention.subject
        for mention in told
    )


@pytest.fixture(scope="module")
def read() -> list[Read]:
    return [(case, incidents(case["text"])) for case in CASES]


def rate(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_there_are_sentences_of_every_kind() -> None:
    assert len(CASES) >= 150


def test_kinds_that_are_told_are_found(read: list[Read]) -> None:
    hits = [
        any(told.kind == wanted["kind"] for told in found_in) for case, found_in in read for wanted in case["expect"]
    ]

    assert rate(hits) >= 0.97


def test_kinds_are_found_with_their_status_and_subject(read: list[Read]) -> None:
    hits = [found(wanted, told) for case, told in read for wanted in case["expect"]]

    assert rate(hits) >= 0.92


def test_look_alikes_are_passed_over(read: list[Read]) -> None:
    hits = [
        not any(told.kind == kind and told.status == "new" for told in found_in)
        for case, found_in in read
        for kind in case["forbid"]
    ]

    assert rate(hits) >= 0.98


@pytest.mark.parametrize("kind", sorted({wanted["kind"] for case in CASES for wanted in case["expect"]}))
def test_no_kind_reads_worse_than_nine_in_ten(kind: str, read: list[Read]) -> None:
    hits = [found(wanted, told) for case, told in read for wanted in case["expect"] if wanted["kind"] == kind]

    assert rate(hits) >= 0.85


def test_events_are_placed_in_their_country_or_region(read: list[Read]) -> None:
    hits = [
        any(wanted["region"] in (told.place.region, told.place.country) for told in found_in if told.place)
        for case, found_in in read
        for wanted in case["expect"]
        if "region" in wanted
    ]

    assert len(hits) >= 100
    assert rate(hits) >= 0.97
