"""Invented articles of ordinary length for the benchmarks."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from confluent_kafka import Producer

from tests.faults.articles import Sent
from tests.faults.view import QUIET

WORDS = (
    "the government said on Tuesday that a new report about trade and schools in the capital would be read by ministers "
    "who met for talks after a long day of debate over prices roads water power and the budget of next year"
)


def filler(chance: random.Random) -> str:
    """About 400 words of ordinary news."""
    return ". ".join(" ".join(chance.choices(WORDS.split(), k=18)).capitalize() for _ in range(22))


def write_invented(path: Path) -> Path:
    """Ordinary news; one article in twenty tells of shelling."""
    chance = random.Random(1)
    with path.open("w") as lines:
        for n in range(2000):
            text = filler(chance)
            if n % 20 == 0:
                text = f"IDLIB, Syria - At least {n % 90 + 3} people were killed on Wednesday in shelling, doctors said. {text}"
            article = {"uri": f"invented-{n}", "version": "1", "published_at": "2024-05-01T00:00:00Z"}
            article |= {"headline": f"Ministers meet again, part {n}", "body": f"{text}.", "language": "en"}
            lines.write(json.dumps(article) + "\n")
    return path


def quiet_articles() -> Iterator[dict[str, str]]:
    """For ever; only `uri` and `published_at` are missing."""
    chance = random.Random(2)
    bodies = [f"{filler(chance)}.\n" for _ in range(500)]
    number = 0
    while True:
        number += 1
        body = bodies[number % len(bodies)]
        yield {"version": "1", "headline": f"Ministers meet, part {number}", "body": body, "language": "en"}


class Feed:
    """Publishes articles with the time of day, each under its uri."""

    def __init__(self, bootstrap: str, topic: str) -> None:
        self._topic = topic
        self._producer = Producer(
            {"bootstrap.servers": bootstrap, "partitioner": "murmur2_random", "linger.ms": 1, **QUIET}
        )

    def put(self, uri: str, article: dict[str, str]) -> datetime:
        """Answers when."""
        now = datetime.now(UTC)
        value = json.dumps(article | {"uri": uri, "published_at": now.isoformat()})
        self._producer.produce(self._topic, key=uri, value=value, timestamp=int(now.timestamp() * 1000))
        self._producer.poll(0)
        return now

    def send(self, sent: Sent) -> None:
        """An article of the fault tests."""
        self._producer.produce(self._topic, key=sent.uri, value=sent.value, timestamp=sent.timestamp_ms)
        self._producer.poll(0)

    def flush(self) -> None:
        """Wait until the broker has all."""
        self._producer.flush()
