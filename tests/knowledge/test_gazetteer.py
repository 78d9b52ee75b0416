"""What the gazetteer promises: names in any spelling, regions as ISO 3166-2, a user's own places on top."""

from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.gazetteer_file import GazetteerFile, consonants
from monitor.knowledge.pcode_file import read_pcodes
from monitor.knowledge.place_names import fold_name, read_place_file
from monitor.model.base import TRIAGE, RegionId


@pytest.fixture(scope="module")
def gazetteer() -> GazetteerFile:
    return GazetteerFile()


def regions(gazetteer: GazetteerFile, text: str) -> list[tuple[str, str | None]]:
    return [(text[name.start : name.end], name.candidates[0].region) for name in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Idlib", "SY-ID"),
        ("Rif Dimashq", "SY-RD"),
        ("Deir el-Zour", "SY-DY"),
        ("Al-Hasakah", "SY-HA"),
        ("Maaret Al-Numan", "SY-ID"),
        ("Ma‘arrat an-Nu‘mān", "SY-ID"),
        ("Hodeidah", "YE-HU"),
        ("Ta'izz", "YE-TA"),
        ("Khan Younis", "PS-KYS"),
        ("Deir al-Balah", "PS-DEB"),
        ("Sevastopol", "UA-40"),
        ("Simferopol", "UA-43"),
        ("Sloviansk", "UA-14"),
        ("Duhok", "IQ-DA"),
        ("Sulaymaniyah", "IQ-SU"),
        ("El Fasher", "SD-DN"),
        ("Wad Medani", "SD-GZ"),
        ("Bentiu", "SS-UY"),
        ("Bunia", "CD-IT"),
        ("Mekelle", "ET-TI"),
        ("Beledweyne", "SO-HI"),
        ("Maungdaw", "MM-16"),
        ("Lashkar Gah", "AF-HEL"),
        ("Djibo", "BF-12"),
        ("Gao", "ML-7"),
        ("Diffa", "NE-2"),
        ("Maiduguri", "NG-BO"),
        ("Bol", "TD-LC"),
        ("Bangui", "CF-BGF"),
        ("Pemba", "MZ-P"),
        ("Benghazi", "LY-BA"),
        ("Port-au-Prince", "HT-OU"),
        ("Buenaventura", "CO-VAC"),
        ("Cox's Bazar", "BD-B"),
        ("Medellin", "CO-ANT"),
        ("Chicago", "US-IL"),
        ("Karangasem", "ID-BA"),
        ("North Luwu", "ID-SN"),
        ("Sinabung", "ID-SU"),
        ("Wayanad", "IN-KL"),
        ("East Kameng", "IN-AR"),
        ("Huong Khe", "VN-23"),
        ("Sonoma County", "US-CA"),
        ("Kelowna", "CA-BC"),
        ("Logone-et-Chari", "CM-EN"),
        ("Saut-d'Eau", "HT-CE"),
    ],
)
def test_names_lie_in_their_iso_region(gazetteer: GazetteerFile, name: str, region: str) -> None:
    assert regions(gazetteer, f"Shots were heard in {name} today.") == [(name, region)]


@pytest.mark.parametrize(
    ("name", "country"), [("Nagorno-Karabakh", "AZ"), ("Kosovo", "XK"), ("Gaza Strip", "PS"), ("DR Congo", "CD")]
)
def test_what_is_no_unit_has_its_country(gazetteer: GazetteerFile, name: str, country: str) -> None:
    place = gazetteer.find(f"Shots were heard in {name} today.")[0].candidates[0]

    assert (place.country, place.region) == (country, None)


def test_offsets_cover_the_name_alone(gazetteer: GazetteerFile) -> None:
    text = "Idlib's markets, Syrias war, (Aleppo)."

    assert [text[name.start : name.end] for name in gazetteer.find(text)] == ["Idlib", "Syria", "Aleppo"]


def test_longest_name_wins(gazetteer: GazetteerFile) -> None:
    assert regions(gazetteer, "Fighting in South Darfur and South Sudan.") == [
        ("South Darfur", "SD-DS"),
        ("South Sudan", None),
    ]


def test_a_county_of_many_states_lies_in_any_of_them(gazetteer: GazetteerFile) -> None:
    (name,) = gazetteer.find("Fires burned in Jefferson County today.")
    assert len({place.region for place in name.candidates}) > 5


def test_words_in_lower_case_are_no_places(gazetteer: GazetteerFile) -> None:
    assert gazetteer.find("the march to the bank of the river went by turkey and rice") == []


def test_capitals_alone_name_no_common_words(gazetteer: GazetteerFile) -> None:
    assert regions(gazetteer, "AT LEAST 20 KILLED IN BLAST IN QUETTA IN MARCH, SAYS UNION OF BANK STAFF") == [
        ("QUETTA", "PK-BA")
    ]


def test_same_consonants_are_one_name_within_a_country(gazetteer: GazetteerFile) -> None:
    found = gazetteer.spelled_like("Maarrit al-Nuuman", "SY")
    assert found is not None
    assert found.region == "SY-ID"
    assert gazetteer.spelled_like("Maarrit al-Nuuman", "SY", "SY-HL") is None
    assert gazetteer.spelled_like("Maarrit al-Nuuman", "YE") is None


def test_three_consonants_alone_are_no_other_spelling(gazetteer: GazetteerFile) -> None:
    found = gazetteer.spelled_like("Shairat", "SY", "SY-HI")
    assert found is not None
    assert found.name == "Shayrat"
    assert gazetteer.spelled_like("Qusour", "SY", "SY-DY") is None


def test_every_country_has_a_capital_that_lies_in_it(gazetteer: GazetteerFile) -> None:
    for country in (
        "SY",
        "IQ",
        "YE",
        "SD",
        "SS",
        "CD",
        "ET",
        "SO",
        "UA",
        "MM",
        "AF",
        "ML",
        "BF",
        "NE",
        "NG",
        "TD",
        "CF",
        "LY",
        "HT",
    ):
        capital = gazetteer.capital(country)

        assert capital is not None
        assert capital.country == country
        assert capital.region


def test_region_names_are_what_people_call_them(gazetteer: GazetteerFile) -> None:
    assert gazetteer.region_name(RegionId("SY-ID")).name == "Idlib"
    assert gazetteer.region_name(RegionId("SY-ID")).country_name == "Syria"
    assert gazetteer.region_name(RegionId("SY")).name == "Syria"
    assert gazetteer.region_name(RegionId("XX-1")).name == "XX-1"
    assert gazetteer.region_name(TRIAGE).name == "place unknown"


@pytest.mark.parametrize(
    ("city", "unit", "region"),
    [
        ("Recife", "Pernambuco", "BR-PE"),
        ("Fortaleza", "Ceará", "BR-CE"),
        ("Mormugao", "Goa", "IN-GA"),
        ("Antakya", "Hatay", "TR-31"),
        ("Tezpur", "Darrang", "IN-AS"),
        ("Oklahoma City", "Oklahoma", "US-OK"),
        ("Rio Grande", "Rio Grande do Sul", "BR-RS"),
    ],
)
def test_a_city_once_called_as_its_unit_is_a_place_of_its_own(
    gazetteer: GazetteerFile, city: str, unit: str, region: str
) -> None:
    found = [gazetteer.find(f"in {name}")[0].candidates for name in (city, unit)]
    there = [next(place for place in places if place.region == region) for places in found]

    assert [place.name for place in there] == [city, unit]
    assert [place.level == "place" for place in there] == [True, False]


@pytest.mark.parametrize(("region", "name"), [("LB-BA", "Beirut"), ("CZ-10", "Prague"), ("SY-LA", "Latakia")])
def test_a_unit_bears_the_name_that_the_world_gives_its_city(gazetteer: GazetteerFile, region: str, name: str) -> None:
    unit = gazetteer.unit(region)

    assert unit is not None
    assert (unit.name, unit.level) == (name, "admin1")


def test_who_lives_in_a_unit_tells_of_it(gazetteer: GazetteerFile) -> None:
    found = gazetteer.find("Thousands of Californians and Assamese families fled.")

    assert [(name.candidates[0].level, name.candidates[0].region) for name in found] == [
        ("people", "US-CA"),
        ("people", "IN-AS"),
    ]


def test_a_users_own_place_comes_first(tmp_path: Path) -> None:
    mine = tmp_path / "places.csv"
    mine.write_text("# mine\nSY,SY-ID,place,Paris,Little Paris\n", encoding="utf-8")
    gazetteer = GazetteerFile(extra=read_place_file(mine))

    assert regions(gazetteer, "Shots in Paris and in Little Paris.") == [("Paris", "SY-ID"), ("Little Paris", "SY-ID")]


def test_a_wrong_line_says_file_and_line(tmp_path: Path) -> None:
    mine = tmp_path / "places.csv"
    mine.write_text("# mine\nSY,SY-ID,hamlet,Somewhere,\n", encoding="utf-8")

    with pytest.raises(KnowledgeFileError, match=r"places\.csv:2: give country"):
        read_place_file(mine)


def test_pcodes_come_from_the_users_file(tmp_path: Path) -> None:
    ocha = tmp_path / "pcodes.csv"
    ocha.write_text(
        "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n"
        "SYR,1,SY07,Idleb,SYR,2021-01-01\nSYR,2,SY0799,Wadi Nowhere,SY07,2021-01-01\n",
        encoding="utf-8",
    )
    gazetteer = GazetteerFile(pcodes=read_pcodes(ocha))

    places = [name.candidates[0] for name in gazetteer.find("Clashes in Idlib and in Wadi Nowhere.")]

    assert [(place.name, place.region, place.pcode, place.level) for place in places] == [
        ("Idlib", "SY-ID", "SY07", "admin1"),
        ("Wadi Nowhere", "SY-ID", "SY07", "admin2"),
    ]


def test_folding_meets_spellings() -> None:
    assert fold_name("Ma‘arrat an-Nu‘mān") == fold_name("Maarrat An Numan")
    assert consonants("Deir ez-Zor") == consonants("Dayr az Zawr")
