"""Through Apprise to a real SMTP server and a real HTTP endpoint."""

import asyncio
import time
from datetime import timedelta

import pytest
from pydantic import SecretStr

from monitor.delivery.answers import MaybeArrivedError
from monitor.delivery.catchers import Answer, MailCatcher, WebhookCatcher
from monitor.delivery.sender import Sender
from monitor.errors import DeliveryError
from monitor.model.notification import Outcome
from tests.delivery.changes import NOON, quote
from tests.delivery.couriers import QUICK, courier, notifications
from tests.delivery.senders import sender

HOSTILE = quote(
    text="<!channel> <b>bold</b> *x* `y` <https://evil.example|click> @here http://evil.example/a\u202egnp.exe",
    headline="Subject\r\nBcc: victim@example.com <script>alert(1)</script>" + "A" * 10_000,
    attribution="<@U123> & co",
    outlet="Wire\u0007\ud800",
    url="javascript:alert(1)",
)


def test_mail_and_webhook_get_the_alert_once_each(mail: MailCatcher, hook: WebhookCatcher):
    async def scene() -> None:
        async with courier(sender(mail, hook).send) as running:
            for notification in notifications().values():
                running.courier.post(notification)
            results = await running.until(2)
        assert [result.outcome for result in results] == [Outcome.SENT] * 2

    asyncio.run(scene())
    (letter,), (post,) = mail.mails, hook.posts
    assert letter.recipients == ("duty@ops.example",)
    assert "West Darfur" in letter.subject
    for words in (letter.text, letter.html, post.text):
        assert "12,000" in words
        assert "UN refugee agency" in words
        assert "people have fled" in words  # the telling words are set off from the rest of their sentence
    assert post.body["unfurl_links"] is False


def test_a_500_is_tried_again_until_it_is_taken(mail: MailCatcher, hook: WebhookCatcher):
    async def scene() -> None:
        hook.then_answer(Answer(500), Answer(502))
        async with courier(sender(mail, hook).send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
        assert (result.outcome, result.tries) == (Outcome.SENT, 3)

    asyncio.run(scene())
    assert (len(hook.refused), len(hook.posts)) == (2, 1)


def test_a_400_is_not_tried_again(mail: MailCatcher, hook: WebhookCatcher):
    async def scene() -> None:
        hook.always_answer(Answer(400))
        async with courier(sender(mail, hook).send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
        assert (result.outcome, result.tries, result.answer) == (Outcome.FAILED, 1, "HTTP 400")

    asyncio.run(scene())


def test_retry_after_of_a_429_is_honoured(mail: MailCatcher, hook: WebhookCatcher):
    async def scene() -> None:
        hook.then_answer(Answer(429, retry_after="1"))
        async with courier(sender(mail, hook).send) as running:
            started = time.monotonic()
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
            assert time.monotonic() - started >= 1
        assert (result.outcome, result.tries) == (Outcome.SENT, 2)

    asyncio.run(scene())


def test_retry_after_is_heard_from_any_plugin_of_apprise(hook: WebhookCatcher):
    hook.then_answer(Answer(503, retry_after="Fri, 31 Dec 9999 23:59:59 GMT"))
    one = Sender({"slack": SecretStr(hook.json_url())})
    with pytest.raises(DeliveryError) as refused:
        one.send(notifications()["slack"])
    assert refused.value.retryable
    assert refused.value.retry_after is not None
    assert refused.value.retry_after > timedelta(days=1000)


def test_mail_arrives_within_two_seconds_while_slack_hangs(mail: MailCatcher, hook: WebhookCatcher):
    async def scene() -> None:
        hook.always_answer(Answer(hang=30))
        async with courier(
            sender(mail, hook).send, patience=QUICK._replace(try_timeout=timedelta(seconds=5))
        ) as running:
            started = time.monotonic()
            running.courier.post(notifications()["slack"])
            running.courier.post(notifications()["mail"])
            (result,) = await running.until(1)
            assert time.monotonic() - started < 2
            assert (result.channel, result.outcome) == ("mail", Outcome.SENT)

    asyncio.run(scene())
    assert len(mail.mails) == 1


def test_an_answer_that_never_comes_may_mean_that_it_arrived(hook: WebhookCatcher):
    hook.always_answer(Answer(hang=5))
    with pytest.raises(MaybeArrivedError, match="without an answer"):
        Sender({"slack": SecretStr(hook.json_url() + "?rto=0.3")}).send(notifications()["slack"])


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7), ("Wed, 01 May 2024 12:00:30 GMT", 30), ("soon", None), ("-3", None), ("", None)]
)
def test_retry_after_is_seconds_or_a_date_and_anything_else_is_ignored(
    hook: WebhookCatcher, value: str, seconds: int | None
):
    hook.then_answer(Answer(429, retry_after=value))
    one = Sender({"slack": SecretStr(hook.url())}, now=lambda: NOON)
    with pytest.raises(DeliveryError) as refused:
        one.send(notifications()["slack"])
    assert refused.value.retry_after == (None if seconds is None else timedelta(seconds=seconds))


def test_nobody_at_the_other_end_is_a_failure_and_not_ambiguous():
    with WebhookCatcher() as gone:
        url = gone.url()

    async def scene() -> None:
        async with courier(Sender({"slack": SecretStr(url)}).send) as running:
            running.courier.post(notifications()["slack"])
            (result,) = await running.until(1)
        assert (result.outcome, result.tries) == (Outcome.FAILED, QUICK.tries)

    asyncio.run(scene())


def test_markup_mentions_links_and_headers_in_wire_copy_are_inert(mail: MailCatcher, hook: WebhookCatcher):
    hostile = {"quotes": (HOSTILE,), "because": HOSTILE.text, "region_name": "X\r\nBcc: y@z.example <!here>"}
    both = notifications(**hostile)
    one = sender(mail, hook)
    for notification in both.values():
        one.send(notification)
    (letter,), (post,) = mail.mails, hook.posts
    assert letter.mail["Bcc"] is None
    assert letter.recipients == ("duty@ops.example",)
    assert len(letter.subject) < 200
    for words in (letter.html, post.text):
        assert "<script" not in words
        assert "<!" not in words.replace("<!doctype html>", "").replace("<!DOCTYPE html>", "")
        assert "<@" not in words
        assert "javascript:" not in words
        assert "<https://evil" not in words
        assert 'href="http://evil' not in words
    for words in (letter.text, letter.html, post.text, letter.subject):
        assert "\u202e" not in words
        assert "http://evil" not in words
    assert "@here" not in post.text
    assert len(post.raw) < 20_000
    assert len(letter.raw) < 60_000


def test_no_message_fetches_anything_from_elsewhere(mail: MailCatcher, hook: WebhookCatcher):
    for notification in notifications().values():
        sender(mail, hook).send(notification)
    assert "<img" not in mail.mails[0].html
    assert "apprise" not in (mail.mails[0].raw + hook.posts[0].raw).decode().lower()


def test_apprises_own_slack_plugin_passes_our_words_on_unchanged(monkeypatch: pytest.MonkeyPatch):
    import requests

    sent: list[bytes] = []

    def send(self: object, request: requests.PreparedRequest, **options: object) -> requests.Response:
        assert isinstance(request.body, str | bytes)
        sent.append(request.body if isinstance(request.body, bytes) else request.body.encode())
        response = requests.Response()
        response.status_code, response._content = 200, b"ok"
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    url = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/"
    words = "*bold* &lt;!channel&gt; <https://board.example|board>"
    one = notifications()["slack"]
    Sender({"slack": SecretStr(url)}).send(
        one.model_copy(update={"message": one.message.model_copy(update={"body": words})})
    )
    import json

    payload = json.loads(sent[0])
    assert payload["text"] == words
    assert "attachments" not in payload
