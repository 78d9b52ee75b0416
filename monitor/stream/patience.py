"""Gives up on a text that takes too long, so that one article can't stand in the way of all others for ever.

Reading runs on the event loop's own thread; a second thread puts an exception into it when time is up.  Nothing else
helps: a loop that is stuck is ended by the watchdog, started again, and given the same article.

The thread's own processor time counts first: on a machine that is full every text takes long, and none is at fault.
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
    """`with patience.limit(): read(…)` raises TooSlowError.  For one thread at a time; only around pure code.

    `seconds` are processor time, `longest` seconds on the wall: before the watchdog takes the loop for stuck.
    """

    def __init__(self, seconds: float, longest: float) -> None:
        self.seconds, self._longest = seconds, longest
        self._lock = threading.Lock()
        self._until: tuple[float, float] | None = None
        self._thread = self._clock = 0
        self._watcher: threading.Thread | None = None

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Costs a microsecond."""
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="patience", daemon=True)
            self._watcher.start()
        if self._thread != threading.get_ident():
            self._thread = threading.get_ident()
            self._clock = time.pthread_getcpuclockid(self._thread)
        self._until = (time.thread_time() + self.seconds, time.monotonic() + self._longest)
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
                if self._until is not None and self._is_over(*self._until):
                    self._until = None
                    _raise_in(self._thread, TooSlowError)

    def _is_over(self, processor: float, wall: float) -> bool:
        return time.clock_gettime(self._clock) > processor or time.monotonic() > wall


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """As in CPython's own `Thread` tests; None takes back what was not raised yet."""
    what = ctypes.py_object(error) if error else ctypes.c_void_p(None)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)
