"""The bulk of a region's row as one short text: lists without names, then deflate, then Base64.

Five to one: hundreds of tellings share their sources, places and days.
"""

import zlib
from base64 import b64decode, b64encode
from typing import Any

from pydantic_core import from_json, to_json

_LEVEL = 6
_MOST_BYTES = 4_000_000
"""Far above any row of ours: a row that swells beyond is none of ours."""


def pack(row: dict[str, Any]) -> str:
    """`tellings`, `ledgers` and `excerpts` of a row.  Equal rows give equal texts."""
    at = {telling[0]: position for position, telling in enumerate(row.get("tellings", ()))}
    ledgers = [
        [
            ledger["kind"],
            ledger.get("cause", "conflict"),
            ledger.get("subject"),
            [_trim([at[claim[0]], *claim[2:]]) for claim in ledger.get("claims", ())],
            [[*cell[:4], [_trim(list(claim[1:])) for claim in cell[4]]] for cell in ledger.get("cells", ())],
            _flat(ledger.get("days", ())),
        ]
        for ledger in row.get("ledgers", ())
    ]
    memory = [[_trim(list(telling)) for telling in row.get("tellings", ())], ledgers, row.get("excerpts", ())]
    return b64encode(zlib.compress(to_json(memory), _LEVEL)).decode()


def unpack(text: str) -> dict[str, Any]:
    """The reverse of `pack`.  Raises ValueError on anything else."""
    try:
        inflater = zlib.decompressobj()
        content = inflater.decompress(b64decode(text, validate=True), _MOST_BYTES)
        tellings, ledgers, excerpts = from_json(content)
    except zlib.error as error:
        raise ValueError(f"a row's memory does not unpack: {error}") from error
    return {
        "tellings": tellings,
        "ledgers": [
            {
                "kind": kind,
                "cause": cause,
                "subject": subject,
                "claims": [[tellings[at][0], tellings[at][5], *rest] for at, *rest in claims],
                "cells": [[*place, [["", *claim] for claim in old]] for *place, old in cells],
                "days": _unflat(days),
            }
            for kind, cause, subject, claims, cells, days in ledgers
        ],
        "excerpts": excerpts,
    }


_DEFAULTS: tuple[Any, ...] = (None, False, 0, "", [], ())


def _trim(values: list[Any]) -> list[Any]:
    """Without the defaults at its end."""
    while values and any(values[-1] is default or values[-1] == default for default in _DEFAULTS):
        values.pop()
    return values


def _flat(days: Any) -> list[int]:
    """Day by day the distance from the one before, amount, incidents: small numbers."""
    flat, before = [], 0
    for day, amount, incidents in days:
        flat += [day - before, amount, incidents]
        before = day
    return flat


def _unflat(flat: list[int]) -> list[list[int]]:
    days, day = [], 0
    for position in range(0, len(flat), 3):
        day += flat[position]
        days.append([day, *flat[position + 1 : position + 3]])
    return days
