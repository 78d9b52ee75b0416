"""AlertLedger, Command -> AlertLedger: somebody acknowledges, mutes, or says that it was a false alarm."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from monitor.model.alert import AlertState, Level
from monitor.model.command import Command, CommandKind
from monitor.model.mute import MAX_NAME, Mute
from monitor.model.notification import Acknowledgement, AlertLedger, CommandAnswer, NoticeState, Verdict
from monitor.steps.notify.mutes import mute_problem, muted_words
from monitor.text.messages.inert import inert

# Twenty: more than a shift argues about one alert.
_MAX_COMMANDS = 20
_VERDICTS = {Verdict.FALSE_ALARM: "a false alarm", Verdict.RIGHT: "right"}

_Answer = tuple[dict[str, Any] | None, str]
"""What to change (None: refused), and the sentence."""


def apply_command(ledger: AlertLedger | None, command: Command, now: datetime) -> CommandAnswer:
    """The row after it, and what to answer.  The same command twice changes nothing; a refused one changes nothing."""
    if ledger is None:
        return CommandAnswer(None, False, f"No alert {command.alert_id} is known.")
    if command.region_id != ledger.region_id:
        return CommandAnswer(ledger, False, f"Alert {command.alert_id} is not of region {command.region_id}.")
    if is_known(ledger, command):
        return CommandAnswer(ledger, True, "This was done before.")
    if not command.by.strip():
        return CommandAnswer(ledger, False, "Say who you are: it stands in the alert's history.")
    changes, says = _OBEY[command.kind](ledger, command, now)
    if changes is None:
        return CommandAnswer(ledger, False, says)
    history = (*ledger.commands, command)[-_MAX_COMMANDS:]
    says = " ".join(filter(None, (says, _said_before(ledger, command, now))))
    return CommandAnswer(ledger.model_copy(update={**changes, "commands": history}), True, says)


def _said_before(ledger: AlertLedger, command: Command, now: datetime) -> str:
    """What somebody else's word stood for until now: two people at two desks should hear of each other."""
    seen, mute = ledger.acknowledged, ledger.mute
    match command.kind:
        case CommandKind.ACKNOWLEDGE if seen and seen.by != command.by:
            return f"{inert(seen.by, MAX_NAME)} has had it in hand since {seen.at:%Y-%m-%d %H:%M} UTC."
        case CommandKind.MUTE if mute and mute.until > now and mute.by != command.by:
            return f"It takes the place of {inert(mute.by, MAX_NAME)}'s mute until {mute.until:%Y-%m-%d %H:%M} UTC."
        case CommandKind.FALSE_ALARM | CommandKind.RIGHT if ledger.verdict and ledger.verdict_by != command.by:
            return f"{inert(ledger.verdict_by, MAX_NAME)} had called it {_VERDICTS[ledger.verdict]}."
        case _:
            return ""


def is_known(ledger: AlertLedger, command: Command) -> bool:
    """Whether it was read before; what is older than all that is kept was."""
    if any(known.name == command.name for known in ledger.commands):
        return True
    return len(ledger.commands) == _MAX_COMMANDS and command.at < ledger.commands[0].at


def _acknowledge(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    change = ledger.change
    if change.state is not AlertState.FIRING:
        return None, "It is over; there is nothing to acknowledge."
    if command.level and change.level and change.level.rank > command.level.rank:
        return None, f"It has risen to {change.level} since that message; acknowledge the newest one."
    seen = Acknowledgement(by=command.by, at=command.at, level=change.level, note=command.note)
    return {"acknowledged": seen}, "Acknowledged: it is not told again until it worsens or ends."


def _mute(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    if command.until is None:
        return None, "Say until when, a time to come: a mute ends by itself."
    mute = Mute(
        id=command.name,
        by=command.by,
        at=command.at,
        until=command.until,
        reason=command.note,
        level=command.level or ledger.change.level,
    )
    problem = mute_problem(mute, now)
    return (None, problem) if problem else ({"mute": mute}, muted_words(mute))


def _unmute(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    mute = ledger.mute
    if mute is None or mute.until <= now:
        return None, "It is not muted."
    held = sum(notice.state is NoticeState.HELD and notice.held_by == mute.id for notice in ledger.notices)
    over = mute.model_copy(update={"until": now, "ended_by": command.by})
    return {"mute": over}, f"Not muted any more; messages held back: {held}."


def _false_alarm(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    if not command.note.strip():
        return None, "Say what was wrong: whoever mends the rule must know."
    says = f"Kept as a false alarm of rule {ledger.change.rule}; it is not told again unless it changes."
    return {
        "verdict": Verdict.FALSE_ALARM,
        "verdict_by": command.by,
        "verdict_level": _judged(ledger, command),
    }, says


def _judged(ledger: AlertLedger, command: Command) -> Level | None:
    """The level called false.  An older link takes nothing back; of an alert that is over it is what it was."""
    before = ledger.verdict_level if ledger.verdict is Verdict.FALSE_ALARM else None
    now = command.level or ledger.change.level or ledger.change.was_level
    return max((level for level in (before, now) if level), key=lambda level: level.rank, default=None)


def _right(ledger: AlertLedger, command: Command, now: datetime) -> _Answer:
    return {"verdict": Verdict.RIGHT, "verdict_by": command.by}, f"Kept as right, for rule {ledger.change.rule}."


_OBEY: dict[CommandKind, Callable[[AlertLedger, Command, datetime], _Answer]] = {
    CommandKind.ACKNOWLEDGE: _acknowledge,
    CommandKind.MUTE: _mute,
    CommandKind.UNMUTE: _unmute,
    CommandKind.FALSE_ALARM: _false_alarm,
    CommandKind.RIGHT: _right,
}
