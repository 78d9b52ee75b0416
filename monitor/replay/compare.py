"""Two runs over one archive → what the new rules gain, lose and move, per rule and day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.base import RegionId, UtcTime

_NEAR = timedelta(days=2)
"""Two alerts of one rule in one region that start within so long are one alert that moved."""


class Raised(NamedTuple):
    """One alert of one run, from its start to the highest level that it reached."""

    rule: str
    region: RegionId
    started_at: UtcTime
    level: Level
    value: int
    told: bool
    """Somebody would have heard of it."""
    alert_id: str
    because: str


class Move(StrEnum):
    GAINED = "gained"
    LOST = "lost"
    MOVED = "moved"


class Difference(NamedTuple):
    """One alert that only one run has, or that started at another time or reached another level."""

    move: Move
    rule: str
    region: RegionId
    day: date
    old: Raised | None
    new: Raised | None


class DayCount(NamedTuple):
    """What changed for one rule on one day."""

    rule: str
    day: date
    old: int
    new: int
    gained: int
    lost: int
    moved: int


def raised(changes: Iterable[AlertChange]) -> list[Raised]:
    """The alerts of a run, by their start.  Pending ones that never fired are none."""
    found: dict[tuple[str, int], Raised] = {}
    runs: dict[str, int] = defaultdict(int)
    for change in changes:
        if change.level is None or change.reason is ChangeReason.PENDING:
            continue
        if change.reason is ChangeReason.STARTED:
            runs[change.alert_id] += 1
        key = (change.alert_id, runs[change.alert_id])
        known = found.get(key)
        value = change.numbers[0].value if change.numbers else 0
        told = not change.silent_because
        if known is None:
            found[key] = Raised(
                change.rule,
                change.region_id,
                change.changed_at,
                change.level,
                value,
                told,
                change.alert_id,
                change.because,
            )
        else:
            level = max(known.level, change.level, key=lambda one: one.rank)
            found[key] = known._replace(level=level, value=max(known.value, value), told=known.told or told)
    return sorted(found.values(), key=lambda one: (one.started_at, one.rule, one.region))


def compare(old: Sequence[Raised], new: Sequence[Raised]) -> list[Difference]:
    """Only alerts that somebody would have heard of; each of the one run is matched with one of the other at most."""
    ours = _by_home(one for one in old if one.told)
    theirs = _by_home(one for one in new if one.told)
    found = [difference for home in ours.keys() | theirs.keys() for difference in _pair(ours[home], theirs[home])]
    return sorted(found, key=lambda one: (one.day, one.rule, one.region, one.move))


def per_rule_and_day(old: Sequence[Raised], new: Sequence[Raised]) -> list[DayCount]:
    """A row for each rule and day on which either run told of something."""
    rows: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0] * 5)
    for position, run in enumerate((old, new)):
        for one in run:
            if one.told:
                rows[one.rule, one.started_at.date()][position] += 1
    places = {Move.GAINED: 2, Move.LOST: 3, Move.MOVED: 4}
    for difference in compare(old, new):
        rows[difference.rule, difference.day][places[difference.move]] += 1
    return [DayCount(*key, *rows[key]) for key in sorted(rows)]


def _by_home(alerts: Iterable[Raised]) -> defaultdict[tuple[str, RegionId], list[Raised]]:
    homes: defaultdict[tuple[str, RegionId], list[Raised]] = defaultdict(list)
    for one in alerts:
        homes[one.rule, one.region].append(one)
    return homes


def _pair(old: list[Raised], new: list[Raised]) -> Iterator[Difference]:
    left = list(new)
    for one in old:
        match = min(left, key=lambda other: abs(other.started_at - one.started_at), default=None)
        if match is None or abs(match.started_at - one.started_at) > _NEAR:
            yield Difference(Move.LOST, one.rule, one.region, one.started_at.date(), one, None)
            continue
        left.remove(match)
        if (match.started_at, match.level) != (one.started_at, one.level):
            yield Difference(Move.MOVED, one.rule, one.region, match.started_at.date(), one, match)
    for one in left:
        yield Difference(Move.GAINED, one.rule, one.region, one.started_at.date(), None, one)
