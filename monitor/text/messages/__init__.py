"""AlertChange -> the words people read, for each kind of channel.  Pure; whatever an article says is inert here."""

import hashlib
from collections.abc import Sequence

from monitor.model.alert import AlertChange
from monitor.model.notification import Message, Notification
from monitor.model.route import Format
from monitor.text.messages.inert import inert, shortened
from monitor.text.messages.page import Page, lay_page
from monitor.text.messages.plaintext import MAIL_COLUMNS, as_text, filled
from monitor.text.messages.short import as_short, fit_sms
from monitor.text.messages.slack import as_slack, as_slack_list
from monitor.text.messages.telling import Telling
from monitor.text.messages.webmail import as_html, frame_lines, with_note

__all__ = ["Telling", "as_digest", "marked_as_repeat", "newest_words", "one_line", "write"]

_TITLE, _SUBJECT = 120, 180
_NEWEST = "Earlier messages about it were held back; this is the newest."
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
    if notification.format is Format.SHORT:
        line, _, alert_id = notification.message.body.rpartition(" #")
        return _saying(notification, fit_sms(f"(repeat?) {line}", f" #{alert_id}"))
    return _noted(notification, _REPEAT)


def _noted(notification: Notification, note: str) -> Notification:
    """With a note under the first line; of plain text the title is the first line."""
    message = notification.message
    line, _, rest = ("", "", message.body) if notification.format is Format.TEXT else message.body.partition("\n\n")
    body = "\n\n".join(part for part in (line, note, rest) if part)
    return _saying(notification, body, with_note(message.html, note) if message.html else "")


def _saying(notification: Notification, body: str, html: str = "") -> Notification:
    message = notification.message.model_copy(update={"body": body, "html": html})
    return notification.model_copy(update={"message": message})


def newest_words(batch: Sequence[Notification]) -> dict[tuple[str, str], Notification]:
    """Strand -> its newest revision in the batch: what a digest carries of it."""
    newest: dict[tuple[str, str], Notification] = {}
    for one in batch:
        if one.strand not in newest or newest[one.strand].revision <= one.revision:
            newest[one.strand] = one
    return newest


def as_digest(batch: Sequence[Notification]) -> Notification:
    """Several held back for one channel, as one message: the newest word of each alert, the worst first.

    Of one alert alone its newest message goes whole: it says what the others said and more.
    """
    newest = newest_words(batch)
    if len(newest) == 1:
        (alone,) = newest.values()
        return alone if alone.format is Format.SHORT else _noted(alone, _NEWEST)
    ordered = sorted(newest.values(), key=lambda one: -(one.level.rank if one.level else 0))
    lines = [f"{one.line} #{one.alert_id[:8]}" for one in ordered]
    title, first = _digest_title(ordered), ordered[0]
    if first.format is Format.SLACK:
        body = as_slack_list(title, lines)
    elif first.format is Format.SHORT:
        body = fit_sms(f"{len(lines)} alerts. First: {first.line}", f" #{first.alert_id[:8]}")
    else:
        columns = MAIL_COLUMNS if first.format is Format.MAIL else None
        body = "\n\n".join(filled(line, columns) for line in (title, *lines)) + "\n"
    html = frame_lines(title, lines) if first.format is Format.MAIL else ""
    message = Message(subject=shortened(f"{title}: {first.line}", _SUBJECT), body=body, html=html)
    # Names of its own: under the first one's a mail program would take it for a copy, and hide the others.
    name = hashlib.sha256("\0".join(one.id for one in batch).encode()).hexdigest()[:16]
    may_be_repeat = any(one.may_be_repeat for one in batch)
    changed = {"id": f"digest/{name}", "alert_id": f"digest-{name}", "message": message, "may_be_repeat": may_be_repeat}
    return first.model_copy(update=changed)


def _digest_title(ordered: Sequence[Notification]) -> str:
    bundles = {one.bundle for one in ordered}
    if len(bundles) == 1 and bundles != {""}:
        return f"{inert(bundles.pop(), _TITLE)}; it held back {len(ordered)} alerts"
    what = "alerts" if len({one.alert_id for one in ordered}) == len(ordered) else "messages"
    return f"{len(ordered)} {what}, held back and told together"


def _letter(page: Page, form: Format) -> Message:
    if form is Format.MAIL:
        return Message(subject=page.line, body=as_text(page), html=as_html(page))
    return Message(subject=page.line, body=as_text(page, is_mail=False))
