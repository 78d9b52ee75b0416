"""[AlertChange], AlertLedger -> an alert's whole life: what it said, who was told, what people said about it."""

from collections.abc import Iterable, Sequence

from monitor.model.alert import AlertChange, AlertState
from monitor.model.notification import AlertLedger, Notice, NoticeState, NotifyReason
from monitor.text.messages.inert import inert
from monitor.text.messages.page import lay_page
from monitor.text.messages.plaintext import as_text
from monitor.text.messages.published import told_before
from monitor.text.messages.telling import Telling

_NAME, _NOTE = 60, 200
_STATES = {
    NoticeState.HELD: "held back",
    NoticeState.PENDING: "under way",
    NoticeState.SENT: "taken",
    NoticeState.FAILED: "REFUSED",
    NoticeState.AMBIGUOUS: "NO ANSWER, may have arrived",
    NoticeState.SUPERSEDED: "told by a newer one",
    NoticeState.DROPPED: "not sent",
}


def telling_of(change: AlertChange, before: AlertChange | None) -> Telling:
    """As it reads to somebody who heard what was told before."""
    reason = change.reason.value
    known = reason if reason in tuple(NotifyReason) else NotifyReason.STARTED
    return Telling(reason=NotifyReason(known), first_here=before is None, before=before)


def concern(ledger: AlertLedger | None) -> str:
    """Who has it in hand, and whom it did not reach; empty where there is nothing to say."""
    if ledger is None:
        return ""
    parts = []
    if ledger.acknowledged is not None:
        parts.append(f"in hand: {inert(ledger.acknowledged.by, _NAME)}")
    elif ledger.change.state is AlertState.FIRING and ledger.told:
        parts.append("not acknowledged")
    failed = dict.fromkeys(n.channel for n in ledger.notices if n.state is NoticeState.FAILED)
    if failed:
        parts.append(f"did not reach {', '.join(inert(name, _NAME) for name in failed)}")
    if not ledger.told:
        parts.append("told to nobody")
    return "; ".join(parts)


def as_history(changes: Sequence[AlertChange], ledger: AlertLedger | None) -> str:
    """For a person who must answer for what was told.  `changes` of one alert, oldest first, at least one."""
    newest = changes[-1]
    earlier = told_before(newest, changes)
    page = lay_page(newest, telling_of(newest, earlier[-1] if earlier else None))
    parts = [f"{page.line}\n\n{as_text(page, is_mail=False)}"]
    parts.append("History\n" + _listed(_change_line(change, changes) for change in changes))
    notices = ledger.notices if ledger else ()
    parts.append("Told\n" + _listed(_notice_line(notice) for notice in notices))
    parts.append("Said about it\n" + _listed(_said(ledger) if ledger else ()))
    if ledger is not None and ledger.mute is not None:
        mute = ledger.mute
        why = f": {inert(mute.reason, _NOTE)}" if mute.reason else ""
        parts.append(f"Muted until {mute.until:%Y-%m-%d %H:%M} UTC by {inert(mute.by, _NAME)}{why}\n")
    return "\n".join(parts)


def _change_line(change: AlertChange, changes: Sequence[AlertChange]) -> str:
    earlier = told_before(change, changes)
    line = lay_page(change, telling_of(change, earlier[-1] if earlier else None)).line
    silent = f" (nobody was told: {inert(change.silent_because, _NOTE)})" if change.silent_because else ""
    return f"{change.changed_at:%Y-%m-%d %H:%M} UTC  revision {change.revision}, {change.reason}: {line}{silent}"


def _said(ledger: AlertLedger) -> list[str]:
    return [
        f"{command.at:%Y-%m-%d %H:%M} UTC  {command.kind.value.replace('_', ' ')} by {inert(command.by, _NAME)}"
        + (f": {inert(command.note, _NOTE)}" if command.note else "")
        for command in ledger.commands
    ]


def _notice_line(notice: Notice) -> str:
    at = f"{notice.settled_at or notice.decided_at:%Y-%m-%d %H:%M:%S} UTC"
    what = f"revision {notice.revision}" + (f" ({inert(notice.turn, _NAME)})" if notice.turn else "")
    line = f"{at}  {inert(notice.channel, _NAME)}: {what} {notice.reason}: {_STATES[notice.state]}"
    if notice.state is NoticeState.HELD and notice.due_at is not None:
        line += f" until {notice.due_at:%Y-%m-%d %H:%M} UTC"
    if notice.superseded_by:
        line += f", revision {notice.superseded_by}"
    if notice.tries > 1:
        line += f" after {notice.tries} tries"
    if notice.answer:
        line += f" ({inert(notice.answer, _NOTE)})"
    return line + (", may have been a repeat" if notice.may_be_repeat else "")


def _listed(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines) or "- nothing\n"
