"""What the event loop tells the threads that watch it.  Plain attributes: each is written by one side only."""

import time
from typing import NamedTuple


class Place(NamedTuple):
    """A topic's partition."""

    topic: str
    partition: int


class Vitals:
    """`trouble`: why the worker is not live, in words; empty while it is."""

    def __init__(self) -> None:
        self.is_ready = False
        self.is_over = False
        """The worker stops by itself; nobody need watch any more."""
        self.trouble = ""
        self.canary_trouble = ""
        """Why news might not come out, though the worker is live; empty while test articles do."""
        self.finished: dict[Place, int] = {}
        """Below which offset every message of a partition is done."""
        self._beaten_at = time.monotonic()

    def beat(self) -> None:
        """The event loop turns."""
        self._beaten_at = time.monotonic()

    def beat_age_seconds(self) -> float:
        """Since the event loop last turned."""
        return time.monotonic() - self._beaten_at
