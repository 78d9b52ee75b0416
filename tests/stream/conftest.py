"""A worker over the embedded broker, in this process, with the see-through pipeline."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Consumer, Message, Producer, TopicPartition
from pydantic import SecretStr

from monitor.delivery.catchers import WebhookCatcher
from monitor.delivery.courier import Courier, OnResult
from monitor.model.notification import Notification
from monitor.model.route import Channel, Route, Routes
from monitor.settings import Settings, load_settings
from monitor.stream import app, reader, watcher
from monitor.stream.broker import client_config
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import Topics, topics_of
from monitor.stream.worker import Worker
from tests.stream import fakes

PATIENCE_SECONDS = 30.0
ROUTES = Routes(channels=(Channel(name="desk"),), routes=(Route(name="all", channels=("desk",)),))


@pytest.fixture(scope="package", autouse=True)
def see_through() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "RegionState", fakes.FakeState)
        patch.setattr(reader.pipeline, "read_article", fakes.read_article)
        patch.setattr(watcher.pipeline, "watch_region", fakes.watch_region)
        yield


def _settings(folder: Path) -> Settings:
    return load_settings(
        {},
        run_dir=folder / "run",
        data_dir=folder / "data",
        http_port=0,
        tick_seconds=3600,
        canary_minutes=0,
        stop_seconds=10,
        dead_letters_in_a_row=5,
        text_seconds=1.0,
    )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return _settings(tmp_path)


class Mailbox:
    """A channel that takes everything."""

    def __init__(self) -> None:
        self.got: list[Notification] = []
        self.came = threading.Event()

    def send(self, notification: Notification) -> str:
        self.got.append(notification)
        self.came.set()
        return "250 taken"

    def courier(self, routes: Routes, on_result: OnResult) -> Courier:
        return Courier(routes.channels, self.send, on_result)


class Live:
    """What a test does to a running monitor, and sees of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.topics: Topics = topics_of(settings)
        self.workers: list[tuple[Worker, threading.Thread]] = []
        self.codes: list[int] = []
        self.mailbox = Mailbox()
        self.outside: WebhookCatcher | None = None
        self._seen: list[Message] = []
        self._read: dict[tuple[str, int], int] = {}
        quick = {"group.id": "tests", "fetch.wait.max.ms": 20, "enable.auto.commit": False}
        self._watch = Consumer(client_config(settings, **quick))
        topics, partitions = [topic.name for topic in self.topics], range(settings.partitions)
        self._watch.assign([TopicPartition(topic, number, 0) for topic in topics for number in partitions])

    def start(self, **options: Any) -> Worker:
        settings = self.settings.model_copy(update=options.pop("settings", {}))
        worker = Worker(settings, fakes.KNOWLEDGE, **{"end_now": lambda code: None, **options})
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

    def close(self) -> None:
        self._watch.close()

    def publish(self, *articles: bytes, uri: str = "") -> None:
        publish(self.settings, [Outgoing(uri or json.loads(value)["uri"], value) for value in articles])

    def put(self, topic: str, key: bytes | None, value: bytes, partition: int) -> None:
        producer = Producer(client_config(self.settings))
        producer.produce(topic, value, key, partition)
        assert producer.flush(10) == 0

    def messages(self, topic: str, *keys: str) -> list[Message]:
        """Everything with these keys (none named: all) that lies on a topic now, but for ticks."""
        for partition in range(self.settings.partitions):
            _, end = self._watch.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
            while self._read.get((topic, partition), 0) < end:
                self._note(self._watch.poll(5))
        return [
            message
            for message in self._seen
            if message.topic() == topic and (not keys or (message.key() or b"").decode() in keys)
        ]

    def _note(self, message: Message | None) -> None:
        assert message is not None, f"nothing more to read after {self._read}"
        assert not message.error(), message.error()
        self._read[message.topic(), message.partition()] = message.offset() + 1
        if b'"type":"tick"' not in (message.value() or b""):
            self._seen.append(message)

    def wait_for(self, count: int, topic: str, *keys: str) -> list[Message]:
        return self.wait_until(lambda: self.messages(topic, *keys), lambda found: len(found) >= count)

    def wait_until(self, look: Callable[[], Any], enough: Callable[[Any], bool]) -> Any:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not enough(seen := look()):
            assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS} s; saw {seen!r}"
            time.sleep(0.1)
        return seen


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One worker for all tests that leave it running: each uses uris and regions of its own."""
    with WebhookCatcher() as outside:
        beat = {"heartbeat_url": SecretStr(f"http://127.0.0.1:{outside.port}/beat"), "heartbeat_seconds": 1.0}
        for running in _running(_settings(tmp_path_factory.mktemp("live")).model_copy(update=beat)):
            running.outside = outside
            yield running


@pytest.fixture
def own(settings: Settings) -> Iterator[Live]:
    """A broker and no worker yet, for tests that start and stop some."""
    yield from _running(settings, start=False)


def _running(settings: Settings, *, start: bool = True) -> Iterator[Live]:
    with EmbeddedBroker(settings) as broker:
        running = Live(broker.settings)
        try:
            if start:
                running.start(routes=ROUTES, make_courier=running.mailbox.courier)
            yield running
        finally:
            running.stop()
            running.close()
