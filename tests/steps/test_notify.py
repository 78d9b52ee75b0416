"""Who is told what: the promises of design §6 and §7.3."""

from datetime import time, timedelta
from typing import Any

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.mute import Mute
from monitor.model.notification import (
    Acknowledgement,
    AlertLedger,
    Announcement,
    DeliveryResult,
    NoticeState,
    Notification,
    NotifyReason,
    Outcome,
    SilenceReason,
)
from monitor.model.route import Channel, Format, QuietHours, Route, Routes, Severity
from monitor.pipeline import announce_change
from monitor.steps.notify import overdue, record_delivery
from monitor.steps.notify.book import with_notice
from tests.delivery.changes import HOUR, NOON, change, quote

MAIL = Channel(name="mail", format=Format.MAIL)
SLACK = Channel(name="slack", format=Format.SLACK, tags=("desk",))
PAGER = Channel(name="pager", format=Format.SHORT)


def routes(*given: Route, **more: Any) -> Routes:
    return Routes(
        channels=(MAIL, SLACK, PAGER), routes=given or (Route(name="all", channels=("mail", "slack")),), **more
    )


def sent(ledger: AlertLedger, notification: Notification, outcome: Outcome = Outcome.SENT, **more: Any) -> Announcement:
    result = DeliveryResult(
        alert_id=notification.alert_id,
        revision=notification.revision,
        channel=notification.channel,
        turn=notification.turn,
        region_id=notification.region_id,
        outcome=outcome,
        tries=1,
        at=NOON,
        answer="HTTP 500",
    )
    return record_delivery(ledger, result, more.get("routes", routes()), NOON)


def tell(found: AlertChange, ledger: AlertLedger | None = None, given: Routes | None = None) -> Announcement:
    """Announced, and everything accepted."""
    said = announce_change(found, ledger, given or routes(), found.changed_at)
    after = said.ledger
    for notification in said.notifications:
        after = sent(after, notification).ledger
    return Announcement(after, said.notifications, said.silences)


def channels(said: Announcement) -> list[str]:
    return [notification.channel for notification in said.notifications]


def reasons(said: Announcement) -> list[SilenceReason]:
    return [silence.reason for silence in said.silences]


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


NIGHT = QuietHours(start=time(22), end=time(6))
SLEEPY = routes(Route(name="r", channels=("mail",), quiet_hours=NIGHT))
LATE = NOON + 11 * HOUR


def test_quiet_hours_hold_a_warning_until_they_end():
    said = announce_change(change(), None, SLEEPY, LATE)
    assert (said.notifications, reasons(said)) == ((), [SilenceReason.QUIET_HOURS])
    assert overdue(said.ledger, SLEEPY, LATE + 6 * HOUR).notifications == ()
    assert channels(overdue(said.ledger, SLEEPY, LATE + 7 * HOUR)) == ["mail"]


def test_a_critical_alert_breaks_through_quiet_hours():
    assert channels(announce_change(change(level=Level.CRITICAL), None, SLEEPY, LATE)) == ["mail"]


def test_what_is_withdrawn_while_held_is_never_sent():
    held = announce_change(change(), None, SLEEPY, LATE).ledger
    said = announce_change(change(ChangeReason.RETRACTED, 2), held, SLEEPY, LATE + HOUR)
    assert (said.notifications, reasons(said)) == ((), [SilenceReason.WITHDRAWN_UNSENT])
    assert overdue(said.ledger, SLEEPY, LATE + 8 * HOUR).notifications == ()


def test_a_revision_while_held_speaks_in_place_of_the_first():
    held = announce_change(change(), None, SLEEPY, LATE).ledger
    said = announce_change(change(ChangeReason.REVISED, 2), held, SLEEPY, LATE + HOUR)
    due = overdue(said.ledger, SLEEPY, LATE + 8 * HOUR)
    assert [(n.channel, n.revision) for n in due.notifications] == [("mail", 2)]
    assert reasons(said) == [SilenceReason.QUIET_HOURS, SilenceReason.SUPERSEDED]
    assert [(n.state, n.superseded_by) for n in said.ledger.notices][:1] == [(NoticeState.SUPERSEDED, 2)]


def test_quiet_hours_know_their_zone_and_midnight():
    assert NIGHT.end_of(NOON) is None
    assert NIGHT.end_of(NOON + 14 * HOUR) == NOON + 18 * HOUR
    day = QuietHours(start=time(11), end=time(13))
    assert day.end_of(NOON) == NOON + HOUR
    assert QuietHours(start=time(22), end=time(6), zone="Asia/Tokyo").end_of(NOON + 2 * HOUR) == NOON + 9 * HOUR


def test_what_was_pending_when_the_worker_died_is_posted_again_and_marked():
    said = announce_change(change(), None, routes(), NOON)
    again = overdue(said.ledger, routes(), NOON, grace=timedelta(0))
    assert channels(again) == ["mail", "slack"]
    assert all(notification.may_be_repeat for notification in again.notifications)
    assert [n.id for n in again.notifications] == [n.id for n in said.notifications]


def test_what_is_under_way_is_left_alone():
    said = announce_change(change(), None, routes(), NOON)
    assert overdue(said.ledger, routes(), NOON + timedelta(minutes=5)).notifications == ()


def test_what_was_sent_is_never_posted_again():
    assert overdue(tell(change()).ledger, routes(), NOON + 100 * HOUR, grace=timedelta(0)).notifications == ()


def test_a_result_twice_changes_nothing_and_sent_is_never_taken_back():
    said = announce_change(change(), None, routes(), NOON)
    once = sent(said.ledger, said.notifications[0])
    assert sent(once.ledger, said.notifications[0]).ledger is once.ledger
    assert sent(once.ledger, said.notifications[0], Outcome.FAILED).ledger is once.ledger


def test_a_result_about_something_unknown_changes_nothing():
    said = announce_change(change(), None, routes(), NOON)
    stranger = said.notifications[0].model_copy(update={"revision": 9})
    assert sent(said.ledger, stranger).ledger is said.ledger


def test_a_channel_that_took_nothing_is_told_on_the_fallback_once():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    failed = sent(said.ledger, said.notifications[1], Outcome.FAILED, routes=backed)
    assert [(n.channel, n.reason) for n in failed.notifications] == [("pager", NotifyReason.UNDELIVERED)]
    assert "slack" in failed.notifications[0].message.body
    assert sent(failed.ledger, said.notifications[1], Outcome.FAILED, routes=backed).notifications == ()


def test_a_fallback_that_fails_has_no_fallback_but_a_silence():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    failed = sent(said.ledger, said.notifications[1], Outcome.FAILED, routes=backed)
    again = sent(failed.ledger, failed.notifications[0], Outcome.FAILED, routes=backed)
    assert (again.notifications, reasons(again)) == ((), [SilenceReason.NO_FALLBACK])


def test_a_retraction_reaches_the_fallback_that_heard_instead():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    after = sent(said.ledger, said.notifications[0]).ledger
    failed = sent(after, said.notifications[1], Outcome.FAILED, routes=backed)
    after = sent(failed.ledger, failed.notifications[0], routes=backed).ledger
    taken_back = announce_change(change(ChangeReason.RETRACTED, 2), after, backed, NOON)
    assert sorted(channels(taken_back)) == ["mail", "pager"]


NAGGING = routes(Route(name="r", channels=("mail",), repeat_every=HOUR))


def test_an_alert_is_said_again_until_somebody_acknowledges():
    ledger = tell(change(), given=NAGGING).ledger
    assert overdue(ledger, NAGGING, NOON + timedelta(minutes=59)).notifications == ()
    once = overdue(ledger, NAGGING, NOON + HOUR)
    assert [(n.reason, n.turn) for n in once.notifications] == [(NotifyReason.REPEATED, "repeat 2")]
    ledger = sent(once.ledger, once.notifications[0]).ledger
    assert overdue(ledger, NAGGING, NOON + timedelta(minutes=90)).notifications == ()
    assert overdue(ledger, NAGGING, NOON + 2 * HOUR).notifications[0].turn == "repeat 3"
    seen = ledger.model_copy(update={"acknowledged": Acknowledgement(by="ana", at=NOON)})
    assert overdue(seen, NAGGING, NOON + 9 * HOUR).notifications == ()


def test_an_acknowledgement_ends_where_the_alert_worsens():
    ledger = tell(change(), given=NAGGING).ledger
    seen = ledger.model_copy(update={"acknowledged": Acknowledgement(by="ana", at=NOON)})
    assert tell(change(ChangeReason.REVISED, 2), seen, NAGGING).ledger.acknowledged is not None
    assert tell(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), seen, NAGGING).ledger.acknowledged is None


def test_an_ended_alert_is_not_said_again():
    ledger = tell(change(ChangeReason.ENDED, 2), tell(change(), given=NAGGING).ledger, NAGGING).ledger
    assert overdue(ledger, NAGGING, NOON + 9 * HOUR).notifications == ()
    assert not ledger.is_open


def test_a_mute_holds_until_its_end_but_a_worse_level_and_a_retraction_pass():
    mute = Mute(by="ana", at=NOON, until=NOON + 3 * HOUR, level=Level.WARNING)
    muted = tell(change()).ledger.model_copy(update={"mute": mute})
    revised = announce_change(change(ChangeReason.REVISED, 2), muted, routes(), NOON)
    assert reasons(revised) == [SilenceReason.MUTED, SilenceReason.MUTED]
    assert channels(overdue(revised.ledger, routes(), NOON + 3 * HOUR)) == ["mail", "slack"]
    worse = change(ChangeReason.ROSE, 2, level=Level.CRITICAL)
    assert channels(announce_change(worse, muted, routes(), NOON)) == ["mail", "slack"]
    assert channels(announce_change(change(ChangeReason.RETRACTED, 2), muted, routes(), NOON)) == ["mail", "slack"]


def test_a_row_stays_small_and_never_forgets_who_was_told():
    ledger = tell(change()).ledger
    only_mail = routes(Route(name="m", channels=("mail",)))
    for revision in range(2, 200):
        ledger = tell(change(ChangeReason.REVISED, revision), ledger, only_mail).ledger
    assert len(ledger.notices) <= 64
    assert set(ledger.told) == {"mail", "slack"}
    assert ledger.unsettled == ()


def test_a_dead_channel_does_not_make_the_row_grow():
    ledger = announce_change(change(), None, routes(), NOON).ledger
    for revision in range(2, 60):
        ledger = announce_change(change(ChangeReason.REVISED, revision), ledger, routes(), NOON).ledger
    assert len(ledger.unsettled) <= 8
    assert len(ledger.notices) <= 64
    assert len(overdue(ledger, routes(), NOON, grace=timedelta(0)).notifications) <= 18


def test_of_a_channel_far_behind_the_row_names_what_speaks_for_each_that_was_given_up_and_counts_it():
    ledger, silences = announce_change(change(), None, routes(), NOON).ledger, []
    for revision in range(2, 13):
        said = announce_change(change(ChangeReason.REVISED, revision), ledger, routes(), NOON)
        ledger = said.ledger
        silences += [silence for silence in said.silences if silence.reason is SilenceReason.SUPERSEDED]
    posted = {(n.channel, n.revision) for n in overdue(ledger, routes(), NOON, grace=timedelta(0)).notifications}
    given_up = [notice for notice in ledger.notices if notice.state is NoticeState.SUPERSEDED]

    assert {(notice.channel, notice.revision) for notice in given_up} == {
        (channel, revision) for channel in ("mail", "slack") for revision in (1, 2, 3)
    }
    assert len(silences) == len(given_up)
    for notice in given_up:
        newer = notice.superseded_by
        while (notice.channel, newer) not in posted:
            newer = next(n.superseded_by for n in given_up if (n.channel, n.revision) == (notice.channel, newer))
        assert newer > notice.revision


def test_what_waits_alone_on_its_channel_is_not_given_up_for_what_waits_on_another():
    ledger = announce_change(change(), None, routes(), NOON).ledger
    first = next(notice for notice in ledger.notices if notice.channel == "mail")
    for revision in range(2, 20):
        ledger = with_notice(ledger, first.model_copy(update={"revision": revision}))
    assert [n.revision for n in ledger.notices if n.channel == "slack" and n.state is NoticeState.PENDING] == [1]
    assert [n.revision for n in ledger.notices if n.channel == "mail" and n.state is NoticeState.PENDING] == [
        *range(11, 20)
    ]


def test_the_longest_change_leaves_a_small_row():
    long = "x" * 20_000
    told = change(quotes=(quote(text=long, headline=long),) * 12, sources=("s" * 80,) * 500, because=long)
    ledger = announce_change(told, None, routes(), NOON).ledger
    for revision in range(2, 12):
        revised = told.model_copy(update={"revision": revision, "reason": ChangeReason.REVISED})
        ledger = announce_change(revised, ledger, routes(), NOON).ledger
    assert len(ledger.model_dump_json()) < 120_000


def test_what_waits_for_a_channel_that_is_gone_is_told_on_the_fallback():
    said = announce_change(change(), None, routes(), NOON)
    fewer = Routes(channels=(MAIL, PAGER), routes=(Route(name="all", channels=("mail",)),), fallback="pager")
    left = overdue(said.ledger, fewer, NOON, grace=timedelta(0))
    assert channels(left) == ["mail", "pager"]
    assert "slack" in left.notifications[1].message.body
    assert [notice.state for notice in left.ledger.notices if notice.channel == "slack"] == [NoticeState.FAILED]
    assert channels(overdue(left.ledger, fewer, NOON)) == []


def test_what_waits_for_a_channel_that_is_gone_is_a_counted_silence_where_there_is_no_fallback():
    said = announce_change(change(), None, routes(), NOON)
    fewer = Routes(channels=(MAIL,), routes=(Route(name="all", channels=("mail",)),))
    left = overdue(said.ledger, fewer, NOON, grace=timedelta(0))
    assert (channels(left), reasons(left)) == (["mail"], [SilenceReason.NO_FALLBACK])
    sent_all = tell(change(), given=NAGGING).ledger
    assert overdue(sent_all, Routes(), NOON + 9 * HOUR).notifications == ()


def test_where_every_channel_that_heard_is_gone_a_retraction_goes_where_the_routes_lead_now():
    heard = tell(change()).ledger
    renamed = Routes(channels=(PAGER,), routes=(Route(name="new", channels=("pager",)),))
    said = announce_change(change(ChangeReason.RETRACTED, 2), heard, renamed, NOON)
    assert channels(said) == ["pager"]
    assert reasons(said) == [SilenceReason.CHANNEL_GONE] * 2


def test_an_alert_is_said_again_though_its_route_was_given_another_name():
    heard = tell(change(), given=NAGGING).ledger
    (nagging,) = NAGGING.routes
    renamed = NAGGING.model_copy(update={"routes": (nagging.model_copy(update={"name": "other"}),)})
    assert (
        channels(overdue(heard, renamed, NOON + 9 * HOUR)) == channels(overdue(heard, NAGGING, NOON + 9 * HOUR)) != []
    )


def test_a_repeat_waits_for_the_end_of_quiet_hours_unless_it_is_critical():
    sleepy = routes(Route(name="r", channels=("mail",), repeat_every=HOUR, quiet_hours=NIGHT))
    ledger = tell(change(), given=sleepy).ledger
    assert overdue(ledger, sleepy, LATE).notifications == ()
    assert channels(overdue(ledger, sleepy, LATE + 8 * HOUR)) == ["mail"]
    worse = tell(change(level=Level.CRITICAL), given=sleepy).ledger
    assert channels(overdue(worse, sleepy, LATE)) == ["mail"]


def test_an_answer_that_changes_its_mind_calls_the_fallback_once():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    once = sent(said.ledger, said.notifications[1], Outcome.AMBIGUOUS, routes=backed)
    again = sent(once.ledger, said.notifications[1], Outcome.FAILED, routes=backed)
    assert (channels(once), channels(again)) == (["pager"], [])


def test_a_change_without_a_level_is_told_as_information():
    pending = tell(change()).ledger
    over = announce_change(change(ChangeReason.REVISED, 2, level=None, was_level=None), pending, routes(), NOON)
    assert {notification.severity for notification in over.notifications} == {Severity.INFO}


def test_a_route_may_see_a_level_as_more_urgent():
    loud = routes(Route(name="r", channels=("mail",), severity={Level.WARNING: Severity.FAILURE}))
    assert announce_change(change(), None, loud, NOON).notifications[0].severity is Severity.FAILURE
