"""RegionState, [Verdict] -> RegionState, [AlertChange]: the life of an alert."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level, Measurement, Quote
from monitor.model.base import UtcTime
from monitor.model.figure import Figure
from monitor.model.mention import Status
from monitor.model.region import Alert, Claim, Episode, Picture, RegionState
from monitor.model.verdict import Verdict

_MATERIAL = 1.2
"""A number that grew by a fifth is news; less is the same story told again."""
_REMEMBERED = 7 * 86_400
_MOST_QUOTES = 6


def raise_alerts(
    state: RegionState, picture: Picture, verdicts: Sequence[Verdict], *, knowledge_version: str
) -> tuple[RegionState, tuple[AlertChange, ...]]:
    """Compares each verdict with what was last told; answers only what is different."""
    alerts = {alert.rule: alert for alert in state.alerts}
    changes = []
    for verdict in verdicts:
        last = alerts.get(verdict.rule.name)
        reason = _reason(verdict, last)
        if reason is None:
            continue
        change = _change(verdict, last, reason, picture, knowledge_version)
        changes.append(change)
        alerts[change.rule] = Alert(rule=change.rule, last=change, state=change.state, level=change.level)
    kept = tuple(alerts[name] for name in sorted(alerts) if _is_remembered(alerts[name], picture.now))
    if kept == state.alerts:
        return state, tuple(changes)
    return state.model_copy(update={"alerts": kept}), tuple(changes)


def last_change(state: RegionState, rule: str) -> int | None:
    """When the rule's alert last changed, while it is not quiet."""
    for alert in state.alerts:
        if alert.rule == rule and alert.state is not AlertState.QUIET:
            return int(alert.last.changed_at.timestamp())
    return None


def _is_remembered(alert: Alert, now: int) -> bool:
    return alert.state is not AlertState.QUIET or now - int(alert.last.changed_at.timestamp()) < _REMEMBERED


def _reason(verdict: Verdict, last: Alert | None) -> ChangeReason | None:
    was = last.state if last else AlertState.QUIET
    if verdict.state is AlertState.QUIET:
        return None if was is AlertState.QUIET else _why_over(verdict)
    if verdict.state is AlertState.PENDING:
        return ChangeReason.PENDING if was is AlertState.QUIET else None
    if was is not AlertState.FIRING or last is None:
        return ChangeReason.STARTED
    return _why_moved(verdict, last)


def _why_over(verdict: Verdict) -> ChangeReason:
    """Time alone, unless what is known now would not have raised it then."""
    still = verdict.then is not None and verdict.then.level is not None
    return ChangeReason.ENDED if still else ChangeReason.RETRACTED


def _why_moved(verdict: Verdict, last: Alert) -> ChangeReason | None:
    was, now = last.level, verdict.level
    if was is not None and now is not None and was is not now:
        return ChangeReason.ROSE if now.rank > was.rank else ChangeReason.FELL
    told = last.last.numbers[0].value if last.last.numbers else 0
    if verdict.reading.value >= max(told * _MATERIAL, told + 1):
        return ChangeReason.REVISED
    corrected = verdict.then.value if verdict.then else told
    return ChangeReason.REVISED if corrected * _MATERIAL <= told and corrected < told else None


def _change(
    verdict: Verdict, last: Alert | None, reason: ChangeReason, picture: Picture, knowledge_version: str
) -> AlertChange:
    now = _time(picture.now)
    rule, region = verdict.rule, picture.region
    goes_on = last is not None and last.state is not AlertState.QUIET
    claims = verdict.reading.claims
    evidence_at = _time(max((claim.told_at for claim in claims), default=picture.now))
    if not claims and last is not None:
        evidence_at = last.last.evidence_at
    first = min(claims, key=lambda claim: (claim.told_at, claim.uri)).uri if claims else ""
    change = AlertChange(
        alert_id=last.last.alert_id if goes_on and last else _alert_id(rule.name, region.id, first),
        revision=last.last.revision + 1 if goes_on and last else 1,
        rule=rule.name,
        rule_title=rule.title or rule.name,
        rule_version=rule.version,
        knowledge_version=knowledge_version,
        region_id=region.id,
        region_name=region.name,
        country=region.country,
        country_name=region.country_name,
        kinds=tuple(dict.fromkeys(kind for condition in rule.conditions for kind in condition.kinds_measured)),
        state=verdict.state,
        was_state=last.state if goes_on and last else AlertState.QUIET,
        level=verdict.level,
        was_level=last.level if goes_on and last else None,
        reason=reason,
        changed_at=now,
        started_at=last.last.started_at if goes_on and last else now,
        evidence_at=evidence_at,
        numbers=_numbers(verdict, last if goes_on else None),
        sources=tuple(dict.fromkeys(claim.source for claim in claims)),
        articles=tuple(dict.fromkeys(claim.uri for claim in claims)),
        quotes=_quotes(claims, picture),
        because=verdict.reading.because,
    )
    since_last = _since_last(change, last if goes_on else None)
    return change.model_copy(update={"since_last": since_last, "silent_because": _silence(change, verdict)})


def _time(seconds: int) -> UtcTime:
    return datetime.fromtimestamp(seconds, UTC)


def _alert_id(rule: str, region: str, first: str) -> str:
    return hashlib.sha256(f"{rule}\0{region}\0{first}".encode()).hexdigest()[:16]


def _numbers(verdict: Verdict, last: Alert | None) -> tuple[Measurement, ...]:
    told = last.last.numbers if last else ()
    return tuple(
        number.model_copy(update={"was": told[position].value}) if position < len(told) else number
        for position, number in enumerate(verdict.reading.numbers)
    )


def _quotes(claims: Sequence[Claim], picture: Picture) -> tuple[Quote, ...]:
    tellings = {telling.uri: telling for telling in picture.tellings}
    homes: dict[Claim, Episode] = {claim: episode for episode in picture.episodes for claim in episode.claims}
    quotes = []
    for claim in claims[:_MOST_QUOTES]:
        telling = tellings.get(claim.uri)
        if telling is None or claim not in homes:
            continue
        quotes.append(
            Quote(
                text=claim.words,
                kind=homes[claim].kind,
                status=Status.NEW,
                figure=Figure(low=claim.low, high=claim.high) if claim.low or claim.high else None,
                attribution=claim.source,
                place=claim.place.rpartition("|")[2],
                uri=claim.uri,
                headline=telling.headline,
                outlet=telling.outlet,
                url=telling.url,
                published_at=_time(claim.told_at),
            )
        )
    return tuple(quotes)


def _since_last(change: AlertChange, last: Alert | None) -> str:
    if last is None:
        return ""
    said = [f"{number.was:,} → {number.value:,}" for number in change.numbers if number.was not in (None, number.value)]
    if change.level is not last.level:
        said.append(f"{_name(last.level)} → {_name(change.level)}")
    new = [source for source in change.sources if source not in last.last.sources]
    if new:
        said.append(f"now also {', '.join(new)}")
    return "; ".join(said)


def _name(level: Level | None) -> str:
    return level.value if level else "quiet"


def _silence(change: AlertChange, verdict: Verdict) -> str:
    if change.state is AlertState.PENDING:
        return "pending"
    age = change.changed_at - change.evidence_at
    if change.reason in (ChangeReason.STARTED, ChangeReason.ROSE, ChangeReason.REVISED) and age > verdict.rule.max_age:
        return f"older than {int(verdict.rule.max_age.total_seconds() // 3600)} h"
    return ""
