"""One rule against one region, with the numbers and the reason."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.model.alert import AlertState, Level
from monitor.model.base import RegionId
from monitor.model.mention import Kind
from monitor.model.picture import Picture
from monitor.model.region import RegionState
from monitor.model.report import RegionName, Report
from monitor.model.rule import AlertRule, Condition, Measure, PlaceLevel, Where
from monitor.steps.evaluate import applies, evaluate, next_moment, read
from monitor.steps.evaluate.measure import value_at, values_at
from monitor.steps.fold import add_up, fold, pass_time
from tests.builders_region import NOON, SY_ID, hours, incident, report


def picture(*found: Report, after: float = 0) -> Picture:
    state: RegionState | None = None
    for one in found:
        state = fold(state, one, household_size=5)
    assert state is not None
    return add_up(pass_time(state, NOON + hours(after)))


def rule(measure: Measure = Measure.PEOPLE_KILLED, **fields: Any) -> AlertRule:
    mine = {name: fields.pop(name) for name in ("clear", "for", "where") if name in fields}
    fields.setdefault("within", timedelta(days=2))
    fields.setdefault("levels", {"watch": 10, "warning": 50})
    return AlertRule.model_validate({"name": "rule", "all": [Condition(measure=measure, **fields)], **mine})


def test_nothing_known_is_quiet() -> None:
    verdict = evaluate(rule(), picture(report("a")))

    assert (verdict.state, verdict.level) == (AlertState.QUIET, None)


def test_the_highest_level_reached_counts() -> None:
    assert evaluate(rule(), picture(report("a", incident(low=50)))).level is Level.WARNING


def test_one_below_the_threshold_is_quiet() -> None:
    assert evaluate(rule(), picture(report("a", incident(low=9)))).level is None


def test_the_same_picture_gives_the_same_verdict() -> None:
    known = picture(report("a", incident(low=50)))

    assert evaluate(rule(), known) == evaluate(rule(), known)


def test_a_window_is_open_at_its_old_end() -> None:
    one = report("a", incident(low=20))

    assert evaluate(rule(), picture(one, after=47.99)).level is Level.WATCH
    assert evaluate(rule(), picture(one, after=48)).level is None


def test_the_reason_names_number_window_and_threshold() -> None:
    reading = read(rule(), picture(report("a", incident(low=20))), int(NOON.timestamp()))

    assert reading.because == "20 people killed in 48 hours, at or above 10"


def test_a_held_level_does_not_depend_on_the_order_of_reports() -> None:
    first, second = (
        report("a", incident(low=45, at="SY-ID/A")),
        report("b", incident(low=9, at="SY-ID/B"), at=NOON + hours(9)),
    )

    for order in ((first, second), (second, first)):
        assert evaluate(rule(clear=0.1), picture(*order, after=50)).level is Level.WARNING


def test_a_level_that_was_never_reached_is_not_held() -> None:
    assert evaluate(rule(), picture(report("a", incident(low=9)), after=1)).level is None


def test_for_is_pending_until_it_has_stayed() -> None:
    known = report("a", incident(low=20))

    assert evaluate(rule(**{"for": timedelta(hours=3)}), picture(known, after=2.9)).state is AlertState.PENDING
    assert evaluate(rule(**{"for": timedelta(hours=3)}), picture(known, after=3)).state is AlertState.FIRING


def test_sources_are_counted_over_the_episodes_behind_the_number() -> None:
    asked = rule(levels={"watch": 10}, min_sources=2)
    one = report("a", incident(low=20, by="army"))

    assert evaluate(asked, picture(one)).level is None
    assert evaluate(asked, picture(one, report("b", incident(low=15, by="medics")))).level is Level.WATCH


def test_only_the_named_sources_count() -> None:
    asked = rule(levels={"watch": 10}, sources=("medics",))

    assert evaluate(asked, picture(report("a", incident(low=20, by="army")))).level is None


def test_kinds_count_by_happening() -> None:
    known = picture(
        report("a", incident(Kind.AIR_STRIKE, None, at="SY-ID/A"), incident(Kind.SHELLING, None, at="SY-ID/B"))
    )
    asked = rule(Measure.INCIDENTS, kinds=(Kind.AIR_STRIKE, Kind.SHELLING), levels={"watch": 2})

    assert evaluate(asked, known).level is Level.WATCH


@pytest.mark.parametrize("measure", [Measure.PEOPLE_KILLED, Measure.INCIDENTS, Measure.SOURCES, Measure.FIRST_MENTION])
def test_many_moments_at_once_give_the_same_numbers_as_one_by_one(measure: Measure) -> None:
    known = picture(
        *(
            report(f"{n}", incident(low=10 + n, at=f"SY-ID/{n % 5}", by=f"Source {n % 4}"), at=NOON + hours(7 * n))
            for n in range(30)
        ),
        after=220,
    )
    asked = rule(measure).conditions[0]
    moments = [int((NOON + hours(hour)).timestamp()) for hour in range(0, 220, 3)]

    numbers = values_at(asked, known, moments)

    assert numbers == [value_at(asked, known, at) for at in moments]
    assert len(set(numbers)) > 1


def test_a_rule_looks_at_provinces_unless_it_says_otherwise() -> None:
    country = RegionName(id=RegionId("SY"), name="Syria", country="SY")

    assert applies(Where(), SY_ID)
    assert not applies(Where(), country)
    assert applies(Where(levels=(PlaceLevel.COUNTRY,)), country)
    assert not applies(Where(countries=("SD",)), SY_ID)
    assert not applies(Where(not_in=("SY-ID",)), SY_ID)


def test_the_next_moment_is_when_the_first_step_leaves_a_window() -> None:
    known = picture(report("a", incident(low=20)), report("b", incident(low=20, at="SY-ID/B"), at=NOON + hours(5)))

    assert next_moment([rule()], [], known, None) == NOON + hours(48)
    assert next_moment([], [], known, None) is None
