"""Replay is the live pipeline with the articles' own clock."""

import json
import os
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest

from monitor.errors import MonitorError
from monitor.knowledge.load import load_knowledge
from monitor.model.alert import AlertChange
from monitor.model.article import RawArticle
from monitor.model.base import ArticleUri
from monitor.model.region import RegionState
from monitor.model.report import Tick
from monitor.pipeline import read_article, watch_region
from monitor.replay.read_ahead import read_ahead
from monitor.replay.run import Run, in_order, own_clock, replay
from tests.builders_region import NOON, hours

KNOWLEDGE = load_knowledge()
TOWNS = ["Saraqeb", "Ariha", "Binnish", "Maarat al-Numan", "Jisr al-Shughur", "Khan Shaykhun"]


def line(number: int, killed: int, after: timedelta) -> bytes:
    at = NOON + after
    body = (
        f"IDLIB, Syria, {at:%B} {at.day} (Agency) - At least {killed} people were killed on {at:%A} when warplanes "
        f"struck a market in the town of {TOWNS[number % len(TOWNS)]} in Idlib province, rescue workers said."
    )
    fields = {"uri": f"agency-{number}", "version": "1", "published_at": at.isoformat(), "headline": "", "body": body}
    return json.dumps({**fields, "source": "Agency", "language": "en"}).encode()


ARCHIVE = [line(number, 8 + 5 * number, number * hours(7)) for number in range(12)]


def test_rows_written_and_read_between_messages_change_no_byte() -> None:
    """Live, every state is a row: what replay says must be what live would have said."""
    replayed = [change.model_dump_json() for change in replay(in_order(ARCHIVE), KNOWLEDGE)]

    assert replayed
    assert [change.model_dump_json() for change in lived()] == replayed


def lived() -> list[AlertChange]:
    """As the agents do it: hourly ticks to every region that waits, states as rows."""
    rows: dict[str, str] = {}
    changes: list[AlertChange] = []

    def watch(region: str, message: object) -> None:
        state = RegionState.model_validate_json(rows[region]) if region in rows else None
        state, found = watch_region(state, message, KNOWLEDGE)  # type: ignore[arg-type]  # a Report or a Tick
        rows[region] = state.model_dump_json(exclude_defaults=True)
        changes.extend(found)

    tick = NOON
    for raw in in_order(ARCHIVE):
        while tick + hours(1) <= raw.arrived_at:
            tick += hours(1)
            for region in sorted(rows):
                watch(region, Tick(at=tick))
        for told in read_article(raw, None, KNOWLEDGE).reports:
            watch(told.region.id, told)
    return changes


def test_an_archive_twice_gives_the_same_bytes() -> None:
    once, again = ([change.model_dump_json() for change in replay(in_order(ARCHIVE), KNOWLEDGE)] for _ in range(2))

    assert once == again


def test_an_archive_out_of_order_is_put_in_order() -> None:
    assert [raw.value for raw in in_order(ARCHIVE[::-1])] == ARCHIVE


def test_a_line_without_a_time_comes_with_the_one_before_it_and_is_counted() -> None:
    kill = b'{"uri": "agency-3", "version": "2", "pub_status": "canceled"}'
    lines = [b"not json", b"", *ARCHIVE[:4], kill, b'{"uri": "undated"}', *ARCHIVE[4:]]

    run = Run(KNOWLEDGE)
    for raw in in_order(lines):
        run.take(raw)

    assert run.tally.articles == len(ARCHIVE) + 3
    assert run.tally.unreadable == 2
    assert run.stories[ArticleUri("agency-3")].regions == ()


def test_what_names_no_time_has_no_clock() -> None:
    assert own_clock(b'{"uri": "a"}') is None
    assert own_clock(b"not json") is None
    assert own_clock(b"[1]") is None


def test_unreadable_articles_are_counted() -> None:
    run = Run(KNOWLEDGE)

    run.take(RawArticle(value=b"{", arrived_at=NOON))

    assert (run.tally.articles, run.tally.unreadable) == (1, 1)


def test_a_kill_notice_reaches_the_story_it_names() -> None:
    run = Run(KNOWLEDGE)
    started = run.take(RawArticle(value=ARCHIVE[3], arrived_at=NOON + hours(21)))
    kill = {"uri": "agency-3", "version": "2", "pub_status": "canceled", "published_at": (NOON + hours(22)).isoformat()}

    ended = run.take(RawArticle(value=json.dumps(kill).encode(), arrived_at=NOON + hours(22)))

    assert [change.reason for change in started if change.rule == "killed"] == ["started"]
    assert [change.reason for change in ended if change.rule == "killed"] == ["retracted"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_many_processes_read_what_one_reads(jobs: int) -> None:
    versions = [line(number % 90, 10 + number % 40, number * timedelta(minutes=20)) for number in range(400)]
    versions[300:300] = [b"no article"] * 20
    run, changes = Run(KNOWLEDGE), []
    for raw in in_order(versions):
        changes += run.take(raw)

    together = [change.model_dump_json() for change in replay(in_order(versions), KNOWLEDGE, processes=jobs)]

    assert together == [change.model_dump_json() for change in changes]


def test_a_worker_that_is_killed_ends_the_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.replay.read_ahead.read_article", lambda *_: os.kill(os.getpid(), signal.SIGKILL))

    with pytest.raises(MonitorError, match="--jobs 1"):
        list(read_ahead(in_order(line(number, 9, number * hours(1)) for number in range(300)), KNOWLEDGE, processes=2))


def test_an_archive_is_read_only_so_far_ahead() -> None:
    taken: list[int] = []

    def articles() -> Iterator[RawArticle]:
        for number in range(3000):
            taken.append(number)
            yield RawArticle(value=b"no article", arrived_at=NOON)

    pairs = read_ahead(articles(), KNOWLEDGE, processes=2)
    for _ in range(300):
        next(pairs)
    pairs.close()  # type: ignore[attr-defined]  # a generator

    assert len(taken) < 1000


def test_a_fault_in_a_worker_names_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("monitor.replay.read_ahead.read_article", fail)
    articles = list(in_order(line(number, 9, number * hours(1)) for number in range(300)))

    with pytest.raises(ZeroDivisionError) as caught:
        list(read_ahead(articles, KNOWLEDGE, processes=2))

    # Which of the first chunks fails first is up to the workers.
    assert caught.value.__notes__[0].startswith("while reading the article 'agency-2")
