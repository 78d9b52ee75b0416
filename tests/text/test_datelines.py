"""What a dateline opens; where it stands and when is tested with the layout of a text."""

import pytest

from monitor.text.datelines import after_dateline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TIRASPOL, Jan 3 (AFP) - Some 40 people died.", "Some 40 people died."),
        ("GORI, Georgia: An old man sits on a wall.", "An old man sits on a wall."),
        ("Bunia, May 1 (AP) — At least nine fled.", "At least nine fled."),
        ("YOLA (Adamawa, Nigeria), Nov 4 (NNN-XINHUA) — Gunmen came.", "Gunmen came."),
        ("Baidoa, September 4 (SO News/Agency) Fighters came.", "Fighters came."),
        ("Fighters (Some 40) came, May 1 (AP) or not.", "Fighters (Some 40) came, May 1 (AP) or not."),
        ("By Ana Ruiz\nAL-QURNAH, Iraq (Reuters) - Gunmen fled.", "Gunmen fled."),
        ("The army said: BUNIA was shelled.", "The army said: BUNIA was shelled."),
        ("Ituri's hills - a place of gold - were shelled.", "Ituri's hills - a place of gold - were shelled."),
    ],
)
def test_a_quote_begins_after_its_dateline(text: str, words: str):
    assert text[after_dateline(text, 0, len(text)) :] == words


def test_nothing_is_skipped_beyond_the_words_that_are_quoted():
    text = "TIRASPOL, Jan 3 (AFP) - Some 40 people died."
    assert after_dateline(text, 0, 5) == 0
