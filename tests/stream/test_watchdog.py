"""A worker that stops making progress says so instead of looking healthy."""

import urllib.error
import urllib.request

import pytest

from monitor.errors import SettingsError
from monitor.metrics import Metrics
from monitor.settings import load_settings
from monitor.stream import worker as worker_module
from monitor.stream.health import HealthServer
from monitor.stream.vitals import Place, Vitals
from monitor.stream.watchdog import StallFinder
from monitor.stream.worker import CRASHED, Worker
from tests.stream.conftest import Live
from tests.stream.fakes import KNOWLEDGE, article

HERE = Place("wire.articles", 0)


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_partition_where_messages_wait_and_none_is_finished_is_stalled() -> None:
    stalls = StallFinder(60)
    stalls.look({HERE: 5}, {HERE: 9}, 0)

    assert stalls.look({HERE: 5}, {HERE: 10}, 59) == []
    assert stalls.look({HERE: 5}, {HERE: 11}, 60) == [HERE]


def test_a_partition_without_news_is_not_stalled() -> None:
    stalls = StallFinder(60)
    stalls.look({HERE: 9}, {HERE: 9}, 0)

    assert stalls.look({HERE: 9}, {HERE: 9}, 600) == []


def test_a_slow_partition_is_not_stalled() -> None:
    stalls = StallFinder(60)
    stalls.look({HERE: 5}, {HERE: 9}, 0)
    stalls.look({HERE: 6}, {HERE: 9}, 50)

    assert stalls.look({HERE: 6}, {HERE: 9}, 100) == []


def test_a_partition_whose_end_is_unknown_is_not_stalled() -> None:
    stalls = StallFinder(60)
    stalls.look({HERE: 5}, {HERE: 9}, 0)

    assert stalls.look({HERE: 5}, {}, 600) == []


@pytest.fixture
def vitals() -> Vitals:
    return Vitals()


def test_ready_only_when_the_tables_are_read(vitals: Vitals) -> None:
    server = HealthServer("127.0.0.1", 0, vitals, Metrics(), loop_stall_seconds=60)
    server.start()
    try:
        assert get(server.port, "/livez") == (200, "live\n")
        assert get(server.port, "/readyz")[0] == 503

        vitals.is_ready = True

        assert get(server.port, "/readyz") == (200, "ready\n")
        assert get(server.port, "/other")[0] == 404
    finally:
        server.stop()


def test_a_loop_that_does_not_turn_is_not_live(vitals: Vitals) -> None:
    server = HealthServer("127.0.0.1", 0, vitals, Metrics(), loop_stall_seconds=-1)
    server.start()
    try:
        status, says = get(server.port, "/livez")
    finally:
        server.stop()

    assert status == 503
    assert "event loop" in says


def test_a_port_that_is_taken_is_one_clear_sentence(vitals: Vitals) -> None:
    server = HealthServer("127.0.0.1", 0, vitals, Metrics(), loop_stall_seconds=60)

    with pytest.raises(SettingsError, match="MONITOR_HTTP_PORT"):
        HealthServer("127.0.0.1", server.port, vitals, Metrics(), loop_stall_seconds=60)


def test_metrics_are_served_while_articles_are_read(live: Live) -> None:
    live.publish(article("for-metrics", "PS-GZA"))
    live.wait_for(1, live.topics.alerts.name, "PS-GZA")
    worker = live.workers[0][0]

    status, page = get(worker.http_port, "/metrics")

    assert status == 200
    assert 'monitor_articles_total{outcome="reported"}' in page
    assert "PS-GZA" not in page


def test_a_stuck_loop_ends_the_worker(own: Live) -> None:
    codes: list[int] = []
    worker = own.start(settings={"loop_stall_seconds": 2.0}, end_now=codes.append)

    own.publish(article("stuck", hang=6))

    own.wait_until(lambda: worker.vitals.trouble, bool)
    assert get(worker.http_port, "/livez")[0] == 503
    own.wait_until(lambda: codes, bool)
    assert codes == [75]


def test_somebody_outside_hears_from_a_worker_that_is_ready(live: Live) -> None:
    outside = live.outside

    assert outside is not None
    live.wait_until(lambda: outside.posts, bool)


def test_a_worker_that_ends_without_being_told_to_has_failed() -> None:
    worker = Worker(load_settings({}), KNOWLEDGE)

    assert worker._code() == CRASHED
    assert "by itself" in str(worker.error)


def test_a_beat_that_fails_is_a_crash_and_no_polite_end(own: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit code 0 no supervisor would start it again."""
    worker = own.start()
    thread = own.workers[0][1]

    monkeypatch.setattr(worker_module, "partitions_behind", lambda *_: 1 / 0)
    thread.join(30)

    assert isinstance(worker.error, ZeroDivisionError)
    assert own.codes == [70]
