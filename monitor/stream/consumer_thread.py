"""aiokafka in its own thread: quick to start, sure of its membership, and it says goodbye."""

import asyncio
from collections.abc import Awaitable, Iterable
from time import monotonic
from typing import Any

from faust.transport.drivers import aiokafka as driver

from monitor.errors import BrokerError, MonitorError

BROKER_WAIT_MS = 200  # aiokafka asks for new messages and for offsets one after the other; Faust fixes 1.5 s a wait
TOPIC_SECONDS = 30.0  # a broker that comes up knows its topics well before
LEASE_SHARE = 0.75  # of the session; the rest is for what is already on its way to the broker


class ExpelledError(MonitorError):
    """The group has given our partitions away, so whatever we write now may overwrite what their new owner wrote."""


class Listener(driver.ConsumerRebalanceListener):  # type: ignore[misc]  # Faust is untyped to us
    """Told by aiokafka, in its thread, that partitions come and go."""

    def on_partitions_revoked(self, revoked: Iterable[Any]) -> Awaitable[None]:
        """Hand the partitions on; or end, where they were taken."""
        if revoked and self._thread.is_expelled:
            return self._end()
        return super().on_partitions_revoked(revoked)  # type: ignore[no-any-return]

    async def _end(self) -> None:
        name = self._thread.app.conf.consumer_group_instance_id
        await self._thread.crash(
            ExpelledError(
                f"expelled from the consumer group: either this process stood still for longer than its session, "
                f"or another worker runs under the same name {name!r}; every worker needs a name of its own"
            )
        )
        # Not to return: aiokafka would join again under our name, and expel the twin that has it now.
        raise asyncio.CancelledError


class Thread(driver.AIOKafkaConsumerThread):  # type: ignore[misc]  # Faust is untyped to us
    """Knows until when the partitions are certainly ours."""

    _heard_at: float | None = None

    @property
    def is_expelled(self) -> bool:
        """Whether the broker no longer knows us: aiokafka then forgets its member id, and only then."""
        return not self._ensure_consumer()._coordinator.member_id

    @property
    def holds_lease(self) -> bool:
        """Whether the broker confirmed our membership so lately that nobody else can have our partitions yet."""
        lease: float = self.app.conf.broker_session_timeout * LEASE_SHARE
        return self._heard_at is None or monotonic() - self._heard_at < lease

    def joined(self) -> None:
        """The broker has just given us partitions."""
        self._heard_at = monotonic()

    def assignment(self) -> set[Any]:
        """Our partitions; none before it is connected, which Faust calls an error."""
        return set() if self._consumer is None else super().assignment()

    async def on_start(self) -> None:
        """Connect."""
        await super().on_start()
        self._note_heartbeats(self._ensure_consumer()._coordinator)

    def _note_heartbeats(self, coordinator: Any) -> None:
        beat = getattr(coordinator, "_do_heartbeat", None)
        if beat is None:  # a client without a group
            return

        async def noted() -> bool:
            asked_at = monotonic()  # the broker's clock begins between here and its answer
            confirmed: bool = await beat()
            if confirmed:
                self._heard_at = asked_at
            return confirmed

        coordinator._do_heartbeat = noted

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        # With Faust's 1.5 s a worker with quiet changelogs needs 5 s more for its first article after a restart.
        consumer._fetch_max_wait_ms = BROKER_WAIT_MS
        return consumer

    async def subscribe(self, topics: Iterable[str]) -> None:
        """Join the group, once all topics are known.  Raises BrokerError for one that is missing."""
        # Faust's assignor leaves out what it does not know (a topic just made, a broker just started), and looks again
        # when the metadata changes, minutes later; a member with a fixed name even keeps its old assignment for ever.
        await self.call_thread(self._know, frozenset(topics))
        await super().subscribe(topics)

    async def _know(self, topics: frozenset[str]) -> None:
        client = self._ensure_consumer()._client
        until = monotonic() + TOPIC_SECONDS
        await client.set_topics(topics)
        while missing := [topic for topic in sorted(topics) if not client.cluster.partitions_for_topic(topic)]:
            if monotonic() > until:
                raise BrokerError(f"these topics are missing: {', '.join(missing)}; run `monitor topics create`")
            await asyncio.sleep(0.1)
            await client.force_metadata_update()

    async def on_thread_stop(self) -> None:
        """Stop politely: the partitions go to the other workers at once."""
        # A member with a fixed name (consumer_group_instance_id) leaves without a word, and its partitions lie idle
        # until the session ends.  Right for a crash, where the same name is back in seconds; wrong for a stop.
        if self._consumer is not None:
            self._consumer._coordinator._group_instance_id = None
        await super().on_thread_stop()
