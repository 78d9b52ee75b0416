"""Where the time of a tick comes from."""

from datetime import UTC, datetime
from typing import Protocol

_LAST_SECOND = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp()


def stamped(seconds: float) -> datetime:
    """The time on a Kafka message; of one that counts in microseconds (the year 58884) the last there is."""
    return datetime.fromtimestamp(min(seconds, _LAST_SECOND), UTC)


class Clock(Protocol):
    """`now` None: not known yet, so nobody is ticked."""

    def now(self) -> datetime | None: ...

    def saw(self, arrived_at: datetime) -> None:
        """The reader has read an article with this time on its message."""
        ...


class WallClock:
    """Live: the time of day; but while the reader is behind, the time that it has got to.

    After a standstill the ticks must not run ahead of the articles that are still to be read: "nothing heard for six
    hours" would be told of a source whose articles wait on the topic.
    """

    def __init__(self) -> None:
        self.is_behind = False
        self._read_to: datetime | None = None

    def now(self) -> datetime | None:
        now = datetime.now(UTC)
        if not self.is_behind:
            return now
        # A feed's clock may run ahead; a tick of its time would keep the next ones waiting until it is really so late.
        return None if self._read_to is None else min(self._read_to, now)

    def saw(self, arrived_at: datetime) -> None:
        self._read_to = max(arrived_at, self._read_to or arrived_at)


class ArticleClock:
    """Demo, and an archive at speed: the time of the newest article."""

    def __init__(self) -> None:
        self._newest: datetime | None = None

    def now(self) -> datetime | None:
        return self._newest

    def saw(self, arrived_at: datetime) -> None:
        self._newest = max(arrived_at, self._newest or arrived_at)
