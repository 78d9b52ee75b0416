"""Input number n is always the same message: what broke once can be looked at again by its number."""

import json
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.article import RawArticle
from tests.fuzz.seeds import HEADLINES, MARKUP, SEEDS, SIGNS, WORDS

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, "", " ", "x" * 3000, [], {}, [[]], {"value": 1}, [{"value": "x", "role": "main"}], ["a", None],
    "0000-00-00", "9999-12-31T23:59:59+14:00", "0001-01-01T00:00:00-23:59", "2024-02-30T00:00:00Z", "now", "canceled", "withheld",
    "kill", "\ud800", "１２", "2024-05-01T11:00:00Z", 1714561200, "P1D", "en", "ar", "SY-ID", "urn:fuzz:1",
)  # fmt: skip
_FIELDS = (
    "uri version published_at versioned_at pub_status signal embargoed_until headline body language source url slug retracts "
    "places versioncreated body_text body_html body_xhtml bodies headlines versionCreated pubStatus pubstatus embargoed "
    "infoSources place edNote ednote note alt_ids altIds killed_by description_text provider"
).split()
_MOST_CHARACTERS = 600
"""Of most inputs: a million of them shall take half an hour of one core.  One in a hundred is as long as it comes."""


def input_number(number: int, seeds: Sequence[str] = SEEDS) -> RawArticle:
    """The message and the time on it."""
    chance = random.Random(number)
    text = _start(chance, seeds)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8))):
        text = chance.choice(_CHANGES)(chance, text, seeds)
    limit = 40_000 if chance.random() < 0.01 else _MOST_CHARACTERS
    fields = chance.choice(_SHAPES)(chance, text[:limit])
    for _ in range(chance.choice((0, 0, 0, 0, 0, 1, 3))):
        fields[chance.choice(_FIELDS)] = chance.choice(_ODD)
    value = _as_bytes(chance, fields)
    return RawArticle(value=value, arrived_at=NOON + timedelta(seconds=number % 5_000_000))


def _start(chance: random.Random, seeds: Sequence[str]) -> str:
    if chance.random() < 0.2:
        return " ".join(chance.choices(WORDS, k=chance.randrange(1, 80)))
    text = chance.choice(seeds)
    begin = 0 if chance.random() < 0.5 else chance.randrange(len(text) or 1)
    return text[begin:]


# --- changes of a text

_Change = Callable[[random.Random, str, Sequence[str]], str]


def _spot(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _insert_sign(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    return text[:at] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 3, 200)) + text[at:]


def _insert_anything(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    return text[:at] + "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 9))) + text[at:]


def _insert_markup(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    return text[:at] + chance.choice(MARKUP) + text[at:]


def _insert_words(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    return text[:at] + " " + " ".join(chance.choices(WORDS, k=chance.randrange(1, 12))) + " " + text[at:]


def _remove(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    return text[:at] + text[at + chance.choice((1, 2, 10, 100)) :]


def _repeat(chance: random.Random, text: str, _: Sequence[str]) -> str:
    at = _spot(chance, text)
    piece = text[at : at + chance.choice((1, 2, 8, 30, 200))]
    return text[:at] + piece * chance.choice((2, 3, 20, 300)) + text[at:]


def _join(chance: random.Random, text: str, seeds: Sequence[str]) -> str:
    other = chance.choice(seeds)
    return text[: _spot(chance, text)] + chance.choice(("", " ", "\n\n", ". ")) + other[_spot(chance, other) :]


def _shuffle_words(chance: random.Random, text: str, _: Sequence[str]) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _change_numbers(chance: random.Random, text: str, _: Sequence[str]) -> str:
    number = chance.choice(
        ("0", "1", "999999999999999999999", "1,2,3,4", "1.2.3", "-5", "1/0", "3/4", "2024", "10^9", "12-15-18", "٣")
    )
    return "".join(number if sign.isdigit() and chance.random() < 0.3 else sign for sign in text)


def _change_case(chance: random.Random, text: str, _: Sequence[str]) -> str:
    return chance.choice((text.upper(), text.lower(), text.title(), text.swapcase(), text[::-1]))


def _change_spaces(chance: random.Random, text: str, _: Sequence[str]) -> str:
    space = chance.choice(("", "\n", "\t", "\xa0", "  ", "\n\n", "\u200b", ",", ".", " ' "))
    return text.replace(" ", space, chance.choice((-1, 1, 9)))


_CHANGES: tuple[_Change, ...] = (
    _insert_sign, _insert_sign, _insert_anything, _insert_markup, _insert_words, _insert_words, _remove, _remove, _repeat, _join, _join,
    _shuffle_words, _change_numbers, _change_case, _change_spaces,
)  # fmt: skip

# --- shapes of a message


def _ours(chance: random.Random, text: str) -> dict[str, Any]:
    """Few uris, so that versions, corrections and kills of one story meet."""
    return {
        "uri": f"urn:fuzz:{chance.randrange(300)}",
        "version": str(chance.randrange(1, 5)),
        "published_at": (NOON + timedelta(hours=chance.randrange(-400, 20))).isoformat(),
        "headline": chance.choice(HEADLINES),
        "body": text,
        "language": chance.choice(("en", "en", "")),
        "source": chance.choice(("Testwire", "Otherwire", "")),
        **({"pub_status": "canceled"} if chance.random() < 0.03 else {}),
        **({"retracts": [f"urn:fuzz:{chance.randrange(300)}", "slug-3"]} if chance.random() < 0.03 else {}),
        **({"slug": f"slug-{chance.randrange(9)}", "alt_ids": ["a1"]} if chance.random() < 0.1 else {}),
    }


def _ninjs_1(chance: random.Random, text: str) -> dict[str, Any]:
    return {
        "uri": f"urn:fuzz:{chance.randrange(300)}",
        "versioncreated": NOON.isoformat(),
        "headline": chance.choice(HEADLINES),
        chance.choice(("body_text", "body_html", "body_xhtml", "description_text")): text,
        "place": [{"name": chance.choice(WORDS)}],
    }


def _ninjs_2(chance: random.Random, text: str) -> dict[str, Any]:
    return {
        "uri": f"urn:fuzz:{chance.randrange(300)}",
        "versionCreated": NOON.isoformat(),
        "headlines": [{"value": chance.choice(HEADLINES)}],
        "bodies": [{"contentType": chance.choice(("text/plain", "text/html", "application/xhtml+xml")), "value": text}],
    }


_SHAPES: tuple[Callable[[random.Random, str], dict[str, Any]], ...] = (_ours, _ours, _ours, _ours, _ninjs_1, _ninjs_2)


def _as_bytes(chance: random.Random, fields: dict[str, Any]) -> bytes:
    """Lone surrogates get through as JSON escapes, as a feed of JavaScript would send them, or as bytes of their own."""
    if chance.random() < 0.3:
        value = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    else:
        value = json.dumps(fields).encode()
    if chance.random() > 0.06:
        return value
    spoilt = bytearray(value)
    for _ in range(chance.choice((1, 1, 4, 40))):
        at = chance.randrange(len(spoilt) or 1)
        spoilt[at : at + chance.choice((0, 1, 1, 1, 50))] = chance.randbytes(chance.choice((0, 1, 1, 3)))
    return bytes(spoilt)
