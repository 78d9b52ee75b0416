"""What the monitor has to say about itself, as a notification beside all alerts and ledgers."""

from datetime import datetime

from monitor.model.alert import Level
from monitor.model.base import TRIAGE
from monitor.model.notification import Notification, NotifyReason
from monitor.model.route import Channel, Severity
from monitor.text.messages.own_word import write_own_word

OWN_WORD = "monitor-"
"""How its ids begin; no alert's does."""
_LATE = "THE MONITOR ITSELF: alerts may be late or missing"
_WELL = "THE MONITOR ITSELF: well again"
_WHAT_TO_DO = "Look at /readyz and /metrics of its workers, and watch the wire by other means until /readyz says ready."
_OVER = "Test articles come out again in time. What waited was not lost; late alerts say when their news was published."


def own_word(trouble: str, channel: Channel, now: datetime) -> Notification:
    """An empty trouble: it is over."""
    title, lines = (_LATE, (f"{trouble[:1].upper()}{trouble[1:]}.", _WHAT_TO_DO)) if trouble else (_WELL, (_OVER,))
    name = f"{OWN_WORD}{now:%Y%m%dT%H%M%S}"
    return Notification(
        id=f"{name}/{channel.name}",
        alert_id=name,
        revision=0,
        channel=channel.name,
        region_id=TRIAGE,
        reason=NotifyReason.OWN_WORD,
        level=Level.CRITICAL,
        severity=Severity.FAILURE if trouble else Severity.SUCCESS,
        format=channel.format,
        message=write_own_word(title, lines, channel.format),
        line=f"{title}. {lines[0]}",
        changed_at=now,
    )
