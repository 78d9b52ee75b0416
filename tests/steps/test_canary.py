"""The canary is read, weighed and announced by the pipeline itself, and is nothing to anybody else."""

from typing import Any

import pytest

from monitor import pipeline
from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.steps.canary import CANARY_URI, NULL_CHANNEL, write_canary
from tests.delivery.changes import NOON


@pytest.fixture(scope="module")
def knowledge() -> Any:
    return load_knowledge()


def test_it_is_read_weighed_and_announced_by_the_pipeline_itself(knowledge: Any) -> None:
    raw = RawArticle(value=write_canary(f"{CANARY_URI}1", NOON), arrived_at=NOON)
    report = pipeline.read_canary(raw, knowledge)
    assert report
    change = pipeline.watch_canary(report, knowledge)
    assert change
    said = pipeline.announce_canary(change)
    assert [(sent.channel, sent.line) for sent in said.notifications] == [
        (NULL_CHANNEL, "WATCH · Antarctica: 26,000 people newly displaced in 72 hours")
    ]


def test_to_everybody_else_it_is_an_advisory_that_says_nothing(knowledge: Any) -> None:
    raw = RawArticle(value=write_canary(f"{CANARY_URI}1", NOON), arrived_at=NOON)
    reading = pipeline.read_article(raw, None, knowledge)
    assert (reading.reports, reading.incidents, reading.retractions) == ((), (), ())
