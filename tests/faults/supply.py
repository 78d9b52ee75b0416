"""Articles at a steady rate, with bursts, until told to stop."""

import threading
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from tests.faults.articles import Sent, Wire
from tests.faults.view import QUIET

BURST_EVERY_SECONDS = 7.0
BURST_SHARE = 0.5
"""Of the articles: held back and put out all at once."""
TURN_SECONDS = 0.1
STUCK_SECONDS = 20.0
"""librdkafka's idempotent producer was seen to send nothing any more after a broker came back; then a new one takes over."""


def publish(bootstrap: str, topic: str, wire: Wire, numbers: range) -> None:
    """Put these articles on the topic, as fast as it goes."""
    producer = _producer(bootstrap)
    for n in numbers:
        _produce(producer, topic, wire.article(n), _must_be_accepted)
    producer.flush()


class Supply(threading.Thread):
    """Publishes article 0, 1, 2, …, until the broker has each; `count` tells how many."""

    def __init__(self, bootstrap: str, topic: str, wire: Wire) -> None:
        super().__init__(daemon=True)
        self.count = 0
        self.restarts = 0
        """How often a producer was stuck."""
        self._wire = wire
        self._broker = bootstrap
        self._topic = topic
        self._stopped = threading.Event()
        self._extra: deque[Sent] = deque()
        self._number = 0
        self._waiting: dict[int, Sent] = {}
        """Not acknowledged yet, in their order."""
        self._acked_at = time.monotonic()
        self._producer = _producer(bootstrap)

    def run(self) -> None:
        """Until `stop`, and until all is acknowledged."""
        begun = time.monotonic()
        while not self._stopped.wait(TURN_SECONDS):
            seconds = time.monotonic() - begun
            bursts = seconds // BURST_EVERY_SECONDS * BURST_EVERY_SECONDS
            due = self._wire.rate * ((1 - BURST_SHARE) * seconds + BURST_SHARE * bursts)
            while self.count < due:
                self._put(self._wire.article(self.count))
                self.count += 1
            self._attend()
        while self._waiting or self._extra:
            self._attend()
            time.sleep(TURN_SECONDS)

    def flood(self, articles: Iterable[Sent]) -> None:
        """Put others in between, at once; from any thread."""
        self._extra.extend(articles)

    def stop(self) -> int:
        """No more articles; answers how many were published."""
        self._stopped.set()
        self.join()
        return self.count

    def _attend(self) -> None:
        while self._extra:
            self._put(self._extra.popleft())
        self._producer.poll(0)
        if not self._waiting:
            self._acked_at = time.monotonic()
        elif time.monotonic() - self._acked_at > STUCK_SECONDS:
            self._begin_again()

    def _begin_again(self) -> None:
        """What is sent a second time may lie on the topic already: the monitor must not mind."""
        self._producer.purge()
        self._producer.flush(1)
        self.restarts += 1
        self._producer, self._acked_at = _producer(self._broker), time.monotonic()
        waiting, self._waiting = self._waiting, {}
        for sent in waiting.values():
            self._put(sent)

    def _put(self, sent: Sent) -> None:
        number, producer = self._number, self._producer
        self._number += 1
        self._waiting[number] = sent

        def answered(error: KafkaError | None, _message: Message) -> None:
            if error is None:
                self._waiting.pop(number, None)
                self._acked_at = time.monotonic()

        _produce(producer, self._topic, sent, answered)


def _producer(bootstrap: str) -> Producer:
    # Idempotent and patient: an article that the broker never accepted is not one that the monitor lost.
    return Producer(
        {
            "bootstrap.servers": bootstrap,
            "enable.idempotence": True,
            "partitioner": "murmur2_random",
            "linger.ms": 5,
            "message.timeout.ms": 300000,
            **QUIET,
        }
    )


def _produce(producer: Producer, topic: str, sent: Sent, answered: Any) -> None:
    while True:
        try:
            producer.produce(topic, key=sent.uri, value=sent.value, timestamp=sent.timestamp_ms, on_delivery=answered)
            break
        except BufferError:
            producer.poll(0.1)
    producer.poll(0)


def _must_be_accepted(error: KafkaError | None, _message: Message) -> None:
    if error is not None:
        raise KafkaException(error)
