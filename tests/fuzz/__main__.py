"""Broken articles through the whole pure pipeline, by the million:   python -m tests.fuzz --inputs 1000000

No input may crash it, take over a second, or make it keep more memory.  `--only N` shows input N and what it does;
`--seeds FILE` takes the texts to be broken from a file of articles (JSONL), instead of the ones written for this.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from monitor.knowledge.load import load_knowledge
from tests.fuzz.inputs import input_number
from tests.fuzz.read import Reader
from tests.fuzz.run import Sum, run
from tests.fuzz.seeds import SEEDS

_SAY_SECONDS = 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    """1 where something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000, help="how many (10,000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0); others give other inputs")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many at once (one a core)")
    parser.add_argument("--seeds", type=Path, help="JSONL of articles whose bodies are broken")
    parser.add_argument("--only", type=int, metavar="N", help="show one input")
    given = parser.parse_args(arguments)
    seeds = _bodies(given.seeds) if given.seeds else SEEDS
    if given.only is not None:
        return _show(given.only, seeds)
    began = time.monotonic()
    done = run(
        given.inputs, seeds=seeds, processes=given.processes, first=given.first, say=_Teller(given.inputs, began)
    )
    sys.stdout.write(as_table(done, time.monotonic() - began))
    return 1 if done.failures else 0


def as_table(done: Sum, seconds: float) -> str:
    """For people."""
    rows = [(f"{done.inputs:,}", f"inputs in {seconds:,.0f} s")]
    rows += [(f"{count:,}", how) for how, count in done.became.most_common()]
    rows += [
        (f"{done.slowest[0] * 1000:,.0f} ms", f"the slowest, input {done.slowest[1]}"),
        (f"{done.growth / 2**20:,.0f} MiB", "the most that a process grew"),
        (f"{len(done.failures):,}", "failures"),
    ]
    text = "".join(f"{number:>12}  {says}\n" for number, says in rows)
    return text + "".join(f"FAILED  --only {failure.number}: {failure.says}\n" for failure in done.failures[:50])


class _Teller:
    def __init__(self, inputs: int, began: float) -> None:
        self._inputs, self._began, self._said = inputs, began, began
        self._failures = 0

    def __call__(self, done: Sum) -> None:
        now = time.monotonic()
        if now - self._said < _SAY_SECONDS and len(done.failures) == self._failures:
            return
        self._said = now
        for failure in done.failures[self._failures :]:
            sys.stderr.write(f"FAILED  --only {failure.number}: {failure.says}\n")
        self._failures = len(done.failures)
        sys.stderr.write(
            f"{now - self._began:6.0f} s  {done.inputs:,} of {self._inputs:,}, {self._failures} failures\n"
        )
        sys.stderr.flush()


def _bodies(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8") as lines:
        return tuple(body for line in lines if (body := json.loads(line).get("body")))


def _show(number: int, seeds: Sequence[str]) -> int:
    raw = input_number(number, seeds)
    sys.stdout.write(f"{raw.value!r}\n")
    began = time.process_time()
    sys.stdout.write(f"{Reader(load_knowledge()).take(raw)} in {(time.process_time() - began) * 1000:.0f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
