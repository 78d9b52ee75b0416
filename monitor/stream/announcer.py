"""monitor.alerts → messages: first the ledger, then the courier, whose answer comes back as a message of its own."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor import pipeline
from monitor.delivery.courier import Courier
from monitor.metrics import Metrics
from monitor.model.alert import AlertChange
from monitor.model.notification import AlertLedger, Announcement, DeliveryResult, Outcome
from monitor.model.report import Tick
from monitor.model.route import Routes
from monitor.steps.notify import overdue, record_delivery
from monitor.stream.carry import Parcel, Post, Rows, home
from monitor.stream.codec import encode
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.reader import arrived_at
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
AGENT = "announcer"
_MESSAGE: TypeAdapter[AlertChange | Tick] = TypeAdapter(AlertChange | Tick)
_NOW = timedelta(0)


class Announcer:
    """One for a worker.  `carry` and `settle` take turns: both change the ledgers."""

    def __init__(
        self,
        *,
        routes: Routes,
        topics: Topics,
        partitions: int,
        ledgers: Rows[AlertLedger],
        post: Post,
        dead_letters: DeadLetters,
        metrics: Metrics,
        resend_after: timedelta,
    ) -> None:
        self._routes = routes
        self._topics = topics
        self._partitions = partitions
        self._ledgers = ledgers
        self._post = post
        self._dead_letters = dead_letters
        self._metrics = metrics
        self._resend_after = resend_after
        self._turn = asyncio.Lock()
        self._looked_through: set[int] = set()
        self.courier: Courier | None = None

    def forget_partitions(self) -> None:
        """After a rebalance: whatever is pending in a partition may have been under way in a worker that died."""
        self._looked_through.clear()

    async def carry(self, message: Any) -> None:
        """Weigh one change or tick.  Returns when the ledger is safe and the courier has what there is to send."""
        try:
            arrived = _MESSAGE.validate_json(message.value or b"")
        except ValidationError as error:
            return await self._dead_letters.put(
                AGENT, message, "bad_change", error.errors(include_input=False)[0]["msg"]
            )
        async with self._turn:
            if isinstance(arrived, Tick):
                await self._tick(message, arrived.at)
            else:
                await self._announce(message, arrived)
        self._metrics.rows("ledgers", len(self._ledgers))
        return None

    async def _announce(self, message: Any, change: AlertChange) -> None:
        key = change.alert_id.encode()
        known = self._ledgers.get(key)
        try:
            announcement = pipeline.announce_change(change, known, self._routes, change.changed_at)
        except Exception as error:  # a bug of ours must not keep other alerts from being told
            _log.exception("change_failed alert_id=%s", change.alert_id)
            says = f"alert {change.alert_id}: {type(error).__name__}: {error}"
            return await self._dead_letters.put(AGENT, message, "failed", says)
        await self._act(announcement, known, message.partition)
        self._dead_letters.fine(AGENT)
        return None

    async def _tick(self, message: Any, now: datetime) -> None:
        # Right after a start nothing of ours is under way, so there is nothing to wait for.
        grace = self._resend_after if message.partition in self._looked_through else _NOW
        for _, ledger in self._ledgers.due(message.partition, now):
            await self._act(overdue(ledger, self._routes, now, grace=grace), ledger, message.partition)
        self._looked_through.add(message.partition)

    async def settle(self, message: Any) -> None:
        """Write down what became of one message."""
        try:
            result = DeliveryResult.model_validate_json(message.value or b"")
        except ValidationError as error:
            return await self._dead_letters.put(
                AGENT, message, "bad_result", error.errors(include_input=False)[0]["msg"]
            )
        async with self._turn:
            known = self._ledgers.get(result.alert_id.encode())
            if known is not None:
                await self._act(
                    record_delivery(known, result, self._routes, arrived_at(message)), known, message.partition
                )
        return None

    async def _act(self, announcement: Announcement, known: AlertLedger | None, partition: int) -> None:
        """In this order: a message that went out and was not written down would go out again without a word."""
        ledger = announcement.ledger
        if ledger != known:
            await self._ledgers.put(ledger.alert_id.encode(), ledger, partition)
        for notification in announcement.notifications:
            self._metrics.decided(notification.reason)
            if self.courier is None or not self.courier.post(notification):
                _log.warning("not_posted channel=%s notification=%s", notification.channel, notification.id)
        for silence in announcement.silences:
            self._metrics.silent(silence.reason)
            _log.info("not_told alert_id=%s reason=%s says=%s", silence.alert_id, silence.reason, silence.says)

    async def answered(self, result: DeliveryResult) -> None:
        """What a channel answered, put where the ledger's own partition is read.  For the courier."""
        key = result.region_id.encode()
        partition = home(key, self._partitions)
        await self._post.send([Parcel(self._topics.deliveries.name, key, encode(result), partition)])
        self._metrics.delivered(result.channel, result.outcome)
        known = self._ledgers.get(result.alert_id.encode())
        if known is not None and result.outcome is Outcome.SENT:
            change = known.change
            self._metrics.told(published_at=change.evidence_at, changed_at=change.changed_at, at=result.at)
        _log.info(
            "delivered channel=%s outcome=%s alert_id=%s revision=%s tries=%s",
            result.channel,
            result.outcome,
            result.alert_id,
            result.revision,
            result.tries,
        )
