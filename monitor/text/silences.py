"""When each outlet told something -> those that are silent for longer than they ever are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

_LEAST_TELLINGS = 6
"""Who tells less in what is looked at has no habit that could be broken."""
_LEAST = timedelta(hours=6)
"""A newsroom's night."""


class SilentOutlet(NamedTuple):
    """`usual` is the longest that it was silent before."""

    name: str
    since: datetime
    usual: timedelta


def silent_outlets(told: Iterable[tuple[str, datetime]], now: datetime) -> tuple[SilentOutlet, ...]:
    """Silent for over six hours, and for over twice as long as ever before; the longest silence first."""
    times: dict[str, list[datetime]] = {}
    for name, at in told:
        if name:
            times.setdefault(name, []).append(at)
    found = (_habit(name, sorted(moments)) for name, moments in times.items() if len(moments) >= _LEAST_TELLINGS)
    silent = [one for one in found if now - one.since > max(_LEAST, 2 * one.usual)]
    return tuple(sorted(silent, key=lambda one: (one.since, one.name)))


def _habit(name: str, moments: list[datetime]) -> SilentOutlet:
    return SilentOutlet(name, moments[-1], max(later - sooner for sooner, later in pairwise(moments)))
