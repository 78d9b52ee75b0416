"""Puts articles on the wire's topic, and waits until Kafka has them."""

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
        """Raises BrokerError for an article that no broker takes; others fail in `flush`."""
        key = article.uri.encode("utf-8", "replace")
        partition = home(key, self._partitions)
        if self._pace is not None and not self._pace.has_room(partition, len(article.value)):
            self.flush()
            self._pace.wait_until_read(partition)
            self._pace.has_room(partition, len(article.value))
        stamp = {"timestamp": int(article.arrived_at.timestamp() * 1000)} if article.arrived_at else {}
        while True:
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
        """Returns when every article is acknowledged.  Raises BrokerError."""
        waiting = self._producer.flush(_TIMEOUT_SECONDS)
        if self._failed or waiting:
            count = len(self._failed) + waiting
            why = self._failed[0].str() if self._failed else "no answer"
            self._failed.clear()
            raise BrokerError(f"{count} articles were not taken by {self._address}: {why}; is the broker up?")

    def _answered(self, error: KafkaError | None, _message: Message) -> None:
        if error is not None:
            self._failed.append(error)


def publish(settings: Settings, articles: Iterable[Outgoing]) -> int:
    """Publish all; answers how many.  Raises BrokerError."""
    count = 0
    with Publisher(settings) as publisher:
        for article in articles:
            publisher.put(article)
            count += 1
    return count
