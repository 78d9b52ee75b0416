"""RegionState, [Verdict] -> RegionState, [AlertChange].

quiet → pending → firing(level) → quiet.  What differs from what was last told is a change.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.model.alert import AlertChange, AlertState, ChangeReason
from monitor.model.picture import Picture
from monitor.model.region import Alert, RegionState
from monitor.model.rule import AlertRule
from monitor.model.verdict import Verdict, is_material
from monitor.steps.alert.compose import compose

_TAKEN_BACK = timedelta(days=7)
"""So long after its end an alert may still be retracted."""


def raise_alerts(
    state: RegionState,
    picture: Picture,
    verdicts: Sequence[Verdict],
    all_rules: Iterable[AlertRule],
    *,
    knowledge_version: str,
) -> tuple[RegionState, tuple[AlertChange, ...]]:
    """The same verdicts again change nothing.  Of `all_rules` some may not have been looked at."""
    alerts = {alert.rule: alert for alert in state.alerts}
    rules = {rule.name: rule for rule in all_rules}
    changes = []
    for verdict in verdicts:
        last = alerts.get(verdict.rule.name)
        reason = _reason(verdict, last)
        if reason is not None:
            change = compose(verdict, last, reason, picture, knowledge_version)
            changes.append(change)
            alerts[change.rule] = _remember(change, last)
    kept = tuple(alerts[name] for name in sorted(alerts) if _is_remembered(alerts[name], rules, state.clock))
    if kept == state.alerts:
        return state, tuple(changes)
    return state.model_copy(update={"alerts": kept}), tuple(changes)


def told_alert(state: RegionState, rule: AlertRule) -> Alert | None:
    """The rule's alert, as long as it may still change or be taken back."""
    alert = next((alert for alert in state.alerts if alert.rule == rule.name), None)
    if alert is None or (alert.state is AlertState.QUIET and not _may_be_taken_back(alert, state.clock)):
        return None
    return alert


def _may_be_taken_back(alert: Alert, now: datetime) -> bool:
    return alert.told_level is not None and now - alert.changed_at < _TAKEN_BACK


def _is_remembered(alert: Alert, rules: Mapping[str, AlertRule], now: datetime) -> bool:
    """A rule that no longer exists leaves nothing behind.

    As long as the same evidence may reach its level again: the alert then goes on counting, since id and revision name
    one message.
    """
    rule = rules.get(alert.rule)
    if rule is None:
        return False
    longest = max(condition.within for condition in rule.conditions)
    return alert.state is not AlertState.QUIET or now - alert.changed_at < max(_TAKEN_BACK, rule.quiet_for, longest)


def _reason(verdict: Verdict, last: Alert | None) -> ChangeReason | None:
    if verdict.state is AlertState.QUIET:
        return _why_over(verdict, last)
    if verdict.state is AlertState.PENDING:
        is_new = last is None or last.state is AlertState.QUIET
        return ChangeReason.PENDING if is_new else None
    if last is None or last.state is not AlertState.FIRING:
        return ChangeReason.STARTED
    return _why_moved(verdict, last)


def _why_over(verdict: Verdict, last: Alert | None) -> ChangeReason | None:
    """Time alone, unless what is known now would not have raised it then."""
    if last is None or verdict.then is None:
        return None
    if last.state is AlertState.QUIET:
        return ChangeReason.RETRACTED if verdict.then.level is None else None
    return ChangeReason.RETRACTED if verdict.then.level is None else ChangeReason.ENDED


def _why_moved(verdict: Verdict, last: Alert) -> ChangeReason | None:
    was, now = last.level, verdict.level
    if was is not None and now is not None and was is not now:
        return ChangeReason.ROSE if now.rank > was.rank else ChangeReason.FELL
    if not verdict.reading.numbers:
        return None
    numbers = zip(last.numbers, verdict.reading.numbers, verdict.then.numbers if verdict.then else (), strict=False)
    moved = any(
        is_material(told.value, now.value) and (now.value > told.value or is_material(told.value, then.value))
        for told, now, then in numbers
    )
    return ChangeReason.REVISED if moved else None


def _remember(change: AlertChange, last: Alert | None) -> Alert:
    goes_on = last is not None and last.alert_id == change.alert_id
    told_level, told_at = (last.told_level, last.told_at) if goes_on and last else (None, None)
    if not change.silent_because and change.level is not None:
        is_higher = told_level is None or change.level.rank > told_level.rank
        told_level, told_at = (change.level if is_higher else told_level), change.changed_at
    if change.reason is ChangeReason.RETRACTED:
        told_level = None
    is_firing = change.state is AlertState.FIRING
    return Alert(
        rule=change.rule,
        alert_id=change.alert_id,
        revision=change.revision,
        state=change.state,
        level=change.level,
        changed_at=change.changed_at,
        started_at=change.started_at,
        evidence_at=change.evidence_at,
        numbers=change.numbers,
        sources=change.sources,
        articles=change.articles,
        fired_at=change.changed_at if is_firing else (last.fired_at if goes_on and last else None),
        told_level=told_level,
        told_at=told_at,
    )
