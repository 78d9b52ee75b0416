"""(passage, sentence, candidate) -> Attribution: one name a source, the outlet where nobody is named."""

from datetime import UTC, datetime

import pytest

from monitor.knowledge.gazetteer_file import GazetteerFile
from monitor.knowledge.source_files import PACKAGE_SOURCES, SourceNames, read_source_files
from monitor.model.article import Article, Edition
from monitor.model.mention import Attribution, Kind, Part
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.speech.attribution import attribute
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
OBSERVATORY = "Syrian Observatory for Human Rights"


@pytest.fixture(scope="module")
def sources() -> SourceNames:
    return SourceNames(read_source_files((PACKAGE_SOURCES,)), GazetteerFile())


def said(sources: SourceNames, text: str, words: str, outlet: str = "") -> Attribution:
    at = text.index(words)
    layout = lay_out(text, NOON)
    sentence = next(one for one in layout.sentences if one.start <= at < one.end)
    edition = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="t")
    article = Article(uri="t", edition=edition, published_at=NOON, arrived_at=NOON, body=text, outlet=outlet)
    candidate = Candidate(Kind.KILLED, at, at + len(words), anchors=(at,))
    return attribute(Passage(article, Part.BODY, text, layout), sentence, candidate, sources)


def test_nobody_named_is_the_outlet(sources: SourceNames) -> None:
    assert said(sources, "Six people died in the fire.", "Six", outlet="AFP") == Attribution(name="AFP", is_outlet=True)


def test_the_agencys_sign_in_the_copy_names_the_outlet(sources: SourceNames) -> None:
    assert said(sources, "KABUL (Reuters) - Six people died in the fire.", "Six").name == "Reuters"


def test_the_outlets_own_reporter_is_the_outlet(sources: SourceNames) -> None:
    found = said(sources, "Six people died in the fire, an AFP correspondent said.", "Six", outlet="AFP")

    assert (found.name, found.is_outlet) == ("AFP", True)


@pytest.mark.parametrize(
    "text",
    [
        "Six people died, the Syrian Observatory for Human Rights said.",
        "Six people died, according to SOHR.",
        "Six people died, the Britain-based monitor said.",
        "The Observatory said six people died, not Six.",
        "Six people died, Observatory director Rami Abdel Rahman told AFP.",
        "The Syrian Observatory for Human Rights counted raids. Six people died, the group said.",
    ],
)
def test_one_source_has_one_name(sources: SourceNames, text: str) -> None:
    assert said(sources, text, "Six").name == OBSERVATORY


def test_the_texts_own_words_are_kept(sources: SourceNames) -> None:
    assert said(sources, "Six people died, the Britain-based monitor said.", "Six").words == "the Britain-based monitor"


def test_two_speakers_each_cover_their_own_words(sources: SourceNames) -> None:
    text = "Lebanon's health ministry said six people died, while Israel's army said nine gunmen were killed."

    assert said(sources, text, "six people").name == "Lebanon's health ministry"
    assert said(sources, text, "nine gunmen").name == "Israeli army"


def test_the_source_cited_is_the_source_not_who_cites_it(sources: SourceNames) -> None:
    assert said(sources, "Six people died, state television said, citing medics.", "Six").name == "medics"


def test_he_is_who_spoke_last(sources: SourceNames) -> None:
    text = "Governor Amin Tal said the town was calm. Six people died in the fire, he said."

    assert said(sources, text, "Six").name == "Governor Amin Tal"


@pytest.mark.parametrize(
    "text",
    [
        "Despite a truce announced in May, six people died.",
        "A Taliban-claimed attack left six people dead.",
        "An estimated six people died.",
        "The United States struck a camp and six people died.",
        "The blast claimed the lives of six people.",
    ],
)
def test_what_looks_like_a_speaker_is_none(sources: SourceNames, text: str) -> None:
    assert said(sources, text, "six people").words == ""


def test_same_words_in_another_country_are_another_source(sources: SourceNames) -> None:
    assert sources.canonical("the Iraqi health ministry") != sources.canonical("Sudan's health ministry")
    assert sources.canonical("Sudanese ministry of health") == sources.canonical("Sudan's health ministry")


@pytest.mark.parametrize("deed", ["The bloodshed expects", "The shelling expects", "Two air strikes project that"])
def test_a_deed_expects_and_projects_nothing(sources: SourceNames, deed: str) -> None:
    assert said(sources, f"{deed} the 40 dead to be buried.", "40 dead", outlet="AFP").is_outlet


@pytest.mark.parametrize(
    "who", ["Aid workers fear", "The Red Cross expects", "Villagers suspect", "The ministry forecasts"]
)
def test_those_who_tell_expect_and_fear(sources: SourceNames, who: str) -> None:
    assert who.rpartition(" ")[0].endswith(said(sources, f"{who} the 40 dead to be buried.", "40 dead").name)


def test_he_is_a_person_before_a_body_that_spoke_later(sources: SourceNames) -> None:
    text = "Guard Ali Hasan said a wall fell. The ministry said it was safe. Six people died, he said."

    assert said(sources, text, "Six").name == "Guard Ali Hasan"


def test_he_is_the_last_body_where_no_person_spoke(sources: SourceNames) -> None:
    text = "The army said a wall fell. The finance ministry said it was safe. Six people died, he said."

    assert said(sources, text, "Six").name == "finance ministry"


def test_the_who_speaks_and_who_does_not(sources: SourceNames) -> None:
    assert said(sources, "Cholera spreads. WHO said six people died.", "six").name == "World Health Organization"
