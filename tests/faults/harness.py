"""Break a running system on purpose, and tell what came of it."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.articles import PARTITIONS, article, home
from tests.faults.supply import Supply, publish
from tests.faults.systems import System, Verdict
from tests.faults.view import Tail, View
from tests.faults.workers import Worker

CATCH_UP_SECONDS = 120.0
FIRST_READ_SECONDS = 60.0
RECOVERING = b"Restoring state from changelog topics"


class StalledError(AssertionError):
    """Articles wait, and nobody reads them."""


@dataclass(frozen=True)
class Fault:
    """One thing that was done to the system."""

    kind: str
    seconds_to_next_article: float


@dataclass
class Run:
    """A system under a steady load, while faults happen to it."""

    system: System
    workers: list[Worker]
    supply: Supply
    tail: Tail
    random: random.Random
    faults: list[Fault] = field(default_factory=list)
    polite_stops: list[float] = field(default_factory=list)

    def hurt(self, kind: str, fault: Callable[[], None]) -> None:
        """Do something to the system, and wait until it reads again."""
        fault()
        since = time.monotonic()
        self.faults.append(Fault(kind, self._next_article(since) - since))

    def run_on(self, low: float, high: float) -> None:
        """Let it work undisturbed for a while; a worker that ended by itself is started again."""
        until = time.monotonic() + self.random.uniform(low, high)
        while time.monotonic() < until:
            for worker in self.workers:
                worker.revive()
            time.sleep(0.1)

    def kill_and_restart(self, worker: Worker) -> None:
        """SIGKILL, and the supervisor starts it again."""
        worker.kill()
        worker.start()

    def kill_while_starting(self, worker: Worker) -> None:
        """SIGKILL, then again within the first seconds of its new life."""
        self.kill_and_restart(worker)
        time.sleep(self.random.uniform(0.3, 2.5))
        self.kill_and_restart(worker)

    def kill_while_recovering(self, worker: Worker) -> None:
        """SIGKILL, then again while its tables are read back."""
        since = worker.log_bytes()
        self.kill_and_restart(worker)
        until = time.monotonic() + 10
        while not worker.saw(RECOVERING, since) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(self.random.uniform(0, 0.3))
        self.kill_and_restart(worker)

    def stop_and_restart(self, worker: Worker) -> None:
        """SIGTERM, and started again when it is down."""
        self.polite_stops.append(worker.stop())
        worker.start()

    def wait_until_caught_up(self) -> None:
        """Until everything published is committed."""
        view = View(self.system.bootstrap, self.system.group)
        until = time.monotonic() + CATCH_UP_SECONDS
        while not view.is_caught_up(self.system.read_topics):
            if time.monotonic() > until:
                raise StalledError(f"not caught up after {CATCH_UP_SECONDS} s; see {self.workers[0].log}")
            for worker in self.workers:
                worker.revive()
            time.sleep(0.5)

    def _next_article(self, since: float) -> float:
        """When every partition that is fed has been read from again."""
        # A report may be on its way when the worker dies, so the first instants do not count.
        earliest, until = since + 0.1, time.monotonic() + FIRST_READ_SECONDS
        while time.monotonic() < until:
            first: dict[int, float] = {}
            for arrival in self.tail.arrivals_after(earliest):
                first.setdefault(home(self.system.report_of(arrival.value)[0]), arrival.at)
            if len(first) == PARTITIONS:
                return max(first.values())
            time.sleep(0.02)
        raise StalledError(f"only {sorted(first)} were read for {FIRST_READ_SECONDS} s; see {self.workers[0].log}")


@contextmanager
def running(system: System, workers: int, rate: float, seed: int) -> Iterator[Run]:
    """A system at work: topics made, workers started, articles flowing and the first of them read."""
    system.prepare()
    run = Run(
        system=system,
        workers=[system.worker(f"w{n}") for n in range(workers)],
        supply=Supply(system.bootstrap, system.articles, rate),
        tail=Tail(system.bootstrap, system.reports),
        random=random.Random(seed),
    )
    run.tail.start()
    begun = time.monotonic()
    try:
        for worker in run.workers:
            worker.start()
        run.supply.start()
        run._next_article(begun)
        yield run
    finally:
        run.supply.stop()
        run.tail.stop()
        for worker in run.workers:
            worker.kill()


def finish(run: Run, clean: System) -> Verdict:
    """Stop the supply, let everything be read, and compare with a clean run of the same articles."""
    count = run.supply.stop()
    run.wait_until_caught_up()
    for worker in run.workers:
        run.polite_stops.append(worker.stop())
    return run.system.judge((article(n) for n in range(count)), clean_rows(clean, count))


def clean_rows(system: System, count: int) -> dict[bytes, bytes]:
    """The rows after one worker read all articles undisturbed."""
    system.prepare()
    publish(system.bootstrap, system.articles, range(count))
    worker = system.worker("clean")
    worker.start()
    view = View(system.bootstrap, system.group)
    try:
        until = time.monotonic() + CATCH_UP_SECONDS + count / 100
        while not view.is_caught_up(system.read_topics):
            if time.monotonic() > until or not worker.is_running:
                raise StalledError(f"the clean run did not get through; see {worker.log}")
            time.sleep(0.5)
    finally:
        worker.stop()
    return system.rows(View(system.bootstrap))


def table(run: Run, verdict: Verdict) -> str:
    """The outcome in a few lines."""
    kinds = sorted({fault.kind for fault in run.faults})
    lines = ["| fault | times | next article after, median s | max s |", "|---|---|---|---|"]
    for kind in kinds:
        seconds = [fault.seconds_to_next_article for fault in run.faults if fault.kind == kind]
        lines.append(f"| {kind} | {len(seconds)} | {statistics.median(seconds):.1f} | {max(seconds):.1f} |")
    stops = ", ".join(f"{seconds:.1f}" for seconds in run.polite_stops)
    lines += [
        "",
        f"articles {run.supply.count} · lost {len(verdict.lost)} · wrong rows {len(verdict.wrong_rows)} · "
        f"doubled alerts {len(verdict.doubled_alerts)} · reports sent again {verdict.repeated_reports} · "
        f"ended by themselves {sum(worker.restarts for worker in run.workers)} · polite stops {stops} s",
    ]
    return "\n".join(lines)
