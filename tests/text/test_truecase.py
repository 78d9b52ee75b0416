"""Capitals become what would stand in print, sign for sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.truecase import is_in_capitals, truecased

WORDS = "a after and at by fled flee on general killed left may march in near of people police president said the them us when"
SMALL = frozenset(WORDS.split())


def written(word: str) -> str | None:
    return word if word in SMALL else {"un": "UN"}.get(word)


@pytest.mark.parametrize(
    "printed",
    [
        "Police killed Ruiz.",
        "People fled. General Ruiz left.",
        "Gen. Ruiz said people fled Apatzi.",
        "President Abo said the UN left in May; people may fled.",
        "The 15th of March, when people fled 40km by the US-Abo march.",
        "Police said them and the US left us.",
        "The UN said 12 may flee.",
        "On 12 May at Gori people fled.",
        "In March people fled Gori; on 4 March after Ruiz left.",
        "J.R. Ruiz left -- People fled.",
        "The (EPB) killed Ruiz. Police left EPB.",
        "In 1989 the MRTK left.",
        "UN police left Gori. UN people fled.",
        "Jeffrey March, 21, left.",
    ],
)
def test_capitals_become_print(printed: str) -> None:
    assert truecased(printed.upper(), written, ()) == printed


def test_a_known_name_keeps_its_links_small() -> None:
    text = "PEOPLE LEFT RIO DE LA MARCH."

    assert truecased(text, written, [(12, 27)]) == "People left Rio de la March."


def test_a_noun_behind_a_name_belongs_to_it() -> None:
    assert truecased("AT OCTOBER 6 BRIDGE", {"bridge": "bridge", "at": "at"}.get, ()) == "At October 6 Bridge"


@given(st.text(max_size=60))
def test_every_sign_stays_in_its_place(text: str) -> None:
    read = truecased(text, written, ())

    assert len(read) == len(text)
    assert read.casefold() == text.casefold()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("GUNMEN KILLED NINE IN GORI.", True),
        ("GUNMEN KILLED NINE VILLAGERS IN GORI, police said.", True),
        ("KYIV (Reuters) - Gunmen killed nine.", False),
        ("12,000", False),
        ("", False),
    ],
)
def test_capitals_are_most_of_the_letters(text: str, answer: bool) -> None:
    assert is_in_capitals(text) is answer
