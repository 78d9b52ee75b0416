"""An alert rule, as analysts write it."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from monitor.model.alert import Level
from monitor.model.base import IsNumber, Span, Strict
from monitor.model.mention import Cause, Kind, Subject


class Measure(StrEnum):
    """What a rule counts in its window."""

    PEOPLE_DISPLACED = "people_displaced"
    PEOPLE_KILLED = "people_killed"
    PEOPLE_INJURED = "people_injured"
    INCIDENTS = "incidents"
    SOURCES = "sources"
    ARTICLES = "articles"
    SILENCE = "silence"
    """Hours since the named sources last spoke of this region."""
    FIRST_MENTION = "first_mention"
    """Incidents after `within` without any."""


PEOPLE_KINDS = {
    Measure.PEOPLE_DISPLACED: Kind.DISPLACEMENT,
    Measure.PEOPLE_KILLED: Kind.KILLED,
    Measure.PEOPLE_INJURED: Kind.INJURED,
}


_MEMORY = timedelta(days=1096)


class PlaceLevel(StrEnum):
    COUNTRY = "country"
    ADMIN1 = "admin1"
    TRIAGE = "triage"


class Placed(StrEnum):
    OWN = "own"
    """Only what no smaller region is told of: of a country, what the wire places no closer."""


class Spike(Strict):
    """`factor` times the mean of the windows in `baseline`, and never less than `floor`."""

    factor: Annotated[float, Field(gt=1, le=1000), IsNumber]
    baseline: Span
    floor: Annotated[int, Field(ge=1), IsNumber]


class Condition(Strict):
    """One measured number against its thresholds."""

    measure: Measure
    kinds: tuple[Kind, ...] = ()
    """For incidents, sources and articles; empty means every kind."""
    subjects: tuple[Subject, ...] = ()
    causes: tuple[Cause, ...] = (Cause.CONFLICT,)
    sources: tuple[str, ...] = ()
    """Only what these say; for silence: whose."""
    placed: Placed | None = None
    within: Span = timedelta(days=1)
    at_least: Annotated[Annotated[int, Field(ge=1)] | None, IsNumber] = None
    """The one threshold of a rule with one level (`watch`)."""
    levels: dict[Level, Annotated[int, Field(ge=1), IsNumber]] = Field(default_factory=dict)
    record: dict[Level, Span] = Field(default_factory=dict)
    """The level also needs the highest window in so many days."""
    record_needs: Span = timedelta()
    """A memory shorter than this knows no record and no first mention."""
    spike: Spike | None = None
    min_sources: Annotated[int, Field(ge=1), IsNumber] = 1

    # By identity: rules are read once and live as long as the process.
    __hash__ = object.__hash__

    @cached_property
    def thresholds(self) -> dict[Level, int]:
        """Thresholds by level, lowest level first."""
        given = self.levels or {Level.WATCH: self.at_least or 1}
        return {level: given[level] for level in Level if level in given}

    @cached_property
    def kinds_measured(self) -> tuple[Kind, ...]:
        return (PEOPLE_KINDS[self.measure],) if self.measure in PEOPLE_KINDS else self.kinds

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        problems = [*self._threshold_problems(), *self._measure_problems()]
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _threshold_problems(self) -> Iterator[str]:
        if self.levels and self.at_least:
            yield "`at_least` and `levels` both give thresholds; keep one"
        asked = list(self.thresholds.values())
        if asked != sorted(asked):
            yield "a higher level has a lower threshold, so the lower level would never be told"
        if len(set(asked)) < len(asked) and not self.record:
            yield "two levels have the same threshold, so the lower one would never be told"
        for level in self.record.keys() - self.thresholds.keys():
            yield f"`record` names the level {level.value}, which has no threshold"
        if not timedelta(hours=1) <= self.within <= _MEMORY:
            yield f"`within` is {self.within}; a region remembers 1 hour to {_MEMORY.days} days"
        if self.spike and not 2 * self.within <= self.spike.baseline <= _MEMORY:
            yield f"the spike's `baseline` must be twice `within` or more, and {_MEMORY.days} days at most"

    def _measure_problems(self) -> Iterator[str]:
        if self.measure in PEOPLE_KINDS and self.kinds:
            yield f"`{self.measure}` counts one kind only; leave `kinds` out"
        if self.measure is Measure.SILENCE and not self.sources:
            yield "silence needs `sources`: whose?"
        if self.subjects and self.kinds != (Kind.VETO,):
            yield "only a veto has subjects: give `kinds: [veto]`"


class Where(Strict):
    """Which regions a rule looks at; an empty list means all."""

    levels: tuple[PlaceLevel, ...] = (PlaceLevel.ADMIN1,)
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    """Countries or regions left out."""


class AlertRule(Strict):
    """One rule: one condition, or several of which `all` or `any` must hold."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
    title: Annotated[str, Field(max_length=120)] = ""
    where: Where = Where()
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    stay: Annotated[Span, Field(alias="for")] = timedelta()
    """Must hold so long before it fires; until then it is pending."""
    clear: Annotated[float, Field(gt=0, le=1), IsNumber] = 0.8
    """A level falls once the number is below this share of its threshold."""
    max_age: Span = timedelta(hours=24)
    """Newest evidence older than this tells nobody."""
    quiet_for: Span = timedelta()
    """After an alert, nobody is told of the same or a lower level for so long."""

    # By identity: rules are read once and live as long as the process.
    __hash__ = object.__hash__

    @model_validator(mode="after")
    def _one_way_to_ask(self) -> Self:
        if bool(self.all) == bool(self.any):
            raise ValueError("a rule needs a `measure`, or conditions under one of `all` and `any`")
        shortest = min(condition.within for condition in self.conditions)
        if self.stay >= shortest:
            raise ValueError(f"`for` is as long as `within` ({shortest}), so it would never fire")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.all or self.any

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """All that its conditions ask for."""
        return tuple(dict.fromkeys(kind for condition in self.conditions for kind in condition.kinds_measured))

    @cached_property
    def version(self) -> str:
        """Changes whenever the rule decides otherwise, or is called otherwise."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:8]
