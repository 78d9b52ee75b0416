"""The broker of the Kafka tests serves here too."""

from tests.kafka.conftest import kafka

__all__ = ["kafka"]
