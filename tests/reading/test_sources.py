"""The project's own sentences: who says it?  Each line of sources.jsonl is one; the floor may only rise."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.knowledge.load import load_knowledge
from monitor.model.article import Article, Edition
from monitor.model.mention import Attribution, Kind, Part
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.speech.attribution import attribute
from monitor.steps.truecase import truecase
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LINES = [
    json.loads(line) for line in (Path(__file__).parent / "sources.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.98


def attributed(line: dict[str, Any]) -> Attribution:
    knowledge = load_knowledge()
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
    read = truecase(article, knowledge.gazetteer, knowledge.spelling)
    text = read.headline if part is Part.HEADLINE else read.body
    return attribute(Passage(read, part, text, layout), sentence, candidate, knowledge.sources)


def is_right(line: dict[str, Any], found: Attribution) -> bool:
    if "name" in line:
        return found.name.lower() == line["name"].lower()
    return line["words"].lower() in f"{found.name} {found.words}".lower()


def test_own_sentences_are_attributed_at_least_as_well_as_before() -> None:
    wrong = [(line["text"], line, found) for line in LINES if not is_right(line, found := attributed(line))]

    assert 1 - len(wrong) / len(LINES) >= FLOOR, "\n".join(map(str, wrong))
