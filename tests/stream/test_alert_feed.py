"""Alerts over HTTP, out of the topic."""

import urllib.error
import urllib.request

from lxml import etree

from monitor.errors import BrokerError
from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.report import Tick
from monitor.stream.alert_feed import AlertFeed
from monitor.stream.carry import home
from monitor.stream.codec import encode
from tests.delivery.changes import HOUR, NOON, change
from tests.delivery.test_standards import ATOM, CAP
from tests.stream.conftest import Live
from tests.stream.fakes import article


def put(live: Live, *said: AlertChange | Tick) -> None:
    for one in said:
        key = b"SD-DW"
        live.put(live.topics.alerts.name, key, encode(one), home(key, live.settings.partitions))


def entries(feed: AlertFeed) -> list[str]:
    page = feed.answer("/alerts.atom")
    assert page is not None
    assert page.status == 200
    root = etree.fromstring(page.body)
    ATOM.assertValid(root)
    return [entry.findtext("{*}id", "").rpartition("/")[2] for entry in root.findall("{*}entry")]


def test_each_revision_is_an_entry_and_its_cap_message_lies_where_the_entry_says(live: Live) -> None:
    first, second = change(alert_id="feed-a"), change(ChangeReason.ROSE, 2, alert_id="feed-a", changed_at=NOON + HOUR)
    put(live, first, Tick(at=NOON), second, second, change(alert_id="feed-b", silent_because="older than 24 h"))
    feed = AlertFeed(live.settings)

    found = [name for name in entries(feed) if name.startswith("feed-")]
    assert found == ["feed-a.2", "feed-a.1"]
    page = feed.answer("/cap/feed-a.2.xml")
    assert page is not None
    assert page.type == "application/cap+xml"
    root = etree.fromstring(page.body)
    CAP.assertValid(root)
    assert root.findtext("{*}references", "").split(",")[1] == "feed-a.1"


def test_the_feed_reads_on_where_it_was(live: Live) -> None:
    put(live, change(alert_id="feed-c"))
    feed = AlertFeed(live.settings, fresh_seconds=0)
    assert "feed-c.1" in entries(feed)

    put(live, change(alert_id="feed-d", changed_at=NOON + HOUR))

    assert {"feed-c.1", "feed-d.1"} <= set(entries(feed))


def test_what_is_not_there_is_said_and_not_guessed(live: Live) -> None:
    feed = AlertFeed(live.settings)

    assert feed.answer("/metrics") is None
    for path in ("/cap/", "/cap/nothing.1.xml", "/cap/../etc/passwd", "/cap/" + "x" * 5_000):
        page = feed.answer(path)
        assert page is not None
        assert page.status == 404


def test_a_broker_out_of_reach_is_a_503_and_no_empty_feed(live: Live) -> None:
    class Away(AlertFeed):
        def _news(self) -> list[AlertChange]:
            raise BrokerError("Kafka is out of reach")

    page = Away(live.settings).answer("/alerts.atom")
    assert page is not None
    assert page.status == 503


def test_a_worker_serves_it(live: Live) -> None:
    live.publish(article("served", "ER-DK"))
    (message,) = live.wait_for(1, live.topics.alerts.name, "ER-DK")
    told = AlertChange.model_validate_json(message.value() or b"")

    (worker, _), *_ = live.workers
    at = f"http://127.0.0.1:{worker.http_port}"
    with urllib.request.urlopen(f"{at}/alerts.atom", timeout=20) as answer:
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert told.alert_id.encode() in answer.read()
    with urllib.request.urlopen(f"{at}/cap/{told.alert_id}.{told.revision}.xml", timeout=20) as answer:
        CAP.assertValid(etree.fromstring(answer.read()))
