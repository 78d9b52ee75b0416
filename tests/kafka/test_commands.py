"""What people say, end to end: sent from outside, obeyed once by a worker however it dies, refused with a reason."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from confluent_kafka import Producer

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.model.command import Command, CommandKind, WideMute
from monitor.model.mute import Matcher, Mute, MuteBook, Subject
from monitor.model.notification import AlertLedger, Verdict
from monitor.settings import Settings, load_settings
from monitor.stream.broker import client_config
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.follow import Follower
from monitor.stream.orders import RowView, find_ledger, send_order
from monitor.stream.topics import create_topics, topics_of
from tests.delivery.test_kills import Teller
from tests.kafka.broker import Broker

HOUR = timedelta(hours=1)


def started(stack: ExitStack, settings: Settings, folder: Path) -> Teller:
    mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
    teller = Teller(settings, folder, mail, hook)
    stack.callback(teller.stop)
    return teller


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Teller]:
    given = load_settings({}, run_dir=tmp_path)
    with ExitStack() as stack:
        yield started(stack, stack.enter_context(EmbeddedBroker(given)).settings, tmp_path)


@pytest.fixture
def real(kafka: Broker, tmp_path: Path) -> Iterator[Teller]:
    name = f"says-{uuid.uuid4().hex[:8]}"
    settings = load_settings({}, group=name, topic_prefix=f"{name}.", run_dir=tmp_path, kafka=kafka.bootstrap)
    create_topics(settings)
    with ExitStack() as stack:
        yield started(stack, settings, tmp_path)


def say(teller: Teller, *words: str) -> subprocess.CompletedProcess[str]:
    settings = teller.settings
    environment = {
        **os.environ,
        "MONITOR_KAFKA": settings.kafka,
        "MONITOR_GROUP": settings.group,
        "MONITOR_TOPIC_PREFIX": settings.topic_prefix,
    }
    command = [sys.executable, "-m", "monitor", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def ledgers(settings: Settings) -> dict[str, AlertLedger]:
    with RowView(settings, topics_of(settings).ledgers.name, AlertLedger) as view:
        return {row.change.rule: row for row in view.rows.values()}


def books(settings: Settings) -> dict[bytes, MuteBook]:
    with RowView(settings, topics_of(settings).mutes.name, MuteBook) as view:
        return view.rows


def command(row: AlertLedger, kind: CommandKind, **more: Any) -> Command:
    return Command(kind=kind, alert_id=row.alert_id, region_id=row.region_id, by="ana", at=datetime.now(UTC), **more)


def test_the_command_line_is_answered_when_a_worker_has_obeyed(embedded: Teller) -> None:
    held = say(
        embedded, "mute", "region=YE-MA", "--for", "1h", "--reason", "drill", "--by", "ben", "--up-to", "critical"
    )
    assert held.returncode == 0, held.stderr
    mute_id = held.stdout.split()[0]
    embedded.tell(1)
    embedded.until(lambda: "reason=muted" in embedded.said())
    heard = embedded.settle()
    assert not [subject for subject in (mail.subject for mail in embedded.mail.mails) if "Marib" in subject]

    table = say(embedded, "mutes", "--json").stdout
    assert f'"id": "{mute_id}"' in table
    ended = say(embedded, "unmute", mute_id, "--by", "ben")
    assert ended.returncode == 0, ended.stderr
    embedded.until(lambda: any("Marib" in mail.text for mail in embedded.mail.mails))
    assert len(embedded.settle()) > len(heard)
    assert any("by ben: drill" in " ".join(mail.text.split()) for mail in embedded.mail.mails)

    alert = ledgers(embedded.settings)["displacement"].alert_id
    acked = say(embedded, "ack", alert[:8], "--by", "ana", "--note", "on it")
    assert "Acknowledged" in acked.stdout, acked.stderr
    assert "Kept as a false alarm" in say(embedded, "false-alarm", alert, "--reason", "old video", "--by", "ana").stdout
    row = ledgers(embedded.settings)["displacement"]
    assert (row.acknowledged and row.acknowledged.note, row.verdict) == ("on it", Verdict.FALSE_ALARM)
    assert find_ledger(embedded.settings, row.alert_id, row.region_id) == row
    stats = say(embedded, "rules", "stats", "--json").stdout
    assert '"rule": "displacement", "raised": 1, "withdrawn": 0, "right": 0, "false": 1' in stats
    unknown = say(embedded, "ack", "ffffffff")
    assert (unknown.returncode, "no alert begins with 'ffffffff'" in unknown.stderr) == (1, True)


@pytest.mark.kafka
@pytest.mark.timeout(240)
def test_killed_at_any_moment_each_command_is_obeyed_once(real: Teller) -> None:
    real.tell(1)
    real.until(lambda: {"displacement", "killed"} <= ledgers(real.settings).keys())
    real.settle()
    rows = ledgers(real.settings)
    mute = Mute(
        id="m-drill",
        matchers=(Matcher(subject=Subject.REGION, value="SD-DW"),),
        by="ana",
        at=datetime.now(UTC),
        until=datetime.now(UTC) + HOUR,
        reason="drill",
    )
    orders = [
        command(rows["displacement"], CommandKind.ACKNOWLEDGE, note="on it"),
        command(rows["killed"], CommandKind.FALSE_ALARM, note="old video"),
        WideMute(mute=mute),
    ]
    real.kill()
    for order in (*orders, *orders):
        send_order(real.settings, order)
    garble(real.settings)
    real.start()
    real.kill()
    real.start()

    real.until(lambda: len(books(real.settings)) == real.settings.partitions)
    real.until(lambda: bool(ledgers(real.settings)["killed"].verdict))
    real.until(lambda: bool(ledgers(real.settings)["displacement"].acknowledged))
    after, muted = ledgers(real.settings), books(real.settings)
    assert [len(after[rule].commands) for rule in ("displacement", "killed")] == [1, 1]
    assert [[one.id for one in book.mutes] for book in muted.values()] == [["m-drill"]] * real.settings.partitions
    real.until(lambda: "bad_command" in reasons(real.settings))
    assert reasons(real.settings) == {"bad_command"}

    for order in orders:
        send_order(real.settings, order)
    last = command(rows["killed"], CommandKind.RIGHT)
    send_order(real.settings, last)
    real.until(lambda: ledgers(real.settings)["killed"].verdict is Verdict.RIGHT)
    assert ledgers(real.settings)["displacement"].commands == after["displacement"].commands
    assert books(real.settings) == muted


def garble(settings: Settings) -> None:
    producer = Producer(client_config(settings))
    producer.produce(topics_of(settings).commands.name, b'{"type":"command","kind":"obey"}', b"SD", 0)
    assert producer.flush(10) == 0


def reasons(settings: Settings) -> set[str]:
    with Follower(settings, [topics_of(settings).dead_letters.name]) as follower:
        return {seen.value.split(b'"reason": "')[1].split(b'"')[0].decode() for seen in follower.until_now()}
