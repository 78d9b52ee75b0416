"""How long nobody reads after a SIGKILL and at a polite stop, by how much a worker has to read back.

`python -m tests.benchmarks.restart [--regions 100 1000 5000] [--stories 0 100000] [--times 5]`

A flow of articles goes on meanwhile.  After a SIGKILL the same worker is started again; at a polite stop another worker
takes over.  Both are timed from the signal to the first article read in the last of the four partitions; beside it stands
what the processor did for the new start until then, which does not depend on what else the machine has to do.
"""

import argparse
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.benchmarks.machine import describe_machine
from tests.faults.articles import wire_from_now
from tests.faults.harness import Run, running
from tests.faults.seeds import put_rows, region_rows, story_rows
from tests.faults.systems import Monitor
from tests.faults.workers import Worker
from tests.kafka.broker import Broker, free_port, shared

RATE = 40.0


class Measured(Monitor):
    """With rows of stories besides, and a page of metrics for each worker."""

    stories = 0
    ports: dict[str, int] = {}  # noqa: RUF012  # set for each instance by `system`

    def prepare(self) -> None:
        super().prepare()
        put_rows(self.bootstrap, self.traces, story_rows(self.stories))

    def _environment(self, name: str) -> dict[str, str]:
        return super()._environment(name) | {"MONITOR_HTTP_PORT": str(self.ports.get(name, 0))}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regions", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--stories", type=int, nargs="+", default=[0, 100_000], help="with the most regions")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    print(describe_machine())
    print(
        "| regions | stories | SIGKILL: next article, median s | max s | processor s | polite stop: hands over, median s | max s | read again |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    sizes = [(regions, options.stories[0]) for regions in options.regions]
    sizes += [(options.regions[-1], stories) for stories in options.stories[1:]]
    for number, (regions, stories) in enumerate(sizes):
        with tempfile.TemporaryDirectory() as folder:
            print(_row(shared(), f"r{number}.", Path(folder), regions, stories, options.times), flush=True)


def _row(kafka: Broker, prefix: str, folder: Path, regions: int, stories: int, times: int) -> str:
    tested = Measured(kafka.bootstrap, prefix, folder, seeds=region_rows(regions))
    object.__setattr__(tested, "stories", stories)
    object.__setattr__(tested, "ports", {"w0": free_port(), "w1": free_port()})
    with running(tested, 2, wire_from_now(RATE, war_every=7), seed=1) as run:
        first, second = run.workers
        run.polite_stops.append(second.stop())
        run.run_on(3, 3)
        killed = [_killed(run, first) for _ in range(times)]
        stops = [_handed_over(run, first, second, tested.ports) for _ in range(times)]
    kills, costs = [seconds for seconds, _ in killed], [cost for _, cost in killed]
    seconds, again = [s for s, _ in stops], sum(count for _, count in stops)
    return (
        f"| {regions:,} | {stories:,} | {statistics.median(kills):.1f} | {max(kills):.1f} | {statistics.median(costs):.1f} "
        f"| {statistics.median(seconds):.1f} | {max(seconds):.1f} | {again} |"
    )


def _killed(run: Run, worker: Worker) -> tuple[float, float]:
    run.run_on(2, 3)
    fault = run.hurt("killed", lambda: run.kill_and_restart(worker))
    return fault.seconds_to_next_article, worker.processor_seconds


def _handed_over(run: Run, first: Worker, second: Worker, ports: dict[str, int]) -> tuple[float, int]:
    """Seconds from SIGTERM on, and how many articles the other one read a second time."""
    _join(run, second, ports["w1"])
    before = _read_again(ports["w1"])
    fault = run.hurt("stopped", lambda: _stop(first))
    run.run_on(2, 2)
    again = _read_again(ports["w1"]) - before
    _join(run, first, ports["w0"])
    run.hurt("second goes", lambda: _stop(second))
    return fault.seconds_to_next_article, again


def _join(run: Run, worker: Worker, port: int) -> None:
    """Start it, and wait until it has its share of the partitions."""
    worker.start()
    while not _is_ready(port):
        run.run_on(0.2, 0.2)
    run.run_on(3, 4)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10):
            return True
    except OSError:  # nobody listens yet, or 503
        return False


def _stop(worker: Worker) -> float:
    begun = time.monotonic()
    worker.stop()
    return begun


def _read_again(port: int) -> int:
    """Articles that were finished before."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
        lines = page.read().decode().splitlines()
    return int(
        sum(float(line.split()[-1]) for line in lines if line.startswith('monitor_articles_total{outcome="stale"'))
    )


if __name__ == "__main__":
    main()
