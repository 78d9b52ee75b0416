"""Debian's Prometheus scrapes a live worker with our rules: every query of every panel and rule answers with data."""

import json
import math
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.settings import Settings, load_settings
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, publish
from tests.deploy.files import ROOT, load, panel_queries, rule_queries
from tests.kafka.broker import free_port
from tests.kafka.test_story import Live
from tests.stories.tell import two_takes

_PATIENCE_SECONDS = 60.0
_RAID = "IDLIB, Syria - Warplanes struck a market in Idlib on {day}, killing at least 74 people, a war monitor said."


class Prometheus:
    """As deployed, but for whom it scrapes, and how often."""

    def __init__(self, folder: Path, target: str) -> None:
        config = load("deploy/prometheus/prometheus.yml")
        config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        config["rule_files"] = [str(ROOT / "deploy/prometheus/rules/*.yaml")]
        config.pop("alerting")
        (job,) = [job for job in config["scrape_configs"] if job["job_name"] == "monitor"]
        config["scrape_configs"] = [job | {"static_configs": [{"targets": [target]}]}]
        (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                "prometheus",
                f"--config.file={folder}/prometheus.yml",
                f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{self.port}",
            ],
            stderr=(folder / "prometheus.log").open("wb"),
        )

    def get(self, path: str, **asked: str) -> Any:
        url = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urllib.parse.urlencode(asked)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]

    def ask(self, query: str) -> list[float]:
        """The numbers that it answers now."""
        found = self.get("query", query=query.replace("$__rate_interval", "1m"))["result"]
        return [float(one["value"][1]) for one in found]

    def until(self, query: str) -> None:
        """Wait until it answers with something above nothing."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                if any(number > 0 for number in self.ask(query)):
                    return
            except OSError:
                assert self.process.poll() is None, "Prometheus does not run"
            assert time.monotonic() < deadline, query
            time.sleep(0.3)


def _command(settings: Settings, *arguments: str) -> None:
    environment = os.environ | {
        "MONITOR_KAFKA": settings.kafka,
        "MONITOR_GROUP": settings.group,
        "MONITOR_TOPIC_PREFIX": settings.topic_prefix,
        "MONITOR_CREATE_TOPICS": str(settings.create_topics),
    }
    subprocess.run([sys.executable, "-m", "monitor", *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prometheus]:
    """It has seen a worker find, tell, fail, be muted, and take back."""
    folder = tmp_path_factory.mktemp("prometheus")
    with ExitStack() as stack:
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        broker = stack.enter_context(EmbeddedBroker(load_settings({}, group="scraped", run_dir=folder / "run")))
        live = Live(broker.settings, folder, mail, hook)
        stack.callback(live.stop)
        (port,) = re.findall(r"http_port=(\d+)", live.said())
        scraping = Prometheus(folder, f"127.0.0.1:{port}")
        stack.callback(scraping.process.wait, 30)
        stack.callback(scraping.process.send_signal, signal.SIGTERM)
        scraping.until("min_over_time(up[3s]) == 1 and count_over_time(up[10s]) > 1")

        now = datetime.now(UTC)
        _command(broker.settings, "mute", "country=SY", "--for", "1h", "--up-to", "critical", "--reason", "a test")
        publish(broker.settings, [Outgoing("urn:broken", b"{")])
        live.send(uri="urn:marib", headline="Flight in Marib", body=two_takes(now))
        live.send(uri="urn:marib", headline="Flight in Marib", body=two_takes(now))
        live.send(uri="urn:raid", headline="Raid on Idlib market", body=_RAID.format(day=f"{now:%A}"))
        live.until(lambda: bool(mail.mails), _PATIENCE_SECONDS)
        for query in (
            'sum(rate(monitor_notifications_total{outcome="sent"}[1m]))',
            "sum(increase(monitor_silences_total[1m]))",
            "sum(increase(monitor_commands_total[1m]))",
            "sum(increase(agent_reason:monitor_dead_letters:increase15m[1m]))",
            "sum(rate(monitor_arrival_to_notification_seconds_count[1m]))",
            "sum(rate(monitor_watch_seconds_count[1m]))",
            "job:monitor_arrival_to_notification_seconds:p95_30m",
            "job:monitor_publication_to_notification_seconds:p95_30m",
        ):
            scraping.until(query)
        yield scraping


@pytest.mark.parametrize("query", dict.fromkeys([*panel_queries(), *rule_queries()]))
def test_every_query_answers_with_data(query: str, prometheus: Prometheus) -> None:
    if query.startswith("absent("):
        assert prometheus.ask(query.removeprefix("absent(").removesuffix(")")) == [1.0]
        return
    if "monitor_judged_alarms" in query and "/" in query:
        query = query.replace(" > 4.5", "")  # nobody has judged anything: 0 of 0
        assert prometheus.ask(query)
        return

    numbers = prometheus.ask(query)

    assert numbers
    assert not all(math.isnan(number) for number in numbers)


def test_every_rule_is_worked_out_without_an_error(prometheus: Prometheus) -> None:
    groups = prometheus.get("rules")["groups"]

    rules = [rule for group in groups for rule in group["rules"]]
    assert len(rules) > 20
    assert [(rule["name"], rule.get("lastError")) for rule in rules if rule["health"] != "ok"] == []


def test_a_worker_that_is_well_raises_no_alarm_but_the_watchdog(prometheus: Prometheus) -> None:
    firing = {
        alert["labels"]["alertname"] for alert in prometheus.get("alerts")["alerts"] if alert["state"] == "firing"
    }

    assert "MonitorWatchdog" in firing
    assert firing <= {"MonitorWatchdog", "MonitorDeadLetters", "MonitorNobodyTold"}
