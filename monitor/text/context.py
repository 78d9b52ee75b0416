"""An incident's exact words, and the rest of the sentence around them for people who read the words alone."""

from monitor.model.mention import Evidence, Part
from monitor.text.datelines import after_dateline

_LONGEST = 400
"""Characters of a whole sentence: two long ones of wire copy; of a longer one the nearest words are kept."""


def quote(text: str, part: Part, sentence: tuple[int, int], start: int, end: int) -> Evidence:
    """`text[start:end]` of an article's headline or body, with its sentence; a dateline is no part of what was said."""
    begin = sentence[0] if part is Part.HEADLINE else after_dateline(text, sentence[0], start)
    before, after = rest_of(text, (begin, sentence[1]), start, end)
    return Evidence(part=part, start=start, end=end, text=text[start:end], before=before, after=after)


def rest_of(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[str, str]:
    """What stands in the sentence before and after `text[start:end]`, on one line; `…` where some of it is left out."""
    before, after = text[min(sentence[0], start) : start], text[end : max(sentence[1], end)]
    room = max(_LONGEST - (end - start), 0)
    left = min(len(before), max(room // 2, room - len(after)))
    return _last(before, left), _first(after, room - left)


def _last(text: str, most: int) -> str:
    """Its last whole words."""
    if len(text) > most:
        text = f"… {text[len(text) - most :].partition(' ')[2]}"
    line = " ".join(text.split())
    return f"{line} " if line and text[-1].isspace() else line


def _first(text: str, most: int) -> str:
    """Its first whole words."""
    if len(text) > most:
        text = f"{text[:most].rpartition(' ')[0]} …"
    line = " ".join(text.split())
    return f" {line}" if line and text[0].isspace() else line
