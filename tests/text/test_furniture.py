"""What a web page puts around a story is blanked, and nothing moves."""

import pytest

from monitor.text.furniture import without_furniture

STORY = "Shells killed nine people in Taiz on Monday, medics said. Residents fled to the hills as the fire went on."


@pytest.mark.parametrize(
    "tail",
    [
        " Related Army Kills 55 Militants in Marib",
        "\n\nRelated News: Blast kills 20 in Aden",
        " Tags Yemen airstrikes War",
        " Read more: 300 dead in quake",
    ],
)
def test_links_to_other_stories_are_blanked(tail: str) -> None:
    text = without_furniture(STORY + tail)

    assert len(text) == len(STORY + tail)
    assert text.rstrip() == STORY


def test_tags_above_the_story_leave_it_whole() -> None:
    text = f"A market in ruins. Tags Yemen airstrikes War {STORY} {STORY}"

    assert without_furniture(text) == text


def test_a_credit_with_its_year_is_blanked() -> None:
    assert "2018" not in without_furniture(f"AFP 2018 {STORY}")


def test_related_within_a_sentence_stays() -> None:
    text = "Related attacks killed 10 people. The army said it was not related. Related violence goes on."

    assert without_furniture(text) == text


def test_a_sign_that_no_code_page_has_does_no_harm() -> None:
    assert without_furniture(f"\ud800 {STORY} Tags War").rstrip() == f"\ud800 {STORY}"
