"""A test article of ours goes the whole way, touches nothing on it, and is missed when it does not come out."""

import http.client
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor import pipeline
from monitor.metrics import Metrics
from monitor.model.alert import ChangeReason
from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.report import RegionName, Report
from monitor.model.route import Channel, Format, Route, Routes
from monitor.settings import load_settings
from monitor.steps.canary import CANARY_URI, NULL_CHANNEL
from monitor.stream.aviary import Aviary
from monitor.stream.newest import newest_article_at
from monitor.stream.own_word import own_word
from tests.stream.conftest import Live
from tests.stream.fakes import KNOWLEDGE, NOON, article, change
from tests.stream.shelf import PARTITIONS, TOPICS, FakePost

FALLBACK = Routes(
    channels=(Channel(name="desk"), Channel(name="duty", format=Format.MAIL)),
    routes=(Route(name="all", channels=("desk",)),),
    fallback="duty",
)
QUICK: dict[str, Any] = {"canary_minutes": 0.02, "canary_late_seconds": 3.0}


def fly_truly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The see-through pipeline finds nothing in words; here something is found."""
    place = RegionName(id=RegionId("AQ"), name="Antarctica")
    edition = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="")
    report = Report(region=place, uri=ArticleUri("urn:c"), edition=edition, published_at=NOON, arrived_at=NOON)
    raised = change(place, "canary", 1, ChangeReason.STARTED, NOON)
    monkeypatch.setattr(pipeline, "read_canary", lambda raw, knowledge: report)
    monkeypatch.setattr(pipeline, "watch_canary", lambda report, knowledge: raised)


def ready(live: Live) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", live.workers[0][0].http_port, timeout=10)
    connection.request("GET", "/readyz")
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_it_comes_out_of_every_partition_and_touches_nothing(own: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    fly_truly(monkeypatch)
    worker = own.start(routes=FALLBACK, make_courier=own.mailbox.courier, settings=QUICK)
    page = own.wait_until(worker.metrics.page, lambda page: _count(page, b"monitor_canaries_total") >= 8)

    assert ready(own) == (200, "ready\n")
    assert {sent.channel for sent in own.mailbox.got} == {NULL_CHANNEL}
    rows = (own.topics.stories, own.topics.regions, own.topics.ledgers, own.topics.deliveries, own.topics.dead_letters)
    assert [own.messages(topic.name) for topic in rows] == [[]] * 5
    untouched = (b"monitor_articles_total", b"monitor_alert_changes_total", b"monitor_notifications_decided_total")
    assert [_count(page, name) for name in untouched] == [0, 0, 0]
    assert newest_article_at(own.settings) is None
    own.publish(article("beside", "SO-BN"))
    own.wait_for(1, own.topics.ledgers.name)
    assert newest_article_at(own.settings) is not None


def test_one_that_does_not_come_out_fails_readiness_and_the_fallback_hears(own: Live) -> None:
    """Nothing is found in its words here: the reader is broken."""
    own.start(routes=FALLBACK, make_courier=own.mailbox.courier, settings={**QUICK, "canary_late_seconds": 1.0})
    own.wait_until(lambda: ready(own)[0], lambda status: status == 503)
    own.wait_until(lambda: own.mailbox.got, bool)

    assert "a test article of ours has not come out" in ready(own)[1]
    told = own.mailbox.got[0]
    assert (told.channel, told.message.subject) == ("duty", "THE MONITOR ITSELF: alerts may be late or missing")
    assert own.workers[0][0]._why_not_well().startswith("a test article of ours")
    time.sleep(2)
    assert len(own.mailbox.got) == 1
    assert own.messages(own.topics.deliveries.name) == []


def aviary(**more: Any) -> Aviary:
    facts: dict[str, Any] = {
        "knowledge": KNOWLEDGE,
        "topics": TOPICS,
        "partitions": PARTITIONS,
        "post": FakePost(),
        "metrics": Metrics(),
        "identity": "monitor@test.invalid",
        "every": timedelta(minutes=5),
        "late_after": timedelta(seconds=0),
        "owned": lambda: {0, 1},
    }
    return Aviary(**(facts | more))


def test_trouble_is_told_when_it_begins_and_when_it_is_over() -> None:
    heard: list[str] = []
    birds = aviary(on_trouble=heard.append)
    birds._flying = {0: {"a": time.monotonic() - 5, "b": time.monotonic() - 1}}
    birds._note(birds._late({0}))
    birds._note(birds._late({0}))
    birds.came_out("b")
    birds._note(birds._late({0}))
    assert [bool(word) for word in heard] == [True, False]
    assert birds.trouble == ""


def test_what_another_worker_let_fly_and_what_left_with_its_partition_is_not_missed() -> None:
    birds = aviary()
    birds.came_out(f"{CANARY_URI}elsewhere")
    birds._flying = {3: {"c": time.monotonic() - 5}}
    assert birds._late({0, 1}) == ""
    birds.forget()
    assert birds._late({3}) == ""


def test_the_own_word_fits_every_format() -> None:
    for form in Format:
        said = own_word("a test <!channel> article is late", Channel(name="duty", format=form), datetime.now(UTC))
        assert "THE MONITOR ITSELF" in f"{said.message.subject}{said.message.body}"
        assert "<!channel>" not in said.message.body if form is Format.SLACK else True
        assert said.is_urgent


def test_zero_minutes_means_never() -> None:
    assert load_settings({"MONITOR_CANARY_MINUTES": "0"}).canary_minutes == 0


def _count(page: bytes, name: bytes) -> float:
    lines = [line for line in page.splitlines() if line.startswith((name + b" ", name + b"{"))]
    return sum(float(line.rsplit(b" ", 1)[1]) for line in lines)
