"""AlertLedger, Command -> AlertLedger: somebody acknowledges, mutes, or says that it was a false alarm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from monitor.model.alert import AlertState
from monitor.model.command import Command, CommandKind
from monitor.model.notification import (
    Acknowledgement,
    AlertLedger,
    CommandAnswer,
    Mute,
    Notice,
    NoticeState,
    Verdict,
)

# Twenty: more than a shift argues about one alert.
_MAX_COMMANDS = 20
# A mute that nobody remembers is a hole in the watch.
MAX_MUTE = timedelta(days=30)

_Answer = tuple[dict[str, Any] | None, str]
"""What to change (None: refused), and the sentence."""


def apply_command(ledger: AlertLedger | None, command: Command, now: datetime) -> CommandAnswer:
    """The row after it, and what to answer.  The same command twice changes nothing; a refused one changes nothing."""
    if ledger is None:
        return CommandAnswer(None, False, f"No alert {command.alert_id} is known.")
    if command in ledger.commands:
        return CommandAnswer(ledger, True, "This was done before.")
    if not command.by.strip():
        return CommandAnswer(ledger, False, "Say who you are: it stands in the alert's history.")
    changes, says = _OBEY[command.kind](ledger, command, now)
    if changes is None:
        return CommandAnswer(ledger, False, says)
    history = (*ledger.commands, command)[-_MAX_COMMANDS:]
    return CommandAnswer(ledger.model_copy(update={**changes, "commands": history}), True, says)


def _acknowledge(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    if ledger.change.state is not AlertState.FIRING:
        return None, "It is over; there is nothing to acknowledge."
    seen = Acknowledgement(by=command.by, at=command.at, level=ledger.change.level, note=command.note)
    return {"acknowledged": seen}, "Acknowledged: it is not told again until it worsens or ends."


def _mute(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    if command.until is None or command.until <= now:
        return None, "Say until when, a time to come: a mute ends by itself."
    if command.until > now + MAX_MUTE:
        return None, f"A mute lasts {MAX_MUTE.days} days at most."
    if not command.note.strip():
        return None, "Say why: those who come after you must know."
    level = ledger.change.level
    mute = Mute(by=command.by, at=command.at, until=command.until, reason=command.note, level=level)
    worse = f" It still speaks if it rises above {level}." if level else ""
    return {"mute": mute}, f"Muted until {command.until:%Y-%m-%d %H:%M} UTC.{worse}"


def _unmute(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    if ledger.mute is None or ledger.mute.until <= now:
        return None, "It is not muted."
    until = ledger.mute.until
    notices = tuple(_released(notice, until, now) for notice in ledger.notices)
    held = sum(notice.state is NoticeState.HELD and notice.due_at == now for notice in notices)
    return {"mute": None, "notices": notices}, f"Not muted any more; {held} held messages go out now."


def _released(notice: Notice, until: datetime, now: datetime) -> Notice:
    is_held_by_mute = notice.state is NoticeState.HELD and notice.due_at == until
    return notice.model_copy(update={"due_at": now}) if is_held_by_mute else notice


def _false_alarm(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    says = f"Kept as a false alarm of rule {ledger.change.rule}; it is not told again unless it changes."
    return {"verdict": Verdict.FALSE_ALARM, "verdict_by": command.by}, says


def _right(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    return {"verdict": Verdict.RIGHT, "verdict_by": command.by}, f"Kept as right, for rule {ledger.change.rule}."


_OBEY: dict[CommandKind, Callable[[AlertLedger, Command, datetime], _Answer]] = {
    CommandKind.ACKNOWLEDGE: _acknowledge,
    CommandKind.MUTE: _mute,
    CommandKind.UNMUTE: _unmute,
    CommandKind.FALSE_ALARM: _false_alarm,
    CommandKind.RIGHT: _right,
}
