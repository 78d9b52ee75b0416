"""Own sentences with their figures, read by the whole pipeline; the floors keep a change from reading worse."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.mention import Kind
from monitor.pipeline import read_text

ROWS = [json.loads(line) for line in Path(__file__).with_name("people.jsonl").read_text(encoding="utf-8").splitlines()]
PRECISION_FLOOR, RECALL_FLOOR = 0.97, 0.97
PEOPLE = {Kind.DISPLACEMENT, Kind.KILLED, Kind.INJURED}

Told = tuple[str, int | None, int | None, str]
Reading = tuple[dict[str, Any], Counter[Told], Counter[Told]]


def read_people(row: dict[str, Any]) -> Counter[Told]:
    """Every count of people that the pipeline finds in the row."""
    message = {
        "uri": "reading:people",
        "version": "1",
        "published_at": "2024-05-01T12:00:00Z",
        "headline": row.get("headline", ""),
        "body": row["text"],
        "language": "en",
    }
    raw = RawArticle(value=json.dumps(message).encode(), arrived_at=datetime(2024, 5, 1, 12, tzinfo=UTC))
    _, incidents = read_text(raw, load_knowledge())
    figures = [(incident.kind, incident.figure) for incident in incidents if incident.kind in PEOPLE]
    return Counter((str(kind), figure.low, figure.high, str(figure.unit)) for kind, figure in figures if figure)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [
        (row, Counter((e["kind"], e["low"], e["high"], e["unit"]) for e in row["expect"]), read_people(row))
        for row in ROWS
    ]


def test_figures_told_are_read(readings: list[Reading]) -> None:
    missed = [(row["text"], *(want - have)) for row, want, have in readings if want - have]
    wanted = sum(want.total() for _, want, _ in readings)

    assert sum(len(row) - 1 for row in missed) <= (1 - RECALL_FLOOR) * wanted, missed


def test_figures_read_are_told(readings: list[Reading]) -> None:
    extra = [(row["text"], *(have - want)) for row, want, have in readings if have - want]
    had = sum(have.total() for _, _, have in readings)

    assert sum(len(row) - 1 for row in extra) <= (1 - PRECISION_FLOOR) * had, extra


def test_every_kind_and_silence_have_their_sentences() -> None:
    kinds = Counter(expected["kind"] for row in ROWS for expected in row["expect"])

    assert kinds["killed"] >= 40
    assert kinds["displacement"] >= 40
    assert kinds["injured"] >= 10
    assert sum(not row["expect"] for row in ROWS) >= 20
