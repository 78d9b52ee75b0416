"""RegionState -> Picture: what the claims of a region add up to, as known now."""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from monitor.model.days import unpack_days
from monitor.model.mention import PEOPLE
from monitor.model.picture import Account, Bounds, Episode, Picture, Series, Step, Sums
from monitor.model.region import Claim, Ledger, RegionState, by_age
from monitor.steps.fold.cells import Node, Shape, nest, node_of, nodes_of
from monitor.steps.fold.growth import Rise, grow
from monitor.text.sources import each_once, voice

_DAY = 86_400


def add_up(state: RegionState) -> Picture:
    """The same reports give the same picture, whatever their order was."""
    now = int(state.clock.timestamp())
    return Picture(state.region, now, tuple(account(ledger, now) for ledger in state.ledgers), state.excerpts)


def account(ledger: Ledger, now: int) -> Account:
    """One ledger added up: what is embargoed or held does not count yet."""
    # Claims stand oldest first.
    if not ledger.claims or ledger.claims[-1].told_at <= now:
        return _account(ledger)
    told = tuple(claim for claim in ledger.claims if claim.told_at <= now)
    return _open(ledger.model_copy(update={"claims": told}))


def _open(ledger: Ledger) -> Account:
    claims = list(ledger.every_claim)
    points = [(claim.told_at, claim.low) for claim in claims]
    points += [point for claim in claims for point in claim.trail]
    counts = [(claim.first_at, 1) for claim in claims]
    past_growth, past_arrivals = _past(ledger.days, by_figure=True), _past(ledger.days, by_figure=False)
    return Account(ledger, _bounds(points), _bounds(counts), past_growth, past_arrivals, _add_up)


def _bounds(points: list[tuple[int, int]]) -> Bounds:
    points.sort()
    return Bounds(tuple(at for at, _ in points), (0, *accumulate(amount for _, amount in points)))


def _add_up(ledger: Ledger) -> Sums:
    growth: list[Step] = []
    arrivals: list[Step] = []
    tellings: list[Step] = []
    episodes: list[Episode] = []
    counts_people = ledger.kind in PEOPLE
    for position, root in enumerate(nest(nodes_of(ledger.cells, ledger.claims))):
        first = root.claims[0]
        if not root.children and len(root.claims) == 1 and not first.trail:
            # Most episodes are told once.
            if counts_people and first.low:
                growth.append(Step(first.told_at, first.low, first, position))
            arrivals.append(Step(first.told_at, 1, first, position))
            tellings.append(Step(first.told_at, 1, first, position))
            episodes.append(_told_once(root, first, counts_people=counts_people))
            continue
        family = _weigh(root.shape, counts_people=counts_people)
        growth += [Step(*rise, position) for rise in family.rises]
        arrivals += [Step(*rise, position) for rise in family.counts]
        tellings += [Step(claim.told_at, 1, claim, position) for claim in family.episode.claims]
        episodes.append(family.episode)
    return Sums(
        episodes=tuple(episodes),
        growth=_series(growth),
        arrivals=_series(arrivals),
        tellings=_series(tellings),
    )


class _Weight(NamedTuple):
    """What a family comes to."""

    rises: list[Rise]
    counts: list[Rise]
    episode: Episode


# A report moves one or two families of its region, and a family that grew stays here in every size that it had: 16,384
# made a worker's memory grow by 50 MB an hour, and found no more than this.
@lru_cache(maxsize=1024)
def _weigh(shape: Shape, *, counts_people: bool) -> _Weight:
    root = node_of(shape)
    rises = grow(root, by_figure=True) if counts_people else []
    counts = grow(root, by_figure=False)
    claims = tuple(sorted((claim for node in root.family() for claim in node.claims), key=by_age))
    return _Weight(rises, counts, _episode(root, claims, rises, len(counts)))


def _series(steps: list[Step]) -> Series:
    steps.sort(key=_by_time)
    return Series(tuple(steps), tuple(step.at for step in steps), (0, *accumulate(step.amount for step in steps)))


# One region's row has a dozen ledgers, and a report changes one or two of them: enough for the ten busiest regions.
# Old copies of busy ledgers are large; more of them made memory grow for hours.
_account = lru_cache(maxsize=128)(_open)


def _by_time(step: Step) -> tuple[int, str, int]:
    return (step.at, step.claim.uri, step.episode)


@lru_cache(maxsize=4096)
def _past(days: str, *, by_figure: bool) -> Series:
    """Noon stands for a day of which only the number is left."""
    steps: list[Step] = []
    for day, amount, incidents in unpack_days(days):
        at = day * _DAY + _DAY // 2
        count = amount if by_figure else incidents
        if count:
            steps.append(_day_step(at, count))
    return _series(steps)


# A day's number changes rarely, and its ledger's text whenever any day's does.
@lru_cache(maxsize=65536)
def _day_step(at: int, count: int) -> Step:
    return Step(at, count, Claim("", at, "", "", at, at), -1)


def _by_figure(claim: Claim) -> tuple[int, int]:
    """Of one text the total comes last."""
    return (claim.told_at, claim.low)


def _told_once(root: Node, claim: Claim, *, counts_people: bool) -> Episode:
    low = claim.low if counts_people else 0
    return Episode(
        place=root.place,
        start=root.start,
        end=root.end,
        low=low,
        least=claim.low,
        high=max(low, claim.low if claim.high is None else claim.high),
        incidents=1,
        sources=(claim.source,),
        claims=(claim,),
    )


def _episode(root: Node, claims: tuple[Claim, ...], rises: list[Rise], incidents: int) -> Episode:
    family = list(root.family())
    low = sum(rise.amount for rise in rises)
    latest = {voice(claim.source): claim for claim in sorted(claims, key=_by_figure) if claim.low}.values()
    highs = [claim.low if claim.high is None else claim.high for claim in latest]
    return Episode(
        place=root.place,
        start=min(node.start for node in family),
        end=max(node.end for node in family),
        low=low,
        least=min((claim.low for claim in latest), default=0),
        high=max([low, *highs]),
        incidents=incidents,
        sources=each_once(claim.source for claim in claims),
        claims=claims,
    )
