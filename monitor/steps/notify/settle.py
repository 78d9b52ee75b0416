"""A channel answered: the record is written, and where it took nothing, another one hears."""

from datetime import datetime

from monitor.model.alert import AlertChange
from monitor.model.notification import (
    AlertLedger,
    Announcement,
    DeliveryResult,
    Notice,
    NoticeState,
    NotifyReason,
    Outcome,
    Silence,
    SilenceReason,
)
from monitor.model.route import Channel, Routes
from monitor.steps.notify.book import change_of, find_notice, newly_superseded, with_notice
from monitor.steps.notify.compose import compose

_STATE = {
    Outcome.SENT: NoticeState.SENT,
    Outcome.FAILED: NoticeState.FAILED,
    Outcome.AMBIGUOUS: NoticeState.AMBIGUOUS,
    Outcome.SUPERSEDED: NoticeState.SUPERSEDED,
}


def record_delivery(ledger: AlertLedger, result: DeliveryResult, routes: Routes, now: datetime) -> Announcement:
    """Write what became of a notification.  The same result twice changes nothing; `sent` is never taken back."""
    notice = find_notice(ledger, result.revision, result.channel, result.turn)
    state = _STATE[result.outcome]
    if notice is None or notice.state in (state, NoticeState.SENT) or _is_spoken_for(notice, state):
        return Announcement(ledger)
    change = change_of(ledger, notice.revision) or ledger.change
    settled = notice.model_copy(
        update={
            "state": state,
            "settled_at": result.at,
            "tries": result.tries,
            "answer": result.answer,
            "superseded_by": result.superseded_by,
        }
    )
    if state in (NoticeState.SENT, NoticeState.SUPERSEDED):
        return Announcement(with_notice(ledger, settled))
    return tell_fallback(ledger, settled, change, routes, now)


def _is_spoken_for(notice: Notice, state: NoticeState) -> bool:
    """A newer revision speaks for it: that it was lost matters to nobody any more."""
    return notice.state is NoticeState.SUPERSEDED and state is not NoticeState.SENT


def tell_fallback(
    ledger: AlertLedger, failed: Notice, change: AlertChange, routes: Routes, now: datetime
) -> Announcement:
    """What one channel did not get, another hears, and that it did not."""
    failed = failed.model_copy(update={"failed_at": failed.failed_at or now})
    fallback = _fallback_of(failed, routes)
    if fallback is None:
        silence = Silence(
            alert_id=ledger.alert_id,
            revision=failed.revision,
            reason=SilenceReason.NO_FALLBACK,
            says=f"{failed.channel} took nothing in {failed.tries} tries ({failed.answer}); there is no other channel",
            channel=failed.channel,
        )
        return Announcement(with_notice(ledger, failed), (), (silence,))
    notice = Notice(
        revision=change.revision,
        channel=fallback.name,
        turn=f"for {failed.channel}",
        reason=NotifyReason.UNDELIVERED,
        route=failed.route,
        decided_at=now,
    )
    known = find_notice(ledger, notice.revision, notice.channel, notice.turn)
    if known is not None and known.state is not NoticeState.FAILED:
        return Announcement(with_notice(ledger, failed))
    # The new notice first: with nothing of that revision waiting, the row would forget its change.
    after = with_notice(with_notice(ledger, notice), failed)
    notifications = (compose(notice, change, after, fallback, routes),)
    return Announcement(after, notifications, newly_superseded(ledger, after))


def _fallback_of(failed: Notice, routes: Routes) -> Channel | None:
    """A fallback that failed has no fallback: two dead channels must not call each other for ever."""
    channel = routes.channel(failed.channel)
    name = (channel.fallback if channel else None) or routes.fallback
    fallback = routes.channel(name) if name else None
    return None if fallback is None or fallback.name == failed.channel or failed.is_instead else fallback
