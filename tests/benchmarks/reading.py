"""How fast articles are read, against the plain matching of the phrases alone.

python tests/benchmarks/reading.py CORPUS.jsonl [--war PREFIX] [--rounds 3]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from monitor.knowledge.load import load_knowledge
from monitor.model.article import Article, RawArticle
from monitor.pipeline import find_incidents
from monitor.steps.detect import detect
from monitor.steps.normalise import normalise

ARRIVED = datetime(2030, 1, 1, tzinfo=UTC)


def best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of one core in the fastest round; what else runs on the machine does not count."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def start_up() -> float:
    """Seconds from nothing to knowledge loaded, in a new process, second start (the compiled phrases are kept)."""
    code = "from monitor.pipeline import find_incidents; from monitor.knowledge.load import load_knowledge; load_knowledge()"
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def show(name: str, seconds: float, count: int, size: int) -> None:
    micro = seconds / count * 1e6
    print(f"{name:<28} {count / seconds:>9,.0f} articles/s {size / seconds / 1e6:>7.1f} MB/s {micro:>8.0f} µs each")


def measure(name: str, articles: list[Article], rounds: int) -> None:
    knowledge = load_knowledge()
    size = sum(len(article.body.encode()) for article in articles)
    count = len(articles)
    print(f"-- {name}: {count} articles, {size / 1e6:.1f} MB")
    show("matching alone", best(rounds, lambda: [knowledge.phrases.find(one.body) for one in articles]), count, size)
    show(
        "detect",
        best(rounds, lambda: [detect(one, knowledge.phrases, knowledge.sources) for one in articles]),
        count,
        size,
    )
    show("detect and locate", best(rounds, lambda: [find_incidents(one, knowledge) for one in articles]), count, size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--war", default="fakes", help="uris that begin so are the war part")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.corpus.read_bytes().splitlines()
    articles = [normalise(RawArticle(value=line, arrived_at=ARRIVED)) for line in lines if line.strip()]
    war = [article for article in articles if str(article.uri).startswith(options.war)]
    print(f"start-up {start_up():.2f} s")
    measure("all", articles, options.rounds)
    if war:
        measure("war part", war, options.rounds)
    seconds = best(1, lambda: [normalise(RawArticle(value=line, arrived_at=ARRIVED)) for line in lines if line.strip()])
    show("normalise (not in the above)", seconds, len(articles), sum(map(len, lines)))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(json.dumps({"python": sys.version.split()[0]}))


if __name__ == "__main__":
    main()
