"""Where paragraphs end, in copy with blank lines, without them, and hard-wrapped."""

import re
from collections.abc import Iterable

_LINE = re.compile(r"[^\n]*(?:\n|$)")
_STOPS = tuple(".!?:;\"'”’)]}*")
_BROKEN = re.compile(r"[^\s.!?:;\"'”’)\]}*][^\S\n]*\n")
_BULLET = re.compile(r"[ \t]*(?:[-*•–—·>]|\d{1,2}[.)])[ \t]+\S")
_LEADS_IN = re.compile(r"[ \t]*[A-Z][A-Z'’. -]{2,40}(?:,[^\n]{2,60})?(?:\([^)\n]{2,40}\))?[ \t]*(?:--|[-–—:])[ \t]")
_KEY_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+\s+(?:[A-Z#(]|new\b|people\b|persons\b|refugees\b)")
"""`183,443 New refugees since December`, line by line."""
_CELL = re.compile(r"\W{0,3}(?!\d{4}$)\d[\d.,]*\s?(?:[Mm]illion|[Tt]housand|[MmKk])?\+?$")
"""A number alone on its line, no year: what it counts stands on the next."""
_WRAP_LEAST, _WRAP_MOST = 40, 100
"""Hard-wrapped lines are about so long, all but the last of a paragraph."""


def cut_paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs, blank edges left out.  A text of nothing has one, empty."""
    found: list[tuple[int, int]] = []
    start = last = -1
    for left, right in _lines(text):
        if left == right:
            if start >= 0:
                found.append((start, last))
            start = -1
            continue
        if start >= 0 and not _goes_on(text, start, last, left, right):
            found.append((start, last))
            start = -1
        start, last = (left if start < 0 else start), right
    if start >= 0:
        found.append((start, last))
    return [_trimmed(text, *span) for span in found] or [(0, len(text))]


def on_one_line(text: str, paragraphs: Iterable[tuple[int, int]]) -> str:
    """Each paragraph without its line breaks, blank for blank: hard-wrapped copy reads as other copy does."""
    if "\n" not in text:
        return text
    pieces: list[str] = []
    last = 0
    for start, end in paragraphs:
        pieces += (text[last:start], text[start:end].replace("\n", " "))
        last = end
    return "".join((*pieces, text[last:]))


def unwrapped(text: str) -> str:
    """A text with each of its hard-wrapped paragraphs on one line; most copy as it is."""
    return on_one_line(text, cut_paragraphs(text)) if _BROKEN.search(text) else text


def _lines(text: str) -> list[tuple[int, int]]:
    """Each line without its break; blank ones as empty spans."""
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if line.start() == len(text) and found:
            break
        words = line.group()
        found.append((line.start(), line.start() + len(words.rstrip())))
    return found


def _goes_on(text: str, start: int, last: int, left: int, right: int) -> bool:
    """Whether a line belongs to the paragraph that the line before it ended in the middle of."""
    line = text[left:right]
    if line[0] in " \t" and text[start] not in " \t":
        return False
    if _BULLET.match(line) or _LEADS_IN.match(line):
        return False
    begin = text.rfind("\n", 0, last) + 1
    before = text[begin:last]
    if line[0].isalpha() and before[-1].isalnum() and _CELL.match(before):
        return True
    if line[:1].isdigit() and _KEY_FIGURE.match(line) and _KEY_FIGURE.match(before):
        return False
    if begin == start and before[0] in " \t" and line[0] not in " \t":
        return True
    if line[0] in " \t" and before[0] not in " \t":
        return False
    if before.endswith(_STOPS):
        return _WRAP_LEAST <= len(before) <= _WRAP_MOST and _is_wrapped(text, start, last)
    return len(before) >= _WRAP_LEAST and len(before) <= _WRAP_MOST and not _is_heading(before)


def _is_wrapped(text: str, start: int, last: int) -> bool:
    """At least one line before broke inside a sentence."""
    return _BROKEN.search(text, start, last) is not None


def _is_heading(line: str) -> bool:
    return line.isupper() and len(line) < _WRAP_LEAST


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end
