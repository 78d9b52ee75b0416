"""When the newest article came, for `monitor doctor`."""

from datetime import UTC, datetime

from confluent_kafka import Consumer, KafkaException, TopicPartition

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.broker import client_config
from monitor.stream.topics import topics_of

_TIMEOUT_SECONDS = 5.0


def newest_article_at(settings: Settings) -> datetime | None:
    """The latest time on any partition's last message; None where there is no article.  Raises BrokerError."""
    topic = topics_of(settings).articles.name
    consumer = Consumer(client_config(settings, **{"group.id": "monitor-doctor", "enable.auto.commit": False}))
    try:
        stamps = [_last_stamp(consumer, TopicPartition(topic, number)) for number in range(settings.partitions)]
    except KafkaException as error:
        raise BrokerError(f"can't look at {topic}: {error.args[0].str()}") from error
    finally:
        consumer.close()
    newest = max(stamps, default=0)
    return datetime.fromtimestamp(newest / 1000, UTC) if newest > 0 else None


def _last_stamp(consumer: Consumer, partition: TopicPartition) -> int:
    first, end = consumer.get_watermark_offsets(partition, timeout=_TIMEOUT_SECONDS)
    if end <= first:
        return 0
    consumer.assign([TopicPartition(partition.topic, partition.partition, end - 1)])
    message = consumer.poll(_TIMEOUT_SECONDS)
    if message is None or message.error():
        return 0
    _, stamp = message.timestamp()
    return int(stamp)
