"""The people who are told: Slack and mail catchers behind proxies, made to fail, and what they have heard at the end."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple, Self

from confluent_kafka import Message

from monitor.delivery.catchers import Answer, MailCatcher, WebhookCatcher
from monitor.model.alert import AlertChange
from monitor.model.notification import AlertLedger, Notification
from monitor.model.route import Routes
from monitor.pipeline import announce_change
from tests.faults.proxy import Proxy

_ALERT = re.compile(r"alert\s+([0-9a-f]+),\s+revision\s+(\d+)")
REPEAT = "may be a repeat"
SLACK, MAIL = "slack", "mail"
TROUBLE_SECONDS = 6.0
"""A courier tries for a minute: so nothing need be given up."""


class Heard(NamedTuple):
    """One message that was taken."""

    channel: str
    text: str

    @property
    def told(self) -> set[tuple[str, int]]:
        """Alert id and revision; several in a digest have none."""
        return {(alert, int(revision)) for alert, revision in _ALERT.findall(self.text)}

    @property
    def is_digest(self) -> bool:
        """Whether it speaks for others too, of several alerts or older ones of the same."""
        return "held back" in self.text

    @property
    def is_marked(self) -> bool:
        """Whether it says that it may have come before."""
        return REPEAT in self.text


class Said(NamedTuple):
    """One revision of one alert on one channel."""

    channel: str
    alert_id: str
    revision: int


class Desk:
    """`with Desk() as desk`: both catchers, each behind its proxy."""

    def __enter__(self) -> Self:
        self._open = ExitStack()
        self.superseded: dict[Said, int] = {}
        self.mail = self._open.enter_context(MailCatcher())
        self.slack = self._open.enter_context(WebhookCatcher())
        self.proxies = {MAIL: Proxy(self.mail.port), SLACK: Proxy(self.slack.port)}
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def read_ledger(self, message: Message) -> None:
        """Remember which revision the ledger names in place of another: a row keeps its newest notices only."""
        for notice in json.loads(message.value() or b"{}").get("notices", ()):
            if notice.get("superseded_by"):
                said = Said(notice["channel"], (message.key() or b"").decode(), notice["revision"])
                self.superseded[said] = notice["superseded_by"]

    @property
    def environment(self) -> dict[str, str]:
        """For a worker."""
        mail = f"mailto://127.0.0.1:{self.proxies[MAIL].port}?from=monitor@ops.example&to=duty@ops.example"
        return {
            "MONITOR_CHANNEL_MAIL": mail,
            "MONITOR_CHANNEL_SLACK": f"slackhook://127.0.0.1:{self.proxies[SLACK].port}/desk",
        }

    def troubles(self) -> dict[str, Callable[[], None]]:
        """What may happen to a channel, by name; each returns when it is over."""
        return {
            "Slack out of reach": lambda: self.proxies[SLACK].refuse(TROUBLE_SECONDS),
            "mail out of reach": lambda: self.proxies[MAIL].refuse(TROUBLE_SECONDS),
            "Slack hangs": lambda: self.proxies[SLACK].stall(TROUBLE_SECONDS),
            "mail hangs": lambda: self.proxies[MAIL].stall(TROUBLE_SECONDS),
            "Slack answers 429": lambda: self._slack_answers(Answer(429, retry_after="3")),
            "Slack answers 503": lambda: self._slack_answers(Answer(503)),
            "mail answers 451": self._mail_puts_off,
            "connections to both cut": self._cut,
        }

    def heard(self) -> list[Heard]:
        """All messages taken, in the order of each channel."""
        mails = [Heard(MAIL, " ".join(mail.text.split())) for mail in self.mail.mails]
        return mails + [Heard(SLACK, " ".join(post.text.split())) for post in self.slack.posts]

    def wait_until_silent(self, seconds: float, at_most: float = 120.0) -> None:
        """Until nothing has come for so long."""
        until = time.monotonic() + at_most
        count, since = -1, time.monotonic()
        while time.monotonic() < until and time.monotonic() - since < seconds:
            now = len(self.mail.mails) + len(self.slack.posts)
            if now != count:
                count, since = now, time.monotonic()
            time.sleep(0.2)

    def _slack_answers(self, answer: Answer) -> None:
        self.slack.always_answer(answer)
        time.sleep(TROUBLE_SECONDS)
        self.slack.always_answer(None)

    def _mail_puts_off(self) -> None:
        self.mail.refuse_with = "451 try later"
        time.sleep(TROUBLE_SECONDS)
        self.mail.refuse_with = ""

    def _cut(self) -> None:
        until = time.monotonic() + TROUBLE_SECONDS / 3
        while time.monotonic() < until:
            for proxy in self.proxies.values():
                proxy.cut()
            time.sleep(0.02)


@dataclass(frozen=True)
class Hearing:
    """What the channels heard against what they should have."""

    wanted: int
    heard: int
    unheard: tuple[str, ...]
    unmarked: tuple[str, ...]
    """Heard twice, and the second time without a word of it."""
    marked: int
    superseded: int
    """Told by a newer revision that was heard, as the ledger says."""


def compare(
    changes: Iterable[AlertChange], routes: Routes, heard: list[Heard], superseded: Mapping[Said, int]
) -> Hearing:
    """`changes` in their order; the same one twice is harmless.  `superseded`: what the ledger says of each."""
    wanted = {Said(one.channel, one.alert_id, one.revision): one for one in _announced(changes, routes)}
    digests = _by_line(wanted.values())
    clean: Counter[Said] = Counter()
    told: set[Said] = set()
    for each in heard:
        by_itself = {Said(each.channel, alert, revision) for alert, revision in each.told}
        lines = _in_digest(each, digests) if each.is_digest and not by_itself else []
        told |= by_itself.union(*lines)
        if not each.is_marked:
            clean.update(by_itself.union(*(ones for ones in lines if len(ones) == 1)))
    return Hearing(
        wanted=len(wanted),
        heard=len(heard),
        unheard=tuple(sorted("{} {}.{}".format(*one) for one in wanted if not _was_told(one, told, superseded))),
        unmarked=tuple(sorted("{} {}.{}".format(*one) for one, count in clean.items() if count > 1)),
        marked=sum(each.is_marked for each in heard),
        superseded=sum(one not in told and _was_told(one, told, superseded) for one in wanted),
    )


def _announced(changes: Iterable[AlertChange], routes: Routes) -> Iterator[Notification]:
    ledgers: dict[str, AlertLedger] = {}
    for change in changes:
        said = announce_change(change, ledgers.get(change.alert_id), routes, change.changed_at)
        ledgers[change.alert_id] = said.ledger
        yield from said.notifications


def _was_told(one: Said, told: set[Said], superseded: Mapping[Said, int]) -> bool:
    """By a message about it, or by one about the newer revision that its ledger names in its place."""
    while one not in told:
        newer = superseded.get(one, 0)
        if newer <= one.revision:
            return False
        one = one._replace(revision=newer)
    return True


def _by_line(wanted: Iterable[Notification]) -> dict[tuple[str, str], set[Said]]:
    lines: dict[tuple[str, str], set[Said]] = {}
    for one in wanted:
        line = _flat(f"{one.line} #{one.alert_id[:8]}")
        lines.setdefault((one.channel, line), set()).add(Said(one.channel, one.alert_id, one.revision))
    return lines


def _in_digest(each: Heard, lines: dict[tuple[str, str], set[Said]]) -> list[set[Said]]:
    text = _flat(unescape(each.text))  # as Slack shows it
    return [ones for (channel, line), ones in lines.items() if channel == each.channel and line in text]


def _flat(text: str) -> str:
    """Without white space: a mail breaks its lines, also after a hyphen."""
    return "".join(text.split())
