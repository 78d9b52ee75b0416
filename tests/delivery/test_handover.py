"""What the next shift reads."""

from datetime import timedelta
from typing import Any

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.command import Command, CommandKind
from monitor.model.mute import Mute
from monitor.model.notification import (
    Acknowledgement,
    AlertLedger,
    Notice,
    NoticeState,
    NotifyReason,
    Verdict,
)
from monitor.text.messages.handover import as_markdown, as_page, as_plain, lay_handover
from monitor.text.messages.history import as_history, summary_line
from tests.delivery.changes import HOUR, NOON, change

SINCE = NOON - 8 * HOUR


def row(newest: AlertChange, **more: Any) -> AlertLedger:
    return AlertLedger(
        alert_id=newest.alert_id, region_id=newest.region_id, revision=newest.revision, change=newest, **more
    )


def text(*rows: AlertLedger, **more: Any) -> str:
    return as_plain(lay_handover(rows, SINCE, NOON + HOUR, **more))


def test_an_empty_shift_says_none_everywhere():
    assert text().count("none") == 7


def test_open_alerts_come_worst_first_with_who_has_them_in_hand():
    critical = row(
        change(alert_id="bbbb", level=Level.CRITICAL), acknowledged=Acknowledgement(by="ana", at=NOON, note="convoy")
    )
    said = text(row(change()), critical)
    assert said.index("#bbbb") < said.index("#a1f09c3e")
    assert "in hand: ana; convoy" in said
    assert "new; nobody has acknowledged it" in said


def test_retractions_mutes_failures_and_false_alarms_have_their_place():
    failed = Notice(
        revision=1, channel="ops-slack", reason=NotifyReason.STARTED, state=NoticeState.FAILED, decided_at=NOON,
        settled_at=NOON, answer="HTTP 503",
    )  # fmt: skip
    mute = Mute(by="ben", at=NOON, until=NOON + 3 * HOUR, reason="known convoy")
    said = text(
        row(
            change(ChangeReason.RETRACTED, 2, alert_id="cccc"),
            before=change(),
            verdict=Verdict.FALSE_ALARM,
            verdict_by="ana",
        ),
        row(change(alert_id="dddd"), mute=mute, notices=(failed,)),
        silent_sources=("Example Wire, 9 hours",),
    )
    assert "WITHDRAWN · West Darfur, Sudan: do not rely on our alert of 12:00 UTC" in said
    assert "until 15:00 UTC, ends within the shift, by ben: known convoy" in said
    assert "ops-slack did not take #dddd, revision 1 (HTTP 503)" in said
    assert "(by ana)" in said
    assert "Example Wire, 9 hours" in said


def test_what_was_over_before_the_shift_is_left_out():
    old = change(ChangeReason.ENDED, 2, changed_at=SINCE - timedelta(minutes=1))
    assert "OVER ·" not in text(row(old))


def test_markup_in_names_is_inert_in_markdown_and_html():
    hostile = row(change(region_name="[x](http://evil.example) <img src=x onerror=alert(1)>\n# y"))
    handover = lay_handover([hostile], SINCE, NOON)
    assert "\\[x\\]\\(hxxp://evil\\[.\\]example\\)" in as_markdown(handover)
    assert "<img" not in as_page(handover) + as_markdown(handover).replace("\\<", "")
    assert "\n# y" not in as_markdown(handover)


def test_the_history_of_an_alert_names_every_telling_and_every_word_said():
    taken = Notice(
        revision=1, channel="mail", reason=NotifyReason.STARTED, state=NoticeState.SENT, decided_at=NOON,
        settled_at=NOON, tries=3, answer="HTTP 200", may_be_repeat=True,
    )  # fmt: skip
    refused = taken.model_copy(update={"channel": "desk", "state": NoticeState.FAILED, "answer": "HTTP 404\n<b>"})
    said = Command(kind=CommandKind.ACKNOWLEDGE, alert_id="a", region_id="SD-DW", by="ana", at=NOON, note="on it")
    told = row(change(), notices=(taken, refused), told=("mail",), commands=(said,))
    history = as_history(told)
    assert "mail: revision 1 started: taken after 3 tries (HTTP 200), may have been a repeat" in history
    assert "desk: revision 1 started: REFUSED after 3 tries (HTTP 404 <b>)" in history
    assert "acknowledge by ana: on it" in history
    assert summary_line(told).endswith("#a1f09c3e; not acknowledged; did not reach desk")


def test_an_alert_told_to_nobody_says_so():
    assert summary_line(row(change(ChangeReason.PENDING))).endswith("told to nobody")
