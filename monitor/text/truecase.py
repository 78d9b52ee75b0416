"""Truecasing: text in CAPITALS as it would stand in print, letter for letter, so that offsets stay."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from monitor.text.patterns import either
from monitor.text.shortened import BEFORE_NAMES, MONTHS
from monitor.text.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_LARGE = _SMALL.upper()
_MOSTLY = 0.7
"""The share of capitals from which a text is written in them: the page around it may be in small letters."""
_BEGINS = re.compile(r"[.!?:][\"'”’)\]]*\s+[\"'“‘(\[]*$|(?:--?|\])\s+[\"'“‘(\[]*$")
_VOWEL = re.compile(r"[AEIOUY]")
_ENDING = re.compile(r"['’][a-z]{1,2}$")
_SHORTENED = frozenset(word.lower() for word in (*BEFORE_NAMES, *MONTHS))
_SURE_MONTHS = "january february april june july august september october november december"
_CALENDAR = word_set(f"monday tuesday wednesday thursday friday saturday sunday {_SURE_MONTHS}")
_UNSURE_MONTHS = word_set("march may")
_OF_A_DATE = re.compile(
    r"(?:\d|\b(?:in|since|of|last|until|till|by|from|late|early|mid)"
    rf"|\b{either(_SURE_MONTHS)} (?:and|to))[\s-]+$",
    re.IGNORECASE,
)
_DOES = re.compile(r"\s+(?!(?:at|in|and|to|the|on|by|when|this|after|as|with|for|of|last|that)\b)[a-z]", re.IGNORECASE)
"""`12 MAY FLEE`, not `ON 12 MAY IN GORI`."""
_A_DAY = re.compile(r"\.?,?\s+\d")
_LINKS = word_set("of the and de la del los las el al da do dos van von di bin ibn")
_TITLES = word_set(
    "president minister chancellor premier king queen prince princess emperor sultan sheikh emir pope cardinal "
    "archbishop bishop monsignor father brother sister general colonel major captain lieutenant sergeant corporal "
    "private admiral commander brigadier marshal superintendent inspector ambassador senator governor mayor professor "
    "doctor judge justice ayatollah imam mullah"
)
_NAMED_SO = word_set(
    "street square avenue boulevard bridge palace stadium university front movement party council organization "
    "organisation committee cross crescent"
)
"""Behind a name these are part of it: `the Norwegian Refugee Council`, `October 6 Bridge`."""
_INITIALS = re.compile(r"(?<=[\[( ])[A-Z]{2,6}(?=[\])])")
_AGED = re.compile(r",\s\d{1,2},")
"""`JEFFREY BALL, 21, DIED`"""
Written = Callable[[str], str | None]
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)


def is_in_capitals(text: str) -> bool:
    """Nearly every letter is one; where small letters are many, those in capitals mean something."""
    letters = text.encode("ascii", "ignore")
    large = len(letters) - len(letters.translate(None, _LARGE))
    small = len(letters) - len(letters.translate(None, _SMALL))
    return large > _MOSTLY * (large + small)


def truecased(text: str, written: Written, names: Iterable[tuple[int, int]]) -> str:
    """The same text, as long as before.

    `written` tells how English writes a word given in small letters (`town`, `UN`), None where it knows none; `names`
    are where known names stand (character offsets).  What is neither is taken for a name, or for initials.
    """
    begins = {at: start for start, end in names for at in range(start, end)}
    initials = frozenset(_INITIALS.findall(text))
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [
        _in_name(text[start:end], is_first=begins[start] == start)
        if start in begins
        else _by_itself(text, start, end, written, initials)
        for start, end in spans
    ]
    for i, (start, end) in enumerate(spans):
        gap = text[spans[i - 1][1] if i else 0 : start]
        follows = i > 0 and gap[:1].isspace() and not gap.strip(" \n0123456789")
        ends_name = follows and words[i - 1][0].isupper() and (words[i] in _NAMED_SO or _AGED.match(text, end))
        if i == 0 or ends_name or _begins(words[i - 1], gap):
            words[i] = _begun(words[i])
        elif follows and words[i - 1] in _TITLES and words[i].istitle():
            words[i - 1] = _begun(words[i - 1])
    gaps = [text[before[1] : after[0]] for before, after in pairwise([(0, 0), *spans, (len(text), len(text))])]
    return "".join(piece for pair in zip(gaps, [*words, ""], strict=True) for piece in pair)


def _in_name(word: str, *, is_first: bool) -> str:
    """`Rio de la Plata`"""
    return word.lower() if not is_first and word.lower() in _LINKS else _large(word)


def _by_itself(text: str, start: int, end: int, written: Written, initials: frozenset[str]) -> str:
    word = text[start:end]
    low = word.lower()
    if len(low) != len(word) or word in initials:
        return word
    if start and text[start - 1].isdigit():
        return low  # `15th`, `40km`
    if len(word) == 1:
        return low if word == "A" and text[end : end + 1] != "." else word
    is_state = low == "us" and (_THE.search(text, max(0, start - 5), start) or text[end : end + 1] == "-")
    return word if is_state else _known(text, start, end, written) or (_large(word) if _VOWEL.search(word) else word)


def _known(text: str, start: int, end: int, written: Written) -> str | None:
    """As the calendar, titles or English have it."""
    low = text[start:end].lower()
    if low in _UNSURE_MONTHS:
        before = _OF_A_DATE.search(text, max(0, start - 20), start)
        is_verb = before is not None and before[0][0].isdigit() and low == "may" and _DOES.match(text, end) is not None
        return _large(low) if (before and not is_verb) or _A_DAY.match(text, end) else low
    bare = _ENDING.sub("", low)
    if bare in _CALENDAR or bare in _SHORTENED:
        return _large(low)
    known = written(bare)
    return known and known + low[len(bare) :]


def _begins(before: str, gap: str) -> bool:
    """A sentence begins behind this word and these signs: `the town.  Gunmen`, not `Gen. Torres`."""
    if _BEGINS.search(gap) is None:
        return False
    return not (gap[0] == "." and (before.lower() in _SHORTENED or (len(before) == 1 and before.isupper())))


def _begun(word: str) -> str:
    """`town` -> `Town`; initials stay."""
    first = word[0].upper()
    return first + word[1:] if len(first) == 1 else word


def _large(word: str) -> str:
    large = word[0].upper() + word[1:].lower()
    return large if len(large) == len(word) else word
