"""Metrics: bounded, preset, in seconds, each with what its rise means."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.metrics import DEAD_LETTERS, Metrics
from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.article import Edition
from monitor.model.base import ArticleUri, RegionId
from monitor.model.mention import Kind, Status
from monitor.model.notification import NotifyReason, Outcome, SilenceReason
from monitor.model.report import Reading, RegionName
from tests.stream.fakes import change

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
EDITION = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="")


def changed(reason: ChangeReason) -> AlertChange:
    return change(RegionName(id=RegionId("SD-KA"), name="Kassala"), "floods", 1, reason, NOON).model_copy(
        update={"evidence_at": NOON - timedelta(minutes=5)}
    )


def page(metrics: Metrics) -> list[str]:
    return metrics.page().decode().splitlines()


def value(metrics: Metrics, series: str) -> float:
    return float(next(line for line in page(metrics) if line.startswith(f"{series} ")).rsplit(" ", 1)[1])


def test_every_known_label_is_there_from_the_start() -> None:
    lines = "\n".join(page(Metrics()))

    for kind in Kind:
        for status in Status:
            assert f'monitor_incidents_total{{kind="{kind}",status="{status}"}} 0.0' in lines
    for reason in SilenceReason:
        assert f'monitor_silences_total{{reason="{reason}"}} 0.0' in lines
    for reason in NotifyReason:
        assert f'monitor_notifications_decided_total{{reason="{reason}"}} 0.0' in lines


def test_channels_and_rules_are_there_once_they_are_named() -> None:
    metrics = Metrics()

    metrics.name_channels(["desk"])
    metrics.name_rules(["displaced-72h"])

    assert value(metrics, 'monitor_notifications_total{channel="desk",outcome="failed"}') == 0
    assert value(metrics, 'monitor_false_alarms_total{rule="displaced-72h"}') == 0


def test_each_metric_says_what_it_is() -> None:
    helps = [line for line in page(Metrics()) if line.startswith("# HELP monitor_")]

    assert len(helps) > 20
    for line in helps:
        _, _, name, says = line.split(" ", 3)
        assert re.search(r"[Rr]ising|Above|Far above|[Ss]tanding still|[Ff]ailed|[01] when|[01] while|Several", says), (
            name,
            says,
        )
        assert not re.search(r"_(ms|milliseconds|minutes)(_|$)", name)


def test_a_quiet_article_is_counted_as_quiet() -> None:
    metrics = Metrics()

    metrics.read(Reading(uri=ArticleUri("a"), edition=EDITION), NOON, NOON, 0.002)

    assert value(metrics, 'monitor_articles_total{outcome="quiet"}') == 1
    assert value(metrics, "monitor_read_seconds_count") == 1


def test_an_old_version_is_counted_as_stale() -> None:
    metrics = Metrics()

    metrics.read(Reading(uri=ArticleUri("a"), edition=EDITION, skipped="stale"), NOON, NOON, 0.002)

    assert value(metrics, 'monitor_articles_total{outcome="stale"}') == 1


def test_the_way_to_a_message_is_timed_from_publication_and_from_arrival() -> None:
    metrics = Metrics()

    metrics.told(changed(ChangeReason.STARTED), NOON + timedelta(seconds=2))
    metrics.delivered("desk", Outcome.SENT)

    assert value(metrics, "monitor_publication_to_notification_seconds_sum") == 302
    assert value(metrics, "monitor_arrival_to_notification_seconds_sum") == 2


def test_the_end_of_an_alert_is_not_timed_from_the_news_it_once_stood_on() -> None:
    metrics = Metrics()

    metrics.told(changed(ChangeReason.ENDED), NOON + timedelta(seconds=2))

    assert value(metrics, "monitor_publication_to_notification_seconds_count") == 0
    assert value(metrics, "monitor_arrival_to_notification_seconds_count") == 1


def test_every_reason_for_a_dead_letter_is_there_from_the_start_and_in_the_runbook() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path("monitor").rglob("*.py"))
    runbook = Path("docs/runbooks/monitor-dead-letters.md").read_text(encoding="utf-8")
    given = set(
        re.findall(r'UnreadableArticleError\(\s*"(\w+)"|return "(\w+)", "|AGENT, (?:key, )?message, "(\w+)"', code)
    )
    reasons = {reason for known in DEAD_LETTERS.values() for reason in known}

    assert {"".join(found) for found in given} - {"pending"} <= reasons
    assert [reason for reason in reasons if f"`{reason}`" not in runbook] == []


def test_a_page_says_how_much_memory_the_worker_takes() -> None:
    assert value(Metrics(), "process_resident_memory_bytes") > 0


def test_two_workers_in_one_process_do_not_share_metrics() -> None:
    one, other = Metrics(), Metrics()

    one.article("unreadable")

    assert value(other, 'monitor_articles_total{outcome="unreadable"}') == 0
