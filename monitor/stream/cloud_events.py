"""CloudEvents 1.0 in Kafka's binary mode: the alert topic's messages carry their envelope in headers.

Name and order of the headers: CloudEvents Kafka Protocol Binding 1.0.2, section 3.2.
"""

from datetime import datetime

from monitor.model.alert import AlertChange
from monitor.model.event import Envelope, EventType
from monitor.model.report import Canary, Tick

Headers = tuple[tuple[str, bytes], ...]


def envelope(said: AlertChange | Tick | Canary, identity: str, partition: int) -> Envelope:
    """Of an alert's revision always the same `id`, whoever sends it and however often."""
    source = f"tag:{identity},2026:monitor"
    if isinstance(said, Tick):
        name = f"tick/{partition}/{said.at:%Y-%m-%dT%H:%M:%S.%fZ}"
        return Envelope(id=name, source=source, type=EventType.TICK, time=_time(said.at))
    if isinstance(said, Canary):
        return Envelope(id=said.flight, source=source, type=EventType.CANARY, time=_time(said.at))
    return Envelope(
        id=f"{said.alert_id}/{said.revision}",
        source=source,
        type=EventType[said.reason.name],
        subject=said.region_id,
        time=_time(said.changed_at),
    )


def headers_of(found: Envelope) -> Headers:
    """As they lie on the message; an attribute without a value has none."""
    attributes = found.model_dump(mode="json", exclude={"datacontenttype"})
    pairs = [(f"ce_{name}", str(value).encode()) for name, value in attributes.items() if value]
    return (*pairs, ("content-type", found.datacontenttype.encode()))


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
