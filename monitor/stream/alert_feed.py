"""/alerts.atom and /cap/…: what was told, for feed readers and warning systems, out of the alert topic.

Each worker answers for all regions.  It looks at the topic when it is asked, and remembers where it was.
"""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from monitor.errors import BrokerError
from monitor.model.alert import AlertChange
from monitor.settings import Settings
from monitor.stream.codec import read_change
from monitor.stream.follow import Follower
from monitor.stream.topics import topics_of
from monitor.stream.vitals import Place
from monitor.text.messages.atom import ATOM_TYPE, as_atom
from monitor.text.messages.cap import CAP_TYPE, CapSender, CapStatus, as_cap, cap_name
from monitor.text.messages.published import published, told_before

FEED, CAP_FOLDER = "/alerts.atom", "/cap/"
_TEXT = "text/plain; charset=utf-8"
_REACH = 50_000
"""Messages of each partition, looking back: a tick a minute makes a month of them, and a month is read in a second."""
_MOST_KEPT = 2_000
"""Ten feeds full, so that an update finds what it refers to."""
_FRESH_SECONDS = 5.0
_PATIENCE_SECONDS = 8.0


class Page(NamedTuple):
    """An HTTP answer."""

    status: int
    type: str
    body: bytes


class AlertFeed:
    """`answer` may be called from any thread."""

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        fresh_seconds: float = _FRESH_SECONDS,
    ) -> None:
        """The topic is looked at again after `fresh_seconds`."""
        self._settings = settings
        self._fresh_seconds = fresh_seconds
        self._topic = topics_of(settings).alerts.name
        self._now = now
        self._turn = threading.Lock()
        self._read_to: dict[Place, int] = {}
        self._told: tuple[AlertChange, ...] = ()
        self._looked_at = float("-inf")

    def answer(self, path: str) -> Page | None:
        """None: no such page of ours."""
        path = path.partition("?")[0]
        if path != FEED and not path.startswith(CAP_FOLDER):
            return None
        try:
            told = self._look()
        except BrokerError as error:
            return Page(503, _TEXT, f"{error}\n".encode())
        if path == FEED:
            return Page(200, f"{ATOM_TYPE}; charset=utf-8", self._feed(told))
        return self._cap(path.removeprefix(CAP_FOLDER).removesuffix(".xml"), told)

    def _feed(self, told: Iterable[AlertChange]) -> bytes:
        return as_atom(
            told,
            feed_id=feed_id(self._settings),
            updated=self._now(),
            # Relative: who reached the feed reaches its neighbours, whatever proxy stands between.
            self_url=FEED.removeprefix("/"),
            cap_folder=CAP_FOLDER.removeprefix("/"),
        )

    def _cap(self, name: str, told: tuple[AlertChange, ...]) -> Page:
        change = next((one for one in told if cap_name(one) == name), None)
        if change is None:
            return Page(404, _TEXT, b"no such message; /alerts.atom names those there are\n")
        return Page(200, CAP_TYPE, as_cap(change, told_before(change, told), cap_sender(self._settings)))

    def _look(self) -> tuple[AlertChange, ...]:
        """Raises BrokerError."""
        if not self._turn.acquire(timeout=_PATIENCE_SECONDS):
            raise BrokerError("the alerts are being read; ask again in a moment")
        try:
            if time.monotonic() - self._looked_at > self._fresh_seconds:
                self._told = published((*self._told, *self._news()))[-_MOST_KEPT:]
                self._looked_at = time.monotonic()
            return self._told
        finally:
            self._turn.release()

    def _news(self) -> list[AlertChange]:
        with Follower(self._settings, [self._topic]) as follower:
            ends = follower.ends()
            follower.skip({place: self._read_to.get(place, end - _REACH) for place, end in ends.items()})
            found = [change for seen in follower.until_now() if (change := read_change(seen.value))]
        self._read_to = ends
        return found


def feed_id(settings: Settings) -> str:
    """A tag URI (RFC 4151): the same for all workers and for ever."""
    return f"tag:{settings.identity},2026:alerts"


def cap_sender(settings: Settings) -> CapSender:
    """Who we are in CAP."""
    return CapSender(settings.identity, status=CapStatus(settings.cap_status))
