"""`monitor alerts` and `monitor handover` on a running monitor, as programs and people meet them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from monitor.commands.alerts import Asked, show_alerts
from monitor.commands.handover import show_handover
from monitor.errors import MonitorError
from monitor.model.alert import AlertChange, ChangeReason
from monitor.stream.carry import home
from monitor.stream.codec import encode
from monitor.text.messages.forms import AlertForm, HandoverForm
from tests.delivery.changes import change
from tests.delivery.test_standards import ATOM, CAP
from tests.stream.conftest import Live

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def put(live: Live, *said: AlertChange) -> None:
    for one in said:
        live.put(live.topics.alerts.name, b"SD-DW", encode(one), home(b"SD-DW", live.settings.partitions))


@pytest.fixture
def life(live: Live) -> Live:
    put(
        live,
        change(alert_id="duty-1", changed_at=NOW - 3 * HOUR, started_at=NOW - 3 * HOUR),
        change(ChangeReason.ROSE, 2, alert_id="duty-1", changed_at=NOW - HOUR, started_at=NOW - 3 * HOUR),
        change(alert_id="duty-2", changed_at=NOW - 2 * HOUR, silent_because="older than 24 h"),
    )
    return live


def said(live: Live, capsys: pytest.CaptureFixture[str], **asked: object) -> str:
    capsys.readouterr()
    show_alerts(live.settings, Asked(**asked), now=NOW)  # type: ignore[arg-type]  # only what each test names
    return capsys.readouterr().out


def test_an_alert_has_its_whole_life(life: Live, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(life, capsys, alert_id="duty-1")

    assert "revision 1, started: WARNING · West Darfur" in text
    assert "revision 2, rose: WARNING" in text
    assert "\nTold\n" in text


def test_a_program_gets_one_object_with_every_change(life: Live, capsys: pytest.CaptureFixture[str]) -> None:
    whole = json.loads(said(life, capsys, alert_id="duty-1", form=AlertForm.JSON))

    assert [one["revision"] for one in whole["changes"]] == [1, 2]
    assert whole["alert_id"] == "duty-1"


def test_cap_and_atom_on_standard_output_are_valid(life: Live, capsys: pytest.CaptureFixture[str]) -> None:
    cap = etree.fromstring(said(life, capsys, alert_id="duty-1", form=AlertForm.CAP).encode())
    CAP.assertValid(cap)
    assert cap.findtext("{*}msgType") == "Update"
    first = etree.fromstring(said(life, capsys, alert_id="duty-1", form=AlertForm.CAP, revision=1).encode())
    assert first.findtext("{*}msgType") == "Alert"
    ATOM.assertValid(etree.fromstring(said(life, capsys, form=AlertForm.ATOM).encode()))


def test_what_cannot_be_answered_is_one_clear_sentence(life: Live, capsys: pytest.CaptureFixture[str]) -> None:
    for asked, says in (
        (Asked(form=AlertForm.CAP), "monitor alerts ID --format cap"),
        (Asked("nothing"), "no alert begins with 'nothing'"),
        (Asked("duty-"), "2 alerts begin with 'duty-'"),
        (Asked("duty-2", form=AlertForm.CAP), r"nobody was told of this alert \(older than 24 h\)"),
        (Asked("duty-1", form=AlertForm.CAP, revision=7), "there are: 1, 2"),
    ):
        with pytest.raises(MonitorError, match=says):
            show_alerts(life.settings, asked, now=NOW)


def test_a_handover_of_a_running_monitor(life: Live, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    show_handover(life.settings, since=2 * HOUR, form=HandoverForm.TEXT, archives=[], now=NOW)
    text = capsys.readouterr().out

    assert "#duty-1" in text.partition("Withdrawn")[0]
    assert "#duty-2" not in text


def test_a_handover_of_an_archive_ends_with_its_last_article(
    live: Live, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive.jsonl"
    fields = {
        "uri": "urn:archive:1",
        "published_at": "2024-05-01T11:00:00Z",
        "source": "Northwire",
        "language": "en",
        "headline": "Thousands flee Mweso",
        "body": "GOMA - Some 9,000 people fled Mweso in Congo's North Kivu province on Tuesday, OCHA said.",
    }
    archive.write_text(json.dumps(fields) + "\n")

    capsys.readouterr()
    show_handover(live.settings, since=8 * HOUR, form=HandoverForm.MARKDOWN, archives=[archive], now=NOW)
    assert "# Handover, 1 May 03:00 to 1 May 11:00 UTC" in capsys.readouterr().out
