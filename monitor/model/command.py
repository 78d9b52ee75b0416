"""What people tell the monitor about one alert: by the command line, a signed link, later a page."""

from enum import StrEnum
from typing import Literal

from monitor.model.base import Frozen, RegionId, UtcTime


class CommandKind(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    """Somebody has it in hand: no repeats until it worsens or ends."""
    MUTE = "mute"
    UNMUTE = "unmute"
    FALSE_ALARM = "false_alarm"
    """It should not have been raised; counted against the rule."""
    RIGHT = "right"
    """It was right; counted for the rule."""


class Command(Frozen):
    """A message on `monitor.commands`, keyed by region.  The same command twice changes nothing."""

    type: Literal["command"] = "command"
    kind: CommandKind
    alert_id: str
    region_id: RegionId
    by: str
    at: UtcTime
    note: str = ""
    until: UtcTime | None = None
    """When a mute ends."""


class Offer(Frozen):
    """What a signed link allows its holder to do, until it expires."""

    kind: CommandKind
    alert_id: str
    region_id: RegionId
    channel: str
    """Who was sent the link; stands as `by` where nobody signs otherwise."""
    expires_at: UtcTime
