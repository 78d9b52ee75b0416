"""Where sentences end."""

import re

from monitor.text.shortened import BEFORE_NAMES, BEFORE_NUMBERS

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")

_BEFORE_A_NAME = re.compile(rf"\b(?:{'|'.join(BEFORE_NAMES)})$")
_BEFORE_A_NUMBER = re.compile(rf"\b(?:{'|'.join(BEFORE_NUMBERS)})$")
_INITIALS = re.compile(r"\b[A-Z](?:\.[A-Z])*$")
_STARTS = re.compile(
    r"[\"'“‘(\[]*(?:The|A|An|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|There|Its|His|Her|Their|Some"
    r"|Since|After|Before|As|For|More|Most|Many|Both|Also|If|When|While|However|Meanwhile|Last|One|Another|By|So|No)\b"
)
_LONGEST_SHORTENED = 12


def _is_shortened(text: str, start: int, stop: re.Match[str]) -> bool:
    """The full stop belongs to `Gen. Haftar`, `Sept. 5` or `the U.N. Security Council`."""
    if text[stop.start()] != "." or stop.end() - stop.start() > 2:
        return False
    before = text[max(start, stop.start() - _LONGEST_SHORTENED) : stop.start()]
    if _BEFORE_A_NAME.search(before):
        return True
    if _BEFORE_A_NUMBER.search(before):
        return text[stop.end() : stop.end() + 1].isdigit()
    return bool(_INITIALS.search(before)) and not _STARTS.match(text, stop.end())


def cut_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph, as offsets that leave nothing out."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if _is_shortened(text, start, stop):
            continue
        found.append((at, stop.end()))
        at = stop.end()
    if at < end:
        found.append((at, end))
    return found
