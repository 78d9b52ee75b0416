"""The wire of the fault tests: article number n is always the same, so that two runs can be compared byte by byte."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from aiokafka.partitioner import murmur2

BEGIN = datetime(2024, 5, 1, tzinfo=UTC)
PLACES = (
    "Idlib in Syria",
    "Aleppo in Syria",
    "Homs in Syria",
    "Kharkiv in Ukraine",
    "Kherson in Ukraine",
    "Mosul in Iraq",
    "Goma in Congo",
    "Bunia in Congo",
    "Taiz in Yemen",
    "Maiduguri in Nigeria",
    "Kandahar in Afghanistan",
    "Kunduz in Afghanistan",
)
PARTITIONS = 4
CORRECTED_EVERY = 10
KILLED_EVERY = 50


@dataclass(frozen=True)
class Sent:
    """One version of one article, as it is put on the topic."""

    uri: str
    version: int
    place: int
    figure: int
    is_kill: bool
    at: datetime

    @property
    def timestamp_ms(self) -> int:
        """The time on the message: the monitor's `now`."""
        return int(self.at.timestamp() * 1000)

    @property
    def value(self) -> bytes:
        """The article message."""
        place = PLACES[self.place]
        body = (
            f"{place.split(' in ')[0].upper()}, {self.at:%B} {self.at.day} (Testwire) - At least {self.figure} people "
            f"were killed on Wednesday when shells hit a market in {place}, hospital officials said.\n"
        )
        fields = {
            "uri": self.uri,
            "version": str(self.version),
            "published_at": self.at.isoformat(),
            "headline": f"Shelling kills {self.figure} in {place}",
            "body": body,
            "pub_status": "canceled" if self.is_kill else "usable",
            "source": "Testwire",
            "language": "en",
        }
        return json.dumps(fields).encode()


def article(n: int) -> Sent:
    """The n-th message of the wire: mostly new articles, some corrections and withdrawals of those before."""
    if n % KILLED_EVERY == KILLED_EVERY - 1:
        return _version(n, of=n - 7, version=3, is_kill=True)
    if n % CORRECTED_EVERY == CORRECTED_EVERY - 1:
        return _version(n, of=n - 5, version=2, is_kill=False)
    return _version(n, of=n, version=1, is_kill=False)


@cache
def uri(n: int) -> str:
    """All articles of one place lie in one partition, so that their order is the same in every run."""
    for salt in count():
        name = f"urn:testwire:{n}:{salt}"
        if home(name) == place(n) % PARTITIONS:
            return name
    raise AssertionError("a count never ends")


def home(key: str) -> int:
    """The partition of a key, as Java's clients choose it."""
    return int(murmur2(key.encode()) & 0x7FFFFFFF) % PARTITIONS


def place(n: int) -> int:
    """Where article n happens."""
    return (n * 7) % len(PLACES)


def _version(n: int, *, of: int, version: int, is_kill: bool) -> Sent:
    return Sent(
        uri=uri(of),
        version=version,
        place=place(of),
        figure=3 + (of * 11 + version * 5) % 40,
        is_kill=is_kill,
        at=BEGIN + timedelta(seconds=n),
    )
