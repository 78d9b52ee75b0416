"""AlertChange -> the words people read, for each kind of channel.  Pure; whatever an article says is inert here."""

from collections.abc import Sequence

from monitor.model.alert import AlertChange
from monitor.model.notification import Message, Notification
from monitor.model.route import Format
from monitor.text.messages.telling import Telling

__all__ = ["Telling", "as_digest", "marked_as_repeat", "one_line", "write"]


def one_line(change: AlertChange, telling: Telling) -> str:
    """Level, region, what is new, by how much: one line without markup."""
    failed = f"Not delivered to {telling.failed_channel}: " if telling.failed_channel else ""
    return f"{failed}{(change.level or change.was_level or 'note').upper()} {change.region_name}: {change.because}"


def write(change: AlertChange, telling: Telling, form: Format) -> Message:
    """The whole message in the channel's format."""
    line = one_line(change, telling)
    return Message(subject=line, body=line)


def marked_as_repeat(notification: Notification) -> Notification:
    """The same, saying that an earlier try may have arrived."""
    message = notification.message
    marked = message.model_copy(update={"body": f"(This may be a repeat.)\n{message.body}"})
    return notification.model_copy(update={"message": marked})


def as_digest(batch: Sequence[Notification]) -> Notification:
    """Several held back for one channel, as one message."""
    lines = "\n".join(notification.line for notification in batch)
    return batch[0].model_copy(update={"message": Message(subject=f"{len(batch)} alerts", body=lines)})
