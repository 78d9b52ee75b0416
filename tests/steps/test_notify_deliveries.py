"""What follows from what became of a message: again, the fallback, a channel that is gone; and how long a row may grow."""

from datetime import datetime, timedelta

import pytest

from monitor.model.alert import ChangeReason
from monitor.model.mute import Mute
from monitor.model.notification import (
    Acknowledgement,
    AlertLedger,
    Announcement,
    NoticeState,
    NotifyReason,
    Outcome,
    SilenceReason,
)
from monitor.model.route import Route, Routes
from monitor.pipeline import announce_change
from monitor.steps.notify import overdue
from monitor.steps.notify.book import with_notice
from tests.delivery.changes import HOUR, NOON, change, quote
from tests.steps.telling import MAIL, PAGER, channels, reasons, routes, sent, tell

NAGGING = routes(Route(name="r", channels=("mail",), repeat_every=HOUR))


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


BACKED = routes(Route(name="s", channels=("slack",)), fallback="pager")
SOON = timedelta(minutes=6)


def unheard(reason: ChangeReason = ChangeReason.STARTED, ledger: AlertLedger | None = None) -> AlertLedger:
    """A change that neither its channel nor the fallback took."""
    said = announce_change(change(reason, ledger.revision + 1 if ledger else 1), ledger, BACKED, NOON)
    failed = sent(said.ledger, said.notifications[0], Outcome.FAILED, routes=BACKED)
    return sent(failed.ledger, failed.notifications[0], Outcome.FAILED, routes=BACKED).ledger


@pytest.mark.parametrize("reason", [ChangeReason.ROSE, ChangeReason.RETRACTED])
def test_what_no_channel_took_is_tried_again_until_one_takes_it(reason: ChangeReason):
    for ledger in (unheard(), unheard(reason, tell(change(), None, BACKED).ledger)):
        assert overdue(ledger, BACKED, NOON + timedelta(minutes=4)).notifications == ()
        again = overdue(ledger, BACKED, NOON + SOON)
        assert (channels(again), again.notifications[0].may_be_repeat) == (["slack"], False)
        heard = sent(again.ledger, again.notifications[0], routes=BACKED).ledger
        assert overdue(heard, BACKED, NOON + 9 * HOUR).notifications == ()


def test_what_no_channel_took_goes_to_the_fallback_again_where_its_channel_is_still_dead():
    again = overdue(unheard(), BACKED, NOON + SOON)
    failed = sent(again.ledger, again.notifications[0], Outcome.FAILED, routes=BACKED)
    assert channels(failed) == ["pager"]
    heard = sent(failed.ledger, failed.notifications[0], routes=BACKED).ledger
    assert overdue(heard, BACKED, NOON + 9 * HOUR).notifications == ()


def test_news_of_an_alert_that_no_channel_took_goes_where_it_should_have_gone():
    said = announce_change(change(ChangeReason.REVISED, 2), unheard(), BACKED, NOON)
    assert channels(said) == ["slack"]
    over = announce_change(change(ChangeReason.ENDED, 2), unheard(), BACKED, NOON)
    assert (channels(over), reasons(over)) == ([], [SilenceReason.NEVER_TOLD])


def test_what_no_channel_took_is_not_tried_for_ever_nor_where_somebody_knows():
    given_up = overdue(unheard(ChangeReason.RETRACTED, tell(change(), None, BACKED).ledger), BACKED, NOON + 24 * HOUR)
    assert (given_up.notifications, given_up.ledger.is_open) == ((), False)
    known = Acknowledgement(by="ana", at=NOON)
    assert not overdue(unheard().model_copy(update={"acknowledged": known}), BACKED, NOON + HOUR).notifications


def test_the_day_of_what_no_channel_took_begins_when_it_first_failed():
    mute = Mute(id="m", by="ana", at=NOON, until=NOON + 72 * HOUR)
    held = announce_change(change(), None, BACKED, NOON, (mute,)).ledger
    late = NOON + 72 * HOUR
    ledger = refused(overdue(held, BACKED, late), late)
    again = overdue(ledger, BACKED, late + SOON)
    assert channels(again) == ["slack"]
    ledger = refused(again, late + SOON)
    assert channels(overdue(ledger, BACKED, late + 23 * HOUR)) == ["slack"]
    assert channels(overdue(ledger, BACKED, late + 24 * HOUR)) == []


def refused(said: Announcement, now: datetime) -> AlertLedger:
    """No channel took it, nor any fallback."""
    ledger = said.ledger
    for notification in said.notifications:
        ledger = refused(sent(ledger, notification, Outcome.FAILED, routes=BACKED, now=now), now)
    return ledger


def test_what_is_given_up_is_counted_and_the_next_change_goes_where_it_should_have_gone():
    given_up = overdue(unheard(), BACKED, NOON + 24 * HOUR)
    assert reasons(given_up) == [SilenceReason.NOBODY_TOOK_IT]
    assert reasons(overdue(given_up.ledger, BACKED, NOON + 25 * HOUR)) == []
    news = announce_change(change(ChangeReason.REVISED, 2), given_up.ledger, BACKED, NOON + 26 * HOUR)
    assert channels(news) == ["slack"]
    over = announce_change(change(ChangeReason.ENDED, 2), given_up.ledger, BACKED, NOON + 26 * HOUR)
    assert (channels(over), reasons(over)) == ([], [SilenceReason.NEVER_TOLD])


def test_a_retraction_reaches_the_fallback_that_heard_instead():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    after = sent(said.ledger, said.notifications[0]).ledger
    failed = sent(after, said.notifications[1], Outcome.FAILED, routes=backed)
    after = sent(failed.ledger, failed.notifications[0], routes=backed).ledger
    taken_back = announce_change(change(ChangeReason.RETRACTED, 2), after, backed, NOON)
    assert sorted(channels(taken_back)) == ["mail", "pager"]


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


def test_what_no_channel_took_goes_where_the_routes_lead_now_if_its_channel_is_gone():
    renamed = Routes(channels=(PAGER,), routes=(Route(name="new", channels=("pager",)),))
    said = announce_change(change(), None, BACKED, NOON)
    failed = sent(said.ledger, said.notifications[0], Outcome.FAILED, routes=routes()).ledger
    again = overdue(failed, renamed, NOON + SOON)
    assert (channels(again), reasons(again)) == (["pager"], [])
    failed = sent(again.ledger, again.notifications[0], Outcome.FAILED, routes=renamed).ledger
    assert channels(overdue(failed, renamed, NOON + 2 * SOON)) == ["pager"]
    heard = sent(again.ledger, again.notifications[0], routes=renamed).ledger
    assert overdue(heard, renamed, NOON + 9 * HOUR).notifications == ()


def test_an_answer_that_changes_its_mind_calls_the_fallback_once():
    backed = routes(fallback="pager")
    said = announce_change(change(), None, backed, NOON)
    once = sent(said.ledger, said.notifications[1], Outcome.AMBIGUOUS, routes=backed)
    again = sent(once.ledger, said.notifications[1], Outcome.FAILED, routes=backed)
    assert (channels(once), channels(again)) == (["pager"], [])
