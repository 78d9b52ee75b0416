"""(AlertRule, Picture) -> Verdict: one rule against one region, with the numbers and the reason.

A verdict depends on what is known and on the time, never on the order in which it became known:
whether a level still holds below its threshold is read from the growth of the episodes, not from a stored state.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from monitor.model.alert import AlertState, Level, Measurement
from monitor.model.base import TRIAGE
from monitor.model.region import Claim, Picture, Step
from monitor.model.report import RegionName
from monitor.model.rule import PEOPLE_KINDS, AlertRule, Condition, Measure, PlaceLevel, Where
from monitor.model.verdict import Reading, Verdict

_MOST_CLAIMS = 12
"""Claims a verdict carries: more than anybody reads in a message."""

_NOUNS = {
    Measure.PEOPLE_DISPLACED: "people newly displaced",
    Measure.PEOPLE_KILLED: "people killed",
    Measure.PEOPLE_INJURED: "people injured",
    Measure.INCIDENTS: "incidents",
    Measure.SOURCES: "independent sources",
    Measure.ARTICLES: "articles",
    Measure.SILENCE: "hours without a word",
    Measure.FIRST_MENTION: "incidents after a long silence",
}


def evaluate(rule: AlertRule, picture: Picture, last_change: int | None = None) -> Verdict:
    """The rule at the picture's time; `last_change` is when its alert last changed."""
    reading = read(rule, picture, picture.now)
    level, since = _standing(rule, picture, reading)
    state = AlertState.QUIET
    if level is not None:
        stayed = since is None or picture.now - since >= rule.stay.total_seconds()
        state = AlertState.FIRING if stayed else AlertState.PENDING
    then = None if last_change is None else read(rule, picture, last_change)
    return Verdict(rule, state, level, reading, then)


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


def read(rule: AlertRule, picture: Picture, at: int, *, ease: float = 1.0) -> Reading:
    """The rule's numbers at one moment; `ease` lowers the thresholds, to see whether a level still holds."""
    readings = [_read_condition(condition, picture, at, ease) for condition in rule.conditions]
    if len(readings) == 1:
        return readings[0]
    levels = [reading.level for reading in readings]
    known = [level for level in levels if level is not None]
    level = None
    if known and (rule.any or len(known) == len(levels)):
        choose: Callable[..., Level] = max if rule.any else min
        level = choose(known, key=lambda one: one.rank)
    joint = " or " if rule.any else " and "
    return Reading(
        level=level,
        numbers=tuple(number for reading in readings for number in reading.numbers),
        claims=_heaviest([claim for reading in readings for claim in reading.claims]),
        because=joint.join(reading.because for reading in readings),
    )


def _standing(rule: AlertRule, picture: Picture, reading: Reading) -> tuple[Level | None, int | None]:
    """The level that holds now, and since when where somebody asks."""
    eased = read(rule, picture, picture.now, ease=rule.clear)
    holds_more = eased.level is not None and (reading.level is None or eased.level.rank > reading.level.rank)
    if not holds_more and not (rule.stay and reading.level):
        return reading.level, None
    level: Level | None = None
    since: int | None = None
    for moment in _moments(rule, picture):
        reached = read(rule, picture, moment).level
        kept = read(rule, picture, moment, ease=rule.clear).level
        was = level
        level = _higher(reached, _lower(level, kept))
        if level is None:
            since = None
        elif was is None:
            since = moment
    return level, since


def _higher(one: Level | None, other: Level | None) -> Level | None:
    return max((level for level in (one, other) if level), key=lambda level: level.rank, default=None)


def _lower(one: Level | None, other: Level | None) -> Level | None:
    return None if one is None or other is None else min(one, other, key=lambda level: level.rank)


def _moments(rule: AlertRule, picture: Picture) -> list[int]:
    """Every time at which the rule's numbers can have changed, up to now."""
    longest = max(int(condition.within.total_seconds()) for condition in rule.conditions)
    oldest = picture.now - 2 * longest - int(rule.stay.total_seconds())
    moments = {picture.now}
    for condition in rule.conditions:
        window = int(condition.within.total_seconds())
        for step in _steps(condition, picture, oldest - window, picture.now):
            moments |= {step.at, step.at + window}
    return sorted(moment for moment in moments if oldest <= moment <= picture.now)


def _read_condition(condition: Condition, picture: Picture, at: int, ease: float) -> Reading:
    window = int(condition.within.total_seconds())
    if condition.measure is Measure.SILENCE:
        return _read_silence(condition, picture, at)
    steps = list(_steps(condition, picture, at - window, at))
    value = _value(condition, steps)
    if condition.measure is Measure.FIRST_MENTION:
        steps, value = _first_mention(condition, picture, at)
    sources = {step.claim.source for step in steps} | _sources(condition, picture, at - window, at)
    level = None
    for name, threshold in condition.thresholds.items():
        if value < threshold * ease or len(sources) < condition.min_sources:
            continue
        if _is_record(condition, name, picture, at, value) and _is_spike(condition, picture, at, value):
            level = name
    number = _number(condition, value, level, steps, picture)
    return Reading(level, (number,), _heaviest_steps(steps), _because(condition, value, level))


def _value(condition: Condition, steps: Sequence[Step]) -> int:
    if condition.measure is Measure.SOURCES:
        return len({step.claim.source for step in steps})
    if condition.measure is Measure.ARTICLES:
        return len({step.claim.uri for step in steps})
    return sum(step.amount for step in steps)


def _steps(condition: Condition, picture: Picture, after: int, until: int) -> Iterator[Step]:
    """Growth within (after, until] of what the condition measures."""
    kinds = condition.kinds_measured
    by_figure = condition.measure in PEOPLE_KINDS
    every_claim = condition.measure in (Measure.SOURCES, Measure.ARTICLES)
    for episode in picture.episodes:
        if (kinds and episode.kind not in kinds) or episode.cause not in condition.causes:
            continue
        if condition.subjects and episode.subject not in condition.subjects:
            continue
        steps: Iterable[Step] = episode.steps if by_figure else episode.counts
        if every_claim:
            steps = (Step(claim.told_at, 1, claim) for claim in episode.claims)
        for step in steps:
            if after < step.at <= until and _is_asked(condition, step.claim, picture):
                yield step


def _is_asked(condition: Condition, claim: Claim, picture: Picture) -> bool:
    if condition.sources and claim.source not in condition.sources:
        return False
    return condition.placed is None or "-" in picture.region.id or "|" not in claim.place


def _sources(condition: Condition, picture: Picture, after: int, until: int) -> set[str]:
    if condition.min_sources == 1:
        return {""}
    kinds = condition.kinds_measured
    return {
        claim.source
        for episode in picture.episodes
        if not kinds or episode.kind in kinds
        for claim in episode.claims
        if after < claim.told_at <= until
    }


def _first_mention(condition: Condition, picture: Picture, at: int) -> tuple[list[Step], int]:
    day, window = 86_400, int(condition.within.total_seconds())
    fresh = list(_steps(condition, picture, at - day, at))
    older = any(True for _ in _steps(condition, picture, at - window, at - day))
    return ([], 0) if older or not _remembers(condition.record_needs, picture, at) else (fresh, len(fresh))


def _remembers(span: timedelta, picture: Picture, at: int) -> bool:
    """Whether the memory is long enough to call something a first, a record or a spike."""
    began = min((episode.claims[0].told_at for episode in picture.episodes), default=at)
    return at - began >= span.total_seconds()


def _read_silence(condition: Condition, picture: Picture, at: int) -> Reading:
    spoke = [
        claim
        for episode in picture.episodes
        for claim in episode.claims
        if claim.told_at <= at and (not condition.sources or claim.source in condition.sources)
    ]
    window = int(condition.within.total_seconds())
    newest = max((claim.told_at for claim in spoke), default=None)
    if newest is None:
        return Reading(None, (), (), "the source has not spoken here yet")
    silent = at - newest
    level = next(iter(condition.thresholds)) if silent >= window else None
    hours = silent // 3600
    number = Measurement(measure=condition.measure, value=hours, threshold=window // 3600, window_seconds=window)
    return Reading(
        level,
        (number,),
        tuple(claim for claim in spoke if claim.told_at == newest)[:1],
        f"{hours} hours without a word from {', '.join(condition.sources) or 'anybody'}",
    )


def _is_record(condition: Condition, level: Level, picture: Picture, at: int, value: int) -> bool:
    if level not in condition.record:
        return True
    if not _remembers(condition.record_needs, picture, at):
        return False
    window = int(condition.within.total_seconds())
    oldest = at - int(condition.record[level].total_seconds())
    ends = [step.at for step in _steps(condition, picture, oldest, at - window)]
    return all(_value(condition, list(_steps(condition, picture, end - window, end))) < value for end in ends)


def _is_spike(condition: Condition, picture: Picture, at: int, value: int) -> bool:
    spike = condition.spike
    if spike is None:
        return True
    if not _remembers(spike.baseline, picture, at):
        return False
    window, baseline = condition.within.total_seconds(), spike.baseline.total_seconds()
    before = _value(condition, list(_steps(condition, picture, int(at - window - baseline), int(at - window))))
    return value >= max(spike.floor, spike.factor * before * window / baseline)


def _number(
    condition: Condition, value: int, level: Level | None, steps: Sequence[Step], picture: Picture
) -> Measurement:
    thresholds = condition.thresholds
    threshold = thresholds[level] if level in thresholds and level is not None else next(iter(thresholds.values()))
    low = high = None
    if condition.measure in PEOPLE_KINDS and steps:
        low, high = _range(steps, picture, value)
    return Measurement(
        measure=condition.measure,
        value=value,
        low=low,
        high=high,
        threshold=threshold,
        window_seconds=int(condition.within.total_seconds()),
    )


def _range(steps: Sequence[Step], picture: Picture, value: int) -> tuple[int, int]:
    """What the most careful and the boldest source together come to."""
    told = {id(episode): episode for episode in picture.episodes for step in steps if step in episode.steps}
    high = sum(episode.high or episode.low for episode in told.values())
    least = [min((c.low for c in e.claims if c.low), default=0) for e in told.values()]
    return min(sum(least), value), max(high, value)


def _because(condition: Condition, value: int, level: Level | None) -> str:
    thresholds = condition.thresholds
    threshold = thresholds[level] if level is not None else next(iter(thresholds.values()))
    compared = "at or above" if value >= threshold else "below"
    return f"{value:,} {_NOUNS[condition.measure]} in {_span(condition.within)}, {compared} {threshold:,}"


def _span(window: timedelta) -> str:
    hours = int(window.total_seconds() // 3600)
    return f"{hours // 24} days" if hours % 24 == 0 and hours > 72 else f"{hours} hours"


def _heaviest_steps(steps: Sequence[Step]) -> tuple[Claim, ...]:
    ordered = sorted(steps, key=lambda step: (-step.amount, step.at, step.claim))
    return tuple(dict.fromkeys(step.claim for step in ordered))[:_MOST_CLAIMS]


def _heaviest(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claims))[:_MOST_CLAIMS]
