"""Tokens with a reference time, and what a rule of the grammar of times reads from them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from monitor.text.times_calendar import Interval
from monitor.text.times_tokens import Token
from monitor.text.times_words import HEDGES, MONTHS, PARTS_OF_DAY
from monitor.text.words import word_set

_OLD_LEADS = word_set("in since until till during before after late early mid") | {*MONTHS}
_BEHIND_OLD = word_set(
    "and when while where who which after as in with but to at by on for from has was were is against following the a "
    "an he she it they his her its their under before until armies there"
)


class Shape(StrEnum):
    """What a time says of the thing that it is said of."""

    MOMENT = "moment"
    """It happened then: `on Friday`, `in 2014`, `two months ago`."""
    WINDOW = "window"
    """It happened in a span that ends now: `over the past four days`, `this year`."""
    SINCE = "since"
    """It goes on from there: `since December 16`, `eight years into`."""
    LASTING = "lasting"
    """It took so long, we are not told when: `in 48 hours`, `four days of`."""
    AFTER = "after"
    """It came later than that: `after the 2014 war`."""
    UNTIL = "until"
    """It ended then: `until March`, `before Friday`."""
    FUTURE = "future"
    """It is to come: `tomorrow`, `next week`."""
    EVERY = "every"
    """A habit or an average: `every day`."""
    RELATIVE = "relative"
    """Counted from another time in the text: `a year later`, `the day before`."""


OPEN = Interval(None, None)


class Span(NamedTuple):
    """What one rule read: up to token `next`.  `days` is how long it lasts, where the words say so."""

    next: int
    shape: Shape
    interval: Interval = OPEN
    days: float | None = None

    @property
    def is_anchored(self) -> bool:
        return self.shape in (Shape.MOMENT, Shape.WINDOW)


@dataclass(frozen=True, slots=True)
class Scan:
    """Looking at tokens; past either end there is the empty word."""

    tokens: list[Token]
    now: datetime

    def token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def word(self, at: int) -> str:
        try:
            return self.tokens[at].word if at >= 0 else ""
        except IndexError:
            return ""

    def skip(self, at: int, *words: str) -> int:
        """The next position where one of the words stands here, else this one."""
        return at + 1 if self.word(at) in words else at

    def past_hedges(self, at: int) -> int:
        """After `about`, `just`, `little more than`."""
        while self.word(at) in HEDGES:
            at += 1
        return at

    def past_part_of_day(self, at: int) -> int:
        return at + 1 if self.word(at) in PARTS_OF_DAY else at

    def is_capital(self, at: int) -> bool:
        token = self.token(at)
        return token is not None and token.is_capital

    def number(self, at: int, most: int) -> int | None:
        """A plain whole number from 1 to `most`."""
        word = self.word(at)
        return int(word) if word.isdecimal() and len(word) <= 4 and 1 <= int(word) <= most else None

    def is_year(self, at: int) -> bool:
        word = self.word(at)
        if len(word) != 4 or not word.isdecimal():
            return False
        return 1900 <= int(word) < 2100 or (1000 <= int(word) < 1900 and self._is_of_old(at))

    def _is_of_old(self, at: int) -> bool:
        """`in 1683,`, `December 2, 1859`; not `in 1683 homes`, `by 1200 GMT`."""
        behind = self.word(at + 1)
        if behind.isalpha() and behind not in _BEHIND_OLD and not self.is_capital(at + 1):
            return False
        day = at - 2 if self.word(at - 1) == "," else at - 1
        is_dated = self.number(day, 31) is not None and bool({self.word(day - 1), self.word(day - 2)} & MONTHS.keys())
        return is_dated or self.word(at - 1) in _OLD_LEADS


def moment(end: int, interval: Interval, days: float | None = None) -> Span:
    return Span(end, Shape.MOMENT, interval, days)
