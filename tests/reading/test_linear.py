"""A text twice as long costs twice as much to read, whatever it is made of: counted in calls, not in seconds."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.pipeline import read_text
from monitor.steps.normalise import MAX_BYTES

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
SIZE = 6_000
"""Characters: below what one article may hold of sentences that are read closely."""
TOWNS = ("Aleppo", "Homs", "Idlib", "Mosul", "Kabul", "Goma", "Kharkiv", "Taiz", "Jenin", "Bukavu")

TEXTS: dict[str, Callable[[int], str]] = {
    "sentences": lambda i: f"Troops killed {i} people in {TOWNS[i % 10]}. ",
    "one endless sentence": lambda i: f"rebels shelled {TOWNS[i % 10]} and {i} people were killed as thousands fled, ",
    "one endless quotation": lambda i: f'"Troops killed {i} people in Homs." "They wounded {i} others," ',
    "pronouns": lambda i: f"He said {i} people were killed. She added that {i} people were wounded. ",
    "names that stand for others": lambda i: f"The Observatory said {i} were killed in Homs. The group said {i} fled. ",
    "surnames": lambda i: f"Ahmed Hassan said {i} people were killed. Hassan said {i} people were wounded. ",
    "parts of a whole": lambda i: f"{i} of them were killed in Aden. ",
    "paragraphs": lambda i: f"Warplanes struck {TOWNS[i % 10]} on Monday, killing {i} people, the monitor said.\n\n",
    "short lines": lambda i: f"\n{i} killed",
    "wrapped lines": lambda i: f"at least {i} people were killed in the town of {TOWNS[i % 10]} as the\n",
    "a timeline": lambda i: f"Dec. {i % 28 + 1} - Warplanes struck Aleppo, killing {i}.\n\n",
    "takes": lambda i: f"BEIRUT (AP) -- Warplanes struck {TOWNS[i % 10]}, killing {i} people, AP said.\n\n",
    "capitals": lambda i: f"TROOPS KILLED {i} PEOPLE IN {TOWNS[i % 10].upper()} ON MONDAY. ",
    "villages nobody knows": lambda i: f"Troops killed {i} in the village of Kafr B{i}. ",
    "truces": lambda i: f"The truce, agreed in March, was violated {i} times by shelling of Taiz. ",
    "places only": lambda i: f"{TOWNS[i % 10]} {TOWNS[(i // 7) % 10]} ",
    "commas": lambda _: ",,,,,,,,",
    "empty lines": lambda _: "\n\n\n\n\n\n\n\n",
    "digits": lambda i: f"{i}0000",
    "words of war": lambda _: "killed, ",
}


def made(piece: Callable[[int], str], size: int, first: int) -> str:
    """Other numbers from another `first` on, so that nothing remembered from one text helps with the next."""
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(piece(first + len(pieces)))
        length += len(pieces[-1])
    return "Warplanes bombed Aleppo, killing 12 people, rebels said. " + "".join(pieces)


def message(body: str) -> RawArticle:
    fields = {"uri": "urn:test:1", "version": "1", "published_at": "2024-05-01T11:00:00Z", "headline": "", "body": body}
    return RawArticle(value=json.dumps(fields).encode(), arrived_at=NOON)


def calls_for(body: str) -> int:
    """How many functions, of Python and of C, are called to read a text."""
    raw = message(body)
    knowledge = load_knowledge()
    count = 0

    def on_event(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        read_text(raw, knowledge)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_twice_as_long_costs_about_twice_as_much(name: str) -> None:
    calls_for(made(TEXTS[name], SIZE // 4, 1))
    once, twice = calls_for(made(TEXTS[name], SIZE, 1_000)), calls_for(made(TEXTS[name], 2 * SIZE, 5_000))
    assert twice <= 2.5 * once + 1_000, f"{once:,} calls for {SIZE:,} characters, {twice:,} for twice as many"


def test_of_an_article_without_measure_so_much_is_read_and_no_more() -> None:
    body = ("Troops killed 5 people. " * (MAX_BYTES // 24))[: MAX_BYTES - 1_000]
    _, incidents = read_text(message(body), load_knowledge())
    assert 500 <= len(incidents) <= 1_000
