"""monitor.alerts → messages: first the ledger, then the courier, whose answer comes back as a message of its own."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from pydantic import TypeAdapter, ValidationError

from monitor import pipeline
from monitor.delivery.courier import Courier
from monitor.metrics import Metrics
from monitor.model.alert import AlertChange
from monitor.model.mute import Mute, MuteBook
from monitor.model.notification import (
    AlertLedger,
    Announcement,
    DeliveryResult,
    NoticeState,
    Notification,
    Outcome,
    SilenceReason,
)
from monitor.model.report import Canary, Tick
from monitor.model.route import Routes
from monitor.steps.canary import NULL_CHANNEL
from monitor.steps.notify import overdue, record_delivery
from monitor.steps.notify.book import change_of
from monitor.stream.aviary import Aviary
from monitor.stream.carry import Parcel, Post, Rows, TooLargeError, home
from monitor.stream.codec import encode
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.own_word import OWN_WORD, own_word
from monitor.stream.reader import arrived_at
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
AGENT = "announcer"
_MESSAGE: TypeAdapter[AlertChange | Tick | Canary] = TypeAdapter(AlertChange | Tick | Canary)
_NOW = timedelta(0)
_EVER = datetime.min.replace(tzinfo=UTC)
_LOOKS = 50
"""Old ledgers looked at with each tick."""


def book_key(partition: int) -> bytes:
    """The row of the mutes that one partition knows."""
    return b"%d" % partition


def when_open(ledger: AlertLedger) -> datetime | None:
    """At every tick while something may still have to be said: also at one that is older than the change.

    The first tick after a start may have waited behind articles that came later, and it alone has no grace.
    """
    return _EVER if ledger.is_open else None


class Announcer:
    """One for a worker.  `carry`, `settle` and the commander take turns: all change the ledgers."""

    def __init__(
        self,
        *,
        routes: Routes,
        topics: Topics,
        partitions: int,
        ledgers: Rows[AlertLedger],
        mutes: Rows[MuteBook],
        post: Post,
        dead_letters: DeadLetters,
        metrics: Metrics,
        resend_after: timedelta,
    ) -> None:
        self._routes = routes
        self._topics = topics
        self._partitions = partitions
        self._ledgers = ledgers
        self._mutes = mutes
        self._post = post
        self._dead_letters = dead_letters
        self._metrics = metrics
        self._resend_after = resend_after
        self.turn = asyncio.Lock()
        self._looked_through: set[int] = set()
        self._held: dict[int, Counter[SilenceReason]] = {}
        self.courier: Courier | None = None
        self.aviary: Aviary | None = None

    def row_of(self, alert_id: str) -> AlertLedger | None:
        """One alert's row, where this worker has it.  From any thread."""
        return self._ledgers.get(alert_id.encode())

    def take_partitions(self, assigned: Iterable[Any]) -> None:
        """After a rebalance: what is pending in ours may have been under way in a worker that died, and what waits
        for others is theirs to send."""
        self._looked_through.clear()
        self._held.clear()
        if self.aviary is not None:
            self.aviary.forget()
        if self.courier is not None:
            # Their new owner finds them pending in the ledger.
            ours = {tp.partition for tp in assigned if tp.topic == self._topics.alerts.name}
            self.courier.drop(lambda waiting: not self._is_ours(waiting, ours))
            self.courier.share(len(ours) / self._partitions)

    def _is_ours(self, waiting: Notification, ours: set[int]) -> bool:
        return waiting.alert_id.startswith(OWN_WORD) or home(waiting.region_id.encode(), self._partitions) in ours

    async def carry(self, message: Any) -> None:
        """Weigh one change or tick.  Returns when the ledger is safe and the courier has what there is to send."""
        try:
            arrived = _MESSAGE.validate_json(message.value or b"")
        except ValidationError as error:
            return await self._dead_letters.put(
                AGENT, message, "bad_change", error.errors(include_input=False)[0]["msg"]
            )
        if isinstance(arrived, Canary):
            return self._let_out(arrived)
        async with self.turn:
            if isinstance(arrived, Tick):
                await self._tick(message, arrived.at)
            else:
                await self._announce(message, arrived)
        self._metrics.rows("ledgers", len(self._ledgers))
        return None

    def _let_out(self, canary: Canary) -> None:
        """No ledger, no metric, no person: only that it came this far, and that the courier works."""
        notification = self.aviary.announce(canary) if self.aviary else None
        if notification is None or self.aviary is None:
            return
        if self.courier is None:
            self.aviary.came_out(notification.id)
        else:
            self.courier.post(notification)

    def speak(self, trouble: str) -> None:
        """Tell the fallback channel about ourselves: that a canary is late, or (empty) that they come out again."""
        channel = self._routes.channel(self._routes.fallback or "") or next(iter(self._routes.channels), None)
        if self.courier is not None and channel is not None:
            self.courier.post(own_word(trouble, channel, datetime.now(UTC)))

    async def _announce(self, message: Any, change: AlertChange) -> None:
        key = change.alert_id.encode()
        known, mutes = self._ledgers.get(key), self._mutes_in(message.partition)
        await self._act(
            message, key, known, lambda: pipeline.announce_change(change, known, self._routes, change.changed_at, mutes)
        )

    async def _tick(self, message: Any, now: datetime) -> None:
        # Right after a start nothing of ours is under way, so there is nothing to wait for.
        grace = self._resend_after if message.partition in self._looked_through else _NOW
        await self.look_through(message, now, grace=grace)
        self._looked_through.add(message.partition)
        self._metrics.muted(sum(at.until > now for at in self._mutes_in(message.partition)))
        await self._ledgers.forget(message.partition, now, _LOOKS)

    async def look_through(self, message: Any, now: datetime, *, grace: timedelta | None = None) -> None:
        """Say what time, or the end of a mute, lets out in the partition of the message in hand.  In one's turn."""
        mutes = self._mutes_in(message.partition)
        due = self._ledgers.due(message.partition, now)
        self._count_held(message.partition, (ledger for _, ledger in due))
        for key, ledger in due:
            wait = self._resend_after if grace is None else grace
            decide = partial(overdue, ledger, self._routes, now, mutes=mutes, grace=wait)
            await self._act(message, key, ledger, decide, is_tick=True)

    def _count_held(self, partition: int, ledgers: Iterable[AlertLedger]) -> None:
        notices = (notice for ledger in ledgers for notice in ledger.notices if notice.state is NoticeState.HELD)
        self._held[partition] = Counter(
            SilenceReason.MUTED if notice.held_by else SilenceReason.QUIET_HOURS for notice in notices
        )
        self._metrics.held(sum(self._held.values(), Counter()))

    def _mutes_in(self, partition: int) -> tuple[Mute, ...]:
        book = self._mutes.get(book_key(partition))
        return book.mutes if book else ()

    async def settle(self, message: Any) -> None:
        """Write down what became of one message."""
        try:
            result = DeliveryResult.model_validate_json(message.value or b"")
        except ValidationError as error:
            return await self._dead_letters.put(
                AGENT, message, "bad_result", error.errors(include_input=False)[0]["msg"]
            )
        async with self.turn:
            key = result.alert_id.encode()
            known = self._ledgers.get(key)
            if known is not None:
                decide = partial(record_delivery, known, result, self._routes, arrived_at(message))
                await self._act(message, key, known, decide)
        return None

    async def _act(
        self,
        message: Any,
        key: bytes,
        known: AlertLedger | None,
        decide: Callable[[], Announcement],
        *,
        is_tick: bool = False,
    ) -> None:
        """The ledger first: a message that went out and was not written down would go out again without a word."""
        try:
            announcement = decide()
            row = None if announcement.ledger == known else self._ledgers.ready(key, announcement.ledger)
        except TooLargeError as error:
            return await self._bury(message, key, "too_large", str(error), is_tick=is_tick)
        except Exception as error:  # a bug of ours must not keep other alerts from being told
            _log.exception("ledger_failed alert_id=%s", key.decode())
            return await self._bury(message, key, "failed", f"{type(error).__name__}: {error}", is_tick=is_tick)
        if row is not None:
            await self._ledgers.put(key, row, message.partition)
        self._dead_letters.well(AGENT, key)
        if not is_tick:
            self._dead_letters.fine(AGENT)
        self._tell(announcement)
        return None

    async def _bury(self, message: Any, key: bytes, reason: str, says: str, *, is_tick: bool) -> None:
        says = f"alert {key.decode()}: {says}"
        if is_tick:
            await self._dead_letters.put_once(AGENT, key, message, reason, says)
        else:
            await self._dead_letters.put(AGENT, message, reason, says)

    def _tell(self, announcement: Announcement) -> None:
        for notification in announcement.notifications:
            self._metrics.decided(notification.reason)
            if self.courier is None or not self.courier.post(notification):
                _log.warning("not_posted channel=%s notification=%s", notification.channel, notification.id)
        for silence in announcement.silences:
            self._metrics.silent(silence.reason)
            _log.info("not_told alert_id=%s reason=%s says=%s", silence.alert_id, silence.reason, silence.says)

    async def answered(self, result: DeliveryResult) -> None:
        """What a channel answered, put where the ledger's own partition is read.  For the courier."""
        if result.channel == NULL_CHANNEL:
            if self.aviary is not None:
                self.aviary.came_out(result.alert_id)
            return
        if result.alert_id.startswith(OWN_WORD):
            _log.info("own_word channel=%s outcome=%s answer=%s", result.channel, result.outcome, result.answer)
            return
        key = result.region_id.encode()
        partition = home(key, self._partitions)
        await self._post.send([Parcel(self._topics.deliveries.name, key, encode(result), partition)])
        self._metrics.delivered(result.channel, result.outcome)
        known = self._ledgers.get(result.alert_id.encode())
        change = change_of(known, result.revision) if known is not None else None
        if change is not None and result.outcome is Outcome.SENT and not result.turn.startswith("repeat"):
            self._metrics.told(change, result.at)
        _log.info(
            "delivered channel=%s outcome=%s alert_id=%s revision=%s tries=%s",
            result.channel,
            result.outcome,
            result.alert_id,
            result.revision,
            result.tries,
        )
