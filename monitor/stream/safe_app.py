"""The Faust app that reads by our consumer."""

from typing import Any

import faust
from faust.transport.drivers import aiokafka as driver

from monitor.stream.consumer import Consumer
from monitor.stream.consumer_stream import Stream


class Producer(driver.Producer):  # type: ignore[misc]  # Faust is untyped to us
    """Sends nothing while it is unsure whether our partitions are still ours."""

    async def send(self, *args: Any, **kwargs: Any) -> Any:
        """Send once the lease holds.  Raises ExpelledError when it ended instead."""
        await self.app.consumer.wait_for_lease()
        return await super().send(*args, **kwargs)


class Transport(driver.Transport):  # type: ignore[misc]  # Faust is untyped to us
    """Kafka by aiokafka, read by our consumer."""

    Consumer = Consumer
    Producer = Producer


class SafeApp(faust.App):  # type: ignore[misc]  # Faust is untyped to us
    """A Faust app that reads every message at least once, whatever dies when.

    Agents must be plain `async for value in stream` over one topic, with concurrency 1.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        safe = {
            "Stream": Stream,
            "agent_supervisor": "mode.CrashingSupervisor",  # going on after a failure would leave its message behind
            "stream_wait_empty": True,  # a rebalance waits for the message in hand, or recovery overwrites its row
            "consumer_auto_offset_reset": "earliest",
        }
        super().__init__(*args, **{**safe, **kwargs})

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)
