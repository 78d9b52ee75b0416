"""AlertChange, AlertLedger, Routes -> AlertLedger, [Notification], [Silence]: who is told what, and why not.

    choose_notifications   a change came
    record_delivery        a channel answered
    overdue                time passed, or a worker started: what to post (again)
    apply_command          somebody acknowledged, muted, or called it a false alarm
    apply_mute             somebody muted all that fits some matchers, or ended such a mute
    rehearse               who would be told, and why

Write the ledger that comes back first, and post the notifications then: what dies in between is overdue.
"""

from monitor.steps.notify.choose import choose_notifications
from monitor.steps.notify.command import apply_command, is_known
from monitor.steps.notify.mutes import apply_mute, mute_problem
from monitor.steps.notify.overdue import overdue
from monitor.steps.notify.rehearse import Hearing, rehearse
from monitor.steps.notify.settle import record_delivery

__all__ = [
    "Hearing",
    "apply_command",
    "apply_mute",
    "choose_notifications",
    "is_known",
    "mute_problem",
    "overdue",
    "record_delivery",
    "rehearse",
]
