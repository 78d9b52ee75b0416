"""A change came: which channels hear of it, now or later, and why the others do not."""

from datetime import datetime

from monitor.model.alert import AlertChange, ChangeReason
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
from monitor.model.route import Route, Routes
from monitor.steps.notify.audience import Listener, find_listeners, silence
from monitor.steps.notify.book import turn_page, with_notice
from monitor.steps.notify.compose import compose

_OVER = (ChangeReason.ENDED, ChangeReason.RETRACTED)


def choose_notifications(
    change: AlertChange, ledger: AlertLedger | None, routes: Routes, now: datetime
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
    listeners, unheard = find_listeners(change, page, waiting, routes)
    # Withdrawn while held says it already: nobody had to hear of this one.
    return _tell(change, page, listeners, silences or unheard, routes, now)


def _tell(
    change: AlertChange,
    page: AlertLedger,
    listeners: tuple[Listener, ...],
    silences: tuple[Silence, ...],
    routes: Routes,
    now: datetime,
) -> Announcement:
    notifications: list[Notification] = []
    for channel, route in listeners:
        held = _hold(change, page, route, now)
        notice = Notice(
            revision=change.revision,
            channel=channel.name,
            reason=NotifyReason(change.reason.value),
            state=NoticeState.HELD if held else NoticeState.PENDING,
            route=route.name if route else "",
            decided_at=now,
            due_at=held[0] if held else None,
        )
        page = with_notice(page, notice)
        if held:
            silences = (*silences, silence(change, held[1], f"held until {held[0]:%Y-%m-%d %H:%M} UTC", channel.name))
        else:
            notifications.append(compose(notice, change, page, channel, routes))
    return Announcement(page, tuple(notifications), silences)


def _take_back_held(page: AlertLedger, change: AlertChange) -> tuple[AlertLedger, tuple[str, ...], tuple[Silence, ...]]:
    """What is still held has been overtaken: the new change speaks in its place, or nothing does where it is over."""
    held = tuple(notice for notice in page.notices if notice.state is NoticeState.HELD)
    for notice in held:
        page = with_notice(page, notice.model_copy(update={"state": NoticeState.DROPPED, "answer": "overtaken"}))
    waiting = tuple(dict.fromkeys(notice.channel for notice in held))
    if change.reason not in _OVER:
        return page, waiting, ()
    says = "It was over before it was sent."
    unsent = tuple(name for name in waiting if name not in page.told)
    return page, (), tuple(silence(change, SilenceReason.WITHDRAWN_UNSENT, says, name) for name in unsent)


def _hold(
    change: AlertChange, page: AlertLedger, route: Route | None, now: datetime
) -> tuple[datetime, SilenceReason] | None:
    """Until when this is held back, and why.  A retraction is not held by a mute: it ends what was muted."""
    level = change.level or change.was_level
    rank = level.rank if level else 0
    mute = page.mute
    worse = mute is not None and mute.level is not None and rank > mute.level.rank
    if mute and now < mute.until and not worse and change.reason is not ChangeReason.RETRACTED:
        return mute.until, SilenceReason.MUTED
    quiet = route.quiet_hours if route else None
    until = quiet.end_of(now) if quiet and rank < quiet.breakthrough.rank else None
    return (until, SilenceReason.QUIET_HOURS) if until else None


def _already_decided(change: AlertChange, ledger: AlertLedger) -> Silence:
    return silence(change, SilenceReason.ALREADY_DECIDED, f"Revision {ledger.revision} was decided on before.")
