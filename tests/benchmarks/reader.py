"""Articles a second: the monitor as it runs, against a stock Faust agent that does nothing, on the same broker.

`python -m tests.benchmarks.reader [CORPUS.jsonl] [--articles 20000] [--kafka HOST:PORT]`; without a corpus it writes one,
without a broker it starts one.
"""

import argparse
import json
import random
import tempfile
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from monitor.settings import load_settings
from monitor.stream.topics import create_topics, topics_of
from tests.faults.workers import Worker
from tests.kafka.broker import shared

PARTITIONS = 4
LOOK_SECONDS = 0.05
COMMIT_SECONDS = 0.2
PATIENCE_SECONDS = 900.0


def main() -> None:
    """Measure, and print both rates and their ratio."""
    options = _options()
    bootstrap = options.kafka or shared().bootstrap
    prefix = f"bench{uuid.uuid4().hex[:8]}."
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(options.corpus) if options.corpus else _invented(Path(folder) / "corpus.jsonl")
        monitor = _monitor(bootstrap, prefix, Path(folder))
        topic = f"{prefix}wire.articles"
        count = _publish(bootstrap, topic, corpus, options.articles)
        idle = _idle(bootstrap, prefix, topic, Path(folder))
        rates = {
            "stock Faust agent that does nothing": _rate(idle, bootstrap, f"{prefix}idle", topic, count),
            "monitor run: reader, watcher, announcer": _rate(monitor, bootstrap, f"{prefix}monitor", topic, count),
        }
    print(f"{count} articles of {corpus.name}, {PARTITIONS} partitions, one worker each")
    for name, rate in rates.items():
        print(f"{rate:8,.0f} articles/s  {name}")
    nothing, reading = rates.values()
    print(f"{reading / nothing:8.2f}             ratio")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", help="articles as JSON lines")
    parser.add_argument("--articles", type=int, default=20000, help="how many to read (default 20000)")
    parser.add_argument("--kafka", help="host:port of a broker that runs already")
    return parser.parse_args()


def _monitor(bootstrap: str, prefix: str, folder: Path) -> Worker:
    environment = {
        "MONITOR_KAFKA": bootstrap,
        "MONITOR_GROUP": f"{prefix}monitor",
        "MONITOR_TOPIC_PREFIX": prefix,
        "MONITOR_INSTANCE": "bench",
        "MONITOR_PARTITIONS": str(PARTITIONS),
        "MONITOR_DATA_DIR": str(folder),
        "MONITOR_RUN_DIR": str(folder),
        "MONITOR_HTTP_PORT": "0",
        "MONITOR_LOG_LEVEL": "WARNING",
        "MONITOR_COMMIT_INTERVAL_SECONDS": str(COMMIT_SECONDS),
    }
    settings = load_settings(environment)
    assert topics_of(settings).articles.name == f"{prefix}wire.articles"
    create_topics(settings)
    return Worker(("monitor", "run"), environment, folder / "monitor.log")


def _idle(bootstrap: str, prefix: str, topic: str, folder: Path) -> Worker:
    environment = {
        "BENCH_KAFKA": bootstrap,
        "BENCH_GROUP": f"{prefix}idle",
        "BENCH_TOPIC": topic,
        "BENCH_FOLDER": str(folder / "idle"),
    }
    command = ("tests.benchmarks.idle_agent", "worker", "-l", "warn", "--without-web")
    return Worker(command, environment, folder / "idle.log")


def _rate(worker: Worker, bootstrap: str, group: str, topic: str, count: int) -> float:
    """From its first commit to its last: starting up is not reading."""
    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": group})
    worker.start()
    first_at, first, done, until = 0.0, 0, 0, time.monotonic() + PATIENCE_SECONDS
    try:
        while done < count:
            time.sleep(LOOK_SECONDS)
            if time.monotonic() > until or not worker.is_running:
                raise SystemExit(f"{group} stands at {done} of {count}:\n{worker.log.read_text()[-3000:]}")
            done = _committed(consumer, topic)
            if not first and done:
                first_at, first = time.monotonic(), done
        return (done - first) / (time.monotonic() - first_at)
    finally:
        worker.kill()
        consumer.close()


def _committed(consumer: Consumer, topic: str) -> int:
    places = [TopicPartition(topic, partition) for partition in range(PARTITIONS)]
    try:
        return sum(max(place.offset, 0) for place in consumer.committed(places, timeout=10))
    except KafkaException:
        return 0  # The broker is new, and nobody keeps the group's offsets yet.


def _publish(bootstrap: str, topic: str, corpus: Path, count: int) -> int:
    """The corpus over and over, each time under other uris."""
    producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random", "linger.ms": 20})
    articles = [json.loads(line) for line in corpus.read_text().splitlines()]
    now_ms = int(datetime.now(UTC).timestamp() * 1000)
    for n in range(count):
        article = articles[n % len(articles)] | {"uri": f"bench-{n}"}
        while True:
            try:
                producer.produce(topic, key=article["uri"], value=json.dumps(article), timestamp=now_ms)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush()
    return count


WORDS = (
    "the government said on Tuesday that a new report about trade and schools in the capital would be read by ministers "
    "who met for talks after a long day of debate over prices roads water power and the budget of next year"
)


def _invented(path: Path) -> Path:
    """Ordinary news of about 400 words; one article in twenty tells of shelling."""
    chance = random.Random(1)
    with path.open("w") as lines:
        for n in range(2000):
            text = ". ".join(" ".join(chance.choices(WORDS.split(), k=18)).capitalize() for _ in range(22))
            if n % 20 == 0:
                text = f"IDLIB, Syria - At least {n % 90 + 3} people were killed on Wednesday in shelling, doctors said. {text}"
            article = {"uri": f"invented-{n}", "version": "1", "published_at": "2024-05-01T00:00:00Z"}
            article |= {"headline": f"Ministers meet again, part {n}", "body": f"{text}.", "language": "en"}
            lines.write(json.dumps(article) + "\n")
    return path


if __name__ == "__main__":
    main()
