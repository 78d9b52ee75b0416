"""What the next shift reads, and the whole life of one alert."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.command import Command, CommandKind
from monitor.model.mute import Matcher, Mute
from monitor.model.notification import Acknowledgement, AlertLedger, Notice, NoticeState, NotifyReason, Verdict
from monitor.text.messages.handover import HeldMute, Shift, lay_handover
from monitor.text.messages.handover_forms import as_markdown, as_page, as_plain
from monitor.text.messages.history import as_history, concern
from monitor.text.silences import SilentOutlet, silent_outlets
from tests.delivery.changes import HOUR, NOON, change
from tests.delivery.golden import FOLDER, HANDOVERS, handover_files

SINCE = NOON - 8 * HOUR


def row(newest: AlertChange, **more: Any) -> AlertLedger:
    return AlertLedger(
        alert_id=newest.alert_id, region_id=newest.region_id, revision=newest.revision, change=newest, **more
    )


def text(*changes: AlertChange, **more: Any) -> str:
    return as_plain(lay_handover(Shift(SINCE, NOON + HOUR, changes, **more)))


def section(said: str, title: str) -> str:
    return said.partition(f"\n{title}\n")[2].partition("\n\n")[0]


@pytest.mark.parametrize("name", sorted(handover_files()))
def test_handovers_read_as_they_did(name: str):
    assert handover_files()[name] == (FOLDER.parent / "golden_handover" / name).read_text(encoding="utf-8")


def test_an_empty_shift_says_none_everywhere():
    assert text().count("none") == 8


def test_open_alerts_come_worst_first_with_who_has_them_in_hand():
    critical, mild = change(alert_id="bbbb", level=Level.CRITICAL), change()
    seen = row(critical, told=("mail",), acknowledged=Acknowledgement(by="ana", at=NOON, note="convoy"))
    said = section(text(mild, critical, ledgers=(seen, row(mild, told=("mail",)))), "Open alerts")
    assert said.index("#bbbb") < said.index("#a1f09c3e")
    assert "in hand: ana; convoy" in said
    assert "new in this shift; nobody has acknowledged it" in said


def test_every_move_of_the_shift_is_told_and_not_only_the_last():
    moves = (
        change(changed_at=NOON - 2 * HOUR),
        change(ChangeReason.ROSE, 2, level=Level.CRITICAL, changed_at=NOON - HOUR),
        change(ChangeReason.FELL, 3, was_level=Level.CRITICAL),
    )
    said = section(text(*moves), "Started or moved")
    assert [said.index(at) for at in ("10:00 UTC", "11:00 UTC", "12:00 UTC")] == sorted(
        said.index(at) for at in ("10:00 UTC", "11:00 UTC", "12:00 UTC")
    )
    assert "CRITICAL, was warning" in said


def test_retractions_failures_and_false_alarms_have_their_place():
    failed = Notice(
        revision=1, channel="ops-slack", reason=NotifyReason.STARTED, state=NoticeState.FAILED, decided_at=NOON,
        settled_at=NOON, answer="HTTP 503",
    )  # fmt: skip
    started, gone = change(alert_id="cccc"), change(ChangeReason.RETRACTED, 2, alert_id="cccc")
    other = change(alert_id="dddd")
    said = text(
        started,
        gone,
        other,
        ledgers=(
            row(gone, before=started, verdict=Verdict.FALSE_ALARM, verdict_by="ana"),
            row(other, notices=(failed,)),
        ),
    )
    assert "do not rely on our alert of 12:00 UTC" in section(said, "Withdrawn: do not rely on these")
    assert "ops-slack did not take #dddd, revision 1\n  HTTP 503" in section(said, "Did not arrive")
    assert "by ana" in section(said, "Called false alarms")


def test_mutes_that_end_within_a_shift_come_first_and_say_so():
    soon = Mute(id="m1", by="ben", at=NOON, until=NOON + 3 * HOUR, reason="known convoy")
    late = soon.model_copy(update={"id": "m2", "until": NOON + 80 * HOUR, "reason": ""})
    over = soon.model_copy(update={"id": "m3", "until": NOON})
    mutes = (HeldMute(late, "rule=aid-veto"), HeldMute(soon, "region=SD-DW", 2), HeldMute(over, "region=XX"))
    assert section(text(mutes=mutes), "Muted").splitlines()[1:] == [
        "- region=SD-DW until 15:00 UTC, ENDS WITHIN A SHIFT",
        "  by ben: known convoy; 2 messages wait",
        "- rule=aid-veto until 4 May 20:00 UTC",
        "  by ben",
    ]


def test_a_muted_alert_is_named_in_full_and_says_so_where_it_is_open():
    mute = Mute(id="own", by="ben", at=NOON, until=NOON + 3 * HOUR, reason="known")
    wide = Mute(id="wide", by="ana", at=NOON, until=NOON + 5 * HOUR, matchers=(Matcher.model_validate(
        {"subject": "country", "value": "SD"}),))  # fmt: skip
    one, other = change(), change(alert_id="bbbb", region_id="XX-1", country="XX")
    said = text(
        one, other, mutes=(HeldMute(mute, "alert=a1f09c3e", alert_id=one.alert_id), HeldMute(wide, "country=SD"))
    )
    muted = " ".join(section(said, "Muted").split())
    assert "- WARNING · West Darfur, Sudan: People newly displaced" in muted
    assert "#a1f09c3e until 15:00 UTC" in muted
    assert section(said, "Open alerts").count("muted until 17:00 UTC") == 1


def test_what_was_over_before_the_shift_is_left_out():
    old = change(ChangeReason.ENDED, 2, changed_at=SINCE - timedelta(minutes=1))
    assert "OVER ·" not in text(old)


def test_alerts_that_nobody_was_told_of_are_counted_and_not_listed():
    old = [change(alert_id=f"old{number}", silent_because="older than 24 h") for number in range(30)]
    said = section(text(change(), *old), "Open alerts")
    assert "and 30 that nobody was told of" in said
    assert "#old1" not in said


def test_a_shift_of_a_thousand_changes_is_still_read():
    many = [change(alert_id=f"{number:08d}", changed_at=NOON) for number in range(1_000)]
    said = section(text(*many), "Started or moved")
    assert said.count("#") == 40
    assert "and 960 before these" in said
    still_open = section(text(*many), "Open alerts")
    assert still_open.count("#") == 100
    assert "and 900 milder or newer ones" in still_open


def test_markup_in_names_is_inert_in_markdown_and_html():
    hostile = change(region_name="[x](http://evil.example) <img src=x onerror=alert(1)>\n# y\n- z")
    handover = lay_handover(Shift(SINCE, NOON, (hostile,)))
    assert "\\[x\\]\\(hxxp://evil\\[.\\]example\\)" in as_markdown(handover)
    assert "<img" not in as_page(handover) + as_markdown(handover).replace("\\<", "")
    assert "\n# y" not in as_markdown(handover)
    assert "\n- z" not in as_markdown(handover)


def test_the_history_of_an_alert_names_every_change_telling_and_word_said():
    taken = Notice(
        revision=1, channel="mail", reason=NotifyReason.STARTED, state=NoticeState.SENT, decided_at=NOON,
        settled_at=NOON, tries=3, answer="HTTP 200", may_be_repeat=True,
    )  # fmt: skip
    refused = taken.model_copy(update={"channel": "desk", "state": NoticeState.FAILED, "answer": "HTTP 404\n<b>"})
    said = Command(kind=CommandKind.ACKNOWLEDGE, alert_id="a", region_id="SD-DW", by="ana", at=NOON, note="on it")
    told = row(change(), notices=(taken, refused), told=("mail",), commands=(said,))
    later = change(ChangeReason.REVISED, 2, changed_at=NOON + HOUR, silent_because="older than 24 h")
    history = as_history((change(), later), told)
    assert "2024-05-01 12:00 UTC  revision 1, started: WARNING" in history
    assert "2024-05-01 13:00 UTC  revision 2, revised: WARNING" in history
    assert "(nobody was told: older than 24 h)" in history
    assert "mail: revision 1 started: taken after 3 tries (HTTP 200), may have been a repeat" in history
    assert "desk: revision 1 started: REFUSED after 3 tries (HTTP 404 <b>)" in history
    assert "acknowledge by ana: on it" in history
    assert concern(told) == "not acknowledged; did not reach desk"


def test_an_alert_without_a_ledger_has_a_history_all_the_same():
    assert "Told\n- nothing" in as_history((change(),), None)
    assert concern(None) == ""
    assert concern(row(change(ChangeReason.PENDING))) == "told to nobody"


def test_an_outlet_is_silent_when_it_is_so_for_twice_as_long_as_ever_before():
    hourly = [("Northwire", NOON - hours * HOUR) for hours in range(10, 20)]
    nightly = [("Daily", NOON - hours * HOUR) for hours in (10, 22, 34, 46, 58, 70)]
    rare = [("Weekly", NOON - hours * HOUR) for hours in (90, 160)]
    assert silent_outlets([*hourly, *nightly, *rare], NOON) == (SilentOutlet("Northwire", NOON - 10 * HOUR, HOUR),)
    assert silent_outlets(hourly, NOON - 5 * HOUR) == ()


def test_every_handover_of_the_golden_files_has_something_to_say():
    assert all("UTC" in as_plain(lay_handover(shift)) for shift in HANDOVERS.values())
