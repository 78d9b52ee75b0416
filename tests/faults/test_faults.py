"""The short form, on the monitor itself and a real Kafka.  The long form: `python -m tests.faults --long`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.articles import Wire, wire_from_now
from tests.faults.channels import Desk
from tests.faults.harness import Run, finish, running
from tests.faults.outcome import table
from tests.faults.proxied import ProxiedBroker
from tests.faults.seeds import region_rows
from tests.faults.system import Verdict
from tests.faults.systems import Monitor
from tests.kafka.broker import Broker

RATE = 12.0  # articles a second: a worker on a busy machine keeps up, so that each fault strikes it at work
BACK_SECONDS = 10.0

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]


def system(kafka: Broker, prefix: str, folder: Path) -> Monitor:
    return Monitor(kafka.bootstrap, f"{prefix}.", folder)


def wire() -> Wire:
    return wire_from_now(RATE, war_every=2, bad_every=25)


def assert_nothing_broke(run: Run, clean: Monitor) -> None:
    verdict = finish(run, clean)
    says = table(run, verdict)

    assert verdict == Verdict(), f"{verdict}\n{says}"
    # A start takes 3 s where nothing else runs; where an undisturbed start takes long, so may the one after a fault.
    limit = max(BACK_SECONDS, 4 * run.start_seconds)
    assert max(fault.seconds_to_next_article for fault in run.faults) <= limit, says


def test_kills_lose_nothing_and_change_nothing(kafka: Broker, prefix: str, tmp_path: Path) -> None:
    """11 SIGKILLs in 7 faults: at work, while starting, while the tables are read back."""
    with running(system(kafka, prefix, tmp_path), 1, wire(), seed=1) as run:
        (worker,) = run.workers
        for kill in [run.kill_and_restart, run.kill_while_starting, run.kill_while_recovering] * 2 + [
            run.kill_and_restart
        ]:
            run.run_on(0.3, 1.5)
            run.hurt(kill.__name__, lambda kill=kill: kill(worker))  # type: ignore[misc]
        run.run_on(0.5, 1)

        assert_nothing_broke(run, system(kafka, f"{prefix}clean", tmp_path))
        assert worker.restarts == 0


def test_two_workers_of_which_one_is_stopped_and_one_killed(kafka: Broker, prefix: str, tmp_path: Path) -> None:
    with running(system(kafka, prefix, tmp_path), 2, wire(), seed=2) as run:
        stays, goes = run.workers
        run.run_on(1, 2)
        run.hurt("stopped, the other takes over", lambda: run.stop_or_start(goes))
        run.run_on(1, 2)
        run.hurt("killed, alone", lambda: run.kill_and_restart(stays))
        run.run_on(1, 2)
        run.hurt("killed while the second comes back", lambda: run.kill_while_rebalancing(stays))
        run.run_on(1, 2)
        run.hurt("one of two killed", lambda: run.kill_and_restart(goes))
        run.run_on(0.5, 1)

        assert_nothing_broke(run, system(kafka, f"{prefix}clean", tmp_path))
        assert max(run.polite_stops) <= 5, "a polite stop takes 0.5 s on an idle machine"
        assert sum(worker.restarts for worker in run.workers) == 0


def test_a_broker_and_lines_that_fail_and_channels_that_refuse(tmp_path: Path) -> None:
    """The broker restarted, the line to it cut, unreadable articles in a flood, Slack and mail out of reach."""
    broker = ProxiedBroker(tmp_path / "kafka")
    broker.add_doors(["w0"])
    broker.start()
    seeds = region_rows(200)
    try:
        with Desk() as desk:
            tested = Monitor(broker.bootstrap, "faults.", tmp_path, broker.door, desk, seeds)
            with running(tested, 1, wire(), seed=3) as run:
                for name, fault in _troubles(run, broker, desk):
                    run.run_on(0.3, 1)
                    run.hurt(name, fault)

                assert_nothing_broke(run, Monitor(broker.bootstrap, "clean.", tmp_path, seeds=seeds))
    finally:
        broker.kill()


def _troubles(run: Run, broker: ProxiedBroker, desk: Desk) -> list[tuple[str, Callable[[], float | None]]]:
    return [
        ("Slack answers 429", lambda: run.trouble(desk.troubles()["Slack answers 429"])),
        ("killed meanwhile", lambda: run.kill_and_restart(run.workers[0])),
        ("flood", run.flood),
        ("mail out of reach", lambda: run.trouble(desk.troubles()["mail out of reach"])),
        ("line cut", lambda: run.cut(broker.doors["w0"])),
        ("broker killed", lambda: run.restart_broker(broker, broker.kill)),
    ]
