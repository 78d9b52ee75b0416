"""Break the monitor for as long as you like, then compare with a clean run of the same articles.

python -m tests.faults                                       a few minutes: some of everything
python -m tests.faults --long                                about 50 minutes on two busy cores, a sixth of it the clean run:
                                                             115 faults with 104 SIGKILLs, 10 broker restarts, 20 rebalances,
                                                             100,000 articles
python -m tests.faults --kills 100 --rate 25                 one after the other: kills at work, starting, recovering
python -m tests.faults --system chain --kills 50             the bare chain on our consumer: is it Faust or is it us?
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.faults.articles import wire_from_now
from tests.faults.channels import Desk
from tests.faults.harness import Run, finish, running
from tests.faults.outcome import table
from tests.faults.proxied import ProxiedBroker
from tests.faults.seeds import region_rows
from tests.faults.system import System, Verdict
from tests.faults.systems import Chain, Monitor
from tests.faults.workers import Worker
from tests.kafka.broker import Broker

Happening = tuple[str, Callable[[], float | None]]
COUNTS = {
    # what happens: (some of everything, long form, help)
    "kills": (5, 65, "SIGKILLs at work, while starting, recovering, and (with two workers) rebalancing"),
    "rebalances": (4, 20, "workers stopped, started again, added, removed, frozen; needs two"),
    "broker-restarts": (2, 10, "the broker stopped or killed, and started again"),
    "cuts": (4, 8, "connections between one worker and the broker cut, refused or stalled"),
    "troubles": (4, 8, "Slack and mail out of reach, hanging, answering 429, 503, 451"),
    "floods": (1, 4, "sixty unreadable articles at once"),
    "articles": (0, 100_000, "go on undisturbed until so many have been published"),
    "regions": (500, 5000, "regions in the table from the beginning"),
}


def main() -> int:
    """Run it, print the table; 0 when nothing was lost and nothing is wrong."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="monitor-faults-"))
    _say(f"logs: {folder}")
    broker = ProxiedBroker(folder / "kafka")
    broker.add_doors([f"w{n}" for n in range(options.workers)])
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
    parser.add_argument("--long", action="store_true", help="the counts of the long form")
    for name, (some, many, says) in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, help=f"{says} ({some}; --long: {many})")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--rate", type=float, default=0, help="articles a second, half of them in bursts (20; --long: 60)"
    )
    parser.add_argument("--pause", type=float, default=3.0, help="at most so many seconds between two faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--system", choices=("monitor", "chain"), default="monitor")
    options = parser.parse_args()
    chosen = [name for name in COUNTS if getattr(options, _field(name)) is not None]
    for name, (some, many, _) in COUNTS.items():
        if getattr(options, _field(name)) is None:
            setattr(options, _field(name), many if options.long else 0 if chosen else some)
    options.rate = options.rate or (60.0 if options.long else 20.0)
    return options


def _field(name: str) -> str:
    return name.replace("-", "_")


def _break_things(options: argparse.Namespace, broker: ProxiedBroker, folder: Path) -> Verdict:
    with Desk() as desk:
        system, clean = _systems(options, broker, folder, desk)
        mix = {"war_every": 7, "bad_every": 100} if isinstance(system, Monitor) else {}
        with running(system, options.workers, wire_from_now(options.rate, **mix), options.seed) as run:
            for name, fault in _faults(run, options, broker, desk):
                run.wait_until_at_work()
                run.run_on(0.3, options.pause)
                done = run.hurt(name, fault)
                _say(f"{time.strftime('%H:%M:%S')} {run.supply.count:7} {name}: {done.seconds_to_next_article:.1f} s")
            while run.supply.count < options.articles:
                run.run_on(1, 1)
            _say(f"{time.strftime('%H:%M:%S')} all faults done; a clean run of the same articles now")
            verdict = finish(run, clean)
            _say(table(run, verdict))
    return verdict


def _systems(options: argparse.Namespace, broker: ProxiedBroker, folder: Path, desk: Desk) -> tuple[System, System]:
    if options.system == "chain":
        return Chain(broker.bootstrap, "faults", folder, broker.door), Chain(broker.bootstrap, "clean", folder)
    seeds = region_rows(options.regions)
    return (
        Monitor(broker.bootstrap, "faults.", folder, broker.door, desk, seeds),
        Monitor(broker.bootstrap, "clean.", folder, seeds=seeds),
    )


def _faults(run: Run, options: argparse.Namespace, broker: ProxiedBroker, desk: Desk) -> list[Happening]:
    kills = [run.kill_while_starting, run.kill_and_restart, run.kill_while_recovering]
    if options.workers > 1:
        kills += [run.kill_while_starting, run.kill_while_rebalancing]
    moves = (run.stop_and_restart, run.stop_or_start, run.stop_or_start, run.stop_or_start, run.freeze)
    troubles: list[Happening] = [(name, partial(run.trouble, happens)) for name, happens in desk.troubles().items()]
    chosen = [
        *islice(cycle(_named(kills, run)), options.kills),
        *islice(cycle(_named(moves, run)), options.rebalances),
        *islice(cycle(_outages(run, broker)), options.broker_restarts),
        *islice(cycle(_lines(run, broker)), options.cuts),
        *islice(cycle(troubles), options.troubles),
        *islice(cycle([("flood of unreadable articles", run.flood)]), options.floods),
    ]
    run.random.shuffle(chosen)
    return chosen


def _outages(run: Run, broker: Broker) -> list[Happening]:
    return [
        ("broker stopped", partial(run.restart_broker, broker, broker.stop)),
        ("broker killed", partial(run.restart_broker, broker, broker.kill)),
    ]


def _lines(run: Run, broker: ProxiedBroker) -> list[Happening]:
    """What happens to the line between one worker and the broker; 25 s are longer than the session."""
    lines = list(broker.doors.values())
    return [
        ("line cut five times", lambda: run.cut(run.random.choice(lines))),
        ("line refused for 6 s", lambda: run.random.choice(lines).refuse(6)),
        ("line stalled for 6 s", lambda: run.random.choice(lines).stall(6)),
        ("line stalled for 25 s", lambda: run.random.choice(lines).stall(25)),
    ]


def _named(faults: Iterable[Callable[[Worker], float | None]], run: Run) -> list[Happening]:
    """Each with its name, for a worker that is chosen when it happens."""
    return [(fault.__name__.replace("_", " "), partial(_on_one, run, fault)) for fault in faults]


def _on_one(run: Run, fault: Callable[[Worker], float | None]) -> float | None:
    return fault(run.random.choice([worker for worker in run.workers if worker.is_wanted] or run.workers))


if __name__ == "__main__":
    sys.exit(main())
