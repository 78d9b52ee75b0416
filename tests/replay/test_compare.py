"""What new rules would gain, lose and move on an archive."""

from dataclasses import replace
from datetime import timedelta

from monitor.knowledge.load import load_knowledge
from monitor.model.alert import Level
from monitor.model.knowledge import Knowledge
from monitor.model.rule import AlertRule, Condition, Measure
from monitor.replay.compare import Move, Raised, compare, per_rule_and_day, raised
from monitor.replay.output import as_table, day_rows, difference_rows, rule_rows
from monitor.replay.run import Run
from tests.builders_region import NOON, hours, incident, report


def rules(at_least: int) -> Knowledge:
    condition = Condition(measure=Measure.PEOPLE_KILLED, within=timedelta(days=2), at_least=at_least)
    return replace(load_knowledge(), rules=(AlertRule(name="killed", all=(condition,)),))


def played(knowledge: Knowledge) -> list[Raised]:
    run = Run(knowledge)
    changes = run.report(report("small", incident(low=12)))
    changes += run.pass_time(NOON + hours(100))
    changes += run.report(report("grows", incident(low=12, at="SY-ID/Ariha"), at=NOON + hours(100)))
    changes += run.report(report("grew", incident(low=40, at="SY-ID/Ariha"), at=NOON + hours(103)))
    return raised(changes)


def test_the_same_rules_differ_in_nothing() -> None:
    assert compare(played(rules(10)), played(rules(10))) == []


def test_a_higher_threshold_loses_the_small_and_moves_the_slow() -> None:
    found = compare(played(rules(10)), played(rules(30)))

    assert [(one.move, one.day.day) for one in found] == [(Move.LOST, 1), (Move.MOVED, 5)]


def test_a_lower_threshold_gains_what_the_other_lost() -> None:
    found = compare(played(rules(30)), played(rules(10)))

    assert [(one.move, one.day.day) for one in found] == [(Move.GAINED, 1), (Move.MOVED, 5)]


def test_rows_are_counted_per_rule_and_day() -> None:
    counts = per_rule_and_day(played(rules(10)), played(rules(30)))

    assert [tuple(one[2:]) for one in counts] == [(1, 0, 0, 1, 0), (1, 1, 0, 0, 1)]


def test_tables_have_a_row_for_each_difference() -> None:
    old, new = played(rules(10)), played(rules(30))

    assert len(as_table(*difference_rows(compare(old, new))).splitlines()) == 3
    assert len(as_table(*day_rows(per_rule_and_day(old, new))).splitlines()) == 3
    assert as_table(*rule_rows(old)).splitlines()[1].split() == ["killed", "2", "2", "0", "0", "1", "0"]


def test_an_alert_has_the_highest_level_that_it_reached() -> None:
    assert [one.level for one in played(rules(10))] == [Level.WATCH, Level.WATCH]
