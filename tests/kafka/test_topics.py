"""Topics on a real Kafka, made and looked at by the command line."""

import os
import subprocess
import sys

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource, ResourceType

from tests.kafka.broker import Broker

pytestmark = pytest.mark.kafka


def monitor(*arguments: str, kafka: Broker, prefix: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "MONITOR_KAFKA": kafka.bootstrap,
        "MONITOR_GROUP": prefix,
        "MONITOR_TOPIC_PREFIX": f"{prefix}.",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments], env=environment, capture_output=True, text=True, timeout=60
    )


def settings_of(kafka: Broker, topic: str) -> dict[str, str]:
    resource = ConfigResource(ResourceType.TOPIC, topic)
    admin = AdminClient({"bootstrap.servers": kafka.bootstrap})
    answer = admin.describe_configs([resource])[resource].result(15)
    return {name: entry.value for name, entry in answer.items()}


def test_topics_are_made_with_partitions_compaction_and_retention(kafka: Broker, prefix: str) -> None:
    done = monitor("topics", "create", kafka=kafka, prefix=prefix)

    assert done.returncode == 0, done.stderr
    made = AdminClient({"bootstrap.servers": kafka.bootstrap}).list_topics(timeout=15).topics
    ours = {name: topic for name, topic in made.items() if name.startswith(prefix)}
    assert {len(topic.partitions) for topic in ours.values()} == {4}
    rows = [name for name in ours if name.endswith("-changelog")]
    assert len(rows) == 4
    assert {settings_of(kafka, name)["cleanup.policy"] for name in rows} == {"compact"}
    assert {settings_of(kafka, name)["segment.bytes"] for name in rows} == {str(16 * 1024 * 1024)}
    assert settings_of(kafka, f"{prefix}.wire.articles")["retention.ms"] == str(30 * 24 * 3600 * 1000)


def test_making_topics_twice_changes_nothing(kafka: Broker, prefix: str) -> None:
    monitor("topics", "create", kafka=kafka, prefix=prefix)

    assert monitor("topics", "create", kafka=kafka, prefix=prefix).stdout == "all topics are there already\n"


def test_doctor_finds_nothing_bad_where_all_is_set_up(kafka: Broker, prefix: str) -> None:
    monitor("topics", "create", kafka=kafka, prefix=prefix)

    done = monitor("doctor", kafka=kafka, prefix=prefix, MONITOR_CHANNEL_DESK="json://127.0.0.1:9/x")

    assert done.returncode == 0, done.stdout
    assert "all 10 are there" in done.stdout


def test_doctor_says_which_topic_is_missing(kafka: Broker, prefix: str) -> None:
    done = monitor("doctor", kafka=kafka, prefix=prefix)

    assert done.returncode == 1
    assert f"topic {prefix}.wire.articles is missing: run `monitor topics create`" in " ".join(done.stdout.split())


def test_worker_refuses_topics_of_another_width_and_names_each(kafka: Broker, prefix: str) -> None:
    monitor("topics", "create", kafka=kafka, prefix=prefix)

    done = monitor("run", kafka=kafka, prefix=prefix, MONITOR_PARTITIONS="6", MONITOR_HTTP_PORT="0")

    assert done.returncode == 69
    assert done.stderr.count("has 4 partitions, the settings say 6") == 10


def test_broker_out_of_reach_is_one_sentence(prefix: str) -> None:
    class Nowhere:
        bootstrap = "127.0.0.1:9"

    done = monitor("topics", "create", kafka=Nowhere(), prefix=prefix)  # type: ignore[arg-type]

    assert done.returncode == 69
    assert [line for line in done.stderr.splitlines() if line.startswith("error: Kafka is out of reach")]
    assert "Traceback" not in done.stderr
