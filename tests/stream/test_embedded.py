"""The broker in this process."""

import os
from pathlib import Path

import pytest

from monitor.errors import BrokerError
from monitor.settings import Settings, load_settings
from monitor.stream.embedded import EmbeddedBroker, address_file, find_embedded, locate_broker
from monitor.stream.follow import Follower
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import check_topics
from tests.stream.conftest import Live
from tests.stream.fakes import NOON, article


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({}, http_port=0, run_dir=tmp_path)


def test_another_terminal_finds_the_broker_by_itself(settings: Settings) -> None:
    with EmbeddedBroker(settings) as broker:
        found = locate_broker(settings)

        assert found.kafka == broker.address
        assert publish(found, [Outgoing("a", article("a"), NOON)]) == 1


def test_what_was_published_lies_there_with_key_and_time(settings: Settings) -> None:
    with EmbeddedBroker(settings) as broker:
        publish(broker.settings, [Outgoing(f"a{number}", article(f"a{number}"), NOON) for number in range(50)])

        seen = []
        with Follower(broker.settings, ["wire.articles"]) as follower:
            while len(seen) < 50:
                seen += follower.poll(1)

    assert {(each.key, each.at) for each in seen} == {(f"a{number}".encode(), NOON) for number in range(50)}


def test_all_topics_are_there_once_it_runs(settings: Settings) -> None:
    with EmbeddedBroker(settings) as broker:
        assert check_topics(broker.settings) == []


def test_it_leaves_no_address_behind(settings: Settings) -> None:
    with EmbeddedBroker(settings):
        pass

    assert find_embedded(settings) is None


def test_an_address_left_by_a_process_that_died_is_not_believed(settings: Settings) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    address_file(settings).write_text(f"127.0.0.1:1 {child}\n")

    assert find_embedded(settings) is None


def test_no_broker_is_one_clear_sentence(settings: Settings) -> None:
    with pytest.raises(BrokerError, match="monitor up"):
        locate_broker(settings)


def test_a_broker_that_is_named_is_taken(settings: Settings) -> None:
    named = settings.model_copy(update={"kafka": "kafka.example:9092"})

    assert locate_broker(named) is named


def test_a_broker_out_of_reach_is_one_clear_sentence(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.stream.publish._TIMEOUT_SECONDS", 1.0)
    nowhere = settings.model_copy(update={"kafka": "127.0.0.1:1"})

    with pytest.raises(BrokerError, match=r"127\.0\.0\.1:1"):
        publish(nowhere, [Outgoing("a", article("a"))])


def test_an_article_that_no_broker_takes_is_one_clear_sentence(settings: Settings) -> None:
    with EmbeddedBroker(settings) as broker, pytest.raises(BrokerError, match="50000000 bytes"):
        publish(broker.settings, [Outgoing("huge", b"x" * 50_000_000)])


def test_more_than_a_partition_holds_is_published_without_loss(own: Live) -> None:
    own.start()
    padding = "x" * 100_000

    publish(own.settings, [Outgoing("one", article("one", version=number, pad=padding)) for number in range(80)])

    worker = own.workers[0][0]
    own.wait_until(lambda: worker.metrics.page(), lambda page: b'monitor_articles_total{outcome="quiet"} 80.0' in page)
