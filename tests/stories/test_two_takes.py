"""What the founding story of our own must and must not say, whatever day it is told."""

import json
from datetime import UTC, datetime

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.incident import Incident
from monitor.pipeline import read_text
from tests.stories.tell import two_takes

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def told() -> tuple[Incident, ...]:
    knowledge = load_knowledge()
    value = json.dumps({"uri": "story", "published_at": NOON.isoformat(), "body": two_takes(NOON)}).encode()
    return read_text(RawArticle(value=value, arrived_at=NOON), knowledge)[1]


def news(told: tuple[Incident, ...]) -> set[tuple[str, str | None]]:
    return {
        (one.kind.value, one.place.region or one.place.country) for one in told if one.status == "new" and one.place
    }


def test_every_kind_of_the_story_is_news_in_its_region(told: tuple[Incident, ...]) -> None:
    assert news(told) >= {
        ("displacement", "YE-MA"),
        ("killed", "YE-MA"),
        ("air_strike", "YE-MA"),
        ("shelling", "YE-MA"),
        ("ceasefire_breach", "YE-MA"),
        ("facility_attack", "YE-MA"),
        ("territory_change", "YE-MA"),
        ("warning", "YE-MA"),
        ("veto", "YE"),
    }


def test_only_the_veto_is_news_outside_of_the_region(told: tuple[Incident, ...]) -> None:
    assert {kind for kind, region in news(told) if region != "YE-MA"} == {"veto"}


@pytest.mark.parametrize("unconcerned", ["YE-SA", "YE-SN", "YE-HU", "RU", "RU-MOW"])
def test_places_that_are_only_named_carry_no_incident(told: tuple[Incident, ...], unconcerned: str) -> None:
    assert not [one for one in told if one.place and unconcerned in (one.place.region, one.place.country)]


def test_the_towns_taken_are_counted(told: tuple[Incident, ...]) -> None:
    figures = [one.figure for one in told if one.kind == "territory_change" and one.figure]

    assert [(figure.low, figure.high) for figure in figures] == [(14, 14)]
