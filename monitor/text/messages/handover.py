"""[AlertLedger] -> what the next shift must know: what is open, over, withdrawn, muted, and what did not arrive."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.model.alert import AlertState, ChangeReason
from monitor.model.notification import AlertLedger, NoticeState, NotifyReason, Verdict
from monitor.text.messages.inert import escape_html, inert
from monitor.text.messages.page import lay_page, stamp
from monitor.text.messages.telling import Telling

_SOON = timedelta(hours=12)
"""A shift: a mute that ends within it must not surprise."""
_NAME, _NOTE = 60, 200


class Section(NamedTuple):
    title: str
    lines: tuple[str, ...]


class Handover(NamedTuple):
    """Every line is inert already.  Sections without lines say `none`, since silence would leave a doubt."""

    title: str
    sections: tuple[Section, ...]


def lay_handover(
    ledgers: Iterable[AlertLedger], since: datetime, now: datetime, *, silent_sources: Sequence[str] = ()
) -> Handover:
    """The worst first.  What is open counts whenever it began, all else from `since` on."""
    rows = sorted(ledgers, key=lambda row: (-_rank(row), row.change.changed_at, row.alert_id))
    is_open = [row for row in rows if row.change.state is AlertState.FIRING]
    changed = [row for row in rows if row.change.changed_at >= since and row.change.reason is not ChangeReason.PENDING]
    withdrawn = [row for row in changed if row.change.reason is ChangeReason.RETRACTED]
    over = [row for row in changed if row.change.reason is ChangeReason.ENDED]
    muted = [row for row in rows if row.mute and now < row.mute.until]
    wrong = [row for row in changed if row.verdict is Verdict.FALSE_ALARM]
    return Handover(
        title=f"Handover, {stamp(since, now)} to {stamp(now, now)}",
        sections=(
            Section("Open alerts", tuple(_open_line(row, since, now) for row in is_open)),
            Section("Withdrawn: do not rely on these", tuple(_line(row) for row in withdrawn)),
            Section("Over", tuple(_line(row) for row in over)),
            Section("Muted", tuple(_mute_line(row, now) for row in muted)),
            Section("Did not arrive", tuple(line for row in rows for line in _failures(row, since))),
            Section("Called false alarms", tuple(f"{_line(row)} (by {inert(row.verdict_by, _NAME)})" for row in wrong)),
            Section("Sources that say nothing", tuple(inert(source, _NOTE) for source in silent_sources)),
        ),
    )


def as_plain(handover: Handover) -> str:
    parts = [handover.title.upper()]
    for section in handover.sections:
        lines = "\n".join(f"- {line}" for line in section.lines) or "none"
        parts.append(f"{section.title}\n{lines}")
    return "\n\n".join(parts) + "\n"


def as_markdown(handover: Handover) -> str:
    parts = [f"# {handover.title}"]
    for section in handover.sections:
        lines = "\n".join(f"- {_escape_markdown(line)}" for line in section.lines) or "none"
        parts.append(f"## {section.title}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def as_page(handover: Handover) -> str:
    """HTML that prints well."""
    sections = "\n".join(
        f"<h2>{escape_html(section.title)}</h2>\n{_html_list(section.lines)}" for section in handover.sections
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape_html(handover.title)}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}}h2{{font-size:1.1rem}}</style>
</head>
<body>
<h1>{escape_html(handover.title)}</h1>
{sections}
</body>
</html>
"""


def _html_list(lines: tuple[str, ...]) -> str:
    if not lines:
        return "<p>none</p>"
    return "<ul>\n" + "\n".join(f"<li>{escape_html(line)}</li>" for line in lines) + "\n</ul>"


def _escape_markdown(line: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~&" else sign for sign in line)


def _rank(row: AlertLedger) -> int:
    level = row.change.level or row.change.was_level
    return level.rank if level else 0


def _line(row: AlertLedger) -> str:
    reason = NotifyReason(row.change.reason.value)
    page = lay_page(row.change, Telling(reason=reason, first_here=row.before is None, before=row.before))
    return f"{page.line} (#{inert(row.alert_id, 40)[:8]})"


def _open_line(row: AlertLedger, since: datetime, now: datetime) -> str:
    said = [_line(row), "new" if row.change.started_at >= since else f"since {stamp(row.change.started_at, now)}"]
    seen = row.acknowledged
    said.append(f"in hand: {inert(seen.by, _NAME)}" if seen else "nobody has acknowledged it")
    if seen and seen.note:
        said.append(inert(seen.note, _NOTE))
    return "; ".join(said)


def _mute_line(row: AlertLedger, now: datetime) -> str:
    mute = row.mute
    if mute is None:
        return ""
    held = sum(notice.state is NoticeState.HELD for notice in row.notices)
    ends = f"until {stamp(mute.until, now)}" + (", ends within the shift" if mute.until - now <= _SOON else "")
    kept = f"; {held} messages held back" if held else ""
    return f"{_line(row)}; {ends}, by {inert(mute.by, _NAME)}: {inert(mute.reason, _NOTE)}{kept}"


def _failures(row: AlertLedger, since: datetime) -> list[str]:
    return [
        f"{inert(notice.channel, _NAME)} did not take #{inert(row.alert_id, 40)[:8]}, revision {notice.revision}"
        f" ({inert(notice.answer, _NOTE)})"
        for notice in row.notices
        if notice.state is NoticeState.FAILED and notice.settled_at is not None and notice.settled_at >= since
    ]
