"""Just enough of a Kafka for one consumer: a log a partition, positions, committed offsets.  No thread, no network."""

import asyncio
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from faust.types import TP
from mode import Service


class Log(list[int]):
    """The offsets that exist in one partition."""

    @property
    def first(self) -> int:
        """The oldest offset."""
        return self[0] if self else 0

    @property
    def end(self) -> int:
        """One after the newest."""
        return self[-1] + 1 if self else 0


class FakeThread(Service):
    """Stands where Faust's consumer thread stands."""

    def __init__(self, logs: Mapping[TP, Iterable[int]], committed: Mapping[TP, int]) -> None:
        super().__init__()
        self.logs = {tp: Log(offsets) for tp, offsets in logs.items()}
        self.committed_offsets: dict[TP, int] = dict(committed)
        self.position: dict[TP, int] = {tp: log.first for tp, log in self.logs.items()}
        self.fetches_lost = 0  # fetches whose result nobody gets, as when a rebalance comes in between
        self.refuses_commits = False
        self.batch = 5
        self.fetch_seconds = 0.001
        self.holds_lease = True

    def assignment(self) -> set[TP]:
        return set(self.logs)

    def highwater(self, tp: TP) -> int:
        return self.logs[tp].end

    async def earliest_offsets(self, *tps: TP) -> dict[TP, int]:
        return {tp: self.logs[tp].first for tp in tps}

    async def highwaters(self, *tps: TP) -> dict[TP, int]:
        return {tp: self.logs[tp].end for tp in tps}

    async def call_thread(self, method: Any, *args: Any) -> Any:
        return await method(*args)

    def _ensure_consumer(self) -> "FakeThread":
        return self

    async def committed(self, tp: Any) -> int | None:
        await asyncio.sleep(0)
        return self.committed_offsets.get(TP(tp.topic, tp.partition))

    async def seek_to_committed(self) -> dict[TP, int]:
        """As aiokafka does: a round trip for each partition."""
        for tp in self.logs:
            await asyncio.sleep(0.01)
            self.position[tp] = self.committed_offsets.get(tp, self.position[tp])
        return dict(self.committed_offsets)

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        await asyncio.sleep(0)
        self.position.update(partitions)

    def seek(self, tp: TP, offset: int) -> None:
        self.position[tp] = offset

    async def getmany(self, active: set[TP], timeout: float) -> dict[TP, list[Any]]:  # noqa: ASYNC109  # as Faust names it
        await asyncio.sleep(self.fetch_seconds)
        found = {}
        for tp in sorted(active):
            offsets = [offset for offset in self.logs[tp] if offset >= self.position[tp]][: self.batch]
            if offsets:
                self.position[tp] = offsets[-1] + 1
                found[tp] = [record(tp, offset) for offset in offsets]
        if found and self.fetches_lost:
            self.fetches_lost -= 1
            return {}
        return found

    async def commit(self, offsets: Mapping[TP, int]) -> bool:
        if self.refuses_commits:
            return False
        self.committed_offsets.update(offsets)
        return True


def record(tp: TP, offset: int) -> SimpleNamespace:
    """A message as aiokafka fetches it."""
    return SimpleNamespace(
        topic=tp.topic,
        partition=tp.partition,
        offset=offset,
        timestamp=1000,
        timestamp_type=0,
        headers=(),
        key=b"k",
        value=b"%d" % offset,
        checksum=None,
        serialized_key_size=1,
        serialized_value_size=1,
    )
