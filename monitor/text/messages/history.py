"""AlertLedger -> what was told to whom, and what people said about it, for `monitor alerts`."""

from collections.abc import Iterable

from monitor.model.alert import AlertState
from monitor.model.notification import AlertLedger, Notice, NoticeState, NotifyReason
from monitor.text.messages.inert import inert
from monitor.text.messages.page import lay_page
from monitor.text.messages.plaintext import as_text
from monitor.text.messages.telling import Telling

_NAME, _NOTE = 60, 200
_STATES = {
    NoticeState.HELD: "held back",
    NoticeState.PENDING: "under way",
    NoticeState.SENT: "taken",
    NoticeState.FAILED: "REFUSED",
    NoticeState.AMBIGUOUS: "NO ANSWER, may have arrived",
    NoticeState.DROPPED: "not sent",
}


def summary_line(ledger: AlertLedger) -> str:
    """One line for a list: what it says now, who has it in hand, whether it arrived."""
    parts = [lay_page(ledger.change, _telling(ledger)).line, f"#{inert(ledger.alert_id, 40)[:8]}"]
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


def as_history(ledger: AlertLedger) -> str:
    """The whole row, for a person who must answer for what was told."""
    parts = [as_text(lay_page(ledger.change, _telling(ledger)))]
    parts.append("Told\n" + _listed(_notice_line(notice) for notice in ledger.notices))
    said = [
        f"{command.at:%Y-%m-%d %H:%M} UTC  {command.kind.value.replace('_', ' ')} by {inert(command.by, _NAME)}"
        + (f": {inert(command.note, _NOTE)}" if command.note else "")
        for command in ledger.commands
    ]
    parts.append("Said about it\n" + _listed(said))
    if ledger.mute is not None:
        parts.append(f"Muted until {ledger.mute.until:%Y-%m-%d %H:%M} UTC by {inert(ledger.mute.by, _NAME)}\n")
    return "\n".join(parts)


def _telling(ledger: AlertLedger) -> Telling:
    reason = ledger.change.reason.value
    known = reason if reason in tuple(NotifyReason) else NotifyReason.STARTED
    return Telling(reason=NotifyReason(known), first_here=ledger.before is None, before=ledger.before)


def _notice_line(notice: Notice) -> str:
    at = f"{notice.settled_at or notice.decided_at:%Y-%m-%d %H:%M:%S} UTC"
    what = f"revision {notice.revision}" + (f" ({inert(notice.turn, _NAME)})" if notice.turn else "")
    line = f"{at}  {inert(notice.channel, _NAME)}: {what} {notice.reason}: {_STATES[notice.state]}"
    if notice.state is NoticeState.HELD and notice.due_at is not None:
        line += f" until {notice.due_at:%Y-%m-%d %H:%M} UTC"
    if notice.tries > 1:
        line += f" after {notice.tries} tries"
    if notice.answer:
        line += f" ({inert(notice.answer, _NOTE)})"
    return line + (", may have been a repeat" if notice.may_be_repeat else "")


def _listed(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines) or "- nothing\n"
