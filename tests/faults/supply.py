"""Articles at a steady rate, with bursts, until told to stop."""

import threading
import time

from confluent_kafka import KafkaError, KafkaException, Message, Producer

from tests.faults.articles import Sent, Wire

BURST_EVERY_SECONDS = 7.0
BURST = 3  # seconds' worth of articles at once
TURN_SECONDS = 0.1


def publish(bootstrap: str, topic: str, wire: Wire, numbers: range) -> None:
    """Put these articles on the topic, as fast as it goes."""
    producer = _producer(bootstrap)
    for n in numbers:
        _put(producer, topic, wire.article(n))
    producer.flush()


class Supply(threading.Thread):
    """Publishes article 0, 1, 2, …; `count` tells how many."""

    def __init__(self, bootstrap: str, topic: str, wire: Wire, rate: float) -> None:
        super().__init__(daemon=True)
        self.count = 0
        self.error: KafkaException | None = None
        self._rate = rate
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
        begun = burst_at = time.monotonic()
        extra = 0
        while not self._stopped.wait(TURN_SECONDS):
            now = time.monotonic()
            if now - burst_at > BURST_EVERY_SECONDS:
                burst_at = now
                extra += int(self._rate * BURST)
            while self.count < (now - begun) * self._rate + extra:
                _put(self._producer, self._topic, self._wire.article(self.count))
                self.count += 1
        self._producer.flush()

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
        }
    )


def _put(producer: Producer, topic: str, sent: Sent) -> None:
    producer.produce(topic, key=sent.uri, value=sent.value, timestamp=sent.timestamp_ms, on_delivery=_must_be_accepted)
    producer.poll(0)


def _must_be_accepted(error: KafkaError | None, _message: Message) -> None:
    if error is not None:
        raise KafkaException(error)
