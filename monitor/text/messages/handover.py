"""[AlertChange], [AlertLedger] -> what the next shift must know."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.model.alert import AlertChange, AlertState, ChangeReason
from monitor.model.mute import Mute
from monitor.model.notification import AlertLedger, NoticeState, Verdict
from monitor.text.messages.history import telling_of
from monitor.text.messages.inert import inert
from monitor.text.messages.page import lay_page, stamp
from monitor.text.messages.published import by_alert, published, told_before
from monitor.text.silences import SilentOutlet

_SOON = timedelta(hours=12)
"""A shift: a mute that ends within it must not surprise."""
_NAME, _NOTE = 60, 200
_MOST_LINES = 40
"""A page or two of one section; the newest are what counts."""
_MOST_OPEN = 100
"""More than that are open on no day that people can still work."""
_MOVES = frozenset({ChangeReason.STARTED, ChangeReason.ROSE, ChangeReason.FELL, ChangeReason.REVISED})


class Line(NamedTuple):
    """`tone` as a message has it (watch, warning, critical, over, withdrawn), empty for none; `more` in small print."""

    text: str
    more: str = ""
    tone: str = ""


class Section(NamedTuple):
    title: str
    lines: tuple[Line, ...]


class Handover(NamedTuple):
    """Every line is inert already.  Sections without lines say `none`, since silence would leave a doubt."""

    title: str
    sections: tuple[Section, ...]


class HeldMute(NamedTuple):
    """A mute, what it is on, how many messages wait for its end; `alert_id` where it is on one alert."""

    mute: Mute
    on: str
    waiting: int = 0
    alert_id: str = ""


class Shift(NamedTuple):
    """From `since` to `now`, with all that is known of it.  `changes` may begin long before."""

    since: datetime
    now: datetime
    changes: Sequence[AlertChange] = ()
    ledgers: Sequence[AlertLedger] = ()
    mutes: Sequence[HeldMute] = ()
    silent: Sequence[SilentOutlet] = ()


def lay_handover(shift: Shift) -> Handover:
    """The worst first.  What is open counts whenever it began, all else from the shift's begin on."""
    told = published(shift.changes)
    lives = by_alert(told)
    mine = [change for change in told if change.changed_at >= shift.since]
    rows = {row.alert_id: row for row in shift.ledgers}
    failures = tuple(line for row in shift.ledgers for line in _failures(row, shift.since))
    wrong = [row for row in shift.ledgers if row.verdict is Verdict.FALSE_ALARM and _judged_since(row, shift.since)]

    def lines(*reasons: ChangeReason) -> tuple[Line, ...]:
        chosen = [change for change in mine if change.reason in reasons]
        left_out = len(chosen) - _MOST_LINES
        shown = (_timed(change, lives[change.alert_id], shift) for change in chosen[-_MOST_LINES:])
        return _bounded(tuple(shown), left_out)

    return Handover(
        title=f"Handover, {_day(shift.since)} to {_day(shift.now)} UTC",
        sections=(
            Section("Open alerts", _open_lines(shift, told, rows)),
            Section("Withdrawn: do not rely on these", lines(ChangeReason.RETRACTED)),
            Section("Started or moved", lines(*_MOVES)),
            Section("Over", lines(ChangeReason.ENDED)),
            Section("Muted", tuple(_mute_line(one, shift) for one in _ending_first(shift))),
            Section("Did not arrive", _bounded(failures[-_MOST_LINES:], len(failures) - _MOST_LINES)),
            Section("Called false alarms", tuple(_wrong_line(row) for row in wrong)),
            Section("Sources that say nothing", tuple(_silent_line(one, shift.now) for one in shift.silent)),
        ),
    )


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b %H:%M}"


def _bounded(lines: tuple[Line, ...], left_out: int) -> tuple[Line, ...]:
    return lines if left_out <= 0 else (*lines, Line(f"and {left_out} before these"))


def _open_lines(shift: Shift, told: Sequence[AlertChange], rows: dict[str, AlertLedger]) -> tuple[Line, ...]:
    newest = {change.alert_id: change for change in shift.changes}
    firing = [change for change in newest.values() if change.state is AlertState.FIRING]
    firing.sort(key=lambda change: (-_rank(change), change.started_at, change.alert_id))
    known = {change.alert_id for change in told}
    shown = [change for change in firing if change.alert_id in known]
    lines = [_open_line(one, rows.get(one.alert_id), shift) for one in shown[:_MOST_OPEN]]
    if len(shown) > _MOST_OPEN:
        lines.append(Line(f"and {len(shown) - _MOST_OPEN} milder or newer ones; `monitor alerts` lists them"))
    quiet = len(firing) - len(shown)
    if quiet:
        lines.append(
            Line(f"and {quiet} that nobody was told of (too old, or told before); `monitor alerts` lists them")
        )
    return tuple(lines)


def _open_line(change: AlertChange, row: AlertLedger | None, shift: Shift) -> Line:
    # As it stands, since how it moved is told further down.
    line = _line(change, ())
    is_new = change.started_at >= shift.since
    said = ["new in this shift" if is_new else f"since {stamp(change.started_at, shift.now)}"]
    if row is not None:
        seen = row.acknowledged
        said.append(f"in hand: {inert(seen.by, _NAME)}" if seen else "nobody has acknowledged it")
        said += [inert(seen.note, _NOTE)] if seen and seen.note else []
        said += [] if row.told else ["told to nobody"]
    quiet = [one.mute.until for one in shift.mutes if _is_on(one, change) and one.mute.holds(change, shift.now)]
    if quiet:
        said.append(f"muted until {stamp(max(quiet), shift.now)}")
    return line._replace(more="; ".join(said))


def _rank(change: AlertChange) -> int:
    level = change.level or change.was_level
    return level.rank if level else 0


def _line(change: AlertChange, told: Sequence[AlertChange]) -> Line:
    earlier = told_before(change, told)
    page = lay_page(change, telling_of(change, earlier[-1] if earlier else None))
    return Line(f"{page.line} #{inert(change.alert_id, 40)[:8]}", tone=page.tone)


def _timed(change: AlertChange, told: Sequence[AlertChange], shift: Shift) -> Line:
    line = _line(change, told)
    return line._replace(text=f"{stamp(change.changed_at, shift.now)}: {line.text}")


def _ending_first(shift: Shift) -> list[HeldMute]:
    holding = (one for one in shift.mutes if shift.now < one.mute.until)
    return sorted(holding, key=lambda one: (one.mute.until, one.on))


def _is_on(held: HeldMute, change: AlertChange) -> bool:
    """A mute without matchers is on one alert, and names it."""
    return bool(held.mute.matchers) or held.alert_id == change.alert_id


def _mute_line(held: HeldMute, shift: Shift) -> Line:
    mute, now = held.mute, shift.now
    own = next((change for change in reversed(shift.changes) if held.alert_id == change.alert_id), None)
    on = _line(own, ()).text if own else inert(held.on, _NOTE)
    ends = f"until {stamp(mute.until, now)}" + (", ENDS WITHIN A SHIFT" if mute.until - now <= _SOON else "")
    said = [f"by {inert(mute.by, _NAME)}" + (f": {inert(mute.reason, _NOTE)}" if mute.reason else "")]
    if mute.level:
        said.append(f"still speaks above {mute.level}")
    if held.waiting:
        said.append(f"{held.waiting} {'message waits' if held.waiting == 1 else 'messages wait'}")
    return Line(f"{on} {ends}", "; ".join(said))


def _failures(row: AlertLedger, since: datetime) -> list[Line]:
    return [
        Line(
            f"{inert(notice.channel, _NAME)} did not take #{inert(row.alert_id, 40)[:8]}, revision {notice.revision}",
            inert(notice.answer, _NOTE),
        )
        for notice in row.notices
        if notice.state is NoticeState.FAILED and notice.settled_at is not None and notice.settled_at >= since
    ]


def _judged_since(row: AlertLedger, since: datetime) -> bool:
    return row.change.changed_at >= since or any(command.at >= since for command in row.commands)


def _wrong_line(row: AlertLedger) -> Line:
    before = (row.before,) if row.before else ()
    return _line(row.change, before)._replace(more=f"by {inert(row.verdict_by, _NAME)}")


def _silent_line(silent: SilentOutlet, now: datetime) -> Line:
    usual = max(1, round(silent.usual.total_seconds() / 3600))
    hours = int((now - silent.since).total_seconds() // 3600)
    return Line(f"{inert(silent.name, _NAME)}: nothing for {hours} hours", f"in the last week never over {usual} h")
