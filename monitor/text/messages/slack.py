"""Page -> Slack's mrkdwn."""

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


def as_slack(page: Page) -> str:
    """One bold line first, since that is what a telephone shows."""
    sign = _SIGNS.get(page.tone, "")
    parts = [f"{sign} *{esc(page.label)} · {esc(page.place)}*: {esc(page.news)}".strip()]
    parts += [f"_{esc(note)}_" for note in page.notes]
    if page.facts:
        parts.append("\n".join(f"*{name}:* {esc(value)}" for name, value in page.facts))
    if page.quotes and page.tone == "withdrawn":
        parts.append(f"*{page.quotes_title}:*")
    parts += [_quoted(words) for words in page.quotes]
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
