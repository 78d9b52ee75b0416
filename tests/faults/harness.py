"""Break a running system on purpose, and tell what came of it."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.articles import PARTITIONS, Wire, home, wire_from_now
from tests.faults.supply import Supply, publish
from tests.faults.systems import System, Verdict
from tests.faults.view import Tail, View
from tests.faults.workers import Worker
from tests.kafka.broker import Broker

CATCH_UP_SECONDS = 120.0
FIRST_READ_SECONDS = 60.0
FREEZE_SECONDS = 25.0  # longer than the session


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
    wire: Wire
    workers: list[Worker]
    supply: Supply
    tail: Tail
    random: random.Random
    faults: list[Fault] = field(default_factory=list)
    polite_stops: list[float] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    start_seconds: float = 2.5
    """How long a start takes here."""

    def hurt(self, kind: str, fault: Callable[[], None]) -> None:
        """Do something to the system, and wait until it reads again."""
        fault()
        since = time.monotonic()
        seconds = self._next_article(since) - since
        self.faults.append(Fault(kind, seconds))

    def run_on(self, low: float, high: float) -> None:
        """Let it work undisturbed for a while; a worker that ended by itself is started again."""
        until = time.monotonic() + self.random.uniform(low, high)
        while time.monotonic() < until:
            self._supervise()
            time.sleep(0.1)

    def kill_and_restart(self, worker: Worker) -> None:
        """SIGKILL, and the supervisor starts it again."""
        worker.kill()
        worker.start()

    def kill_while_starting(self, worker: Worker) -> None:
        """SIGKILL, then again in the first half of its start."""
        self._kill_again(worker, 0.1, 0.6)

    def kill_while_recovering(self, worker: Worker) -> None:
        """SIGKILL, then again at the end of its start: it joins, reads its tables back, seeks, takes its first articles."""
        self._kill_again(worker, 0.6, 1.1)

    def _kill_again(self, worker: Worker, low: float, high: float) -> None:
        self.kill_and_restart(worker)
        time.sleep(self.start_seconds * self.random.uniform(low, high))
        self.kill_and_restart(worker)

    def stop_and_restart(self, worker: Worker) -> None:
        """SIGTERM, and started again when it is down."""
        self.polite_stops.append(worker.stop())
        worker.start()

    def stop_or_start(self, worker: Worker) -> None:
        """A worker goes for good, and its partitions to the other; the next time it comes back."""
        missing = [each for each in self.workers if not each.is_wanted]
        if missing:
            missing[0].start()
        elif len(self.workers) > 1:
            self.polite_stops.append(worker.stop())

    def freeze(self, worker: Worker) -> None:
        """Stand still for longer than the session; somebody else has the partitions when it wakes up."""
        worker.freeze(FREEZE_SECONDS)

    def restart_broker(self, broker: Broker, end: Callable[[], None]) -> None:
        """The broker ends, politely or not, and is away for a while."""
        end()
        time.sleep(self.random.choice((0.0, 3.0, 10.0)))
        broker.start()

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return time.monotonic() - self.begun

    def wait_until_caught_up(self) -> None:
        """Until everything published is committed."""
        view = View(self.system.bootstrap, self.system.group)
        until = time.monotonic() + CATCH_UP_SECONDS
        while not view.is_caught_up(self.system.read_topics):
            if time.monotonic() > until:
                raise StalledError(f"not caught up after {CATCH_UP_SECONDS} s; see {self.workers[0].log}")
            self._supervise()
            time.sleep(0.5)

    def _supervise(self) -> None:
        for worker in self.workers:
            worker.revive()

    def _next_article(self, since: float) -> float:
        """When every partition that is fed has been read from again."""
        # A report may be on its way when the worker dies, so the first instants do not count.
        earliest, until = since + 0.1, time.monotonic() + FIRST_READ_SECONDS
        while time.monotonic() < until:
            first: dict[int, float] = {}
            for arrival in self.tail.arrivals_after(earliest):
                uri, *_ = self.system.report_of(arrival.value)
                if uri:
                    first.setdefault(home(uri), arrival.at)
            if len(first) == PARTITIONS:
                return max(first.values())
            self._supervise()
            time.sleep(0.02)
        raise StalledError(f"only {sorted(first)} were read for {FIRST_READ_SECONDS} s; see {self.workers[0].log}")


@contextmanager
def running(system: System, workers: int, rate: float, seed: int) -> Iterator[Run]:
    """A system at work: topics made, workers started, articles flowing and the first of them read."""
    system.prepare()
    wire = wire_from_now()
    run = Run(
        system=system,
        wire=wire,
        workers=[system.worker(f"w{n}") for n in range(workers)],
        supply=Supply(system.bootstrap, system.articles, wire, rate),
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
        run.start_seconds = time.monotonic() - begun
        yield run
    finally:
        run.tail.stop()
        for worker in run.workers:
            worker.kill()
        run.supply.stop()


def finish(run: Run, clean: System) -> Verdict:
    """Stop the supply, let everything be read, and compare with a clean run of the same articles."""
    count = run.supply.stop()
    run.wait_until_caught_up()
    for worker in run.workers:
        run.polite_stops.append(worker.stop())
    read_cleanly(clean, run.wire, count)
    return run.system.judge((run.wire.article(n) for n in range(count)), clean)


def read_cleanly(system: System, wire: Wire, count: int) -> float:
    """One worker reads all articles undisturbed; answers the seconds from its start to its last commit."""
    system.prepare()
    publish(system.bootstrap, system.articles, wire, range(count))
    worker = system.worker("clean")
    worker.start()
    begun = time.monotonic()
    view = View(system.bootstrap, system.group)
    try:
        while not view.is_caught_up(system.read_topics):
            if time.monotonic() - begun > CATCH_UP_SECONDS + count / 50 or not worker.is_running:
                raise StalledError(f"the clean run did not get through; see {worker.log}")
            time.sleep(0.5)
        return time.monotonic() - begun
    finally:
        worker.stop()


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
        f"wrong alerts {len(verdict.wrong_alerts)} · doubled alerts {len(verdict.doubled_alerts)} · reports sent again {verdict.repeated_reports} · "
        f"ended by themselves {sum(worker.restarts for worker in run.workers)} · polite stops {stops} s",
    ]
    return "\n".join(lines)
