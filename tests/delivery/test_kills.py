"""The worker is killed (SIGKILL) while it tells: nothing is lost, and what comes twice says that it may be a repeat."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.delivery.catchers import Answer, MailCatcher, WebhookCatcher
from monitor.settings import Settings, load_settings
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import create_topics
from tests.delivery.environment import environment
from tests.kafka.broker import Broker
from tests.stories.tell import two_takes

_URI = "northwire:marib"
_ALERT = re.compile(r"alert\s+([0-9a-f]+),\s+revision\s+(\d+)")
# As many as a night shift would stake itself on are run by hand: KILLS=50.
KILLS = int(os.environ.get("KILLS", "2"))
# Seconds after an article was published: it is being read, the webhook hangs, it has just answered.
_MOMENTS = (0.7, 1.1, 0.3, 1.6, 0.9)


_BOTH = ("mail", "desk")
# Seconds: a machine so full that a start takes a minute is slow, not wrong.  What is waited for is the event itself.
_PATIENCE = 300


class Teller:
    """A worker process that is killed and started again over one broker and two catchers."""

    def __init__(self, settings: Settings, folder: Path, mail: MailCatcher, hook: WebhookCatcher) -> None:
        self.settings, self.mail, self.hook = settings, mail, hook
        self._log = folder / "worker.log"
        self._starts = 0
        self._environment = environment(settings, folder, mail, hook) | {
            "MONITOR_TICK_SECONDS": "1",
            # It speaks about itself where it is starved, and this is about alerts.
            "MONITOR_CANARY_MINUTES": "0",
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "monitor", "run"]
        self.process = subprocess.Popen(command, env=self._environment, stderr=self._log.open("ab"))
        self._starts += 1
        self.until(lambda: self.said().count("worker_ready") >= self._starts)

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def tell(self, version: int) -> None:
        """Odd versions tell the story, even ones take it back."""
        now = datetime.now(UTC)
        article = {"uri": _URI, "version": str(version), "published_at": now.isoformat(), "source": "Northwire"}
        if version % 2:
            article |= {"headline": "Tens of thousands on the move in Yemen's Marib", "body": two_takes(now)}
        else:
            article |= {"pub_status": "canceled", "headline": "MANDATORY KILL: Marib"}
        publish(self.settings, [Outgoing(_URI, json.dumps(article).encode(), now)])

    def until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not true():
            assert self.process.poll() is None, self.said()[-3000:]
            assert time.monotonic() < deadline, self.said()[-3000:]
            time.sleep(0.05)

    def heard(self) -> Counter[tuple[str, str, bool]]:
        """(channel, alert and revision, may be a repeat) -> times."""
        texts = [("mail", " ".join(mail.text.split())) for mail in self.mail.mails]
        texts += [("desk", " ".join(post.text.split())) for post in self.hook.posts]
        found: Counter[tuple[str, str, bool]] = Counter()
        for channel, text in texts:
            about = _ALERT.search(text)
            assert about, text
            found[channel, f"{about[1]}.{about[2]}", "may be a repeat" in text] += 1
        return found

    def settle(self) -> Counter[tuple[str, str, bool]]:
        """Nothing has come for four seconds: longer than a tick and a hanging answer."""
        seen, since = self.heard(), time.monotonic()
        while time.monotonic() - since < 4:
            time.sleep(0.2)
            if self.heard() != seen:
                seen, since = self.heard(), time.monotonic()
        return seen


@pytest.fixture
def teller(kafka: Broker, tmp_path: Path) -> Iterator[Teller]:
    name = f"kills-{uuid.uuid4().hex[:8]}"
    with ExitStack() as stack:
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        settings = load_settings({}, group=name, topic_prefix=f"{name}.", run_dir=tmp_path, kafka=kafka.bootstrap)
        create_topics(settings)
        running = Teller(settings, tmp_path, mail, hook)
        stack.callback(running.stop)
        yield running


def told_on(heard: Counter[tuple[str, str, bool]], channel: str) -> set[str]:
    """Alerts and revisions."""
    return {about for where, about, _ in heard if where == channel}


@pytest.mark.kafka
@pytest.mark.timeout(_PATIENCE * (KILLS + 1))
def test_killed_while_telling_nothing_is_lost_and_repeats_say_so(teller: Teller) -> None:
    for round_number in range(KILLS):
        teller.hook.always_answer(Answer(hang=0.6))
        before = teller.heard()
        teller.tell(round_number + 1)
        time.sleep(_MOMENTS[round_number % len(_MOMENTS)])
        teller.kill()
        teller.hook.always_answer(None)
        teller.start()
        teller.until(lambda before=before: all(told_on(teller.heard(), at) - told_on(before, at) for at in _BOTH))
        # Late is no loss: on a busy machine the second channel may hear seconds after the first.
        teller.until(lambda: told_on(teller.heard(), "mail") == told_on(teller.heard(), "desk"))
        heard = teller.settle()
        assert told_on(heard, "mail") == told_on(heard, "desk")
        # Once, and at most one repeat, which says so.
        assert set(heard.values()) == {1}


@pytest.mark.kafka
def test_what_the_webhook_refuses_is_told_by_mail_and_taken_back_by_mail_only(teller: Teller) -> None:
    teller.hook.always_answer(Answer(404))
    teller.tell(1)
    teller.until(lambda: any(mail.subject.startswith("NOT DELIVERED to desk") for mail in teller.mail.mails))
    teller.settle()
    teller.hook.always_answer(None)
    teller.tell(2)
    teller.until(lambda: any(mail.subject.startswith("WITHDRAWN") for mail in teller.mail.mails))
    teller.settle()
    subjects = [mail.subject for mail in teller.mail.mails]
    refused = [subject for subject in subjects if subject.startswith("NOT DELIVERED to desk")]
    assert len(refused) == len([subject for subject in subjects if subject.startswith("WITHDRAWN")])
    assert "HTTP 404" in teller.mail.mails[subjects.index(refused[0])].text
    assert teller.hook.posts == []
