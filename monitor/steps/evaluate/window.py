"""The steps of a region's accounts that a condition measures, within a window."""

from collections.abc import Iterator
from functools import lru_cache

from monitor.model.picture import Account, Picture, Series, Step
from monitor.model.region import Claim
from monitor.model.rule import PEOPLE_KINDS, Condition, Measure
from monitor.text.sources import voice

_EVERY_CLAIM = frozenset({Measure.SOURCES, Measure.ARTICLES, Measure.SILENCE})


def sum_within(condition: Condition, picture: Picture, after: int, until: int) -> int:
    """What grew within (after, until]; without looking at single steps where nothing is filtered."""
    if _filters(condition, picture):
        return sum(step.amount for step in steps_within(condition, picture, after, until))
    total = 0
    for account in accounts_of(condition, picture):
        for series in _asked(condition, account):
            first, last = series.between(after, until)
            total += series.sums[last] - series.sums[first]
    return total


def first_within(condition: Condition, picture: Picture, after: int, until: int) -> int | None:
    """When the oldest step within (after, until] was told."""
    found = []
    for account in accounts_of(condition, picture):
        for series in _asked(condition, account):
            first, last = series.between(after, until)
            if first < last:
                found.append(series.times[first])
    return min(found, default=None)


def bound_within(condition: Condition, picture: Picture, after: int, until: int) -> int:
    """No more than this can have grown within (after, until]; nothing is added up to know it."""
    by_figure = condition.measure in PEOPLE_KINDS
    if _filters(condition, picture):
        return sum(
            claim.low if by_figure else 1
            for account in accounts_of(condition, picture)
            for claim in account.ledger.every_claim
            if claim.told_at > after and _is_asked(condition, claim)
        )
    total = 0
    for account in accounts_of(condition, picture):
        past = account.past_growth if by_figure else account.past_arrivals
        first, last = past.between(after, until)
        recent = account.most_growth if by_figure else account.most_arrivals
        total += past.sums[last] - past.sums[first] + recent.within(after, until)
    return total


def steps_within(condition: Condition, picture: Picture, after: int, until: int) -> Iterator[Step]:
    """The steps within (after, until]."""
    for _, step in steps_and_accounts(condition, picture, after, until):
        yield step


def steps_and_accounts(
    condition: Condition, picture: Picture, after: int, until: int
) -> Iterator[tuple[Account, Step]]:
    """The same, each with the account whose episode grew."""
    filters = _filters(condition, picture)
    for account in accounts_of(condition, picture):
        for series in _asked(condition, account):
            first, last = series.between(after, until)
            for step in series.steps[first:last]:
                if not filters or _passes(condition, step):
                    yield account, step


def accounts_of(condition: Condition, picture: Picture) -> Iterator[Account]:
    """The accounts of the kinds, causes and subjects that the condition asks for."""
    kinds, causes, subjects = condition.kinds_measured, condition.causes, condition.subjects
    for account in picture.accounts:
        ledger = account.ledger
        if (kinds and ledger.kind not in kinds) or (causes and ledger.cause not in causes):
            continue
        if not subjects or ledger.subject in subjects:
            yield account


def _filters(condition: Condition, picture: Picture) -> bool:
    return bool(condition.sources) or (condition.placed is not None and "-" not in picture.region.id)


def _passes(condition: Condition, step: Step) -> bool:
    """Of a day of which only the number is left nobody knows whose or where it was."""
    return step.episode >= 0 and _is_asked(condition, step.claim)


def _is_asked(condition: Condition, claim: Claim) -> bool:
    if condition.sources and voice(claim.source) not in _voices(condition.sources):
        return False
    return condition.placed is None or "|" not in claim.place


@lru_cache(maxsize=512)
def _voices(sources: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(voice, sources))


def _asked(condition: Condition, account: Account) -> tuple[Series, ...]:
    """The days first, then what is known in detail."""
    if condition.measure in PEOPLE_KINDS:
        return account.past_growth, account.growth
    if condition.measure in _EVERY_CLAIM:
        return (account.tellings,)
    return account.past_arrivals, account.arrivals
