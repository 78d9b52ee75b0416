"""Notification -> one RFC 5322 mail -> SMTP.  Apprise reads the URL; the mail is ours, for three reasons:

its own has a text part made from the HTML, a random Message-ID (so no threads), and hides the server's answer.
"""

import hashlib
import smtplib
import ssl
from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from monitor.delivery.answers import MaybeArrivedError
from monitor.errors import DeliveryError
from monitor.model.notification import Notification
from monitor.model.route import Severity

_PRIORITY = {Severity.FAILURE: "1 (Highest)", Severity.WARNING: "2 (High)"}
APP_NAME = "Wire-feed monitor"
_SOCKET_SECONDS = 15
# Seven bits: not every relay announces 8BITMIME (RFC 6152), and a broken letter is worse than a longer one.
_POLICY = SMTP.clone(cte_type="7bit")


def write_mail(notification: Notification, service: Any, now: datetime) -> EmailMessage:
    """Text and HTML; all mails of one alert are one thread, under an id that no mail has."""
    domain = _domain(service)
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = notification.message.subject
    name, address = service.from_addr
    mail["From"] = _address(name or APP_NAME, address)
    mail["To"] = [_address(name, address) for name, address in service.targets]
    if service.cc:
        mail["Cc"] = [_address(service.names.get(address), address) for address in sorted(service.cc)]
    if service.reply_to:
        mail["Reply-To"] = [_address(service.names.get(address), address) for address in sorted(service.reply_to)]
    mail["Date"] = now
    mail["Message-ID"] = f"<{_token(notification.id)}@{domain}>"
    mail["References"] = mail["In-Reply-To"] = f"<alert.{_token(notification.alert_id)}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: holiday answers stay away.
    mail["X-Monitor-Alert"] = f"{_token(notification.alert_id)} revision {notification.revision}"
    if notification.severity in _PRIORITY:
        mail["X-Priority"] = _PRIORITY[notification.severity]
    mail.set_content(notification.message.body, cte="quoted-printable")
    if notification.message.html:
        mail.add_alternative(notification.message.html, subtype="html", cte="quoted-printable")
    return mail


def send_mail(mail: EmailMessage, service: Any) -> str:
    """One transaction for all recipients.  Answers with the server's words; raises DeliveryError."""
    everybody = [address for _, address in service.targets] + sorted(service.cc) + sorted(service.bcc)
    server = _connect(service)
    try:
        refused = server.send_message(mail, service.from_addr[1], everybody)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise _refusal(error) from error
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise MaybeArrivedError(f"the mail server gave no answer ({type(error).__name__})", retryable=True) from error
    except smtplib.SMTPException as error:
        raise _refusal(error) from error
    finally:
        server.close()
    if refused:
        return f"accepted, but refused for {len(refused)} of {len(everybody)} recipients"
    return "accepted by the mail server"


def _connect(service: Any) -> smtplib.SMTP:
    try:
        return _open(service)
    except smtplib.SMTPResponseException as error:
        raise _refusal(error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"the mail server cannot be used ({type(error).__name__})", retryable=True) from error


def _open(service: Any) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if not service.verify_certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    host, port = service.smtp_host, service.port or 0
    if service.secure_mode == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SOCKET_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_SOCKET_SECONDS)
    try:
        if service.secure_mode == "starttls":
            server.starttls(context=context)
        if service.user and service.password:
            server.login(service.user, service.password)
    except BaseException:
        server.close()
        raise
    return server


def _refusal(error: Exception) -> DeliveryError:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        temporary = any(400 <= code < 500 for code in codes)
        return DeliveryError(f"SMTP {codes[0]}: every recipient was refused", retryable=temporary)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return DeliveryError(f"SMTP {error.smtp_code}: the mail server refused the login", retryable=False)
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
    return DeliveryError(f"SMTP {code}", retryable=not 500 <= code < 600)


def _address(name: Any, address: str) -> Address:
    return Address(display_name=str(name) if name else "", addr_spec=address)


def _domain(service: Any) -> str:
    domain = str(service.from_addr[1]).rpartition("@")[2]
    return domain if _is_token(domain) else "monitor.invalid"


def _token(text: str) -> str:
    """Fit for a Message-ID whatever the id was made of."""
    return text if _is_token(text) else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _is_token(text: Iterable[str]) -> bool:
    letters = list(text)
    return 0 < len(letters) <= 100 and all(sign.isascii() and (sign.isalnum() or sign in "-._") for sign in letters)
