"""What the monitor says about itself, in a channel's own format."""

from collections.abc import Sequence

from monitor.model.notification import Message
from monitor.model.route import Format
from monitor.text.messages.inert import escape_slack, inert, shortened
from monitor.text.messages.webmail import frame_lines

_LINE, _SMS = 400, 160


def write_own_word(title: str, lines: Sequence[str], form: Format) -> Message:
    """A title, and a line each."""
    said = [inert(line, _LINE) for line in lines]
    if form is Format.SHORT:
        return Message(subject="", body=shortened(f"{title}: {said[0]}" if said else title, _SMS))
    if form is Format.SLACK:
        return Message(subject=title, body="\n".join((f"*{escape_slack(title)}*", *map(escape_slack, said))))
    html = frame_lines(title, said) if form is Format.MAIL else ""
    return Message(subject=title, body="\n\n".join((title, *said)) + "\n", html=html)
