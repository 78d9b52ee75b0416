"""Servers to send to: a mail server and an HTTP endpoint of ours; the broker of the Kafka tests serves here too."""

from collections.abc import Iterator

import pytest

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from tests.kafka.conftest import kafka

__all__ = ["hook", "kafka", "mail"]


@pytest.fixture
def mail() -> Iterator[MailCatcher]:
    with MailCatcher() as catcher:
        yield catcher


@pytest.fixture
def hook() -> Iterator[WebhookCatcher]:
    with WebhookCatcher() as catcher:
        yield catcher
