"""AlertLedger, Offer -> the page behind a link: what it is about, and a button.  Whatever anybody wrote is escaped."""

import base64
import hashlib
from datetime import datetime

from monitor.model.alert import AlertState
from monitor.model.command import CommandKind, Offer
from monitor.model.mute import MAX_NAME, MAX_NOTE
from monitor.model.notification import AlertLedger, NotifyReason, Verdict
from monitor.text.messages.inert import escape_html as esc
from monitor.text.messages.inert import inert
from monitor.text.messages.page import Page, Words, lay_page, stamp
from monitor.text.messages.telling import Telling
from monitor.text.messages.webmail import COLOURS

_NAME, _NOTE = 80, 300
SPANS = {"1h": "1 hour", "8h": "8 hours", "24h": "24 hours", "72h": "3 days"}
_STYLE = """
body{margin:0;background:#f2f4f6;color:#16191d;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1rem}
header{color:#fff;padding:1rem 1.25rem;border-radius:6px 6px 0 0;font-weight:700}
header p{margin:0;font-size:.85rem;letter-spacing:.03em}h1{margin:.25rem 0 0;font-size:1.3rem;line-height:1.3}
section{background:#fff;border:1px solid #dfe3e8;border-top:0;padding:1rem 1.25rem}
section:last-of-type{border-radius:0 0 6px 6px}
h2{font-size:1rem;margin:0 0 .5rem}p{margin:.25rem 0 .75rem}dl{margin:0;display:grid;grid-template-columns:auto 1fr}
dt{color:#5c636b;padding-right:1rem}dd{margin:0}
blockquote{margin:.75rem 0;padding-left:.75rem;border-left:3px solid #dfe3e8}small,footer{color:#5c636b}
label{display:block;margin:.5rem 0;font-size:.9rem}
input,select{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #8b939c;border-radius:4px}
button{font:inherit;font-weight:700;width:100%;padding:.75rem;margin-top:.5rem;border:0;border-radius:4px;color:#fff;
background:#0b57a4}button.second{background:#fff;color:#16191d;border:1px solid #8b939c}
summary{padding:.5rem 0;cursor:pointer}footer{font-size:.85rem;padding:1rem .25rem}
.watch{background:#7a5c00}.warning{background:#a84300}.critical{background:#b00020}.over{background:#1b6e3c}
.withdrawn,.plain{background:#4a4f57}.note{background:#fff7e0}
"""
STYLE_HASH = f"sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}"
"""For the Content-Security-Policy: no other style, no script, no picture."""


def lay_offer(ledger: AlertLedger | None, offer: Offer, now: datetime, *, is_used: bool = False) -> str:
    """What opening a link shows.  It changes nothing: mail scanners open every link."""
    if ledger is None:
        head = _head("plain", f"{inert(offer.region_id, 10)}", f"Alert {inert(offer.alert_id, 40)}")
        rest = _section(_forms(can_acknowledge=True))
    else:
        page = lay_page(ledger.change, _telling(ledger))
        head = _head(page.tone, f"{page.label} · {page.place}", page.news)
        is_free = ledger.change.state is AlertState.FIRING and ledger.acknowledged is None
        used = [_section("<p>This link was used.</p>", "note")] if is_used else []
        forms = _section(_forms(can_acknowledge=is_free))
        parts = [*used, _status(ledger, now), forms, _facts(page), _history(ledger, now)]
        rest = "\n".join(part for part in parts if part)
    foot = f"Opening this page has changed nothing. The link works until {stamp(offer.expires_at, now)}."
    return _frame("Alert", head + rest, foot)


def lay_answer(title: str, says: str, *, is_good: bool, again: bool = False) -> str:
    """What became of it, or why a link does not work; `again`: with a way back to the alert."""
    back = '<p><a href="">Show the alert</a></p>' if again else ""
    tone = "over" if is_good else "withdrawn"
    return _frame(title, f"{_head(tone, 'Monitor', title)}{_section(f'<p>{esc(says)}</p>{back}')}", "")


def _telling(ledger: AlertLedger) -> Telling:
    reason = NotifyReason(ledger.change.reason.value) if ledger.change.reason != "pending" else NotifyReason.STARTED
    return Telling(reason=reason, first_here=ledger.before is None, before=ledger.before)


def _head(tone: str, label: str, news: str) -> str:
    css = tone if tone in COLOURS else "plain"
    return f'<header class="{css}"><p>{esc(label)}</p><h1>{esc(news[:1].upper() + news[1:])}</h1></header>\n'


def _section(content: str, css: str = "") -> str:
    return f"<section{f' class={css}' if css else ''}>{content}</section>"


def _status(ledger: AlertLedger, now: datetime) -> str:
    said = []
    if ledger.acknowledged:
        seen = ledger.acknowledged
        note = f": {inert(seen.note, _NOTE)}" if seen.note else ""
        said.append(f"In hand: {inert(seen.by, _NAME)} acknowledged it at {stamp(seen.at, now)}{note}.")
    if ledger.mute and now < ledger.mute.until:
        mute = ledger.mute
        who = f"{inert(mute.by, _NAME)}: {inert(mute.reason, _NOTE)}"
        said.append(f"Muted until {stamp(mute.until, now)} by {who}.")
    if ledger.verdict is Verdict.FALSE_ALARM:
        said.append(f"{inert(ledger.verdict_by, _NAME)} called it a false alarm.")
    if ledger.change.state is not AlertState.FIRING:
        said.append("It is over; there is nothing to acknowledge.")
    elif not said:
        said.append("Nobody has acknowledged it.")
    return _section("".join(f"<p>{esc(line)}</p>" for line in said), "note")


def _forms(*, can_acknowledge: bool) -> str:
    name = f'<label>Your name <input name="name" maxlength="{MAX_NAME}" autocomplete="name"></label>'
    note = f'<label>Note for the next shift <input name="note" maxlength="{MAX_NOTE}"></label>'
    why = f'<label>Why <input name="note" maxlength="{MAX_NOTE}" required></label>'
    spans = "".join(f'<option value="{span}">{words}</option>' for span, words in SPANS.items())
    ask = f'<label>For <select name="span">{spans}</select></label>'
    forms = _form(CommandKind.ACKNOWLEDGE, name + note, "Acknowledge: I have it in hand") if can_acknowledge else ""
    mute = _form(CommandKind.MUTE, name + why + ask, "Mute this alert", css="second")
    false = _form(CommandKind.FALSE_ALARM, name + why, "It was a false alarm", css="second")
    return (
        f"{forms}<details><summary>Mute it for a time</summary>{mute}</details>"
        f"<details><summary>Call it a false alarm</summary>{false}</details>"
    )


def _form(kind: CommandKind, fields: str, button: str, css: str = "first") -> str:
    return (
        f'<form method="post"><input type="hidden" name="kind" value="{kind}">{fields}'
        f'<button class="{css}" type="submit">{esc(button)}</button></form>'
    )


def _facts(page: Page) -> str:
    facts = "".join(f"<dt>{esc(name)}</dt><dd>{esc(value)}</dd>" for name, value in page.facts)
    quotes = "".join(_quoted(words) for words in page.quotes)
    foot = " · ".join(esc(part) for part in page.foot)
    return _section(f'<h2 id="why">Why</h2><dl>{facts}</dl>{quotes}<small>{foot}</small>')


def _quoted(words: Words) -> str:
    where = f'<br><a href="{esc(words.url)}" rel="noreferrer">{esc(words.headline or words.url)}</a>'
    return (
        f"<blockquote>“{esc(words.text)}”<br><small>{esc(words.by)}, {words.at}</small>"
        f"{where if words.url else ''}</blockquote>"
    )


def _history(ledger: AlertLedger, now: datetime) -> str:
    lines = [
        f"{stamp(said.at, now)} · {inert(said.by, _NAME)} · {said.kind.replace('_', ' ')}"
        + (f": {inert(said.note, _NOTE)}" if said.note else "")
        for said in ledger.commands
    ]
    words = "".join(f"<p><small>{esc(line)}</small></p>" for line in lines)
    return _section(f"<h2>What was said</h2>{words}") if lines else ""


def _frame(title: str, content: str, foot: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{esc(title)}</title>
<style>{_STYLE}</style>
</head>
<body><main>
{content}
<footer>{esc(foot)}</footer>
</main></body>
</html>
"""
