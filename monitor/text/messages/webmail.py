"""Page -> the HTML part of a mail: tables and inline styles, since mail programs know little else."""

from monitor.text.messages.inert import escape_html as esc
from monitor.text.messages.inert import host_of
from monitor.text.messages.page import Page, Words

# Also the names of the tones that there are.  Dark enough for white letters on them (WCAG contrast 4.5 and better).
COLOURS = {
    "watch": "#7a5c00",
    "warning": "#a84300",
    "critical": "#b00020",
    "over": "#1b6e3c",
    "withdrawn": "#4a4f57",
}
_FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
_GREY, _INK, _LINE = "#5c636b", "#16191d", "#dfe3e8"
# An empty row marks where a note can still go; a comment would do, were mails free of "<!" not easier to check.
_NOTE_PLACE = '<tr><td style="padding:0;height:0"></td></tr>'
_CARD = f"max-width:640px;background:#ffffff;border:1px solid {_LINE};border-radius:6px;text-align:left"
_LABEL = "font-size:13px;line-height:18px;font-weight:700"
_BODY = "font-size:15px;line-height:22px"
_SMALL = f"font-size:14px;line-height:21px;color:{_GREY}"
_CELL = 'valign="top" style="padding:3px 0;'


def as_html(page: Page) -> str:
    """Readable without pictures, scripts, fonts or style sheets, on a telephone and in the dark."""
    colour = COLOURS.get(page.tone, _GREY)
    rows = [_head(page, colour), _NOTE_PLACE]
    rows += [_note(note) for note in page.notes]
    if page.facts:
        rows.append(_row(_facts(page), "20px 24px 4px"))
    if page.quotes:
        rows.append(_row(_quotes(page), "16px 24px 4px"))
    if page.links:
        rows.append(_row(_buttons(page, colour), "16px 24px 4px"))
    foot = " &middot; ".join(esc(part) for part in page.foot)
    rows.append(_row(f'<div style="font-size:12px;line-height:18px;color:{_GREY}">{foot}</div>', "20px 24px 20px"))
    return _frame("\n".join(rows), page.line)


def with_note(html: str, note: str) -> str:
    """One of our pages with one more note under its head."""
    return html.replace(_NOTE_PLACE, f"{_note(note)}\n{_NOTE_PLACE}", 1)


def frame_lines(title: str, lines: list[str]) -> str:
    """A digest: a title and one line for each."""
    rows = "".join(
        _row(f'<div style="{_BODY}">{esc(line)}</div>', f"10px 24px;border-top:1px solid {_LINE}") for line in lines
    )
    head = f'<tr><td style="padding:20px 24px;font-size:18px;line-height:26px;font-weight:600">{esc(title)}</td></tr>'
    return _frame(head + _NOTE_PLACE + rows, title)


def _frame(rows: str, preview: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>{esc(preview)}</title>
</head>
<body style="margin:0;padding:0;background:#f2f4f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f6">
<tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"
 style="{_CARD};{_FONT};color:{_INK}">
{rows}
</table>
</td></tr>
</table>
</body>
</html>
"""


def _row(content: str, padding: str) -> str:
    return f'<tr><td style="padding:{padding}">{content}</td></tr>'


def _head(page: Page, colour: str) -> str:
    news = esc(page.news[:1].upper() + page.news[1:])
    return f"""<tr><td style="padding:18px 24px 16px;background:{colour};border-radius:5px 5px 0 0;color:#ffffff">
<div style="{_LABEL};letter-spacing:.04em">{esc(page.label)} &middot; {esc(page.place)}</div>
<div style="font-size:21px;line-height:28px;font-weight:600;padding-top:4px">{news}</div>
</td></tr>"""


def _note(note: str) -> str:
    style = f"padding:12px 24px;background:#fff7e0;border-bottom:1px solid {_LINE};{_BODY}"
    return f'<tr><td style="{style}">{esc(note)}</td></tr>'


def _facts(page: Page) -> str:
    rows = "\n".join(
        f'<tr><td {_CELL}padding-right:16px;white-space:nowrap;{_SMALL}">{esc(name)}</td>'
        f'<td {_CELL}font-size:15px;line-height:21px">{esc(value)}</td></tr>'
        for name, value in page.facts
    )
    return f'<table role="presentation" cellpadding="0" cellspacing="0">\n{rows}\n</table>'


def _quotes(page: Page) -> str:
    title = f'<div style="{_LABEL};color:{_GREY}">{esc(page.quotes_title)}</div>'
    return title + "\n".join(_quoted(words) for words in page.quotes)


def _quoted(words: Words) -> str:
    told = f"{esc(words.by)}, {words.at}"
    if words.outlet and words.outlet != words.by:
        told += f", in {esc(words.outlet)}"
    headline = esc(words.headline)
    if words.url:
        shown = headline or esc(words.url)
        headline = f'<a href="{esc(words.url)}" style="color:#0b57a4">{shown}</a> ({esc(host_of(words.url))})'
    return f"""<div style="margin:10px 0 0;padding:2px 0 2px 14px;border-left:3px solid {_LINE}">
<div style="font-size:16px;line-height:24px">&ldquo;{_in_sentence(words)}&rdquo;</div>
<div style="{_SMALL}">{told}</div>
<div style="{_SMALL}">{headline}</div>
</div>"""


def _in_sentence(words: Words) -> str:
    if not (words.before or words.after):
        return esc(words.text)
    return f"{esc(words.before)}<b>{esc(words.text)}</b>{esc(words.after)}"


def _buttons(page: Page, colour: str) -> str:
    return "&nbsp;&nbsp;".join(
        f'<a href="{esc(url)}" style="display:inline-block;padding:9px 18px;border-radius:4px;'
        f'background:{colour};color:#ffffff;font-size:15px;text-decoration:none">{esc(name)}</a>'
        for name, url in page.links
    )
