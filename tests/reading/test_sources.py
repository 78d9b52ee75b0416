"""The project's own sentences: who says it?  Each line of sources.jsonl is one; the floor may only rise."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.knowledge.gazetteer_file import GAZETTEER, GazetteerFile
from monitor.knowledge.source_files import PACKAGE_SOURCES, SourceNames, read_source_files
from monitor.model.article import Article, Edition
from monitor.model.mention import Attribution, Kind, Part
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.speech.attribution import attribute
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINES = [
    json.loads(line) for line in (Path(__file__).parent / "sources.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.98


@pytest.fixture(scope="module")
def sources() -> SourceNames:
    return SourceNames(read_source_files((PACKAGE_SOURCES,)), GazetteerFile(GAZETTEER))


def attributed(line: dict[str, Any], sources: SourceNames) -> Attribution:
    part = Part.HEADLINE if "headline" in line else Part.BODY
    text = line.get("headline") or line["text"]
    at = text.index(line["mark"])
    layout = lay_out(text, NOON)
    sentence = next(one for one in layout.sentences if one.start <= at < one.end)
    article = Article(
        uri="t", edition=Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="t"), published_at=NOON, arrived_at=NOON,
        headline=line.get("headline", ""), body=line["text"],
    )  # fmt: skip
    candidate = Candidate(Kind.KILLED, at, at + len(line["mark"]), anchors=(at,))
    return attribute(Passage(article, part, text, layout), sentence, candidate, sources)


def is_right(line: dict[str, Any], found: Attribution) -> bool:
    if "name" in line:
        return found.name.lower() == line["name"].lower()
    return line["words"].lower() in f"{found.name} {found.words}".lower()


def test_own_sentences_are_attributed_at_least_as_well_as_before(sources: SourceNames) -> None:
    wrong = [(line["text"], line, found) for line in LINES if not is_right(line, found := attributed(line, sources))]

    assert 1 - len(wrong) / len(LINES) >= FLOOR, "\n".join(map(str, wrong))
