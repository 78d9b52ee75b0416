"""`monitor ack`, `mute`, `unmute`, `false-alarm`, `right`: a command is checked, sent, and waited for."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from monitor.errors import MonitorError
from monitor.model.alert import Level
from monitor.model.command import Command, CommandKind, WideMute, WideUnmute
from monitor.model.mention import Kind
from monitor.model.mute import MAX_NAME, MAX_NOTE, Matcher, Mute, MuteBook, Operator, Subject
from monitor.model.notification import AlertLedger
from monitor.settings import Settings
from monitor.steps.notify import apply_command, apply_mute, is_known
from monitor.stream.embedded import locate_broker
from monitor.stream.orders import RowView, send_order
from monitor.stream.topics import topics_of

_PATIENCE = timedelta(seconds=20)
_MATCHER = re.compile(r"(?P<subject>[a-z]+)(?P<operator>=~|!~|!=|=)(?P<value>.+)", re.DOTALL)
_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LATER = (
    "sent, but no worker has taken it within {seconds} s; it is kept and will be obeyed when one runs "
    "(`monitor doctor`); what is refused lies in the dead letters with the reason"
)


class Author(NamedTuple):
    """Who says it, when, and why."""

    name: str
    at: datetime
    note: str = ""


def say(given: Settings, kind: CommandKind, alert_id: str, author: Author, *, until: datetime | None = None) -> str:
    """Tell a running monitor about one alert; answers what became of it.  Raises MonitorError where it is refused."""
    settings = locate_broker(given)
    with RowView(settings, topics_of(settings).ledgers.name, AlertLedger) as view:
        ledger = _one_of(view.rows, alert_id)
        command = Command(
            kind=kind,
            alert_id=ledger.alert_id,
            region_id=ledger.region_id,
            by=author.name[:MAX_NAME],
            at=author.at,
            note=author.note[:MAX_NOTE],
            until=until,
        )
        answer = apply_command(ledger, command, author.at)
        if not answer.is_accepted:
            raise MonitorError(answer.says)
        send_order(settings, command)
        key = ledger.alert_id.encode()
        if not view.wait_until(lambda: key in view.rows and is_known(view.rows[key], command), _PATIENCE):
            raise MonitorError(_LATER.format(seconds=int(_PATIENCE.total_seconds())))
    return f"#{ledger.alert_id[:8]} {ledger.change.region_name}, {ledger.change.rule}: {answer.says}"


def mute_all(
    given: Settings, words: Sequence[str], author: Author, until: datetime, *, level: Level = Level.WARNING
) -> str:
    """Mute every alert that fits all matchers; answers the mute's id.  Raises MonitorError where it is refused."""
    matchers = tuple(read_matcher(word) for word in words)
    said = " ".join((*words, author.name, author.note, str(author.at), str(until)))
    mute = Mute(
        id=f"m-{hashlib.sha256(said.encode()).hexdigest()[:8]}",
        matchers=matchers,
        by=author.name[:MAX_NAME],
        at=author.at,
        until=until,
        reason=author.note[:MAX_NOTE],
        level=level,
    )
    return f"{mute.id} {_give(given, WideMute(mute=mute), author.at)}"


def unmute(given: Settings, name: str, author: Author) -> str:
    """End a mute early: by its id, or by its alert's.  Raises MonitorError."""
    if not name.startswith("m-"):
        return say(given, CommandKind.UNMUTE, name, author)
    return _give(given, WideUnmute(mute_id=name, by=author.name[:MAX_NAME], at=author.at, note=author.note), author.at)


def read_matcher(word: str) -> Matcher:
    """`region=SY-ID`, `rule!=aid-veto`, `kind=~"killed|injured"`.  Raises MonitorError."""
    found = _MATCHER.fullmatch(word.strip())
    subjects = ", ".join(Subject)
    if found is None or found["subject"] not in tuple(Subject):
        raise MonitorError(f"{word!r} is no matcher; write region=SY-ID or rule=~'aid-.*'; there are: {subjects}")
    subject, operator, value = Subject(found["subject"]), Operator(found["operator"]), found["value"].strip("\"'")
    if operator in (Operator.IS, Operator.IS_NOT):
        _check_name(subject, value)
    try:
        return Matcher(subject=subject, operator=operator, value=value)
    except ValidationError as error:
        raise MonitorError(f"{word}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None


def _check_name(subject: Subject, value: str) -> None:
    """A name that nothing has would mute nothing, and nobody would notice."""
    if subject is Subject.KIND and value not in tuple(Kind):
        raise MonitorError(f"there is no kind {value!r}; there are: {', '.join(Kind)}")
    if subject in (Subject.REGION, Subject.COUNTRY) and not _REGION.fullmatch(value):
        raise MonitorError(f"{value!r} is no {subject}; write a region as SY-ID (ISO 3166-2), a country as SY")


def _give(given: Settings, order: WideMute | WideUnmute, now: datetime) -> str:
    settings = locate_broker(given)
    with RowView(settings, topics_of(settings).mutes.name, MuteBook) as view:
        answer = apply_mute(next(iter(view.rows.values()), MuteBook()), order, now)
        if not answer.is_accepted:
            raise MonitorError(answer.says)
        send_order(settings, order)
        if not view.wait_until(lambda: _is_everywhere(view.rows, order, settings.partitions), _PATIENCE):
            raise MonitorError(_LATER.format(seconds=int(_PATIENCE.total_seconds())))
    return answer.says


def _is_everywhere(rows: dict[bytes, MuteBook], order: WideMute | WideUnmute, partitions: int) -> bool:
    name = order.mute.id if isinstance(order, WideMute) else order.mute_id
    found = [mute for book in rows.values() for mute in book.mutes if mute.id == name]
    return len(found) == partitions and (isinstance(order, WideMute) or all(mute.ended_by for mute in found))


def _one_of(rows: dict[bytes, AlertLedger], beginning: str) -> AlertLedger:
    wanted = beginning.removeprefix("#")
    found = [ledger for ledger in rows.values() if ledger.alert_id.startswith(wanted)]
    if not wanted or not found:
        raise MonitorError(f"no alert begins with {beginning!r}; `monitor alerts` lists the open ones")
    if len(found) > 1:
        names = ", ".join(sorted(ledger.alert_id for ledger in found)[:5])
        raise MonitorError(f"{len(found)} alerts begin with {beginning!r}: {names}; write more of it")
    return found[0]
