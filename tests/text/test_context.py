"""The rest of a sentence, for people."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.text.context import rest_of


def around(text: str, words: str, sentence: str = "") -> tuple[str, str]:
    at, begin = text.index(words), text.index(sentence or text)
    return rest_of(text, (begin, begin + len(sentence or text)), at, at + len(words))


def test_the_rest_of_the_sentence_and_no_more_of_the_text():
    said = "Shells fell on the market at Tiraspol overnight, killing 14 people, the mayor said."

    assert around(f"It was quiet. {said} Schools shut.", "killing 14 people", said) == (
        "Shells fell on the market at Tiraspol overnight, ",
        ", the mayor said.",
    )


def test_hard_wrapped_copy_is_one_line():
    assert around("Mortar fire\nin Gori  drove\n  900 families\nfrom home.", "900 families") == (
        "Mortar fire in Gori drove ",
        " from home.",
    )


def test_words_that_are_the_sentence_have_no_rest():
    assert around("All fled.", "All fled.") == ("", "")


def test_of_a_sentence_without_end_the_nearest_words_are_kept():
    before, after = around("far " * 300 + "nine people died" + " wide" * 300, "nine people died")

    assert before.startswith("… far far")
    assert after.endswith("wide wide …")
    assert 380 <= len(before) + len(after) + len("nine people died") <= 404


def test_one_long_side_may_use_what_the_other_leaves():
    before, after = around("far " * 80 + "nine died.", "nine died")

    assert (before, after) == ("far " * 80, ".")


@given(st.text(max_size=900), st.integers(0, 900), st.integers(0, 900))
def test_any_text_gives_a_bounded_rest(text: str, one: int, other: int):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    before, after = rest_of(text, (0, len(text)), start, end)

    assert len(before) + len(after) <= max(400 - (end - start), 0) + 4
    assert "\n" not in before + after
