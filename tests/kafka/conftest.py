"""One real broker for all the Kafka tests.  Where it cannot start they fail: a skipped promise is a broken one."""

import uuid

import pytest

from tests.kafka.broker import Broker, BrokerError, shared


@pytest.fixture(scope="session")
def kafka() -> Broker:
    """A running Apache Kafka on loopback."""
    try:
        return shared()
    except BrokerError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def prefix() -> str:
    """A new beginning for topic and group names, so that tests do not meet."""
    return f"t{uuid.uuid4().hex[:10]}"
