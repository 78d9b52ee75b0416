"""`monitor doctor`: is everything there that a worker needs, and what to do where it is not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from monitor.errors import MonitorError
from monitor.settings import Settings


class Health(StrEnum):
    GOOD = "ok"
    DOUBTFUL = "look"
    BAD = "bad"


class Finding(NamedTuple):
    """One thing looked at.  `says` tells what to do where it isn't good."""

    health: Health
    subject: str
    says: str


Check = Callable[[Settings], Iterator[Finding]]


def examine(settings: Settings) -> Iterator[Finding]:
    """Every check in turn; one that can't be made is a finding itself."""
    for subject, check in _CHECKS.items():
        try:
            yield from check(settings)
        except MonitorError as error:
            for line in str(error).splitlines():
                yield Finding(Health.BAD, subject, line)


def _broker(settings: Settings) -> Iterator[Finding]:
    from monitor.stream.embedded import locate_broker
    from monitor.stream.topics import check_topics, topics_of

    found = locate_broker(settings)
    problems = check_topics(found)
    embedded = "" if settings.kafka else ", embedded: it forgets when it ends"
    yield Finding(Health.GOOD, "broker", f"{found.kafka} answers{embedded}")
    yield from (Finding(Health.BAD, "topics", problem) for problem in problems)
    if not problems:
        says = f"all {len(topics_of(found))} are there with {found.partitions} partitions each"
        yield Finding(Health.GOOD, "topics", says)
        yield _clock(found)


def _rules(settings: Settings) -> Iterator[Finding]:
    from monitor.commands.knowledge import knowledge_for

    knowledge = knowledge_for(settings)
    where = settings.rules_file or "the defaults"
    yield Finding(
        Health.GOOD, "rules", f"{len(knowledge.rules)} alert rules from {where}; knowledge version {knowledge.version}"
    )


def _clock(settings: Settings) -> Finding:
    from monitor.stream.newest import newest_article_at

    now = datetime.now(UTC)
    newest = newest_article_at(settings)
    if newest is None:
        return Finding(Health.GOOD, "clock", f"{now:%Y-%m-%d %H:%M:%S} UTC; no article on the topic to compare with")
    if newest - now > timedelta(minutes=2):
        ahead = f"the newest article is stamped {_age(newest - now)} ahead of this machine"
        return Finding(Health.BAD, "clock", f"{ahead} ({now:%H:%M:%S} UTC): one of the two clocks is wrong")
    if now - newest > timedelta(hours=2):
        return Finding(
            Health.DOUBTFUL, "wire", f"the newest article came {_age(now - newest)} ago: does the feed publish?"
        )
    return Finding(Health.GOOD, "clock", f"{now:%Y-%m-%d %H:%M:%S} UTC; newest article {_age(now - newest)} ago")


def _channels(settings: Settings) -> Iterator[Finding]:
    from monitor.commands.desk import routes_for
    from monitor.delivery.services import check_channels, doubtful_senders

    book = routes_for(settings)
    if not book.urls:
        says = "none: alerts are made and nobody is told; set MONITOR_ROUTES_FILE, or MONITOR_CHANNEL_MAIL=mailto://…"
        yield Finding(Health.DOUBTFUL, "channels", says)
    for name, fault in check_channels(book.urls).items():
        yield Finding(Health.BAD if fault else Health.GOOD, "channel", f"{name}: {fault or 'the URL is well formed'}")
    for name, sender in doubtful_senders(book.urls).items():
        says = (
            f"{name}: mails come from {sender}, which nobody can answer and many servers refuse; add ?from= to its URL"
        )
        yield Finding(Health.DOUBTFUL, "channel", says)


def _links(settings: Settings) -> Iterator[Finding]:
    if settings.links is not None:
        yield Finding(Health.GOOD, "links", f"messages link to {settings.base_url} for {settings.link_hours:g} hours")
    elif settings.base_url or settings.link_keys:
        missing = "MONITOR_LINK_KEY_FILE" if settings.base_url else "MONITOR_BASE_URL"
        yield Finding(Health.DOUBTFUL, "links", f"messages carry none: {missing} is not set")


def _outside(settings: Settings) -> Iterator[Finding]:
    """What others know us by, and notice our silence by."""
    if settings.identity.endswith(".invalid"):
        says = f"other systems know us as {settings.identity}: set MONITOR_IDENTITY=monitor@your.domain, once for ever"
        yield Finding(Health.DOUBTFUL, "identity", says)
    else:
        yield Finding(Health.GOOD, "identity", f"other systems know us as {settings.identity}")
    if not settings.heartbeat_url.get_secret_value():
        says = "nobody outside would notice that the monitor has fallen silent: set MONITOR_HEARTBEAT_URL_FILE"
        yield Finding(Health.DOUBTFUL, "heartbeat", says)


def _age(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} min" if minutes < 180 else f"{minutes // 60} h" if minutes < 4320 else f"{minutes // 1440} days"


_CHECKS: dict[str, Check] = {
    "rules": _rules,
    "channels": _channels,
    "links": _links,
    "outside": _outside,
    "broker": _broker,
}
