"""A family of cells -> the steps in which its estimate grew, each at the time it was told.

Only what still stands counts: a source's figure is never more than what the same source said later, so that
a correction takes the difference back where it came in, and no step is ever negative.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.region import Claim, Step
from monitor.steps.fold.cells import Cell


class _Raise(NamedTuple):
    at: int
    value: int
    claim: Claim
    path: tuple[int, ...]
    """Positions of the cell and of all that cover it, innermost first."""


def grow(root: Cell, *, by_figure: bool) -> tuple[Step, ...]:
    """Highest of the sources' latest lower bounds; a parent covers its children: max(parent, sum of children)."""
    raises = sorted(_raises(root, by_figure=by_figure), key=lambda a: (a.at, a.claim.uri, -a.value, a.claim))
    own: dict[int, int] = {}
    below: dict[int, int] = {}
    steps = []
    for rise in raises:
        before = _total(rise.path[-1], own, below)
        _lift(rise, own, below)
        amount = _total(rise.path[-1], own, below) - before
        if amount > 0:
            steps.append(Step(rise.at, amount, rise.claim))
    return tuple(steps)


def _total(position: int, own: dict[int, int], below: dict[int, int]) -> int:
    return max(own.get(position, 0), below.get(position, 0))


def _lift(rise: _Raise, own: dict[int, int], below: dict[int, int]) -> None:
    totals = [_total(position, own, below) for position in rise.path]
    own[rise.path[0]] = max(own.get(rise.path[0], 0), rise.value)
    for child, was, parent in zip(rise.path, totals, rise.path[1:], strict=False):
        below[parent] = below.get(parent, 0) + _total(child, own, below) - was


def _raises(root: Cell, *, by_figure: bool) -> Iterator[_Raise]:
    def walk(cell: Cell, above: tuple[int, ...]) -> Iterator[_Raise]:
        path = (id(cell), *above)
        for at, value, claim in _trail(cell) if by_figure else _first(cell):
            yield _Raise(at, value, claim, path)
        for child in cell.children:
            yield from walk(child, path)

    return walk(root, ())


def _first(cell: Cell) -> Iterator[tuple[int, int, Claim]]:
    first = min(cell.claims, key=lambda claim: (claim.told_at, claim.uri))
    yield first.told_at, 1, first


def _trail(cell: Cell) -> Iterator[tuple[int, int, Claim]]:
    by_source: dict[str, dict[tuple[int, str], Claim]] = {}
    for claim in cell.claims:
        told = by_source.setdefault(claim.source, {})
        key = (claim.told_at, claim.uri)
        # One text that gives a total and its parts says the total.
        if key not in told or claim.low > told[key].low:
            told[key] = claim
    for told in by_source.values():
        standing: int | None = None
        for key in sorted(told, reverse=True):
            low = told[key].low
            standing = low if standing is None else min(standing, low)
            yield key[0], standing, told[key]
