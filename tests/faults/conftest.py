"""The same broker as the other Kafka tests."""

from tests.kafka.conftest import kafka, prefix

__all__ = ["kafka", "prefix"]
