"""When somebody is told: quiet hours, mutes of one alert, and what is said again until somebody acknowledges."""

from datetime import time, timedelta

from monitor.model.alert import ChangeReason, Level
from monitor.model.mute import Mute
from monitor.model.notification import (
    Acknowledgement,
    NoticeState,
    NotifyReason,
    Outcome,
    SilenceReason,
)
from monitor.model.route import QuietHours, Route
from monitor.pipeline import announce_change
from monitor.steps.notify import overdue
from tests.delivery.changes import HOUR, NOON, change
from tests.steps.telling import channels, reasons, routes, sent, tell

NIGHT = QuietHours(start=time(22), end=time(6))
SLEEPY = routes(Route(name="r", channels=("mail",), quiet_hours=NIGHT))
LATE = NOON + 11 * HOUR
NAGGING = routes(Route(name="r", channels=("mail",), repeat_every=HOUR))


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


def test_what_no_channel_took_is_tried_again_and_not_repeated_beside_it():
    ledger = tell(change(), given=NAGGING).ledger
    late = NOON + 2 * HOUR
    rose = announce_change(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), ledger, NAGGING, late)
    ledger = sent(rose.ledger, rose.notifications[0], Outcome.FAILED, now=late).ledger
    for minutes in (1, 7, 8, 14, 21):
        said = overdue(ledger, NAGGING, late + timedelta(minutes=minutes))
        assert [n.turn for n in said.notifications] == ([""] if minutes % 7 == 0 else [])
        ledger = said.ledger
        for notification in said.notifications:
            ledger = sent(ledger, notification, Outcome.FAILED, now=late + timedelta(minutes=minutes)).ledger


def test_a_repeat_that_failed_is_not_posted_twice_at_once():
    ledger = tell(change(), given=NAGGING).ledger
    rose = announce_change(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), ledger, NAGGING, NOON)
    failed = tuple(notice.model_copy(update={"state": NoticeState.FAILED}) for notice in rose.ledger.notices[1:])
    repeat = failed[0].model_copy(update={"turn": "repeat 2", "reason": NotifyReason.REPEATED})
    ledger = rose.ledger.model_copy(update={"notices": (rose.ledger.notices[0], *failed, repeat)})
    assert [n.turn for n in overdue(ledger, NAGGING, NOON + 2 * HOUR).notifications] == [""]


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
