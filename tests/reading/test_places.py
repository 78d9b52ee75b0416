"""The project's own sentences: where does it happen?  Each line of places.jsonl is one; the floor may only rise."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.gazetteer_file import GAZETTEER, GazetteerFile
from monitor.model.article import Article, Edition
from monitor.model.figure import Figure
from monitor.model.incident import Incident
from monitor.model.mention import Cause, Evidence, Kind, Mention, Status
from monitor.steps.locate import locate
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINES = [json.loads(line) for line in (Path(__file__).parent / "places.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR = 0.97


@pytest.fixture(scope="module")
def gazetteer() -> GazetteerFile:
    return GazetteerFile(GAZETTEER)


def placed(line: dict[str, Any], gazetteer: GazetteerFile) -> Incident:
    text = line["text"]
    at = text.index(line["mark"])
    layout = lay_out(text, NOON)
    sentence = next(one for one in layout.sentences if one.start <= at < one.end)
    mention = Mention(
        kind=Kind(line["kind"]),
        status=Status(line.get("status", "new")),
        cause=Cause(line.get("cause", "conflict")),
        evidence=Evidence(start=at, end=at + len(line["mark"]), text=line["mark"]),
        sentence=(sentence.start, sentence.end),
        paragraph=layout.paragraphs[sentence.paragraph],
        dateline=line.get("dateline", ""),
        anchors=(at,),
        figure=Figure(low=line["low"], high=None) if "low" in line else None,
    )
    article = Article(
        uri="t", edition=Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="t"), published_at=NOON, arrived_at=NOON,
        headline=line.get("headline", ""), body=text,
    )  # fmt: skip
    return locate([mention], article, gazetteer)[0]


def is_right(line: dict[str, Any], found: Incident) -> bool:
    place = found.place
    if line["country"] is None:
        return place is None
    return (
        place is not None
        and place.country == line["country"]
        and ("region" not in line or (place.region or "") == line["region"])
        and ("place" not in line or line["place"].lower() in place.name.lower())
    )


def test_own_sentences_are_placed_at_least_as_well_as_before(gazetteer: GazetteerFile) -> None:
    wrong = [
        (line["text"], found.place, found.because)
        for line in LINES
        if not is_right(line, found := placed(line, gazetteer))
    ]

    assert 1 - len(wrong) / len(LINES) >= FLOOR, "\n".join(map(str, wrong))
