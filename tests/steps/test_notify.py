"""Who is told what: the promises of design §6 and §7.3."""

from monitor.model.alert import AlertState, ChangeReason, Level
from monitor.model.notification import (
    NoticeState,
    NotifyReason,
    Outcome,
    SilenceReason,
)
from monitor.model.route import Route, Routes, Severity
from monitor.pipeline import announce_change
from tests.delivery.changes import NOON, change
from tests.steps.telling import MAIL, channels, reasons, routes, sent, tell


def test_a_new_alert_goes_to_every_channel_of_a_fitting_route():
    said = announce_change(change(), None, routes(), NOON)
    assert channels(said) == ["mail", "slack"]
    assert [notice.state for notice in said.ledger.notices] == [NoticeState.PENDING] * 2
    assert said.silences == ()


def test_a_tag_stands_for_its_channels():
    assert channels(announce_change(change(), None, routes(Route(name="r", channels=("desk",))), NOON)) == ["slack"]


def test_the_same_change_twice_is_harmless():
    first = announce_change(change(), None, routes(), NOON)
    again = announce_change(change(), first.ledger, routes(), NOON)
    assert again.ledger is first.ledger
    assert again.notifications == ()
    assert reasons(again) == [SilenceReason.ALREADY_DECIDED]


def test_an_older_revision_that_comes_late_says_nothing():
    later = tell(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), tell(change()).ledger)
    assert announce_change(change(), later.ledger, routes(), NOON).notifications == ()


def test_no_fitting_route_is_a_silence_that_says_why():
    said = announce_change(change(), None, routes(Route(name="north", channels=("mail",), regions=("SD-DN",))), NOON)
    assert reasons(said) == [SilenceReason.NO_ROUTE]
    assert "north: region SD-DW is not among SD-DN" in said.silences[0].says


def test_a_route_fits_by_level_country_kind_and_rule():
    assert Route(name="r", channels=(), at_least=Level.CRITICAL).misfit(change()) == "level warning is below critical"
    assert "country SD" in Route(name="r", channels=(), countries=("SY",)).misfit(change())
    assert "kind displacement" in Route(name="r", channels=(), kinds=("veto",)).misfit(change())
    assert "rule displacement-72h" in Route(name="r", channels=(), rules=("veto-aid",)).misfit(change())
    assert Route(name="r", channels=(), countries=("SD",), rules=("displacement-72h",)).misfit(change()) == ""


def test_a_last_route_keeps_later_ones_from_being_looked_at():
    both = routes(Route(name="a", channels=("pager",), last=True), Route(name="b", channels=("mail",)))
    assert channels(announce_change(change(), None, both, NOON)) == ["pager"]


def test_pending_tells_nobody():
    said = announce_change(change(ChangeReason.PENDING, state=AlertState.PENDING), None, routes(), NOON)
    assert (said.notifications, reasons(said)) == ((), [SilenceReason.PENDING])


def test_what_the_watcher_wants_silent_stays_silent_with_its_words():
    said = announce_change(change(silent_because="older than 24 h"), None, routes(), NOON)
    assert said.silences[0].says == "older than 24 h"
    assert said.notifications == ()


def test_a_retraction_goes_to_exactly_the_channels_that_got_the_alert():
    before = tell(change(), given=routes(Route(name="r", channels=("slack",)))).ledger
    said = announce_change(change(ChangeReason.RETRACTED, 2), before, routes(), NOON)
    assert channels(said) == ["slack"]
    assert said.notifications[0].reason is NotifyReason.RETRACTED


def test_a_retraction_skips_a_channel_that_refused_the_alert():
    said = announce_change(change(), None, routes(), NOON)
    after = sent(said.ledger, said.notifications[0], Outcome.FAILED).ledger
    after = sent(after, said.notifications[1]).ledger
    assert channels(announce_change(change(ChangeReason.RETRACTED, 2), after, routes(), NOON)) == ["slack"]


def test_a_retraction_also_goes_where_the_alert_may_have_arrived():
    said = announce_change(change(), None, routes(), NOON)
    after = sent(said.ledger, said.notifications[0], Outcome.AMBIGUOUS).ledger
    assert "mail" in channels(announce_change(change(ChangeReason.RETRACTED, 2), after, routes(), NOON))


def test_the_end_of_an_alert_that_nobody_heard_of_is_silence():
    quiet = announce_change(change(silent_because="older than 24 h"), None, routes(), NOON).ledger
    said = announce_change(change(ChangeReason.ENDED, 2), quiet, routes(), NOON)
    assert reasons(said) == [SilenceReason.NEVER_TOLD]


def test_a_route_may_not_want_to_hear_the_end_but_always_hears_retractions():
    shy = routes(Route(name="r", channels=("mail",), tell_end=False))
    before = tell(change(), given=shy).ledger
    assert reasons(announce_change(change(ChangeReason.ENDED, 2), before, shy, NOON)) == [SilenceReason.END_NOT_WANTED]
    assert channels(announce_change(change(ChangeReason.RETRACTED, 2), before, shy, NOON)) == ["mail"]


def test_a_rise_reaches_new_channels_and_those_that_knew():
    both = routes(
        Route(name="low", channels=("mail",)), Route(name="high", channels=("pager",), at_least=Level.CRITICAL)
    )
    before = tell(change(), given=both).ledger
    said = announce_change(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), before, both, NOON)
    assert channels(said) == ["mail", "pager"]


def test_a_channel_that_is_no_longer_set_up_is_a_counted_silence():
    before = tell(change()).ledger
    fewer = Routes(channels=(MAIL,), routes=(Route(name="all", channels=("mail",)),))
    said = announce_change(change(ChangeReason.RETRACTED, 2), before, fewer, NOON)
    assert (channels(said), reasons(said)) == (["mail"], [SilenceReason.CHANNEL_GONE])


def test_a_change_without_a_level_is_told_as_information():
    pending = tell(change()).ledger
    over = announce_change(change(ChangeReason.REVISED, 2, level=None, was_level=None), pending, routes(), NOON)
    assert {notification.severity for notification in over.notifications} == {Severity.INFO}


def test_a_route_may_see_a_level_as_more_urgent():
    loud = routes(Route(name="r", channels=("mail",), severity={Level.WARNING: Severity.FAILURE}))
    assert announce_change(change(), None, loud, NOON).notifications[0].severity is Severity.FAILURE
