"""Everything a change tells: what, since when, who says so, in which words, and why nobody is told where nobody is."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from monitor.model.alert import NEWS, AlertChange, AlertState, ChangeReason, Level, Measurement, Quote, may_be_outdone
from monitor.model.base import UtcTime
from monitor.model.figure import Figure, Quantifier, Unit
from monitor.model.mention import Kind, Status
from monitor.model.picture import Picture
from monitor.model.region import Alert, Claim, Excerpt
from monitor.model.rule import AlertRule, Measure
from monitor.model.verdict import MOST_SOURCES, Cited, Reading, Verdict
from monitor.text.sources import voice

_MOST_QUOTES = 6
_MOST_ARTICLES = 12


def compose(
    verdict: Verdict, last: Alert | None, reason: ChangeReason, picture: Picture, knowledge_version: str
) -> AlertChange:
    """One change with every field filled."""
    is_late = reason is ChangeReason.RETRACTED and last is not None and last.state is AlertState.QUIET
    before = last if last is not None and (is_late or last.state is not AlertState.QUIET) else None
    rule, region, reading, now = verdict.rule, picture.region, verdict.reading, _time(picture.now)
    cited = reading.cited
    alert_id = before.alert_id if before else _alert_id(rule.name, region.id, verdict.first)
    change = AlertChange(
        alert_id=alert_id,
        # An alert that comes back on the same evidence goes on counting: id and revision name one message.
        revision=last.revision + 1 if last is not None and last.alert_id == alert_id else 1,
        rule=rule.name,
        rule_title=rule.title or rule.name,
        rule_version=rule.version,
        knowledge_version=knowledge_version,
        region_id=region.id,
        region_name=region.name,
        country=region.country,
        country_name=region.country_name,
        kinds=rule.kinds,
        state=verdict.state,
        was_state=before.state if before else AlertState.QUIET,
        level=verdict.level,
        was_level=before.level if before else None,
        reason=reason,
        changed_at=now,
        started_at=before.started_at if before else now,
        evidence_at=_evidence_at(rule, cited, before, now),
        numbers=_numbers(reading.numbers, before),
        sources=reading.sources or (before.sources if before else ()),
        articles=_articles(cited) or (before.articles if before else ()),
        quotes=_quotes(cited, picture),
        because=_because(reason, reading),
    )
    return change.model_copy(
        update={"since_last": _since_last(change, before), "silent_because": _silence(change, rule, last)}
    )


def _time(seconds: int) -> UtcTime:
    return datetime.fromtimestamp(seconds, UTC)


def _alert_id(rule: str, region: str, first: tuple[str, int] | None) -> str:
    """hash(rule, region, first evidence)."""
    uri, at = first or ("", "")
    return hashlib.sha256(f"{rule}\0{region}\0{uri}\0{at}".encode()).hexdigest()[:16]


def _evidence_at(rule: AlertRule, cited: Sequence[Cited], before: Alert | None, now: UtcTime) -> UtcTime:
    if any(condition.measure is Measure.SILENCE for condition in rule.conditions):
        return now
    if cited:
        return _time(max(one.claim.told_at for one in cited))
    return before.evidence_at if before else now


def _numbers(numbers: Iterable[Measurement], before: Alert | None) -> tuple[Measurement, ...]:
    told = before.numbers if before else ()
    return tuple(
        number.model_copy(update={"was": told[position].value}) if position < len(told) else number
        for position, number in enumerate(numbers)
    )


def _articles(cited: Sequence[Cited]) -> tuple[str, ...]:
    uris = dict.fromkeys(one.claim.uri or one.claim.cited for one in cited)
    return tuple(uri for uri in uris if uri)[:_MOST_ARTICLES]


def _quotes(cited: Sequence[Cited], picture: Picture) -> tuple[Quote, ...]:
    words = {(row.uri, row.ledger, row.low): row for row in reversed(picture.excerpts)}
    quotes: dict[tuple[str, str], Quote] = {}
    for one in cited:
        claim = one.claim
        row = words.get((claim.uri or claim.cited, one.ledger, claim.low))
        if row is not None:
            quotes.setdefault((row.uri, row.words), _quote(one, row))
    return tuple(quotes.values())[:_MOST_QUOTES]


def _quote(one: Cited, row: Excerpt) -> Quote:
    return Quote(
        text=row.words,
        before=row.before,
        after=row.after,
        kind=Kind(one.ledger.split("/")[0]),
        status=Status.NEW,
        figure=_figure(one.claim),
        attribution=row.source,
        place=row.place,
        uri=row.uri,
        headline=row.headline,
        outlet=row.outlet,
        url=row.url,
        published_at=_time(one.claim.told_at),
    )


def _figure(claim: Claim) -> Figure | None:
    """As the text counts it: households stay households."""
    if not claim.low and claim.high is None:
        return None
    size = claim.household_size or 1
    high = None if claim.high is None else claim.high // size
    low = claim.low // size
    quantifier = Quantifier.EXACT if low == high else Quantifier.AT_LEAST if high is None else Quantifier.BETWEEN
    unit = Unit.HOUSEHOLDS if claim.household_size else Unit.PEOPLE
    return Figure(low=low, high=high, unit=unit, quantifier=quantifier)


def _because(reason: ChangeReason, reading: Reading) -> str:
    if reason is ChangeReason.RETRACTED:
        outdone = ", or an older report came to light" if may_be_outdone(reading.numbers) else ""
        return f"the evidence was withdrawn or corrected{outdone}: {reading.because}"
    if reason is ChangeReason.ENDED:
        return f"nothing new came: {reading.because}"
    return reading.because


def _since_last(change: AlertChange, before: Alert | None) -> str:
    if before is None:
        return ""
    said = [f"{number.was:,} → {number.value:,}" for number in change.numbers if number.was not in (None, number.value)]
    if change.level is not before.level:
        said.append(f"{_name(before.level)} → {_name(change.level)}")
    said_before, say_now = set(map(voice, before.sources)), set(map(voice, change.sources))
    new = [source for source in change.sources if voice(source) not in said_before]
    # Whoever is not named in a full list may have spoken all the same.
    if new and len(before.sources) < MOST_SOURCES:
        said.append(f"now also {', '.join(new)}")
    gone = [source for source in before.sources if voice(source) not in say_now]
    if gone and len(change.sources) < MOST_SOURCES and change.reason is not ChangeReason.ENDED:
        said.append(f"no longer {', '.join(gone)}")
    return "; ".join(said)


def _name(level: Level | None) -> str:
    return level.value if level else "quiet"


def _silence(change: AlertChange, rule: AlertRule, last: Alert | None) -> str:
    """Why nobody is told; empty where somebody is."""
    if change.state is AlertState.PENDING:
        return "pending: not yet for long enough"
    goes_on = last is not None and last.alert_id == change.alert_id
    if change.reason not in NEWS:
        return "" if goes_on and last and last.told_level is not None else "nobody was told that it fired"
    if change.changed_at - change.evidence_at > rule.max_age:
        return f"older than {int(rule.max_age.total_seconds() // 3600)} h"
    if not goes_on and last is not None and last.told_level is not None and last.told_at is not None:
        is_lower = change.level is not None and change.level.rank <= last.told_level.rank
        if is_lower and change.changed_at - last.told_at < rule.quiet_for:
            return f"told on {last.told_at:%Y-%m-%d}; quiet for {rule.quiet_for.days} days unless the level rises"
    return ""
