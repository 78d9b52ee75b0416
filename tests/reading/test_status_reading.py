"""Own sentences with their status, read by the whole pipeline; the floor keeps a change from reading worse."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.pipeline import read_text

ROWS = [json.loads(line) for line in Path(__file__).with_name("status.jsonl").read_text(encoding="utf-8").splitlines()]
FOUND_FLOOR, RIGHT_FLOOR = 0.95, 0.97


def read_status(row: dict[str, Any]) -> str | None:
    """The status that the sentence's incident is read with; None where it isn't found."""
    message = {
        "uri": "reading:status",
        "version": "1",
        "published_at": f"{row['date']}T12:00:00Z",
        "headline": "",
        "body": row["text"],
        "language": "en",
    }
    raw = RawArticle(value=json.dumps(message).encode(), arrived_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    _, incidents = read_text(raw, load_knowledge())
    for incident in incidents:
        figure = incident.figure
        is_counted = row["low"] is None or (figure is not None and row["low"] in (figure.low, figure.high))
        if incident.kind == row["kind"] and is_counted:
            return str(incident.status)
    return None


@pytest.fixture(scope="module")
def readings() -> list[tuple[dict[str, Any], str | None]]:
    return [(row, read_status(row)) for row in ROWS]


def test_incidents_are_found(readings: list[tuple[dict[str, Any], str | None]]) -> None:
    missed = [row["text"] for row, status in readings if status is None]

    assert len(missed) <= (1 - FOUND_FLOOR) * len(readings), missed


def test_status_is_right(readings: list[tuple[dict[str, Any], str | None]]) -> None:
    found = [(row, status) for row, status in readings if status is not None]
    wrong = [(row["status"], status, row["text"]) for row, status in found if status != row["status"]]

    assert len(wrong) <= (1 - RIGHT_FLOOR) * len(found), wrong


def test_every_status_has_its_sentences() -> None:
    assert {row["status"] for row in ROWS} == {"new", "cumulative", "past", "stock", "possible", "denied"}
