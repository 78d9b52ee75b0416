"""RegionState -> Picture: what the claims of a region add up to, as known now."""

from collections.abc import Iterable

from monitor.model.region import Claim, Episode, Ledger, Picture, RegionState
from monitor.steps.fold.cells import Cell, cells_of, nest
from monitor.steps.fold.growth import grow


def add_up(state: RegionState) -> Picture:
    """The same reports give the same picture, whatever their order was."""
    now = int(state.clock.timestamp())
    episodes = tuple(episode for ledger in state.ledgers for episode in _episodes(ledger, now))
    return Picture(state.region, now, episodes, tuple(row for row in state.tellings if row.told_at <= now))


def _episodes(ledger: Ledger, now: int) -> Iterable[Episode]:
    told = [claim for claim in ledger.claims if claim.told_at <= now]
    return [_episode(ledger, root) for root in nest(cells_of(told))]


def _episode(ledger: Ledger, root: Cell) -> Episode:
    cells = root.family()
    claims = tuple(sorted((claim for cell in cells for claim in cell.claims), key=_age))
    steps, counts = grow(root, by_figure=True), grow(root, by_figure=False)
    low = sum(step.amount for step in steps)
    highs = [claim.low if claim.high is None else claim.high for claim in claims]
    return Episode(
        kind=ledger.kind,
        cause=ledger.cause,
        subject=ledger.subject,
        place=root.place,
        start=min(cell.start for cell in cells),
        end=max(cell.end for cell in cells),
        low=low,
        high=max(low, *highs),
        incidents=sum(step.amount for step in counts),
        claims=claims,
        steps=steps,
        counts=counts,
    )


def _age(claim: Claim) -> tuple[int, str, str, str, int]:
    return (claim.told_at, claim.uri, claim.source, claim.place, claim.low)
