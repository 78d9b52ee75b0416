"""No message of the wire crashes the reading, holds it up, or fills the memory: a sample of `python -m tests.fuzz`."""

import tracemalloc
from datetime import UTC, datetime
from functools import cache
from time import thread_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from tests.fuzz.inputs import NOON
from tests.fuzz.read import Reader
from tests.fuzz.run import memory, run, try_many
from tests.fuzz.seeds import SEEDS
from tests.fuzz.special import SPECIAL, ours

SAMPLE = 1_000
_ENOUGH_SECONDS = 5.0
"""Of processor time.  One second is the promise and what the long form asks; a CI machine is five times as slow."""


@pytest.fixture
def reader() -> Reader:
    """With places and phrases loaded: the first article after a start pays for that once."""
    reader = Reader(load_knowledge())
    reader.take(RawArticle(value=ours("Five people were killed in Homs."), arrived_at=NOON))
    reader.forget()
    return reader


def test_a_sample_of_broken_articles_crashes_nothing_and_takes_no_memory(reader: Reader) -> None:
    batch = try_many(reader, range(SAMPLE), SEEDS, memory())

    assert batch.failures == []
    assert batch.became["read"] > SAMPLE / 2, "most must get past the door, or nothing is tried"


@pytest.mark.parametrize("name", SPECIAL)
def test_what_breaks_readers_is_read_or_refused_in_a_moment(name: str, reader: Reader) -> None:
    raw = RawArticle(value=SPECIAL[name](), arrived_at=NOON)

    began = thread_time()
    became = reader.take(raw)

    assert became in {"read", "bad_json", "bad_utf8", "bad_field", "not_an_object", "too_big", "no_date"}
    assert thread_time() - began < _ENOUGH_SECONDS


def test_a_bomb_of_entities_takes_no_memory(reader: Reader) -> None:
    raw = RawArticle(value=SPECIAL["an XML bomb as the body"](), arrived_at=NOON)

    tracemalloc.start()
    reader.take(raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 5_000_000


def test_an_incident_before_all_that_is_too_long_is_still_found(reader: Reader) -> None:
    raw = RawArticle(value=SPECIAL["as many as fit, without a stop"](), arrived_at=NOON)

    assert reader.take(raw) == "read"
    assert "SY-HL" in reader.regions


def test_a_process_that_dies_or_finds_a_crash_is_told(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    monkeypatch.setattr("tests.fuzz.read.watch_region", lambda *_: 1 / 0)

    batch = try_many(reader, range(100), SEEDS, memory())

    assert batch.failures
    assert "ZeroDivisionError" in batch.failures[0].says


def test_the_long_form_shares_the_inputs_out() -> None:
    done = run(60, processes=1, is_nice=False)

    assert (done.inputs, done.failures) == (60, [])


_texts = st.text(max_size=400) | st.lists(st.sampled_from(SEEDS) | st.text(max_size=30), max_size=4).map(" ".join)
_odd = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3))  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=_texts, headline=st.text(max_size=60), odd=st.dictionaries(
    st.sampled_from(["version", "published_at", "language", "source", "retracts", "places", "signal", "pub_status"]), _odd, max_size=2))  # fmt: skip
def test_any_text_with_any_field_is_read_or_refused(text: str, headline: str, odd: dict[str, object]) -> None:
    assert _reader().take(RawArticle(value=ours(text, headline=headline, **odd), arrived_at=NOON))


@settings(max_examples=200, deadline=None)
@given(value=st.binary(max_size=300), at=st.integers(0, 4_000_000_000))
def test_any_bytes_at_any_time_are_read_or_refused(value: bytes, at: int) -> None:
    assert _reader().take(RawArticle(value=value, arrived_at=datetime.fromtimestamp(at, UTC)))


@cache
def _reader() -> Reader:
    """One for all examples: Hypothesis takes no fixture for a function's own."""
    return Reader(load_knowledge())
