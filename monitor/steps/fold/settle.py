"""Forgetting, so that a row stays small: articles become cells, cells become days.  What they add up to stays."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import itemgetter

from monitor.model.days import Day, pack_days, unpack_days
from monitor.model.mention import PEOPLE
from monitor.model.region import Cell, Claim, Ledger, RegionState, Telling, by_age
from monitor.steps.fold.cells import Node, nest, nodes_of
from monitor.steps.fold.growth import by_source, grow, standing
from monitor.text.sources import nicest

_DAY = 86_400
_DETAIL = 14 * _DAY
"""Agencies correct within hours, and rarely after a week."""
_MOST_TELLINGS = 144
_MOST_SAID = 400
"""Claims of remembered articles, of their older editions too: an article brings two or three, a list two dozen."""
_MOST_EMPTY = 64
"""Articles without anything new: all that is kept of them is that an older edition is no longer true."""
_MOST_CELLS = 112
_SLACK = 24
"""Forgetting comes in batches: it costs more than a report."""
_HIGHEST, _NEWEST = 4, 4
"""Sources of a cell: the boldest carry its number, and the latest are those that speak again."""
_MOST_TRAIL = 12
_MOST_DAYS = 1096
"""Three years: what OCHA HDX Signals compares with."""


def forget(state: RegionState, newest_before: int) -> RegionState:
    """Within the bounds of the row nothing changes; beyond them only what can still be taken back."""
    newest = newest_of(state)
    state = _forget_articles(state, newest)
    is_next_day = newest // _DAY > newest_before // _DAY
    crowded = sum(len(ledger.cells) for ledger in state.ledgers) > _MOST_CELLS + _SLACK
    return _forget_cells(state, newest) if crowded or is_next_day else state


def newest_of(state: RegionState) -> int:
    """When the newest article was made: ages count from there, so that an archive is remembered like the day's wire."""
    return max((telling.versioned_at for telling in state.tellings), default=0)


def _forget_articles(state: RegionState, newest: int) -> RegionState:
    bearing = Counter(claim.uri for ledger in state.ledgers for claim in ledger.claims)
    full = [telling for telling in state.tellings if telling.uri in bearing]
    empty = [telling for telling in state.tellings if telling.uri not in bearing]
    gone = _too_many(full, newest, _MOST_TELLINGS, bearing) | _too_many(empty, newest, _MOST_EMPTY, bearing)
    if not gone:
        return state
    now = int(state.clock.timestamp())
    return state.model_copy(
        update={
            "tellings": tuple(telling for telling in state.tellings if telling.uri not in gone),
            "ledgers": tuple(_settle(ledger, gone, now) for ledger in state.ledgers),
        }
    )


def _too_many(tellings: list[Telling], newest: int, most: int, bearing: Counter[str]) -> set[str]:
    """In batches, and always the oldest: which ones go depends on what is known, not on how it came."""
    ordered = sorted(tellings, key=lambda telling: (telling.versioned_at, telling.uri), reverse=True)
    kept = ordered[:most] if len(ordered) > most + _SLACK else ordered
    said = list(accumulate(bearing[telling.uri] + len(telling.earlier) for telling in kept))
    if said and said[-1] > _MOST_SAID + 2 * _SLACK:
        kept = kept[: bisect_right(said, _MOST_SAID)]
    oldest = kept[-1].versioned_at if kept else newest
    if oldest < newest - _DETAIL - _DAY:
        kept = [telling for telling in kept if telling.versioned_at >= newest - _DETAIL]
    return {telling.uri for telling in tellings} - {telling.uri for telling in kept}


def _settle(ledger: Ledger, gone: set[str], now: int) -> Ledger:
    """The claims of forgotten articles, put into the cells that they helped to fill."""
    if not any(claim.uri in gone for claim in ledger.claims):
        return ledger
    told = [claim for claim in ledger.claims if claim.told_at <= now]
    cells = [_cell(node, gone) for node in nodes_of(ledger.cells, told)]
    kept = tuple(claim for claim in ledger.claims if claim.uri not in gone)
    return ledger.model_copy(
        update={"claims": kept, "cells": tuple(sorted((cell for cell in cells if cell), key=_order))}
    )


def _order(cell: Cell) -> tuple[str, int, int, int]:
    return cell[:4]


def _cell(node: Node, gone: set[str]) -> Cell | None:
    settled = [claim for claim in node.claims if not claim.uri or claim.uri in gone]
    if not settled:
        return None
    told_at = max(node.told_at, *(claim.told_at for claim in settled))
    claims = _most([_one_claim(node, found) for _, found in sorted(by_source(settled).items())])
    return Cell(node.place, node.start, node.end, told_at, tuple(claims))


def _most(claims: list[Claim]) -> list[Claim]:
    """The highest and the newest, in their order.  When the others raised the estimate is kept with the highest."""
    if len(claims) <= _HIGHEST + _NEWEST:
        return claims
    by_height = sorted(claims, key=lambda claim: (claim.low, claim.age), reverse=True)
    highest, others = by_height[:_HIGHEST], sorted(by_height[_HIGHEST:], key=by_age, reverse=True)
    left = sorted((at, low) for claim in others[_NEWEST:] for at, low in (*claim.trail, (claim.told_at, claim.low)))
    bearer = highest[0]
    trail = [point for point in (*bearer.trail, *left) if point[0] < bearer.told_at]
    heir = bearer._replace(trail=_rising(sorted(trail)))
    kept = {*highest[1:], *others[:_NEWEST]}
    return [heir if claim is bearer else claim for claim in claims if claim is bearer or claim in kept]


def _rising(points: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Only what is higher than all before; of very many the first and the latest."""
    steps: list[tuple[int, int]] = []
    for at, value in points:
        if not steps or value > steps[-1][1]:
            steps.append((at, value))
    return tuple(steps if len(steps) <= _MOST_TRAIL else [steps[0], *steps[1 - _MOST_TRAIL :]])


def _one_claim(node: Node, claims: list[Claim]) -> Claim:
    """All that one source said, as one claim with its trail: only the steps that moved its figure."""
    *trail, (at, low) = _rising((at, value) for at, value, _ in standing(claims))
    latest = max(claims, key=by_age)
    return Claim(
        uri="",
        told_at=at,
        source=nicest(claim.source for claim in claims),
        place=node.place,
        start=node.start,
        end=node.end,
        low=low,
        high=latest.high,
        trail=tuple(trail),
        cited=max(claims, key=lambda claim: (claim.low, claim.age)).uri or latest.cited,
    )


def _forget_cells(state: RegionState, newest: int) -> RegionState:
    """The families that were told longest ago become days, first those of which no article is left."""
    left = sum(len(ledger.cells) for ledger in state.ledgers)
    looks = [
        ledger
        for ledger in state.ledgers
        if left > _MOST_CELLS or any(cell.told_at < newest - _DETAIL for cell in ledger.cells)
    ]
    if not looks:
        return state
    now = int(state.clock.timestamp())
    rows = {ledger.key: ledger for ledger in state.ledgers}
    families = [
        (any(claim.uri for node in root.family() for claim in node.claims), root.newest, ledger.key, position, root)
        for ledger in looks
        if ledger.cells
        for position, root in enumerate(nest(nodes_of(ledger.cells, [c for c in ledger.claims if c.told_at <= now])))
    ]
    gone: dict[str, list[Node]] = {}
    for is_live, told_at, key, _, root in sorted(families, key=lambda row: row[:4]):
        crowded = left > (_MOST_CELLS + _SLACK if is_live else _MOST_CELLS)
        if not crowded and (is_live or told_at >= newest - _DETAIL):
            continue
        gone.setdefault(key, []).append(root)
        left -= sum(1 for _ in root.family())
    for key, roots in gone.items():
        rows[key] = _to_days(rows[key], roots, newest)
    return state.model_copy(update={"ledgers": tuple(rows[key] for key in sorted(rows))})


def _to_days(ledger: Ledger, roots: Iterable[Node], newest: int) -> Ledger:
    grown: dict[int, tuple[int, int]] = {}
    cells = {(cell.place, cell.start, cell.end) for cell in ledger.cells}
    live: set[tuple[str, str, int, int, int]] = set()
    for root in roots:
        cells -= {(node.place, node.start, node.end) for node in root.family()}
        live |= {_mark(claim) for node in root.family() for claim in node.claims if claim.uri}
        for by_figure in (True, False):
            if by_figure and ledger.kind not in PEOPLE:
                continue
            for rise in grow(root, by_figure=by_figure):
                amount, incidents = grown.get(rise.at // _DAY, (0, 0))
                added = (amount + rise.amount, incidents) if by_figure else (amount, incidents + rise.amount)
                grown[rise.at // _DAY] = added
    days = _added_up(unpack_days(ledger.days), grown)
    oldest = newest // _DAY - _MOST_DAYS
    return ledger.model_copy(
        update={
            "claims": tuple(claim for claim in ledger.claims if _mark(claim) not in live),
            "cells": tuple(cell for cell in ledger.cells if (cell.place, cell.start, cell.end) in cells),
            "days": pack_days(days[bisect_right(days, oldest, key=itemgetter(0)) :]),
        }
    )


def _added_up(days: Sequence[Day], grown: dict[int, tuple[int, int]]) -> list[Day]:
    """Ascending.  Only the newest grow, as a rule: a thousand are not made anew."""
    if not grown:
        return [*days]
    stays = bisect_left(days, min(grown), key=itemgetter(0))
    later = {day.day: day for day in days[stays:]}
    for day, (amount, incidents) in grown.items():
        known = later.get(day, Day(day, 0, 0))
        later[day] = Day(day, known.amount + amount, known.incidents + incidents)
    return [*days[:stays], *(later[day] for day in sorted(later))]


def _mark(claim: Claim) -> tuple[str, str, int, int, int]:
    return (claim.uri, claim.place, claim.start, claim.end, claim.low)
