"""The bulk of a region's row as one short text: lists without names, then deflate, then Base64.

Five to one: hundreds of tellings share their sources, places and days.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json, to_json

_LEVEL = 6
_MOST_BYTES = 4_000_000
"""Far above any row of ours: a row that swells beyond is none of ours."""
_MOST_TEXT = 200_000
"""Six times our aim, and a fifth of what Kafka takes by default: a row that cannot be written stops a worker."""
_GUESS = 129_600
"""Seconds: the period of most claims that name no time."""


def pack(row: dict[str, Any]) -> str:
    """`tellings`, `ledgers`, `excerpts` and `alerts` of a row.  Equal rows give equal texts.

    Never longer than 200,000 characters: of a row that swells so far the words go first, then the oldest detail with
    its numbers, then the oldest days.  What has gone cannot be taken back any more.
    """
    text = _text(row)
    for smaller in _ever_smaller(row) if len(text) > _MOST_TEXT else ():
        text = _text(smaller)
        if len(text) <= _MOST_TEXT:
            break
    return text


def _text(row: dict[str, Any]) -> str:
    tellings = row.get("tellings", ())
    at = {telling[0]: position for position, telling in enumerate(tellings)}
    memory = [
        _pack_tellings(tellings),
        [_pack_ledger(ledger, at) for ledger in row.get("ledgers", ())],
        row.get("excerpts", ()),
        row.get("alerts", ()),
    ]
    return b64encode(zlib.compress(to_json(memory), _LEVEL)).decode()


def _ever_smaller(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Half of what is oldest goes at a time."""
    row = {**row, "excerpts": []}
    yield row
    row = {**row, "tellings": [telling[:_EARLIER] for telling in row.get("tellings", ())]}
    yield row
    while any(ledger.get("cells") for ledger in row["ledgers"]):
        row = {**row, "ledgers": [{**ledger, "cells": _newer_cells(ledger)} for ledger in row["ledgers"]]}
        yield row
    while row["tellings"]:
        row = _newer_tellings(row)
        yield row
    while row["ledgers"]:
        row = {**row, "ledgers": sorted(row["ledgers"], key=_days_size)[: len(row["ledgers"]) // 2]}
        yield row
    yield {**row, "alerts": []}


_EARLIER = 8
"""Position in a telling."""


def _newer_cells(ledger: dict[str, Any]) -> list[Any]:
    cells = ledger.get("cells", ())
    newer = sorted(cells, key=_told_at, reverse=True)[: len(cells) // 2]
    return [cell for cell in cells if cell in newer]


def _told_at(cell: Any) -> tuple[int, str, int, int]:
    return (cell[3], *cell[:3])


def _newer_tellings(row: dict[str, Any]) -> dict[str, Any]:
    tellings = row["tellings"][(len(row["tellings"]) + 1) // 2 :]
    kept = {telling[0] for telling in tellings}
    ledgers = [
        {**ledger, "claims": [claim for claim in ledger.get("claims", ()) if claim[0] in kept]}
        for ledger in row["ledgers"]
    ]
    return {**row, "tellings": tellings, "ledgers": ledgers}


def _days_size(ledger: dict[str, Any]) -> int:
    return len(ledger.get("days", ""))


def unpack(text: str) -> dict[str, Any]:
    """The reverse of `pack`.  Raises ValueError on anything else."""
    try:
        content = zlib.decompressobj().decompress(b64decode(text, validate=True), _MOST_BYTES)
        packed, ledgers, excerpts, alerts = from_json(content)
        tellings = _unpack_tellings(packed)
        return {
            "tellings": tellings,
            "ledgers": [_unpack_ledger(ledger, tellings) for ledger in ledgers],
            "excerpts": excerpts,
            "alerts": alerts,
        }
    except (zlib.error, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"a row's memory does not unpack: {error}") from error


def _pack_tellings(tellings: Any) -> list[list[Any]]:
    """Times as distances: from the telling before, and of one telling's times from each other."""
    packed: list[list[Any]] = []
    before = 0
    row: list[Any]
    for row in map(list, tellings):
        uri, number, versioned_at, arrived_at, digest, told_at, *rest = row
        times = (told_at - before, told_at - versioned_at, arrived_at - versioned_at)
        packed.append(_trim([uri, digest, number, *times, *rest]))
        before = told_at
    return packed


def _unpack_tellings(packed: Any) -> list[list[Any]]:
    tellings: list[list[Any]] = []
    told_at = 0
    for row in packed:
        fields: list[Any] = list(row) + [0] * (6 - len(row))
        uri, digest, number, since, late, arrival, *rest = fields
        told_at += since
        versioned_at = told_at - late
        tellings.append([uri, number, versioned_at, versioned_at + arrival, digest, told_at, *rest])
    return tellings


def _pack_ledger(ledger: dict[str, Any], at: dict[str, int]) -> list[Any]:
    return [
        ledger["kind"],
        ledger.get("cause", "conflict"),
        ledger.get("subject"),
        [_pack_claim(claim, at[claim[0]]) for claim in ledger.get("claims", ())],
        [[*cell[:4], [_trim(list(claim[1:])) for claim in cell[4]]] for cell in ledger.get("cells", ())],
        ledger.get("days", ""),
    ]


def _unpack_ledger(packed: Any, tellings: list[list[Any]]) -> dict[str, Any]:
    kind, cause, subject, claims, cells, days = packed
    return {
        "kind": kind,
        "cause": cause,
        "subject": subject,
        "claims": [_unpack_claim(claim, tellings) for claim in claims],
        "cells": [[*place, [["", *claim] for claim in old]] for *place, old in cells],
        "days": days,
    }


def _pack_claim(claim: Any, at: int) -> list[Any]:
    """Its telling by position; a guessed period as the distance from when it was told."""
    fields: list[Any] = list(claim)
    _, told_at, source, place, start, end, is_vague, *rest = fields
    if is_vague:
        start, end = told_at - start - _GUESS, told_at - end
    return _trim([at, source, place, is_vague, start, end, *rest])


def _unpack_claim(packed: Any, tellings: list[list[Any]]) -> list[Any]:
    fields: list[Any] = list(packed) + [0] * (6 - len(packed))
    at, source, place, is_vague, start, end, *rest = fields
    told_at = tellings[at][5]
    if is_vague:
        start, end = told_at - start - _GUESS, told_at - end
    return [tellings[at][0], told_at, source, place, start, end, bool(is_vague), *rest]


def _trim(values: list[Any]) -> list[Any]:
    """Without the defaults at its end: all of them are nothing, or zero, or empty."""
    while values and not values[-1]:
        values.pop()
    return values
