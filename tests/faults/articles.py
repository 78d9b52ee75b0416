"""The wire of the fault tests: article number n is always the same, so that two runs can be compared byte by byte."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from aiokafka.partitioner import murmur2

CITIES_OF = {
    "Syria": "Idlib Aleppo Homs Hama Daraa Raqqa",
    "Ukraine": "Kharkiv Kherson Odesa Dnipro Sumy Lviv",
    "Iraq": "Mosul Basra Kirkuk Ramadi",
    "Yemen": "Taiz Aden Marib Sanaa",
    "Nigeria": "Maiduguri Kano Jos Kaduna",
    "Afghanistan": "Kandahar Kunduz Herat Jalalabad",
    "Sudan": "Khartoum Nyala Kassala",
    "Somalia": "Mogadishu Kismayo Baidoa",
    "Mali": "Gao Timbuktu Mopti",
    "Libya": "Benghazi Misrata Sirte",
}
PLACES = {city: country for country, cities in CITIES_OF.items() for city in cities.split()}
CITIES = tuple(PLACES)
COUNTRIES = tuple(CITIES_OF)
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
        city = CITIES[self.place]
        body = (
            f"{city.upper()}, {PLACES[city]}, {self.at:%B} {self.at.day} (Testwire) - At least {self.figure} people "
            f"were killed on {self.at:%A} when shells hit a market in {city}, hospital officials said.\n"
        )
        fields = {
            "uri": self.uri,
            "version": str(self.version),
            "published_at": self.at.isoformat(),
            "headline": f"Shelling kills {self.figure} in {city}",
            "body": body,
            "pub_status": "canceled" if self.is_kill else "usable",
            "source": "Testwire",
            "language": "en",
        }
        return json.dumps(fields).encode()


@dataclass(frozen=True)
class Wire:
    """All articles from a moment on, one for each second of their own time.

    Their clock outruns the wall clock as soon as more than one a second is published, so that the ticks of the workers,
    which differ from run to run, come too late to say anything.
    """

    begin: datetime

    def article(self, n: int) -> Sent:
        """The n-th message: mostly new articles, some corrections and withdrawals of those before."""
        if n % KILLED_EVERY == KILLED_EVERY - 1:
            return self._version(n, of=n - 7, version=3, is_kill=True)
        if n % CORRECTED_EVERY == CORRECTED_EVERY - 1:
            return self._version(n, of=n - 5, version=2, is_kill=False)
        return self._version(n, of=n, version=1, is_kill=False)

    def _version(self, n: int, *, of: int, version: int, is_kill: bool) -> Sent:
        figure = 3 + (of * 11 + version * 5) % 40
        return Sent(uri(of), version, place(of), figure, is_kill, self.begin + timedelta(seconds=n))


def wire_from_now() -> Wire:
    """A wire that begins now."""
    return Wire(datetime.now(UTC).replace(microsecond=0))


@cache
def uri(n: int) -> str:
    """All articles of one country lie in one partition, so that their order is the same in every run."""
    wanted = COUNTRIES.index(PLACES[CITIES[place(n)]]) % PARTITIONS
    for salt in count():
        name = f"urn:testwire:{n}:{salt}"
        if home(name) == wanted:
            return name
    raise AssertionError("a count never ends")


def home(key: str) -> int:
    """The partition of a key, as Java's clients choose it."""
    return int(murmur2(key.encode()) & 0x7FFFFFFF) % PARTITIONS


def place(n: int) -> int:
    """Where article n happens: an index into CITIES."""
    return (n * 7) % len(CITIES)
