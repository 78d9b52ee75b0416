"""Puts articles on the wire's topic, and waits until Kafka has them."""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.carry import home
from monitor.stream.embedded import find_embedded
from monitor.stream.pace import Pace
from monitor.stream.topics import topics_of

_TIMEOUT_SECONDS = 30.0
"""For the broker to take one article."""
_SILENCE_SECONDS = 40.0
"""librdkafka's producer was seen to send nothing any more, and to say nothing either, after a broker came back."""
_LOOK_SECONDS = 0.5
_PURGED = (KafkaError._PURGE_QUEUE, KafkaError._PURGE_INFLIGHT)


class Outgoing(NamedTuple):
    """One article.  `arrived_at` None: now.  An old time on a topic with retention is deleted soon."""

    uri: str
    value: bytes
    arrived_at: datetime | None = None


class Publisher:
    """`with Publisher(settings) as publisher:` — leaving it waits for every acknowledgement."""

    def __init__(self, settings: Settings) -> None:
        self._topic = topics_of(settings).articles.name
        self._address = settings.kafka
        self._partitions = settings.partitions
        self._failed: list[KafkaError] = []
        self._heard_at = time.monotonic()
        self._pace = Pace(settings) if settings.kafka == find_embedded(settings) else None
        self._producer = Producer(
            client_config(
                settings,
                **{
                    "acks": "all",
                    "enable.idempotence": True,
                    "message.timeout.ms": int(_TIMEOUT_SECONDS * 1000),
                },
            )
        )

    def __enter__(self) -> "Publisher":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.flush()
        else:
            self._producer.purge()

    def put(self, article: Outgoing) -> None:
        """Raises BrokerError for an article that no broker takes, and once any before it was not taken."""
        key = article.uri.encode("utf-8", "replace")
        partition = home(key, self._partitions)
        if self._pace is not None and not self._pace.has_room(partition, len(article.value)):
            self.flush()
            self._pace.wait_until_read(partition)
            self._pace.has_room(partition, len(article.value))
        stamp = {"timestamp": int(article.arrived_at.timestamp() * 1000)} if article.arrived_at else {}
        if not len(self._producer):
            self._heard_at = time.monotonic()
        while True:
            self._check()
            try:
                # librdkafka's own choice of partition is another than Kafka's, and then the reader moves each article.
                self._producer.produce(self._topic, article.value, key, partition, on_delivery=self._answered, **stamp)
                break
            except BufferError:
                self._producer.poll(0.1)
            except KafkaException as error:
                raise BrokerError(f"{article.uri}: {error.args[0].str()} ({len(article.value)} bytes)") from error
        self._producer.poll(0)

    def flush(self) -> None:
        """Returns when every article is acknowledged, however many they are.  Raises BrokerError."""
        while self._producer.flush(_LOOK_SECONDS):
            self._check()
        self._check()

    def _check(self) -> None:
        """Raises BrokerError where an article was refused, or nothing has been answered for long."""
        is_stuck = len(self._producer) > 0 and time.monotonic() - self._heard_at > _SILENCE_SECONDS
        if not self._failed and not is_stuck:
            return
        count = len(self._failed) + len(self._producer)
        why = self._failed[0].str() if self._failed else f"no answer for {_SILENCE_SECONDS:.0f} s"
        self._failed.clear()
        self._producer.purge()  # else the end of the process waits for them
        raise BrokerError(f"{count} articles were not taken by {self._address}: {why}; is the broker up?")

    def _answered(self, error: KafkaError | None, _message: Message) -> None:
        self._heard_at = time.monotonic()
        if error is not None and error.code() not in _PURGED:
            self._failed.append(error)


def publish(settings: Settings, articles: Iterable[Outgoing]) -> int:
    """Publish all; answers how many.  Raises BrokerError."""
    count = 0
    with Publisher(settings) as publisher:
        for article in articles:
            publisher.put(article)
            count += 1
    return count
