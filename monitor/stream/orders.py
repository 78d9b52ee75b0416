"""Puts commands on `monitor.commands` from outside a worker, and looks at the rows that they change."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Generic, Self, TypeVar

from confluent_kafka import KafkaError, KafkaException, Message, Producer
from pydantic import BaseModel

from monitor.errors import BrokerError
from monitor.model.command import Command, WideMute, WideUnmute
from monitor.model.notification import AlertLedger
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.carry import home
from monitor.stream.codec import decode_row, encode
from monitor.stream.follow import Follower
from monitor.stream.topics import topics_of

M = TypeVar("M", bound=BaseModel)
_TIMEOUT_SECONDS = 30.0


class RowView(Generic[M]):
    """One table as its changelog has it: `with RowView(settings, topic, AlertLedger) as view: view.rows`."""

    def __init__(self, settings: Settings, topic: str, model: type[M], partitions: Iterable[int] | None = None) -> None:
        self._follower = Follower(settings, [topic], partitions)
        self._model = model
        self.rows: dict[bytes, M] = {}

    def __enter__(self) -> Self:
        """Raises BrokerError or StoredRowError."""
        newest = {seen.key: seen.value for seen in self._follower.until_now()}
        self.rows = {key: decode_row(key, value, self._model) for key, value in newest.items() if value}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._follower.__exit__(kind, error, trace)

    def wait_until(self, true: Callable[[], bool], patience: timedelta) -> bool:
        """Take in what is written to the table until it is as wished, or patience ends (False)."""
        deadline = datetime.now(UTC) + patience
        while not true():
            if datetime.now(UTC) > deadline:
                return False
            for seen in self._follower.poll(0.2):
                self.rows.pop(seen.key, None)
                if seen.value:
                    self.rows[seen.key] = decode_row(seen.key, seen.value, self._model)
        return True


def send_order(settings: Settings, order: Command | WideMute | WideUnmute) -> None:
    """Returns when Kafka has it.  Raises BrokerError."""
    key = order_key(order)
    failed: list[KafkaError] = []

    def answered(error: KafkaError | None, _message: Message) -> None:
        if error is not None:
            failed.append(error)

    producer = Producer(client_config(settings, **{"acks": "all", "message.timeout.ms": int(_TIMEOUT_SECONDS * 1000)}))
    try:
        producer.produce(
            topics_of(settings).commands.name, encode(order), key, home(key, settings.partitions), on_delivery=answered
        )
        left = producer.flush(_TIMEOUT_SECONDS)
    except KafkaException as error:
        raise BrokerError(f"the command was not taken: {error.args[0].str()}") from error
    if failed or left:
        raise BrokerError(f"the command was not taken: {failed[0].str() if failed else 'no answer'}; is the broker up?")


def order_key(order: Command | WideMute | WideUnmute) -> bytes:
    """Where it is read first."""
    if isinstance(order, Command):
        return order.region_id.encode()
    return (order.mute.id if isinstance(order, WideMute) else order.mute_id).encode()


def find_ledger(settings: Settings, alert_id: str, region_id: str) -> AlertLedger | None:
    """One alert's row, read from its partition's changelog: for a worker that does not own it.  Raises BrokerError."""
    partition = home(region_id.encode(), settings.partitions)
    with RowView(settings, topics_of(settings).ledgers.name, AlertLedger, [partition]) as view:
        return view.rows.get(alert_id.encode())
