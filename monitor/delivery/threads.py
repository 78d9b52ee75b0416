"""A blocking call in a thread that nobody has to wait for."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress


def start_in_thread(call: Callable[[], str], name: str) -> "asyncio.Future[str]":
    """Run `call` in a daemon thread of its own: a pool would fill with hanging calls and hold up the exit."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[str] = loop.create_future()

    def settle(answer: str, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(answer)
        else:
            future.set_exception(error)
            future.exception()  # Seen: a late failure after our time-out concerns nobody.

    def work() -> None:
        answer, failure = "", None
        try:
            answer = call()
        except BaseException as error:
            failure = error
        with suppress(RuntimeError):  # The loop is closed: the worker is gone, the ledger will say `overdue`.
            loop.call_soon_threadsafe(settle, answer, failure)

    threading.Thread(target=work, name=name, daemon=True).start()
    return future
