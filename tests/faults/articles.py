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
VERSIONS = 3
"""Of one article at most, before it comes again."""
TOLD = (
    "At least {figure} people were killed on {day} when shells hit a market in {city}, hospital officials said.",
    "Fighting in {city} forced {figure}00 people to flee their homes on {day}, the U.N. refugee agency said.",
    "Warplanes struck {city} on {day}, wounding {figure} people, rescue workers said.",
    "Shelling killed {figure} civilians in {city} on {day}, the governor said.",
    "Gunmen killed {figure} soldiers near {city} on {day}, the army said.",
)
TURN = 400
"""So many war articles tell the same kind of story; then the next kind raises alerts of its own."""


@dataclass(frozen=True)
class Sent:
    """One message as it is put on the topic: a version of an article, or something that nobody can read."""

    uri: str
    version: int
    at: datetime
    value: bytes
    is_bad: bool = False

    @property
    def timestamp_ms(self) -> int:
        """The time on the message: the monitor's `now`."""
        return int(self.at.timestamp() * 1000)


@dataclass(frozen=True)
class Wire:
    """All articles from a moment on, `rate` a second of the day, so that none is ahead of the clock when it goes out.

    Each leaves a trace: war tells its regions; quiet news is a second version, which the reader notes in its table;
    what nobody can read becomes a dead letter.  After `stories` articles of war (0: never) the same come again in the same
    words, each as a later version: nothing more is to be kept then.
    """

    begin: datetime
    rate: float
    war_every: int = 1
    bad_every: int = 0
    stories: int = 0

    def article(self, n: int) -> Sent:
        """The n-th message: war with corrections and withdrawals, between quiet news and broken copy."""
        at = self.begin + timedelta(milliseconds=int(n * 1000 / self.rate))
        number, rest = divmod(n, self.war_every)
        if not rest:
            turn, number = divmod(number, self.stories) if self.stories else (0, number)
            return _war(number, at, turn * VERSIONS)
        if self.bad_every and n % self.bad_every == self.bad_every - 1:
            return bad(n, at)
        return _quiet(n, at)


def bad(n: int, at: datetime) -> Sent:
    """The n-th of those that no reader can read: not JSON, not UTF-8, no date, a date next year, no text at all."""
    name = f"urn:testwire:bad:{n}"
    kinds = (
        f'{{"uri": "{name}", "headline": "cut off in the mid'.encode(),
        b'{"uri": "' + name.encode() + b'", "headline": "\xff\xfe"}',
        json.dumps({"uri": name, "version": "1", "headline": "No date"}).encode(),
        json.dumps({"uri": name, "version": "1", "published_at": f"{at.year + 1}-12-01T00:00:00Z"}).encode(),
        f"[{n}]".encode(),
    )
    return Sent(name, 0, at, kinds[n % len(kinds)], is_bad=True)


def _war(number: int, at: datetime, past: int) -> Sent:
    if number % KILLED_EVERY == KILLED_EVERY - 1:
        return _version(number - 7, 3, at, past, is_kill=True)
    if number % CORRECTED_EVERY == CORRECTED_EVERY - 1:
        return _version(number - 5, 2, at, past)
    return _version(number, 1, at, past)


def _version(number: int, edition: int, at: datetime, past: int, *, is_kill: bool = False) -> Sent:
    city, figure = CITIES[place(number)], 3 + (number * 11 + edition * 5) % 40
    told = TOLD[number // TURN % len(TOLD)].format(figure=figure, day=f"{at:%A}", city=city)
    fields = {
        "uri": uri(number),
        "version": str(past + edition),
        "published_at": at.isoformat(),
        "headline": f"War takes {figure} in {city}",
        "body": f"{city.upper()}, {PLACES[city]}, {at:%B} {at.day} (Testwire) - {told}\n",
        "pub_status": "canceled" if is_kill else "usable",
        "source": "Testwire",
        "language": "en",
    }
    return Sent(fields["uri"], past + edition, at, json.dumps(fields).encode())


def _quiet(n: int, at: datetime) -> Sent:
    fields = {
        "uri": f"urn:testwire:quiet:{n}",
        "version": "2",
        "published_at": at.isoformat(),
        "headline": f"Ministers meet again, part {n}",
        "body": "Ministers met to talk about trade, prices and the budget of next year, a spokeswoman said.\n",
        "source": "Testwire",
        "language": "en",
    }
    return Sent(fields["uri"], 2, at, json.dumps(fields).encode())


def wire_from_now(rate: float, *, war_every: int = 1, bad_every: int = 0, stories: int = 0) -> Wire:
    """A wire that begins now."""
    return Wire(datetime.now(UTC).replace(microsecond=0), rate, war_every, bad_every, stories)


@cache
def uri(number: int) -> str:
    """All war of one country lies in one partition, so that its order is the same in every run."""
    wanted = COUNTRIES.index(PLACES[CITIES[place(number)]]) % PARTITIONS
    for salt in count():
        name = f"urn:testwire:{number}:{salt}"
        if home(name) == wanted:
            return name
    raise AssertionError("a count never ends")


def home(key: str) -> int:
    """The partition of a key, as Java's clients choose it."""
    return int(murmur2(key.encode()) & 0x7FFFFFFF) % PARTITIONS


def place(number: int) -> int:
    """Where war article `number` happens: an index into CITIES."""
    return (number * 7) % len(CITIES)
