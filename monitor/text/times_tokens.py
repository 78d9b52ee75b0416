"""Text -> tokens as the grammar of times wants them."""

from typing import NamedTuple

from monitor.text.patterns import in_letters
from monitor.text.times_words import CARDINALS, ORDINALS, UNITS

_TOKEN = in_letters(
    r"[^\W\d_]+|\d{4}-\d\d-\d\d(?!\d)|\d\d[.-]\d\d[.-]\d{4}(?!\d)"
    r"|['’]\d\d(?!\w)(?!\s(?!when\b)[a-z])(?![^'’]{0,80}['’](?!\w))|\d+(?:[.,/]\d+)*(?:st|nd|rd|th|s)?(?!\w)|\d+|[-–—/,.:;()!?\"“”*]"
)


class Token(NamedTuple):
    """`word` is lower case; `is_capital` tells March from march, where the text isn't all capitals."""

    word: str
    start: int
    end: int
    is_capital: bool

    @property
    def is_number(self) -> bool:
        return self.word[:1].isdecimal()

    @property
    def cardinal(self) -> float | None:
        """`3`, `three`, `a`, `several`."""
        if self.word in CARDINALS:
            return CARDINALS[self.word]
        return float(self.word) if self.word.isdecimal() and len(self.word) <= 3 else None

    @property
    def ordinal(self) -> int | None:
        if self.word in ORDINALS:
            return ORDINALS[self.word]
        digits = self.word[:-2]
        is_short = digits.isdecimal() and len(digits) <= 3
        return int(digits) if is_short and self.word[-2:] in ("st", "nd", "rd", "th") else None

    @property
    def unit(self) -> str | None:
        """`day`, also for `days` and `days'`."""
        if self.word in UNITS:
            return self.word
        return self.word[:-1] if self.word.endswith("s") and self.word[:-1] in UNITS else None


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Words, numbers, dates in digits and marks; a possessive s is none."""
    return [
        Token(words.lower(), match.start(), match.end(), words[0].isupper())
        for match in _TOKEN.of(text).finditer(text, start, end)
        if (words := match.group()) not in ("s", "S") or match.start() == start or text[match.start() - 1] not in "'’"
    ]
