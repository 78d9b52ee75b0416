"""Where sentences end."""

import re

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")


def cut_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph, as offsets that leave nothing out."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        found.append((at, stop.end()))
        at = stop.end()
    if at < end:
        found.append((at, end))
    return found
