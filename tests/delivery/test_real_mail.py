"""Mails on a real SMTP server: threads, readers, refusals, headers."""

import pytest
from pydantic import SecretStr

from monitor.delivery.answers import MaybeArrivedError
from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.delivery.sender import Sender
from monitor.errors import DeliveryError
from monitor.model.alert import ChangeReason, Level
from tests.delivery.couriers import notifications
from tests.delivery.senders import sender


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


def test_urgent_mail_says_so_in_its_headers(mail: MailCatcher, hook: WebhookCatcher):
    sender(mail, hook).send(notifications(level=Level.CRITICAL)["mail"])
    assert mail.mails[0].mail["X-Priority"] == "1 (Highest)"
