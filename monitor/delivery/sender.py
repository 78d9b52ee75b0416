"""Notification -> Apprise -> the provider's answer.  Blocking: the courier calls it in a thread."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import apprise
from apprise.plugins.email import NotifyEmail
from apprise.plugins.slack import NotifySlack
from pydantic import SecretStr

from monitor.delivery.answers import listening, why_not
from monitor.delivery.mail import send_mail, write_mail
from monitor.delivery.services import open_service
from monitor.delivery.slackhook import as_text
from monitor.errors import DeliveryError, SettingsError
from monitor.model.notification import Notification
from monitor.model.route import Format

# Apprise waits 4 s for an answer; a slow yes taken for none would be sent twice.
_READ_SECONDS = 15.0


class Sender:
    """Holds the channels' URLs, and shows them to nobody.  Raises SettingsError with every URL that is wrong."""

    def __init__(
        self, urls: Mapping[str, SecretStr], *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        opened = {name: open_service(url.get_secret_value()) for name, url in urls.items()}
        faults = [f"channel {name}: {fault}" for name, fault in opened.items() if isinstance(fault, str)]
        if faults:
            raise SettingsError("\n".join(faults))
        _keep_urls_out_of_logs()
        self._services: dict[str, Any] = {name: _prepared(service) for name, service in opened.items()}
        self._now = now

    def send(self, notification: Notification) -> str:
        """The provider's answer; raises DeliveryError.  Twice the same mail has the same Message-ID."""
        service = self._services.get(notification.channel)
        if service is None:
            raise DeliveryError(f"channel {notification.channel} has no URL", retryable=False)
        if isinstance(service, NotifyEmail):
            return send_mail(write_mail(notification, service, self._now()), service)
        return self._by_apprise(notification, service)

    def _by_apprise(self, notification: Notification, service: Any) -> str:
        sends = apprise.Apprise()
        sends.add(service)
        with listening() as answers:
            result = sends.notify(
                body=notification.message.body,
                title=_title(notification),
                notify_type=apprise.NotifyType(notification.severity.value),
                body_format=_source_format(notification, service),
            )
        if result.status is apprise.AppriseResultStatus.NOMATCH:
            raise DeliveryError("Apprise has nobody to send this to", retryable=False)
        if result.status is not apprise.AppriseResultStatus.SUCCESS:
            raise why_not(answers, self._now)
        return f"HTTP {answers.responses[-1].status_code}" if answers.responses else "accepted"


def _prepared(service: Any) -> Any:
    """Slack's words are ready and escaped; Apprise would read them as CommonMark once more, and attach them."""
    if isinstance(service, NotifySlack):
        service.dialect_convert = lambda body, *args, **options: body
        service.include_image = service.include_footer = service.use_blocks = False
        send = service._send
        service._send = lambda url, payload, *more, **options: send(url, as_text(payload), *more, **options)
    if service.socket_read_timeout == apprise.NotifyBase.socket_read_timeout:
        service.socket_read_timeout = _READ_SECONDS
    return service


def _keep_urls_out_of_logs() -> None:
    """Both write whole URLs at debug level, and a webhook's URL is its password."""
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _title(notification: Notification) -> str:
    """Slack's line stands in the body already, in bold."""
    return "" if notification.format is Format.SLACK else notification.message.subject


def _source_format(notification: Notification, service: Any) -> Any:
    """Always declared: without it Apprise makes `&lt;!channel&gt;` a live mention again."""
    return apprise.NotifyFormat.MARKDOWN if notification.format is Format.SLACK else apprise.NotifyFormat.TEXT
