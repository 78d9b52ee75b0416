"""A change came: which channels hear of it, now or later, and why the others do not."""

from collections.abc import Sequence
from datetime import datetime

from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.mute import Mute
from monitor.model.notification import (
    AlertLedger,
    Announcement,
    Notice,
    NoticeState,
    Notification,
    NotifyReason,
    Silence,
    SilenceReason,
)
from monitor.model.route import Routes
from monitor.steps.notify.audience import Listener, find_listeners, silence
from monitor.steps.notify.book import newly_superseded, superseded, turn_page, with_notice
from monitor.steps.notify.compose import compose
from monitor.steps.notify.hold import find_hold

_OVER = (ChangeReason.ENDED, ChangeReason.RETRACTED)


def choose_notifications(
    change: AlertChange, ledger: AlertLedger | None, routes: Routes, now: datetime, mutes: Sequence[Mute] = ()
) -> Announcement:
    """Who is told of a change.  The same change twice is harmless: the second time all is silence."""
    if ledger is not None and change.revision <= ledger.revision:
        return Announcement(ledger, (), (_already_decided(change, ledger),))
    page = turn_page(change, ledger)
    if change.reason is ChangeReason.PENDING:
        return Announcement(page, (), (silence(change, SilenceReason.PENDING, "The alert is not firing yet."),))
    if change.silent_because:
        return Announcement(page, (), (silence(change, SilenceReason.WATCHER_SAYS_SO, change.silent_because),))
    page, waiting, silences = _take_back_held(page, change)
    if ledger is not None and change.reason not in _OVER:
        waiting = (*waiting, *(notice.channel for notice in ledger.missed))
    listeners, unheard = find_listeners(change, page, waiting, routes)
    # Withdrawn while held says it already: nobody had to hear of this one.
    silences = (*silences, *unheard) if listeners else silences or unheard
    said = _tell(change, page, listeners, silences, routes, now, mutes)
    return said._replace(silences=(*said.silences, *newly_superseded(ledger, said.ledger)))


def _tell(
    change: AlertChange,
    page: AlertLedger,
    listeners: tuple[Listener, ...],
    silences: tuple[Silence, ...],
    routes: Routes,
    now: datetime,
    mutes: Sequence[Mute],
) -> Announcement:
    notifications: list[Notification] = []
    for channel, route in listeners:
        hold = find_hold(change, page, route, mutes, now)
        notice = Notice(
            revision=change.revision,
            channel=channel.name,
            reason=NotifyReason(change.reason.value),
            state=NoticeState.HELD if hold else NoticeState.PENDING,
            route=route.name if route else "",
            decided_at=now,
            due_at=hold.until if hold else None,
            held_by=hold.by if hold else "",
        )
        page = with_notice(page, notice)
        if hold:
            says = f"held until {hold.until:%Y-%m-%d %H:%M} UTC"
            silences = (*silences, silence(change, hold.reason, says, channel.name))
        else:
            notifications.append(compose(notice, change, page, channel, routes, mutes))
    return Announcement(page, tuple(notifications), silences)


def _take_back_held(page: AlertLedger, change: AlertChange) -> tuple[AlertLedger, tuple[str, ...], tuple[Silence, ...]]:
    """What is still held has been overtaken: the new change speaks in its place, or nothing does where it is over.

    What a mute held is named when the mute ends, though it be over by then; quiet hours need not tell of it.
    """
    held = tuple(notice for notice in page.notices if notice.state is NoticeState.HELD)
    for notice in held:
        gone = notice.model_copy(update={"state": NoticeState.DROPPED, "answer": "it was over before it was sent"})
        page = with_notice(page, gone if change.reason in _OVER else superseded(notice, change.revision))
    waiting = tuple(dict.fromkeys(notice.channel for notice in held))
    if change.reason not in _OVER:
        return page, waiting, ()
    says = "It was over before it was sent."
    muted = {notice.channel for notice in held if notice.held_by}
    unsent = tuple(name for name in waiting if name not in page.told)
    silences = tuple(
        silence(change, SilenceReason.WITHDRAWN_UNSENT, says, name) for name in unsent if name not in muted
    )
    return page, tuple(name for name in unsent if name in muted), silences


def _already_decided(change: AlertChange, ledger: AlertLedger) -> Silence:
    return silence(change, SilenceReason.ALREADY_DECIDED, f"Revision {ledger.revision} was decided on before.")
