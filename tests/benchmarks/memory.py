"""The memory of a worker under load, minute by minute: it must not grow.

`python -m tests.benchmarks.memory [--minutes 60] [--rate 30]`

One article in twenty is war, in one of 41 towns, with corrections and withdrawals; the others are ordinary news of 400 words.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

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


def main() -> None:
    """Print a row each minute, and the slope after the first third."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=30.0)
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
            _watch(worker, port, Feed(shared().bootstrap, "memory.wire.articles"), options.rate, options.minutes)
        finally:
            worker.kill()


def _watch(worker: Worker, port: int, feed: Feed, rate: float, minutes: float) -> None:
    begun, count, looked = time.monotonic(), 0, 0.0
    quiet, wire = quiet_articles(), wire_from_now(rate / WAR_EVERY)
    seen: list[tuple[float, float, float]] = []
    print("| minute | articles published | articles read | resident memory, MB |\n|---:|---:|---:|---:|")
    while (passed := time.monotonic() - begun) < minutes * 60:
        while count < passed * rate:
            if count % WAR_EVERY:
                feed.put(f"quiet-{count}", next(quiet))
            else:
                feed.send(wire.article(count // WAR_EVERY))
            count += 1
        if passed - looked >= LOOK_SECONDS and worker.is_running:
            looked = passed
            seen.append((passed / 60, _read(port), worker.resident_mb))
            if len(seen) % 6 == 0:
                print(f"| {seen[-1][0]:.0f} | {count:,} | {seen[-1][1]:,.0f} | {seen[-1][2]:.1f} |", flush=True)
        time.sleep(0.02)
    _tell_slope([look for look in seen if look[0] > minutes * WARM_UP_SHARE])


def _tell_slope(seen: list[tuple[float, float, float]]) -> None:
    by_minute = statistics.linear_regression([at for at, _, _ in seen], [mb for _, _, mb in seen]).slope
    read = seen[-1][1] - seen[0][1]
    print(
        f"\nfrom minute {seen[0][0]:.0f} to {seen[-1][0]:.0f}: {seen[0][2]:.1f} to {seen[-1][2]:.1f} MB, {read:,.0f} articles "
        f"read, slope {by_minute * 60:+.1f} MB an hour"
    )


def _read(port: int) -> float:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
            lines = page.read().decode().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[-1]) for line in lines if line.startswith("monitor_articles_total"))


if __name__ == "__main__":
    main()
