"""Agents' parts without a broker: what was sent lies in a list, and so does each changelog."""

from types import SimpleNamespace
from typing import Any

from faust.types import TP

from monitor.metrics import Metrics
from monitor.settings import load_settings
from monitor.stream.carry import Parcel, Post
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.topics import topics_of

PARTITIONS = 4
TOPICS = topics_of(load_settings({}))


class Data(dict[bytes, bytes]):
    """Faust's in-memory store."""

    def __init__(self) -> None:
        super().__init__()
        self._key_partition: dict[bytes, int] = {}


class Changelog:
    """Acknowledges at once."""

    def __init__(self) -> None:
        self.rows: list[tuple[bytes, bytes | None, int]] = []

    async def send(self, *, key: bytes, value: bytes | None, partition: int) -> Any:
        self.rows.append((key, value, partition))

        async def acknowledged() -> None:
            return None

        return acknowledged()


class FakeApp:
    def __init__(self) -> None:
        self.data, self.changelog = Data(), Changelog()

    def Table(self, name: str, **options: Any) -> Any:  # noqa: N802  # Faust's name
        return SimpleNamespace(data=self.data, changelog_topic=self.changelog)


class FakePost(Post):
    def __init__(self) -> None:
        self.sent: list[Parcel] = []

    async def send(self, parcels: Any) -> None:
        self.sent.extend(parcels)

    def on(self, topic: str) -> list[bytes]:
        return [parcel.value for parcel in self.sent if parcel.topic == topic]


class Shelf:
    """What every agent is given."""

    def __init__(self, *, in_a_row: int = 5) -> None:
        self.app, self.post, self.metrics = FakeApp(), FakePost(), Metrics()
        self.letters = DeadLetters(self.post, TOPICS.dead_letters.name, self.metrics, in_a_row=in_a_row)
        self.parts: dict[str, Any] = {
            "topics": TOPICS,
            "partitions": PARTITIONS,
            "post": self.post,
            "dead_letters": self.letters,
            "metrics": self.metrics,
        }

    @property
    def buried(self) -> list[bytes]:
        return self.post.on(TOPICS.dead_letters.name)


def message(topic: str, value: bytes, *, partition: int, key: bytes | None = None, offset: int = 0) -> Any:
    stamp = 1_714_564_800.0  # NOON
    return SimpleNamespace(topic=topic, partition=partition, offset=offset, timestamp=stamp, key=key, value=value)


def places(topic: str, *partitions: int) -> set[TP]:
    return {TP(topic, number) for number in partitions}
