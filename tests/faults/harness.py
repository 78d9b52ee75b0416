"""Break a running system on purpose, and tell what came of it."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.faults.articles import PARTITIONS, Sent, Wire, bad
from tests.faults.proxy import Proxy
from tests.faults.supply import Supply, publish
from tests.faults.system import System, Verdict
from tests.faults.systems import TICK_SECONDS
from tests.faults.view import Tail, View
from tests.faults.workers import Worker
from tests.kafka.broker import Broker

CATCH_UP_SECONDS = 600.0  # a machine that others use too may be slow
SETTLE_SECONDS = 180.0
FIRST_READ_SECONDS = 180.0
AT_WORK_SECONDS = 60.0
FREEZE_SECONDS = 25.0  # longer than the session
FLOOD = 60  # fewer than what stops a worker, which is another test


class StalledError(AssertionError):
    """Articles wait, and nobody reads them."""


@dataclass(frozen=True)
class Fault:
    """One thing that was done to the system."""

    kind: str
    at: float
    """Seconds since 1970."""
    seconds_to_next_article: float
    """Until every partition was read from again."""


@dataclass
class Run:
    """A system under a steady load with bursts, while faults happen to it."""

    system: System
    wire: Wire
    workers: list[Worker]
    supply: Supply
    tail: Tail
    random: random.Random
    faults: list[Fault] = field(default_factory=list)
    polite_stops: list[float] = field(default_factory=list)
    flooded: list[Sent] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    start_seconds: float = 2.5
    """How long a start takes here."""
    _troubles: list[threading.Thread] = field(default_factory=list)

    def hurt(self, kind: str, fault: Callable[[], float | None]) -> Fault:
        """Do something to the system, and wait until it reads again.  `fault` may say from when on that counts."""
        at = time.time()
        since = fault() or time.monotonic()
        # A trace may be on its way when the worker dies, so the first instants do not count.
        seconds = self._next_article(time.monotonic() + 0.1) - since
        self.faults.append(Fault(kind, at, seconds))
        return self.faults[-1]

    def run_on(self, low: float, high: float) -> None:
        """Let it work undisturbed for a while; a worker that ended by itself is started again."""
        until = time.monotonic() + self.random.uniform(low, high)
        while time.monotonic() < until:
            self._supervise()
            time.sleep(0.1)

    def wait_until_at_work(self) -> None:
        """Until each worker has its partitions again, so that the next fault strikes one that has something to lose."""
        until = time.monotonic() + AT_WORK_SECONDS
        while time.monotonic() < until and not all(each.is_at_work for each in self.workers if each.is_wanted):
            self._supervise()
            time.sleep(0.2)

    # -- what can happen to a worker

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

    def kill_while_rebalancing(self, worker: Worker) -> None:
        """SIGKILL while another worker comes or goes, and the partitions with it."""
        other = next(each for each in self.workers if each is not worker)
        if other.is_wanted:
            other.ask_to_stop()
            time.sleep(self.random.uniform(0, 1.5))
            self.kill_and_restart(worker)
            other.stop()
        else:
            other.start()
            time.sleep(self.start_seconds * self.random.uniform(0.5, 1.2))
            self.kill_and_restart(worker)

    def stop_and_restart(self, worker: Worker) -> float:
        """SIGTERM, and started again when it is down."""
        begun = time.monotonic()
        self.polite_stops.append(worker.stop())
        worker.start()
        return begun

    def stop_or_start(self, worker: Worker) -> float:
        """A worker goes for good, and its partitions to the other; the next time it comes back."""
        begun = time.monotonic()
        missing = [each for each in self.workers if not each.is_wanted]
        if missing:
            missing[0].start()
        elif len(self.workers) > 1:
            self.polite_stops.append(worker.stop())
        return begun

    def freeze(self, worker: Worker) -> None:
        """Stand still for longer than the session; somebody else has the partitions when it wakes up."""
        worker.freeze(FREEZE_SECONDS)

    # -- what can happen around it

    def restart_broker(self, broker: Broker, end: Callable[[], None]) -> None:
        """The broker ends, politely or not, and is away for a while."""
        end()
        time.sleep(self.random.choice((0.0, 3.0, 10.0)))
        broker.start()

    def cut(self, line: Proxy) -> None:
        """All connections end in the middle of what they say, five times in two seconds."""
        for _ in range(5):
            line.cut()
            time.sleep(0.4)

    def flood(self) -> float:
        """Many articles at once that nobody can read."""
        first, now = 1_000_000 + len(self.flooded), datetime.now(UTC)
        articles = [bad(first + n, now) for n in range(FLOOD)]
        self.supply.flood(articles)
        self.flooded += articles
        return time.monotonic()

    def trouble(self, happens: Callable[[], None]) -> float:
        """Something that takes a while and should hold up no article."""
        self._troubles.append(threading.Thread(target=happens, daemon=True))
        self._troubles[-1].start()
        return time.monotonic()

    # -- how it goes

    @property
    def seconds(self) -> float:
        """How long it runs."""
        return time.monotonic() - self.begun

    @property
    def published(self) -> list[Sent]:
        """Everything, in the order of the wire; floods last."""
        return [*(self.wire.article(n) for n in range(self.supply.count)), *self.flooded]

    def wait_until_settled(self) -> None:
        """Until everything published is committed, time has passed once more, and nothing has still to be told."""
        for thread in self._troubles:
            thread.join()
        self._wait_until_caught_up()
        if self.system.desk:
            time.sleep(TICK_SECONDS + 2)
        until = time.monotonic() + SETTLE_SECONDS
        while not self.system.is_settled() and time.monotonic() < until:
            self._supervise()
            time.sleep(2)
        self._wait_until_caught_up()

    def _wait_until_caught_up(self) -> None:
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

    def _next_article(self, earliest: float) -> float:
        """When every partition has been read from again."""
        until = time.monotonic() + FIRST_READ_SECONDS
        while time.monotonic() < until:
            first: dict[int, float] = {}
            for arrival in self.tail.arrivals_after(earliest):
                first.setdefault(arrival.partition, arrival.at)
            if len(first) == PARTITIONS:
                return max(first.values())
            self._supervise()
            time.sleep(0.02)
        raise StalledError(f"only {sorted(first)} were read for {FIRST_READ_SECONDS} s; see {self.workers[0].log}")


@contextmanager
def running(system: System, workers: int, wire: Wire, seed: int) -> Iterator[Run]:
    """A system at work: topics made, workers started, articles flowing and the first of them read."""
    system.prepare()
    run = Run(
        system=system,
        wire=wire,
        workers=[system.worker(f"w{n}") for n in range(workers)],
        supply=Supply(system.bootstrap, system.articles, wire),
        tail=Tail(system.bootstrap, system.traces, system.uri_of),
        random=random.Random(seed),
    )
    watchers = [run.tail, *system.watchers()]
    for each in watchers:
        each.start()
    begun = time.monotonic()
    try:
        for worker in run.workers:
            worker.start()
        run.supply.start()
        run.start_seconds = run._next_article(begun) - begun
        yield run
    finally:
        for each in watchers:
            each.stop()
        for worker in run.workers:
            worker.kill()
        run.supply.stop()


def finish(run: Run, clean: System) -> Verdict:
    """Stop the supply, let everything be read and told, and compare with a clean run of the same articles."""
    count = run.supply.stop()
    run.wait_until_settled()
    for worker in run.workers:
        worker.stop()
    read_cleanly(clean, run.wire, count)
    return run.system.judge(run.published, clean)


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
