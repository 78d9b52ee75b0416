"""Mutes by matchers: what they hold, what breaks through, and what is said when they end."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.model.alert import ChangeReason, Level
from monitor.model.command import COMMAND_MESSAGE, WideMute, WideUnmute
from monitor.model.mention import Kind
from monitor.model.mute import Matcher, Mute, MuteBook, Operator, Subject
from monitor.model.notification import AlertLedger, NoticeState, SilenceReason
from monitor.model.route import Channel, Format, QuietHours, Route, Routes
from monitor.pipeline import announce_change
from monitor.steps.notify import apply_mute, overdue
from monitor.text.messages import as_digest
from tests.delivery.changes import HOUR, NOON, change

ROUTES = Routes(channels=(Channel(name="mail"),), routes=(Route(name="r", channels=("mail",), repeat_every=HOUR),))
DARFUR = Matcher(subject=Subject.REGION, value="SD-DW")


def mute(*matchers: Matcher, **more: Any) -> Mute:
    facts: dict[str, Any] = {
        "id": "m-1",
        "matchers": matchers or (DARFUR,),
        "by": "ana",
        "at": NOON,
        "until": NOON + 3 * HOUR,
        "reason": "known convoy",
        "level": Level.WARNING,
    }
    return Mute(**(facts | more))


def held() -> AlertLedger:
    return announce_change(change(), None, ROUTES, NOON, (mute(),)).ledger


@pytest.mark.parametrize(
    ("subject", "operator", "value", "fits"),
    [
        ("region", "=", "SD-DW", True),
        ("region", "=", "SD", False),
        ("region", "=~", "SD-.*", True),
        ("region", "=~", "SD", False),
        ("region", "!~", "SD-.*", False),
        ("country", "=", "SD", True),
        ("country", "!=", "SD", False),
        ("kind", "=", "displacement", True),
        ("kind", "!=", "killed", True),
        ("kind", "=~", "displacement|killed", True),
        ("rule", "=~", ".*-72h", True),
        ("alert", "=", "a1f09c3e77d2", True),
    ],
)
def test_a_matcher_looks_at_the_whole_value(subject: Subject, operator: Operator, value: str, fits: bool):
    assert Matcher(subject=subject, operator=operator, value=value).fits(change()) is fits


def test_an_alert_of_several_kinds_escapes_only_where_none_fits():
    two = change(kinds=(Kind.KILLED, Kind.INJURED))
    assert Matcher(subject=Subject.KIND, value="injured").fits(two)
    assert not Matcher(subject=Subject.KIND, operator=Operator.IS_NOT, value="injured").fits(two)


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|aa)*", ".*.*.*.*", r"(.)\1", "(?=a)", "[", "a{2}b{2}c{2}d{2}"])
def test_a_pattern_that_could_take_for_ever_is_refused(pattern: str):
    with pytest.raises(ValidationError):
        Matcher(subject=Subject.RULE, operator=Operator.MATCHES, value=pattern)


def test_all_matchers_must_fit():
    other = Matcher(subject=Subject.RULE, value="aid-veto")
    assert announce_change(change(), None, ROUTES, NOON, (mute(DARFUR, other),)).notifications != ()
    assert announce_change(change(), None, ROUTES, NOON, (mute(DARFUR),)).notifications == ()


def test_what_is_muted_is_held_and_counted():
    said = announce_change(change(), None, ROUTES, NOON, (mute(),))
    assert [(n.state, n.held_by, n.due_at) for n in said.ledger.notices] == [(NoticeState.HELD, "m-1", NOON + 3 * HOUR)]
    assert [silence.reason for silence in said.silences] == [SilenceReason.MUTED]


def test_a_level_above_the_mute_breaks_through():
    critical = change(ChangeReason.ROSE, 2, level=Level.CRITICAL)
    assert [n.revision for n in announce_change(critical, held(), ROUTES, NOON, (mute(),)).notifications] == [2]
    everything = (mute(level=Level.CRITICAL),)
    assert announce_change(critical, held(), ROUTES, NOON, everything).notifications == ()


def test_a_muted_alert_is_not_repeated():
    told = announce_change(change(), None, ROUTES, NOON).ledger
    sent = told.model_copy(
        update={"notices": tuple(n.model_copy(update={"state": NoticeState.SENT}) for n in told.notices)}
    )
    assert overdue(sent, ROUTES, NOON + 2 * HOUR, mutes=(mute(),)).notifications == ()
    assert overdue(sent, ROUTES, NOON + 4 * HOUR, mutes=(mute(),)).notifications != ()


def test_when_it_ends_what_it_held_goes_out_and_says_why_it_waited():
    assert overdue(held(), ROUTES, NOON + 2 * HOUR, mutes=(mute(),)).notifications == ()
    (late,) = overdue(held(), ROUTES, NOON + 3 * HOUR, mutes=(mute(),)).notifications
    assert "Held back until 15:00 UTC by a mute (region=SD-DW, by ana: known convoy)." in late.message.body
    assert late.bundle == "Mute over: region=SD-DW, by ana: known convoy"


def test_several_held_by_one_mute_are_one_digest_under_its_name():
    late = overdue(held(), ROUTES, NOON + 3 * HOUR, mutes=(mute(),)).notifications[0]
    digest = as_digest([late, late.model_copy(update={"alert_id": "other"})])
    assert digest.message.body.startswith("Mute over: region=SD-DW, by ana: known convoy; it held back 2 alerts\n")


def test_what_came_and_went_while_muted_is_told_when_the_mute_ends():
    over = announce_change(change(ChangeReason.ENDED, 2), held(), ROUTES, NOON + HOUR, (mute(),))
    assert over.notifications == ()
    (late,) = overdue(over.ledger, ROUTES, NOON + 3 * HOUR, mutes=(mute(),)).notifications
    assert late.line.startswith("OVER")
    assert "It held back 2 messages about it." in late.message.body


def test_a_retraction_passes_a_mute_where_the_alarm_was_told():
    told = announce_change(change(), None, ROUTES, NOON).ledger
    back = announce_change(change(ChangeReason.RETRACTED, 2), told, ROUTES, NOON + HOUR, (mute(),))
    assert [n.revision for n in back.notifications] == [2]


def test_quiet_hours_that_began_meanwhile_hold_what_the_mute_let_go():
    quiet = QuietHours(start=(NOON + 2 * HOUR).time(), end=(NOON + 8 * HOUR).time())
    route = Route(name="r", channels=("mail",), quiet_hours=quiet)
    routes = ROUTES.model_copy(update={"routes": (route,)})
    kept = overdue(held(), routes, NOON + 3 * HOUR, mutes=(mute(),))
    assert kept.notifications == ()
    (late,) = overdue(kept.ledger, routes, NOON + 8 * HOUR, mutes=(mute(),)).notifications
    assert late.bundle


def book(*mutes: Mute) -> MuteBook:
    return MuteBook(mutes=mutes)


def test_the_same_mute_twice_is_one():
    once = apply_mute(book(), WideMute(mute=mute()), NOON).book
    assert apply_mute(once, WideMute(mute=mute()), NOON).book == once == book(mute())


def test_a_mute_ended_early_lets_go_and_is_not_begun_again():
    ended = apply_mute(book(mute()), WideUnmute(mute_id="m-1", by="ben", at=NOON), NOON + HOUR)
    assert ended.is_accepted
    assert overdue(held(), ROUTES, NOON + HOUR, mutes=ended.book.mutes).notifications != ()
    again = apply_mute(ended.book, WideMute(mute=mute()), NOON + HOUR)
    assert again.book == ended.book
    assert ended.book.mutes[0].ended_by == "ben"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"by": " "}, "who"),
        ({"reason": ""}, "why"),
        ({"until": NOON}, "until when"),
        ({"until": NOON + timedelta(days=31)}, "30 days"),
        ({"id": ""}, "what to mute"),
    ],
)
def test_a_mute_that_says_too_little_is_refused(change: dict[str, Any], says: str):
    answer = apply_mute(book(), WideMute(mute=mute(**change)), NOON)
    assert (answer.is_accepted, answer.book) == (False, book())
    assert says in answer.says


def test_an_unknown_mute_cannot_be_ended():
    assert not apply_mute(book(), WideUnmute(mute_id="m-9", by="ben", at=NOON), NOON).is_accepted


def test_mutes_that_are_long_over_are_let_go():
    old = mute(id="m-0", at=NOON - 400 * HOUR, until=NOON - 300 * HOUR)
    assert apply_mute(book(old), WideMute(mute=mute()), NOON).book == book(mute())


def test_commands_are_told_apart_by_their_type():
    order = WideMute(mute=mute())
    assert COMMAND_MESSAGE.validate_json(order.model_dump_json()) == order


def test_what_people_wrote_is_inert_and_bounded_in_every_format():
    evil = mute(by="<!channel>", reason="<script>alert(1)</script> @everyone http://evil.example")
    for form in Format:
        routes = ROUTES.model_copy(update={"channels": (Channel(name="mail", format=form),)})
        row = announce_change(change(), None, routes, NOON, (evil,)).ledger
        (late,) = overdue(row, routes, NOON + 3 * HOUR, mutes=(evil,)).notifications
        digest = as_digest([late, late.model_copy(update={"alert_id": "other"})])
        for message in (late.message, digest.message):
            words = message.html + (message.body if form is Format.SLACK else "")
            assert "<script" not in words
            assert "<!channel>" not in words
            assert "http://evil" not in f"{message.subject}{message.body}{message.html}"
    with pytest.raises(ValidationError):
        mute(reason="x" * 501)
    with pytest.raises(ValidationError):
        mute(*[DARFUR] * 21)
