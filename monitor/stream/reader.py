"""wire.articles → monitor.reports: one article read, its regions told, its story's row kept."""

import logging
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any, NamedTuple

from monitor import pipeline
from monitor.errors import StoredRowError, UnreadableArticleError
from monitor.metrics import Metrics
from monitor.model.article import RawArticle
from monitor.model.knowledge import Knowledge
from monitor.model.report import Reading, Story
from monitor.stream.carry import Parcel, Post, Rows, TooLargeError, check_sizes, home
from monitor.stream.clock import Clock, stamped
from monitor.stream.codec import encode
from monitor.stream.dead_letters import DeadLetters
from monitor.stream.patience import Patience, TooSlowError
from monitor.stream.topics import Topics

_log = logging.getLogger(__name__)
AGENT = "reader"
_AHEAD = timedelta(hours=1)
"""What Kafka 4 itself refuses (message.timestamp.after.max.ms)."""
_LOOKS = 3
"""Old rows looked at with each article, which writes one at most: so they are looked at faster than they grow."""


class Errand(NamedTuple):
    """What is to be done about one article."""

    parcels: tuple[Parcel, ...]
    row: bytes | None = None
    """Its story's; None: nothing to remember."""
    reading: Reading | None = None
    """None: the article was only put where its uri belongs."""


class Reader:
    """One for a worker."""

    def __init__(
        self,
        *,
        knowledge: Knowledge,
        topics: Topics,
        partitions: int,
        stories: Rows[Story],
        post: Post,
        dead_letters: DeadLetters,
        metrics: Metrics,
        clock: Clock,
        patience: Patience,
    ) -> None:
        self._knowledge = knowledge
        self._topics = topics
        self._partitions = partitions
        self._stories = stories
        self._post = post
        self._dead_letters = dead_letters
        self._metrics = metrics
        self._clock = clock
        self._patience = patience
        self.read_to: dict[int, datetime] = {}
        """Partition -> the time on the article read last."""
        self._has_warned = False

    async def carry(self, message: Any) -> None:
        """Read one message.  Returns when everything that follows from it is safe."""
        started = perf_counter()
        try:
            with self._patience.limit():
                errand = self._read(message)
        except TooSlowError:
            return await self._bury(message, "too_slow", f"not read within {self._patience.seconds:g} s")
        except UnreadableArticleError as error:
            return await self._bury(message, error.reason, error.says)
        except TooLargeError as error:
            return await self._bury(message, "too_large", str(error))
        except StoredRowError:
            raise
        except Exception as error:  # a bug of ours must not keep the wire from being read
            _log.exception("article_failed offset=%s", message.offset)
            return await self._bury(message, "failed", f"{type(error).__name__}: {error}")
        await self._post.send(errand.parcels)
        if errand.row is not None:
            await self._stories.put(message.key, errand.row, message.partition)
        await self._stories.forget(message.partition, arrived_at(message), _LOOKS)
        if errand.row is not None:
            self._metrics.rows("stories", len(self._stories))
        self._dead_letters.fine(AGENT)
        self._note(message, errand, perf_counter() - started)
        return None

    def _read(self, message: Any) -> Errand:
        """An article lies under its uri, in that key's partition; any other is put there first, unread.

        Feeds choose keys and partitions in their own ways; the versions of a story must meet at one row.
        """
        raw = RawArticle(value=message.value or b"", arrived_at=arrived_at(message))
        is_home = message.key is not None and home(message.key, self._partitions) == message.partition
        story = self._stories.get(message.key) if is_home else None
        reading = pipeline.read_article(raw, story, self._knowledge)
        uri = reading.uri.encode()
        if not is_home or uri != message.key:
            moved = Parcel(self._topics.articles.name, uri, raw.value, sent_at=raw.arrived_at)
            check_sizes((moved,))
            return Errand((moved,))
        parcels = (
            *(
                Parcel(self._topics.reports.name, report.region.id.encode(), encode(report))
                for report in reading.reports
            ),
            *(
                Parcel(self._topics.articles.name, kill.uri.encode(), kill.value, sent_at=raw.arrived_at)
                for kill in (*reading.retractions, *reading.notices)
            ),
        )
        check_sizes(parcels)
        row = None if reading.story is None else self._stories.ready(uri, reading.story)
        return Errand(parcels, row, reading)

    async def _bury(self, message: Any, reason: str, says: str) -> None:
        await self._dead_letters.put(AGENT, message, reason, says)
        self._metrics.article("unreadable")

    def _note(self, message: Any, errand: Errand, seconds: float) -> None:
        at = arrived_at(message)
        self._clock.saw(at)
        self.read_to[message.partition] = at
        if is_ahead(message):
            self._doubt_clock(message)
        if errand.reading is None:
            self._metrics.article("moved")
        else:
            self._metrics.read(errand.reading, at, datetime.now(UTC), seconds)

    def _doubt_clock(self, message: Any) -> None:
        """Nobody can tell which of the two is wrong; if ours is, alerts come late by as much."""
        self._metrics.ahead()
        if not self._has_warned:
            _log.warning(
                "clock_doubtful at=%s[%s]@%s stamp=%s says=over an hour ahead of this machine",
                message.topic,
                message.partition,
                message.offset,
                stamped(message.timestamp).isoformat("T", "seconds"),
            )
            self._has_warned = True


def arrived_at(message: Any) -> datetime:
    """The time on the Kafka message, which a replay and another worker see too.

    A feed whose clock runs ahead, or that gives no time, must not drag a region's clock along: then it is now.
    """
    if not message.timestamp or message.timestamp < 0 or is_ahead(message):
        return datetime.now(UTC)
    return stamped(message.timestamp)


def is_ahead(message: Any) -> bool:
    """Whether its time is not believed."""
    return bool(message.timestamp) and message.timestamp - datetime.now(UTC).timestamp() > _AHEAD.total_seconds()
