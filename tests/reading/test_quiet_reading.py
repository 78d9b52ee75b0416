"""Ordinary copy of our own, full of the words of war: sport, trade, films, accidents, courts.  None of it may alert."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.model.mention import Kind, Status
from monitor.pipeline import read_text

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("quiet.jsonl").read_text(encoding="utf-8").splitlines()
]
MOST_FALSE = 0.04
HARMLESS = frozenset({Kind.DE_ESCALATION, Kind.WARNING, Kind.CEASEFIRE_THREAT})
"""Kinds that by themselves raise no alarm of harm done."""


def read(text: str, date: str = "2025-03-12") -> tuple[Incident, ...]:
    message = {"uri": "reading:quiet", "published_at": f"{date}T20:00:00Z", "body": text}
    raw = RawArticle(value=json.dumps(message).encode(), arrived_at=datetime(2030, 1, 1, tzinfo=UTC))
    return read_text(raw, load_knowledge())[1]


def alarms(text: str, date: str = "2025-03-12") -> list[str]:
    return [
        f"{found.kind}: {found.evidence.text}"
        for found in read(text, date)
        if found.status is Status.NEW and found.kind not in HARMLESS
    ]


def test_there_are_many_classes_of_ordinary_copy() -> None:
    assert len({row["class"] for row in ROWS}) >= 20


def test_ordinary_copy_raises_no_alarm() -> None:
    false = [(row["class"], row["text"], alarms(row["text"])) for row in ROWS if alarms(row["text"])]

    assert len(false) <= MOST_FALSE * len(ROWS), false


HISTORY = """The fort was begun in 1731 and finished nine years later.  In 1746 it changed hands twice.
Rebels seized the lower town and shelled the walls, killing 40 of the garrison.  The survivors fled across the firth.
After the peace of 1763 the guns were sold.  A second siege, in 1793, lasted eleven days."""
TALE = " ".join(
    [
        "Marta had the stove going when the men came up the lane, and she counted them as they came.",
        "They had been on the hill since the snow went, and the youngest of them had no boots.",
        "Her father took down the lamp, and the captain sat at the table with his hands around a cup.",
        "The army shelled the mill, he said, and killed two of his soldiers at the ford.",
        "Nobody asked him their names.",
    ]
    * 4
)


def test_a_history_tells_nothing_new() -> None:
    assert alarms(HISTORY) == []


def test_news_with_some_years_in_it_is_news() -> None:
    assert alarms(f"Rebels shelled the port of Massawa on Sunday and killed nine people.\n{HISTORY}") != []


def test_a_long_text_that_names_no_day_tells_nothing_new() -> None:
    assert len(TALE) > 1_500
    assert alarms(TALE) == []


@pytest.mark.parametrize(
    "news",
    [
        "DAMASCUS (Reuters) - ",
        "On Sunday the rebels came down.  ",
        "Police said nine people have been killed.  Officials said the army had withdrawn.  ",
    ],
)
def test_a_long_text_of_news_stays_news(news: str) -> None:
    assert alarms(news + TALE) != []


def test_a_year_before_1900_is_a_date() -> None:
    assert alarms("Rebels took the town on December 2, 1859, and killed 200 soldiers.") == []
    assert alarms("Rebels took the town in 1683 and killed 200 soldiers.") == []


def test_a_count_of_four_digits_is_no_year() -> None:
    assert alarms("Rebels burned 1683 homes on Sunday and killed 12 soldiers in 1100 raids.") != []
