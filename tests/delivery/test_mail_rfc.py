"""Every mail as a strict reader sees it: RFC 5322 lines and headers, RFC 2045 bodies, no defects."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest

from monitor.delivery.mail import write_mail
from monitor.delivery.services import open_service
from monitor.model.notification import Notification
from monitor.model.route import Format
from monitor.text.messages import as_digest, marked_as_repeat
from tests.delivery.changes import NOON
from tests.delivery.golden import KINDS, posted

SERVICE = open_service("mailto://mail.example?from=Wächter<monitor@ops.example>&to=duty@ops.example,second@ops.example")
LETTERS: dict[str, Notification] = {
    **{kind: posted(kind, Format.MAIL) for kind in KINDS},
    "possible-repeat": marked_as_repeat(posted("started", Format.MAIL)),
    "digest": as_digest([posted(kind, Format.MAIL) for kind in ("started", "veto", "hostile")]),
}


def raw(kind: str) -> bytes:
    return write_mail(LETTERS[kind], SERVICE, NOON).as_bytes()


def parsed(kind: str) -> EmailMessage:
    mail = BytesParser(policy=default).parsebytes(raw(kind))
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.mark.parametrize("kind", LETTERS)
def test_a_strict_parser_finds_no_defect(kind: str):
    mail = parsed(kind)

    assert [defect for part in mail.walk() for defect in part.defects] == []
    assert [defect for name in mail for header in mail.get_all(name, []) for defect in header.defects] == []


@pytest.mark.parametrize("kind", LETTERS)
def test_lines_are_short_plain_ascii_and_end_as_the_rfc_says(kind: str):
    letter = raw(kind)

    assert letter.isascii()
    assert b"\n" not in letter.replace(b"\r\n", b"")
    assert b"\r" not in letter.replace(b"\r\n", b"")
    assert max(len(line) for line in letter.split(b"\r\n")) <= 78


@pytest.mark.parametrize("kind", LETTERS)
def test_nobody_is_written_to_but_who_is_named_in_the_url(kind: str):
    mail = parsed(kind)

    assert sorted(address.addr_spec for address in mail["To"].addresses) == ["duty@ops.example", "second@ops.example"]
    assert mail["From"].addresses == (Address("Wächter", addr_spec="monitor@ops.example"),)
    assert not mail["Bcc"]
    assert not mail["Cc"]
    assert len(mail["Subject"]) < 300


@pytest.mark.parametrize("kind", LETTERS)
def test_text_and_html_arrive_as_they_were_written(kind: str):
    mail, written = parsed(kind), LETTERS[kind].message
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))

    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n").rstrip() == written.body.rstrip()
    assert html.get_content().replace("\r\n", "\n").rstrip() == written.html.rstrip()


def test_mails_of_one_alert_are_one_thread_and_a_digest_is_its_own():
    ids = {kind: (parsed(kind)["Message-ID"], parsed(kind)["References"]) for kind in ("started", "rose", "digest")}

    assert ids["started"][1] == ids["rose"][1] == "<alert.a1f09c3e77d2@ops.example>"
    assert ids["digest"][1] != ids["started"][1]
    assert len({message_id for message_id, _ in ids.values()}) == 3
