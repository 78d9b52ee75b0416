"""([Mention], Article, gazetteer) -> [Incident]: what the step promises whatever the copy."""

import json
from datetime import UTC, datetime
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from monitor.knowledge.gazetteer_file import GazetteerFile
from monitor.model.article import Article, Edition
from monitor.model.incident import Incident, PlacedBy
from monitor.model.mention import Evidence, Kind, Mention, Part, Status
from monitor.steps.locate import locate
from monitor.steps.locate.triggers import STEMS, TRIGGER, find_triggers
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def gazetteer() -> GazetteerFile:
    return GazetteerFile()


def article(body: str, headline: str = "") -> Article:
    edition = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="t")
    return Article(uri="t", edition=edition, published_at=NOON, arrived_at=NOON, headline=headline, body=body)


def mention(text: str, words: str, kind: Kind = Kind.KILLED, part: Part = Part.BODY, dateline: str = "") -> Mention:
    at = text.index(words)
    layout = lay_out(text, NOON)
    sentence = next(one for one in layout.sentences if one.start <= at < one.end)
    return Mention(
        kind=kind,
        status=Status.NEW,
        evidence=Evidence(part=part, start=at, end=at + len(words), text=words),
        sentence=(sentence.start, sentence.end),
        paragraph=layout.paragraphs[sentence.paragraph],
        dateline=dateline,
        anchors=(at,),
    )


def place(gazetteer: GazetteerFile, body: str, words: str, kind: Kind = Kind.KILLED, dateline: str = "") -> Incident:
    return locate([mention(body, words, kind, dateline=dateline)], article(body), gazetteer)[0]


def test_no_mentions_give_no_incidents(gazetteer: GazetteerFile) -> None:
    assert locate([], article("All quiet in Idlib."), gazetteer) == ()


def test_a_place_that_cannot_be_told_goes_to_triage(gazetteer: GazetteerFile) -> None:
    found = place(gazetteer, "Six people died, nobody knows where.", "Six people")

    assert (found.place, found.placed_by, found.region_id) == (None, PlacedBy.NOWHERE, "ZZ")


def test_same_input_same_output(gazetteer: GazetteerFile) -> None:
    body = "Shelling in Saraqeb, in Idlib province, killed six people."

    assert place(gazetteer, body, "six people") == place(gazetteer, body, "six people")


def test_all_but_the_place_stays_as_it_was(gazetteer: GazetteerFile) -> None:
    body = "Shelling in Saraqeb killed six people."
    before = mention(body, "six people")
    after = locate([before], article(body), gazetteer)[0]

    assert after.model_dump(exclude={"place", "placed_by", "because"}) == before.model_dump(exclude={"because"})
    assert after.because[-1] == "place by sentence: at: Saraqeb"


def test_region_country_and_coordinates_are_filled(gazetteer: GazetteerFile) -> None:
    found = place(gazetteer, "Shelling in Khan Sheikhun, Syria, killed six people.", "six people").place

    assert found is not None
    assert (found.country, found.region, found.level) == ("SY", "SY-ID", "place")
    assert found.latitude == pytest.approx(35.44, abs=0.05)
    assert found.geonames_id


def test_displacement_lies_at_the_origin_never_at_the_destination(gazetteer: GazetteerFile) -> None:
    body = "Some 600 people fled Kobane for Suruc, in Turkey."

    assert place(gazetteer, body, "600 people", Kind.DISPLACEMENT).region_id == "SY-HL"


def test_a_destination_alone_does_not_stand_for_an_origin_abroad(gazetteer: GazetteerFile) -> None:
    found = place(
        gazetteer, "Fighting flared in Libya. Some 600 people crossed into Tunisia.", "600 people", Kind.DISPLACEMENT
    )

    assert found.region_id == "LY"


@pytest.mark.parametrize(
    "body",
    [
        "Moscow said 12 people were killed in Aleppo.",
        "A minister said in Geneva that 12 people were killed in Aleppo.",
        "Turkish-backed rebels killed 12 people in Aleppo.",
        "Russia, a Damascus ally, denied that 12 people were killed in Aleppo.",
        "Jordan Miller, a medic, said 12 people were killed in Aleppo.",
        "The Washington Post reported that 12 people were killed in Aleppo.",
        "Militants of the Islamic State in Iraq and Syria killed 12 people in Aleppo.",
    ],
)
def test_who_acts_or_speaks_is_not_where_it_happened(gazetteer: GazetteerFile, body: str) -> None:
    assert place(gazetteer, body, "12 people").region_id == "SY-HL"


def test_one_name_two_countries_the_text_decides(gazetteer: GazetteerFile) -> None:
    assert (
        place(gazetteer, "Clashes in Tripoli killed six people, Lebanon's army said.", "six people").region_id
        == "LB-AS"
    )
    assert (
        place(gazetteer, "Clashes in Tripoli killed six people, Libya's army said.", "six people").region_id == "LY-TB"
    )


def test_the_sentence_before_tells_where(gazetteer: GazetteerFile) -> None:
    body = "Gunmen raided Bria, in the Central African Republic. The attackers came at dawn. At least 14 people died."

    assert place(gazetteer, body, "14 people").placed_by is PlacedBy.PARAGRAPH
    assert place(gazetteer, body, "14 people").region_id == "CF-HK"


def test_a_dateline_abroad_is_no_scene(gazetteer: GazetteerFile) -> None:
    body = "NAIROBI - Six people died in South Sudan's Unity state on Monday.\n\nFour more were shot."

    assert place(gazetteer, body, "Four more", dateline="NAIROBI").region_id == "SS-UY"


def test_three_regions_in_a_row_are_their_country(gazetteer: GazetteerFile) -> None:
    found = place(gazetteer, "Strikes in Homs, Hama and Idlib killed 30 people.", "30 people")

    assert found.region_id == "SY"
    assert found.place is not None
    assert found.place.name == "Homs, Hama and Idlib, Syria"


def test_an_unknown_village_keeps_its_name_within_the_known_place(gazetteer: GazetteerFile) -> None:
    found = place(
        gazetteer, "Militants killed four people in Zurgumbe, a village in Mali's Mopti region.", "four people"
    )

    assert found.place is not None
    assert (found.place.name, found.place.region) == ("Zurgumbe, Mopti", "ML-5")


def test_a_veto_lies_in_the_country_that_the_text_is_about(gazetteer: GazetteerFile) -> None:
    body = "UNITED NATIONS - Russia vetoed a resolution on aid for northwest Syria, to the anger of Turkey."

    assert place(gazetteer, body, "vetoed", Kind.VETO, dateline="UNITED NATIONS").region_id == "SY"


def test_the_headline_tells_where_the_body_does_not(gazetteer: GazetteerFile) -> None:
    body = "At least 14 people died at dawn."
    found = locate([mention(body, "14 people")], article(body, "Raid on Chibok kills 14"), gazetteer)[0]

    assert (found.region_id, found.placed_by) == ("NG-BO", PlacedBy.HEADLINE)


def test_the_long_pattern_is_tried_wherever_it_can_begin() -> None:
    lines = (Path(__file__).parents[2] / "reading" / "places.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        text = json.loads(line)["text"]

        assert [one.span() for one in find_triggers(text)] == [one.span() for one in TRIGGER.finditer(text)]


@pytest.mark.parametrize("word", ["Aleppo ", "Aleppo, ", "from Aleppo to ", "Al-"])
def test_a_sentence_without_end_costs_no_more_than_its_length(gazetteer: GazetteerFile, word: str) -> None:
    body = word * (40_000 // len(word))
    endless = mention("Six died.", "Six").model_copy(update={"sentence": (0, len(body)), "paragraph": (0, len(body))})

    assert len(locate([endless], article(body), gazetteer)) == 1


def beginnings(pattern: Any, length: int = 3) -> set[str]:
    """What may begin a text that the parsed pattern matches; a sign that may be any ends it."""
    found = {""}
    for kind, value in pattern:
        name = str(kind)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        open_ones = {start for start in found if len(start) < length and not start.endswith("?")}
        if not open_ones:
            break
        longer = {start + more for start in open_ones for more in parts(name, value, length)}
        found = {start[:length] for start in (found - open_ones) | longer}
    return found


def parts(name: str, value: Any, length: int) -> set[str]:
    if name == "LITERAL":
        return {chr(value)}
    if name == "BRANCH":
        return {start for branch in value[1] for start in beginnings(branch, length)}
    if name == "SUBPATTERN":
        return beginnings(value[3], length)
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, _, inner = value
        return beginnings(inner, length) | (set() if least else {""})
    if name == "IN" and all(str(one) == "LITERAL" for one, _ in value):
        return {chr(letter) for _, letter in value}
    return {"?"}


def test_every_alternative_of_a_trigger_is_tried_at_its_first_letters() -> None:
    begun = {start.rstrip("?").lower() for start in beginnings(_parser.parse(TRIGGER.pattern))}

    assert len(begun) > 200
    assert begun - STEMS == set()


@pytest.mark.parametrize("fighters", ["fighters", "gunmen", "rebels", "jihadists", "bandits", "raiders", "militants"])
def test_where_fighters_came_from_opens_a_trigger(fighters: str) -> None:
    (trigger,) = find_triggers(f"{fighters} who came over the border from")

    assert trigger.lastgroup == "launch"
