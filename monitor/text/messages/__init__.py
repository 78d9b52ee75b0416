"""AlertChange -> the words people read, for each kind of channel.  Pure; whatever an article says is inert here."""

from collections.abc import Sequence

from monitor.model.alert import AlertChange
from monitor.model.notification import Message, Notification
from monitor.model.route import Format
from monitor.text.messages.inert import escape_slack, inert
from monitor.text.messages.page import Page, lay_page
from monitor.text.messages.plaintext import as_text
from monitor.text.messages.short import as_short
from monitor.text.messages.slack import as_slack
from monitor.text.messages.telling import Telling
from monitor.text.messages.webmail import as_html, frame_lines, with_note

__all__ = ["Telling", "as_digest", "marked_as_repeat", "one_line", "write"]

_TITLE = 120
_REPEAT = "This may be a repeat: an earlier try ended without an answer."


def one_line(change: AlertChange, telling: Telling) -> str:
    """Level, region, what is new, by how much: one line without markup."""
    return lay_page(change, telling).line


def write(change: AlertChange, telling: Telling, form: Format) -> Message:
    """The whole message in the channel's format."""
    page = lay_page(change, telling)
    if form is Format.SHORT:
        return Message(subject="", body=as_short(page, change.alert_id))
    if form is Format.SLACK:
        return Message(subject=page.line, body=as_slack(page))
    return _letter(page, form)


def marked_as_repeat(notification: Notification) -> Notification:
    """The same, saying that an earlier try may have arrived."""
    message = notification.message
    body = f"{message.body} (repeat?)" if notification.format is Format.SHORT else _with_note(message.body)
    html = with_note(message.html, _REPEAT) if message.html else ""
    return notification.model_copy(update={"message": message.model_copy(update={"body": body, "html": html})})


def _with_note(body: str) -> str:
    """Above the signature, which mail programs fold away."""
    words, signature, rest = body.partition("\n-- \n")
    return f"{words.rstrip()}\n\n{_REPEAT}\n{signature}{rest}"


def as_digest(batch: Sequence[Notification]) -> Notification:
    """Several held back for one channel, as one message: the newest word of each alert, the worst first."""
    newest = {one.alert_id: one for one in batch}
    ordered = sorted(newest.values(), key=lambda one: -(one.level.rank if one.level else 0))
    lines = [one.line for one in ordered]
    title, first = _digest_title(ordered), ordered[0]
    if first.format is Format.SLACK:
        body = "\n".join((f"*{escape_slack(title)}*", *(f"• {escape_slack(line)}" for line in lines)))
    elif first.format is Format.SHORT:
        body = f"{len(lines)} alerts. First: {lines[0]}"[:160]
    else:
        body = "\n\n".join((title, *lines)) + "\n"
    html = frame_lines(title, lines) if first.format is Format.MAIL else ""
    message = Message(subject=f"{title}: {lines[0]}"[:180], body=body, html=html)
    return first.model_copy(update={"message": message})


def _digest_title(ordered: Sequence[Notification]) -> str:
    bundles = {one.bundle for one in ordered}
    if len(bundles) == 1 and bundles != {""}:
        count = "1 alert" if len(ordered) == 1 else f"{len(ordered)} alerts"
        return f"{inert(bundles.pop(), _TITLE)}; it held back {count}"
    alerts = "1 alert, its messages" if len(ordered) == 1 else f"{len(ordered)} alerts,"
    return f"{alerts} held back and told together"


def _letter(page: Page, form: Format) -> Message:
    if form is Format.MAIL:
        return Message(subject=page.line, body=as_text(page), html=as_html(page))
    return Message(subject=page.line, body=as_text(page, is_mail=False))
