"""Why an alert stands as it does, and why an article raised none: values, and the same as text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from monitor.model.alert import AlertState
from monitor.model.base import RegionId, UtcTime
from monitor.model.knowledge import Knowledge
from monitor.model.picture import Account, Episode, Picture, Step
from monitor.model.region import HELD, Alert, Claim, RegionState
from monitor.model.rule import AlertRule, Condition
from monitor.pipeline import measure_region
from monitor.steps.evaluate import applies
from monitor.steps.evaluate.measure import window_of
from monitor.steps.evaluate.window import steps_and_accounts


class Rise(NamedTuple):
    """One claim that moved the number, and the words it stands on."""

    told_at: UtcTime
    amount: int
    source: str
    article: str
    words: str
    is_earlier: bool
    """Told by a version that a later one has replaced: its words are not kept."""


class Grown(NamedTuple):
    """One episode behind a number."""

    kind: str
    place: str
    low: int
    high: int
    sources: tuple[str, ...]
    tellings: int
    rises: tuple[Rise, ...]


class WhyAlert(NamedTuple):
    """An alert with everything that its numbers stand on."""

    alert: Alert
    region: str
    rule: AlertRule
    because: str
    episodes: tuple[Grown, ...]


class Effect(NamedTuple):
    """What one claim of an article did to what its region knows."""

    region: RegionId
    kind: str
    place: str
    source: str
    figure: int
    effect: str


class RuleSays(NamedTuple):
    """One rule that asks for what the article tells, and why it is silent (or that it is not)."""

    region: RegionId
    rule: str
    says: str
    is_alert: bool


class WhyNot(NamedTuple):
    """An article as the regions remember it."""

    uri: str
    notes: tuple[str, ...]
    effects: tuple[Effect, ...]
    rules: tuple[RuleSays, ...]


def why_alert(alert_id: str, regions: Iterable[RegionState], knowledge: Knowledge, now: UtcTime) -> WhyAlert | None:
    """The alert with its evidence, down to the words; None where no region remembers the id (or its rule is gone)."""
    for state in regions:
        for alert in state.alerts:
            rule = next((rule for rule in knowledge.rules if rule.name == alert.rule), None)
            if alert.alert_id == alert_id and rule is not None:
                at = max(now, state.clock)
                picture, reading = measure_region(state, rule, at)
                return WhyAlert(alert, state.region.name, rule, reading.because, trace(rule, picture))
    return None


def why_not(uri: str, regions: Mapping[RegionId, RegionState], knowledge: Knowledge, now: UtcTime) -> WhyNot:
    """What an article did in each region that heard of it, and what each rule says there."""
    notes: list[str] = []
    effects: list[Effect] = []
    rules: list[RuleSays] = []
    for region, state in sorted(regions.items()):
        telling = next((telling for telling in state.tellings if telling.uri == uri), None)
        if telling is None:
            continue
        notes += [f"{region}: {note}" for note in _notes(state, uri, now)]
        found = list(_effects(state, uri, now, knowledge))
        effects += found
        rules += _rules(state, {effect.kind for effect in found}, knowledge, now)
    if not notes and not effects:
        notes.append("no region remembers this article: it told of nothing new, or it is too old")
    return WhyNot(uri, tuple(notes), tuple(effects), tuple(rules))


def trace(rule: AlertRule, picture: Picture) -> tuple[Grown, ...]:
    """Every figure in the rule's windows: episode, claims, articles, words."""
    grown: dict[tuple[int, int], tuple[Account, list[Step]]] = {}
    for condition in rule.conditions:
        after = picture.now - window_of(condition)
        for account, step in steps_and_accounts(condition, picture, after, picture.now):
            steps = grown.setdefault((id(account), step.episode), (account, []))[1]
            if step not in steps:
                steps.append(step)
    return tuple(_grown(account, steps, picture) for account, steps in grown.values())


def alert_as_text(why: WhyAlert) -> str:
    """For the terminal."""
    alert = why.alert
    level = f"{alert.state.value} {alert.level.value}" if alert.level else alert.state.value
    lines = [
        f"{alert.alert_id}  {why.rule.title or why.rule.name} in {why.region}: {level}, revision {alert.revision}",
        f"  rule {why.rule.name} (version {why.rule.version}), since {alert.started_at:%Y-%m-%d %H:%M} UTC",
        f"  now: {why.because}",
    ]
    lines += [f"  told: {number.measure} {number.value:,}, threshold {number.threshold}" for number in alert.numbers]
    for episode in why.episodes:
        lines.append(f"  {_title(episode)}")
        for rise in episode.rises:
            version = ", an earlier version" if rise.is_earlier else ""
            lines.append(f"    +{rise.amount:,} {rise.told_at:%Y-%m-%d %H:%M} {rise.source}, {rise.article}{version}")
            if rise.words:
                lines.append(f"      “{rise.words}”")
    return "\n".join(lines)


def article_as_text(why: WhyNot) -> str:
    """For the terminal."""
    lines = [why.uri, *(f"  {note}" for note in why.notes)]
    for effect in why.effects:
        figure = f" {effect.figure:,}" if effect.figure else ""
        lines.append(f"  {effect.region}: {effect.kind}{figure}, {effect.place}, says {effect.source}: {effect.effect}")
    lines += [f"  {said.region} {'!' if said.is_alert else ' '} {said.rule}: {said.says}" for said in why.rules]
    return "\n".join(lines)


def _title(episode: Grown) -> str:
    span = f"{episode.low:,}" if episode.low == episode.high else f"{episode.low:,} (up to {episode.high:,})"
    figure = f": {span}" if episode.high else ""
    told = f"{_count(len(episode.sources), 'source')}, {_count(episode.tellings, 'telling')}"
    return f"{episode.kind} in {episode.place}{figure}, {told}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _grown(account: Account, steps: list[Step], picture: Picture) -> Grown:
    kind = account.ledger.kind.value
    known = steps[0].episode >= 0
    episode = account.episodes[steps[0].episode] if known else None
    return Grown(
        kind=kind,
        place=_place(episode.place) if episode else "days of which only the number is left",
        low=episode.low if episode else sum(step.amount for step in steps),
        high=episode.high if episode else 0,
        sources=episode.sources if episode else (),
        tellings=len(episode.claims) if episode else 0,
        rises=tuple(_rise(account, step, picture) for step in sorted(steps, key=lambda step: step.at)),
    )


def _rise(account: Account, step: Step, picture: Picture) -> Rise:
    article = step.claim.uri or step.claim.cited
    is_earlier = step.at < step.claim.told_at
    said = (row.words for row in picture.excerpts if (row.uri, row.ledger) == (article, account.ledger.key))
    words = "" if is_earlier else next(said, "")
    return Rise(_time(step.at), step.amount, step.claim.source, article, words, is_earlier)


def _notes(state: RegionState, uri: str, now: UtcTime) -> Iterator[str]:
    telling = next(telling for telling in state.tellings if telling.uri == uri)
    if telling.is_retracted:
        yield "the article was taken back, so it counts for nothing"
    elif telling.told_at == HELD:
        yield "the article is withheld; it counts once a later version frees it"
    elif telling.told_at > now.timestamp():
        yield f"embargoed until {_time(telling.told_at):%Y-%m-%d %H:%M} UTC"
    elif not any(claim.uri == uri for ledger in state.ledgers for claim in ledger.claims):
        yield "it tells nothing new here: background, running totals, forecasts and denials are not remembered"


def _effects(state: RegionState, uri: str, now: UtcTime, knowledge: Knowledge) -> Iterator[Effect]:
    if not knowledge.rules:
        return
    picture, _ = measure_region(state, knowledge.rules[0], max(now, state.clock))
    for account in picture.accounts:
        for position, episode in enumerate(account.episodes):
            for claim in episode.claims:
                if claim.uri == uri:
                    effect = _effect(account, position, episode, claim)
                    yield Effect(
                        state.region.id,
                        account.ledger.kind.value,
                        _place(claim.place),
                        claim.source,
                        claim.low,
                        effect,
                    )


def _effect(account: Account, position: int, episode: Episode, claim: Claim) -> str:
    series = account.growth if account.growth.steps else account.arrivals
    steps = [step for step in series.steps if step.episode == position]
    mine = [step for step in steps if step.claim == claim]
    if mine:
        amount = sum(step.amount for step in mine)
        earlier = sum(step.amount for step in mine if step.at < claim.told_at)
        before = sum(step.amount for step in steps if step.claim != claim and step.at < claim.told_at)
        adds = f"adds {amount:,} to {before:,}" if before else f"the first to tell it: {amount:,}"
        return f"{adds}, {earlier:,} of it in an earlier version" if earlier else adds
    same = next((other for other in episode.claims if other.age < claim.age and other.low == claim.low), None)
    if same is not None:
        return f"the same again: {same.source} told it {_time(same.told_at):%Y-%m-%d %H:%M}"
    if claim.low < episode.low:
        return f"adds nothing: {episode.low:,} stands for this episode"
    return "adds nothing: one telling more"


def _rules(state: RegionState, kinds: set[str], knowledge: Knowledge, now: UtcTime) -> Iterator[RuleSays]:
    for rule in knowledge.rules:
        asked = {kind.value for kind in rule.kinds}
        if not applies(rule.where, state.region) or (asked and not asked & kinds):
            continue
        _, reading = measure_region(state, rule, max(now, state.clock))
        alert = next((alert for alert in state.alerts if alert.rule == rule.name), None)
        yield RuleSays(state.region.id, rule.name, _says(rule, reading.because, alert), _is_firing(alert))


def _is_firing(alert: Alert | None) -> bool:
    return alert is not None and alert.state is AlertState.FIRING


def _says(rule: AlertRule, because: str, alert: Alert | None) -> str:
    if alert is None or alert.state is AlertState.QUIET:
        lacks = " ".join(_demands(condition) for condition in rule.conditions).strip()
        return f"{because}{f'; it also asks for {lacks}' if lacks else ''}"
    if alert.state is AlertState.PENDING:
        return f"pending: {because}"
    told = f"told on {alert.told_at:%Y-%m-%d %H:%M}" if alert.told_at else "silent: its evidence was too old"
    return f"firing {alert.level.value if alert.level else ''}: {because}; {told}"


def _demands(condition: Condition) -> str:
    asks = []
    if condition.min_sources > 1:
        asks.append(f"{condition.min_sources} sources")
    if condition.record:
        asks.append("a record")
    if condition.spike:
        asks.append(f"{condition.spike.factor:g} times the usual")
    return ", ".join(asks)


def _place(path: str) -> str:
    return path.rpartition("|")[2] or "an unknown place"


def _time(seconds: int) -> UtcTime:
    return datetime.fromtimestamp(min(seconds, 1 << 34), UTC)
