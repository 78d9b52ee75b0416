"""Regions that a worker must read back when it starts: rows as the watcher would have written them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from confluent_kafka import Producer

from monitor.knowledge.load import load_knowledge
from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import RegionName, Story
from monitor.steps.fold import fold
from monitor.stream.codec import encode_row
from tests.builders_region import incident, report
from tests.faults.view import QUIET

REPORTS_EACH = 40
KINDS = (Kind.KILLED, Kind.DISPLACEMENT, Kind.AIR_STRIKE, Kind.INJURED)
PATTERNS = 20
"""Regions differ in so many ways; beyond that only in name."""


def region_rows(count: int) -> dict[str, bytes]:
    """`count` regions of countries that do not exist, each with forty reports of the last ten days."""
    patterns = [_state(number) for number in range(min(count, PATTERNS))]
    return {
        str(name.id): encode_row(patterns[number % PATTERNS].model_copy(update={"region": name}))
        for number, name in enumerate(_names(count))
    }


def _names(count: int) -> Iterator[RegionName]:
    for number in range(count):
        yield RegionName(id=RegionId(f"XA-{number:05d}"), name=f"Seed {number}", country="XA", country_name="Nowhere")


def _state(pattern: int) -> RegionState:
    state: RegionState | None = None
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=10)
    household = load_knowledge().household_size
    for number in range(REPORTS_EACH):
        kind, at = KINDS[(number + pattern) % len(KINDS)], now + timedelta(hours=5 * number)
        low = 3 + (pattern * 7 + number * 13) % 60
        found = incident(kind, low, at=f"XA-{pattern:05d}/Town-{number % 5}", by=f"Source {number % 3}")
        state = fold(state, report(f"urn:seed:{pattern}:{number}", found, at=at), household_size=household)
    assert state is not None
    return state


def story_rows(count: int) -> dict[str, bytes]:
    """`count` stories that each touched a region and its country in the last days."""
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    regions = (
        RegionName(id=RegionId("XA-00001"), name="Seed 1", country="XA", country_name="Nowhere"),
        RegionName(id=RegionId("XA"), name="Nowhere", country="XA", country_name="Nowhere"),
    )
    rows = {}
    for number in range(count):
        uri = ArticleUri(f"urn:seed:story:{number}")
        edition = Edition(number=1, versioned_at=now, arrived_at=now, digest=f"{number:016x}")
        rows[str(uri)] = encode_row(Story(uri=uri, edition=edition, regions=regions))
    return rows


def put_rows(bootstrap: str, changelog: str, rows: Mapping[str, bytes]) -> None:
    """Write them to the table's changelog, each at the home of its key."""
    producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random", "linger.ms": 20, **QUIET})
    for key, row in rows.items():
        while True:
            try:
                producer.produce(changelog, key=key, value=row)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush()
