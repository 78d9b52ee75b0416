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
CASES: list[dict[str, Any]] = [
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


READ = [(case, incidents(case["text"])) for case in CASES]


def rate(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_there_are_sentences_of_every_kind() -> None:
    assert len(CASES) >= 150


def test_kinds_that_are_told_are_found() -> None:
    hits = [any(told.kind == wanted["kind"] for told in read) for case, read in READ for wanted in case["expect"]]

    assert rate(hits) >= 0.97


def test_kinds_are_found_with_their_status_and_subject() -> None:
    hits = [found(wanted, read) for case, read in READ for wanted in case["expect"]]

    assert rate(hits) >= 0.92


def test_look_alikes_are_passed_over() -> None:
    hits = [
        not any(told.kind == kind and told.status == "new" for told in read)
        for case, read in READ
        for kind in case["forbid"]
    ]

    assert rate(hits) >= 0.98


@pytest.mark.parametrize("kind", sorted({wanted["kind"] for case in CASES for wanted in case["expect"]}))
def test_no_kind_reads_worse_than_nine_in_ten(kind: str) -> None:
    hits = [found(wanted, read) for case, read in READ for wanted in case["expect"] if wanted["kind"] == kind]

    assert rate(hits) >= 0.85


def test_events_are_placed_in_their_country_or_region() -> None:
    hits = [
        any(wanted["region"] in (told.place.region, told.place.country) for told in read if told.place)
        for case, read in READ
        for wanted in case["expect"]
        if "region" in wanted
    ]

    assert len(hits) >= 100
    assert rate(hits) >= 0.97
