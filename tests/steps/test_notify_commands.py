"""Acknowledge, mute, false alarm; and the signed links that carry them."""

import base64
from datetime import timedelta
from typing import Any

import pytest

from monitor.model.alert import ChangeReason, Level
from monitor.model.command import Command, CommandKind, Offer
from monitor.model.notification import AlertLedger, CommandAnswer, NoticeState, Verdict
from monitor.model.route import Channel, Route, Routes
from monitor.pipeline import announce_change
from monitor.steps.notify import apply_command, overdue
from monitor.text.signed_links import BadTokenError, read_offer, sign_offer
from tests.delivery.changes import HOUR, NOON, change

ROUTES = Routes(channels=(Channel(name="mail"),), routes=(Route(name="r", channels=("mail",), repeat_every=HOUR),))
KEY, OLD_KEY = b"k" * 32, b"o" * 32


def told() -> AlertLedger:
    ledger = announce_change(change(), None, ROUTES, NOON).ledger
    sent = tuple(notice.model_copy(update={"state": NoticeState.SENT}) for notice in ledger.notices)
    return ledger.model_copy(update={"notices": sent})


def command(kind: CommandKind, **more: Any) -> Command:
    facts: dict[str, Any] = {"kind": kind, "alert_id": "a1f09c3e77d2", "region_id": "SD-DW", "by": "ana", "at": NOON}
    return Command(**(facts | more))


def test_an_acknowledgement_ends_repeats():
    answer = apply_command(told(), command(CommandKind.ACKNOWLEDGE, note="on it"), NOON)
    assert answer.is_accepted
    assert answer.ledger is not None
    assert answer.ledger.acknowledged is not None
    assert (answer.ledger.acknowledged.by, answer.ledger.acknowledged.level) == ("ana", Level.WARNING)
    assert overdue(answer.ledger, ROUTES, NOON + 5 * HOUR).notifications == ()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (CommandKind.ACKNOWLEDGE, "ana has had it in hand since 2024-05-01 12:00 UTC."),
        (CommandKind.MUTE, "It takes the place of ana's mute until 2024-05-01 20:00 UTC."),
        (CommandKind.FALSE_ALARM, "ana had called it a false alarm."),
    ],
)
def test_who_says_the_same_after_another_hears_of_it(kind: CommandKind, says: str) -> None:
    def said(ledger: AlertLedger | None, by: str, hours: int) -> CommandAnswer:
        return apply_command(ledger, command(kind, by=by, note="noise", until=NOON + hours * HOUR), NOON)

    first = said(told(), "ana", 8)

    assert said(first.ledger, "bo", 1).says.endswith(says)
    assert "ana" not in first.says + said(first.ledger, "ana", 1).says


def test_the_same_command_twice_changes_nothing():
    once = apply_command(told(), command(CommandKind.ACKNOWLEDGE), NOON).ledger
    assert apply_command(once, command(CommandKind.ACKNOWLEDGE), NOON + HOUR).ledger is once


def test_what_is_over_cannot_be_acknowledged():
    over = announce_change(change(ChangeReason.ENDED, 2), told(), ROUTES, NOON).ledger
    answer = apply_command(over, command(CommandKind.ACKNOWLEDGE), NOON)
    assert (answer.is_accepted, answer.ledger) == (False, over)


def test_an_unknown_alert_and_a_nameless_person_are_refused():
    assert not apply_command(None, command(CommandKind.ACKNOWLEDGE), NOON).is_accepted
    assert not apply_command(told(), command(CommandKind.ACKNOWLEDGE, by=" "), NOON).is_accepted


def test_a_mute_needs_an_end_and_a_reason():
    mute = CommandKind.MUTE
    assert "until when" in apply_command(told(), command(mute, note="noise"), NOON).says
    assert "until when" in apply_command(told(), command(mute, note="noise", until=NOON), NOON).says
    assert "30 days" in apply_command(told(), command(mute, note="noise", until=NOON + 1000 * HOUR), NOON).says
    assert "why" in apply_command(told(), command(mute, until=NOON + HOUR), NOON).says
    accepted = apply_command(told(), command(mute, note="noise", until=NOON + HOUR), NOON)
    assert accepted.says == "Muted until 2024-05-01 13:00 UTC. It still speaks above warning."


def test_unmuting_lets_out_what_was_held():
    muted = apply_command(told(), command(CommandKind.MUTE, note="noise", until=NOON + 9 * HOUR), NOON).ledger
    held = announce_change(change(ChangeReason.REVISED, 2), muted, ROUTES, NOON).ledger
    assert overdue(held, ROUTES, NOON + HOUR).notifications == ()
    answer = apply_command(held, command(CommandKind.UNMUTE), NOON + HOUR)
    assert "held back: 1" in answer.says
    assert answer.ledger is not None
    assert [n.revision for n in overdue(answer.ledger, ROUTES, NOON + HOUR).notifications] == [2]
    assert not apply_command(told(), command(CommandKind.UNMUTE), NOON).is_accepted


def test_a_false_alarm_is_kept_and_ends_repeats():
    answer = apply_command(told(), command(CommandKind.FALSE_ALARM, note="old video"), NOON)
    assert answer.ledger is not None
    assert (answer.ledger.verdict, answer.ledger.verdict_by) == (Verdict.FALSE_ALARM, "ana")
    assert overdue(answer.ledger, ROUTES, NOON + 5 * HOUR).notifications == ()
    other = apply_command(answer.ledger, command(CommandKind.RIGHT, by="ben"), NOON).ledger
    assert other is not None
    assert (other.verdict, len(other.commands)) == (Verdict.RIGHT, 2)


def test_what_rises_above_a_false_alarm_is_repeated_again():
    judged = apply_command(told(), command(CommandKind.FALSE_ALARM, note="old video"), NOON).ledger
    said = announce_change(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), judged, ROUTES, NOON)
    notices = tuple(notice.model_copy(update={"state": NoticeState.SENT}) for notice in said.ledger.notices)
    again = overdue(said.ledger.model_copy(update={"notices": notices}), ROUTES, NOON + 2 * HOUR)
    assert [(n.revision, n.reason) for n in again.notifications] == [(2, "repeated")]


def repeats_after(level: Level, ledger: AlertLedger | None, revision: int) -> int:
    """Of the alert at this level, told and not acknowledged."""
    said = announce_change(change(ChangeReason.ROSE, revision, level=level), ledger, ROUTES, NOON)
    notices = tuple(notice.model_copy(update={"state": NoticeState.SENT}) for notice in said.ledger.notices)
    return len(overdue(said.ledger.model_copy(update={"notices": notices}), ROUTES, NOON + 2 * HOUR).notifications)


def test_the_link_of_an_older_message_does_not_lower_what_was_judged():
    ledger: AlertLedger | None = told()
    for by, level in (("ana", Level.CRITICAL), ("ben", Level.WARNING)):
        answer = apply_command(ledger, command(CommandKind.FALSE_ALARM, by=by, level=level, note="old video"), NOON)
        ledger = answer.ledger
    assert repeats_after(Level.CRITICAL, ledger, 2) == 0


def test_what_is_called_false_when_it_is_over_is_repeated_when_it_comes_again_worse():
    over = announce_change(change(ChangeReason.ENDED, 2), told(), ROUTES, NOON).ledger
    judged = apply_command(over, command(CommandKind.FALSE_ALARM, note="old video"), NOON).ledger
    assert repeats_after(Level.WARNING, judged, 3) == 0
    assert repeats_after(Level.CRITICAL, judged, 3) == 1


@pytest.mark.parametrize("reason", [ChangeReason.RETRACTED, ChangeReason.ENDED])
def test_that_a_false_alarm_is_over_is_tried_again_where_no_channel_took_it(reason: ChangeReason) -> None:
    judged = apply_command(told(), command(CommandKind.FALSE_ALARM, note="old video"), NOON).ledger
    said = announce_change(change(reason, 2), judged, ROUTES, NOON).ledger
    first, last = said.notices
    failed = last.model_copy(update={"state": NoticeState.FAILED})
    again = overdue(said.model_copy(update={"notices": (first, failed)}), ROUTES, NOON + HOUR)
    assert [(n.revision, n.reason) for n in again.notifications] == [(2, reason.value)]


def test_a_false_alarm_says_why():
    assert not apply_command(told(), command(CommandKind.FALSE_ALARM), NOON).is_accepted


def test_an_acknowledgement_of_an_older_level_is_refused():
    rose = announce_change(change(ChangeReason.ROSE, 2, level=Level.CRITICAL), told(), ROUTES, NOON).ledger
    answer = apply_command(rose, command(CommandKind.ACKNOWLEDGE, level=Level.WARNING), NOON)
    assert (answer.is_accepted, answer.ledger) == (False, rose)
    assert "risen to critical" in answer.says


def test_a_command_older_than_all_that_is_kept_is_not_obeyed_again():
    ledger: AlertLedger | None = told()
    for minute in range(30):
        ledger = apply_command(ledger, command(CommandKind.RIGHT, at=NOON + timedelta(minutes=minute)), NOON).ledger
    assert apply_command(ledger, command(CommandKind.RIGHT, at=NOON), NOON).ledger is ledger


def test_a_command_of_another_region_is_refused():
    assert not apply_command(told(), command(CommandKind.ACKNOWLEDGE, region_id="SD-KA"), NOON).is_accepted


def test_the_history_of_commands_is_bounded():
    ledger: AlertLedger | None = told()
    for minute in range(50):
        ledger = apply_command(ledger, command(CommandKind.RIGHT, at=NOON + timedelta(minutes=minute)), NOON).ledger
    assert ledger is not None
    assert len(ledger.commands) == 20


OFFER = Offer(alert_id="a1f09c3e77d2", region_id="SD-DW", channel="mail", expires_at=NOON + HOUR)


def test_a_signed_link_is_read_as_it_was_made_until_it_expires():
    token = sign_offer(OFFER, KEY)
    assert read_offer(token, [KEY], NOON) == OFFER
    assert read_offer(token, [OLD_KEY, KEY], NOON) == OFFER
    with pytest.raises(BadTokenError, match="expired at 2024-05-01 13:00"):
        read_offer(token, [KEY], NOON + HOUR)


def test_a_link_changed_in_any_letter_is_refused():
    token = sign_offer(OFFER, KEY)
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        changed = token[:at] + other + token[at + 1 :]
        if changed.split(".")[0] == token.split(".")[0] and _bytes(changed) == _bytes(token):
            continue  # The last letter of a base64 text has spare bits.
        with pytest.raises(BadTokenError):
            read_offer(changed, [KEY], NOON)


def _bytes(token: str) -> bytes:
    part = token.partition(".")[2]
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return b""


@pytest.mark.parametrize("token", ["", ".", "a.b", "é.é", "x" * 5000, "e30.", "e30.AAAA"])
def test_rubbish_is_refused_in_words(token: str):
    with pytest.raises(BadTokenError):
        read_offer(token, [KEY], NOON)


def test_another_key_and_a_short_key_open_nothing():
    with pytest.raises(BadTokenError):
        read_offer(sign_offer(OFFER, KEY), [OLD_KEY, b""], NOON)
    with pytest.raises(ValueError, match="at least 16"):
        sign_offer(OFFER, b"short")
