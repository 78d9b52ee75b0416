from datetime import UTC, datetime

import pytest

from monitor.text.layout import lay_out
from monitor.text.paragraphs import cut_paragraphs, on_one_line, unwrapped

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def datelines(text: str) -> list[tuple[str, str]]:
    return [(take.dateline, f"{take.dated_at:%Y-%m-%d}") for take in lay_out(text, NOON).takes]


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in lay_out(text, NOON).paragraphs]


@pytest.mark.parametrize(
    ("text", "place", "dated"),
    [
        ("KABUL, March 3 (Reuters) - A bomb went off.", "KABUL", "2024-03-03"),
        ("TAIZ, Yemen: Two men were hurt.", "TAIZ, Yemen", "2024-05-01"),
        ("NAIROBI (AFP) - Police said so.", "NAIROBI", "2024-05-01"),
        ("CARACAS, 4 JAN 90 -- [TEXT] FIVE PEOPLE DIED.", "CARACAS", "1990-01-04"),
        ("LIMA (PERU), 22 NOV 89 (EL DIARIO) -- [TEXT] A BOMB EXPLODED.", "LIMA (PERU)", "1989-11-22"),
        ("COX'S BAZAR, Bangladesh - Thousands came.", "COX'S BAZAR, Bangladesh", "2024-05-01"),
        ("UNITED NATIONS, April 20 (Xinhua) -- The envoy spoke.", "UNITED NATIONS", "2024-04-20"),
        ("Beirut, Lebanon (AFP) - Shells fell.", "Beirut, Lebanon", "2024-05-01"),
        ("(Adds quote)\nMAE SOT, Thailand - People waded across.", "MAE SOT, Thailand", "2024-05-01"),
        ("Rebels kill ten LUBUMBASHI, Congo - Rebels killed ten.", "LUBUMBASHI, Congo", "2024-05-01"),
        ("Fri 05 Apr 2024 Blast in the port. Police said so.", "", "2024-04-05"),
        ("05-04-2024 Blast in the port.", "", "2024-04-05"),
        ("Blast in the port AP Monday 8 Apr 2024 Police said so.", "", "2024-04-08"),
        ("Blast in the port. 3 Apr 2024 Police said so.", "", "2024-04-03"),
    ],
)
def test_story_has_the_place_and_day_of_its_dateline(text: str, place: str, dated: str) -> None:
    assert datelines(text) == [(place, dated)]


@pytest.mark.parametrize(
    "text",
    [
        "On 24 January 2023, militiamen attacked.",
        "OVER 40,000 PEOPLE FLEE CLASHES NEAR JUBA - UN",
        "The UN said: five people died.",
        "FLASH: bomb in the port",
        "UPDATE 3-Villagers flee",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert datelines(text) == [("", "2024-05-01")]


def test_body_of_two_stories_has_two_takes() -> None:
    text = "DANA, Syria: A man sits on a truck.-AFP\n\nTAFTANAZ, Syria: The town is empty.\n\nThe UN said so."

    layout = lay_out(text, NOON)

    assert [take.dateline for take in layout.takes] == ["DANA, Syria", "TAFTANAZ, Syria"]
    assert [sentence.take for sentence in layout.sentences] == [0, 1, 1]


def test_what_follows_a_sign_off_is_another_take() -> None:
    assert datelines("ADEN, Yemen (AP) - One died. -AP\n\nElsewhere two died.") == [
        ("ADEN, Yemen", "2024-05-01"),
        ("", "2024-05-01"),
    ]


def test_takes_leave_no_gap() -> None:
    text = "Key dates\n\nMarch 2011: Protests.\n\nDec. 19 - Shelling.\n\nThe war goes on."

    takes = lay_out(text, NOON).takes

    assert [take.start for take in takes[1:]] == [take.end for take in takes[:-1]]
    assert (takes[0].start, takes[-1].end) == (0, len(text))


def test_lines_of_a_timeline_have_their_own_day() -> None:
    text = "Key dates\n\nMarch 2011: Protests.\n\nDec. 19 - Shelling.\n\n* 2014: A city falls.\n\nThe war goes on."

    entries = [(f"{take.dated_at:%Y-%m-%d}", take.is_entry) for take in lay_out(text, NOON).takes]

    assert entries == [
        ("2024-05-01", False),
        ("2011-03-31", True),
        ("2023-12-19", True),
        ("2014-12-31", True),
        ("2024-05-01", False),
    ]


def test_year_over_a_timeline_counts_for_its_lines() -> None:
    text = "2016\nJan. 3 - A bomb.\nFeb. 4 - Another.\n2017\nJan. 5 - A third."

    assert [f"{take.dated_at:%Y-%m-%d}" for take in lay_out(text, NOON).takes if take.end - take.start > 6] == [
        "2016-01-03",
        "2016-02-04",
        "2017-01-05",
    ]


def test_one_dated_line_is_no_timeline() -> None:
    assert datelines("Dec. 19 - the day it began.\n\nPeople fled.") == [("", "2024-05-01")]


def test_hard_wrapped_copy_has_the_paragraphs_of_its_indents() -> None:
    text = (
        "   CARACAS, 4 JAN 90 -- [TEXT] FIVE PEOPLE WERE KILLED IN A CLASH\n"
        "WITH POLICE. THE CLASH TOOK PLACE IN THE WEST OF THE CITY TODAY.\n"
        "NO ONE WAS ARRESTED.\n"
        "   THE MINISTER SPOKE LATER ABOUT THE CLASH AND SAID THAT HE WAS\n"
        "SORRY."
    )

    assert [words[:20] for words in paragraphs(text)] == ["CARACAS, 4 JAN 90 --", "THE MINISTER SPOKE L"]


def test_each_line_is_a_paragraph_where_lines_are_whole() -> None:
    assert paragraphs("Two men died in the port.\nThe mayor said so.\n\nPeople fled.") == [
        "Two men died in the port.",
        "The mayor said so.",
        "People fled.",
    ]


def test_sentences_know_their_paragraph() -> None:
    layout = lay_out("One died. Two fled.\n\nThree stayed.", NOON)

    assert [sentence.paragraph for sentence in layout.sentences] == [0, 0, 1]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "-\n-\n-", "2016\n2017"])
def test_odd_texts_have_a_layout(text: str) -> None:
    layout = lay_out(text, NOON)

    assert layout.takes[0].start == 0
    assert layout.takes[-1].end == len(text)


@pytest.mark.parametrize(
    ("text", "is_comment"),
    [
        ("LIMA, 9 JAN 90 (EFE) -- [COMMENTARY] [TEXT] THE MINISTER ERRED.", True),
        ("LIMA, 9 JAN 90 (EFE) -- [EDITORIAL REPORT] [TEXT] A BOMB WENT OFF.", False),
        ("OPINION: The minister erred.", True),
        ("Commentators say that the minister erred.", False),
    ],
)
def test_commentary_is_known_by_its_head(text: str, is_comment: bool) -> None:
    assert lay_out(text, NOON).takes[0].is_comment is is_comment


def test_a_dateline_belongs_to_no_sentence() -> None:
    text = "KHARTOUM, May 3 (AFP) - Shelled by rebels, 900 families left.  They went east."
    again = "Nine hundred families leave Wau after clashes. JUBA, May 3 (AFP) - Some 900 families left."

    assert [text[one.start : one.end] for one in lay_out(text, NOON).sentences] == [
        "Shelled by rebels, 900 families left.  ",
        "They went east.",
    ]
    assert [again[one.start : one.end] for one in lay_out(again, NOON).sentences] == [
        "Nine hundred families leave Wau after clashes. ",
        "Some 900 families left.",
    ]


def test_paragraphs_on_one_line_keep_every_offset() -> None:
    text = "Shells fell on the crowded market of the old\nquarter at noon.\n\nNine died."

    assert on_one_line(text, cut_paragraphs(text)) == text.replace("old\n", "old ")


def test_only_hard_wrapped_copy_is_unwrapped() -> None:
    printed = "Shells fell on the market.\nNine died."
    wrapped = "Shells fell on the crowded market of the old\nquarter at noon.\n\nNine died."

    assert unwrapped(printed) is printed
    assert unwrapped(wrapped) == wrapped.replace("old\n", "old ")
