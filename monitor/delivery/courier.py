"""Sends notifications: one lane and one task for each channel, so that a dead one delays nobody."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from monitor.delivery.answers import MaybeArrivedError
from monitor.delivery.lane import Lane
from monitor.delivery.patience import Patience
from monitor.delivery.threads import start_in_thread
from monitor.errors import DeliveryError
from monitor.model.notification import DeliveryResult, Notification, Outcome
from monitor.model.route import Channel
from monitor.text.messages import as_digest, marked_as_repeat, newest_words

Send = Callable[[Notification], str]
"""Blocking; answers with the provider's words, or raises DeliveryError."""
OnResult = Callable[[DeliveryResult], Awaitable[None]]

# Three threads that hang on one channel prove enough; more would only eat memory.
_MAX_HANGING = 3
# A day of busy alerts: long enough that the ledger has heard of them all.
_MAX_REMEMBERED = 5_000


class _Ending(NamedTuple):
    outcome: Outcome
    tries: int
    answer: str


class Courier:
    """`post` never blocks; `on_result` hears once of every notification posted.  Call both on the event loop.

    `run` goes on until it is cancelled, and raises what `on_result` raises: a result that cannot be written
    down must stop the worker.
    """

    def __init__(
        self,
        channels: Iterable[Channel],
        send: Send,
        on_result: OnResult,
        *,
        patience: Patience | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._lanes = {channel.name: Lane(channel) for channel in channels}
        self._send, self._on_result = send, on_result
        self._patience = patience or Patience()
        self._now, self._jitter = now, jitter
        self._under_way: set[str] = set()
        self._sent: dict[str, None] = {}
        self._in_hand: dict[str, list[Notification]] = {}
        self._lost: set[str] = set()
        self._hanging: dict[str, list[asyncio.Future[str]]] = {name: [] for name in self._lanes}

    def post(self, notification: Notification) -> bool:
        """Put it into its channel's lane.  What is under way or was sent by this courier is not taken twice (True).
        False: no such channel, or its lane is full; the notice stays pending and will be overdue."""
        # Lost and come back while it was still in hand: it goes on.
        self._lost.discard(notification.id)
        if notification.id in self._under_way or notification.id in self._sent:
            return True
        lane = self._lanes.get(notification.channel)
        if lane is None or not lane.put(notification):
            return False
        self._under_way.add(notification.id)
        return True

    def drop(self, wanted: Callable[[Notification], bool]) -> int:
        """Forget what is no longer ours to send (its partition went to another worker).  How many went.

        What waits goes at once, what is being tried after this try: its new owner sends it.
        """
        gone = [notification for lane in self._lanes.values() for notification in lane.drop(wanted)]
        self._under_way.difference_update(notification.id for notification in gone)
        lost = {held.id for batch in self._in_hand.values() for held in batch if wanted(held)}
        self._lost |= lost
        return len(gone) + len(lost)

    def share(self, part: float) -> None:
        """Of the rate caps, ours: as much as our part of the partitions."""
        for lane in self._lanes.values():
            lane.part = part

    def waiting(self) -> dict[str, int]:
        """Channel -> messages not yet taken up, for metrics."""
        return {name: len(lane.waiting) for name, lane in self._lanes.items()}

    async def run(self) -> None:
        """Carry until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for lane in self._lanes.values():
                tasks.create_task(self._serve(lane), name=f"courier {lane.channel.name}")

    async def _serve(self, lane: Lane) -> None:
        while True:
            batch = self._in_hand[lane.channel.name] = await lane.take()
            ending, about = await self._deliver(batch)
            if about:
                lane.is_down = ending.outcome is not Outcome.SENT
            newest = newest_words(about)
            for notification in about:
                await self._on_result(self._result(notification, ending, newest[notification.strand].revision))
                if ending.outcome is Outcome.SENT:
                    self._remember(notification.id)
            del self._in_hand[lane.channel.name]
            ids = {notification.id for notification in batch}
            self._under_way -= ids
            self._lost -= ids

    def _remember(self, sent: str) -> None:
        self._sent[sent] = None
        if len(self._sent) > _MAX_REMEMBERED:
            del self._sent[next(iter(self._sent))]

    def _result(self, notification: Notification, ending: _Ending, newest: int) -> DeliveryResult:
        is_overtaken = ending.outcome is Outcome.SENT and newest > notification.revision
        return DeliveryResult(
            alert_id=notification.alert_id,
            revision=notification.revision,
            channel=notification.channel,
            turn=notification.turn,
            region_id=notification.region_id,
            outcome=Outcome.SUPERSEDED if is_overtaken else ending.outcome,
            tries=ending.tries,
            answer=ending.answer[:300],
            at=self._now(),
            superseded_by=newest if is_overtaken else 0,
        )

    async def _deliver(self, batch: list[Notification]) -> tuple[_Ending, list[Notification]]:
        """Try until it is taken, refused for good, patience ends, or all of it is lost.  Answers whom that is about."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience.give_up_after.total_seconds()
        started: list[asyncio.Future[str]] = []
        tries = 0
        while left := self._ours(batch):
            tries += 1
            error = await self._try(_ready(left, may_be_repeat=bool(started)), started)
            if isinstance(error, str):
                return _Ending(Outcome.SENT, tries, error), left
            wait = self._patience.wait(tries, error.retry_after, self._jitter())
            too_late = loop.time() + wait.total_seconds() > deadline
            if not error.retryable or tries >= self._patience.tries or too_late or _too_long(error, self._patience):
                outcome = Outcome.AMBIGUOUS if started else Outcome.FAILED
                return _Ending(outcome, tries, str(error)), self._ours(left)
            late = await _late_answer(started, wait.total_seconds())
            if late is not None:
                return _Ending(Outcome.SENT, tries, late), left
        return _Ending(Outcome.AMBIGUOUS, tries, "another worker has it now"), []

    def _ours(self, batch: list[Notification]) -> list[Notification]:
        return [notification for notification in batch if notification.id not in self._lost]

    async def _try(self, notification: Notification, unanswered: list["asyncio.Future[str]"]) -> str | DeliveryError:
        """One try: the provider's answer, or why not.  A try without an answer joins `unanswered`."""
        hanging = self._hanging[notification.channel]
        hanging[:] = [future for future in hanging if not future.done()]
        if len(hanging) >= _MAX_HANGING:
            return DeliveryError(f"{len(hanging)} earlier calls still hang", retryable=True)
        ready = marked_as_repeat(notification) if notification.may_be_repeat else notification
        future = start_in_thread(lambda: self._send(ready), f"deliver {notification.channel}")
        done, _ = await asyncio.wait((future,), timeout=self._patience.try_timeout.total_seconds())
        if not done:
            unanswered.append(future)
            hanging.append(future)
            seconds = self._patience.try_timeout.total_seconds()
            return MaybeArrivedError(f"no answer within {seconds:g} s", retryable=True)
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, MaybeArrivedError):
            unanswered.append(future)
        if isinstance(error, DeliveryError):
            return error
        return DeliveryError(f"{type(error).__name__} in the sender", retryable=True)


def _ready(batch: list[Notification], *, may_be_repeat: bool) -> Notification:
    notification = batch[0] if len(batch) == 1 else as_digest(batch)
    return notification.model_copy(update={"may_be_repeat": notification.may_be_repeat or may_be_repeat})


async def _late_answer(unanswered: list["asyncio.Future[str]"], seconds: float) -> str | None:
    """Wait before the next try; a call that timed out and is answered meanwhile counts."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while True:
        for future in unanswered:
            if future.done() and not future.exception():
                return future.result()
        left = until - loop.time()
        if left <= 0:
            return None
        running = [future for future in unanswered if not future.done()]
        if running:
            await asyncio.wait(running, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(left)


def _too_long(error: DeliveryError, patience: Patience) -> bool:
    return error.retry_after is not None and error.retry_after > patience.longest_retry_after
