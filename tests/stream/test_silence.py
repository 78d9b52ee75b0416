"""Silence is told live, by ticks alone: with the real pipeline, and no broker."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import pipeline
from monitor.model.knowledge import Knowledge
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import Tick
from monitor.model.rule import AlertRule, Condition, Measure
from monitor.pipeline import watch_region
from monitor.stream.carry import Rows, home
from monitor.stream.codec import encode
from monitor.stream.patience import Patience
from monitor.stream.watcher import Watcher
from tests.builders_region import NOON, SY_ID, hours, incident, report
from tests.stream import fakes
from tests.stream.shelf import PARTITIONS, TOPICS, Shelf, message

HOME = home(SY_ID.id.encode(), PARTITIONS)


def silent_for_two_days() -> AlertRule:
    condition = Condition(
        measure=Measure.SILENCE, sources=("Observatory",), within=timedelta(days=14), levels={"watch": 48}
    )
    return AlertRule.model_validate({"name": "silent", "all": [condition]})


def test_a_tick_tells_of_a_source_that_fell_silent(see_through: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "watch_region", watch_region)
    shelf = Shelf()
    knowledge: Knowledge = replace(fakes.KNOWLEDGE, rules=(silent_for_two_days(),))
    rows = Rows(shelf.app, "regions", RegionState, PARTITIONS, due_at=lambda state: state.wakes_at)
    watcher = Watcher(
        knowledge=knowledge, regions=rows, patience=Patience(5.0, 60.0), identity="monitor@ops.example", **shelf.parts
    )

    async def scene() -> list[list[str]]:
        for number, after in enumerate((0, 24)):
            told = report(f"a-{number}", incident(Kind.CEASEFIRE_BREACH, None), at=NOON + hours(after))
            await watcher.carry(message(TOPICS.reports.name, encode(told), partition=HOME, key=b"SY-ID"))
        heard = []
        for after in (30, 70, 73, 74):
            tick = encode(Tick(at=NOON + hours(after)))
            await watcher.carry(message(TOPICS.reports.name, tick, partition=HOME))
            heard.append([json.loads(value)["reason"] for value in shelf.post.on(TOPICS.alerts.name)])
        return heard

    assert asyncio.run(scene()) == [[], [], ["started"], ["started"]]
