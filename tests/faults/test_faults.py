"""The short form, on the monitor itself and a real Kafka.  The long form: `python -m tests.faults --help`."""

from pathlib import Path

import pytest

from tests.faults.harness import Run, finish, running, table
from tests.faults.systems import Monitor, Verdict
from tests.kafka.broker import Broker

RATE = 10.0  # articles a second: a worker on a busy machine keeps up, so that each fault strikes it at work
BACK_SECONDS = 10.0

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]


def system(kafka: Broker, prefix: str, folder: Path) -> Monitor:
    return Monitor(kafka.bootstrap, f"{prefix}.", folder)


def assert_nothing_broke(run: Run, clean: Monitor) -> None:
    verdict = finish(run, clean)
    says = table(run, verdict)

    assert verdict == Verdict(), f"{verdict}\n{says}"
    # A start takes 3 s where nothing else runs; where an undisturbed start takes long, so may the one after a fault.
    limit = max(BACK_SECONDS, 2 * run.start_seconds)
    assert max(fault.seconds_to_next_article for fault in run.faults) <= limit, says
    assert sum(worker.restarts for worker in run.workers) == 0, says


def test_kills_lose_nothing_and_change_nothing(kafka: Broker, prefix: str, tmp_path: Path) -> None:
    """11 SIGKILLs in 7 faults: at work, while starting, while the tables are read back."""
    with running(system(kafka, prefix, tmp_path), workers=1, rate=RATE, seed=1) as run:
        (worker,) = run.workers
        for kill in [run.kill_and_restart, run.kill_while_starting, run.kill_while_recovering] * 2 + [
            run.kill_and_restart
        ]:
            run.run_on(0.3, 1.5)
            run.hurt(kill.__name__, lambda kill=kill: kill(worker))  # type: ignore[misc]
        run.run_on(0.5, 1)

        assert_nothing_broke(run, system(kafka, f"{prefix}clean", tmp_path))


def test_two_workers_of_which_one_is_stopped_and_one_killed(kafka: Broker, prefix: str, tmp_path: Path) -> None:
    with running(system(kafka, prefix, tmp_path), workers=2, rate=RATE, seed=2) as run:
        stays, goes = run.workers
        run.run_on(1, 2)
        run.hurt("stopped, the other takes over", lambda: run.polite_stops.append(goes.stop()))
        run.run_on(1, 2)
        run.hurt("killed, alone", lambda: run.kill_and_restart(stays))
        run.run_on(1, 2)
        run.hurt("a second worker comes", goes.start)
        run.run_on(1, 2)
        run.hurt("one of two killed", lambda: run.kill_and_restart(goes))
        run.run_on(0.5, 1)

        assert_nothing_broke(run, system(kafka, f"{prefix}clean", tmp_path))
        assert max(run.polite_stops) <= 5, "a polite stop takes 0.5 s on an idle machine"
