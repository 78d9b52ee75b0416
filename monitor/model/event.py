"""The envelope of an alert for other systems (CloudEvents 1.0.2)."""

from enum import StrEnum
from typing import Literal

from monitor.model.base import Frozen


class EventType(StrEnum):
    """`type`: what happened to the alert; a tick is no news, only time, and a canary a test of ours."""

    PENDING = "wire-feed-monitor.alert.pending.v1"
    STARTED = "wire-feed-monitor.alert.started.v1"
    ROSE = "wire-feed-monitor.alert.rose.v1"
    FELL = "wire-feed-monitor.alert.fell.v1"
    REVISED = "wire-feed-monitor.alert.revised.v1"
    ENDED = "wire-feed-monitor.alert.ended.v1"
    RETRACTED = "wire-feed-monitor.alert.retracted.v1"
    TICK = "wire-feed-monitor.tick.v1"
    CANARY = "wire-feed-monitor.canary.v1"


class Envelope(Frozen):
    """Each field is a Kafka header `ce_<name>`, but for `datacontenttype`, which is `content-type`."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    """With `source` the name of one event: `<alert id>/<revision>`; a second one is a repeat and may be dropped."""
    source: str
    """`tag:<identity>,2026:monitor`, the same for all workers."""
    type: EventType
    subject: str = ""
    """The region."""
    time: str
    """When the alert changed, RFC 3339, UTC."""
    datacontenttype: Literal["application/json"] = "application/json"
