"""Changes of alerts as a table for people: when, how grave, where and what, and the words that it stands on."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from monitor.model.alert import NEWS, AlertChange, AlertState, Level
from monitor.model.notification import AlertLedger
from monitor.text.messages.history import concern, telling_of
from monitor.text.messages.inert import inert
from monitor.text.messages.page import lay_page
from monitor.text.messages.published import by_alert, published, told_before

_COLOUR = {Level.WATCH: "yellow", Level.WARNING: "dark_orange", Level.CRITICAL: "bold red"}
_NAME = 60
_WORDS = 90


def open_table(opened: Sequence[AlertChange], ledgers: Mapping[str, AlertLedger]) -> Table:
    """What is open, as it stands."""
    table = _empty("alert", "level", "since (UTC)")
    for change in opened:
        table.add_row(
            Text(change.alert_id[:8]),
            Text(*_level(change)),
            Text(f"{change.started_at:%m-%d %H:%M}"),
            _what(change, None, ledgers.get(change.alert_id)),
        )
    return table


def change_table(
    chosen: Sequence[AlertChange], changes: Sequence[AlertChange], ledgers: Mapping[str, AlertLedger]
) -> Table:
    """What changed, and by how much; `changes` are all that there were of the same alerts."""
    table = _empty("alert", "level", "at (UTC)")
    told = by_alert(published(changes))
    for change in chosen:
        table.add_row(
            Text(change.alert_id[:8]),
            Text(*_level(change)),
            Text(f"{change.changed_at:%m-%d %H:%M}"),
            _what(change, _told_last(change, told), ledgers.get(change.alert_id)),
        )
    return table


def archive_table(changes: Sequence[AlertChange]) -> Table:
    """What would have changed in years past, with the words, since there is nowhere to look them up."""
    table = _empty("at (UTC)", "level")
    told = by_alert(published(changes))
    for change in changes:
        what = _what(change, _told_last(change, told), None)
        if change.quotes and change.reason in NEWS:
            quote = change.quotes[0]
            said = f", says {inert(quote.attribution, _NAME)}" if quote.attribution else ""
            what.append(f"\n“{inert(quote.text, _WORDS)}”{said}", "italic")
        table.add_row(Text(f"{change.changed_at:%Y-%m-%d %H:%M}"), Text(*_level(change)), what)
    return table


def _empty(*narrow: str) -> Table:
    table = Table(*narrow, "where and what", box=None, padding=(0, 1))
    for column in table.columns[: len(narrow)]:
        column.no_wrap = True
    return table


def _told_last(change: AlertChange, told: Mapping[str, Sequence[AlertChange]]) -> AlertChange | None:
    earlier = told_before(change, told.get(change.alert_id, ()))
    return earlier[-1] if earlier else None


def _level(change: AlertChange) -> tuple[str, str]:
    if change.level is not None and change.state is AlertState.FIRING:
        return change.level.value, _COLOUR[change.level]
    return change.reason.value, "dim"


def _what(change: AlertChange, earlier: AlertChange | None, ledger: AlertLedger | None) -> Text:
    page = lay_page(change, telling_of(change, earlier))
    words = Text(f"{page.place}: {page.news}")
    more = f"rule {inert(change.rule, _NAME)}"
    if change.silent_because:
        more += f"; nobody is told: {inert(change.silent_because, 2 * _NAME)}"
    elif said := concern(ledger):
        more += f"; {said}"
    return words.append(f"\n{more}", "dim")
