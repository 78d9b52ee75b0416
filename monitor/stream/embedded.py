"""A broker in this process, out of the confluent-kafka wheel: no Java, no Docker, up in milliseconds, forgets on exit.

It is librdkafka's mock cluster: four partitions a topic, about 5 MB a partition in memory, topics made by being named.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from confluent_kafka import KafkaException, Producer

from monitor.errors import BrokerError, SettingsError
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.topics import topics_of

PARTITIONS = 4
"""What librdkafka's mock gives each topic; it can't be told otherwise."""
FORGETS = (
    "embedded broker: everything on it is in memory, and gone when this command ends; set MONITOR_KAFKA to keep it"
)
_ADDRESS_FILE = "embedded-broker"
_TIMEOUT_SECONDS = 10.0


class EmbeddedBroker:
    """`with EmbeddedBroker(settings) as broker:` — `broker.settings` are the settings that lead to it."""

    def __init__(self, settings: Settings, *, announce: bool = True) -> None:
        self._given = settings
        self._announce = announce
        self._file = address_file(settings)
        self._host: Producer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and touch every topic: it makes them when asked about them.  Raises BrokerError or SettingsError."""
        self._host = Producer({"bootstrap.servers": "none:1", "test.mock.num.brokers": 1, "log_level": 0})
        try:
            brokers = self._host.list_topics(timeout=_TIMEOUT_SECONDS).brokers
        except KafkaException as error:
            raise BrokerError(f"the embedded broker did not start: {error.args[0].str()}") from error
        self.address = ",".join(f"{broker.host}:{broker.port}" for broker in brokers.values())
        self.settings = self._given.model_copy(
            update={
                "kafka": self.address,
                "kafka_security": "plaintext",
                "partitions": PARTITIONS,
                "replication": 1,
                "create_topics": False,
                # A worker that left is waited for until its session ends; the mock does not hear a goodbye.
                "session_timeout_seconds": 6.0,
            }
        )
        _touch_topics(self.settings)
        if self._announce:
            self._leave_address()

    def _leave_address(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.write_text(f"{self.address} {os.getpid()}\n")
        except OSError as error:
            raise SettingsError(
                f"can't write {self._file} ({error.strerror}): set MONITOR_RUN_DIR to another"
            ) from error

    def stop(self) -> None:
        """Forget everything."""
        if self._announce and find_embedded(self._given) == self.address:
            self._file.unlink(missing_ok=True)
        self._host = None


def address_file(settings: Settings) -> Path:
    """Where a running embedded broker leaves its address."""
    return settings.run_dir / _ADDRESS_FILE


def find_embedded(settings: Settings) -> str | None:
    """The address of the embedded broker that runs on this machine for this user; None: none runs."""
    try:
        address, pid = address_file(settings).read_text().split()
        os.kill(int(pid), 0)
    except PermissionError:
        return None  # The process id belongs to somebody else by now.
    except (OSError, ValueError):
        return None
    return address


def locate_broker(settings: Settings) -> Settings:
    """Settings that lead to a broker: the one they name, else the embedded one that runs.  Raises BrokerError."""
    if settings.kafka:
        return settings
    address = find_embedded(settings)
    if address is None:
        raise BrokerError("no broker: set MONITOR_KAFKA=host:port, or start `monitor up` in another terminal")
    return settings.model_copy(update={"kafka": address, "partitions": PARTITIONS, "create_topics": False})


def _touch_topics(settings: Settings) -> None:
    client = Producer(client_config(settings))
    for topic in topics_of(settings):
        client.list_topics(topic.name, timeout=_TIMEOUT_SECONDS)
