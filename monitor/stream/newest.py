"""When the newest article came, for `monitor doctor`."""

from datetime import datetime

from confluent_kafka import Consumer, KafkaException, TopicPartition

from monitor.errors import BrokerError
from monitor.settings import Settings
from monitor.stream.aviary import is_canary
from monitor.stream.broker import client_config
from monitor.stream.clock import stamped
from monitor.stream.topics import topics_of

_TIMEOUT_SECONDS = 5.0
_REACH = 600
"""Messages of each partition, looking back: two days of canaries behind a silent feed."""


def newest_article_at(settings: Settings) -> datetime | None:
    """The latest time on any partition's last article but ours; None where there is none.  Raises BrokerError."""
    topic = topics_of(settings).articles.name
    consumer = Consumer(client_config(settings, **{"group.id": "monitor-doctor", "enable.auto.commit": False}))
    try:
        stamps = [_last_stamp(consumer, TopicPartition(topic, number)) for number in range(settings.partitions)]
    except KafkaException as error:
        raise BrokerError(f"can't look at {topic}: {error.args[0].str()}") from error
    finally:
        consumer.close()
    newest = max(stamps, default=0)
    return stamped(newest / 1000) if newest > 0 else None


def _last_stamp(consumer: Consumer, partition: TopicPartition) -> int:
    """Of the feed's own last article: canaries of ours come behind a feed that is silent."""
    first, end = consumer.get_watermark_offsets(partition, timeout=_TIMEOUT_SECONDS)
    start = max(first, end - _REACH)
    if end <= first:
        return 0
    consumer.assign([TopicPartition(partition.topic, partition.partition, start)])
    newest, at = 0, start
    while at < end:
        message = consumer.poll(_TIMEOUT_SECONDS)
        if message is None or message.error():
            break
        at = (message.offset() or 0) + 1
        if not is_canary(message.key()):
            newest = int(message.timestamp()[1])
    return newest
