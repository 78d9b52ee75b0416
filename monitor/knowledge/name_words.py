"""Words of a text as parts of a place's name: where one may begin, how it goes on, how it may end."""

import re
from collections.abc import Mapping

from monitor.knowledge.place_names import fold_name
from monitor.text.patterns import in_letters
from monitor.text.words import word_set

SPOILT = re.compile("â€™|â€˜|Š—È")
"""An apostrophe read in a wrong encoding; three plain ones keep every offset."""
WORD = in_letters(r"[^\W\d_]+(?:['’‘`ʼ]{1,3}[^\W\d_]+)*")
LONGEST_NAME = 6
"""Words; the longest names in the file are longer, but nobody writes them out."""
_NOT_SMALL, _NOT_BIG = bytes(range(97)) + bytes(range(123, 256)), bytes(range(65)) + bytes(range(91, 256))
JOINS = frozenset(" -‐‑\n\t")
_PARTICLES = word_set(
    "al el ad an ar as ash at az ed er es ez de del la le les las los du da do dos des of and y i e d l sur ibn bin "
    "bint abu umm ben den der van au aux sous en et wa upon administered controlled held ruled sa ng the"
)
_DIRECTIONS = word_set("north south east west northern southern eastern western central occupied rural the")
UNITS = word_set("city province region valley mountains camp countryside district state governorate county")
_ARTICLES = word_set("al el ad an ar as ash at az ed er es ez")
OPENERS = _ARTICLES | _DIRECTIONS
START = in_letters(
    rf"(?<![^\W_])(?:(?:{'|'.join(sorted(OPENERS))})(?![^\W_])"
    r"|[^\W\d_a-z][^\W\d_]*(?:\d{1,3}(?![^\W_])|(?:['’‘`ʼ]{1,3}[^\W\d_]+)*))"
)
"""A capital or a word that may open a name; `M23` is one word."""
ONLY_CAPITALS = frozenset({"us", "uk", "uae", "car", "usa", "drc", "dprk"})


_ELIDED = re.compile("[dl]['’][A-ZÀ-Þ]")
"""`Saut-d'Eau`"""


class Word:
    """One word of a text: where it stands and how it may begin or go on with a name."""

    __slots__ = ("capital", "end", "folded", "start")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end = start, end
        self.capital = text[start].isupper() or (end - start > 2 and _ELIDED.match(text, start) is not None)
        self.folded = folded_word(text[start:end])


def folded_word(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else fold_name(word)


def is_all_capitals(text: str) -> bool:
    letters = text[:600].encode("ascii", "replace")
    small, big = len(letters.translate(None, _NOT_SMALL)), len(letters.translate(None, _NOT_BIG))
    return big > 20 and big > 2 * small


def goes_on(before: Word, word: Word, text: str) -> bool:
    gap = text[before.end : word.start]
    if not (len(gap) <= 2 and all(letter in JOINS for letter in gap)):
        return False
    return word.capital or word.folded in _PARTICLES or word.folded in UNITS


def without_ending(key: str, text: str, last: Word) -> tuple[str, int]:
    """`aleppos` -> `aleppo`: a possessive, with its apostrophe or (as some wires lose it) without."""
    if key.endswith("s") and len(key) > 4:
        return key[:-1], last.start + len(text[last.start : last.end - 1].rstrip("'’‘`ʼ"))
    return "", last.end


POSSESSIVE = re.compile(r"['’‘`ʼ]s$")
_OTHER_ARTICLES = ("al", "el", "ez", "az", "ash", "as")


def with_other_article(key: str, keys: Mapping[str, str]) -> str | None:
    """`deir az zour` -> `deir ez zour`: the article within an Arabic name is written in many ways."""
    words = key.split(" ")
    at = next((at for at, word in enumerate(words[1:-1], 1) if word in _ARTICLES), 0)
    if not at:
        return None
    others = (" ".join([*words[:at], article, *words[at + 1 :]]) for article in _OTHER_ARTICLES)
    return next((other for other in others if other in keys), None)


GLUED_ON = tuple(
    "between region regions province provinces department departments district districts locality state states "
    "governorate county camp and where since from after with which following because by as in on to".split()
)
GLUED = re.compile(rf"([A-Z][a-z]{{3,}}?)(?:{'|'.join(sorted(GLUED_ON, reverse=True))})(?![^\W\d_])")


def without_tail(words: list[Word], text: str) -> tuple[str, int]:
    """`Central Darfurbetween`: copy taken from a PDF has lost some of its spaces."""
    last = words[-1]
    glued = GLUED.match(text, last.start, last.end) if last.folded.endswith(GLUED_ON) else None
    if glued is None:
        return "", last.end
    return " ".join([*(word.folded for word in words[:-1]), glued.group(1).lower()]), glued.end(1)
