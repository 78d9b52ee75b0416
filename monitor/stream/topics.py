"""Every topic: its name, partitions, cleanup and retention; made and checked here, never by Faust or by accident."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import AdminClient, ConfigResource, NewTopic, ResourceType

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.broker import client_config

_TIMEOUT_SECONDS = 15.0
STORIES, REGIONS, LEDGERS, MUTES = "stories", "regions", "ledgers", "mutes"
"""The tables."""


class Topic(NamedTuple):
    """`keep` None: compacted, so the newest row of each key stays for ever."""

    name: str
    keep: timedelta | None
    says: str

    @property
    def config(self) -> dict[str, str]:
        if self.keep is None:
            # Kafka compacts closed segments only, and closes one at 1 GiB or after a week: a worker that starts would
            # read every row of a week.  So it reads at most about 16 MiB a partition besides the newest rows.
            return {
                "cleanup.policy": "compact",
                "segment.bytes": str(16 * 1024 * 1024),
                "min.cleanable.dirty.ratio": "0.1",
            }
        return {"cleanup.policy": "delete", "retention.ms": str(int(self.keep.total_seconds() * 1000))}


class Topics(NamedTuple):
    """All names that a worker needs."""

    articles: Topic
    reports: Topic
    alerts: Topic
    deliveries: Topic
    commands: Topic
    dead_letters: Topic
    stories: Topic
    regions: Topic
    ledgers: Topic
    mutes: Topic


def topics_of(settings: Settings) -> Topics:
    """The same partitions everywhere: a region's reports, alerts, deliveries and rows must meet in one worker."""
    prefix = settings.topic_prefix
    return Topics(
        # A month: the wire can be read again from the start after a change of rules.
        Topic(prefix + settings.article_topic, timedelta(days=30), "articles from the wire, key: uri"),
        Topic(prefix + "monitor.reports", timedelta(days=7), "what an article says about a region, key: region"),
        # A year: other systems read the alerts from here.
        Topic(prefix + "monitor.alerts", timedelta(days=366), "alert changes, key: region"),
        Topic(prefix + "monitor.deliveries", timedelta(days=7), "what became of each message, key: region"),
        # A year, as the alerts: whether a rule is right is asked over seasons.
        Topic(prefix + "monitor.commands", timedelta(days=366), "what people say of alerts, key: region or mute"),
        # A quarter: long enough for the people who look through them.
        Topic(prefix + "monitor.dead-letters", timedelta(days=90), "what could not be read, and why"),
        Topic(changelog(settings, STORIES), None, "rows: which regions each story touched, key: uri"),
        Topic(changelog(settings, REGIONS), None, "rows: what is remembered of each region, key: region"),
        Topic(changelog(settings, LEDGERS), None, "rows: who was told of each alert, key: alert id"),
        Topic(changelog(settings, MUTES), None, "rows: the mutes by matchers, key: partition"),
    )


def table_name(settings: Settings, table: str) -> str:
    """Table names carry the prefix too, since Faust names the changelog after app and table only."""
    return settings.topic_prefix + table


def changelog(settings: Settings, table: str) -> str:
    """As Faust names it."""
    return f"{settings.group}-{table_name(settings, table)}-changelog"


def create_topics(settings: Settings) -> list[str]:
    """Make every topic that is missing; answers their names.  Raises BrokerError."""
    admin = AdminClient(client_config(settings))
    there = _partitions_of(admin)
    missing = [topic for topic in topics_of(settings) if topic.name not in there]
    if missing:
        _create(admin, missing, settings)
        _wait_until_seen(admin, [topic.name for topic in missing])
    return [topic.name for topic in missing]


def _create(admin: AdminClient, missing: Iterable[Topic], settings: Settings) -> None:
    wanted = [NewTopic(topic.name, settings.partitions, settings.replication, config=topic.config) for topic in missing]
    for name, future in admin.create_topics(wanted, operation_timeout=_TIMEOUT_SECONDS).items():
        try:
            future.result()
        except KafkaException as error:
            # Two workers may start at once; the other one was first.
            if error.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:
                raise BrokerError(f"can't create topic {name}: {error.args[0].str()}") from error


def _wait_until_seen(admin: AdminClient, names: list[str]) -> None:
    """A topic just made is known to every broker only a moment later."""
    deadline = time.monotonic() + _TIMEOUT_SECONDS
    while missing := set(names) - _partitions_of(admin).keys():
        if time.monotonic() > deadline:
            raise BrokerError(f"topics were created and can't be seen yet: {', '.join(sorted(missing))}; start again")
        time.sleep(0.1)


def check_topics(settings: Settings) -> list[str]:
    """Everything about our topics that would go wrong, a sentence each; empty: all is well.  Raises BrokerError."""
    admin = AdminClient(client_config(settings))
    there = _partitions_of(admin)
    problems = []
    for topic in topics_of(settings):
        count = there.get(topic.name)
        if count is None:
            problems.append(f"topic {topic.name} is missing: run `monitor topics create`")
        elif count != settings.partitions:
            problems.append(
                f"topic {topic.name} has {count} partitions, the settings say {settings.partitions}: "
                f"set MONITOR_PARTITIONS={count}, or choose another MONITOR_GROUP and MONITOR_TOPIC_PREFIX"
            )
    ours = [topic for topic in topics_of(settings)[1:] if topic.name in there]  # the wire is the feed's
    return problems + _cleanup_problems(admin, ours)


def _cleanup_problems(admin: AdminClient, topics: list[Topic]) -> list[str]:
    """A changelog that is not compacted forgets regions; reports that are would lose some."""
    resources = {topic.name: ConfigResource(ResourceType.TOPIC, topic.name) for topic in topics}
    if not resources or _is_mock(admin):
        return []
    answers = admin.describe_configs(list(resources.values()), request_timeout=_TIMEOUT_SECONDS)
    problems = []
    for topic in topics:
        try:
            policy = answers[resources[topic.name]].result()["cleanup.policy"].value
        except KafkaException:
            continue  # Not allowed to look (an ACL), or the embedded broker, which has no settings.
        wanted = topic.config["cleanup.policy"]
        if policy != wanted:
            problems.append(
                f"topic {topic.name} has cleanup.policy={policy}, it must be {wanted}: kafka-configs --alter"
            )
    return problems


def _is_mock(admin: AdminClient) -> bool:
    """librdkafka's in-process broker keeps no settings, and lets who asks for them wait."""
    return str(admin.list_topics(timeout=_TIMEOUT_SECONDS).cluster_id).startswith("mockCluster")


def _partitions_of(admin: AdminClient) -> dict[str, int]:
    try:
        known = admin.list_topics(timeout=_TIMEOUT_SECONDS).topics
    except KafkaException as error:
        raise BrokerError(f"Kafka is out of reach: {error.args[0].str()}; is MONITOR_KAFKA right?") from error
    return {name: len(topic.partitions) for name, topic in known.items()}
