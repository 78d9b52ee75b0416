"""The steps of a region's accounts that a condition measures, within a window."""

from bisect import bisect_right
from collections.abc import Iterator

from monitor.model.region import Account, Picture, Step
from monitor.model.rule import PEOPLE_KINDS, Condition, Measure

_EVERY_CLAIM = frozenset({Measure.SOURCES, Measure.ARTICLES, Measure.SILENCE})


def accounts_of(condition: Condition, picture: Picture) -> Iterator[Account]:
    """The accounts of the kinds, causes and subjects that the condition asks for."""
    kinds = condition.kinds_measured
    for account in picture.accounts:
        ledger = account.ledger
        if (kinds and ledger.kind not in kinds) or (condition.causes and ledger.cause not in condition.causes):
            continue
        if not condition.subjects or ledger.subject in condition.subjects:
            yield account


def steps_within(condition: Condition, picture: Picture, after: int, until: int) -> Iterator[Step]:
    """What grew within (after, until]."""
    for _, step in steps_and_accounts(condition, picture, after, until):
        yield step


def steps_and_accounts(
    condition: Condition, picture: Picture, after: int, until: int
) -> Iterator[tuple[Account, Step]]:
    """The same, each with the account whose episode grew."""
    is_country = "-" not in picture.region.id
    for account in accounts_of(condition, picture):
        steps = _asked(condition, account)
        for position in range(bisect_right(steps, after, key=_at), len(steps)):
            step = steps[position]
            if step.at > until:
                break
            if condition.sources and step.claim.source not in condition.sources:
                continue
            if condition.placed is None or not is_country or "|" not in step.claim.place:
                yield account, step


def _asked(condition: Condition, account: Account) -> tuple[Step, ...]:
    if condition.measure in PEOPLE_KINDS:
        return account.growth
    return account.tellings if condition.measure in _EVERY_CLAIM else account.arrivals


def _at(step: Step) -> int:
    return step.at
