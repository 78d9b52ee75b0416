"""Through Apprise to a real SMTP server and a real HTTP endpoint."""

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from monitor.delivery.answers import MaybeArrivedError
from monitor.delivery.catchers import Answer, MailCatcher, WebhookCatcher
from monitor.delivery.sender import Sender
from monitor.delivery.services import check_channels
from monitor.errors import DeliveryError, SettingsError
from monitor.model.alert import ChangeReason, Level
from monitor.model.notification import Outcome
from monitor.model.route import Format
from monitor.text.channel_format import format_of
from tests.delivery.changes import NOON, quote
from tests.delivery.couriers import QUICK, courier, notifications


@pytest.fixture
def mail() -> Iterator[MailCatcher]:
    with MailCatcher() as catcher:
        yield catcher


@pytest.fixture
def hook() -> Iterator[WebhookCatcher]:
    with WebhookCatcher() as catcher:
        yield catcher


def sender(mail: MailCatcher, hook: WebhookCatcher) -> Sender:
    return Sender({"mail": SecretStr(mail.url()), "slack": SecretStr(hook.url())})


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


def test_mails_of_one_alert_are_one_thread_and_a_retry_has_the_same_message_id(mail: MailCatcher, hook: WebhookCatcher):
    one = sender(mail, hook)
    first, later = notifications()["mail"], notifications(reason=ChangeReason.STARTED, revision=2)["mail"]
    for notification in (first, first, later):
        one.send(notification)
    a, b, c = (letter.mail for letter in mail.mails)
    assert a["Message-ID"] == b["Message-ID"] != c["Message-ID"]
    assert a["References"] == c["References"]
    assert a["Auto-Submitted"] == "auto-generated"
    assert a.get_content_type() == "multipart/alternative"


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


def test_a_mail_server_that_asks_for_patience_is_tried_again(mail: MailCatcher, hook: WebhookCatcher):
    mail.refuse_with = "451 busy"
    with pytest.raises(DeliveryError, match="SMTP 451") as refused:
        sender(mail, hook).send(notifications()["mail"])
    assert refused.value.retryable
    mail.refuse_with = "554 never"
    with pytest.raises(DeliveryError, match="SMTP 554") as refused:
        sender(mail, hook).send(notifications()["mail"])
    assert not refused.value.retryable


def test_a_mail_goes_to_all_its_readers_in_one_transaction(mail: MailCatcher):
    url = f"{mail.url('a@ops.example,b@ops.example')}&cc=Chief<c@ops.example>&bcc=d@ops.example&reply=desk@ops.example"
    one = Sender({"mail": SecretStr(url)})
    assert one.send(notifications()["mail"]) == "accepted by the mail server"
    (letter,) = mail.mails
    assert set(letter.recipients) == {f"{name}@ops.example" for name in "abcd"}
    assert "c@ops.example" in letter.mail["Cc"]
    assert letter.mail["Reply-To"] == "desk@ops.example"
    assert b"d@ops.example" not in letter.raw
    mail.unknown_recipients = frozenset({"b@ops.example"})
    assert one.send(notifications()["mail"]) == "accepted, but refused for 1 of 4 recipients"


def test_a_mail_that_no_reader_may_have_is_refused_for_good(mail: MailCatcher, hook: WebhookCatcher):
    mail.unknown_recipients = frozenset({"duty@ops.example"})
    with pytest.raises(DeliveryError, match="SMTP 550: every recipient was refused") as refused:
        sender(mail, hook).send(notifications()["mail"])
    assert not refused.value.retryable


def test_a_mail_server_that_hangs_up_may_have_the_mail(mail: MailCatcher, hook: WebhookCatcher):
    mail.hang_up = True
    with pytest.raises(MaybeArrivedError, match="gave no answer"):
        sender(mail, hook).send(notifications()["mail"])


def test_no_mail_server_no_tls_and_no_login_are_told_apart_from_a_refusal(mail: MailCatcher):
    base = f"127.0.0.1:{mail.port}?from=a@ops.example&to=b@ops.example"
    for url, says in (
        ("mailto://127.0.0.1:9?from=a@ops.example&to=b@ops.example", "the mail server cannot be used"),
        (f"mailtos://{base}&mode=starttls", "the mail server cannot be used"),
        (f"mailtos://{base}&mode=ssl", "the mail server cannot be used"),
        (f"mailto://ana:hunter2secret@{base}", "the mail server cannot be used"),
    ):
        with pytest.raises(DeliveryError, match=says) as failed:
            Sender({"mail": SecretStr(url)}).send(notifications()["mail"])
        assert "hunter2secret" not in str(failed.value)
        assert not isinstance(failed.value, MaybeArrivedError)


def test_an_alert_id_that_no_header_may_hold_still_makes_a_thread(mail: MailCatcher, hook: WebhookCatcher):
    sender(mail, hook).send(notifications(alert_id="öß <x>\r\nBcc: y@z.example")["mail"])
    (letter,) = mail.mails
    assert letter.mail["Bcc"] is None
    assert letter.mail["References"].startswith("<alert.")


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


HOSTILE = quote(
    text="<!channel> <b>bold</b> *x* `y` <https://evil.example|click> @here http://evil.example/a\u202egnp.exe",
    headline="Subject\r\nBcc: victim@example.com <script>alert(1)</script>" + "A" * 10_000,
    attribution="<@U123> & co",
    outlet="Wire\u0007\ud800",
    url="javascript:alert(1)",
)


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


def test_a_wrong_url_is_a_clear_error_that_shows_no_secret(caplog: pytest.LogCaptureFixture):
    urls = {
        "ops": SecretStr("slack://hunter2secret"),
        "typo": SecretStr("maillto://user:hunter2secret@example.com"),
        "plain": SecretStr("hunter2secret"),
    }
    with pytest.raises(SettingsError) as wrong:
        Sender(urls)
    says = str(wrong.value)
    assert "channel ops: `slack://` is known, but" in says
    assert "channel typo: Apprise knows no `maillto://`" in says
    assert "channel plain: this is not a URL" in says
    assert "hunter2secret" not in says + caplog.text


def test_a_webhooks_url_is_in_no_log_even_at_debug(hook: WebhookCatcher, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    for url in (hook.url("hunter2secret"), hook.json_url("hunter2secret")):
        Sender({"slack": SecretStr(url)}).send(notifications()["slack"])
    assert len(hook.posts) == 2
    assert "hunter2secret" not in caplog.text


def test_mails_are_clean_by_the_rfcs(mail: MailCatcher, hook: WebhookCatcher):
    sender(mail, hook).send(notifications(region_name="Lvivska oblast · Львів " + "é" * 40)["mail"])
    (letter,) = mail.mails
    assert letter.raw.isascii()
    assert max(len(line) for line in letter.raw.split(b"\r\n")) <= 998
    assert b"\n" not in letter.raw.replace(b"\r\n", b"")
    assert not letter.mail.defects
    assert not any(part.defects for part in letter.mail.walk())
    for header in ("Date", "Message-ID", "From", "To", "Subject", "MIME-Version"):
        assert len(letter.mail.get_all(header, [])) == 1
    assert "Львів" in letter.subject
    assert letter.mail["From"] == "Wire-feed monitor <monitor@ops.example>"


def test_no_message_fetches_anything_from_elsewhere(mail: MailCatcher, hook: WebhookCatcher):
    for notification in notifications().values():
        sender(mail, hook).send(notification)
    assert "<img" not in mail.mails[0].html
    assert "apprise" not in (mail.mails[0].raw + hook.posts[0].raw).decode().lower()


def test_check_channels_says_what_is_wrong_or_nothing():
    found = check_channels({"good": SecretStr("json://127.0.0.1/x"), "bad": SecretStr("slack://nope")})
    assert found["good"] == ""
    assert "lacks something" in found["bad"]


def test_the_format_follows_from_the_url():
    assert format_of("mailto://127.0.0.1?from=a@b.example&to=c@d.example") is Format.MAIL
    assert format_of("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/") is Format.SLACK
    assert format_of("slackhook://127.0.0.1/x") is Format.SLACK
    assert format_of("json://127.0.0.1/x") is Format.TEXT


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


def test_channels_without_urls_fail_with_their_name():
    with pytest.raises(DeliveryError, match="channel slack has no URL"):
        Sender({}).send(notifications()["slack"])


def test_urgent_mail_says_so_in_its_headers(mail: MailCatcher, hook: WebhookCatcher):
    sender(mail, hook).send(notifications(level=Level.CRITICAL)["mail"])
    assert mail.mails[0].mail["X-Priority"] == "1 (Highest)"
