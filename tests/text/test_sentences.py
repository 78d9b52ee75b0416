"""Where sentences end, and where a full stop belongs to a word."""

import pytest

from monitor.text.sentences import cut_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in cut_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Moscow vetoed a U.S.-drafted U.N. Security Council text.",
        "Gen. Haftar's men and Lt. Col. Okello met in St. Louis.",
        "The raid of Sept. 5 killed No. 2 of the group, Dr. Said.",
    ],
)
def test_a_shortened_word_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_initials_before_a_new_beginning_end_a_sentence() -> None:
    assert sentences("He fled to the U.S. The army followed.") == ["He fled to the U.S.", "The army followed."]


def test_nothing_is_left_out() -> None:
    text = "One fell. Two rose!  Three?"

    assert "".join(text[start:end] for start, end in cut_sentences(text, 0, len(text))) == text
