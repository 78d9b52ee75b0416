"""What people tell the monitor: by the command line, a signed link, later a page.  Messages on `monitor.commands`."""

import hashlib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from monitor.model.alert import Level
from monitor.model.base import Frozen, RegionId, UtcTime
from monitor.model.mute import MAX_NAME, MAX_NOTE, Mute


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
    """About one alert; keyed by its region, so that it meets the alert's row.  The same twice changes nothing."""

    type: Literal["command"] = "command"
    id: str = Field("", max_length=64)
    """The same for the same command sent twice (a link used twice); empty: all its words are its name."""
    kind: CommandKind
    alert_id: str = Field(max_length=64)
    region_id: RegionId = Field(max_length=10)
    by: str = Field(max_length=MAX_NAME)
    at: UtcTime
    note: str = Field("", max_length=MAX_NOTE)
    level: Level | None = None
    """The level that its author has seen: what has risen since is not acknowledged unseen."""
    until: UtcTime | None = None
    """When a mute ends."""

    @property
    def name(self) -> str:
        """Equal commands have equal names."""
        return self.id or hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


class WideMute(Frozen):
    """A mute by matchers.  Read in the partition of its id first, and passed on from there to every partition."""

    type: Literal["mute"] = "mute"
    mute: Mute
    is_passed_on: bool = False


class WideUnmute(Frozen):
    """The early end of a mute by matchers; goes the same way."""

    type: Literal["unmute"] = "unmute"
    mute_id: str = Field(max_length=64)
    by: str = Field(max_length=MAX_NAME)
    at: UtcTime
    note: str = Field("", max_length=MAX_NOTE)
    is_passed_on: bool = False


CommandMessage = Annotated[Command | WideMute | WideUnmute, Field(discriminator="type")]
COMMAND_MESSAGE: TypeAdapter[Command | WideMute | WideUnmute] = TypeAdapter(CommandMessage)


class Offer(Frozen):
    """What a signed link is about: its holder may acknowledge this alert, mute it or call it false, until then."""

    alert_id: str
    region_id: RegionId
    channel: str
    """Who was sent the link."""
    level: Level | None = None
    """What the message said."""
    expires_at: UtcTime
