"""Links in messages: opening one changes nothing, its button works once, and every other case is told in words."""

import http.client
import socket
import struct
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from monitor.errors import BrokerError
from monitor.metrics import Metrics
from monitor.model.alert import ChangeReason, Level
from monitor.model.command import Command, CommandKind, Offer
from monitor.model.link import Links
from monitor.model.notification import AlertLedger
from monitor.model.route import Channel, Route, Routes
from monitor.pipeline import announce_change
from monitor.settings import load_settings
from monitor.steps.notify import apply_command
from monitor.stream.health import HealthServer
from monitor.stream.link_desk import LinkDesk
from monitor.stream.vitals import Vitals
from monitor.text.signed_links import sign_offer
from tests.delivery.changes import HOUR, NOON, change, quote

KEY = "k" * 32
LINKS = Links(base_url="https://monitor.example/", key=SecretStr(KEY), valid_for=8 * HOUR)
ROUTES = Routes(channels=(Channel(name="mail"),), routes=(Route(name="r", channels=("mail",)),), links=LINKS)
OFFER = Offer(
    alert_id="a1f09c3e77d2", region_id="SD-DW", channel="mail", level=Level.WARNING, expires_at=NOON + 8 * HOUR
)
TOKEN = sign_offer(OFFER, KEY.encode())
ACK = {"kind": "acknowledge", "name": "ana"}


class Behind:
    """A worker that obeys at once, or does not."""

    def __init__(self, **facts: object) -> None:
        self.row: AlertLedger | None = announce_change(change(**facts), None, ROUTES, NOON).ledger
        self.told: list[Command] = []
        self.obeys = True
        self.now = NOON
        keys = (SecretStr("new" * 10), SecretStr(KEY))
        self.desk = LinkDesk(keys, lambda offer: self.row, self._tell, now=lambda: self.now, patience_seconds=0.3)

    def _tell(self, command: Command) -> None:
        self.told.append(command)
        if self.obeys:
            self.row = apply_command(self.row, command, NOON).ledger


def test_opening_a_link_however_often_changes_nothing():
    behind = Behind()
    before = behind.row
    pages = [behind.desk.show(TOKEN) for _ in range(3)]
    assert [page.status for page in pages] == [200, 200, 200]
    assert (behind.row, behind.told) == (before, [])
    assert "Nobody has acknowledged it." in pages[0].html
    assert '<form method="post">' in pages[0].html


def test_its_button_acknowledges_once():
    behind = Behind()
    done = behind.desk.act(TOKEN, ACK)
    assert (done.status, "Acknowledged" in done.html) == (200, True)
    assert behind.row
    assert behind.row.acknowledged
    assert behind.row.acknowledged.by == "ana (link to mail)"
    again = behind.desk.act(TOKEN, {"kind": "acknowledge", "name": "ben"})
    assert (again.status, "This link was used" in again.html, len(behind.told)) == (410, True, 1)
    assert "This link was used." in behind.desk.show(TOKEN).html


def test_of_two_who_press_at_once_only_the_first_is_told_that_it_is_done():
    behind = Behind()
    obey = behind.desk._tell

    def overtaken(command: Command) -> None:
        obey(command.model_copy(update={"by": "ben (link to mail)"}))
        obey(command)

    behind.desk._tell = overtaken
    late = behind.desk.act(TOKEN, ACK)
    assert (late.status, "This link was used" in late.html) == (410, True)
    assert behind.row
    assert behind.row.acknowledged
    assert behind.row.acknowledged.by == "ben (link to mail)"


def test_the_same_link_can_mute_and_call_false_each_with_a_reason():
    behind = Behind()
    assert behind.desk.act(TOKEN, {"kind": "mute", "span": "1h"}).status == 409
    assert behind.desk.act(TOKEN, {"kind": "mute", "span": "1h", "note": "convoy"}).status == 200
    assert behind.desk.act(TOKEN, {"kind": "false_alarm", "note": "old video"}).status == 200
    assert [(said.kind, said.until) for said in behind.told] == [
        (CommandKind.MUTE, NOON + HOUR),
        (CommandKind.FALSE_ALARM, None),
    ]


def test_expired_and_forged_links_are_told_apart_and_do_nothing():
    behind = Behind()
    forged = sign_offer(OFFER, b"x" * 32)
    behind.now = NOON + 9 * HOUR
    for page, status, says in (
        (behind.desk.show(TOKEN), 410, "expired at 2024-05-01 20:00 UTC"),
        (behind.desk.act(TOKEN, ACK), 410, "expired"),
        (behind.desk.show(forged), 403, "was not made here"),
        (behind.desk.act(forged, ACK), 403, "was not made here"),
        (behind.desk.act("", ACK), 403, "was not made here"),
    ):
        assert (page.status, says in page.html) == (status, True)
    assert behind.told == []


def test_a_link_from_before_the_alert_rose_does_not_acknowledge_the_worse():
    behind = Behind(level=Level.CRITICAL)
    page = behind.desk.act(TOKEN, ACK)
    assert (page.status, "risen to critical" in page.html, behind.told) == (409, True, [])


def test_what_is_over_says_so_and_has_no_button_to_acknowledge():
    behind = Behind()
    behind.row = announce_change(change(ChangeReason.ENDED, 2), behind.row, ROUTES, NOON).ledger
    page = behind.desk.show(TOKEN).html
    assert "It is over; there is nothing to acknowledge." in page
    assert 'value="acknowledge"' not in page


def test_where_no_worker_obeys_in_time_it_says_that_it_is_passed_on():
    behind = Behind()
    behind.obeys = False
    page = behind.desk.act(TOKEN, ACK)
    assert (page.status, "takes effect when a worker reads it" in page.html) == (202, True)


def test_where_kafka_is_away_nothing_was_done():
    def refuse(_command: Command) -> None:
        raise BrokerError("no answer")

    desk = LinkDesk((SecretStr(KEY),), lambda offer: None, refuse, now=lambda: NOON)
    assert desk.show(TOKEN).status == 200
    page = desk.act(TOKEN, ACK)
    assert (page.status, "Nothing was done" in page.html) == (503, True)


def test_whatever_anybody_wrote_is_escaped():
    evil = "<script>alert(1)</script>\"'&"
    behind = Behind(region_name=evil, rule_title=evil, because=evil, quotes=(quote(text=evil, headline=evil),))
    behind.desk.act(TOKEN, {"kind": "false_alarm", "name": evil, "note": evil})
    page = behind.desk.show(TOKEN).html
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in behind.desk.act(TOKEN, {"kind": evil}).html


def test_a_message_carries_its_link_while_there_is_something_to_acknowledge():
    said = announce_change(change(), None, ROUTES, NOON)
    assert f"Acknowledge: https://monitor.example/link/{TOKEN}" in said.notifications[0].message.body
    over = announce_change(change(ChangeReason.ENDED, 2), said.ledger, ROUTES, NOON)
    assert "Acknowledge:" not in over.notifications[0].message.body


def test_the_key_stands_in_no_message_row_or_repr():
    said = announce_change(change(), None, ROUTES, NOON)
    assert KEY not in f"{ROUTES!r} {ROUTES.model_dump_json()} {said.ledger.model_dump_json()} {said.notifications}"


@pytest.fixture
def server() -> Iterator[tuple[HealthServer, Behind]]:
    behind = Behind()
    health = HealthServer("127.0.0.1", 0, Vitals(), Metrics(), loop_stall_seconds=60)
    health.answers.links = behind.desk
    health.start()
    yield health, behind
    health.stop()


def ask(port: int, method: str, path: str, body: str | None = None) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), answer.headers
    connection.close()
    return found


def test_over_http_a_get_shows_and_a_post_acts(server: tuple[HealthServer, Behind]):
    health, behind = server
    status, page, headers = ask(health.port, "GET", f"/link/{TOKEN}")
    assert (status, behind.told) == (200, [])
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert ask(health.port, "HEAD", f"/link/{TOKEN}")[:2] == (200, "")
    status, page, _ = ask(health.port, "POST", f"/link/{TOKEN}", urlencode({**ACK, "note": "on it"}))
    assert (status, "Done" in page, len(behind.told)) == (200, True, 1)


def test_over_http_what_is_no_form_is_refused(server: tuple[HealthServer, Behind]):
    health, behind = server
    many = "&".join(f"a{number}=1" for number in range(50))
    refused = [
        ask(health.port, "POST", "/metrics", "kind=acknowledge")[0],
        ask(health.port, "POST", f"/link/{TOKEN}", "x" * 9_000)[0],
        ask(health.port, "POST", f"/link/{TOKEN}", many)[0],
        ask(health.port, "POST", f"/link/{TOKEN}", "")[0],
    ]
    assert (refused, behind.told) == ([404, 413, 400, 400], [])


@pytest.mark.parametrize("size", ["\xb2", "1" * 5_000, "-1", "", "1e3"])
def test_over_http_a_size_that_is_no_number_is_refused(server: tuple[HealthServer, Behind], size: str):
    answer = say(server[0].port, f"POST /link/{TOKEN} HTTP/1.1\r\nContent-Length: {size}\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 413 ")


def test_who_hangs_up_leaves_no_traceback_in_the_log(
    server: tuple[HealthServer, Behind], capfd: pytest.CaptureFixture[str]
):
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server[0].port)) as rude:
            rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            rude.sendall(b"GET /metrics HTTP/1.1\r\n\r\n")
    assert ask(server[0].port, "GET", "/livez")[0] == 200
    time.sleep(0.2)
    assert "Traceback" not in capfd.readouterr().err


def say(port: int, words: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(words.encode("latin-1"))
        return line.recv(100)


def test_settings_make_links_only_with_an_address_and_a_key_that_protects():
    both = {"MONITOR_BASE_URL": "https://monitor.example", "MONITOR_LINK_KEY": f"{KEY}\n{'o' * 32}"}
    settings = load_settings(both)
    assert settings.links
    assert settings.links.key.get_secret_value() == KEY
    assert settings.links.valid_for == timedelta(hours=48)
    assert [key.get_secret_value() for key in settings.link_keys] == [KEY, "o" * 32]
    assert load_settings({"MONITOR_BASE_URL": "https://monitor.example"}).links is None
    with pytest.raises(Exception, match="at least 16 bytes") as refused:
        load_settings({"MONITOR_LINK_KEY": "tooshort"})
    assert "tooshort" not in str(refused.value)
