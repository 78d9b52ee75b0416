"""Handover -> plain text, Markdown, HTML."""

from textwrap import wrap

from monitor.text.messages.handover import Handover, Line, Section
from monitor.text.messages.inert import escape_html as esc

_COLUMNS = 100
_STYLE = """
body{font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#16191d;max-width:48rem;margin:2rem auto}
body{padding:0 1rem}
h1{font-size:1.4rem;margin:0 0 1rem}
h2{font-size:1rem;margin:1.6rem 0 .3rem;color:#5c636b}
ul{list-style:none;padding:0;margin:0}
li{padding:.2rem 0 .2rem .8rem;border-left:4px solid #dfe3e8;margin:.4rem 0;break-inside:avoid}
small{color:#5c636b;display:block}
.none{color:#5c636b;margin:.2rem 0}
.watch{border-color:#7a5c00}
.warning{border-color:#a84300}
.critical{border-color:#b00020}
.over{border-color:#1b6e3c}
.withdrawn{border-color:#4a4f57}
"""


def as_plain(handover: Handover) -> str:
    """For a terminal, a mail, a pinboard."""
    parts = [handover.title.upper()]
    for section in handover.sections:
        lines = "\n".join(_plain(line) for line in section.lines) or "none"
        parts.append(f"{section.title}\n{'-' * len(section.title)}\n{lines}")
    return "\n\n".join(parts) + "\n"


def _plain(line: Line) -> str:
    lines = wrap(line.text, _COLUMNS, initial_indent="- ", subsequent_indent="  ")
    if line.more:
        lines += wrap(line.more, _COLUMNS, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def as_markdown(handover: Handover) -> str:
    """CommonMark.  Nothing in it is markup but ours."""
    parts = [f"# {handover.title}"]
    for section in handover.sections:
        lines = "\n".join(_markdown(line) for line in section.lines) or "none"
        parts.append(f"## {section.title}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def _markdown(line: Line) -> str:
    return f"- {_escape(line.text)}" + (f"\\\n  {_escape(line.more)}" if line.more else "")


def _escape(text: str) -> str:
    """Every sign that may mean something to CommonMark or GitHub; a mention and a list begin with none that is left."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~&@=-" else sign for sign in text)


def as_page(handover: Handover) -> str:
    """HTML that prints well, without scripts, pictures or anything from elsewhere."""
    sections = "\n".join(_section(section) for section in handover.sections)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{esc(handover.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{esc(handover.title)}</h1>
{sections}
</body>
</html>
"""


def _section(section: Section) -> str:
    title = f"<h2>{esc(section.title)}</h2>\n"
    if not section.lines:
        return f'{title}<p class="none">none</p>'
    return title + "<ul>\n" + "\n".join(_item(line) for line in section.lines) + "\n</ul>"


def _item(line: Line) -> str:
    tone = f' class="{esc(line.tone)}"' if line.tone else ""
    more = f"<small>{esc(line.more)}</small>" if line.more else ""
    return f"<li{tone}>{esc(line.text)}{more}</li>"
