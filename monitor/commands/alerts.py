"""`monitor alerts`: what is open, what changed of late, one alert's whole life; for people and for other systems."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from rich.text import Text

from monitor.commands.change_table import change_table, open_table
from monitor.commands.on_topics import changes_on, ledgers_on
from monitor.commands.terminal import out
from monitor.errors import MonitorError
from monitor.model.alert import AlertChange, AlertState
from monitor.model.notification import AlertLedger
from monitor.settings import Settings
from monitor.stream.alert_feed import cap_sender, feed_id
from monitor.stream.embedded import locate_broker
from monitor.text.messages.atom import as_atom
from monitor.text.messages.cap import as_cap
from monitor.text.messages.forms import AlertForm
from monitor.text.messages.history import as_history
from monitor.text.messages.published import published, told_before


class Asked(NamedTuple):
    """What of the alerts, and how."""

    alert_id: str = ""
    since: timedelta | None = None
    form: AlertForm = AlertForm.TEXT
    revision: int | None = None


def show_alerts(given: Settings, asked: Asked, *, now: datetime) -> None:
    """Raises BrokerError, and MonitorError where there is no such alert."""
    if asked.form is AlertForm.CAP and not asked.alert_id:
        raise MonitorError("CAP is one alert a message: monitor alerts ID --format cap")
    settings = locate_broker(given)
    changes = changes_on(settings)
    if asked.alert_id:
        changes = _of_one(changes, asked.alert_id)
    if asked.form is AlertForm.CAP:
        return _write(_cap(settings, changes, asked.revision))
    if asked.form is AlertForm.ATOM:
        return _write(as_atom(changes, feed_id=feed_id(settings), updated=now))
    if asked.alert_id:
        return _show_life(changes, ledgers_on(settings).get(changes[0].alert_id), asked.form)
    since = None if asked.since is None else now - asked.since
    chosen = open_alerts(changes) if since is None else [change for change in changes if change.changed_at >= since]
    if asked.form is AlertForm.JSON:
        return _write_lines(change.model_dump_json() for change in chosen)
    return _show_table(chosen, changes, ledgers_on(settings), is_open=since is None)


def open_alerts(changes: Iterable[AlertChange]) -> list[AlertChange]:
    """The newest change of each alert that fires or is pending, worst first."""
    newest = {change.alert_id: change for change in changes}
    firing = [change for change in newest.values() if change.state is not AlertState.QUIET]
    return sorted(firing, key=lambda change: (-(change.level.rank if change.level else 0), change.changed_at))


def _of_one(changes: Iterable[AlertChange], beginning: str) -> list[AlertChange]:
    chosen = [change for change in changes if change.alert_id.startswith(beginning)]
    ids = sorted({change.alert_id for change in chosen})
    if not ids:
        raise MonitorError(f"no alert begins with {beginning!r}; `monitor alerts --since 30d` lists what there was")
    if len(ids) > 1:
        raise MonitorError(f"{len(ids)} alerts begin with {beginning!r}: {', '.join(ids[:5])}; write more of it")
    return chosen


def _cap(settings: Settings, changes: Sequence[AlertChange], revision: int | None) -> bytes:
    told = published(changes)
    if not told:
        raise MonitorError(
            f"nobody was told of this alert ({changes[-1].silent_because or 'pending'}), so CAP has none"
        )
    chosen = next((one for one in told if one.revision == revision), None) if revision else told[-1]
    if chosen is None:
        there = ", ".join(str(one.revision) for one in told)
        raise MonitorError(f"no revision {revision} of it was told; there are: {there}")
    return as_cap(chosen, told_before(chosen, told), cap_sender(settings))


def _write(content: bytes) -> None:
    out.file.write(content.decode())


def _write_lines(lines: Iterable[str]) -> None:
    for line in lines:
        out.file.write(line + "\n")


def _show_life(changes: Sequence[AlertChange], ledger: AlertLedger | None, form: AlertForm) -> None:
    if form is AlertForm.JSON:
        whole = {
            "alert_id": changes[0].alert_id,
            "changes": [change.model_dump(mode="json") for change in changes],
            "ledger": ledger.model_dump(mode="json") if ledger else None,
        }
        return _write_lines([json.dumps(whole, ensure_ascii=False)])
    out.print(Text(as_history(changes, ledger)), soft_wrap=True, end="")
    return None


def _show_table(
    chosen: Sequence[AlertChange],
    changes: Sequence[AlertChange],
    ledgers: Mapping[str, AlertLedger],
    *,
    is_open: bool,
) -> None:
    if not chosen:
        return out.print("no alert is open" if is_open else "nothing changed")
    return out.print(open_table(chosen, ledgers) if is_open else change_table(chosen, changes, ledgers))
