"""What one partition still owes: which messages were handed to the agents, and which of them are finished.

Offsets may have holes (compaction, transaction markers), so what was handed over tells the commit, never counting.
"""

from typing import Protocol


class Tracked(Protocol):
    """The part of a Kafka message that the ledger looks at."""

    offset: int


class Ledger:
    """From one seek to the next seek of a partition.  A message of an earlier ledger is a stranger to it."""

    def __init__(self, position: int) -> None:
        self.next = position  # the first offset not yet handed over
        self.committed = position
        self.doubted: int | None = None  # where a fetch began that skipped `next`: believed when it says so twice
        self._open: dict[int, Tracked] = {}  # handed over and not finished, in the order of handing over

    def hand_over(self, message: Tracked, *, owes_ack: bool) -> None:
        """Note a message before the agent can see it."""
        if owes_ack:
            self._open[message.offset] = message
        self.next = message.offset + 1
        self.doubted = None

    def pass_over(self, offset: int) -> None:
        """All up to here was taken without handing it over."""
        self.next = offset + 1
        self.doubted = None

    def finish(self, message: Tracked) -> bool:
        """Strike a message off; False for one that this ledger did not hand over."""
        # By identity: after a seek the same offset is handed over again, and an ack of the first copy must not count.
        if self._open.get(message.offset) is not message:
            return False
        del self._open[message.offset]
        return True

    @property
    def committable(self) -> int:
        """The offset below which nothing is owed any more."""
        return next(iter(self._open), self.next)

    def skips(self, offset: int) -> bool:
        """Whether a fetch that begins at `offset` left something out, and says so for the first time."""
        if offset <= self.next or self.doubted == offset:
            return False
        self.doubted = offset
        return True
