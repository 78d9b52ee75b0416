"""Cost per report and size of the row for a busy region: `python -m tests.benchmarks.region [--days 1000]`.

500 reports a day: new incidents, retellings by other papers, updates, corrections, kills, copy without anything new.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import process_time

from monitor.knowledge.load import load_knowledge
from monitor.model.figure import Unit
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import Report
from monitor.pipeline import watch_region
from tests.builders_region import incident, report

START = datetime(2022, 1, 1, tzinfo=UTC)
PLACES = [
    f"SY-ID/{name}"
    for name in ["Saraqeb", "Ariha", "Binnish", "Sarmin", "Khan-Shaykhun", "Kafr-Nabl", "Taftanaz", "Jisr"]
]
PLACES += ["SY-ID"] * 4 + [f"SY-HL/Village-{number}" for number in range(30)]
SOURCES = ["Syrian Observatory for Human Rights", "UN OCHA", "White Helmets", "state media", "Doctors Without Borders"]
OUTLETS = ["AFP", "Reuters", "AP", "dpa", "Xinhua", "Daily Paper", "Evening Post"]
KINDS = [Kind.KILLED] * 4 + [Kind.INJURED] * 2 + [Kind.DISPLACEMENT] * 2 + [Kind.AIR_STRIKE] * 4 + [Kind.SHELLING] * 3
KINDS += [Kind.TERRITORY_CHANGE, Kind.FACILITY_ATTACK, Kind.AID_OBSTRUCTION, Kind.CEASEFIRE_BREACH, Kind.WARNING]
WORDS = (
    "warplanes struck a market in the town as families were fleeing north, rescue workers and residents told us there"
)


def wire(days: int, per_day: int, chance: random.Random) -> Iterator[Report]:
    """Reports in the order of their arrival."""
    recent: list[tuple[str, int, list[tuple[Kind, int, str, bool]]]] = []
    for number in range(days * per_day):
        at = START + timedelta(seconds=number * 86_400 // per_day)
        lot = chance.random()
        uri, version, tells = f"urn:newsml:agency.example:{at:%Y%m%d}:{number:07d}", 1, []
        if recent and lot < 0.30:  # another paper tells the same
            tells = chance.choice(recent)[2]
        elif recent and lot < 0.42:  # an update, some with a new toll
            uri, version, tells = chance.choice(recent)
            version += 1
            tells = [
                (kind, int(low * chance.choice([1, 1, 1.2, 0.9])) + 1, place, day) for kind, low, place, day in tells
            ]
        elif lot < 0.80:
            for _ in range(chance.choice([1, 1, 2, 3])):
                kind = chance.choice(KINDS)
                low = chance.randint(1, 60) * (chance.choice([10, 100, 500]) if kind is Kind.DISPLACEMENT else 1)
                tells.append((kind, low, chance.choice(PLACES), chance.random() < 0.5))
        yield _report(uri, version, tells, at, chance)
        if tells:
            recent = [*recent[-120:], (uri, version, tells)]


def _report(
    uri: str, version: int, tells: list[tuple[Kind, int, str, bool]], at: datetime, chance: random.Random
) -> Report:
    day = at.replace(hour=0, minute=0, second=0)
    return report(
        uri,
        *(
            incident(
                kind,
                low if kind in (Kind.KILLED, Kind.INJURED, Kind.DISPLACEMENT) else None,
                by=chance.choice([*SOURCES, ""]),
                at=place,
                period=(day, day + timedelta(days=1)) if is_dated else (None, None),
                unit=Unit.PEOPLE,
                words=f"{low} {chance.choice(WORDS.split())} {WORDS} {number}",
            )
            for number, (kind, low, place, is_dated) in enumerate(tells)
        ),
        number=version,
        at=at,
        is_retracted=chance.random() < 0.01,
        outlet=chance.choice(OUTLETS),
        headline=f"Strikes hit {chance.choice(PLACES)} as toll rises, {chance.choice(OUTLETS)} hears",
        url=f"https://news.example/{uri[-7:]}",
        fingerprint=f"{chance.getrandbits(64):016x}",
    )


def main() -> None:
    """Prints one JSON line for each age of the region, then the ratio of costs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--per-day", type=int, default=500)
    options = parser.parse_args()
    knowledge, chance = load_knowledge(), random.Random(7)
    marks = sorted({1, min(30, options.days), options.days})
    state: RegionState | None = None
    spent: dict[int, float] = {}
    window: list[float] = []
    for number, one in enumerate(wire(options.days + 1, options.per_day, chance), 1):
        started = process_time()
        state, _ = watch_region(state, one, knowledge)
        window.append(process_time() - started)
        window = window[-options.per_day :] if len(window) > 4 * options.per_day else window
        day, rest = divmod(number, options.per_day)
        if rest == 0 and day - 1 in marks:
            # The day after the mark: a whole day's reports at that age.
            spent[day - 1] = sorted(window[-options.per_day :])[options.per_day // 2]
            _show(day - 1, state, window[-options.per_day :])
    first, last = spent[marks[0]], spent[marks[-1]]
    sys.stdout.write(json.dumps({"time_ratio": round(last / first, 2)}) + "\n")


def _show(day: int, state: RegionState, window: list[float]) -> None:
    started = process_time()
    row = state.model_dump_json(exclude_defaults=True).encode()
    written = process_time()
    RegionState.model_validate_json(row)
    told = {
        "days": day,
        "median_us": round(sorted(window)[len(window) // 2] * 1e6),
        "mean_us": round(sum(window) / len(window) * 1e6),
        "row_bytes": len(row),
        "write_us": round((written - started) * 1e6),
        "read_us": round((process_time() - written) * 1e6),
        "tellings": len(state.tellings),
        "claims": sum(len(ledger.claims) for ledger in state.ledgers),
        "cells": sum(len(ledger.cells) for ledger in state.ledgers),
        "numbers": sum(len(ledger.days) for ledger in state.ledgers),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
