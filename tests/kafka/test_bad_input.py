"""What a wire sends on its worst day: nothing is lost, nothing acts, the next article is read."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.delivery.catchers import Answer, MailCatcher, WebhookCatcher
from monitor.errors import BrokerError
from monitor.settings import load_settings
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.follow import Follower
from monitor.stream.publish import Outgoing, publish
from monitor.stream.topics import topics_of
from tests.kafka.test_story import Live
from tests.stories.tell import two_takes

NOW = datetime.now(UTC)


@pytest.fixture
def live(prefix: str, tmp_path: Path) -> Iterator[Live]:
    with ExitStack() as stack:
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        given = load_settings({}, group=prefix, topic_prefix=f"{prefix}.", run_dir=tmp_path)
        settings = stack.enter_context(EmbeddedBroker(given)).settings
        running = Live(settings, tmp_path, mail, hook)
        stack.callback(running.stop)
        yield running


def article(**fields: object) -> bytes:
    return json.dumps(
        {"uri": "urn:bad", "published_at": NOW.isoformat(), "headline": "H", "body": "B", **fields}
    ).encode()


BAD = {
    "bad_json": b'{"uri": "urn:bad", ',
    "bad_utf8": b'{"uri": "urn:bad", "body": "\xff"}',
    "not_an_object": b"[1, 2, 3]",
    "empty_message": b"  ",
    "bad_field": article(body={"text": "x"}),
    "no_date": article(published_at=None),
    "bad_date": article(published_at="yesterday"),
    "future_date": article(published_at=(NOW + timedelta(days=3)).isoformat()),
}


def test_each_unreadable_message_is_a_dead_letter_with_its_bytes_and_the_next_is_read(live: Live) -> None:
    publish(live.settings, [Outgoing(f"urn:{reason}", value) for reason, value in BAD.items()])
    live.send(uri="urn:good", headline="Flight in Marib", body=two_takes(NOW))

    live.until(lambda: bool(live.mail.mails))
    with Follower(live.settings, [topics_of(live.settings).dead_letters.name]) as follower:
        letters = [json.loads(seen.value) for seen in follower.until_now()]
    assert {letter["reason"] for letter in letters} == set(BAD)
    assert all(letter["topic"] and letter["offset"] >= 0 and letter["says"] for letter in letters)


def test_empty_body_and_other_languages_are_quiet(live: Live) -> None:
    live.send(uri="urn:empty", headline="", body="")
    live.send(
        uri="urn:fr",
        headline="Des milliers fuient",
        body="Quelque 30.000 personnes ont fui les combats dans la région depuis lundi.",
    )
    live.send(uri="urn:good", headline="Flight in Marib", body=two_takes(NOW))

    live.until(lambda: bool(live.mail.mails))
    assert "dead_letter" not in live.said()


def test_markup_in_a_headline_acts_nowhere(live: Live) -> None:
    headline = "<!channel> <img src=x onerror=alert(1)> *Flight* <https://evil.example|click>\r\nBcc: all@ops.example"
    live.send(uri="urn:markup", headline=headline, body=two_takes(NOW))

    live.until(lambda: live.counts()[0] >= 1 and live.counts()[1] >= 1)
    for post in live.hook.posts:
        assert "<!channel>" not in post.raw.decode()
        assert "<https://evil.example" not in post.raw.decode()
    for mail in live.mail.mails:
        assert "<img" not in mail.html
        assert mail.mail["Bcc"] is None
        assert mail.recipients == ("duty@ops.example",)


def test_article_that_no_broker_takes_is_refused_with_its_name(live: Live) -> None:
    with pytest.raises(BrokerError, match="urn:huge"):
        publish(live.settings, [Outgoing("urn:huge", article(body="x" * 50_000_000))])


def test_mail_arrives_while_the_webhook_refuses_and_the_webhook_hears_later(live: Live) -> None:
    live.hook.then_answer(Answer(500), Answer(429, retry_after="1"))
    live.send(uri="urn:good", headline="Flight in Marib", body=two_takes(NOW))

    live.until(lambda: bool(live.mail.mails), 15)
    live.until(lambda: len(live.hook.posts) == len(live.mail.mails), 40)
    assert [post.answered for post in live.hook.refused] == [500, 429]
