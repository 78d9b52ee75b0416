"""Looking at topics from outside: what lies on them, what is committed, what arrives."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from confluent_kafka import Consumer, KafkaException, Message, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

QUIET = {"log_level": 0}
"""librdkafka tells stderr twenty times a second that a broker is away, which here it is on purpose."""
SILENCE_SECONDS = 10.0
"""After so long a follower begins anew: some of librdkafka's consumers (2.16.0) were seen to be connected to a broker that
came back, and to fetch nothing any more for minutes."""


class Record(NamedTuple):
    """One message on a topic."""

    partition: int
    offset: int
    key: bytes
    value: bytes | None
    timestamp_ms: int


def create_topics(bootstrap: str, partitions: int, topics: Iterable[str], *, compacted: Iterable[str] = ()) -> None:
    """Make topics; those that are there already stay."""
    policy = {"cleanup.policy": "compact"}
    wanted = [NewTopic(topic, partitions, 1) for topic in topics]
    wanted += [NewTopic(topic, partitions, 1, config=policy) for topic in compacted]
    admin = AdminClient({"bootstrap.servers": bootstrap})
    for made in admin.create_topics(wanted).values():
        made.result()


class View:
    """Reads topics of one broker without belonging to any group."""

    def __init__(self, bootstrap: str, group: str = "view") -> None:
        self._settings = {"bootstrap.servers": bootstrap, "group.id": group, "enable.auto.commit": False, **QUIET}

    def everything(self, topic: str) -> list[Record]:
        """All messages of a topic, in the order of its partitions."""
        consumer = Consumer(self._settings)
        try:
            return sorted(_read_to(consumer, _ends(consumer, topic)))
        finally:
            consumer.close()

    def is_caught_up(self, topics: Iterable[str]) -> bool:
        """Whether the group has committed all there is."""
        consumer = Consumer(self._settings)
        try:
            for topic in topics:
                ends = _ends(consumer, topic)
                committed = consumer.committed(list(ends), timeout=10)
                if any(max(tp.offset, 0) < ends[tp] for tp in committed):
                    return False
            return True
        except KafkaException:
            return False
        finally:
            consumer.close()


def latest(records: Iterable[Record]) -> dict[bytes, bytes]:
    """What compaction would leave: the last value of each key, without the deleted ones."""
    rows: dict[bytes, bytes] = {}
    for record in records:
        if record.value is None:
            rows.pop(record.key, None)
        else:
            rows[record.key] = record.value
    return rows


class Arrival(NamedTuple):
    """An article seen to be read."""

    at: float
    uri: str
    partition: int


class Follower(threading.Thread):
    """Hands over each message of a topic as it comes: also those that compaction takes away later."""

    def __init__(self, bootstrap: str, topic: str, on_message: Callable[[Message], None]) -> None:
        super().__init__(daemon=True)
        self._on_message = on_message
        self._stopped = threading.Event()
        self._settings = {"bootstrap.servers": bootstrap, "group.id": "tail", "fetch.wait.max.ms": 20, **QUIET}
        self._topic = topic
        self._consumer = Consumer(self._settings)
        self._next = {tp.partition: end for tp, end in _ends(self._consumer, topic).items()}
        self._assign()

    def run(self) -> None:
        """Until `stop`."""
        heard_at = time.monotonic()
        while not self._stopped.is_set():
            for message in self._consumer.consume(500, 0.05):
                if not message.error():
                    heard_at, self._next[message.partition()] = time.monotonic(), message.offset() + 1
                    self._on_message(message)
            if time.monotonic() - heard_at > SILENCE_SECONDS:
                # It may know no leader any more; a new one costs nothing where there was nothing to hear.
                self._consumer.close()
                self._consumer, heard_at = Consumer(self._settings), time.monotonic()
                self._assign()
        self._consumer.close()

    def _assign(self) -> None:
        self._consumer.assign([TopicPartition(self._topic, number, at) for number, at in self._next.items()])

    def stop(self) -> None:
        """Look away."""
        self._stopped.set()
        self.join()


class Tail(Follower):
    """Notes, by our own clock, when the trace of each article arrives on a topic."""

    def __init__(self, bootstrap: str, topic: str, uri_of: Callable[[bytes, bytes], str]) -> None:
        """`uri_of` (key, value): the article that this message is a trace of; empty for others."""
        super().__init__(bootstrap, topic, self._note)
        self.arrivals: list[Arrival] = []
        self._uri_of = uri_of

    def _note(self, message: Message) -> None:
        uri = self._uri_of(message.key() or b"", message.value() or b"")
        if uri:
            self.arrivals.append(Arrival(time.monotonic(), uri, message.partition()))

    def arrivals_after(self, at: float) -> list[Arrival]:
        """What arrived since then, oldest first."""
        late: list[Arrival] = []
        for arrival in reversed(self.arrivals):
            if arrival.at <= at:
                break
            late.append(arrival)
        return late[::-1]


def _ends(consumer: Consumer, topic: str) -> dict[TopicPartition, int]:
    until = time.monotonic() + 15
    while True:
        try:
            known = consumer.list_topics(topic, 10).topics[topic].partitions
            return {
                tp: consumer.get_watermark_offsets(tp, 10)[1]
                for tp in (TopicPartition(topic, partition, 0) for partition in sorted(known))
            }
        except KafkaException:  # a topic just made has no leader yet; a broker just started neither
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _read_to(consumer: Consumer, ends: dict[TopicPartition, int]) -> Iterable[Record]:
    waiting = {tp.partition: end for tp, end in ends.items() if end > 0}
    consumer.assign(list(ends))
    until = time.monotonic() + 60
    while waiting:
        if time.monotonic() > until:
            raise TimeoutError(f"partitions {waiting} did not reach their ends")
        for message in consumer.consume(2000, 0.5):
            yield Record(message.partition(), message.offset(), message.key(), message.value(), message.timestamp()[1])
        for tp in consumer.position(list(ends)):
            if tp.partition in waiting and tp.offset >= waiting[tp.partition]:
                del waiting[tp.partition]
