"""Looks on: every message of some topics from the start, without a group, so that nobody's place is moved."""

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Self

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Message, TopicPartition

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.clock import stamped
from monitor.stream.vitals import Place

_SILENCE_SECONDS = 15.0
_LOT_SECONDS = 0.1
"""A lot that is not full is waited for so long: somebody sits before the screen."""


class Seen(NamedTuple):
    """One message."""

    topic: str
    key: bytes
    value: bytes
    at: datetime
    """The time on the message."""


class Follower:
    """`with Follower(settings, topics) as follower: for seen in follower.poll(0.2): …`"""

    def __init__(self, settings: Settings, topics: Iterable[str], partitions: Iterable[int] | None = None) -> None:
        """`partitions` None: all."""
        options = {"group.id": f"monitor-looks-on-{time.time_ns()}", "enable.auto.commit": False}
        self._consumer = Consumer(client_config(settings, **options))
        # Asked over a connection of its own: on the other one an answer waits behind the fetch under way.
        self._asker = Consumer(client_config(settings, **options))
        numbers = range(settings.partitions) if partitions is None else tuple(partitions)
        self._places = [Place(topic, number) for topic in topics for number in numbers]
        self._begin: dict[Place, int] = {}
        self._consumer.assign([TopicPartition(*place, OFFSET_BEGINNING) for place in self._places])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._consumer.close()
        self._asker.close()

    def poll(self, seconds: float) -> Iterator[Seen]:
        """What came, waiting at most so long for the first."""
        for message in self._consumer.consume(500, seconds):
            if message.error() is None:
                yield _seen(message)

    def skip(self, to: Mapping[Place, int]) -> None:
        """Begin at these offsets instead, where there is still something; before the first look."""
        for place in self._places:
            if place in to:
                self._begin[place] = max(to[place], self._first(place))
        self._consumer.assign([TopicPartition(*at, self._begin.get(at, OFFSET_BEGINNING)) for at in self._places])

    def until_now(self) -> Iterator[Seen]:
        """Everything that lies on the topics at this moment."""
        left = {place: end for place, end in self.ends().items() if end > self._begin.get(place, self._first(place))}
        heard_at = time.monotonic()
        while left:
            if time.monotonic() - heard_at > _SILENCE_SECONDS:
                raise BrokerError(f"Kafka has said nothing for {_SILENCE_SECONDS:.0f} s; is the broker up?")
            for message in self._consumer.consume(500, _LOT_SECONDS):
                heard_at = time.monotonic()
                place = Place(message.topic() or "", message.partition() or 0)
                if message.error() is None and (message.offset() or 0) < left.get(place, 0):
                    yield _seen(message)
                if (message.offset() or 0) + 1 >= left.get(place, 0):
                    left.pop(place, None)

    def _first(self, place: Place) -> int:
        return self._watermarks(place)[0]

    def _watermarks(self, place: Place) -> tuple[int, int]:
        try:
            first, end = self._asker.get_watermark_offsets(TopicPartition(*place), timeout=10)
        except KafkaException as error:
            says = f"can't look at {place.topic}: {error.args[0].str()}; `monitor doctor` says what is missing"
            raise BrokerError(says) from error
        return int(first), int(end)

    def ends(self) -> dict[Place, int]:
        """The offset that the next message of each partition will get."""
        return {place: self._watermarks(place)[1] for place in self._places}


def _seen(message: Message) -> Seen:
    stamp = stamped(max(message.timestamp()[1], 0) / 1000)
    return Seen(message.topic() or "", message.key() or b"", message.value() or b"", stamp)
