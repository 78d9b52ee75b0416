"""When time alone may next change something, so that ticks need not look at every region."""

from collections.abc import Iterable
from datetime import UTC, datetime

from monitor.model.base import UtcTime
from monitor.model.picture import Picture
from monitor.model.rule import AlertRule, Condition, Measure
from monitor.steps.evaluate.measure import window_of
from monitor.steps.evaluate.window import first_within


def next_moment(
    open_rules: Iterable[AlertRule], rules: Iterable[AlertRule], picture: Picture, next_embargo: int | None
) -> UtcTime | None:
    """The earliest time at which a tick may find something different; None where only news can."""
    moments = [_leaves(rule, picture) for rule in open_rules]
    moments += [picture.now for rule in rules if waits_for_silence(rule)]
    if next_embargo is not None:
        moments.append(next_embargo)
    known = [moment for moment in moments if moment is not None]
    return datetime.fromtimestamp(min(known), UTC) if known else None


def waits_for_silence(rule: AlertRule) -> bool:
    """Whether the rule may start without news."""
    return any(condition.measure is Measure.SILENCE for condition in rule.conditions)


def _leaves(rule: AlertRule, picture: Picture) -> int | None:
    """When the first step leaves a window; what must stay for a while may have stayed long enough at any tick."""
    if rule.stay:
        return picture.now
    return min((_first_out(condition, picture) for condition in rule.conditions), default=picture.now)


def _first_out(condition: Condition, picture: Picture) -> int:
    window = window_of(condition)
    first = first_within(condition, picture, picture.now - window, picture.now)
    return picture.now if first is None else first + window
