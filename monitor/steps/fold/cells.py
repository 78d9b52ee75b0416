"""Ledger -> nodes (one place, one period each), and nodes into families: a wider one covers what lies in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from monitor.model.region import Cell, Claim
from monitor.text.fingerprint import is_near
from monitor.text.sources import voice

_DAY = 86_400
_RESTATED = 7 * _DAY
"""How long the same number at the same place, told without a time, is the same incident again."""
_ALIKE = 2.5
"""Periods up to this ratio of length are one episode; beyond it the longer covers the shorter (a week its days)."""
_SHARED = 0.25
"""Of the shorter period: a day told from midnight and one told from yesterday evening are still two days."""


@dataclass(slots=True, eq=False)
class Node:
    """What several sources say of one place and one period."""

    place: str
    start: int
    end: int
    told_at: int = 0
    claims: list[Claim] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    length: int = 0

    def __post_init__(self) -> None:
        self.length = self.end - self.start

    def overlap(self, start: int, end: int) -> int:
        return (self.end if self.end < end else end) - (self.start if self.start > start else start)

    def meets(self, start: int, end: int) -> bool:
        shared = self.overlap(start, end)
        return shared > 0 and shared > _SHARED * min(self.length, end - start)

    def family(self) -> Iterator["Node"]:
        """Itself and all that it covers."""
        yield self
        for child in self.children:
            yield from child.family()

    @property
    def shape(self) -> "Shape":
        """All of it, to compare by: families that are told alike come to the same."""
        return (self.place, self.start, self.end, tuple(self.claims), tuple(child.shape for child in self.children))

    @property
    def newest(self) -> int:
        """When anything of the family was last told."""
        return max(max(node.told_at, *(claim.told_at for claim in node.claims)) for node in self.family())


Shape = tuple[str, int, int, tuple[Claim, ...], tuple["Shape", ...]]


def node_of(shape: Shape) -> Node:
    """The reverse of `Node.shape`."""
    place, start, end, claims, children = shape
    return Node(place, start, end, claims=list(claims), children=[node_of(child) for child in children])


def nodes_of(cells: Iterable[Cell], claims: Iterable[Claim]) -> list[Node]:
    """Each claim in one node.  Sure periods first, short before long; then those that name no time."""
    by_place: dict[str, list[Node]] = {}
    for cell in cells:
        node = Node(cell.place, cell.start, cell.end, cell.told_at, list(cell.claims))
        by_place.setdefault(cell.place, []).append(node)
    for claim in sorted(claims, key=_sureness):
        near = by_place.setdefault(claim.place, [])
        home = _guess_home(near, claim) if claim.is_vague else _home(near, claim)
        if home is None:
            kin = _kin(by_place, claim) if claim.is_vague else None
            home = Node(claim.place, *(kin or (claim.start, claim.end)))
            near.append(home)
        home.claims.append(claim)
    nodes = [node for place in sorted(by_place) for node in by_place[place]]
    for node in nodes:
        _credit(node)
    return nodes


def _sureness(claim: Claim) -> tuple[bool, int, tuple[int, str, str, str, int, int, int, int]]:
    return (claim.is_vague, 0 if claim.is_vague else claim.end - claim.start, claim.age)


def _home(nodes: list[Node], claim: Claim) -> Node | None:
    start, end = claim.start, claim.end
    length = end - start
    near = [
        node
        for node in nodes
        if node.start < end and node.end > start and _alike(node.length, length) and node.meets(start, end)
    ]
    if len(near) < 2:
        return near[0] if near else None
    return max(near, key=lambda node: (node.overlap(start, end), -node.start, -node.end), default=None)


def _alike(one: int, other: int) -> bool:
    return one <= _ALIKE * other and other <= _ALIKE * one


def _guess_home(nodes: list[Node], claim: Claim) -> Node | None:
    """The node that already has this number, else one this source spoke of, else the latest."""

    def likeness(node: Node) -> tuple[bool, bool, int, int]:
        same_source = any(voice(other.source) == speaker for other in node.claims)
        return (_has_number(node, claim.low), same_source, node.end, -node.length)

    start, end, speaker = claim.start, claim.end, voice(claim.source)
    near = [node for node in nodes if (node.start < end and node.end > start) or _restates(node, claim)]
    near = near or [node for node in nodes if _goes_on(node, claim)]
    if len(near) < 2:
        return near[0] if near else None
    return max(near, key=likeness, default=None)


def _has_number(node: Node, low: int) -> bool:
    for other in node.claims:
        if other.low == low:
            return True
        for _, value in other.trail:
            if value == low:
                return True
    return False


def _restates(node: Node, claim: Claim) -> bool:
    return claim.low > 0 and node.start <= claim.told_at <= node.end + _RESTATED and _has_number(node, claim.low)


def _goes_on(node: Node, claim: Claim) -> bool:
    """A text of Monday that gave Saturday's day once does not give it again with each figure of about that size."""
    if not claim.uri or node.end <= claim.told_at - _RESTATED:
        return False
    return any(
        other.uri == claim.uri and not other.is_vague and other.low <= 2 * claim.low <= 4 * other.low
        for other in node.claims
    )


def _kin(by_place: dict[str, list[Node]], claim: Claim) -> tuple[int, int] | None:
    """The period that the same text gave for a place around this one or in it, where it is not as late as the claim."""
    around = [
        node
        for place, nodes in by_place.items()
        if place != claim.place and (f"{claim.place}|".startswith(f"{place}|") or place.startswith(f"{claim.place}|"))
        for node in nodes
        if _goes_on(node, claim)
    ]
    if any(node.meets(claim.start, claim.end) for node in around):
        return None
    return max(((node.start, node.end) for node in around), key=itemgetter(1, 0), default=None)


def _credit(node: Node) -> None:
    """A copy of a text that names nobody speaks for whoever wrote it first."""
    if sum(1 for claim in node.claims if claim.fingerprint) < 2:
        return
    originals: list[Claim] = []
    for position, claim in sorted(enumerate(node.claims), key=lambda pair: pair[1].age):
        if not claim.fingerprint:
            continue
        first = next((other for other in originals if is_near(other.fingerprint, claim.fingerprint)), None)
        if first is None:
            originals.append(claim)
        elif first.source != claim.source:
            node.claims[position] = claim._replace(source=first.source)


def nest(nodes: Sequence[Node]) -> list[Node]:
    """Puts each node under the closest wider one that overlaps it; answers those that nothing covers."""
    by_place: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (node.length, node.start)):
        by_place.setdefault(node.place, []).append(node)
    roots: list[Node] = []
    for node in sorted(nodes, key=lambda node: (node.start, node.place, node.end)):
        cover = _cover(node, by_place)
        (cover.children if cover else roots).append(node)
    return roots


def _cover(node: Node, by_place: dict[str, list[Node]]) -> Node | None:
    start, end, shortest = node.start, node.end, _ALIKE * node.length
    for wider in by_place[node.place]:
        if wider.length > shortest and wider.start < end and wider.end > start and wider.meets(start, end):
            return wider
    place = node.place
    while place:
        place = place.rpartition("|")[0]
        for wider in by_place.get(place, ()):
            if wider.start < end and wider.end > start and wider.meets(start, end):
                return wider
    return None
