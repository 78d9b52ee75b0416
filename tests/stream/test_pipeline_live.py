"""Reader and watcher over a broker, end to end."""

import json
from datetime import timedelta

from monitor.model.report import Tick
from monitor.stream.codec import encode
from monitor.stream.publish import Outgoing, publish
from tests.stream.conftest import Live
from tests.stream.fakes import NOON, article


def test_an_article_becomes_a_report_a_row_and_an_alert(live: Live) -> None:
    live.publish(article("floods", "SD-KA", text="Floods in Kassala"))

    (change,) = live.wait_for(1, live.topics.alerts.name, "SD-KA")
    assert json.loads(change.value())["rule"] == "floods"
    (report,) = live.messages(live.topics.reports.name, "SD-KA")
    assert json.loads(report.value())["headline"] == "Floods in Kassala"
    assert live.messages(live.topics.stories.name, "floods")
    live.wait_for(1, live.topics.regions.name, "SD-KA")


def test_a_quiet_article_costs_no_table_write(live: Live) -> None:
    live.publish(*(article(f"sport-{number}") for number in range(20)), article("after-sport", "SD-NO"))

    live.wait_for(1, live.topics.alerts.name, "SD-NO")
    assert not [row for row in live.messages(live.topics.stories.name) if row.key().startswith(b"sport")]


def test_a_region_that_a_new_version_no_longer_names_hears_of_it(live: Live) -> None:
    live.publish(article("quake", "TR-31", "TR-27"))
    live.publish(article("quake", "TR-31", version=2))

    reports = live.wait_for(4, live.topics.reports.name, "TR-31", "TR-27")
    last = {message.key(): json.loads(message.value())["headline"] for message in reports}
    assert last == {b"TR-31": "", b"TR-27": "gone"}


def test_a_kill_notice_goes_to_the_story_that_it_kills(live: Live) -> None:
    live.publish(article("false-story", "YE-HU"))
    live.wait_for(1, live.topics.reports.name, "YE-HU")

    live.publish(article("kill-notice", kills=["false-story"]))

    _, killed = live.wait_for(2, live.topics.reports.name, "YE-HU")
    assert json.loads(killed.value())["headline"] == "gone"


def test_an_article_without_its_uri_as_key_is_read_under_it(live: Live) -> None:
    live.put(live.topics.articles.name, None, article("no-key", "ML-7"), 0)
    live.put(live.topics.articles.name, b"AFP", article("other-key", "ML-7"), 1)

    live.wait_for(2, live.topics.alerts.name, "ML-7")
    assert len(live.messages(live.topics.stories.name, "no-key", "other-key")) == 2


def test_versions_put_into_different_partitions_meet_at_one_row(live: Live) -> None:
    for partition in range(4):
        live.put(live.topics.articles.name, b"spread", article("spread", "ML-8", version=1), partition)

    live.wait_for(1, live.topics.reports.name, "ML-8")
    live.put(live.topics.articles.name, b"spread", article("spread", "ML-8", version=2), 3)
    reports = live.wait_for(2, live.topics.reports.name, "ML-8")
    assert [json.loads(message.value())["edition"]["number"] for message in reports] == [1, 2]


def test_a_moved_article_keeps_the_time_of_its_arrival(live: Live) -> None:
    publish(live.settings, [Outgoing("wrong-uri", article("right-uri", "IQ-NI"), NOON)])

    (report,) = live.wait_for(1, live.topics.reports.name, "IQ-NI")
    assert json.loads(report.value())["arrived_at"] == "2024-05-01T12:00:00Z"


def test_a_tick_ends_alerts_of_its_own_partition_only(live: Live) -> None:
    regions = [f"UA-{number}" for number in range(8)]
    live.publish(article("offensive", *regions))
    alerts = live.wait_for(8, live.topics.alerts.name, *regions)
    partition = alerts[0].partition()
    here = {message.key() for message in alerts if message.partition() == partition}

    live.put(live.topics.reports.name, None, encode(Tick(at=NOON + timedelta(days=1))), partition)

    changes = live.wait_for(8 + len(here), live.topics.alerts.name, *regions)
    ended = [message for message in changes if json.loads(message.value())["reason"] == "ended"]
    assert {message.key() for message in ended} == here
    assert {message.partition() for message in ended} == {partition}


def test_a_worker_that_starts_again_goes_on_where_it_stopped(own: Live) -> None:
    own.start()
    own.publish(article("floods", "SD-KA"))
    own.wait_for(1, own.topics.alerts.name)
    own.stop()

    own.publish(article("floods", "SD-KA", version=2), article("quake", "SD-GD"))
    own.start()

    own.wait_for(3, own.topics.reports.name)
    own.wait_for(1, own.topics.alerts.name, "SD-GD")
    started = [change for change in own.messages(own.topics.alerts.name) if b'"reason":"started"' in change.value()]
    assert len(started) == 2
    assert own.codes == [0]
