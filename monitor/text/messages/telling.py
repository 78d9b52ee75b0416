"""Under which circumstances a change is told on one channel."""

from monitor.model.alert import AlertChange
from monitor.model.base import Frozen, UtcTime
from monitor.model.notification import NotifyReason


class Telling(Frozen):
    """`write` makes the words of a change from this."""

    reason: NotifyReason
    first_here: bool = True
    """This channel has not heard of the alert, so "since last time" would mean nothing."""
    before: AlertChange | None = None
    """What was told last, so that a correction can say what was wrong."""
    turn: int = 1
    """2 and more: said again since nobody acknowledged."""
    held_until: UtcTime | None = None
    """It was held back (quiet hours, mute) until then."""
    held_because: str = ""
    """The mute that held it: on what, whose, why.  Empty: quiet hours did."""
    held_count: int = 0
    """How many messages about this alert the mute held."""
    failed_channel: str = ""
    failed_because: str = ""
    acknowledge_url: str = ""
    explain_url: str = ""
