"""From an article on the topic to its notification at the webhook: at a steady rate, and in a burst.

`python -m tests.benchmarks.latency [--rate 50] [--seconds 60] [--burst 2000]`

One article in twenty raises an alert in a province of its own; its notification carries the article's link, so that each
can be told from the others.  The others are ordinary news of 400 words.
"""

import argparse
import gzip
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from monitor.delivery.catchers import WebhookCatcher
from monitor.knowledge.gazetteer_file import GAZETTEER
from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.pipeline import read_article, watch_region
from monitor.settings import load_settings
from monitor.stream.topics import create_topics
from tests.benchmarks.machine import describe_machine
from tests.benchmarks.wire import Feed, quiet_articles
from tests.faults.workers import Worker
from tests.kafka.broker import shared

PROBE_EVERY = 20
LINK = re.compile(r"https://wire\.example/(\d+)")
PATIENCE_SECONDS = 300.0


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--burst", type=int, default=2000)
    options = parser.parse_args()
    steady, burst = int(options.rate * options.seconds), options.burst
    probes = list(_probes((steady + burst) // PROBE_EVERY + 2))
    with tempfile.TemporaryDirectory() as folder, WebhookCatcher() as desk:
        worker, feed = _set_up(Path(folder), desk)
        worker.start()
        try:
            _warm_up(feed, desk, probes.pop(), worker)
            print(describe_machine())
            print("| | articles | alerts | p50 s | p90 s | p99 s | longest s | all told after s |")
            print("|---|---:|---:|---:|---:|---:|---:|---:|")
            print(_measure(feed, desk, probes, steady, options.rate, f"{options.rate:.0f} articles/s"), flush=True)
            print(_measure(feed, desk, probes, burst, 0, f"burst of {burst:,}"), flush=True)
        finally:
            worker.kill()


def _set_up(folder: Path, desk: WebhookCatcher) -> tuple[Worker, Feed]:
    environment = {
        "MONITOR_KAFKA": shared().bootstrap,
        "MONITOR_GROUP": "latency",
        "MONITOR_TOPIC_PREFIX": "latency.",
        "MONITOR_INSTANCE": "w0",
        "MONITOR_DATA_DIR": str(folder),
        "MONITOR_RUN_DIR": str(folder),
        "MONITOR_HTTP_PORT": "0",
        "MONITOR_LOG_LEVEL": "WARNING",
        "MONITOR_CHANNEL_DESK": desk.url(),
    }
    create_topics(load_settings(environment))
    worker = Worker(("monitor", "run"), environment, folder / "worker.log")
    return worker, Feed(shared().bootstrap, "latency.wire.articles")


def _warm_up(feed: Feed, desk: WebhookCatcher, probe: dict[str, str], worker: Worker) -> None:
    feed.put("warm-up", probe | {"url": "https://wire.example/0"})
    feed.flush()
    until = time.monotonic() + PATIENCE_SECONDS
    while not desk.posts:
        if time.monotonic() > until or not worker.is_running:
            raise SystemExit(worker.log.read_text()[-3000:])
        time.sleep(0.1)


def _measure(feed: Feed, desk: WebhookCatcher, probes: list[dict[str, str]], count: int, rate: float, name: str) -> str:
    quiet, sent, begun = quiet_articles(), dict[str, datetime](), time.monotonic()
    offset = len(desk.posts) * 1_000_000
    for n in range(count):
        number = str(offset + n)
        if n % PROBE_EVERY == 0:
            sent[number] = feed.put(f"probe-{number}", probes.pop() | {"url": f"https://wire.example/{number}"})
        else:
            feed.put(f"quiet-{number}", next(quiet))
        if rate:
            time.sleep(max(0.0, begun + n / rate - time.monotonic()))
    feed.flush()
    first = datetime.now(UTC) if not sent else min(sent.values())
    told = _wait_for(sent, desk)
    delays = sorted((told[number] - sent[number]).total_seconds() for number in told)
    p = statistics.quantiles(delays, n=100, method="inclusive")
    last = (max(told.values()) - first).total_seconds()
    missing = f" ({len(sent) - len(told)} not told)" if len(told) < len(sent) else ""
    return f"| {name} | {count:,} | {len(sent)}{missing} | {p[49]:.2f} | {p[89]:.2f} | {p[98]:.2f} | {delays[-1]:.2f} | {last:.1f} |"


def _wait_for(sent: dict[str, datetime], desk: WebhookCatcher) -> dict[str, datetime]:
    """When each was first told.  A probe that was not understood is not waited for beyond ten quiet seconds."""
    until, known, since = time.monotonic() + PATIENCE_SECONDS, -1, time.monotonic()
    while time.monotonic() < until and time.monotonic() - since < 10:
        told = {
            number: post.at
            for post in reversed(list(desk.posts))
            for number in LINK.findall(post.text)
            if number in sent
        }
        if len(told) == len(sent):
            return told
        if len(told) != known:
            known, since = len(told), time.monotonic()
        time.sleep(0.2)
    return told


def _probes(count: int) -> Iterator[dict[str, str]]:
    """Articles that each raise an alert of their own, in provinces all over the world."""
    knowledge, now, made = load_knowledge(), datetime.now(UTC), 0
    for town, country in _towns():
        body = f"{town.upper()}, {country} - At least 41 people were killed on {now:%A} when shells hit a market in {town}, doctors said.\n"
        probe = {"version": "1", "headline": f"Shells hit {town}", "body": body, "language": "en", "source": "Testwire"}
        if _is_told(probe, knowledge, now):
            made += 1
            yield probe
        if made == count:
            return
    raise SystemExit(f"only {made} of {count} towns raise an alert")


def _towns() -> Iterable[tuple[str, str]]:
    """The largest town of each province, and its country."""
    _, count, rest = gzip.decompress(GAZETTEER.read_bytes()).decode().split("\n", 2)
    rows = [row.split("\t") for row in rest.split("\n")[: int(count)]]
    countries = {row[1]: row[0] for row in rows if row[3] == "country"}
    best: dict[str, tuple[int, str, str]] = {}
    for name, country, region, level, _, _, _, weight in rows:
        if level == "place" and region and name.isascii() and name.isalpha() and country in countries:
            best[region] = max(best.get(region, (0, "", "")), (int(weight or 0), name, countries[country]))
    return [(name, country) for _, name, country in sorted(best.values(), reverse=True) if name]


_seen: set[str] = set()


def _is_told(probe: dict[str, str], knowledge: Knowledge, now: datetime) -> bool:
    value = json.dumps(probe | {"uri": "probe", "published_at": now.isoformat()}).encode()
    reports = read_article(RawArticle(value=value, arrived_at=now), None, knowledge).reports
    regions = {str(report.region.id) for report in reports if "-" in report.region.id}
    if len(regions) != 1 or regions & _seen:
        return False
    _seen.update(regions)
    changes = [change for report in reports for change in watch_region(None, report, knowledge)[1]]
    return any(change.region_id in regions and not change.silent_because for change in changes)


if __name__ == "__main__":
    main()
