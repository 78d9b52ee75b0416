"""(AlertRule, Picture) -> Verdict.

A verdict depends on what is known and on the time, never on the order in which it became known:
whether a level still holds below its threshold is read from the growth of the episodes, not from a stored state.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from monitor.model.alert import AlertState, Level
from monitor.model.base import TRIAGE, RegionId
from monitor.model.picture import Account, Picture
from monitor.model.region import Alert, by_age
from monitor.model.report import RegionName
from monitor.model.rule import AlertRule, Condition, Measure, PlaceLevel, Where
from monitor.model.verdict import Reading, Verdict, is_material
from monitor.steps.evaluate.measure import may_reach, value_at, values_at, window_of
from monitor.steps.evaluate.read import level_at, levels_at, read
from monitor.steps.evaluate.window import accounts_of, steps_within

_MOST_TOLD = 40
_MOST_MOMENTS = 200
"""Looked back at to see since when a level holds: for rules with `for`, and numbers between clear and threshold."""

_NOTHING = Reading(None, (), (), (), "")


def evaluate(rule: AlertRule, picture: Picture, told: Alert | None = None) -> Verdict:
    """The rule at the picture's time; `told` is its alert, as long as it may still change or be taken back."""
    if told is None and not may_reach(rule, picture):
        return Verdict(rule, AlertState.QUIET, None, _NOTHING, None)
    level, since = _standing(rule, picture)
    if level is None and told is None:
        return Verdict(rule, AlertState.QUIET, None, _NOTHING, None)
    state = AlertState.QUIET
    if level is not None:
        stayed = since is None or picture.now - since >= rule.stay.total_seconds()
        state = AlertState.FIRING if stayed else AlertState.PENDING
    if told is not None and _says_the_same(rule, picture, told, state, level):
        return Verdict(rule, state, level, _NOTHING, None)
    reading = read(rule, picture, picture.now)
    is_new = level is not None and (told is None or told.state is AlertState.QUIET)
    first = _first_evidence(rule, picture) if is_new else None
    return Verdict(rule, state, level, reading, _since_told(rule, picture, reading, told, level), first)


def _first_evidence(rule: AlertRule, picture: Picture) -> tuple[str, int] | None:
    """What was told last when the level was first reached, as it is known now.

    What came before is left out, though the number stands on it too: with the last straw the level is reached in
    whatever order they come, and an older article that comes late names another first one.
    """
    since = _relive(rule, picture)[1] or picture.now
    after = min(since - window_of(condition) for condition in rule.conditions)
    steps = [
        step
        for condition in rule.conditions
        for step in steps_within(condition, picture, after, since)
        if step.claim.source
    ]
    last = max((step.at for step in steps), default=0)
    first = min((step.claim for step in steps if step.at == last), key=by_age, default=None)
    return (first.uri or first.cited, last) if first else None


def _says_the_same(rule: AlertRule, picture: Picture, told: Alert, state: AlertState, level: Level | None) -> bool:
    """The usual case, without looking for words and sources that nobody would be told."""
    if told.state is AlertState.QUIET or told.state is not state or told.level is not level:
        return False
    if len(told.numbers) != len(rule.conditions):
        return False
    fired_at = int((told.fired_at or told.changed_at).timestamp())
    return all(
        _is_same(number.value, condition, picture, fired_at)
        for number, condition in zip(told.numbers, rule.conditions, strict=True)
    ) or _held_since(rule, picture, told, fired_at, level)


def _held_since(rule: AlertRule, picture: Picture, told: Alert, fired_at: int, level: Level | None) -> bool:
    """Less by now, and less than told at first; but as much as was told at some moment since, so nobody is wrong."""
    condition = rule.conditions[0]
    if len(rule.conditions) > 1 or value_at(condition, picture, picture.now) >= told.numbers[0].value:
        return False
    if told.state is not AlertState.FIRING or level_at(rule, picture, picture.now) is None:
        return False
    _, value, _ = _worst_moment(rule, picture, fired_at, level)
    return not is_material(told.numbers[0].value, value)


def _is_same(told: int, condition: Condition, picture: Picture, fired_at: int) -> bool:
    """About what was told; or less by time alone, since what was told then still holds for then."""
    value = value_at(condition, picture, picture.now)
    if not is_material(told, value):
        return True
    return value < told and not is_material(told, value_at(condition, picture, fired_at))


def _since_told(
    rule: AlertRule, picture: Picture, reading: Reading, told: Alert | None, level: Level | None
) -> Reading | None:
    """The highest reading since the alert last changed, with what is known now: lower than told means corrected."""
    if told is None:
        return None
    fired_at = int((told.fired_at or told.changed_at).timestamp())
    values = [number.value for number in reading.numbers]
    if reading.level and all(value >= number.value for value, number in zip(values, told.numbers, strict=False)):
        return reading
    at_first = _known_at(rule, picture, fired_at)
    if at_first.level is not None and (reading.level is None or _is_as_told(at_first, told)):
        return at_first
    *_, best = _worst_moment(rule, picture, fired_at, level)
    return max(at_first, _known_at(rule, picture, best), key=lambda one: (_rank(one.level), one.value))


def _worst_moment(rule: AlertRule, picture: Picture, after: int, level: Level | None) -> tuple[int, int, int]:
    """The highest (level, number, time) since; `level` is that of now.

    What came before does not change with the hour, and few reports change the accounts that a rule looks at.
    """
    measured = {account: None for one in rule.conditions for account in _only_measured(one, picture).accounts}
    until = min(picture.now, max((_last_told(account) for account in measured), default=0))
    now = (_rank(level), value_at(rule.conditions[0], picture, picture.now), picture.now)
    return max(now, _worst_told(rule, picture.region.id, tuple(measured), after, until))


def _last_told(account: Account) -> int:
    times = (account.past_growth.times, account.past_arrivals.times, account.most_growth.times)
    return max((told[-1] for told in (*times, account.most_arrivals.times) if told), default=0)


@lru_cache(maxsize=256)
def _worst_told(
    rule: AlertRule, region: RegionId, accounts: tuple[Account, ...], after: int, until: int
) -> tuple[int, int, int]:
    """The highest (level, number, time) when something was told; only what may be higher than the best is looked at."""
    picture = Picture(RegionName(id=region, name=""), until, accounts, ())
    moments = {after}
    for condition in rule.conditions:
        moments |= {step.at for step in steps_within(condition, picture, after, until)}
    last = sorted(moments)[-_MOST_TOLD:]
    eased = [
        [(least * rule.clear, level.rank) for level, least in condition.thresholds.items()]
        for condition in rule.conditions
    ]
    numbers = zip(*(values_at(condition, picture, last) for condition in rule.conditions), strict=True)
    hopes = [(_most_rank(rule, eased, values), values[0], at) for values, at in zip(numbers, last, strict=True)]
    best = (-1, 0, 0)
    for hope in sorted(hopes, reverse=True):
        if hope <= best:
            break
        _, value, at = hope
        best = max(best, (_rank(_standing(rule, picture._replace(now=at))[0]), value, at))
    return best


def _only_measured(condition: Condition, picture: Picture) -> Picture:
    """Nothing that the condition does not count; some ask how far back the whole memory reaches."""
    if condition.measure is Measure.FIRST_MENTION or condition.record_needs or condition.spike:
        return picture
    return picture._replace(accounts=tuple(accounts_of(condition, picture)))


def _most_rank(rule: AlertRule, eased: Iterable[Sequence[tuple[float, int]]], values: Iterable[int]) -> int:
    """No level above it can hold with these numbers: its eased threshold does not."""
    ranks = [
        max((rank for least, rank in bounds if value >= least), default=0)
        for bounds, value in zip(eased, values, strict=True)
    ]
    return max(ranks) if rule.any else min(ranks)


def _is_as_told(reading: Reading, told: Alert) -> bool:
    """What was told still holds for the time when it was told."""
    return not any(is_material(was.value, now.value) for was, now in zip(told.numbers, reading.numbers, strict=False))


def _known_at(rule: AlertRule, picture: Picture, at: int) -> Reading:
    """The rule at an earlier moment, with what is known now."""
    level, _ = _standing(rule, picture._replace(now=at))
    return read(rule, picture, at)._replace(level=level)


def _rank(level: Level | None) -> int:
    return level.rank if level else 0


def applies(where: Where, region: RegionName) -> bool:
    """Whether a rule looks at this region at all."""
    country = region.country or region.id
    level = PlaceLevel.ADMIN1
    if region.id == TRIAGE:
        level = PlaceLevel.TRIAGE
    elif "-" not in region.id:
        level = PlaceLevel.COUNTRY
    if level not in where.levels or region.id in where.not_in or country in where.not_in:
        return False
    named = (*where.regions, *where.countries)
    return not named or region.id in where.regions or country in where.countries


def _standing(rule: AlertRule, picture: Picture) -> tuple[Level | None, int | None]:
    """The level that holds now, and since when where somebody asks."""
    level, eased = levels_at(rule, picture, picture.now)
    if rule.stay and eased:
        return _relive(rule, picture)
    if eased is level or any(condition.record or condition.spike for condition in rule.conditions):
        return level, None
    return _held(rule, picture), None


def _held(rule: AlertRule, picture: Picture) -> Level | None:
    """The highest level that was reached at some moment, and whose eased threshold held ever since."""
    best, since = 0, len(Level)
    for moment in reversed(_moments(rule, picture)):
        reached, kept = levels_at(rule, picture, moment)
        best = max(best, min(_rank(reached), since))
        since = min(since, _rank(kept))
        if since <= best:
            break
    return list(Level)[best - 1] if best else None


def _relive(rule: AlertRule, picture: Picture) -> tuple[Level | None, int | None]:
    """The same, oldest moment first, with the time since which any level held."""
    rank, since = 0, None
    for moment in _moments(rule, picture):
        reached, kept = levels_at(rule, picture, moment)
        was, rank = rank, max(_rank(reached), min(rank, _rank(kept)))
        if not rank:
            since = None
        elif not was:
            since = moment
    return (list(Level)[rank - 1] if rank else None), since


def _moments(rule: AlertRule, picture: Picture) -> list[int]:
    """Every time at which the rule's numbers can have changed, up to now."""
    longest = max(int(condition.within.total_seconds()) for condition in rule.conditions)
    oldest = picture.now - 2 * longest - int(rule.stay.total_seconds())
    moments = {picture.now}
    for condition in rule.conditions:
        window = int(condition.within.total_seconds())
        for step in steps_within(condition, picture, oldest - window, picture.now):
            moments |= {step.at, step.at + window}
    return sorted(moment for moment in moments if oldest <= moment <= picture.now)[-_MOST_MOMENTS:]
