"""Where each partition stands: from which offset it is read, what was finished, and what of it is committed."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from aiokafka.errors import KafkaError
from faust.transport.consumer import ensure_TP
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from mode.utils.futures import notify

from monitor.stream.consumer_ledger import Ledger

RETRY_SECONDS = 0.5


class Positions(driver.Consumer):  # type: ignore[misc]  # Faust is untyped to us
    """Keeps the ledger of every partition, through seeks, acks and commits."""

    _n_acked: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._ledgers: dict[TP, Ledger] = {}
        self._epoch = 0  # counts stops of the flow: what was fetched before a stop is void
        super().__init__(*args, **kwargs)

    def _forget(self, tps: Iterable[TP]) -> None:
        for tp in list(tps):
            self._ledgers.pop(tp, None)

    # -- seeking

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        """Seek, and begin a new ledger there.  Recovery positions its changelogs with this."""
        await super().seek_wait(partitions)
        for tp, offset in partitions.items():
            self._ledgers[ensure_TP(tp)] = Ledger(offset)

    async def seek(self, partition: TP, offset: int) -> None:
        """Seek one partition."""
        await self.seek_wait({partition: offset})

    async def _start(self, tps: set[TP]) -> None:
        """Position partitions at their committed offsets, or where the settings say when there is none."""
        epoch = self._epoch
        offsets = await self._starting_offsets(tps)
        if epoch == self._epoch and await self._sought(offsets) and epoch != self._epoch:
            self._forget(tps)  # rebalanced meanwhile: another worker may have committed more

    async def _starting_offsets(self, tps: set[TP]) -> dict[TP, int]:
        first, end = await asyncio.gather(self.earliest_offsets(*tps), self.highwaters(*tps))
        unread = first if self.app.conf.consumer_auto_offset_reset == "earliest" else end
        committed = await self._thread.call_thread(self._committed, tps)
        offsets = {}
        for tp in tps:
            offset = committed[tp]
            if offset is not None and offset > end[tp]:
                self.log.error("%r was committed to %r and ends at %r: made anew? Reading it all", tp, offset, end[tp])
                offset = first[tp]
            offsets[tp] = unread[tp] if offset is None else max(offset, first[tp])
        return offsets

    async def _committed(self, tps: set[TP]) -> dict[TP, int | None]:
        consumer = self._thread._ensure_consumer()
        offsets = await asyncio.gather(*(consumer.committed(driver.ensure_aiokafka_TP(tp)) for tp in tps))
        return dict(zip(tps, offsets, strict=True))

    async def _sought(self, offsets: Mapping[TP, int]) -> bool:
        try:
            await self.seek_wait(offsets)
        except (TimeoutError, KafkaError) as error:  # revoked meanwhile: start over
            self.log.warning("Cannot seek to %r: %r", offsets, error)
            self._forget(offsets)
            await asyncio.sleep(RETRY_SECONDS)
            return False
        return True

    async def _go_back(self, tp: TP, ledger: Ledger) -> None:
        # An abandoned fetch and a hole in the log (compaction, retention) look the same: ask a second time.
        self.log.info("Reading %r again from %r", tp, ledger.next)
        try:
            await super().seek_wait({tp: ledger.next})
        except (TimeoutError, KafkaError) as error:
            self.log.warning("Cannot go back in %r to %r: %r", tp, ledger.next, error)
            self._forget([tp])

    # -- acks and commits

    def ack(self, message: Any) -> bool:
        """Strike a finished message off its ledger; one from before the last seek counts for nothing."""
        message.acked = True
        ledger = self._ledgers.get(message.tp)
        counted = ledger is not None and ledger.finish(message)
        self._n_acked += counted
        self.let_go(message)
        return counted

    def let_go(self, message: Any) -> None:
        """Nobody works on this message any more, finished or not."""
        self._unacked_messages.discard(message)
        notify(self._waiting_for_ack)

    def _filter_tps_with_pending_acks(self, topics: Any = None) -> Iterable[TP]:
        return [tp for tp in self._ledgers if topics is None or tp in topics or tp.topic in topics]

    def _filter_committable_offsets(self, tps: Iterable[TP]) -> dict[TP, int]:
        # Stock commits over one unfinished message, and over all of them before the first commit of a group.
        offsets = {}
        for tp in tps:
            ledger = self._ledgers.get(tp)
            if ledger and ledger.committable > ledger.committed and self.app.topics.acks_enabled_for(tp.topic):
                offsets[tp] = ledger.committable
        return offsets

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        ledgers = {tp: self._ledgers[tp] for tp in offsets}
        committed: bool = await super()._commit_offsets(offsets, start_new_transaction)
        if committed:  # stock takes a refused commit for a made one
            for tp, ledger in ledgers.items():
                ledger.committed = offsets[tp]
        return committed
