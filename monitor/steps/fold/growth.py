"""A family of nodes -> the rises of its estimate, each at the time it was told.

Only what still stands counts: a source's figure is never more than what the same source said later, so that
a correction takes the difference back where it came in, and no rise is ever negative.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.region import Claim
from monitor.steps.fold.cells import Node
from monitor.text.sources import voice


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
    points = list(_points(root, (), by_figure=by_figure))
    if len(points) > 1:
        points.sort(key=_by_time)
    own: defaultdict[int, int] = defaultdict(int)
    below: defaultdict[int, int] = defaultdict(int)
    rises = []
    for at, value, claim, path in points:
        node = path[0]
        if value <= own[node]:
            continue
        under = below[node]
        amount = max(value, under) - max(own[node], under)
        own[node] = value
        for parent in path[1:]:
            before = max(own[parent], below[parent])
            below[parent] += amount
            amount = max(own[parent], below[parent]) - before
        if amount > 0:
            rises.append(Rise(at, amount, claim))
    return rises


def _by_time(point: _Point) -> tuple[int, str, int, int, tuple[int, str, str, str, int, int, int, int]]:
    """Of what one text says at once, the closest place is credited first."""
    return (point.at, point.claim.uri, -point.claim.place.count("|"), -point.value, point.claim.age)


def standing(claims: list[Claim]) -> list[tuple[int, int, Claim]]:
    """What one source's claims come to: (told_at, value, claim), oldest first.

    A later figure takes the difference back, unless it is another article's figure of less than half: a part of the
    toll, or another incident, and no correction where the desk does not call it one.
    """
    if len(claims) == 1 and not claims[0].trail:
        return [(claims[0].told_at, claims[0].low, claims[0])]
    told: dict[tuple[int, str], tuple[int, Claim]] = {}
    for claim in claims:
        for at, low in (*claim.trail, (claim.told_at, claim.low)):
            # One text that gives a total and its parts says the total.
            key = (at, claim.uri)
            if key not in told or low > told[key][0]:
                told[key] = (low, claim)
    points = [(at, *told[at, uri]) for at, uri in sorted(told)]
    return [(at, _stands(low, claim, points[place + 1 :]), claim) for place, (at, low, claim) in enumerate(points)]


def _stands(low: int, claim: Claim, later: list[tuple[int, int, Claim]]) -> int:
    """What is left of a figure after what the same source said later."""
    value = low
    for _, after, other in later:
        replaces = other.is_correction or (other.uri == claim.uri and bool(claim.uri)) or 2 * after >= low
        if after < value and replaces:
            value = after
    return value


def by_source(claims: list[Claim]) -> dict[str, list[Claim]]:
    """Claims of each source, in the order of their first."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(voice(claim.source), []).append(claim)
    return found


def _first(claim: Claim) -> tuple[int, str]:
    return (claim.first_at, claim.uri)


def _points(node: Node, above: tuple[int, ...], *, by_figure: bool) -> Iterator[_Point]:
    path = (id(node), *above)
    if by_figure:
        for claims in by_source(node.claims).values():
            for at, value, claim in standing(claims):
                yield _Point(at, value, claim, path)
    else:
        first = min(node.claims, key=_first) if len(node.claims) > 1 else node.claims[0]
        yield _Point(first.first_at, 1, first, path)
    for child in node.children:
        yield from _points(child, path, by_figure=by_figure)
