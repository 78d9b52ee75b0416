"""A text that takes too long is given up; what comes after it is not hit."""

import time

import pytest

from monitor.stream.patience import Patience, TooSlowError


def spin(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def spin_on_whatever_happens() -> None:
    try:
        spin(10)
    except Exception:
        spin(10)


def test_what_takes_too_long_is_given_up() -> None:
    patience = Patience(0.1)

    with pytest.raises(TooSlowError), patience.limit():
        spin(10)


def test_a_catch_all_in_the_middle_does_not_eat_it() -> None:
    patience = Patience(0.1)

    with pytest.raises(TooSlowError), patience.limit():
        spin_on_whatever_happens()


def test_what_ends_in_time_is_left_alone() -> None:
    patience = Patience(0.1)

    for _ in range(1000):
        with patience.limit():
            pass

    spin(1.2)
