"""Articles a second: the monitor as it runs, with one and two workers, against stock Faust agents that do nothing or
send one message in twenty on, in the same run on the same broker.

`python -m tests.benchmarks.reader [CORPUS.jsonl] [--articles 20000] [--kafka HOST:PORT]`; without a corpus it writes one,
without a broker it starts one.
"""

import argparse
import json
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from monitor.settings import load_settings
from monitor.stream.topics import create_topics
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.wire import write_invented
from tests.faults.view import create_topics as create_plain_topics
from tests.faults.workers import Worker
from tests.kafka.broker import shared

PARTITIONS = 4
LOOK_SECONDS = 0.05
COMMIT_SECONDS = 0.2
PATIENCE_SECONDS = 900.0


@dataclass(frozen=True)
class Contender:
    """Something that reads the topic, under one name for each number of workers."""

    name: str
    label: str
    forward_every: int | None = None
    """None: the monitor."""


class Rate(NamedTuple):
    """`cost_ms`: of the processor, for one article; the same on a machine that has other things to do."""

    a_second: float
    cost_ms: float


CONTENDERS = (
    Contender("stock Faust agent that does nothing", "idle", 0),
    Contender("stock Faust agent that sends one in twenty on", "forward", 20),
    Contender("monitor run: reader, watcher, announcer", "monitor"),
)


@dataclass(frozen=True)
class Bench:
    """One topic of articles on one broker."""

    bootstrap: str
    prefix: str
    folder: Path

    def group(self, contender: Contender, workers: int) -> str:
        return f"{self.prefix}{contender.label}{workers}"

    def topic(self, group: str) -> str:
        """A topic for each group: reports of one monitor must not be work for the next."""
        return f"{group}.wire.articles"

    def workers(self, contender: Contender, count: int) -> list[Worker]:
        """Not started yet; their topics are made."""
        group = self.group(contender, count)
        if contender.forward_every is not None:
            create_plain_topics(self.bootstrap, PARTITIONS, [self.topic(group), f"{self.topic(group)}.onward"])
            return [self._stock(group, contender.forward_every, n) for n in range(count)]
        create_topics(load_settings(self._environment(group, "nobody")))
        return [
            Worker(("monitor", "run"), self._environment(group, f"w{n}"), self.folder / f"{group}{n}.log")
            for n in range(count)
        ]

    def _environment(self, group: str, name: str) -> dict[str, str]:
        return {
            "MONITOR_KAFKA": self.bootstrap,
            "MONITOR_GROUP": group,
            "MONITOR_TOPIC_PREFIX": f"{group}.",
            "MONITOR_INSTANCE": name,
            "MONITOR_PARTITIONS": str(PARTITIONS),
            "MONITOR_DATA_DIR": str(self.folder),
            "MONITOR_RUN_DIR": str(self.folder),
            "MONITOR_HTTP_PORT": "0",
            "MONITOR_LOG_LEVEL": "WARNING",
            "MONITOR_COMMIT_INTERVAL_SECONDS": str(COMMIT_SECONDS),
        }

    def _stock(self, group: str, forward_every: int, number: int) -> Worker:
        environment = {
            "BENCH_KAFKA": self.bootstrap,
            "BENCH_GROUP": group,
            "BENCH_TOPIC": self.topic(group),
            "BENCH_FOLDER": str(self.folder / f"{group}{number}"),
            "BENCH_FORWARD_EVERY": str(forward_every),
        }
        command = ("tests.benchmarks.idle_agent", "worker", "-l", "warn", "--without-web")
        return Worker(command, environment, self.folder / f"{group}{number}.log")


def main() -> None:
    """Measure, and print a table."""
    options = _options()
    bench_id = f"bench{uuid.uuid4().hex[:8]}."
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.kafka or shared().bootstrap, bench_id, Path(folder))
        corpus = Path(options.corpus) if options.corpus else write_invented(Path(folder) / "corpus.jsonl")
        articles = [json.loads(line) for line in corpus.read_text().splitlines()]
        print(describe_machine())
        print(f"{options.articles} articles of {corpus.name}, {PARTITIONS} partitions\n")
        print("| | 1 worker, articles/s | 2 workers, articles/s | processor ms an article |\n|---|---:|---:|---:|")
        for contender in CONTENDERS:
            one, two = (_rate(bench, contender, workers, articles, options.articles) for workers in (1, 2))
            print(f"| {contender.name} | {one.a_second:,.0f} | {two.a_second:,.0f} | {one.cost_ms:.2f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", help="articles as JSON lines")
    parser.add_argument("--articles", type=int, default=20000, help="how many to read (default 20000)")
    parser.add_argument("--kafka", help="host:port of a broker that runs already")
    return parser.parse_args()


def _rate(bench: Bench, contender: Contender, count: int, articles: list[dict[str, str]], total: int) -> Rate:
    """From the first commit to the last: starting up is not reading."""
    workers, group = bench.workers(contender, count), bench.group(contender, count)
    _publish(bench.bootstrap, bench.topic(group), articles, total)
    consumer = Consumer({"bootstrap.servers": bench.bootstrap, "group.id": group})
    for worker in workers:
        worker.start()
    first_at, first, first_cost, done, until = 0.0, 0, 0.0, 0, time.monotonic() + PATIENCE_SECONDS
    try:
        while done < total:
            time.sleep(LOOK_SECONDS)
            _must_run(workers, until, f"{group} stands at {done} of {total}")
            done = _committed(consumer, bench.topic(group))
            if not first and done:
                first_at, first, first_cost = time.monotonic(), done, _cost(workers)
        cost_ms = (_cost(workers) - first_cost) * 1000 / (done - first)
        return Rate((done - first) / (time.monotonic() - first_at), cost_ms)
    finally:
        for worker in workers:
            worker.kill()
        consumer.close()


def _cost(workers: Sequence[Worker]) -> float:
    return sum(worker.processor_seconds for worker in workers)


def _must_run(workers: Sequence[Worker], until: float, says: str) -> None:
    ended = [worker for worker in workers if not worker.is_running]
    if ended or time.monotonic() > until:
        raise SystemExit(f"{says}:\n{(ended or workers)[0].log.read_text()[-3000:]}")


def _committed(consumer: Consumer, topic: str) -> int:
    places = [TopicPartition(topic, partition) for partition in range(PARTITIONS)]
    try:
        return sum(max(place.offset, 0) for place in consumer.committed(places, timeout=10))
    except KafkaException:
        return 0  # The broker is new, and nobody keeps the group's offsets yet.


def _publish(bootstrap: str, topic: str, articles: list[dict[str, str]], count: int) -> None:
    """The corpus over and over, each time under other uris."""
    producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random", "linger.ms": 20})
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


if __name__ == "__main__":
    main()
