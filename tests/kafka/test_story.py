"""The whole way: an article on the topic becomes a mail and a webhook post; twice changes nothing; a kill takes back."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.settings import Settings, load_settings
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import create_topics
from tests.delivery.environment import environment
from tests.stories.tell import two_takes

URI = "northwire:marib"


class Live:
    """A worker process, the broker it reads from, and two catchers that hear of what it finds."""

    def __init__(self, settings: Settings, folder: Path, mail: MailCatcher, hook: WebhookCatcher) -> None:
        self.settings, self.mail, self.hook = settings, mail, hook
        self.log = folder / "worker.log"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "run"],
            env=environment(settings, folder, mail, hook),
            stderr=self.log.open("ab"),
        )
        self.until(lambda: "worker_ready" in self.said(), 60)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def send(self, **fields: Any) -> None:
        now = datetime.now(UTC)
        article = {"uri": URI, "version": "1", "published_at": now.isoformat(), "source": "Northwire", **fields}
        publish(self.settings, [Outgoing(article["uri"], json.dumps(article).encode(), now)])

    def until(self, true: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert self._process.poll() is None, self.said()[-3000:]
            assert time.monotonic() < deadline, self.said()[-3000:]
            time.sleep(0.1)

    def counts(self) -> tuple[int, int]:
        return len(self.mail.mails), len(self.hook.posts)

    def settled(self) -> tuple[int, int]:
        """The counts once nothing has come for three seconds."""
        seen, since = self.counts(), time.monotonic()
        while time.monotonic() - since < 3:
            time.sleep(0.1)
            if self.counts() != seen:
                seen, since = self.counts(), time.monotonic()
        return seen

    def stop(self) -> int:
        self._process.terminate()
        return self._process.wait(30)


@pytest.fixture(params=[pytest.param("kafka", marks=pytest.mark.kafka), "embedded"])
def live(request: pytest.FixtureRequest, prefix: str, tmp_path: Path) -> Iterator[Live]:
    with ExitStack() as stack:
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        given = load_settings({}, group=prefix, topic_prefix=f"{prefix}.", run_dir=tmp_path)
        if request.param == "kafka":
            settings = given.model_copy(update={"kafka": request.getfixturevalue("kafka").bootstrap})
            create_topics(settings)
        else:
            settings = stack.enter_context(EmbeddedBroker(given)).settings
        running = Live(settings, tmp_path, mail, hook)
        stack.callback(running.stop)
        yield running


def test_story_on_the_topic_ends_as_mail_and_post_and_a_kill_takes_them_back(live: Live) -> None:
    story = {"headline": "Tens of thousands on the move in Yemen's Marib", "body": two_takes(datetime.now(UTC))}

    live.send(**story)
    live.until(lambda: any("Marib" in mail.subject for mail in live.mail.mails))
    first = live.settled()

    (about_flight,) = (mail for mail in live.mail.mails if "displaced" in mail.subject)
    words = " ".join(about_flight.text.split())
    assert "26,000" in words
    assert "Yemen Conflict Observatory" in words
    assert "more than 26,000 people had fled" in words
    assert first[0] == first[1] == len({mail.mail["Message-ID"] for mail in live.mail.mails})

    live.send(**story)
    assert live.settled() == first

    live.send(version="2", pub_status="canceled", headline="MANDATORY KILL: Marib")
    live.until(lambda: live.counts() > first)
    last = live.settled()
    taken_back = [mail.subject.lower() for mail in live.mail.mails[first[0] :]]
    assert len(taken_back) == last[1] - first[1] == first[0]
    assert [subject for subject in taken_back if "withdrawn" not in subject] == []


def test_unreadable_article_lies_in_the_dead_letters_and_the_next_is_read(live: Live) -> None:
    publish(live.settings, [Outgoing("urn:broken", b'{"uri": "urn:broken", ', datetime.now(UTC))])
    live.send(uri="northwire:next", headline="Flight in Marib", body=two_takes(datetime.now(UTC)))

    live.until(lambda: bool(live.mail.mails))
    assert "dead_letter agent=reader reason=bad_json" in live.said()


def test_worker_told_to_stop_ends_politely(live: Live) -> None:
    assert live.stop() == 0
