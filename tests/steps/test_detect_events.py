"""Events: what rules need of each other in one sentence, and beyond it."""

import json
import time
from datetime import UTC, datetime

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.figure import Figure, Quantifier, Unit
from monitor.model.mention import Kind, Mention, Part, Status
from monitor.pipeline import read_text

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def read(body: str, headline: str = "") -> dict[Kind, Mention]:
    fields = {"uri": "case", "published_at": NOON.isoformat(), "headline": headline, "body": body}
    _, incidents = read_text(RawArticle(value=json.dumps(fields).encode(), arrived_at=NOON), KNOWLEDGE)
    return {told.kind: told for told in incidents}


def test_a_breach_needs_no_truce_in_its_own_sentence() -> None:
    told = read("A ceasefire took effect in Sirte on Tuesday. By dusk both sides had violated the deal.")

    assert told[Kind.CEASEFIRE_BREACH].status is Status.NEW


def test_the_age_of_a_truce_is_not_the_age_of_its_breach() -> None:
    told = read("Shelling went on in Taiz on Tuesday despite a truce agreed in March last year.")

    assert told[Kind.CEASEFIRE_BREACH].status is Status.NEW


def test_violations_are_counted() -> None:
    told = read("Monitors logged more than 300 violations of the ceasefire in Luhansk on Tuesday.")

    assert told[Kind.CEASEFIRE_BREACH].figure == Figure(
        low=300, high=None, unit=Unit.EVENTS, quantifier=Quantifier.AT_LEAST
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The army seized a total of 25 towns and villages from rebels on Tuesday.", 25, 25),
        ("Rebels have captured Bria, Ippy and two other towns, exiles said.", 4, 4),
        ("The army has lost Mweso and three more villages since Friday.", 4, 4),
        ("Rebels captured dozens of hamlets from soldiers this week.", 24, 99),
        ("Militants lost at least four districts to the army on Tuesday.", 4, None),
    ],
)
def test_towns_taken_are_counted(text: str, low: int, high: int | None) -> None:
    figure = read(text)[Kind.TERRITORY_CHANGE].figure

    assert figure is not None
    assert (figure.low, figure.high, figure.unit) == (low, high, Unit.PLACES)


def test_a_refusal_of_passage_is_no_denial() -> None:
    assert (
        read("Soldiers refused to let an aid convoy into Darayya on Tuesday.")[Kind.AID_OBSTRUCTION].status
        is Status.NEW
    )


def test_what_a_vetoed_text_would_have_done_makes_the_veto_no_less_real() -> None:
    told = read("Russia on Tuesday vetoed a UN Security Council text that would have let aid into Idlib next year.")

    assert told[Kind.VETO].status is Status.NEW


def test_aircraft_that_did_not_fire_are_denied() -> None:
    assert (
        read("The ministry said its warplanes had not bombed the village of Hass.")[Kind.AIR_STRIKE].status
        is Status.DENIED
    )


def test_all_capitals_are_read() -> None:
    assert Kind.SHELLING in read("REBELS FIRED MORTARS AT THE BARRACKS IN USULUTAN TODAY.")


def test_evidence_is_the_articles_own_words() -> None:
    body = (
        "Étienne’s “rebels”, who hold the hills to the north of the capital, again violated the\n"
        "fragile truce in Bangui on Tuesday, the mission of the United Nations there has said."
    )
    evidence = read(body)[Kind.CEASEFIRE_BREACH].evidence

    assert evidence.text == body[evidence.start : evidence.end] == "violated the\nfragile truce"


def test_evidence_has_the_rest_of_its_sentence() -> None:
    told = read("All was quiet at dawn. Shells hit the port\nof Odesa on Monday, killing 14 people, officials said.")

    said = told[Kind.KILLED].evidence
    whole = "Shells hit the port of Odesa on Monday, killing 14 people, officials said."
    assert f"{said.before}{said.text}{said.after}" == whole


def test_a_headline_without_body_is_read() -> None:
    assert read("", "Warplanes bomb market in Idlib")[Kind.AIR_STRIKE].evidence.part is Part.HEADLINE


def test_a_text_without_full_stops_costs_no_more_than_its_length() -> None:
    started = time.process_time()

    read("rebels seized town air strikes truce violated killed despite " * 2_000)

    assert time.process_time() - started < 5
