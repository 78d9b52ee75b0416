"""What a rule measures at a moment: the level, and, for whoever is told, numbers, claims, sources and one sentence."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from monitor.model.alert import Level, Measurement
from monitor.model.picture import Account, Episode, Picture, Step
from monitor.model.region import Claim
from monitor.model.rule import PEOPLE_KINDS, AlertRule, Condition, Measure
from monitor.model.verdict import MOST_SOURCES, Cited, Reading
from monitor.steps.evaluate.measure import level_of, seconds, value_at, window_of
from monitor.steps.evaluate.window import steps_and_accounts
from monitor.text.sources import each_once, voice

_MOST_CLAIMS = 12
"""More than anybody reads in a message."""

_NOUNS = {
    Measure.PEOPLE_DISPLACED: "people newly displaced",
    Measure.PEOPLE_KILLED: "people killed",
    Measure.PEOPLE_INJURED: "people injured",
    Measure.SOURCES: "independent sources",
    Measure.ARTICLES: "articles",
    Measure.FIRST_MENTION: "incidents on the last day",
}


def levels_at(rule: AlertRule, picture: Picture, at: int) -> tuple[Level | None, Level | None]:
    """The level the rule reaches, and the one that still holds: its thresholds lowered by `clear`."""
    values = [value_at(condition, picture, at) for condition in rule.conditions]
    return _joint_level(rule, picture, at, values, 1.0), _joint_level(rule, picture, at, values, rule.clear)


def level_at(rule: AlertRule, picture: Picture, at: int) -> Level | None:
    """The level the rule reaches."""
    values = [value_at(condition, picture, at) for condition in rule.conditions]
    return _joint_level(rule, picture, at, values, 1.0)


def _joint_level(rule: AlertRule, picture: Picture, at: int, values: Sequence[int], ease: float) -> Level | None:
    """The lowest of the levels where all must hold, the highest where any is enough."""
    joint: Level | None = None
    for condition, value in zip(rule.conditions, values, strict=True):
        level = level_of(condition, picture, at, value, ease)
        if level is None:
            if rule.all:
                return None
        elif joint is None or (level.rank < joint.rank) is bool(rule.all):
            joint = level
    return joint


def read(rule: AlertRule, picture: Picture, at: int) -> Reading:
    """The level at a moment with all that stands behind it."""
    level = level_at(rule, picture, at)
    parts = [_read(condition, picture, at) for condition in rule.conditions]
    cited = tuple(dict.fromkeys(one for part in parts for one in part.cited))
    return Reading(
        level=level,
        numbers=tuple(number for part in parts for number in part.numbers),
        cited=cited[:_MOST_CLAIMS],
        sources=each_once(source for part in parts for source in part.sources)[:MOST_SOURCES],
        because=(" or " if rule.any else " and ").join(part.because for part in parts),
    )


def _read(condition: Condition, picture: Picture, at: int) -> Reading:
    value = value_at(condition, picture, at)
    level = level_of(condition, picture, at, value, 1.0)
    found = list(steps_and_accounts(condition, picture, at - window_of(condition), at))
    if condition.measure is Measure.SILENCE:
        found = found[-1:]
    episodes = _episodes(found)
    threshold = condition.thresholds[level or next(iter(condition.thresholds))]
    low, high = _range(condition, episodes, value)
    number = Measurement(
        measure=condition.measure,
        value=value,
        low=low,
        high=high,
        threshold=threshold,
        window_seconds=seconds(condition.within),
    )
    cited = _cited(found, episodes)
    named = [one.claim.source for one in cited] + [source for _, episode in episodes for source in episode.sources]
    sources = each_once(source for source in named if source)[:MOST_SOURCES]
    return Reading(level, (number,), cited, sources, _sentence(condition, value, threshold, cited))


def _episodes(found: Iterable[tuple[Account, Step]]) -> list[tuple[Account, Episode]]:
    """Those that grew, each once."""
    known = {
        (id(account), step.episode): (account, account.episodes[step.episode])
        for account, step in found
        if step.episode >= 0
    }
    return list(known.values())


def _range(
    condition: Condition, episodes: Sequence[tuple[Account, Episode]], value: int
) -> tuple[int | None, int | None]:
    """What the most careful and the boldest sources together come to."""
    if condition.measure not in PEOPLE_KINDS or not episodes:
        return None, None
    least = sum(episode.least for _, episode in episodes)
    high = sum(episode.high for _, episode in episodes)
    return min(least, value), max(high, value)


def _cited(found: Sequence[tuple[Account, Step]], episodes: Sequence[tuple[Account, Episode]]) -> tuple[Cited, ...]:
    """What moved the number, heaviest first; then one claim of each other source of the same episodes."""
    ordered = sorted(found, key=lambda pair: (-pair[1].amount, pair[1].at, pair[1].claim.age))
    cited = dict.fromkeys(Cited(account.ledger.key, step.claim) for account, step in ordered if step.claim.source)
    heard = {voice(one.claim.source) for one in cited}
    for account, episode in episodes:
        for claim in sorted(episode.claims, key=_latest_first):
            if voice(claim.source) not in heard:
                heard.add(voice(claim.source))
                cited[Cited(account.ledger.key, claim)] = None
    return tuple(cited)[:_MOST_CLAIMS]


def _latest_first(claim: Claim) -> tuple[int, int, str]:
    return (-claim.told_at, -claim.low, claim.uri)


def _sentence(condition: Condition, value: int, threshold: int, cited: Sequence[Cited]) -> str:
    if condition.measure is Measure.SILENCE:
        return f"{value:,} hours without a word from {', '.join(condition.sources) or 'anybody'}"
    compared = "at or above" if value >= threshold else "below"
    said = f"{value:,} {_noun(condition, value)} in {span(condition.within)}, {compared} {threshold:,}"
    sizes = {one.claim.household_size for one in cited} - {0}
    return f"{said} (households counted as {min(sizes)} people)" if sizes else said


def _noun(condition: Condition, value: int) -> str:
    if condition.measure is Measure.INCIDENTS:
        kinds = " or ".join(kind.value.replace("_", " ") for kind in condition.kinds) or "incidents of any kind"
        return kinds if not condition.kinds else f"{kinds} {'incident' if value == 1 else 'incidents'}"
    return _NOUNS[condition.measure]


def span(window: timedelta) -> str:
    """`72 hours`, `30 days`."""
    hours = seconds(window) // 3600
    return f"{hours // 24} days" if hours % 24 == 0 and hours > 72 else f"{hours} hours"
