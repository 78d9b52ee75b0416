"""The inputs that break readers, by name.  Each is a message of the wire or a body for one."""

import json
from collections.abc import Callable

from monitor.steps.normalise import MAX_BYTES

_LEAD = "Warplanes bombed Aleppo, killing 12 people, rebels said. "
_ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BOMB = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "lol">{_ENTITIES}]><b>&l9;</b>'
_FILE = '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'


def ours(body: str, **fields: object) -> bytes:
    """An article message."""
    known = {"uri": "urn:special", "version": "1", "published_at": "2024-05-01T11:00:00Z", "headline": "", "body": body}
    return json.dumps(known | fields).encode()


def marked_up(markup: str) -> bytes:
    """A ninjs message with an XHTML body."""
    return json.dumps({"uri": "urn:special", "versioncreated": "2024-05-01T11:00:00Z", "body_xhtml": markup}).encode()


def _filled(piece: str, begin: str = _LEAD, share: float = 0.95) -> str:
    """As long as a message may be."""
    return begin + piece * int(MAX_BYTES * share / len(json.dumps(piece)[1:-1].encode()) - 100)


SPECIAL: dict[str, Callable[[], bytes]] = {
    "an XML bomb as the message": _BOMB.encode,
    "an XML bomb as the body": lambda: marked_up(_BOMB),
    "a file named by an entity": lambda: marked_up(_FILE),
    "a quarter of a million tags": lambda: marked_up("<p>" * 250_000),
    "tags that never end": lambda: marked_up("<a x='" * 150_000),
    "deep lists": lambda: b"[" * 400_000 + b"]" * 400_000,
    "deep objects": lambda: b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
    "a deep list in a field": lambda: b'{"uri":"u","body":' + b"[" * 400_000 + b"]" * 400_000 + b"}",
    "a number of a million digits": lambda: b'{"uri":"u","version":' + b"9" * 900_000 + b"}",
    "a hundred thousand keys": lambda: json.dumps({f"k{n}": n for n in range(50_000)}).encode(),
    "one key fifty thousand times": lambda: b'{"uri":"u",' + b'"body":"x",' * 50_000 + b'"body":"y"}',
    "lone surrogates as escapes": lambda: ours(f"{_LEAD}\ud800 \udfff fled \udc00"),
    "lone surrogates as bytes": lambda: b'{"uri":"u","published_at":"2024-05-01T11:00:00Z","body":"\xed\xa0\x80"}',
    "right-to-left marks in the words": lambda: ours(
        "Warplanes bombed \u202eoppelA\u202c, \u2067killing 12\u2069 people.\u200f"
    ),
    "nothing but right-to-left marks": lambda: ours(_filled("\u202e\u2066")),
    "NUL and escapes of a terminal": lambda: ours(f"{_LEAD}\x00\x1b[2J\x1b]0;own\x07 5 died."),
    "towers of accents": lambda: ours(f"{_LEAD}Kill" + "\u0301" * 150_000 + "ed 5."),
    "fifty megabytes": lambda: ours("Troops killed 5 people in Homs. " * (50_000_000 // 32)),
    "a million sentences without a stop": lambda: ours("troops killed 5 people in Homs and " * 1_000_000),
    "as many as fit, without a stop": lambda: ours(_filled("troops killed 5 people in Homs and ")),
    "sentences as many as fit": lambda: ours(_filled("Troops killed 5 people in Homs. ")),
    "one word": lambda: ours(_filled("a")),
    "one verb": lambda: ours(_filled("killed ")),
    "one place": lambda: ours(_filled("Aleppo, ")),
    "one name": lambda: ours(_filled("Ahmed Hassan ")),
    "hedges": lambda: ours(_filled("at least more than up to about ")),
    "numbers that never end": lambda: ours(_filled("1,")),
    "number words that never end": lambda: ours(_filled("two hundred thousand and ")),
    "spaces": lambda: ours(_filled(" ")),
    "empty lines": lambda: ours(_filled("\n \n")),
    "quotation marks": lambda: ours(_filled('" “')),
    "brackets": lambda: ours(_filled("(")),
    "dashes": lambda: ours(_filled("- — ")),
    "initials": lambda: ours(_filled("U.N. A.B. ")),
    "days": lambda: ours(_filled("since Monday, Dec. 3 last ")),
    "datelines": lambda: ours(_filled("GOMA (AFP) - ")),
    "a headline as long as a book": lambda: ours(_LEAD, headline=_filled("12 killed in Homs ")),
    "sixty thousand places": lambda: ours(_LEAD, places=["Aleppo"] * 60_000),
    "sixty thousand retractions": lambda: ours(
        _LEAD, retracts=[f"urn:{n}" for n in range(50_000)], pub_status="canceled"
    ),
    "a uri of control signs": lambda: ours(_LEAD, uri="\x00\r\n\u202e<script>"),
}
