"""A row stays small, and forgetting changes no number."""

import json
import random
import zlib
from base64 import b64encode
from datetime import timedelta

import pytest
from pydantic import ValidationError

from monitor.model.days import Day, pack_days, unpack_days
from monitor.model.incident import Place
from monitor.model.mention import Kind
from monitor.model.region import Cell, RegionState
from monitor.model.report import Report
from monitor.steps.fold import add_up, fold
from monitor.steps.fold.claims import path_of
from tests.benchmarks.region import wire
from tests.builders_region import NOON, incident, report

HALF_AN_HOUR = timedelta(minutes=30)


def remembered(found: list[Report]) -> RegionState:
    state: RegionState | None = None
    for one in found:
        state = fold(state, one, household_size=5)
    assert state is not None
    return state


def grown(state: RegionState) -> dict[str, tuple[int, int]]:
    accounts = add_up(state).accounts
    return {
        one.ledger.key: (
            one.past_growth.sums[-1] + one.growth.sums[-1],
            one.past_arrivals.sums[-1] + one.arrivals.sums[-1],
        )
        for one in accounts
    }


def test_a_row_at_500_reports_a_day_stays_below_32_kib() -> None:
    state = remembered(list(wire(3, 500, random.Random(1))))

    assert len(state.model_dump_json(exclude_defaults=True)) <= 32 * 1024


def test_a_row_of_nothing_but_the_longest_texts_stays_bounded() -> None:
    long = "x" * 5_000
    found = [
        report(
            f"{long}{number}",
            *(incident(Kind.KILLED, 10**12 + n, by=f"{long}{n}", at=f"SY-ID/{long}{n}", words=long) for n in range(40)),
            at=NOON + number * HALF_AN_HOUR,
            headline=long,
            outlet=long,
            url=long,
        )
        for number in range(60)
    ]

    assert len(remembered(found).model_dump_json(exclude_defaults=True)) < 100 * 1024


def hostile_day() -> list[Report]:
    """Long lists, and nobody who speaks has spoken before."""
    return [
        report(
            f"story-{number}",
            *(
                incident(low=number + n, by=f"witness {number * 7919 + n}", at=f"SY-ID/Quarter {n % 9}")
                for n in range(36)
            ),
            at=NOON + number * HALF_AN_HOUR / 10,
        )
        for number in range(200)
    ]


def test_a_day_of_lists_by_ever_new_sources_stays_bounded() -> None:
    state = remembered(hostile_day())

    assert sum(len(ledger.claims) for ledger in state.ledgers) <= 448
    assert all(len(cell.claims) <= 8 for ledger in state.ledgers for cell in ledger.cells)
    assert len(state.model_dump_json(exclude_defaults=True)) < 32 * 1024


def test_sources_forgotten_in_a_crowd_leave_the_growth_of_the_toll() -> None:
    """300 sources on one raid, each a little higher than the one before, and all of them but eight forgotten."""
    day = (NOON - 4 * HALF_AN_HOUR, NOON + 40 * HALF_AN_HOUR)
    found = [
        report(
            f"story-{number}",
            incident(low=10 + number // 40, by=f"witness {number}", period=day),
            at=NOON + number * HALF_AN_HOUR / 10,
        )
        for number in range(300)
    ]

    state = remembered(found)

    (account,) = add_up(state).accounts
    assert max(len(cell.claims) for cell in account.ledger.cells) <= 8
    assert [(step.at, step.amount) for step in account.growth.steps] == [
        (int((NOON + number * HALF_AN_HOUR / 10).timestamp()), 10 if not number else 1) for number in range(0, 300, 40)
    ]
    assert [step.at for step in account.arrivals.steps] == [int(NOON.timestamp())]


def test_no_row_is_too_long_for_kafka() -> None:
    """Whatever is in it: the words go first, then the oldest detail."""
    chance = random.Random(5)

    def noise() -> str:
        return f"{chance.getrandbits(600):x}"

    state = remembered([report("newest", incident())])
    telling, ledger = state.tellings[0], state.ledgers[0]
    claim = ledger.claims[0]
    uris = [noise()[:100] for _ in range(3_000)]
    swollen = state.model_copy(
        update={
            "tellings": (*(telling._replace(uri=uri) for uri in uris), telling),
            "ledgers": (
                ledger.model_copy(
                    update={
                        "claims": (*(claim._replace(uri=uri) for uri in uris), claim),
                        "cells": tuple(
                            Cell(noise(), 0, 9, number, (claim._replace(uri="", source=noise()),))
                            for number in range(2_000)
                        ),
                    }
                ),
            ),
        }
    )

    row = swollen.model_dump_json(exclude_defaults=True)

    assert len(row) < 210_000
    assert row == swollen.model_dump_json(exclude_defaults=True)
    kept = RegionState.model_validate_json(row)
    assert kept.tellings[-1] == telling
    assert kept.ledgers[0].claims[-1] == claim
    assert not kept.excerpts


def test_forgetting_articles_changes_no_number() -> None:
    """One incident an article, each in its own place: what is forgotten still stands in the totals."""
    found = [
        report(
            f"story-{number}",
            incident(low=number % 7 + 1, at=f"SY-ID/Village {number}"),
            at=NOON + number * HALF_AN_HOUR,
        )
        for number in range(700)
    ]

    state = remembered(found)

    assert len(state.tellings) < 300
    assert grown(state) == {"killed/conflict/": (sum(number % 7 + 1 for number in range(700)), 700)}


def test_a_retelling_of_what_was_told_in_a_forgotten_article_adds_nothing() -> None:
    found = [
        report(f"story-{number}", incident(low=5, at=f"SY-ID/Village {number}"), at=NOON + number * HALF_AN_HOUR / 6)
        for number in range(260)
    ]
    state = remembered(found)
    assert "story-3" not in {telling.uri for telling in state.tellings}

    again = fold(
        state,
        report("paper", incident(low=5, at="SY-ID/Village 150"), at=NOON + 260 * HALF_AN_HOUR / 6),
        household_size=5,
    )

    assert grown(again) == grown(state)


def test_days_are_kept_for_three_years() -> None:
    found = [
        report(f"story-{number}", incident(low=2, at="SY-ID"), at=NOON + number * timedelta(days=20))
        for number in range(80)
    ]

    state = remembered(found)

    days = unpack_days(state.ledgers[0].days)
    assert days
    assert days[-1].day - days[0].day <= 1096


def test_days_are_exact_for_two_months_and_rounded_before() -> None:
    days = [Day(19_000 + number, 12_345 + number, number % 5) for number in range(100)]

    assert unpack_days(pack_days(days)) == (
        *(Day(day, 12_000, min(incidents, 1)) for day, _, incidents in days[:38]),
        *days[38:],
    )


def test_a_thousand_days_are_less_than_three_kilobytes() -> None:
    chance = random.Random(3)
    days = [Day(19_000 + number, chance.randint(0, 900), chance.randint(0, 15)) for number in range(1_000)]

    assert len(pack_days(days)) < 2_600


@pytest.mark.parametrize(
    "numbers", [[], [1], [1, 200], [1, 1, 1, 1, 1, 1, 1]], ids=["none", "too few", "cut short", "too many"]
)
def test_days_that_are_not_whole_are_refused(numbers: list[int]) -> None:
    text = b64encode(zlib.compress(bytes(numbers))).decode()

    with pytest.raises(ValueError, match="days do not unpack"):
        unpack_days(text)


@pytest.mark.parametrize("memory", ["", "####", "eJw=", "eJyLjgUAARUAuQ==", "eJyLNtQxjAUABMcBlQ=="])
def test_a_spoiled_row_is_refused(memory: str) -> None:
    state = remembered([report("a", incident())])
    row = json.loads(state.model_dump_json())

    with pytest.raises(ValidationError, match="memory does not unpack"):
        RegionState.model_validate({**row, "memory": memory})


def test_a_place_under_another_name_is_no_other_place() -> None:
    known = Place(name="Gaalkacyo", country="SO", region="SO-MU", geonames_id=59611)
    told = known.model_copy(update={"name": "Gaalkacyo (Galkayo)"})

    assert path_of(told) == path_of(known) == "SO|SO-MU|Gaalkacyo"
