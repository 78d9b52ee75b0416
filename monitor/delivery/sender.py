"""Notification -> Apprise -> the provider's answer.  Blocking: the courier calls it in a thread."""

from collections.abc import Mapping

import apprise
from pydantic import SecretStr

from monitor.errors import DeliveryError, SettingsError
from monitor.model.notification import Notification


class Sender:
    """Holds the channels' URLs, and shows them to nobody."""

    def __init__(self, urls: Mapping[str, SecretStr]) -> None:
        self._services: dict[str, apprise.NotifyBase] = {}
        for name, url in urls.items():
            service = apprise.Apprise.instantiate(url.get_secret_value(), suppress_exceptions=True)
            if service is None:
                raise SettingsError(f"channel {name}: not a URL that Apprise can use")
            self._services[name] = service

    def send(self, notification: Notification) -> str:
        """Raises DeliveryError."""
        service = self._services.get(notification.channel)
        if service is None:
            raise DeliveryError(f"channel {notification.channel} has no URL", retryable=False)
        sends = apprise.Apprise()
        sends.add(service)
        result = sends.notify(body=notification.message.body, title=notification.message.subject)
        if result.status != apprise.AppriseResultStatus.SUCCESS:
            raise DeliveryError(f"Apprise says {result.status.name}", retryable=True)
        return "accepted"
