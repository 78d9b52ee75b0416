"""Passages written and labelled by people who had not seen the code: what must be found in each, and what must not.

The floor may only rise.  What fails below it was left: labels that two readers might dispute, or wording not read yet.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.pipeline import read_text

CASES = [
    json.loads(line) for line in Path(__file__).with_name("passages.jsonl").read_text(encoding="utf-8").splitlines()
]
RIGHT_FLOOR, MOST_FORBIDDEN = 0.93, 0.01
ARRIVED = datetime(2030, 1, 1, tzinfo=UTC)


def incidents(case: dict[str, Any]) -> tuple[Incident, ...]:
    message = {
        "uri": f"passage:{case['id']}",
        "version": "1",
        "published_at": case["published_at"],
        "headline": case["headline"],
        "body": case["body"],
        "language": "en",
    }
    return read_text(RawArticle(value=json.dumps(message).encode(), arrived_at=ARRIVED), load_knowledge())[1]


def fits(wanted: dict[str, Any], found: Incident) -> bool:
    """Everything that the label settles."""
    place, figure = found.place, found.figure
    return (
        found.kind == wanted["kind"]
        and wanted.get("status") in (None, found.status)
        and (not _bounds(wanted) or (figure is not None and _bounds(wanted) == {figure.low, figure.high} - {None}))
        and (not wanted.get("unit") or figure is None or figure.unit == wanted["unit"])
        and wanted.get("subject") in (None, found.subject)
        and wanted.get("country") in (None, place and place.country)
        and wanted.get("region") in (None, place and place.region)
        and (wanted.get("attribution") or "").lower() in f"{found.attribution.name} {found.attribution.words}".lower()
    )


def _bounds(wanted: dict[str, Any]) -> set[int]:
    return {int(wanted[name]) for name in ("low", "high") if wanted.get(name)}


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], tuple[Incident, ...]]]:
    return [(case, incidents(case)) for case in CASES]


def forbidden(case: dict[str, Any], found: tuple[Incident, ...]) -> list[Incident]:
    return [
        one
        for one in found
        for never in case["forbid"]
        if one.kind == never["kind"] and never.get("status") in (None, one.status)
    ]


def test_passages_are_read_at_least_as_well_as_before(read: list[tuple[dict[str, Any], tuple[Incident, ...]]]) -> None:
    wrong = [
        (case["id"], case["headline"], case["body"])
        for case, found in read
        if forbidden(case, found) or not all(any(fits(want, one) for one in found) for want in case["expect"])
    ]

    assert 1 - len(wrong) / len(read) >= RIGHT_FLOOR, "\n".join(map(str, wrong))


def test_what_a_passage_does_not_say_is_not_read(read: list[tuple[dict[str, Any], tuple[Incident, ...]]]) -> None:
    false = [(case["id"], one.evidence.text) for case, found in read for one in forbidden(case, found)]

    assert len(false) / len(read) <= MOST_FORBIDDEN, "\n".join(map(str, false))
