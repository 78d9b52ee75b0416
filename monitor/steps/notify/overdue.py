"""Time passed, or a worker started: what has still to be said."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from monitor.model.alert import AlertChange, AlertState
from monitor.model.mute import Mute
from monitor.model.notification import (
    AlertLedger,
    Announcement,
    Notice,
    NoticeState,
    NotifyReason,
    SilenceReason,
)
from monitor.model.route import Channel, Route, Routes
from monitor.steps.notify.audience import fitting_routes, named, route_for, silence
from monitor.steps.notify.book import change_of, with_notice
from monitor.steps.notify.compose import compose
from monitor.steps.notify.hold import find_hold, mutes_on
from monitor.steps.notify.settle import tell_fallback

# Longer than a courier tries (about ten minutes), so that a channel under way is not called twice.
RESEND_AFTER = timedelta(minutes=15)
# What nobody took: as long as a line is cut for, as a rule; and after a day it is no news.
_TRY_AGAIN_AFTER, _GIVE_UP_AFTER = timedelta(minutes=5), timedelta(days=1)
_GONE = "the channel is no longer set up"
_NOBODY = "nobody took it for a day"
_GIVEN_UP = "No channel took it for a day; it is not tried any more."


def overdue(
    ledger: AlertLedger,
    routes: Routes,
    now: datetime,
    *,
    mutes: Sequence[Mute] = (),
    grace: timedelta = RESEND_AFTER,
) -> Announcement:
    """What to post now without a new change: the unsettled (marked as a possible repeat), the held that nothing holds
    any more, the unheard, the unacknowledged.  With no grace right after a start: nothing of ours is under way then."""
    said = Announcement(ledger)
    # Each looks at the row that the one before leaves: what is tried again now is not repeated beside it.
    for due in (partial(_waiting, grace=grace), _unheard, _repeats):
        for notice in due(said.ledger, routes, mutes, now):
            said = _with(said, notice, routes, mutes, now)
    return said


def _with(said: Announcement, notice: Notice, routes: Routes, mutes: Sequence[Mute], now: datetime) -> Announcement:
    """This notice written down as well, and posted where it is to be."""
    channel = routes.channel(notice.channel)
    change = change_of(said.ledger, notice.revision)
    if channel is None and change is not None and notice.state is NoticeState.PENDING:
        gone = notice.model_copy(update={"state": NoticeState.FAILED, "settled_at": now, "answer": _GONE})
        return _after(said, tell_fallback(said.ledger, gone, change, routes, now))
    if change is None or (channel is None and notice.state is NoticeState.HELD):
        return said
    ledger = with_notice(said.ledger, notice)
    if notice.state is NoticeState.DROPPED:
        given_up = silence(change, SilenceReason.NOBODY_TOOK_IT, _GIVEN_UP, notice.channel)
        return _after(said, Announcement(ledger, (), (given_up,)))
    if channel is None or notice.state is not NoticeState.PENDING:
        return said._replace(ledger=ledger)
    return _after(said, Announcement(ledger, (compose(notice, change, ledger, channel, routes, mutes),)))


def _after(said: Announcement, more: Announcement) -> Announcement:
    return Announcement(more.ledger, (*said.notifications, *more.notifications), (*said.silences, *more.silences))


def _waiting(
    ledger: AlertLedger, routes: Routes, mutes: Sequence[Mute], now: datetime, grace: timedelta
) -> list[Notice]:
    found: list[Notice] = []
    for notice in ledger.notices:
        # No grace means all, whatever the clocks say: a machine that runs ahead must not hide what died with it.
        is_late = not grace or notice.decided_at + grace <= now
        if notice.state is NoticeState.PENDING and is_late:
            found.append(notice.model_copy(update={"may_be_repeat": True, "decided_at": now}))
        elif notice.state is NoticeState.HELD:
            found += _held(notice, ledger, routes, mutes, now)
    return found


def _held(
    notice: Notice, ledger: AlertLedger, routes: Routes, mutes: Sequence[Mute], now: datetime
) -> tuple[Notice, ...]:
    """Asked anew each time: a mute may end early, and quiet hours may have begun meanwhile."""
    change = change_of(ledger, notice.revision)
    route = route_for(notice.channel, (notice.route,), change, routes) if change else None
    hold = find_hold(change, ledger, route, mutes, now) if change else None
    if hold is None:
        return (notice.model_copy(update={"state": NoticeState.PENDING, "decided_at": now}),)
    if hold.until == notice.due_at:
        return ()
    # What a mute held still says so when quiet hours took over.
    return (notice.model_copy(update={"due_at": hold.until, "held_by": hold.by or notice.held_by}),)


def _unheard(ledger: AlertLedger, routes: Routes, mutes: Sequence[Mute], now: datetime) -> list[Notice]:
    """Where every channel failed, each is tried again: a line that was cut comes back.  Not where somebody knows;
    that it is over, or was never so, is news to them too."""
    change, failed = ledger.change, ledger.unheard
    # Not from the change: it may have been held for days before anybody tried.
    since = min((notice.failed_at or notice.decided_at for notice in failed), default=now)
    if since + _GIVE_UP_AFTER <= now:
        return [notice.model_copy(update={"state": NoticeState.DROPPED, "answer": _NOBODY}) for notice in failed]
    if ledger.is_in_hand and change.state is AlertState.FIRING:
        return []
    return [
        notice.model_copy(update={"state": NoticeState.PENDING, "decided_at": now})
        for notice in _where_now(failed, change, routes)
        if (notice.settled_at or notice.decided_at) + _TRY_AGAIN_AFTER <= now
        and not find_hold(change, ledger, route_for(notice.channel, (notice.route,), change, routes), mutes, now)
    ]


def _where_now(failed: tuple[Notice, ...], change: AlertChange, routes: Routes) -> list[Notice]:
    """A channel may have been renamed: where all of them are gone, those whom the routes name now."""
    there = [notice for notice in failed if routes.channel(notice.channel)]
    if there or not failed:
        return there
    fitting, _ = fitting_routes(change, routes)
    return [
        failed[0].model_copy(update={"channel": name, "route": route.name if route else ""})
        for name, (_, route) in named(fitting, routes).items()
    ]


def _repeats(ledger: AlertLedger, routes: Routes, mutes: Sequence[Mute], now: datetime) -> list[Notice]:
    if ledger.change.state is not AlertState.FIRING or ledger.is_in_hand:
        return []
    if any(mute.holds(ledger.change, now) for mute in mutes_on(ledger, mutes)):
        return []
    return [notice for name in ledger.told if (notice := _repeat_on(routes.channel(name), ledger, routes, now))]


def _repeat_on(channel: Channel | None, ledger: AlertLedger, routes: Routes, now: datetime) -> Notice | None:
    if channel is None:
        return None
    said = [notice for notice in ledger.notices if notice.channel == channel.name and notice.may_have_arrived]
    route = route_for(channel.name, (notice.route for notice in said), ledger.change, routes)
    # What waits, or is tried again, speaks first; a repeat beside it would say the same thing twice.
    waiting = (n for n in ledger.notices if n.state in (NoticeState.PENDING, NoticeState.HELD))
    waits = any(n.channel == channel.name for n in (*waiting, *ledger.unheard))
    if route is None or route.repeat_every is None or not said or waits:
        return None
    if said[-1].decided_at + route.repeat_every > now or _is_quiet(route, ledger, now):
        return None
    turn = 2 + sum(notice.turn.startswith("repeat ") and notice.revision == ledger.revision for notice in said)
    return Notice(
        revision=ledger.revision,
        channel=channel.name,
        turn=f"repeat {turn}",
        reason=NotifyReason.REPEATED,
        route=route.name,
        decided_at=now,
    )


def _is_quiet(route: Route, ledger: AlertLedger, now: datetime) -> bool:
    level = ledger.change.level
    if route.quiet_hours is None or (level and level.rank >= route.quiet_hours.breakthrough.rank):
        return False
    return route.quiet_hours.end_of(now) is not None
