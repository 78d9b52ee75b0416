"""`monitor mutes`: what is muted, by whom, why, until when, and what it held back."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from monitor.commands.terminal import out
from monitor.model.mute import Mute, MuteBook
from monitor.model.notification import AlertLedger, NoticeState
from monitor.settings import Settings
from monitor.stream.embedded import locate_broker
from monitor.stream.orders import RowView
from monitor.stream.topics import topics_of


class Muted(NamedTuple):
    """One mute; `held` counts messages that it keeps or kept back, `waiting` those that still wait."""

    mute: Mute
    on: str
    held: int
    waiting: int


def all_mutes(books: Iterable[MuteBook], ledgers: Iterable[AlertLedger]) -> list[Muted]:
    """Each once, those that end last first."""
    rows = list(ledgers)
    wide = {mute.id: (mute, mute.says) for book in books for mute in book.mutes}
    own = {row.mute.id: (row.mute, f"alert={row.alert_id[:8]}") for row in rows if row.mute}
    notices = [notice for row in rows for notice in row.notices]
    found = [
        Muted(
            mute,
            on,
            sum(notice.held_by == name for notice in notices),
            sum(notice.held_by == name and notice.state is NoticeState.HELD for notice in notices),
        )
        for name, (mute, on) in (wide | own).items()
    ]
    return sorted(found, key=lambda muted: muted.mute.until, reverse=True)


def show_mutes(given: Settings, *, ended: bool, as_json: bool, now: datetime) -> None:
    """Those that hold now; with `ended` also those of the last week."""
    settings = locate_broker(given)
    topics = topics_of(settings)
    with (
        RowView(settings, topics.mutes.name, MuteBook) as books,
        RowView(settings, topics.ledgers.name, AlertLedger) as ledgers,
    ):
        found = all_mutes(books.rows.values(), ledgers.rows.values())
    chosen = [muted for muted in found if ended or now < muted.mute.until]
    if as_json:
        for one in chosen:
            fields = {**one.mute.model_dump(mode="json"), "on": one.on, "held": one.held, "waiting": one.waiting}
            out.file.write(json.dumps(fields) + "\n")
    else:
        _show_table(chosen, now)


def _show_table(chosen: Iterable[Muted], now: datetime) -> None:
    table = Table("mute", "on", "until (UTC)", "up to", "by", "reason", "held back", box=None, padding=(0, 1))
    for mute, on, held, waiting in chosen:
        until = f"{mute.until:%Y-%m-%d %H:%M}" + ("" if now < mute.until else " over")
        level = mute.level.value if mute.level else "all"
        ended = f" (ended by {mute.ended_by})" if mute.ended_by else ""
        count = f"{held}" if held == waiting else f"{held}, {waiting} wait"
        table.add_row(*(Text(word) for word in (mute.id, on, until, level, mute.by, mute.reason + ended, count)))
    out.print(table if table.row_count else "nothing is muted")
