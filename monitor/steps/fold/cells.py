"""Claims -> cells (one place, one period), and cells into families: a wider one covers what lies in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from monitor.model.region import Claim

_DAY = 86_400
_RESTATED = 7 * _DAY
"""How long the same number at the same place, told without a time, is the same incident again."""
_ALIKE = 2.5
"""Periods up to this ratio of length are one episode; beyond it the longer covers the shorter (a week its days)."""


@dataclass(slots=True)
class Cell:
    """What several sources say of one place and one period."""

    place: str
    start: int
    end: int
    claims: list[Claim] = field(default_factory=list)
    children: list["Cell"] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlap(self, start: int, end: int) -> int:
        return min(self.end, end) - max(self.start, start)

    def family(self) -> list["Cell"]:
        """Itself and all that it covers."""
        return [self, *(cell for child in self.children for cell in child.family())]


def cells_of(claims: Iterable[Claim]) -> list[Cell]:
    """Each claim in one cell.  Sure periods first, short before long; then those that name no time."""
    by_place: dict[str, list[Claim]] = {}
    for claim in claims:
        by_place.setdefault(claim.place, []).append(claim)
    return [cell for place in sorted(by_place) for cell in _cells_at(place, by_place[place])]


def _cells_at(place: str, claims: Sequence[Claim]) -> list[Cell]:
    cells: list[Cell] = []
    for claim in sorted(claims, key=_sureness):
        cell = _guess_home(cells, claim) if claim.is_vague else _home(cells, claim)
        if cell is None:
            cell = Cell(place, claim.start, claim.end)
            cells.append(cell)
        cell.claims.append(claim)
    return cells


def _sureness(claim: Claim) -> tuple[bool, int, int, int, str, int, str]:
    length = 0 if claim.is_vague else claim.end - claim.start
    return (claim.is_vague, length, claim.start, claim.told_at, claim.uri, claim.low, claim.source)


def _home(cells: list[Cell], claim: Claim) -> Cell | None:
    length = claim.end - claim.start
    near = [cell for cell in cells if cell.overlap(claim.start, claim.end) > 0 and length <= _ALIKE * cell.length]
    return max(near, key=lambda cell: (cell.overlap(claim.start, claim.end), -cell.start), default=None)


def _guess_home(cells: list[Cell], claim: Claim) -> Cell | None:
    """The cell that already has this number, else the one this source spoke of, else the latest."""

    def likeness(cell: Cell) -> tuple[bool, bool, int, int]:
        same_number = any(other.low == claim.low for other in cell.claims)
        same_source = any(other.source == claim.source for other in cell.claims)
        return (same_number, same_source, cell.end, -cell.length)

    near = [
        cell
        for cell in cells
        if cell.overlap(claim.start, claim.end) > 0
        or (
            cell.start <= claim.told_at <= cell.end + _RESTATED
            and claim.low > 0
            and any(other.low == claim.low for other in cell.claims)
        )
    ]
    return max(near, key=likeness, default=None)


def nest(cells: Sequence[Cell]) -> list[Cell]:
    """Puts each cell under the closest wider one that overlaps it; answers those that nothing covers."""
    ordered = sorted(cells, key=lambda cell: (-_depth(cell.place), cell.length, cell.start, cell.place))
    roots: list[Cell] = []
    for position, cell in enumerate(ordered):
        cover = next((wider for wider in ordered[position + 1 :] if _covers(wider, cell)), None)
        (cover.children if cover else roots).append(cell)
    return sorted(roots, key=lambda cell: (cell.start, cell.place, cell.end))


def _covers(wider: Cell, cell: Cell) -> bool:
    inside = wider.place == cell.place or not wider.place or cell.place.startswith(wider.place + "|")
    return inside and wider.overlap(cell.start, cell.end) > 0


def _depth(place: str) -> int:
    return place.count("|") + 1 if place else 0
