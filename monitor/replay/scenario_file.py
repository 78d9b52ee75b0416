"""Scenario files: wire in with times → alerts and totals expected.  A stranger can read them.

    about: One raid, told by two agencies, is one toll.
    only: [killed]
    wire:
      - {at: "00:00", uri: a, source: Reuters, text: "At least 31 people were killed in Saraqeb, rescuers said."}
      - {at: "01:00", uri: b, source: AFP, tells: [{kind: killed, low: 46, by: White Helmets, place: SY-ID/Saraqeb}]}
      - {at: "02:00", uri: b, kill: true}
    totals:
      - {at: "01:00", region: SY-ID, measure: people_killed, is: 46, why: "the highest of the sources' latest"}
    alerts:
      - {at: "00:00", region: SY-ID, rule: killed, becomes: watch}

`alerts` lists every change that somebody is told of, so what is not listed is expected silence; `silent` lists changes
that must come about with nobody told.  Times are hours and
minutes from `start`, in quotes: YAML reads a bare 25:00 as 1500.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from monitor.errors import KnowledgeFileError
from monitor.knowledge.rule_files import as_conditions
from monitor.knowledge.yaml_lines import YamlError, line_of, read_yaml
from monitor.model.alert import ChangeReason
from monitor.model.article import Signal
from monitor.model.base import RegionId, Strict, UtcTime
from monitor.model.figure import Unit
from monitor.model.mention import Cause, Kind, Status, Subject
from monitor.model.rule import AlertRule, Measure

_TIME = re.compile(r"(?:(\d+)d)?\s*(?:(\d+):(\d\d))?")


def _offset(value: Any) -> Any:
    """`25:30` or `3d 02:00` after the start."""
    if isinstance(value, timedelta):
        return value
    found = _TIME.fullmatch(str(value).strip()) if isinstance(value, str) else None
    if found is None or not found[0]:
        raise ValueError('a time is written "25:30" or "3d 02:00", in quotes, counted from the start')
    return timedelta(days=int(found[1] or 0), hours=int(found[2] or 0), minutes=int(found[3] or 0))


Offset = Annotated[timedelta, BeforeValidator(_offset)]


class Tells(Strict):
    """An incident, given without its text."""

    kind: Kind
    status: Status = Status.NEW
    low: int | None = None
    high: int | None = None
    unit: Unit = Unit.PEOPLE
    by: str = ""
    """Who says it; empty: the outlet."""
    place: str = ""
    """`SY`, `SY-ID` or `SY-ID/Saraqeb`; empty: nowhere."""
    hours: Annotated[int, Field(ge=1)] | None = None
    """It happened within so many hours before `until`."""
    until: Annotated[int, Field(ge=0)] = 0
    """It was over so many hours before it was told."""
    subject: Subject | None = None
    cause: Cause = Cause.CONFLICT
    words: str = ""


class WireItem(Strict):
    """One version of one article: its text, or what it tells."""

    at: Offset
    uri: str
    version: int = 1
    source: str = ""
    headline: str = ""
    text: str = ""
    slug: str = ""
    note: str = ""
    """To editors."""
    alt_ids: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    """Uris, altIds or slugs that this notice kills."""
    tells: tuple[Tells, ...] | None = None
    kill: bool = False
    held: bool = False
    signal: Signal = Signal.NONE
    embargo: Offset | None = None
    published: Offset | None = None
    """Where it differs from `at`, the time it arrived."""
    like: str = ""
    """The uri of an article whose text this one copies."""


class ExpectedTotal(Strict):
    at: Offset
    region: RegionId
    measure: Measure
    kinds: tuple[Kind, ...] = ()
    causes: tuple[Cause, ...] = (Cause.CONFLICT,)
    within: timedelta = timedelta(days=3)
    is_: Annotated[int, Field(alias="is")]
    low: int | None = None
    high: int | None = None
    sources: tuple[str, ...] | None = None
    why: str = ""


class ExpectedAlert(Strict):
    at: Offset
    region: RegionId
    rule: str
    becomes: str
    """`watch`, `warning`, `critical`, `pending` or `quiet`."""
    reason: ChangeReason | None = None
    value: int | None = None
    says: str = ""
    """Words that the change must hold."""
    why: str = ""


class Scenario(Strict):
    """One file."""

    about: str
    start: UtcTime = datetime(2024, 5, 1, 12, tzinfo=UTC)
    ticks_every: timedelta = timedelta(hours=1)
    rules: tuple[AlertRule, ...] = ()
    """Empty: the default rules."""
    only: tuple[str, ...] = ()
    """Looks at these rules alone."""
    wire: tuple[WireItem, ...]
    until: Offset | None = None
    totals: tuple[ExpectedTotal, ...] = ()
    alerts: tuple[ExpectedAlert, ...] = ()
    silent: tuple[ExpectedAlert, ...] = ()


def read_scenario(path: Path) -> Scenario:
    """Raises KnowledgeFileError with every problem as `file:line: sentence`."""
    try:
        content, lines = read_yaml(path.read_text(encoding="utf-8"))
    except (YamlError, OSError, UnicodeDecodeError) as error:
        raise KnowledgeFileError([f"{path}:{getattr(error, 'line', 1)}: {error}"]) from error
    if isinstance(content, dict) and isinstance(content.get("rules"), list):
        content = {**content, "rules": [as_conditions(rule) for rule in content["rules"]]}
    try:
        return Scenario.model_validate(content)
    except ValidationError as error:
        problems = [
            f"{path}:{line_of(lines, tuple(found['loc']))}: {'.'.join(map(str, found['loc']))}: "
            f"{found['msg'].removeprefix('Value error, ')}"
            for found in error.errors()
        ]
        raise KnowledgeFileError(problems) from error
