"""The memory of a worker under load, minute by minute: it must not grow but by the rows that it has to keep.

`python -m tests.benchmarks.memory [--minutes 60] [--rate 30] [--stories 600]`

One article in twenty is war, in one of 41 towns, with corrections and withdrawals; the others are ordinary news of 400 words.
With --stories the rows stay as many once these are told: what grows then is a leak.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

from monitor.delivery.catchers import WebhookCatcher
from monitor.settings import load_settings
from monitor.stream.topics import create_topics
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.wire import Feed, quiet_articles
from tests.faults.articles import wire_from_now
from tests.faults.workers import Worker
from tests.kafka.broker import free_port, shared

WAR_EVERY = 20
LOOK_SECONDS = 10.0
WARM_UP_SHARE = 1 / 3


class Look(NamedTuple):
    """What a worker has read and keeps, once."""

    minute: float
    articles: float
    rows: float
    mb: float


def main() -> None:
    """Print a row each minute, and the slope after the first third."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument(
        "--stories", type=int, default=0, help="so many war articles, then their later versions (0: always new)"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, WebhookCatcher() as desk:
        port = free_port()
        environment = {
            "MONITOR_KAFKA": shared().bootstrap,
            "MONITOR_GROUP": "memory",
            "MONITOR_TOPIC_PREFIX": "memory.",
            "MONITOR_INSTANCE": "w0",
            "MONITOR_DATA_DIR": folder,
            "MONITOR_RUN_DIR": folder,
            "MONITOR_HTTP_PORT": str(port),
            "MONITOR_LOG_LEVEL": "WARNING",
            "MONITOR_CHANNEL_DESK": desk.url(),
        }
        create_topics(load_settings(environment))
        worker = Worker(("monitor", "run"), environment, Path(folder) / "worker.log")
        worker.start()
        print(describe_machine())
        try:
            _watch(worker, port, Feed(shared().bootstrap, "memory.wire.articles"), options)
        finally:
            worker.kill()


def _watch(worker: Worker, port: int, feed: Feed, options: argparse.Namespace) -> None:
    begun, count, looked = time.monotonic(), 0, 0.0
    rate, minutes = options.rate, options.minutes
    quiet, wire = quiet_articles(), wire_from_now(rate / WAR_EVERY, stories=options.stories)
    seen: list[Look] = []
    print("| minute | articles published | articles read | rows | resident memory, MB |\n|---:|---:|---:|---:|---:|")
    while (passed := time.monotonic() - begun) < minutes * 60:
        while count < passed * rate:
            if count % WAR_EVERY:
                feed.put(f"quiet-{count}", next(quiet))
            else:
                feed.send(wire.article(count // WAR_EVERY))
            count += 1
        if passed - looked >= LOOK_SECONDS and worker.is_running:
            looked = passed
            metrics = _metrics(port)
            if not metrics:
                continue  # the worker was busy: a look at nothing would bend the slope
            articles, rows = _sum(metrics, "monitor_articles_total"), _sum(metrics, "monitor_rows{")
            seen.append(Look(passed / 60, articles, rows, worker.resident_mb))
            if len(seen) % 6 == 0:
                print(
                    f"| {passed / 60:.0f} | {count:,} | {articles:,.0f} | {rows:,.0f} | {seen[-1].mb:.1f} |", flush=True
                )
        time.sleep(0.02)
    _tell_slope([look for look in seen if look.minute > minutes * WARM_UP_SHARE])


def _tell_slope(seen: list[Look]) -> None:
    by_minute = statistics.linear_regression([look.minute for look in seen], [look.mb for look in seen]).slope
    first, last = seen[0], seen[-1]
    by_row = (last.mb - first.mb) / (last.rows - first.rows) if last.rows > first.rows else 0.0
    print(
        f"\nfrom minute {first.minute:.0f} to {last.minute:.0f}: {first.mb:.1f} to {last.mb:.1f} MB, "
        f"{last.articles - first.articles:,.0f} articles read, {last.rows - first.rows:,.0f} rows more, "
        f"slope {by_minute * 60:+.1f} MB an hour, {by_row * 1e3:+.2f} KB a row"
    )


def _metrics(port: int) -> list[str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
            return page.read().decode().splitlines()
    except OSError:
        return []


def _sum(metrics: list[str], name: str) -> float:
    return sum(float(line.split()[-1]) for line in metrics if line.startswith(name))


if __name__ == "__main__":
    main()
