"""At-least-once for Faust 0.15.3: nothing is skipped, and nothing is committed that an agent did not finish.

Stock Faust loses messages when a worker with tables starts again: it resumes the source partitions before it has sought
them, clears the queues, and takes the hole that this leaves for offsets that do not exist. Here one task seeks, fetches
and hands over; a ledger for each partition knows what is owed. Every override leans on half-private methods of
faust-streaming 0.15.3 and aiokafka 0.14.0: both are pinned exactly, and the kill tests in tests/faults guard upgrades.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from faust.transport.consumer import ensure_TP
from faust.types import TP

from monitor.errors import MonitorError
from monitor.stream.consumer_positions import Positions
from monitor.stream.consumer_stream import YIELD_EVERY
from monitor.stream.consumer_thread import ExpelledError, Listener, Thread
from monitor.stream.recovered import take_rows

FETCH_TIMEOUT_SECONDS = 0.25  # a partition resumed just now waits at most so long for the fetch in progress
LEASE_LOOK_SECONDS = 0.05
IN_HAND_SHARE = 0.8  # of the time that the broker waits for us to join again

Records = Mapping[Any, list[Any]]


class StuckError(MonitorError):
    """An agent did not finish its message, and its partition goes to another worker."""


class Consumer(Positions):
    """Fetches and hands over, and lets partitions come and go, with every message on its ledger."""

    RebalanceListener = Listener

    def _new_consumer_thread(self) -> Thread:
        return Thread(self, loop=self.loop, beacon=self.beacon)

    # -- whose the partitions are

    async def wait_for_lease(self) -> None:
        """Return at once as long as the partitions are surely ours, else when the broker has confirmed it."""
        # After a standstill (a frozen machine, a long swap) the agents wake up in the middle of a message, whose region
        # may have another owner by now: its row must not be written over with an older one.
        while not self._thread.holds_lease:
            if self.should_stop or self.app.should_stop:
                raise ExpelledError("stopped while it was unsure whether its partitions are still its own")
            await asyncio.sleep(LEASE_LOOK_SECONDS)

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """They are ours from now on."""
        self._thread.joined()
        await super().on_partitions_assigned(assigned, generation_id)

    # -- the flow

    def stop_flow(self) -> None:
        """Stop handing over; whatever was fetched until now will be read again."""
        self._epoch += 1
        super().stop_flow()

    async def perform_seek(self) -> None:
        """Void all positions; each partition starts from its committed offset when the flow resumes."""
        # Stock seeks here while messages already flow, and its caller then clears the queues: the hole that loses.
        # So nothing flows until the caller resumes, and the seek happens in the task that fetches.
        self.stop_flow()
        self._forget(tp for tp in self._ledgers if not self._is_changelog_tp(tp))

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Let the next owner begin after the last finished message."""
        self.stop_flow()
        await super().on_partitions_revoked(revoked)  # waits for the messages in hand (stream_wait_empty)
        if revoked:
            await self._commit_before_handing_on()
        self._forget(revoked)

    async def wait_empty(self) -> None:
        """Wait for the messages in hand, not for ever as stock does: its agent may wait for a broker that is gone."""
        limit = self.app.conf.broker_rebalance_timeout * IN_HAND_SHARE
        emptied = asyncio.ensure_future(super().wait_empty())
        crashed = asyncio.ensure_future(self._crashed.wait())  # then its thread answers no more
        try:
            await asyncio.wait({emptied, crashed}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if emptied.done():
                emptied.result()
            elif not self.should_stop and not self.app.should_stop:
                # Its row would be written after the partition's next owner has read the table.
                await self.crash(StuckError(f"a message was not finished within {limit:g} s of a rebalance"))
        finally:
            emptied.cancel()
            crashed.cancel()

    async def _commit_before_handing_on(self) -> None:
        try:
            await asyncio.wait_for(self.commit(), self.app.conf.broker_session_timeout / 2)
        except TimeoutError:
            self.log.warning("Commit before the rebalance timed out: some messages will be read again")

    # -- handing over

    async def _drain_messages(self, fetcher: Any) -> None:
        # The only task that positions, fetches and hands over source messages: no other order is possible.
        try:
            while not (self.should_stop or fetcher.should_stop):
                await self._drain_once()
                await asyncio.sleep(0)
        except (*self.consumer_stopped_errors, asyncio.CancelledError):
            if not self.app.should_stop:
                raise

    async def _drain_once(self) -> None:
        if not self.flow_active:
            await self.wait_first(self.can_resume_flow.wait(), timeout=1.0)
            return
        epoch = self._epoch
        active = set(self._get_active_partitions())  # a copy: it changes while we wait, and to aiokafka empty means all
        fresh = {tp for tp in active if tp not in self._ledgers and not self._is_changelog_tp(tp)}
        if fresh:
            await self.wait_first(self._start(fresh), self.suspend_flow.wait())
        elif not active:
            await asyncio.sleep(0.05)
        elif records := await self._getmany(active, FETCH_TIMEOUT_SECONDS):
            if epoch != self._epoch:
                await self._give_back(records)
                return
            # One task for the whole batch; stock makes four for every message.
            await self.wait_first(self._hand_over(records, epoch), self.suspend_flow.wait())

    async def _give_back(self, records: Records) -> None:
        # A rebalance can be over within one fetch.  What it brought is void, but it may be the end of a changelog that
        # recovery has just sought: without another record nobody would see the hole, and recovery would wait for ever.
        for tp in map(ensure_TP, records):
            ledger = self._ledgers.get(tp)
            if ledger is not None:
                await self._go_back(tp, ledger)

    async def _hand_over(self, records: Records, epoch: int) -> None:
        ready = self._take_rows(await self._unbroken(records), epoch)
        ledgers = {tp: self._ledgers[tp] for tp in ready}
        for count, (tp, record) in enumerate(self.scheduler.iterate(ready), start=1):
            if self._commit_every is not None and self._n_acked >= self._commit_every:
                self._n_acked = 0
                await self.commit()
            if epoch != self._epoch:
                return
            ledger = ledgers.get(tp)
            if ledger is None or record.offset < ledger.next:
                continue
            if ledger is not self._ledgers.get(tp) or not self._flows(tp):
                # Sought or paused meanwhile: the next fetch begins with a hole, and _unbroken goes back for it.
                del ledgers[tp]
                continue
            message = self._to_message(tp, record)
            # Before an agent can see it; should the flow stop during the callback, the ledger is void anyway.
            ledger.hand_over(message, owes_ack=self.app.topics.acks_enabled_for(tp.topic))
            await self.callback(message)
            if count % YIELD_EVERY == 0:
                await asyncio.sleep(0)

    def _take_rows(self, ready: dict[TP, list[Any]], epoch: int) -> dict[TP, list[Any]]:
        """What is left to hand over when recovery has its rows.  Without a pause: nothing may change between."""
        if epoch != self._epoch:
            return ready
        for tp, found in ready.items():
            if self._is_changelog_tp(tp) and self._flows(tp):
                left = take_rows(self.app.tables.recovery, tp, found)
                if len(left) < len(found):
                    self._ledgers[tp].pass_over(found[-len(left) - 1].offset)
                    ready[tp] = left
        return {tp: found for tp, found in ready.items() if found}

    def _flows(self, tp: TP) -> bool:
        # A partition whose queue is full is fetched no more, but what was fetched still fits.
        return tp in self._active_partitions or tp in self._buffered_partitions

    async def _unbroken(self, records: Records) -> dict[TP, list[Any]]:
        """What was fetched, without the partitions where it left something out: those are read again."""
        ready = {}
        for source, found in records.items():
            tp = ensure_TP(source)
            ledger = self._ledgers.get(tp)
            if ledger is None:
                continue
            if ledger.skips(found[0].offset):
                await self._go_back(tp, ledger)
                continue
            ready[tp] = found
            self.app.monitor.track_tp_end_offset(tp, self.highwater(tp))
        return ready
