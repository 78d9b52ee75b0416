"""Articles at a steady rate, with bursts, until told to stop."""

import threading
import time
from collections.abc import Iterable

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from tests.faults.articles import Sent, Wire
from tests.faults.view import QUIET

BURST_EVERY_SECONDS = 7.0
BURST_SHARE = 0.5
"""Of the articles: held back and put out all at once."""
TURN_SECONDS = 0.1


def publish(bootstrap: str, topic: str, wire: Wire, numbers: range) -> None:
    """Put these articles on the topic, as fast as it goes."""
    producer = _producer(bootstrap)
    for n in numbers:
        _put(producer, topic, wire.article(n))
    producer.flush()


class Supply(threading.Thread):
    """Publishes article 0, 1, 2, …; `count` tells how many."""

    def __init__(self, bootstrap: str, topic: str, wire: Wire) -> None:
        super().__init__(daemon=True)
        self.count = 0
        self.error: KafkaException | None = None
        self._rate = wire.rate
        self._topic = topic
        self._wire = wire
        self._stopped = threading.Event()
        self._producer = _producer(bootstrap)

    def run(self) -> None:
        """Until `stop`."""
        try:
            self._publish()
        except KafkaException as error:  # shown by stop()
            self.error = error

    def _publish(self) -> None:
        begun = time.monotonic()
        while not self._stopped.wait(TURN_SECONDS):
            seconds = time.monotonic() - begun
            bursts = seconds // BURST_EVERY_SECONDS * BURST_EVERY_SECONDS
            due = self._rate * ((1 - BURST_SHARE) * seconds + BURST_SHARE * bursts)
            while self.count < due:
                _put(self._producer, self._topic, self._wire.article(self.count))
                self.count += 1
        self._producer.flush()

    def flood(self, articles: Iterable[Sent]) -> None:
        """Put others in between, at once; from any thread."""
        for sent in articles:
            _put(self._producer, self._topic, sent)

    def stop(self) -> int:
        """No more articles; answers how many were published."""
        self._stopped.set()
        self.join()
        if self.error is not None:
            raise self.error
        return self.count


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


def _put(producer: Producer, topic: str, sent: Sent) -> None:
    producer.produce(topic, key=sent.uri, value=sent.value, timestamp=sent.timestamp_ms, on_delivery=_must_be_accepted)
    producer.poll(0)


def _must_be_accepted(error: KafkaError | None, _message: Message) -> None:
    if error is not None:
        raise KafkaException(error)
