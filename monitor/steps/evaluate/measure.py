"""One number for a condition at a moment, and the level that it reaches."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import accumulate

from monitor.model.alert import Level
from monitor.model.base import RegionId
from monitor.model.picture import Account, Picture, Step
from monitor.model.report import RegionName
from monitor.model.rule import AlertRule, Condition, Measure
from monitor.steps.evaluate.window import accounts_of, bound_within, steps_and_accounts, steps_within, sum_within
from monitor.text.sources import voice

_NOT_ADDED_UP = frozenset({Measure.SOURCES, Measure.ARTICLES, Measure.SILENCE, Measure.FIRST_MENTION})
_HOUR = 3600
_DAY = 24 * _HOUR


def seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def window_of(condition: Condition) -> int:
    """How far back the number itself looks, in seconds."""
    return _DAY if condition.measure is Measure.FIRST_MENTION else seconds(condition.within)


def value_at(condition: Condition, picture: Picture, at: int) -> int:
    """The measured number; for silence in whole hours."""
    if condition.measure is Measure.SILENCE:
        return _silent_hours(condition, picture, at)
    if condition.measure is Measure.FIRST_MENTION:
        return _first_mentions(condition, picture, at)
    return _total(condition, picture, at - seconds(condition.within), at)


def values_at(condition: Condition, picture: Picture, moments: Sequence[int]) -> list[int]:
    """The same at each of these ascending moments; what is only added up is looked through once."""
    if condition.measure in _NOT_ADDED_UP:
        return [value_at(condition, picture, at) for at in moments]
    window = seconds(condition.within)
    steps = sorted(steps_within(condition, picture, moments[0] - window, moments[-1]), key=_at)
    times, sums = [step.at for step in steps], [0, *accumulate(step.amount for step in steps)]
    return [sums[bisect_right(times, at)] - sums[bisect_right(times, at - window)] for at in moments]


def level_of(condition: Condition, picture: Picture, at: int, value: int, ease: float) -> Level | None:
    """The highest level whose threshold (eased), record, spike and sources all hold."""
    reached: Level | None = None
    for level, threshold in condition.thresholds.items():
        if value >= threshold * ease and _is_record(condition, level, picture, at, value, ease):
            reached = level
    if reached is None or not _is_spike(condition, picture, at, value, ease):
        return None
    return reached if _has_sources(condition, picture, at) else None


def may_reach(rule: AlertRule, picture: Picture) -> bool:
    """False where even the sum of all claims would not do: most reports change no alert, and cost next to nothing."""
    able = (_may_reach(condition, picture, rule.clear) for condition in rule.conditions)
    return any(able) if rule.any else all(able)


def _may_reach(condition: Condition, picture: Picture, ease: float) -> bool:
    if condition.measure in (Measure.SOURCES, Measure.ARTICLES, Measure.SILENCE):
        return True
    lowest = 1.0 if condition.measure is Measure.FIRST_MENTION else min(condition.thresholds.values()) * ease
    # Twice the window: a level may still hold that was reached before.
    after = picture.now - 2 * window_of(condition)
    return bound_within(condition, picture, after, picture.now) >= lowest


def remembers(span: timedelta, picture: Picture, at: int) -> bool:
    """Whether the memory is long enough to call something a first, a record or a spike."""
    if not span:
        return True
    began = min((times[0] for account in picture.accounts for times in _times(account) if times), default=at)
    return at - began >= seconds(span)


def _times(account: Account) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return account.past_arrivals.times, account.most_arrivals.times


def _total(condition: Condition, picture: Picture, after: int, until: int) -> int:
    if condition.measure is Measure.SOURCES:
        return len({voice(step.claim.source) for step in steps_within(condition, picture, after, until)})
    if condition.measure is Measure.ARTICLES:
        steps = steps_within(condition, picture, after, until)
        return len({step.claim.uri or step.claim.cited for step in steps})
    return sum_within(condition, picture, after, until)


def _silent_hours(condition: Condition, picture: Picture, at: int) -> int:
    """Since the newest word; a source that has said nothing for the whole window is not expected any more."""
    newest = max((step.at for step in steps_within(condition, picture, at - seconds(condition.within), at)), default=at)
    return (at - newest) // 3600


def _first_mentions(condition: Condition, picture: Picture, at: int) -> int:
    """Incidents of the last day, where there was none for long before."""
    older = bound_within(condition, picture, at - seconds(condition.within), at - _DAY)
    if older or not remembers(condition.record_needs, picture, at):
        return 0
    return sum_within(condition, picture, at - _DAY, at)


def _is_record(condition: Condition, level: Level, picture: Picture, at: int, value: int, ease: float) -> bool:
    """Higher than every window that ended before this one began."""
    if level not in condition.record:
        return True
    if not remembers(condition.record_needs, picture, at):
        return False
    # To the hour: the same question for all reports of an hour.
    until = (at - seconds(condition.within)) // _HOUR * _HOUR
    after = until - seconds(condition.record[level])
    accounts = tuple(accounts_of(condition, picture))
    return value > _highest(condition, picture.region.id, accounts, after, until) * ease


@lru_cache(maxsize=256)
def _highest(condition: Condition, region: RegionId, accounts: tuple[Account, ...], after: int, until: int) -> int:
    """The most that any window within (after, until] came to."""
    picture = Picture(RegionName(id=region, name=""), until, accounts, ())
    steps = sorted(steps_within(condition, picture, after, until), key=_at)
    window = seconds(condition.within)
    highest = total = first = 0
    for step in steps:
        total += step.amount
        while steps[first].at <= step.at - window:
            total -= steps[first].amount
            first += 1
        highest = max(highest, total)
    return highest


def _at(step: Step) -> int:
    return step.at


def _is_spike(condition: Condition, picture: Picture, at: int, value: int, ease: float) -> bool:
    spike = condition.spike
    if spike is None:
        return True
    if not remembers(spike.baseline, picture, at):
        return False
    window, baseline = seconds(condition.within), seconds(spike.baseline)
    before = _total(condition, picture, at - window - baseline, at - window)
    return value >= max(spike.floor, spike.factor * before * window / baseline) * ease


def _has_sources(condition: Condition, picture: Picture, at: int) -> bool:
    if condition.min_sources == 1:
        return True
    found = {
        voice(source)
        for account, step in steps_and_accounts(condition, picture, at - seconds(condition.within), at)
        for source in (account.episodes[step.episode].sources if step.episode >= 0 else ())
    }
    return len(found) >= condition.min_sources
