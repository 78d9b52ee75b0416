"""Plays a scenario file through the pipeline and compares what came with what its author expects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from monitor.model.alert import AlertChange, AlertState
from monitor.model.base import RegionId
from monitor.model.knowledge import Knowledge
from monitor.model.rule import AlertRule, Condition, Where
from monitor.pipeline import measure_region
from monitor.replay.run import Run
from monitor.replay.scenario_file import ExpectedAlert, ExpectedTotal, Scenario, WireItem, read_scenario
from monitor.replay.wire import Item, as_article, as_reports


class Outcome(NamedTuple):
    """`failures` empty: as expected."""

    path: Path
    about: str
    failures: tuple[str, ...]
    changes: tuple[AlertChange, ...]


def play(path: Path, knowledge: Knowledge) -> Outcome:
    """Runs one scenario file through the pipeline and compares.  Raises KnowledgeFileError."""
    scenario = read_scenario(path)
    rules = scenario.rules or knowledge.rules
    kept = tuple(rule for rule in rules if not scenario.only or rule.name in scenario.only)
    world = _World(scenario, _with_rules(knowledge, kept))
    world.play()
    failures = [*world.failures, *_compare(scenario, world.changes)]
    return Outcome(path, scenario.about, tuple(failures), tuple(world.changes))


def _with_rules(knowledge: Knowledge, rules: tuple[AlertRule, ...]) -> Knowledge:
    return replace(knowledge, rules=rules)


class _World:
    def __init__(self, scenario: Scenario, knowledge: Knowledge) -> None:
        self._scenario = scenario
        self._knowledge = knowledge
        self._run = Run(knowledge, tick_every=scenario.ticks_every)
        self._regions: dict[str, tuple[RegionId, ...]] = {}
        self.changes: list[AlertChange] = []
        self.failures: list[str] = []

    def play(self) -> None:
        scenario = self._scenario
        totals = sorted(scenario.totals, key=lambda total: total.at)
        for item in sorted(scenario.wire, key=lambda item: item.at):
            while totals and totals[0].at < item.at:
                self._check(totals.pop(0))
            self._take(item)
        for total in totals:
            self._check(total)
        expected = [alert.at for alert in (*scenario.alerts, *scenario.silent)]
        last = max([item.at for item in scenario.wire] + expected)
        self.changes += self._run.pass_time(scenario.start + max(last, scenario.until or last))

    def _take(self, row: WireItem) -> None:
        item = Item(row, self._scenario.start, tuple(other for other in self._scenario.wire if other.uri == row.like))
        if row.tells is None and not (row.kill and row.uri in self._regions):
            self.changes += self._run.take(as_article(item))
            return
        self.changes += self._run.pass_time(item.at)
        reports = as_reports(item, self._regions.get(row.uri, ()), self._knowledge.gazetteer)
        self._regions[row.uri] = tuple(report.region.id for report in reports if report.incidents)
        for report in reports:
            self.changes += self._run.report(report)

    def _check(self, total: ExpectedTotal) -> None:
        at = self._scenario.start + total.at
        self.changes += self._run.pass_time(at)
        state = self._run.regions.get(total.region)
        if state is None:
            if total.is_ != 0:
                self.failures.append(f"{_clock(total.at)} {total.region}: nothing is known of this region")
            return
        condition = Condition(measure=total.measure, kinds=total.kinds, causes=total.causes, within=total.within)
        rule = AlertRule(name="total", where=Where(), all=(condition,))
        _, reading = measure_region(state, rule, at)
        number = reading.numbers[0]
        found: dict[str, Any] = {"is": number.value, "low": number.low, "high": number.high}
        wanted: dict[str, Any] = {"is": total.is_, "low": total.low, "high": total.high}
        if total.sources is not None:
            found["sources"], wanted["sources"] = sorted(reading.sources), sorted(total.sources)
        for name, want in wanted.items():
            if want is not None and found[name] != want:
                self.failures.append(
                    f"{_clock(total.at)} {total.region} {total.measure}: {name} {found[name]}, expected {want}"
                    f"{f' ({total.why})' if total.why else ''}"
                )


def _compare(scenario: Scenario, changes: Sequence[AlertChange]) -> Iterator[str]:
    told = [change for change in changes if not change.silent_because]
    silent = [change for change in changes if change.silent_because]
    yield from _unmatched(scenario, scenario.alerts, told, "told")
    yield from _unmatched(scenario, scenario.silent, silent, "silent")
    for change in told:
        if not any(_matches(scenario, wanted, change) for wanted in scenario.alerts):
            yield f"not expected: {_line(scenario, change)}"


def _unmatched(
    scenario: Scenario, wanted: Iterable[ExpectedAlert], changes: Sequence[AlertChange], how: str
) -> Iterator[str]:
    for expected in wanted:
        if not any(_matches(scenario, expected, change) for change in changes):
            near = [_line(scenario, c) for c in changes if (c.rule, c.region_id) == (expected.rule, expected.region)]
            yield (
                f"missing ({how}): {_clock(expected.at)} {expected.region} {expected.rule} becomes {expected.becomes}"
                f"{f' with {expected.value}' if expected.value is not None else ''}; found {near or 'nothing'}"
            )


def _matches(scenario: Scenario, wanted: ExpectedAlert, change: AlertChange) -> bool:
    return (
        (scenario.start + wanted.at, wanted.region, wanted.rule) == (change.changed_at, change.region_id, change.rule)
        and wanted.becomes == becomes(change)
        and wanted.reason in (None, change.reason)
        and (wanted.value is None or wanted.value in [number.value for number in change.numbers[:1]])
        and wanted.says in f"{change.because} {change.since_last} {' '.join(quote.text for quote in change.quotes)}"
    )


def becomes(change: AlertChange) -> str:
    """The one word for what an alert is now."""
    return change.level.value if change.state is AlertState.FIRING and change.level else change.state.value


def _line(scenario: Scenario, change: AlertChange) -> str:
    value = change.numbers[0].value if change.numbers else "?"
    return (
        f"{_clock(change.changed_at - scenario.start)} {change.region_id} {change.rule} becomes {becomes(change)}"
        f" ({change.reason}, {value})"
    )


def _clock(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
