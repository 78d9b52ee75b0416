"""Cost per report and size of the row for a busy region: `python -m tests.benchmarks.region [--days 1000]`.

500 reports a day: new incidents, retellings by other papers, updates, corrections, kills, copy without anything new.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import process_time
from typing import NamedTuple

from monitor.knowledge.load import load_knowledge
from monitor.model.days import unpack_days
from monitor.model.figure import Unit
from monitor.model.knowledge import Knowledge
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import Report
from monitor.pipeline import watch_region
from monitor.steps.fold import fold
from monitor.stream.codec import encode_row
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
                before=_sentence(chance),
                after=_sentence(chance),
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


def _sentence(chance: random.Random) -> str:
    """Half a sentence as no other: words in any order pack worse than prose does."""
    return " ".join(chance.choice(WORDS.split()) for _ in range(chance.randint(0, 24)))


class Aged(NamedTuple):
    """A region at some age, and the reports of its next day."""

    days: int
    state: RegionState
    next_day: list[Report]


def grow_old(days: int, per_day: int, knowledge: Knowledge) -> Iterator[Aged]:
    """The region at each mark.  Alerts are watched in its last days only: they don't change what is remembered."""
    state: RegionState | None = None
    marks = sorted({1, min(30, days), days})
    reports = wire(days + 1, per_day, random.Random(7))
    for day in range(days):
        for one in islice(reports, per_day):
            if any(mark - 3 <= day < mark for mark in marks):
                state, _ = watch_region(state, one, knowledge)
            else:
                state = fold(state, one, household_size=knowledge.household_size)
        if day + 1 in marks and state is not None:
            next_day = list(islice(reports, per_day)) if day + 1 == days else list(_peek(day + 1, per_day))
            yield Aged(day + 1, state, next_day)


def _peek(day: int, per_day: int) -> Iterator[Report]:
    return islice(wire(day + 1, per_day, random.Random(7)), day * per_day, None)


def cost(aged: Aged, knowledge: Knowledge) -> float:
    """Mean seconds a report, over the region's next day."""
    state = aged.state
    started = process_time()
    for one in aged.next_day:
        state, _ = watch_region(state, one, knowledge)
    return (process_time() - started) / len(aged.next_day)


def main() -> None:
    """Prints one JSON line for each age of the region, then the ratio of costs.

    Ages are measured in turns and the best of three counts: on a busy machine the load would be measured otherwise.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--per-day", type=int, default=500)
    options = parser.parse_args()
    knowledge = load_knowledge()
    ages = list(grow_old(options.days, options.per_day, knowledge))
    rounds = [[cost(aged, knowledge) for aged in ages] for _ in range(3)]
    best = [min(costs) for costs in zip(*rounds, strict=True)]
    for aged, seconds in zip(ages, best, strict=True):
        sys.stdout.write(json.dumps({"days": aged.days, "us_per_report": round(seconds * 1e6), **_row(aged)}) + "\n")
    sys.stdout.write(json.dumps({"time_ratio": round(best[-1] / best[0], 2)}) + "\n")


def _row(aged: Aged) -> dict[str, int]:
    state = aged.state
    started = process_time()
    row = encode_row(state)
    written = process_time()
    RegionState.model_validate_json(row)
    return {
        "row_bytes": len(row),
        "write_us": round((written - started) * 1e6),
        "read_us": round((process_time() - written) * 1e6),
        "tellings": len(state.tellings),
        "claims": sum(len(ledger.claims) for ledger in state.ledgers),
        "cells": sum(len(ledger.cells) for ledger in state.ledgers),
        "numbers": sum(len(unpack_days(ledger.days)) for ledger in state.ledgers),
        "alerts": len(state.alerts),
    }


if __name__ == "__main__":
    main()
