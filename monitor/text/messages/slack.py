"""Page -> Slack's mrkdwn."""

from collections.abc import Sequence

from monitor.text.messages.inert import escape_slack as esc
from monitor.text.messages.inert import host_of
from monitor.text.messages.page import Page, Words

_SIGNS = {
    "watch": ":large_yellow_circle:",
    "warning": ":large_orange_circle:",
    "critical": ":red_circle:",
    "over": ":white_check_mark:",
    "withdrawn": ":leftwards_arrow_with_hook:",
}


_MOST = 3_800
"""Characters: above 4,000 Slack cuts a text in two, in the middle of a link if need be; a note may still be added."""


def as_slack(page: Page) -> str:
    """One bold line first, since that is what a telephone shows.  As many quotes as there is room for."""
    quotes = page.quotes
    while len(words := _with_quotes(page, quotes)) > _MOST and quotes:
        quotes = quotes[:-1]
    return words


def as_slack_list(title: str, lines: Sequence[str]) -> str:
    """A line each, as many as there is room for, the first first."""
    said, room = [f"*{esc(title)}*"], _MOST - len(esc(title)) - 40
    for position, line in enumerate(lines):
        item = f"• {esc(line)}"
        if len(item) >= room:
            said.append(f"and {len(lines) - position} more: `monitor alerts`")
            break
        room -= len(item) + 1
        said.append(item)
    return "\n".join(said)


def _with_quotes(page: Page, quotes: Sequence[Words]) -> str:
    sign = _SIGNS.get(page.tone, "")
    parts = [f"{sign} *{esc(page.label)} · {esc(page.place)}*: {esc(page.news)}".strip()]
    parts += [f"_{esc(note)}_" for note in page.notes]
    if page.facts:
        parts.append("\n".join(f"*{name}:* {esc(value)}" for name, value in page.facts))
    if quotes and page.tone == "withdrawn":
        parts.append(f"*{page.quotes_title}:*")
    parts += [_quoted(words) for words in quotes]
    if page.links:
        parts.append("   ".join(link(url, name) for name, url in page.links))
    parts.append("   ·   ".join(esc(part) for part in page.foot))
    return "\n\n".join(parts)


def link(url: str, words: str) -> str:
    return f"<{url.replace('&', '&amp;')}|{esc(words)}>"


def _quoted(words: Words) -> str:
    told = f"> — {esc(words.by)}, {words.at}"
    if words.outlet and words.outlet != words.by:
        told += f", in {esc(words.outlet)}"
    where = esc(words.headline)
    if words.url:
        where = f"{link(words.url, words.headline or words.url)} ({esc(host_of(words.url))})"
    return "\n".join(part for part in (f"> {_in_sentence(words)}", told, f"> {where}" if where else "") if part)


def _in_sentence(words: Words) -> str:
    """Bold within a sentence; Slack sees a mark only beside a space or at the edge of a word."""
    before, text, after = esc(words.before), esc(words.text), esc(words.after)
    is_within = bool(before or after) and before[-1:] in ("", " ", "(") and not after[:1].isalnum()
    return f"{before}*{text}*{after}" if is_within and text else f"{before}{text}{after}"
