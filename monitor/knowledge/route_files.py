"""routes.yaml, the environment and secret files -> Routes, and the channels' URLs beside them.

No message of ours ever shows a URL: it carries the password.
"""

from collections.abc import Iterable, Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator

from monitor.errors import KnowledgeFileError
from monitor.knowledge.channel_urls import NAME, from_environment, from_lines, own_url
from monitor.knowledge.yaml_lines import YamlError, line_of, read_yaml
from monitor.model.alert import Level
from monitor.model.base import IsSpan, Span, SpanSchema, Strict
from monitor.model.link import Links
from monitor.model.mention import Kind
from monitor.model.route import Channel, Format, QuietHours, Route, Routes, Severity
from monitor.text.channel_format import format_of

_MINUTE = timedelta(minutes=1)
Lines = dict[tuple[str | int, ...], int]


class RouteBook(NamedTuple):
    """`urls` goes to the sender and nowhere else."""

    routes: Routes
    urls: dict[str, SecretStr]


def _clock(value: Any) -> Any:
    """YAML 1.1 reads a bare 22:00 as the number 1320."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1440:
        return time(value // 60, value % 60)
    return value


_Clock = Annotated[time, BeforeValidator(_clock)]
_Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
_Region = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]


class _ChannelEntry(Strict):
    url: SecretStr | None = None
    url_file: Path | None = None
    tags: tuple[str, ...] = ()
    format: Format | None = None
    fallback: str | None = None
    at_most: int | None = Field(None, ge=1)
    per: Span = timedelta(hours=1)
    group_wait: Span = timedelta(0)
    group_interval: Span = timedelta(0)


class _QuietEntry(Strict):
    start: _Clock
    end: _Clock
    zone: ZoneInfo = ZoneInfo("UTC")
    breakthrough: Level = Level.CRITICAL

    @model_validator(mode="after")
    def _not_for_ever(self) -> "_QuietEntry":
        if self.start == self.end:
            raise ValueError("start and end are the same, so it would always be quiet; set two times")
        return self


class _RouteEntry(Strict):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    channels: Annotated[tuple[str, ...], Field(min_length=1)]
    at_least: Level = Level.WATCH
    regions: tuple[_Region, ...] = ()
    countries: tuple[_Country, ...] = ()
    kinds: tuple[Kind, ...] = ()
    rules: tuple[str, ...] = ()
    severity: dict[Level, Severity] = Field(default_factory=dict)
    quiet_hours: _QuietEntry | None = None
    repeat_every: Annotated[timedelta, Field(ge=_MINUTE), IsSpan, SpanSchema] | None = None
    tell_end: bool = True
    last: bool = False


class RouteFile(Strict):
    """The whole file, for its JSON Schema too."""

    channels: dict[str, _ChannelEntry] = Field(default_factory=dict)
    routes: tuple[_RouteEntry, ...] | None = None
    """None: everything goes to every channel."""
    fallback: str | None = None


def read_routes(
    path: Path | None = None,
    *,
    lines: str = "",
    environment: Mapping[str, str] | None = None,
    links: Links | None = None,
) -> RouteBook:
    """All routes and channels.  A URL is looked for in the environment (`MONITOR_CHANNEL_<NAME>`, or a file's name in
    `MONITOR_CHANNEL_<NAME>_FILE`), then in `lines` (`name = url`), then in the file.  With channels and no routes,
    everything from `watch` on goes to all of them.  Raises KnowledgeFileError with every problem.
    """
    problems: list[str] = []
    content, at = _read(path)
    given = from_lines(lines, problems) | from_environment(environment or {}, problems)
    where = str(path) if path else "routes"
    entries = {name: content.channels.get(name, _ChannelEntry()) for name in dict.fromkeys((*content.channels, *given))}
    urls: dict[str, SecretStr] = {}
    for name, entry in entries.items():
        place = f"{where}:{line_of(at, ('channels', name))}"
        folder = path.parent if path else Path()
        secret_file = folder / entry.url_file if entry.url_file else None
        url = given.get(name) or own_url(name, entry.url, secret_file, place, problems)
        if url is not None:
            urls[name] = url
    if path is not None and not entries:
        problems.append(f"{where}:1: no channel stands here or in the environment, so nobody would be told")
    known = set(entries) | {tag for entry in entries.values() for tag in entry.tags}
    problems += _misfits(content, entries, known, where, at)
    if problems:
        raise KnowledgeFileError(problems)
    channels = tuple(_channel(name, entry, urls) for name, entry in entries.items())
    return RouteBook(_routes(content, channels, links), urls)


def _routes(content: RouteFile, channels: tuple[Channel, ...], links: Links | None) -> Routes:
    everything = (Route(name="everything", channels=tuple(channel.name for channel in channels)),) if channels else ()
    routes = everything if content.routes is None else tuple(_route(entry) for entry in content.routes)
    fallback = content.fallback or _likeliest_fallback(channels)
    return Routes(
        channels=tuple(_with_fallback(channel, fallback, channels) for channel in channels),
        routes=routes,
        fallback=fallback,
        links=links,
    )


def _likeliest_fallback(channels: tuple[Channel, ...]) -> str | None:
    """Mail waits for its reader; with one channel only there is nobody else to tell."""
    if len(channels) < 2:
        return None
    return next((channel.name for channel in channels if channel.format is Format.MAIL), channels[0].name)


def _with_fallback(channel: Channel, fallback: str | None, channels: tuple[Channel, ...]) -> Channel:
    if channel.fallback or channel.name != fallback:
        return channel
    other = next((other.name for other in channels if other.name != channel.name), None)
    return channel.model_copy(update={"fallback": other})


def _route(entry: _RouteEntry) -> Route:
    fields = {name: getattr(entry, name) for name in _RouteEntry.model_fields}
    quiet = entry.quiet_hours
    hours = QuietHours(**{name: getattr(quiet, name) for name in _QuietEntry.model_fields}) if quiet else None
    return Route(**(fields | {"quiet_hours": hours}))


def _channel(name: str, entry: _ChannelEntry, urls: Mapping[str, SecretStr]) -> Channel:
    return Channel(
        name=name,
        format=entry.format or format_of(urls[name].get_secret_value()),
        tags=entry.tags,
        fallback=entry.fallback,
        at_most=entry.at_most,
        per=entry.per,
        group_wait=entry.group_wait,
        group_interval=entry.group_interval,
    )


def _read(path: Path | None) -> tuple[RouteFile, Lines]:
    if path is None:
        return RouteFile(), {(): 1}
    try:
        data, at = read_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeFileError([f"{path}:1: cannot be read ({error.strerror})"]) from error
    except (YamlError, UnicodeDecodeError) as error:
        raise KnowledgeFileError([f"{path}:{getattr(error, 'line', 1)}: not YAML that can be read"]) from None
    try:
        return RouteFile.model_validate(data or {}), at
    except ValidationError as error:
        # Whether the rest fits together depends on what could not be read, so only this is told.
        found = [f"{path}:{line_of(at, _path(one['loc']))}: {_sentence(one)}" for one in error.errors()]
        raise KnowledgeFileError(found) from None


def _path(location: Iterable[str | int]) -> tuple[str | int, ...]:
    return tuple(location)


def _sentence(found: Any) -> str:
    name = ".".join(str(part) for part in found["loc"] if not isinstance(part, int))
    if found["type"] == "extra_forbidden":
        return f"`{name}` is not a field here; is it a typo?"
    if found["type"] == "string_pattern_mismatch":
        return f"`{name}`: write countries as SY (ISO 3166-1) and regions as SY-ID (ISO 3166-2)"
    if found["type"] == "missing":
        return f"`{name}` is missing"
    return f"`{name}`: {str(found['msg']).removeprefix('Value error, ')}"


def _misfits(
    content: RouteFile,
    channels: Mapping[str, _ChannelEntry],
    known: set[str],
    where: str,
    at: Lines,
) -> list[str]:
    problems: list[str] = []
    if content.routes == ():
        says = "`routes` is empty, so nobody would be told; leave it out to tell everything to every channel"
        problems.append(f"{where}:{line_of(at, ('routes',))}: {says}")
    seen: set[str] = set()
    for index, route in enumerate(content.routes or ()):
        place = f"{where}:{line_of(at, ('routes', index, 'channels'))}"
        problems += [
            f"{place}: route `{route.name}` names `{name}`, which is neither a channel nor a tag ({_listed(known)})"
            for name in route.channels
            if name not in known
        ]
        if route.name in seen:
            name_at = line_of(at, ("routes", index, "name"))
            problems.append(f"{where}:{name_at}: two routes are called `{route.name}`; messages name them, so one each")
        seen.add(route.name)
    for name, entry in channels.items():
        place = f"{where}:{line_of(at, ('channels', name))}"
        if not NAME.fullmatch(name):
            problems.append(f"{place}: call channel `{name[:40]}` by small letters, digits and hyphens, at most 40")
        if entry.fallback is not None and (entry.fallback not in channels or entry.fallback == name):
            problems.append(f"{place}: the fallback of `{name}` must be another channel ({_listed(set(channels))})")
    if content.fallback is not None and content.fallback not in channels:
        place = f"{where}:{line_of(at, ('fallback',))}"
        problems.append(f"{place}: the fallback `{content.fallback}` is not a channel ({_listed(set(channels))})")
    return problems


def _listed(names: set[str]) -> str:
    return f"there are: {', '.join(sorted(names))}" if names else "there are none"
