"""A dead man's switch: somebody outside hears from us while all is well, and raises the alarm when we fall silent."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Self

import requests
from pydantic import SecretStr

_ANSWER_SECONDS = 10


class Heartbeat:
    """Posts to a URL (healthchecks.io and the like) every so often, only while `why_not_well` says nothing.

    In a thread of its own: a stuck event loop must fall silent, not be lied for.  `on_trouble` hears, without the
    URL, of every beat that did not arrive or was held back.
    """

    def __init__(
        self,
        url: SecretStr,
        why_not_well: Callable[[], str],
        *,
        every: timedelta = timedelta(minutes=1),
        on_trouble: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._url, self._why_not_well = url, why_not_well
        self._every, self._on_trouble = every, on_trouble
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Without waiting for an answer that is under way."""
        self._ended.set()

    def beat(self) -> str:
        """One beat now; empty, or why it did not arrive."""
        trouble = self._why_not_well()
        if trouble:
            return f"held back: {trouble}"
        try:
            answer = requests.post(self._url.get_secret_value(), data=b"", timeout=_ANSWER_SECONDS)
        except requests.RequestException as error:
            return f"did not arrive ({type(error).__name__})"
        return "" if answer.ok else f"was refused (HTTP {answer.status_code})"

    def _beat_on(self) -> None:
        while not self._ended.is_set():
            trouble = self.beat()
            if trouble:
                self._on_trouble(trouble)
            self._ended.wait(self._every.total_seconds())
