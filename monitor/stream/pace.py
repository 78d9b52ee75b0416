"""Holds a publisher back on the embedded broker, which forgets the oldest of a partition beyond 5 MB, read or not."""

import time

from confluent_kafka import Consumer, KafkaException, TopicPartition

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.topics import topics_of

ROOM_BYTES = 2_500_000
"""Half of what a partition holds: the other half may be what was there before."""
_PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.2


class Pace:
    """Lets at most ROOM_BYTES of each partition be unread."""

    def __init__(self, settings: Settings) -> None:
        self._topic = topics_of(settings).articles.name
        self._since: dict[int, int] = {}
        self._consumer = Consumer(client_config(settings, **{"group.id": settings.group, "enable.auto.commit": False}))

    def has_room(self, partition: int, size: int) -> bool:
        """Whether so many bytes more may go out before somebody has read; if so they are counted."""
        known = self._since.get(partition, 0)
        if known and known + size > ROOM_BYTES:
            return False
        self._since[partition] = known + size
        return True

    def wait_until_read(self, partition: int) -> None:
        """Everything that was published before must be acknowledged.  Raises BrokerError where nobody reads."""
        place = TopicPartition(self._topic, partition)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        try:
            _, end = self._consumer.get_watermark_offsets(place, timeout=_PATIENCE_SECONDS)
            while self._consumer.committed([place], timeout=_PATIENCE_SECONDS)[0].offset < end:
                if time.monotonic() > deadline:
                    raise BrokerError(f"nobody reads {self._topic} on the embedded broker, and it holds only 5 MB")
                time.sleep(_LOOK_SECONDS)
        except KafkaException as error:
            raise BrokerError(f"the embedded broker does not answer: {error.args[0].str()}") from error
        self._since[partition] = 0
