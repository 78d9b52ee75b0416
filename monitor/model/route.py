"""Who is told what, as values without secrets: the URLs stay in `monitor.delivery`."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import Field

from monitor.model.alert import AlertChange, Level
from monitor.model.base import Frozen
from monitor.model.link import Links
from monitor.model.mention import Kind


class Format(StrEnum):
    """How a channel wants its words."""

    SLACK = "slack"
    MAIL = "mail"
    """HTML, with a text part beside it."""
    SHORT = "short"
    """One SMS."""
    TEXT = "text"


class Severity(StrEnum):
    """Apprise's notification types; pagers turn them into priorities."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    FAILURE = "failure"


SEVERITY = {Level.WATCH: Severity.INFO, Level.WARNING: Severity.WARNING, Level.CRITICAL: Severity.FAILURE}


class Channel(Frozen):
    """A named place to send to.  Its URL is a secret and lives in `monitor.delivery`."""

    name: str
    format: Format = Format.TEXT
    tags: tuple[str, ...] = ()
    fallback: str | None = None
    """The channel that hears when this one takes nothing; None: the fallback of all."""
    at_most: int | None = None
    """Messages within `per`; what is held back comes as one digest.  Critical ones always go."""
    per: timedelta = timedelta(hours=1)
    group_wait: timedelta = timedelta(0)
    """How long to wait for more before the first message, so that one event is one message."""
    group_interval: timedelta = timedelta(0)
    """The least time between two messages."""


class QuietHours(Frozen):
    """From `start` until `end` local time, over midnight where `end` is earlier: only `breakthrough` and worse."""

    start: time
    end: time
    zone: ZoneInfo = ZoneInfo("UTC")
    breakthrough: Level = Level.CRITICAL

    def end_of(self, now: datetime) -> datetime | None:
        """When the quiet that holds at `now` ends; None: it is not quiet."""
        local = now.astimezone(self.zone)
        for day in (local.date() - timedelta(days=1), local.date()):
            begins = datetime.combine(day, self.start, self.zone)
            ends = datetime.combine(day if self.start < self.end else day + timedelta(days=1), self.end, self.zone)
            if begins <= local < ends:
                return ends.astimezone(now.tzinfo)
        return None


class Route(Frozen):
    """An alert that fits everything named here is told on `channels` (names or tags).  Nothing named fits all."""

    name: str
    channels: tuple[str, ...]
    at_least: Level = Level.WATCH
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    rules: tuple[str, ...] = ()
    severity: dict[Level, Severity] = Field(default_factory=dict)
    """Where this route sees a level as more or less urgent than the default."""
    quiet_hours: QuietHours | None = None
    repeat_every: timedelta | None = None
    """Say it again until somebody acknowledges."""
    tell_end: bool = True
    """Also say when the alert ends by itself.  Retractions are always told."""
    last: bool = False
    """Where this route fits, later ones are not looked at."""

    def misfit(self, change: AlertChange) -> str:
        """Why this route does not fit, in words; empty where it does."""
        level = change.level or change.was_level
        if level is None or level.rank < self.at_least.rank:
            return f"level {level or 'none'} is below {self.at_least}"
        if self.regions and change.region_id not in self.regions:
            return f"region {change.region_id} is not among {', '.join(self.regions)}"
        if self.countries and change.country not in self.countries:
            return f"country {change.country or 'unknown'} is not among {', '.join(self.countries)}"
        if self.kinds and not set(self.kinds) & set(change.kinds):
            return f"kind {', '.join(change.kinds) or 'unknown'} is not among {', '.join(self.kinds)}"
        if self.rules and change.rule not in self.rules:
            return f"rule {change.rule} is not among {', '.join(self.rules)}"
        return ""


class Routes(Frozen):
    """All routes, in order, and the channels they name."""

    channels: tuple[Channel, ...] = ()
    routes: tuple[Route, ...] = ()
    fallback: str | None = None
    """The channel that hears of channels that failed."""
    links: Links | None = Field(None, repr=False, exclude=True)
    """How links in messages are made; None: messages carry none."""

    def channel(self, name: str) -> Channel | None:
        return next((channel for channel in self.channels if channel.name == name), None)

    def meant_by(self, route: Route) -> tuple[Channel, ...]:
        """The channels a route names, by name or by tag, each once."""
        wanted = set(route.channels)
        return tuple(channel for channel in self.channels if channel.name in wanted or wanted & set(channel.tags))
