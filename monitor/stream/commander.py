"""monitor.commands → the ledgers and the mutes: what people say of alerts, applied once however often it is read."""

import logging
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from monitor.errors import MonitorError
from monitor.metrics import Metrics
from monitor.model.command import COMMAND_MESSAGE, Command, CommandKind, WideMute, WideUnmute
from monitor.model.mute import MuteBook
from monitor.model.notification import AlertLedger
from monitor.steps.notify import apply_command, apply_mute
from monitor.stream.announcer import Announcer, book_key
from monitor.stream.carry import Parcel, Post, Rows, TooLargeError, home
from monitor.stream.codec import encode
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.orders import order_key
from monitor.stream.reader import arrived_at
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
AGENT = "commander"


class Commander:
    """One for a worker.  Takes turns with the announcer, whose ledgers it changes."""

    def __init__(
        self,
        *,
        announcer: Announcer,
        ledgers: Rows[AlertLedger],
        mutes: Rows[MuteBook],
        topics: Topics,
        partitions: int,
        post: Post,
        dead_letters: DeadLetters,
        metrics: Metrics,
    ) -> None:
        self._announcer = announcer
        self._ledgers = ledgers
        self._mutes = mutes
        self._topics = topics
        self._partitions = partitions
        self._post = post
        self._dead_letters = dead_letters
        self._metrics = metrics

    async def carry(self, message: Any) -> None:
        """Obey one command, or say why not.  Returns when everything that follows from it is safe."""
        try:
            order = COMMAND_MESSAGE.validate_json(message.value or b"")
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            says = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
            return await self._refuse(message, "unknown", "bad_command", says, outcome="unreadable")
        kind = _kind(order)
        try:
            async with self._announcer.turn:
                await self._take(message, order, arrived_at(message))
        except MonitorError as error:
            if not isinstance(error, TooLargeError):
                raise
            return await self._refuse(message, kind, "too_large", str(error))
        except Exception as error:  # a bug of ours must not keep other commands from being obeyed
            _log.exception("command_failed kind=%s", kind)
            return await self._refuse(message, kind, "failed", f"{type(error).__name__}: {error}")
        return None

    async def _take(self, message: Any, order: Command | WideMute | WideUnmute, now: datetime) -> None:
        if isinstance(order, Command):
            await self._obey(message, order, now)
        elif order.is_passed_on:
            await self._keep(message, order, now)
        else:
            await self._pass_on(order)

    async def _obey(self, message: Any, command: Command, now: datetime) -> None:
        region, kind = command.region_id, command.kind
        if home(region.encode(), self._partitions) != message.partition:
            says = f"region {region} is not at home in partition {message.partition}: use Kafka's own murmur2"
            return await self._refuse(message, kind, "wrong_partition", says)
        key = command.alert_id.encode()
        known = self._ledgers.get(key)
        answer = apply_command(known, command, now)
        if answer.ledger is None or not answer.is_accepted:
            return await self._refuse(message, kind, "refused", f"{answer.says} (by {command.by})")
        if answer.ledger is known:
            self._metrics.commanded(kind, "known")
            return None
        await self._ledgers.put(key, self._ledgers.ready(key, answer.ledger), message.partition)
        self._metrics.commanded(kind, "accepted")
        verdict = answer.ledger.verdict
        if verdict is not None and (known is None or known.verdict is not verdict):
            self._metrics.judged(answer.ledger.change.rule, verdict)
        _log.info("commanded kind=%s alert_id=%s by=%r", kind, command.alert_id, command.by)
        if kind is CommandKind.UNMUTE:
            await self._announcer.look_through(message, now)
        return None

    async def _pass_on(self, order: WideMute | WideUnmute) -> None:
        """Alerts that fit may lie in every partition.  After a crash it is told twice, which is harmless."""
        told = order.model_copy(update={"is_passed_on": True})
        key = order_key(order)
        name = self._topics.commands.name
        await self._post.send([Parcel(name, key, encode(told), number) for number in range(self._partitions)])

    async def _keep(self, message: Any, order: WideMute | WideUnmute, now: datetime) -> None:
        key, kind = book_key(message.partition), _kind(order)
        known = self._mutes.get(key) or MuteBook()
        answer = apply_mute(known, order, now)
        if not answer.is_accepted:
            return await self._refuse(message, kind, "refused", answer.says)
        if answer.book != known:
            await self._mutes.put(key, self._mutes.ready(key, answer.book), message.partition)
            _log.info("commanded kind=%s partition=%s says=%r", kind, message.partition, answer.says)
        self._metrics.commanded(kind, "known" if answer.book == known else "accepted")
        if kind is CommandKind.UNMUTE:
            await self._announcer.look_through(message, now)
        return None

    async def _refuse(self, message: Any, kind: str, reason: str, says: str, *, outcome: str = "refused") -> None:
        await self._dead_letters.put_aside(AGENT, message, reason, says)
        self._metrics.commanded(kind, outcome)


def _kind(order: Command | WideMute | WideUnmute) -> CommandKind:
    if isinstance(order, Command):
        return order.kind
    return CommandKind.MUTE if isinstance(order, WideMute) else CommandKind.UNMUTE
