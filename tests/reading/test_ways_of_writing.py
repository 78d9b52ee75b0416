"""Desks write in several ways, and are read alike: own sentences in capitals, hard-wrapped, behind a dateline, in curly quotes."""

import json
import textwrap
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.pipeline import read_text

FILES = ("status.jsonl", "people.jsonl", "events.jsonl", "quiet.jsonl")
EVERY = 11
FLOOR = 0.99
ARRIVED = datetime(2026, 1, 1, 12, tzinfo=UTC)


def read(body: str, date: str = "2019-01-09", headline: str = "") -> tuple[str, tuple[Incident, ...]]:
    message = {"uri": "reading:ways", "published_at": f"{date}T12:00:00Z", "headline": headline, "body": body}
    article, incidents = read_text(RawArticle(value=json.dumps(message).encode(), arrived_at=ARRIVED), load_knowledge())
    return article.body, incidents


def told(text: str, day: str) -> Counter[tuple[str, str, object]]:
    return Counter((one.kind, one.status, one.figure) for one in read(text, day)[1])


def in_capitals(text: str, day: str) -> str:
    return text.upper() if len(text.upper()) == len(text) else text


def hard_wrapped(text: str, day: str) -> str:
    return text if "\n" in text else textwrap.fill(text, 72, break_long_words=False, break_on_hyphens=False)


def behind_a_dateline(text: str, day: str) -> str:
    has_one = text.split()[0].strip(",").isupper() or "\n" in text
    return text if has_one else f"BEIRUT, {date.fromisoformat(day):%B %d} (Reuters) - {text}"


def in_curly_quotes(text: str, day: str) -> str:
    return text.replace("'", "\u2019")


@pytest.fixture(scope="module")
def plain() -> list[tuple[str, str, Counter[tuple[str, str, object]]]]:
    """Some of the sentences, the day of each, and what it tells as it stands."""
    files = (Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines() for name in FILES)
    rows = [json.loads(line) for line in islice(chain.from_iterable(files), 0, None, EVERY)]
    texts = [(row["text"], row.get("date", "2019-01-09")) for row in rows]
    return [(text, day, told(text, day)) for text, day in texts]


@pytest.mark.parametrize("way", [in_capitals, hard_wrapped, behind_a_dateline, in_curly_quotes])
def test_each_way_of_writing_is_read_alike(
    way: Callable[[str, str], str], plain: list[tuple[str, str, Counter[tuple[str, str, object]]]]
) -> None:
    other = [text for text, day, known in plain if told(way(text, day), day) != known]

    assert len(other) <= (1 - FLOOR) * len(plain), other


@pytest.mark.parametrize(
    "text",
    [
        "GUNMEN KILLED NINE VILLAGERS NEAR KUTUM ON SUNDAY, POLICE IN NORTH DARFUR SAID.",
        "BOGOTA, 4 FEB 90 (RADIO SUR) -- [TEXT] GUERRILLAS SHOT DEAD THREE SOLDIERS YESTERDAY IN ARAUCA, GEN. RUIZ SAID.",
    ],
)
def test_evidence_is_what_was_printed(text: str) -> None:
    body, incidents = read(text, "1990-02-05")

    assert incidents
    for one in incidents:
        evidence = one.evidence
        assert evidence.text == body[evidence.start : evidence.end]
        assert f"{evidence.before}{evidence.text}{evidence.after}".isupper()
        assert one.attribution.words in body
        assert one.period.words in body


def test_names_come_out_as_names() -> None:
    _, (killed, *_) = read("GUNMEN KILLED NINE VILLAGERS NEAR KUTUM ON SUNDAY, THE GOVERNOR OF DARFUR SAID.")

    assert killed.attribution.name == "governor of Darfur"


def test_a_headline_in_capitals_over_small_letters() -> None:
    _, incidents = read("Officials met on Monday.", headline="REBELS SEIZE GORI IN DAWN RAID")

    assert [one.kind for one in incidents] == ["territory_change"]
