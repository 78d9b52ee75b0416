"""Names of sources."""

from itertools import permutations

from monitor.text.sources import each_once, nicest, voice


def test_capitals_make_no_other_source() -> None:
    assert voice("LOCAL CHIEF") == voice("local chief")
    assert voice("local chief") != voice("local chiefs")


def test_the_nicest_spelling_is_shown_whatever_came_first() -> None:
    for spellings in permutations(["UN AGENCY", "un agency", "UN agency"]):
        assert nicest(spellings) == "UN agency"


def test_each_source_is_named_once_in_the_order_of_the_first() -> None:
    assert each_once(["MEDICS", "army", "medics", "Army"]) == ("medics", "Army")
