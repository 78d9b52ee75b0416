"""`monitor handover`: what the next shift must know, out of a running monitor or an archive."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from monitor.commands.archives import lines_of
from monitor.commands.knowledge import knowledge_for
from monitor.commands.mutes import all_mutes
from monitor.commands.on_topics import changes_on, ledgers_on, mute_books_on, tellings_on
from monitor.commands.terminal import out
from monitor.errors import MonitorError
from monitor.replay.read_ahead import read_ahead
from monitor.replay.run import Run, in_order
from monitor.settings import Settings
from monitor.stream.embedded import locate_broker
from monitor.text.messages.forms import HandoverForm
from monitor.text.messages.handover import HeldMute, Shift, lay_handover
from monitor.text.messages.handover_forms import as_markdown, as_page, as_plain
from monitor.text.silences import silent_outlets

_AS = {HandoverForm.TEXT: as_plain, HandoverForm.MARKDOWN: as_markdown, HandoverForm.HTML: as_page}
_WEEK = timedelta(days=7)


def show_handover(
    given: Settings, *, since: timedelta, form: HandoverForm, archives: Sequence[Path], now: datetime
) -> None:
    """Writes it to standard output.  Raises BrokerError, or MonitorError where an archive has nothing."""
    shift = shift_of_archive(given, archives, since) if archives else shift_of_broker(locate_broker(given), since, now)
    out.file.write(_AS[form](lay_handover(shift)))


def shift_of_broker(settings: Settings, since: timedelta, now: datetime) -> Shift:
    """What the topics and tables know.  Raises BrokerError."""
    ledgers = tuple(ledgers_on(settings).values())
    alerts = {row.mute: row.alert_id for row in ledgers if row.mute}
    muted = all_mutes(mute_books_on(settings), ledgers)
    told = [(one.outlet, one.at) for one in tellings_on(settings) if one.at > now - _WEEK]
    return Shift(
        since=now - since,
        now=now,
        changes=changes_on(settings),
        ledgers=ledgers,
        mutes=[HeldMute(one.mute, one.on, one.waiting, alerts.get(one.mute, "")) for one in muted],
        silent=silent_outlets(told, now),
    )


def shift_of_archive(settings: Settings, archives: Sequence[Path], since: timedelta) -> Shift:
    """The last hours of an archive, by its articles' own clock.  Nobody was told, so there is no ledger."""
    knowledge = knowledge_for(settings)
    run = Run(knowledge)
    changes, told, now = [], [], None
    for raw, ahead in read_ahead(in_order(line for path in archives for line in lines_of(path)), knowledge):
        now = raw.arrived_at
        reports = run.read(raw, ahead)
        changes += run.hear(now, reports)
        told += [(report.outlet, now) for report in reports if report.incidents]
    if now is None:
        raise MonitorError(f"no article with a time in {', '.join(map(str, archives))}")
    recent = [(outlet, at) for outlet, at in told if at > now - _WEEK]
    return Shift(since=now - since, now=now, changes=changes, silent=silent_outlets(recent, now))
