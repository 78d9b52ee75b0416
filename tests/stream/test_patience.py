"""A text that takes too long is given up; what comes after it is not hit."""

import time

import pytest

from monitor.stream.patience import Patience, TooSlowError


def spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def wait(times: int) -> None:
    for _ in range(times):
        time.sleep(0.1)


def spin_on_whatever_happens() -> None:
    try:
        spin(10)
    except Exception:
        spin(10)


def test_what_takes_too_long_is_given_up() -> None:
    patience = Patience(0.1, 60)

    with pytest.raises(TooSlowError), patience.limit():
        spin(10)


def test_a_catch_all_in_the_middle_does_not_eat_it() -> None:
    patience = Patience(0.1, 60)

    with pytest.raises(TooSlowError), patience.limit():
        spin_on_whatever_happens()


def test_a_text_that_waits_for_a_busy_machine_is_not_at_fault() -> None:
    patience = Patience(0.1, 60)

    with patience.limit():
        time.sleep(1.2)  # off the processor, as on a machine where others run


def test_what_waits_so_long_that_the_watchdog_would_end_the_worker_is_given_up() -> None:
    patience = Patience(60, 0.1)

    with pytest.raises(TooSlowError), patience.limit():
        wait(100)


def test_what_ends_in_time_is_left_alone() -> None:
    patience = Patience(0.1, 60)

    for _ in range(1000):
        with patience.limit():
            pass

    spin(1.2)
