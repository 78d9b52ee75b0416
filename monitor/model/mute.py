"""Silence that people asked for: on one alert, or on all that fit some matchers, in Alertmanager's manner."""

import re
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from monitor.model.alert import AlertChange, Level
from monitor.model.base import Frozen, UtcTime

MAX_NAME, MAX_NOTE = 80, 500


class Subject(StrEnum):
    """What a matcher looks at."""

    ALERT = "alert"
    REGION = "region"
    COUNTRY = "country"
    KIND = "kind"
    RULE = "rule"


class Operator(StrEnum):
    IS = "="
    IS_NOT = "!="
    MATCHES = "=~"
    MATCHES_NOT = "!~"


_REGEX = (Operator.MATCHES, Operator.MATCHES_NOT)
_NEGATIVE = (Operator.IS_NOT, Operator.MATCHES_NOT)
# With three repeats, none of a group, a pattern takes cubic time at worst, and the names it meets are short.
_MOST_REPEATS = 3
_REPEAT, _GROUP_REPEATED, _BACK = re.compile(r"(?<!\\)[*+{]"), re.compile(r"\)[*+?{]"), re.compile(r"\\\d|\(\?")


class Matcher(Frozen):
    """`region=SY-ID`, `rule!=aid-veto`, `region=~SY-.*`.  A pattern must fit the whole value."""

    subject: Subject
    operator: Operator = Operator.IS
    value: str = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.operator in _REGEX:
            _check_pattern(self.value)
        return self

    def fits(self, change: AlertChange) -> bool:
        """An alert of several kinds fits where one of them does, and escapes `!=` only where none does."""
        found = any(self._is(value) for value in _values(change)[self.subject])
        return found != (self.operator in _NEGATIVE)

    @property
    def is_broad(self) -> bool:
        """It would fit where there is nothing: alone it would mute nearly everything, as in Alertmanager."""
        return (self.operator in _NEGATIVE) != self._is("")

    def _is(self, value: str) -> bool:
        return re.fullmatch(self.value, value) is not None if self.operator in _REGEX else value == self.value

    def __str__(self) -> str:
        return f"{self.subject}{self.operator}{self.value}"


def _values(change: AlertChange) -> dict[Subject, tuple[str, ...]]:
    return {
        Subject.ALERT: (change.alert_id,),
        Subject.REGION: (change.region_id,),
        Subject.COUNTRY: (change.country or "",),
        Subject.KIND: tuple(change.kinds),
        Subject.RULE: (change.rule,),
    }


def _check_pattern(pattern: str) -> None:
    if _GROUP_REPEATED.search(pattern) or _BACK.search(pattern) or len(_REPEAT.findall(pattern)) > _MOST_REPEATS:
        raise ValueError(f"{pattern!r}: at most {_MOST_REPEATS} repeats (* + {{}}), none of a group, no back reference")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error.msg}") from None


class Mute(Frozen):
    """Nothing that fits is sent until then, unless its level is above `level`."""

    id: str = Field("", max_length=64)
    matchers: tuple[Matcher, ...] = Field((), max_length=20)
    """All must fit.  Empty on a mute of one alert, which lies in that alert's own row."""
    by: str = Field(max_length=MAX_NAME)
    at: UtcTime
    until: UtcTime
    """Also when it was ended early."""
    reason: str = Field("", max_length=MAX_NOTE)
    level: Level | None = None
    ended_by: str = Field("", max_length=MAX_NAME)
    """Who ended it early."""

    def holds(self, change: AlertChange, now: UtcTime) -> bool:
        """Whether it keeps this change back at `now`."""
        level = change.level or change.was_level
        is_worse = self.level is not None and level is not None and level.rank > self.level.rank
        return now < self.until and not is_worse and all(matcher.fits(change) for matcher in self.matchers)

    @property
    def says(self) -> str:
        """What it is on, for people: `region=SY-ID rule=aid-veto`."""
        return " ".join(str(matcher) for matcher in self.matchers) or "this alert"


class MuteBook(Frozen):
    """The mutes by matchers, as one partition knows them: all partitions are told of all."""

    mutes: tuple[Mute, ...] = ()
    """Oldest first; those that are over stay for a week, so that what they held can say why it waited."""

    @field_validator("mutes")
    @classmethod
    def _each_once(cls, mutes: tuple[Mute, ...]) -> tuple[Mute, ...]:
        return tuple({mute.id: mute for mute in mutes}.values())
