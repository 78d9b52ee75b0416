"""Gives up on a text that takes too long, so that one article can't stand in the way of all others for ever.

Reading runs on the event loop's own thread; a second thread puts an exception into it when time is up.  Nothing else
helps: a loop that is stuck is ended by the watchdog, started again, and given the same article.
"""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_SECONDS = 0.5


class TooSlowError(BaseException):
    """Time is up.  Raised in the middle of anything, so that no `except Exception` there can eat it."""


class Patience:
    """`with patience.limit(): read(…)` raises TooSlowError.  For one thread at a time; only around pure code."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._until: float | None = None
        self._thread = 0
        self._watcher: threading.Thread | None = None

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Costs a microsecond."""
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="patience", daemon=True)
            self._watcher.start()
        self._thread = threading.get_ident()
        self._until = time.monotonic() + self.seconds
        try:
            yield
        finally:
            with self._lock:
                self._until = None
                _raise_in(self._thread, None)  # one that was put in and not raised yet must not hit what comes next

    def _watch(self) -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            with self._lock:
                if self._until is not None and time.monotonic() > self._until:
                    self._until = None
                    _raise_in(self._thread, TooSlowError)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """As in CPython's own `Thread` tests; None takes back what was not raised yet."""
    what = ctypes.py_object(error) if error else ctypes.c_void_p(None)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
