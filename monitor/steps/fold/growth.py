"""A family of nodes -> the rises of its estimate, each at the time it was told.

Only what still stands counts: a source's figure is never more than what the same source said later, so that
a correction takes the difference back where it came in, and no rise is ever negative.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.region import Claim
from monitor.steps.fold.cells import Node


class Rise(NamedTuple):
    """The estimate grew by `amount` when `claim` was told."""

    at: int
    amount: int
    claim: Claim


class _Point(NamedTuple):
    at: int
    value: int
    claim: Claim
    path: tuple[int, ...]
    """The node and all that cover it, innermost first."""


def grow(root: Node, *, by_figure: bool) -> list[Rise]:
    """Highest of the sources' latest lower bounds; a parent covers its children: max(parent, sum of children).

    Not by figure, every node counts one.
    """
    points = sorted(_points(root, (), by_figure=by_figure), key=_by_time)
    own: dict[int, int] = {}
    below: dict[int, int] = {}
    rises = []
    for point in points:
        top = point.path[-1]
        before = _total(top, own, below)
        _lift(point, own, below)
        amount = _total(top, own, below) - before
        if amount > 0:
            rises.append(Rise(point.at, amount, point.claim))
    return rises


def _by_time(point: _Point) -> tuple[int, str, int, int, tuple[int, str, str, str, int, int, int, int]]:
    """Of what one text says at once, the closest place is credited first."""
    return (point.at, point.claim.uri, -point.claim.place.count("|"), -point.value, point.claim.age)


def standing(claims: list[Claim]) -> list[tuple[int, int, Claim]]:
    """What one source's claims come to: (told_at, value, claim), oldest first, never falling."""
    told: dict[tuple[int, str], tuple[int, Claim]] = {}
    for claim in claims:
        for at, low in (*claim.trail, (claim.told_at, claim.low)):
            # One text that gives a total and its parts says the total.
            key = (at, claim.uri)
            if key not in told or low > told[key][0]:
                told[key] = (low, claim)
    points: list[tuple[int, int, Claim]] = []
    lowest: int | None = None
    for key in sorted(told, reverse=True):
        low, claim = told[key]
        lowest = low if lowest is None else min(lowest, low)
        points.append((key[0], lowest, claim))
    return points[::-1]


def by_source(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Claims of each source, in the order of their first."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source, []).append(claim)
    return found


def _total(node: int, own: dict[int, int], below: dict[int, int]) -> int:
    return max(own.get(node, 0), below.get(node, 0))


def _lift(point: _Point, own: dict[int, int], below: dict[int, int]) -> None:
    totals = [_total(node, own, below) for node in point.path]
    own[point.path[0]] = max(own.get(point.path[0], 0), point.value)
    for child, was, parent in zip(point.path, totals, point.path[1:], strict=False):
        below[parent] = below.get(parent, 0) + _total(child, own, below) - was


def _points(node: Node, above: tuple[int, ...], *, by_figure: bool) -> Iterator[_Point]:
    path = (id(node), *above)
    if by_figure:
        for claims in by_source(node.claims).values():
            for at, value, claim in standing(claims):
                yield _Point(at, value, claim, path)
    else:
        first = min(node.claims, key=lambda claim: (claim.first_at, claim.uri))
        yield _Point(first.first_at, 1, first, path)
    for child in node.children:
        yield from _points(child, path, by_figure=by_figure)
