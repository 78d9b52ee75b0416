"""Notice, AlertChange, Channel -> Notification: the record becomes words."""

from collections.abc import Sequence

from monitor.model.alert import AlertChange, AlertState
from monitor.model.command import Offer
from monitor.model.link import Links
from monitor.model.mute import Mute
from monitor.model.notification import AlertLedger, Notice, Notification, NotifyReason
from monitor.model.route import SEVERITY, Channel, Route, Routes, Severity
from monitor.steps.notify.hold import mutes_on
from monitor.text.messages import Telling, one_line, write
from monitor.text.signed_links import PATH, sign_offer

_GOOD_NEWS = (NotifyReason.ENDED, NotifyReason.RETRACTED)


def compose(
    notice: Notice,
    change: AlertChange,
    ledger: AlertLedger,
    channel: Channel,
    routes: Routes,
    mutes: Sequence[Mute] = (),
) -> Notification:
    """The same notice always gives the same words, but for the mark that it may be a repeat."""
    mute = next((mute for mute in mutes_on(ledger, mutes) if mute.id == notice.held_by), None)
    link = _link(notice, change, routes.links)
    telling = _telling(notice, ledger, link, mute if notice.held_by else None)
    return Notification(
        id="/".join((change.alert_id, str(notice.revision), notice.channel, notice.turn)),
        alert_id=change.alert_id,
        revision=notice.revision,
        channel=notice.channel,
        turn=notice.turn,
        region_id=change.region_id,
        reason=notice.reason,
        level=change.level or change.was_level,
        severity=_severity(notice, change, routes),
        format=channel.format,
        message=write(change, telling, channel.format),
        line=one_line(change, telling),
        may_be_repeat=notice.may_be_repeat,
        bundle=f"Mute over: {telling.held_because}" if telling.held_because else "",
        changed_at=change.changed_at,
    )


def _telling(notice: Notice, ledger: AlertLedger, link: str, mute: Mute | None) -> Telling:
    word, _, rest = notice.turn.partition(" ")
    failed = next(
        (n for n in ledger.notices if word == "for" and n.channel == rest and n.revision == notice.revision), None
    )
    return Telling(
        reason=notice.reason,
        first_here=not any(
            known.channel == notice.channel and known.revision < notice.revision and known.may_have_arrived
            for known in ledger.notices
        ),
        before=ledger.before if ledger.before and ledger.before.revision < notice.revision else None,
        turn=int(rest) if word == "repeat" else 1,
        held_until=notice.due_at,
        held_because=f"{mute.says}, by {mute.by}: {mute.reason}" if mute else "",
        held_count=sum(n.held_by == notice.held_by and n.channel == notice.channel for n in ledger.notices),
        failed_channel=rest if word == "for" else "",
        failed_because=failed.answer if failed else "",
        acknowledge_url=link if ledger.change.state is AlertState.FIRING else "",
        explain_url=f"{link}#why" if link else "",
    )


def _link(notice: Notice, change: AlertChange, links: Links | None) -> str:
    """The same notice has the same link: it expires so long after the notice was decided on."""
    if links is None:
        return ""
    offer = Offer(
        alert_id=change.alert_id,
        region_id=change.region_id,
        channel=notice.channel,
        level=change.level,
        expires_at=notice.decided_at + links.valid_for,
    )
    token = sign_offer(offer, links.key.get_secret_value().encode())
    return f"{links.base_url.rstrip('/')}{PATH}{token}"


def _severity(notice: Notice, change: AlertChange, routes: Routes) -> Severity:
    if notice.reason in _GOOD_NEWS:
        return Severity.SUCCESS
    level = change.level or change.was_level
    if level is None:
        return Severity.INFO
    return (_own_severity(notice.route, routes) or SEVERITY).get(level, SEVERITY[level])


def _own_severity(route_name: str, routes: Routes) -> dict[str, Severity] | None:
    route: Route | None = next((route for route in routes.routes if route.name == route_name), None)
    return {str(level): severity for level, severity in route.severity.items()} if route else None
