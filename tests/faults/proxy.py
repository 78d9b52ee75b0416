"""A TCP proxy of our own: connections through it can be cut, refused, or left without a word."""

import asyncio
import threading
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

CHUNK_BYTES = 65536


class Proxy:
    """Listens on a loopback port and passes bytes on to another, in both directions, until told otherwise."""

    def __init__(self, target: int, port: int = 0) -> None:
        self._target = target
        self._open: set[asyncio.StreamWriter] = set()
        self._refuses = False
        self._flows = asyncio.Event()
        self._flows.set()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name=f"proxy {target}", daemon=True).start()
        server = self._do(asyncio.start_server(self._serve, "127.0.0.1", port))
        self.port: int = server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """End every connection in the middle of whatever it says."""
        self._loop.call_soon_threadsafe(self._abort_all)

    def refuse(self, seconds: float) -> None:
        """Nobody gets through for so long; whoever was through is cut off."""
        self._refuses = True
        self.cut()
        time.sleep(seconds)
        self._refuses = False

    def stall(self, seconds: float) -> None:
        """Connections stay open and no byte passes for so long, as on a line that loses all packets; then all come."""
        self._loop.call_soon_threadsafe(self._flows.clear)
        time.sleep(seconds)
        self._loop.call_soon_threadsafe(self._flows.set)

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def _abort_all(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refuses:
            writer.transport.abort()
            return
        self._open.add(writer)
        try:
            there, onward = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            self._open.discard(writer)
            return
        self._open.add(onward)
        try:
            await asyncio.gather(self._pass(reader, onward), self._pass(there, writer))
        finally:
            for each in (writer, onward):
                each.transport.abort()
                self._open.discard(each)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        with suppress(OSError, RuntimeError):
            writer.write_eof()
