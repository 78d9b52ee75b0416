"""What every agent does with what the pipeline decided: send it, wait for the broker's word, then write the row.

In this order, and nothing else between two messages, a crash at any point only means that a message is read again.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from aiokafka.errors import KafkaError
from aiokafka.partitioner import murmur2
from faust.exceptions import ProducerSendError
from pydantic import BaseModel

from monitor.errors import BrokerError, MonitorError, StoredRowError
from monitor.stream.codec import decode_row, encode_row

M = TypeVar("M", bound=BaseModel)

MAX_MESSAGE_BYTES = 900_000
"""Kafka's default limit is 1 MiB with all headers; what is larger is refused before it can stop a worker."""


class TooLargeError(MonitorError):
    """A message that no broker would take."""


class Parcel(NamedTuple):
    """One message to send.  `partition` None: the home of the key."""

    topic: str
    key: bytes | None
    value: bytes
    partition: int | None = None
    sent_at: datetime | None = None
    """The time on the message; None: now."""
    headers: tuple[tuple[str, bytes], ...] = ()


def home(key: bytes, partitions: int) -> int:
    """The partition of a key, as Kafka's Java clients and aiokafka choose it."""
    index: int = murmur2(key)
    return (index & 0x7FFFFFFF) % partitions


def check_sizes(parcels: Iterable[Parcel]) -> None:
    """Raises TooLargeError, before anything is sent."""
    for parcel in parcels:
        if len(parcel.value) > MAX_MESSAGE_BYTES:
            raise TooLargeError(f"{len(parcel.value)} bytes for {parcel.topic} are more than {MAX_MESSAGE_BYTES}")


@contextmanager
def refusals_as_ours() -> Iterator[None]:
    """What Kafka answers instead of an acknowledgement, as one sentence."""
    try:
        yield
    except (KafkaError, ProducerSendError) as error:
        raise BrokerError(f"Kafka did not acknowledge what we sent: {error!r}") from error


class Post:
    """Sends parcels.  An error leaves the agent and ends the worker: the message it belongs to is read again."""

    def __init__(self, app: Any, partitions: int) -> None:
        self._app = app
        self._partitions = partitions
        self._topics: dict[str, Any] = {}

    async def send(self, parcels: Iterable[Parcel]) -> None:
        """Returns when the broker has acknowledged every one."""
        with refusals_as_ours():
            acks = [await self._hand_over(parcel) for parcel in parcels]
            if acks:
                await asyncio.gather(*acks)

    async def _hand_over(self, parcel: Parcel) -> Any:
        partition = parcel.partition
        if partition is None and parcel.key is not None:
            partition = home(parcel.key, self._partitions)
        topic = self._topics.get(parcel.topic)
        if topic is None:
            topic = self._topics[parcel.topic] = raw_topic(self._app, parcel.topic, self._partitions)
        timestamp = parcel.sent_at.timestamp() if parcel.sent_at else None
        return await topic.send(
            key=parcel.key,
            value=parcel.value,
            partition=partition,
            timestamp=timestamp,
            headers=list(parcel.headers) or None,
        )


def raw_topic(app: Any, name: str, partitions: int) -> Any:
    """A topic that carries bytes as they are."""
    return app.topic(name, key_serializer="raw", value_serializer="raw", partitions=partitions)


class Rows(Generic[M]):
    """One table: a row in memory is always one that the changelog has acknowledged."""

    def __init__(
        self,
        app: Any,
        name: str,
        model: type[M],
        partitions: int,
        *,
        due_at: Callable[[M], datetime | None] = lambda row: None,
        used_at: Callable[[M], datetime | None] = lambda row: None,
        keep: Callable[[M], timedelta] = lambda row: timedelta(days=366),
    ) -> None:
        """`due_at`: from when on time alone may change a row (None: never), so that a tick reads few of thousands.
        `used_at`: when it was last of use (None: it still is); `keep`: how long after that somebody may ask for it."""
        self._model = model
        self._due_at = due_at
        self._used_at = used_at
        self._keep = keep
        self._round: dict[int, list[bytes]] = {}
        self._due: dict[bytes, tuple[bytes, datetime | None]] = {}
        # Bytes: with a schema or a model, Faust's recovery would decode rows otherwise than its agents do.
        self._table = app.Table(name, partitions=partitions, key_type=bytes, value_type=bytes)

    def __len__(self) -> int:
        return len(self._table.data)

    def get(self, key: bytes) -> M | None:
        """Raises StoredRowError."""
        row = self._table.data.get(key)
        return None if row is None else decode_row(key, row, self._model)

    def size_of(self, key: bytes) -> int:
        """Bytes of one row."""
        return len(self._table.data.get(key) or b"")

    def due(self, partition: int, now: datetime) -> list[tuple[bytes, M]]:
        """Every due row of one partition: a row is written to the partition of the message in hand, a tick's too."""
        # Faust's in-memory store notes each row's partition, and drops those that went to another worker.
        homes, found = self._table.data._key_partition, []
        for key, row in self._table.data.items():
            if homes.get(key) != partition:
                continue
            known, at = self._due.get(key, (None, None))
            if known is row and (at is None or at > now):
                continue
            value = decode_row(key, row, self._model)
            at = self._due_at(value)
            self._due[key] = (row, at)
            if at is not None and at <= now:
                found.append((key, value))
        return found

    def ready(self, key: bytes, value: M) -> bytes:
        """The row as `put` takes it.  Raises TooLargeError: before anything is sent that the row must remember."""
        row = encode_row(value)
        if len(row) > MAX_MESSAGE_BYTES:
            raise TooLargeError(f"row {key!r} would have {len(row)} bytes, more than {MAX_MESSAGE_BYTES}")
        return row

    async def put(self, key: bytes, row: bytes, partition: int) -> None:
        """Write ahead: the changelog first, then memory.  `partition` is that of the message in hand."""
        if self._table.data.get(key) == row:
            return
        # Not `table[key] = row`: that puts the change into a buffer, and a commit may overtake a buffer that is slow.
        with refusals_as_ours():
            await (await self._table.changelog_topic.send(key=key, value=row, partition=partition))
        self._table.data[key] = row
        self._table.data._key_partition[key] = partition

    async def forget(self, partition: int, now: datetime, looks: int) -> None:
        """Look at the next few rows of one partition, in turn, and let go of those that nobody can ask for.

        As with `put`, only for the agent whose rows they are, with a message of this partition in hand.
        """
        data = self._table.data
        over = [key for key in self._next(partition, looks) if self._is_over(key, now)]
        with refusals_as_ours():
            send = self._table.changelog_topic.send
            acks = [await send(key=key, value=None, partition=partition) for key in over]
            if acks:
                await asyncio.gather(*acks)
        for key in over:
            data.pop(key, None)
            data._key_partition.pop(key, None)
            self._due.pop(key, None)

    def _next(self, partition: int, looks: int) -> list[bytes]:
        homes, left = self._table.data._key_partition, self._round.pop(partition, None)
        if not left:
            left = [key for key, place in homes.items() if place == partition]
        self._round[partition] = left[looks:]
        return [key for key in left[:looks] if homes.get(key) == partition]

    def _is_over(self, key: bytes, now: datetime) -> bool:
        try:
            value = self.get(key)
        except StoredRowError:  # whoever needs it will say so
            return False
        at = None if value is None else self._used_at(value)
        return value is not None and at is not None and at + self._keep(value) <= now
