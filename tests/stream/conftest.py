"""A worker over the embedded broker, in this process, with the see-through pipeline."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, Message, Producer, TopicPartition

from monitor import pipeline
from monitor.settings import Settings, load_settings
from monitor.stream.broker import client_config
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import Topics, topics_of
from monitor.stream.worker import Worker
from tests.stream import fakes

PATIENCE_SECONDS = 30.0


@pytest.fixture(autouse=True)
def see_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_article", fakes.read_article)
    monkeypatch.setattr(pipeline, "watch_region", fakes.watch_region, raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(
        {}, run_dir=tmp_path / "run", data_dir=tmp_path / "data", http_port=0, tick_seconds=3600, stop_seconds=10
    )


@pytest.fixture
def broker(settings: Settings) -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker(settings) as started:
        yield started


class Live:
    """What a test does to a running monitor, and sees of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.topics: Topics = topics_of(settings)
        self.workers: list[tuple[Worker, threading.Thread]] = []
        self.codes: list[int] = []

    def start(self, **options: Any) -> Worker:
        settings = self.settings.model_copy(update=options.pop("settings", {}))
        worker = Worker(settings, fakes.KNOWLEDGE, end_now=lambda code: None, **options)
        thread = threading.Thread(target=lambda: self.codes.append(worker.run()))
        thread.start()
        self.workers.append((worker, thread))
        assert worker.ready.wait(PATIENCE_SECONDS), worker.error
        return worker

    def stop(self) -> None:
        for worker, thread in self.workers:
            worker.stop()
            thread.join(PATIENCE_SECONDS)
            assert not thread.is_alive()
        self.workers.clear()

    def publish(self, *articles: bytes, uri: str = "") -> None:
        import json

        publish(self.settings, [Outgoing(uri or json.loads(value)["uri"], value) for value in articles])

    def put(self, topic: str, key: bytes | None, value: bytes, partition: int) -> None:
        producer = Producer(client_config(self.settings))
        producer.produce(topic, value, key, partition)
        assert producer.flush(10) == 0

    def messages(self, topic: str) -> list[Message]:
        """Everything that lies on a topic now, but for ticks."""
        consumer = Consumer(client_config(self.settings, **{"group.id": "tests", "auto.offset.reset": "earliest"}))
        found: list[Message] = []
        for partition in range(self.settings.partitions):
            place = TopicPartition(topic, partition, 0)
            _, end = consumer.get_watermark_offsets(place, timeout=10)
            consumer.assign([place])
            read = 0
            while read < end:
                message = consumer.poll(5)
                assert message is not None and not message.error(), f"{topic}[{partition}] stops at {read} of {end}"
                found.append(message)
                read = message.offset() + 1
        consumer.close()
        return [message for message in found if b'"type":"tick"' not in message.value()]

    def rows(self, changelog: str) -> dict[bytes, bytes]:
        """The newest row of each key."""
        return {message.key(): message.value() for message in self.messages(changelog)}

    def wait_for(self, topic: str, count: int) -> list[Message]:
        return self.wait_until(lambda: self.messages(topic), lambda found: len(found) >= count)

    def wait_until(self, look: Callable[[], Any], enough: Callable[[Any], bool]) -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not enough(seen := look()):
            assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS} s; saw {seen!r}"
            time.sleep(0.1)
        return seen


@pytest.fixture
def live(broker: EmbeddedBroker) -> Iterator[Live]:
    running = Live(broker.settings)
    yield running
    running.stop()
