"""How fast articles are read, against the plain matching of the phrases alone.

python tests/benchmarks/reading.py CORPUS.jsonl [--war PREFIX] [--rounds 3]

Times are of the processor, not of the clock, and still grow where others fill its caches; the calls of functions do not.
"""

import argparse
import cProfile
import gc
import json
import pstats
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
from monitor.steps.detect import look_over
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


def calls(work: Callable[[], object]) -> int:
    """Python and C functions called: a measure of work that is the same on every machine, however busy."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # typeshed does not list it


def show(name: str, seconds: float, count: int, size: int, extra: str = "") -> None:
    micro = seconds / count * 1e6
    print(
        f"{name:<28} {count / seconds:>9,.0f} articles/s {size / seconds / 1e6:>7.1f} MB/s {micro:>8.0f} µs each{extra}"
    )


def measure(name: str, articles: list[Article], rounds: int) -> None:
    knowledge = load_knowledge()
    size = sum(len(article.body.encode()) for article in articles)
    count = len(articles)
    stages: dict[str, Callable[[], object]] = {
        "matching alone": lambda: [knowledge.phrases.find(one.body) for one in articles],
        "looking over": lambda: [look_over(one, knowledge.phrases) for one in articles],
        "reading": lambda: [find_incidents(one, knowledge) for one in articles],
    }
    print(f"-- {name}: {count} articles, {size / 1e6:.1f} MB")
    matching = 0.0
    for stage, work in stages.items():
        seconds = best(rounds, work)
        matching = matching or seconds
        show(stage, seconds, count, size, f" {seconds / matching:>6.1f} x matching {calls(work) / count:>8,.0f} calls")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--war", default="fakes", help="uris that begin so are the war part")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.corpus.read_bytes().splitlines()
    articles = [normalise(RawArticle(value=line, arrived_at=ARRIVED)) for line in lines if line.strip()]
    war = [article for article in articles if str(article.uri).startswith(options.war)]
    others = [article for article in articles if not str(article.uri).startswith(options.war)]
    load_knowledge()
    gc.freeze()  # as a worker does
    print(f"start-up {start_up():.2f} s")
    measure("all", articles, options.rounds)
    if war:
        measure("war part", war, options.rounds)
        measure("all but the war part", others, options.rounds)
    seconds = best(1, lambda: [normalise(RawArticle(value=line, arrived_at=ARRIVED)) for line in lines if line.strip()])
    show("normalise (not in the above)", seconds, len(articles), sum(map(len, lines)))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(json.dumps({"python": sys.version.split()[0]}))


if __name__ == "__main__":
    main()
