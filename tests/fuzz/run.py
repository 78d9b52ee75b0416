"""Many inputs in several processes, each under a limit of time and of memory."""

import multiprocessing
import os
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess, SpawnProcess
from types import FrameType
from typing import Any, NamedTuple

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from tests.fuzz.inputs import input_number
from tests.fuzz.read import Reader
from tests.fuzz.seeds import SEEDS

MOST_SECONDS = 1.0
"""Of processor time for one input; the clock on the wall says nothing on a machine that others use too."""
_STUCK_SECONDS = 60.0
"""On the wall, for a call of C that no signal interrupts."""
_MOST_GROWTH = 250 * 2**20
"""Bytes that a process may need beside what its knowledge takes."""
_BATCH = 500


class TooLongError(BaseException):
    """Not an Exception, so that nothing under test can swallow it."""


class Failure(NamedTuple):
    """`number` leads back to the input."""

    number: int
    says: str


class Batch(NamedTuple):
    """What became of some inputs."""

    became: Counter[str]
    failures: list[Failure]
    slowest: tuple[float, int]
    """Seconds of processor time, and which input."""
    growth: int
    """Bytes above what the process had when it began."""


@dataclass
class Sum:
    """Of all batches."""

    became: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)
    growth: int = 0

    def add(self, batch: Batch) -> None:
        self.became += batch.became
        self.failures += batch.failures
        self.slowest = max(self.slowest, batch.slowest)
        self.growth = max(self.growth, batch.growth)

    @property
    def inputs(self) -> int:
        return sum(self.became.values())


@contextmanager
def time_limit(seconds: float) -> Iterable[None]:  # type: ignore[misc]  # a generator, as contextmanager wants it
    """Raises TooLongError when the process has worked so long."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def try_one(reader: Reader, raw: RawArticle, number: int) -> tuple[str, float, Failure | None]:
    """What became of it, how long it took, and what was wrong."""
    began = time.process_time()
    failure = None
    try:
        with time_limit(MOST_SECONDS):
            became = reader.take(raw)
    except TooLongError:
        frames = [line for line in traceback.format_exc().splitlines() if "monitor/" in line]
        became, failure = "too long", Failure(number, f"over {MOST_SECONDS} s at {' '.join(frames[-1:])}")
    except Exception as error:  # what it looks for
        frames = [line.strip() for line in traceback.format_exc().splitlines() if "monitor/" in line]
        became, failure = "crash", Failure(number, f"{type(error).__name__}: {error} at {' '.join(frames[-1:])}"[:600])
    if failure:
        reader.forget()
    return became, time.process_time() - began, failure


def try_many(reader: Reader, numbers: Iterable[int], seeds: Sequence[str], begun_with: int) -> Batch:
    """In this process."""
    became: Counter[str] = Counter()
    failures: list[Failure] = []
    slowest = (0.0, -1)
    for number in numbers:
        how, seconds, failure = try_one(reader, input_number(number, seeds), number)
        became[how] += 1
        slowest = max(slowest, (seconds, number))
        if failure:
            failures.append(failure)
    growth = memory() - begun_with
    if growth > _MOST_GROWTH:
        failures.append(Failure(number, f"memory grew by {growth / 2**20:.0f} MiB"))
    return Batch(became, failures, slowest, growth)


def memory() -> int:
    """Bytes of this process that lie in memory."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


def _serve(pipe: Connection, seeds: Sequence[str], is_nice: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if is_nice:
        os.nice(10)
    reader = Reader(load_knowledge())
    try_many(reader, range(-200, 0), seeds, memory())  # what is kept once for all is no growth
    begun_with = memory()
    pipe.send(None)
    for numbers in iter(pipe.recv, None):
        pipe.send(try_many(reader, numbers, seeds, begun_with))


class _Helper:
    """One process and the batch it has in hand."""

    def __init__(self, seeds: Sequence[str], is_nice: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process: SpawnProcess | ForkServerProcess = context.Process(
            target=_serve, args=(far, seeds, is_nice), daemon=True
        )
        self.process.start()
        far.close()
        self.batch = range(0)
        self.since = time.monotonic()

    def give(self, batch: range) -> None:
        self.batch, self.since = batch, time.monotonic()
        self.pipe.send(batch)

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def run(
    inputs: int, *, seeds: Sequence[str] = SEEDS, processes: int, first: int = 0, is_nice: bool = True, say: Any = None
) -> Sum:
    """All inputs from `first` on.  A process that hangs or dies is a failure, and another takes its place."""
    done = Sum()
    batches = [range(at, min(at + _BATCH, first + inputs)) for at in range(first, first + inputs, _BATCH)][::-1]
    helpers = [_Helper(seeds, is_nice) for _ in range(processes)]
    try:
        while batches or any(helper.batch for helper in helpers):
            for one in wait([helper.pipe for helper in helpers], timeout=1.0):
                helper = next(helper for helper in helpers if helper.pipe is one)
                _hear(helper, done)
                if batches and helper.process.is_alive():
                    helper.give(batches.pop())
            for at, helper in enumerate(helpers):
                if _is_lost(helper):
                    done.failures.append(
                        Failure(helper.batch.start, f"a process hung or died in inputs {helper.batch}")
                    )
                    done.became["lost"] += len(helper.batch)
                    helper.end()
                    helpers[at] = _Helper(seeds, is_nice)
            if say:
                say(done)
    finally:
        for helper in helpers:
            helper.end()
    return done


def _hear(helper: _Helper, done: Sum) -> None:
    try:
        batch = helper.pipe.recv()
    except EOFError:
        return
    helper.batch = range(0)
    if batch is not None:
        done.add(batch)


def _is_lost(helper: _Helper) -> bool:
    is_late = bool(helper.batch) and time.monotonic() - helper.since > _STUCK_SECONDS + _BATCH * MOST_SECONDS
    return is_late or not helper.process.is_alive()
