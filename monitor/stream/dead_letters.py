"""What can't be read: kept with the reason, counted, and too many in a row stop the worker."""

import base64
import hashlib
import json
import logging
from typing import Any

from monitor.errors import MonitorError
from monitor.metrics import Metrics
from monitor.stream.carry import Parcel, Post
from monitor.stream.clock import stamped

_log = logging.getLogger(__name__)

MAX_BYTES = 500_000
"""As base64 two thirds of a MiB, below Kafka's limit.  Of a larger message the beginning is kept; topic, partition and
offset lead to the whole one for as long as its topic keeps it."""
_MAX_WORDS = 2_000


class TooManyDeadLettersError(MonitorError):
    """Not one article is broken but the feed, or we are."""


class DeadLetters:
    """One for a worker; each agent counts its own row."""

    def __init__(self, post: Post, topic: str, metrics: Metrics, *, in_a_row: int) -> None:
        self._post = post
        self._topic = topic
        self._metrics = metrics
        self._limit = in_a_row
        self._in_a_row: dict[str, int] = {}
        self._ailing: set[tuple[str, bytes]] = set()

    def fine(self, agent: str) -> None:
        """This agent could read a message."""
        self._in_a_row[agent] = 0

    def well(self, agent: str, key: bytes) -> None:
        """This agent could change this row."""
        self._ailing.discard((agent, key))

    async def put_once(self, agent: str, key: bytes, message: Any, reason: str, says: str) -> None:
        """For a row that a tick finds broken: it comes again with every tick, which is no reason to stop."""
        if (agent, key) not in self._ailing:
            await self._send(agent, message, reason, says)
            self._ailing.add((agent, key))

    async def put_aside(self, agent: str, message: Any, reason: str, says: str) -> None:
        """For what a person sent wrongly, which is no reason to stop however often it comes."""
        await self._send(agent, message, reason, says)

    async def put(self, agent: str, message: Any, reason: str, says: str) -> None:
        """Returns when the broker has it.  Raises TooManyDeadLettersError."""
        where = await self._send(agent, message, reason, says)
        count = self._in_a_row[agent] = self._in_a_row.get(agent, 0) + 1
        if count >= self._limit:
            raise TooManyDeadLettersError(
                f"{count} messages in a row could not be read by {agent}, the last at {where} "
                f"({reason}: {says[:300]}); they lie in {self._topic}; stopping, since the feed may have changed"
            )

    async def _send(self, agent: str, message: Any, reason: str, says: str) -> str:
        await self._post.send([Parcel(self._topic, message.key, dead_letter(agent, message, reason, says))])
        self._metrics.dead_letter(agent, reason)
        where = f"{message.topic}[{message.partition}]@{message.offset}"
        _log.warning("dead_letter agent=%s reason=%s at=%s says=%s", agent, reason, where, json.dumps(says[:300]))
        return where


def dead_letter(agent: str, message: Any, reason: str, says: str) -> bytes:
    """JSON; `value` and `key` are base64 of the bytes as they came, `value` only up to MAX_BYTES."""
    value: bytes = message.value or b""
    return json.dumps(
        {
            "agent": agent,
            "reason": reason,
            "says": says[:_MAX_WORDS],
            "topic": message.topic,
            "partition": message.partition,
            "offset": message.offset,
            "timestamp": _stamp(message.timestamp),
            "key": None if message.key is None else base64.b64encode(message.key[:MAX_BYTES]).decode(),
            "value": base64.b64encode(value[:MAX_BYTES]).decode(),
            "value_bytes": len(value),
            "value_sha256": hashlib.sha256(value).hexdigest(),
            "is_cut": len(value) > MAX_BYTES,
        }
    ).encode()


def _stamp(seconds: float | None) -> str | None:
    return None if not seconds or seconds < 0 else stamped(seconds).isoformat()
