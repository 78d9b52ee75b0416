"""What an agent iterates over: a message is acked when the agent asks for the next one, and never otherwise."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import faust

YIELD_EVERY = 50  # messages between two turns for timers, commits and heartbeats


class Stream(faust.Stream):  # type: ignore[misc]  # Faust is untyped to us
    """A plain `async for` over one topic.  An agent that raises or is cancelled acks nothing."""

    def __aiter__(self) -> AsyncIterator[Any]:
        messages = self._finished_one_by_one()
        self._active_agens.add(messages)  # stop() closes it
        return messages

    async def _finished_one_by_one(self) -> AsyncIterator[Any]:
        # Stock acks in a `finally`, so the message at which an agent fell is committed as if it had been read.
        self._finalized = True
        started_here = await self.maybe_start()
        try:
            while not self.should_stop:
                event = await self._next_event()
                if event is None:
                    continue
                self.events_total += 1
                self._set_current_event(event)
                state = self._on_stream_event_in(event.message.tp, event.message.offset, self, event)
                try:
                    yield event.value
                except BaseException:
                    self.app.consumer.let_go(event.message)
                    raise
                self._finish(event, state)
        except StopAsyncIteration:
            return  # so Faust ends a channel; out of a generator it would be a RuntimeError
        finally:
            self._channel_stop_iteration(self.channel)
            if started_here:
                await self.stop()
                self.service_reset()

    async def _next_event(self) -> Any:
        queue = self.channel.queue
        if self.events_total % YIELD_EVERY == 0:
            await asyncio.sleep(0)
        event = await self.channel.__anext__() if queue.empty() else queue.get_nowait()
        message = event.message
        if not self.app.flow_control.is_active() or message.generation_id != self.app.consumer_generation_id:
            return None  # from before a rebalance: its ledger is gone, it will be read again
        if not message.tracked:
            message.tracked = True
            self.app.consumer.track_message(message)
        return event

    def _finish(self, event: Any, state: Any) -> None:
        self.current_event = None
        message = event.message
        last = event.ack()
        self._on_stream_event_out(message.tp, message.offset, self, event, state)
        if last:
            self._on_message_out(message.tp, message.offset, message)
