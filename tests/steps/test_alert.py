"""The life of an alert, and that every field of its changes is filled."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from monitor.knowledge.load import load_knowledge
from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.figure import Unit
from monitor.model.knowledge import Knowledge
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import Report, Tick
from monitor.model.rule import AlertRule, Condition, Measure
from monitor.pipeline import watch_region
from tests.builders_region import NOON, hours, incident, report

KNOWLEDGE = load_knowledge()


def watched(*messages: Report | Tick, knowledge: Knowledge = KNOWLEDGE) -> tuple[RegionState, list[AlertChange]]:
    state: RegionState | None = None
    changes: list[AlertChange] = []
    for message in messages:
        state, found = watch_region(state, message, knowledge)
        changes += found
    assert state is not None
    return state, changes


WAVE = report(
    "afp-1",
    incident(Kind.DISPLACEMENT, 30_000, by="Syrian Observatory", at="SY-ID", words="more than 30,000 people had fled"),
    headline="Families flee",
    url="https://example.org/1",
)


def test_a_start_fills_every_field() -> None:
    _, (change,) = watched(WAVE)

    assert (change.rule, change.region_id, change.region_name, change.country_name) == (
        "displacement",
        "SY-ID",
        "Idlib",
        "Syria",
    )
    assert (change.state, change.was_state, change.level, change.was_level, change.reason, change.revision) == (
        AlertState.FIRING,
        AlertState.QUIET,
        Level.CRITICAL,
        None,
        ChangeReason.STARTED,
        1,
    )
    assert (change.changed_at, change.started_at, change.evidence_at) == (NOON, NOON, NOON)
    assert (change.sources, change.articles, change.silent_because) == (("Syrian Observatory",), ("afp-1",), "")
    assert (change.numbers[0].value, change.numbers[0].threshold, change.numbers[0].window_seconds) == (
        30_000,
        25_000,
        259_200,
    )
    quote = change.quotes[0]
    assert (quote.text, quote.headline, quote.url, quote.outlet, quote.place) == (
        "more than 30,000 people had fled",
        "Families flee",
        "https://example.org/1",
        "AFP",
        "SY-ID",
    )
    assert change.rule_version
    assert change.knowledge_version
    assert change.kinds == (Kind.DISPLACEMENT,)


def test_a_quote_has_its_whole_sentence() -> None:
    told = {"before": "In Idlib ", "words": "30,000 people fled", "after": " on Monday, a monitor said."}
    _, (change,) = watched(report("afp-1", incident(Kind.DISPLACEMENT, 30_000, by="Monitor", at="SY-ID", **told)))

    (quote,) = change.quotes
    assert (quote.before, quote.text, quote.after) == tuple(told.values())


def test_the_id_is_the_same_on_another_machine() -> None:
    assert watched(WAVE)[1][0].alert_id == watched(WAVE)[1][0].alert_id


def test_other_evidence_is_another_alert() -> None:
    other = WAVE.model_copy(update={"uri": "afp-2"})

    assert watched(WAVE)[1][0].alert_id != watched(other)[1][0].alert_id


def test_the_id_is_that_of_the_last_straw_in_whatever_order_the_straws_come() -> None:
    straws = [
        report(
            f"town-{number}",
            incident(Kind.DISPLACEMENT, low, by="Monitor", at=f"SY-ID/Town-{number}"),
            at=NOON + hours(5),
            told_at=NOON + hours(number),
        )
        for number, low in enumerate([200, 300, 1_000, 10])
    ]

    changes = [change for order in permutations(straws) for change in watched(*order)[1]]

    assert len({change.alert_id for change in changes if change.rule == "displacement"}) == 1


def test_an_alert_whose_evidence_comes_back_after_weeks_counts_on() -> None:
    """A ledger that knows the id would take revision 1 for a repeat, and nobody would be told."""
    condition = Condition(measure=Measure.PEOPLE_DISPLACED, within=timedelta(days=30), at_least=1_000)
    rule = AlertRule(name="month", all=(condition,), max_age=timedelta(days=30))
    kill = report("afp-1", number=2, at=NOON + hours(1), is_retracted=True)
    again = WAVE.model_copy(
        update={
            "edition": WAVE.edition.model_copy(update={"number": 3, "arrived_at": NOON + hours(24 * 9)}),
            "arrived_at": NOON + hours(24 * 9),
        }
    )

    _, changes = watched(WAVE, kill, Tick(at=NOON + hours(24 * 8)), again, knowledge=replace(KNOWLEDGE, rules=(rule,)))

    assert [change.revision for change in changes] == [1, 2, 3]
    assert len({change.alert_id for change in changes}) == 1


def test_revisions_count_up_under_one_id() -> None:
    more = report("b", incident(Kind.DISPLACEMENT, 45_000, by="UN OCHA", at="SY-ID"), at=NOON + hours(1))
    kills = [report(uri, number=9, at=NOON + hours(2), is_retracted=True) for uri in ("afp-1", "b")]

    _, changes = watched(WAVE, more, *kills)

    assert [(change.revision, change.reason) for change in changes] == [
        (1, ChangeReason.STARTED),
        (2, ChangeReason.REVISED),
        (3, ChangeReason.RETRACTED),
    ]
    assert len({change.alert_id for change in changes}) == 1


def test_a_revision_says_what_is_different() -> None:
    more = report("b", incident(Kind.DISPLACEMENT, 45_000, by="UN OCHA", at="SY-ID"), at=NOON + hours(1))

    _, (_, revised) = watched(WAVE, more)

    assert revised.since_last == "30,000 → 45,000; now also UN OCHA"
    assert revised.numbers[0].was == 30_000


def test_a_retraction_names_what_was_withdrawn() -> None:
    kill = report("afp-1", number=9, at=NOON + hours(2), is_retracted=True)

    _, (_, retracted) = watched(WAVE, kill)

    assert (retracted.articles, retracted.sources) == (("afp-1",), ("Syrian Observatory",))
    assert retracted.because.startswith("the evidence was withdrawn or corrected: 0 people newly displaced")
    assert retracted.silent_because == ""


def test_households_are_quoted_as_the_text_counts_them() -> None:
    families = report("a", incident(Kind.DISPLACEMENT, 400, at="SY-ID", unit=Unit.HOUSEHOLDS))

    _, (change,) = watched(families)

    figure = change.quotes[0].figure
    assert figure is not None
    assert (figure.low, figure.unit, change.numbers[0].value) == (400, Unit.HOUSEHOLDS, 2_000)


def test_a_tick_ends_what_nothing_new_keeps_alive() -> None:
    _, (_, ended) = watched(WAVE, Tick(at=NOON + hours(71)), Tick(at=NOON + hours(72)))

    assert (ended.reason, ended.state, ended.changed_at) == (
        ChangeReason.ENDED,
        AlertState.QUIET,
        NOON + hours(72),
    )


def test_a_clock_never_goes_back() -> None:
    state, _ = watched(WAVE, Tick(at=NOON + hours(5)), Tick(at=NOON + hours(1)))

    assert state.clock == NOON + hours(5)


def test_an_alert_that_comes_back_on_the_same_evidence_counts_on() -> None:
    """Id and revision name one message: the same pair twice would be taken for a repeat and not be sent."""
    kill = report("afp-1", number=2, at=NOON + hours(1), is_retracted=True)
    again = WAVE.model_copy(update={"edition": WAVE.edition.model_copy(update={"number": 3})})

    _, changes = watched(WAVE, kill, again)

    assert [(change.alert_id == changes[0].alert_id, change.revision) for change in changes] == [
        (True, 1),
        (True, 2),
        (True, 3),
    ]


def test_a_region_that_waits_for_nothing_needs_no_tick() -> None:
    state, _ = watched(report("a", incident(low=3)))

    assert state.wakes_at is None


def test_a_firing_alert_says_when_it_must_be_looked_at() -> None:
    state, _ = watched(WAVE)

    assert state.wakes_at == NOON + hours(72)


def test_a_source_in_capitals_is_no_new_source() -> None:
    shouted = report("a", incident(low=30, by="LOCAL CHIEF"))
    written = report("b", incident(low=60, by="local chief"), at=NOON + hours(1))

    _, changes = watched(shouted, written)

    mine = [change for change in changes if change.rule == "killed"]
    assert [change.sources for change in mine] == [("LOCAL CHIEF",), ("local chief",)]
    assert "chief" not in mine[-1].since_last.lower()


def test_a_crowd_of_sources_is_named_in_part() -> None:
    crowd = [
        report(f"story-{number}", incident(low=30 + number, by=f"witness {number}"), at=NOON + hours(number / 100))
        for number in range(60)
    ]

    state, changes = watched(*crowd)

    assert max(len(change.sources) for change in changes) == 24
    assert max(len(alert.sources) for alert in state.alerts) == 24
    assert "no longer" not in changes[-1].since_last
