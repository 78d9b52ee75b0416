"""Reader, watcher and announcer over a broker, end to end."""

import json
from datetime import timedelta

from monitor.model.report import Tick
from monitor.stream.codec import encode
from monitor.stream.publish import Outgoing, publish
from tests.stream.conftest import Live
from tests.stream.fakes import NOON, article


def test_an_article_becomes_a_report_a_row_and_an_alert(live: Live) -> None:
    live.start()

    live.publish(article("floods", "SD-KA", text="Floods in Kassala"))

    (change,) = live.wait_for(live.topics.alerts.name, 1)
    assert json.loads(change.value())["region_id"] == "SD-KA"
    (report,) = live.messages(live.topics.reports.name)
    assert (report.key(), json.loads(report.value())["headline"]) == (b"SD-KA", "Floods in Kassala")
    assert live.rows(live.topics.stories.name).keys() == {b"floods"}
    live.wait_for(live.topics.regions.name, 1)


def test_a_quiet_article_costs_no_table_write(live: Live) -> None:
    live.start()

    live.publish(*(article(f"sport-{number}") for number in range(20)), article("floods", "SD-KA"))

    live.wait_for(live.topics.alerts.name, 1)
    assert live.rows(live.topics.stories.name).keys() == {b"floods"}


def test_a_region_that_a_new_version_no_longer_names_hears_of_it(live: Live) -> None:
    live.start()

    live.publish(article("floods", "SD-KA", "SD-GD"))
    live.publish(article("floods", "SD-KA", version=2))

    reports = live.wait_for(live.topics.reports.name, 4)
    last = {message.key(): json.loads(message.value())["headline"] for message in reports}
    assert last == {b"SD-KA": "", b"SD-GD": "gone"}


def test_a_kill_notice_goes_to_the_story_that_it_kills(live: Live) -> None:
    live.start()

    live.publish(article("floods", "SD-KA"), article("kill-notice", kills=["floods"]))

    reports = live.wait_for(live.topics.reports.name, 2)
    assert [json.loads(message.value())["uri"] for message in reports] == ["floods", "floods"]
    assert json.loads(reports[-1].value())["headline"] == "gone"


def test_an_article_without_its_uri_as_key_is_read_under_it(live: Live) -> None:
    live.start()

    live.put(live.topics.articles.name, None, article("no-key", "SD-KA"), 0)
    live.put(live.topics.articles.name, b"AFP", article("other-key", "SD-KA"), 1)

    live.wait_for(live.topics.alerts.name, 2)
    assert live.rows(live.topics.stories.name).keys() == {b"no-key", b"other-key"}


def test_a_moved_article_keeps_the_time_of_its_arrival(live: Live) -> None:
    live.start()

    publish(live.settings, [Outgoing("wrong-uri", article("floods", "SD-KA"), NOON)])

    (report,) = live.wait_for(live.topics.reports.name, 1)
    assert json.loads(report.value())["arrived_at"] == "2024-05-01T12:00:00Z"


def test_a_tick_ends_alerts_of_its_own_partition_only(live: Live) -> None:
    live.start()
    live.publish(article("floods", "SD-KA", "SD-GD", "SD-RS", "SD-NO", "SY-ID"))
    reports = live.wait_for(live.topics.reports.name, 5)
    live.wait_for(live.topics.alerts.name, 5)
    partition = reports[0].partition()

    live.put(live.topics.reports.name, None, encode(Tick(at=NOON + timedelta(days=1))), partition)

    here = {message.key() for message in reports if message.partition() == partition}
    changes = live.wait_for(live.topics.alerts.name, 5 + len(here))
    ended = [message for message in changes if json.loads(message.value())["reason"] == "ended"]
    assert {message.key() for message in ended} == here
    assert {message.partition() for message in ended} == {partition}


def test_a_worker_that_starts_again_goes_on_where_it_stopped(live: Live) -> None:
    live.start()
    live.publish(article("floods", "SD-KA", text="first"))
    live.wait_for(live.topics.alerts.name, 1)
    live.stop()

    live.publish(article("floods", "SD-KA", text="second", version=2), article("quake", "SD-GD"))
    live.start()

    changes = live.wait_for(live.topics.alerts.name, 2)
    assert [json.loads(message.value())["rule"] for message in changes] == ["floods", "quake"]
    assert len(live.messages(live.topics.reports.name)) == 3
    assert live.codes == [0]
