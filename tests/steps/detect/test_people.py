"""Counts of people: what a candidate promises to those who judge, attribute and place it."""

import json
import pkgutil
from datetime import UTC, datetime
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.figure import Quantifier, Unit
from monitor.model.incident import Incident
from monitor.model.mention import Cause, Kind, Part
from monitor.pipeline import read_text
from monitor.steps import detect
from monitor.steps.detect.people.movement import EVERYDAY

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
PEOPLE = {Kind.DISPLACEMENT, Kind.KILLED, Kind.INJURED}


def people(text: str, headline: str = "") -> list[Incident]:
    message = {"uri": "people", "published_at": NOON.isoformat(), "headline": headline, "body": text, "language": "en"}
    raw = RawArticle(value=json.dumps(message).encode(), arrived_at=NOON)
    _, incidents = read_text(raw, load_knowledge())
    return [incident for incident in incidents if incident.kind in PEOPLE]


def test_evidence_runs_from_figure_to_verb() -> None:
    (found,) = people("Guards looked on. At least 40 rebels were killed near Kidal on Monday in clashes.")

    assert found.evidence.text == "At least 40 rebels were killed"
    assert found.sentence[0] <= found.evidence.start < found.evidence.end <= found.sentence[1]


def test_anchors_are_the_figure_and_the_verb() -> None:
    text = "At least 40 rebels were killed near Kidal on Monday in clashes."
    (found,) = people(text)

    assert found.anchors == (text.index("40"), text.index("killed"))


def test_reason_names_the_phrase_rule() -> None:
    (found,) = people("At least 40 rebels were killed near Kidal on Monday in clashes.")

    assert found.because[0].startswith("killed-verb: subject")


def test_quantifier_is_kept() -> None:
    (found,) = people("Between 2,000 and 4,000 people fled shelling in Kadugli on Monday.")

    assert found.figure is not None
    assert (found.figure.low, found.figure.high, found.figure.quantifier) == (2000, 4000, Quantifier.BETWEEN)


def test_families_are_households() -> None:
    (found,) = people("Some 870 families fled shelling in Kadugli on Monday.")

    assert found.figure is not None
    assert found.figure.unit is Unit.HOUSEHOLDS


def test_flood_alone_is_a_disaster_and_fighting_is_not() -> None:
    (flood,) = people("The flood displaced 12,000 people in Kassala on Monday.")
    (fighting,) = people("Fighting displaced 12,000 people in flooded Kassala on Monday.")

    assert flood.cause is Cause.DISASTER
    assert fighting.cause is Cause.CONFLICT


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("A strong quake struck Van on Monday. At least 40 people were killed.", Cause.DISASTER),
        ("Floods hit Punjab on Monday. Soldiers in boats have moved 9,000 people to schools.", Cause.DISASTER),
        ("A cyclone tore through Beira. The army sent tents. Some 2,000 families fled their homes.", Cause.DISASTER),
        (
            "A quake struck Idlib on Monday. Elsewhere gunmen stormed a village. Forty people were killed.",
            Cause.CONFLICT,
        ),
        ("Fighting flared in Darfur after a season of floods. At least 40 people were killed.", Cause.CONFLICT),
        ("A quake struck Van on Monday. Rebels shelled a camp on Tuesday and 12 people were killed.", Cause.CONFLICT),
    ],
)
def test_a_sentence_without_a_cause_has_that_of_the_words_before(text: str, cause: Cause) -> None:
    assert {one.cause for one in people(text)} == {cause}


def test_headline_alone_is_read() -> None:
    (found,) = people(
        "Families came on foot at dawn after the raids.", headline="7,000 flee as gunmen sack villages in Diffa"
    )

    assert found.evidence.part is Part.HEADLINE


def test_accident_is_no_incident() -> None:
    assert (
        people("A bus plunged into a ravine near Kathmandu on Monday, killing 24 passengers, traffic police said.")
        == []
    )


def test_going_home_is_no_displacement() -> None:
    assert people("About 5,000 refugees went home to Burundi last week as calm returned after the fighting.") == []


def test_detail_of_a_total_told_before_is_no_second_count() -> None:
    found = people("At least eight people were killed in Rastan by shells on Monday. Five of them died in a market.")

    assert [incident.figure.low for incident in found if incident.figure] == [8]


PIECES = """at least 40 rebels were killed and wounded 12,000 fled - -- — ( ) [ ] " ' , . ; : of the half million dozens
among which who 1.5m $ % IS US 9/11 3-1 2019 March May displaced families no one , including death toll rose to from
between 40-50,000 bodies lives claimed İ ß 'n as well as"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=40))
def test_no_order_of_words_breaks_the_reading(words: list[str]) -> None:
    text = " ".join(words)
    for found in people(text):
        assert found.figure is not None
        assert text[found.evidence.start : found.evidence.end] == found.evidence.text
        assert found.figure.low is not None or found.figure.high is not None


def test_a_verb_whose_words_go_on_in_the_next_paragraph_is_read() -> None:
    (found,) = people("A mortar hit the bakery. Nine men sustained\n\nsevere burns, a nurse said.")

    assert (found.kind, found.evidence.text) == (Kind.INJURED, "Nine men sustained")


def test_no_lexicon_of_people_holds_a_word_that_is_never_one() -> None:
    names = [module.name for module in pkgutil.iter_modules(detect.people.__path__)]
    values = [value for name in names for value in vars(import_module(f"{detect.people.__name__}.{name}")).values()]
    lexicons = [value for value in values if isinstance(value, frozenset)]
    hyphened = {str(word) for lexicon in lexicons for word in lexicon if "-" in str(word) and len(str(word)) > 1}

    assert len(lexicons) > 100
    assert hyphened <= EVERYDAY  # names of rules


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed 12 villagers after a mock trial in Kidal on Monday.", [12]),
        ("Umpires said 12 people were killed by shelling near the ground on Monday.", [12]),
        ("Instructors ran a mock ambush in which 14 soldiers were killed.", []),
        ("The exercise simulated a rocket attack that killed 14 soldiers.", []),
        ("Soldiers played 14 killed in a drill on Monday.", []),
        ("Rebels shelled soldiers during a drill near Goma on Monday and killed 14.", [14]),
    ],
)
def test_only_the_dead_of_a_feigned_fight_are_none(text: str, killed: list[int]) -> None:
    assert [one.figure.low for one in people(text) if one.figure] == killed


@pytest.mark.parametrize("queue", ["aid queue", "bread queue", "cash line", "funds line"])
def test_those_killed_in_a_queue_are_people(queue: str) -> None:
    assert [one.figure.low for one in people(f"Shells killed 20 in {queue} in Gaza City on Monday.") if one.figure] == [
        20
    ]


def test_a_heart_attack_in_the_heart_of_a_town_is_no_attack() -> None:
    assert not people("Shells hit a ward in the heart of Aleppo; a guard died of a heart attack and 4 patients died.")
    assert people("Shells hit a ward in the heart of Aleppo; a guard died and 4 patients died.")


@pytest.mark.parametrize(
    "text",
    [
        "A passer-by was killed by shelling in Donetsk on Monday.",
        "Gunmen shot dead a passerby near Mosul on Monday.",
        "Shelling killed a passer-by in Donetsk on Monday.",
    ],
)
def test_one_passer_by_is_one_person(text: str) -> None:
    assert [one.figure.low for one in people(text) if one.figure] == [1]
