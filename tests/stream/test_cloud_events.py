"""Alerts as other systems meet them on the topic: CloudEvents, read by the SDK of those who wrote the standard."""

from datetime import UTC, datetime

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from confluent_kafka import Message

from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.event import Envelope, EventType
from monitor.model.report import Tick
from monitor.stream.cloud_events import envelope, headers_of
from monitor.stream.codec import encode
from tests.delivery.changes import change
from tests.stream.conftest import Live
from tests.stream.fakes import article

US = "monitor@ops.example"


def read(headers: dict[str, bytes], value: bytes, key: bytes | None = b"SD-DW") -> Envelope:
    found = from_binary_event(KafkaMessage(headers=headers, key=key, value=value))
    assert found.get_data()
    attributes = {name: value for name, value in found.get_attributes().items() if name in Envelope.model_fields}
    time = found.get_time()
    assert time is not None
    return Envelope.model_validate(attributes | {"time": f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"})


@pytest.mark.parametrize("reason", ChangeReason)
def test_the_standards_own_sdk_reads_every_kind_of_change(reason: ChangeReason):
    told = change(reason, 2)
    written = envelope(told, US, 0)

    assert read(dict(headers_of(written)), encode(told)) == written
    assert written.type == f"wire-feed-monitor.alert.{reason}.v1"


def test_a_revision_has_one_name_whoever_sends_it():
    told = change()

    assert envelope(told, US, 0) == envelope(told.model_copy(), US, 3)
    assert envelope(told, US, 0).id == "a1f09c3e77d2/1"
    assert envelope(change(ChangeReason.ROSE, 2), US, 0).id != envelope(told, US, 0).id
    assert envelope(told, US, 0).source == "tag:monitor@ops.example,2026:monitor"


def test_a_tick_is_an_event_too_and_says_that_it_is_only_time():
    tick = Tick(at=datetime(2024, 5, 1, 12, 0, 1, 5, tzinfo=UTC))

    assert read(dict(headers_of(envelope(tick, US, 1))), encode(tick)).type is EventType.TICK
    assert envelope(tick, US, 1).id != envelope(tick, US, 2).id


def test_what_lies_on_the_alert_topic_carries_its_envelope(live: Live) -> None:
    live.publish(article("envelope", "ER-AN"))
    (message,) = live.wait_for(1, live.topics.alerts.name, "ER-AN")

    told = AlertChange.model_validate_json(message.value() or b"")
    assert _read(message) == envelope(told, live.settings.identity, message.partition() or 0)


def _read(message: Message) -> Envelope:
    return read({name: value for name, value in message.headers() or [] if value}, message.value() or b"")
