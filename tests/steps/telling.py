"""What the tests of `notify` say and hear with: three channels, one route to two of them."""

from typing import Any

from monitor.model.alert import AlertChange
from monitor.model.notification import (
    AlertLedger,
    Announcement,
    DeliveryResult,
    Notification,
    Outcome,
    SilenceReason,
)
from monitor.model.route import Channel, Format, Route, Routes
from monitor.pipeline import announce_change
from monitor.steps.notify import record_delivery
from tests.delivery.changes import NOON

MAIL = Channel(name="mail", format=Format.MAIL)
SLACK = Channel(name="slack", format=Format.SLACK, tags=("desk",))
PAGER = Channel(name="pager", format=Format.SHORT)


def routes(*given: Route, **more: Any) -> Routes:
    return Routes(
        channels=(MAIL, SLACK, PAGER), routes=given or (Route(name="all", channels=("mail", "slack")),), **more
    )


def sent(ledger: AlertLedger, notification: Notification, outcome: Outcome = Outcome.SENT, **more: Any) -> Announcement:
    result = DeliveryResult(
        alert_id=notification.alert_id,
        revision=notification.revision,
        channel=notification.channel,
        turn=notification.turn,
        region_id=notification.region_id,
        outcome=outcome,
        tries=1,
        at=more.get("now", NOON),
        answer="HTTP 500",
    )
    return record_delivery(ledger, result, more.get("routes", routes()), more.get("now", NOON))


def tell(found: AlertChange, ledger: AlertLedger | None = None, given: Routes | None = None) -> Announcement:
    """Announced, and everything accepted."""
    said = announce_change(found, ledger, given or routes(), found.changed_at)
    after = said.ledger
    for notification in said.notifications:
        after = sent(after, notification).ledger
    return Announcement(after, said.notifications, said.silences)


def channels(said: Announcement) -> list[str]:
    return [notification.channel for notification in said.notifications]


def reasons(said: Announcement) -> list[SilenceReason]:
    return [silence.reason for silence in said.silences]
