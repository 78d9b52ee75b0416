"""Why an alert stands as it does, and why an article raised none."""

from monitor.knowledge.load import load_knowledge
from monitor.model.base import RegionId
from monitor.model.mention import Kind, Status
from monitor.model.region import RegionState
from monitor.model.report import Report
from monitor.pipeline import watch_region
from monitor.replay.why import alert_as_text, article_as_text, why_alert, why_not
from tests.builders_region import NOON, hours, incident, report

KNOWLEDGE = load_knowledge()


def watched(*found: Report) -> RegionState:
    state: RegionState | None = None
    for one in found:
        state, _ = watch_region(state, one, KNOWLEDGE)
    assert state is not None
    return state


def wave() -> RegionState:
    return watched(
        report("first", incident(Kind.DISPLACEMENT, 30_000, at="SY-ID", words="more than 30,000 people had fled")),
        report("copy", incident(Kind.DISPLACEMENT, 30_000, at="SY-ID"), at=NOON + hours(1)),
        report("update", incident(Kind.DISPLACEMENT, 45_000, at="SY-ID", words="45,000 have fled"), at=NOON + hours(2)),
        report("un", incident(Kind.DISPLACEMENT, 40_000, by="UN OCHA", at="SY-ID"), at=NOON + hours(3)),
        report("past", incident(Kind.KILLED, 300, status=Status.PAST), at=NOON + hours(4)),
        report("few", incident(Kind.KILLED, 4), at=NOON + hours(5)),
    )


def test_an_alert_is_traced_to_its_words() -> None:
    state = wave()
    alert = next(alert for alert in state.alerts if alert.rule == "displacement")

    why = why_alert(alert.alert_id, [state], KNOWLEDGE, NOON + hours(6))

    assert why is not None
    assert [(rise.amount, rise.article, rise.words) for rise in why.episodes[0].rises] == [
        (30_000, "first", "more than 30,000 people had fled"),
        (15_000, "update", "45,000 have fled"),
    ]
    assert "+15,000 2024-05-01 14:00 Observatory, update" in alert_as_text(why)


def test_an_unknown_alert_is_none() -> None:
    assert why_alert("0" * 16, [wave()], KNOWLEDGE, NOON) is None


def says(uri: str) -> str:
    return article_as_text(why_not(uri, {RegionId("SY-ID"): wave()}, KNOWLEDGE, NOON + hours(6)))


def test_a_copy_is_the_same_again() -> None:
    assert "the same again: Observatory told it 2024-05-01 12:00" in says("copy")


def test_a_new_version_counts_what_the_earlier_one_said() -> None:
    state = watched(
        report("story", incident(Kind.DISPLACEMENT, 30_000, at="SY-ID", words="30,000 fled")),
        report(
            "story", incident(Kind.DISPLACEMENT, 45_000, at="SY-ID", words="45,000 fled"), number=2, at=NOON + hours(1)
        ),
    )
    alert = next(alert for alert in state.alerts if alert.rule == "displacement")
    now = NOON + hours(2)

    effect = article_as_text(why_not("story", {RegionId("SY-ID"): state}, KNOWLEDGE, now))
    why = why_alert(alert.alert_id, [state], KNOWLEDGE, now)

    assert "the first to tell it: 45,000, 30,000 of it in an earlier version" in effect
    assert why is not None
    assert [(rise.amount, rise.words, rise.is_earlier) for rise in why.episodes[0].rises] == [
        (30_000, "", True),
        (15_000, "45,000 fled", False),
    ]
    assert "45,000, 1 source, 1 telling" in alert_as_text(why)


def test_a_figure_on_top_of_anothers_says_what_it_adds_to() -> None:
    assert "adds 15,000 to 30,000" in says("update")


def test_a_lower_figure_of_another_source_adds_nothing() -> None:
    assert "adds nothing: 45,000 stands for this episode" in says("un")


def test_background_is_not_remembered() -> None:
    assert "tells nothing new here" in says("past")


def test_a_small_toll_is_below_the_threshold() -> None:
    assert "killed: 4 people killed in 48 hours, below 10" in says("few")


def test_an_article_that_nobody_knows_says_so() -> None:
    assert "no region remembers this article" in says("nothing")
