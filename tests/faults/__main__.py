"""The long form: break the monitor for as long as you like, then compare with a clean run.

python -m tests.faults --kills 100 --rate 25                 one after the other: kills at work, starting, recovering
python -m tests.faults --workers 2 --rebalances 20           workers stopped, started, killed and frozen beside another
python -m tests.faults --broker-restarts 10                  the broker stopped, or its machine losing power
python -m tests.faults --system chain                        the bare chain on our consumer: is it Faust or is it us?
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.faults.harness import Run, finish, running, table
from tests.faults.systems import Chain, Monitor, System, Verdict
from tests.faults.workers import Worker
from tests.kafka.broker import Broker

SYSTEMS: dict[str, type[System]] = {"monitor": Monitor, "chain": Chain}


def main() -> int:
    """Run it, print the table; 0 when nothing was lost and nothing is wrong."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="monitor-faults-"))
    broker = Broker(folder / "kafka")
    broker.start()
    try:
        verdict = _break_things(options, broker, folder)
    finally:
        broker.kill()
    if verdict == Verdict():
        shutil.rmtree(folder)
        return 0
    _say(f"{verdict}\nlogs: {folder}")
    return 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0, help="SIGKILLs at work, while starting and while recovering")
    parser.add_argument("--rebalances", type=int, default=0, help="workers stopped, started, killed, frozen; needs two")
    parser.add_argument(
        "--broker-restarts", type=int, default=0, help="the broker stopped or killed, and started again"
    )
    parser.add_argument("--minutes", type=float, default=0, help="then go on undisturbed until so many have passed")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--rate", type=float, default=20.0, help="articles a second, besides bursts")
    parser.add_argument("--pause", type=float, default=4.0, help="at most so many seconds between two faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--system", choices=SYSTEMS, default="monitor")
    return parser.parse_args()


def _break_things(options: argparse.Namespace, broker: Broker, folder: Path) -> Verdict:
    make = SYSTEMS[options.system]
    system, clean = make(broker.bootstrap, "faults.", folder), make(broker.bootstrap, "clean.", folder)
    with running(system, options.workers, options.rate, options.seed) as run:
        for name, fault in _faults(run, options, broker):
            run.run_on(0.3, options.pause)
            run.hurt(name, fault)
            _say(f"{run.supply.count:8} articles  {name}: {run.faults[-1].seconds_to_next_article:.1f} s")
        run.run_on(1, max(1, options.minutes * 60 - run.seconds))
        verdict = finish(run, clean)
        _say(table(run, verdict))
    return verdict


def _faults(run: Run, options: argparse.Namespace, broker: Broker) -> list[tuple[str, Callable[[], None]]]:
    kills = (run.kill_and_restart, run.kill_while_starting, run.kill_and_restart, run.kill_while_recovering)
    moves = (run.stop_and_restart, run.stop_or_start, run.kill_and_restart, run.stop_or_start, run.freeze)
    outages: list[tuple[str, Callable[[], None]]] = [
        ("broker stopped", partial(run.restart_broker, broker, broker.stop)),
        ("broker killed", partial(run.restart_broker, broker, broker.kill)),
    ]
    chosen = [
        *islice(cycle(_named(kills, run)), options.kills),
        *islice(cycle(_named(moves, run)), options.rebalances),
        *islice(cycle(outages), options.broker_restarts),
    ]
    run.random.shuffle(chosen)
    return chosen


def _named(faults: Iterable[Callable[[Worker], None]], run: Run) -> list[tuple[str, Callable[[], None]]]:
    """Each with its name, for a worker that is chosen when it happens."""
    return [(fault.__name__, partial(_on_one, run, fault)) for fault in faults]


def _on_one(run: Run, fault: Callable[[Worker], None]) -> None:
    fault(run.random.choice(run.workers))


if __name__ == "__main__":
    sys.exit(main())
