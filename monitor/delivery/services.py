"""Channel URLs -> Apprise services, or what is wrong with them in words that show no secret."""

import contextlib
import logging
from collections.abc import Iterator, Mapping
from typing import Any

import apprise
from apprise.plugins import N_MGR
from apprise.plugins.email import NotifyEmail
from pydantic import SecretStr

from monitor.delivery.mail import APP_NAME
from monitor.delivery.slackhook import teach_apprise

# No pictures from elsewhere: they would tell a stranger when an alert is read.
_ASSET = apprise.AppriseAsset(
    app_id=APP_NAME, app_desc="Alerts from the wire", app_url="", image_url_mask="", image_url_logo=""
)


def open_service(url: str) -> apprise.NotifyBase | str:
    """The service behind a URL, or one sentence about what is wrong.  Neither log nor sentence shows the URL."""
    teach_apprise()
    schema = url.partition("://")[0].strip().lower()
    if "://" not in url or not schema:
        return "this is not a URL; it should look like mailto://… or slack://…"
    if schema not in N_MGR and schema not in ("http", "https"):
        return f"Apprise knows no `{_bounded(schema)}://`; see `apprise --details` for what it knows"
    with _no_word_from_apprise():
        service = apprise.Apprise.instantiate(url, asset=_ASSET, suppress_exceptions=True)
    if service is None:
        return f"`{_bounded(schema)}://` is known, but this URL lacks something or is misspelt (tokens, host, address)"
    return service


def check_channels(urls: Mapping[str, SecretStr]) -> dict[str, str]:
    """Channel -> what is wrong with its URL; an empty word where nothing is.  For `monitor doctor`."""
    return {name: _fault(open_service(url.get_secret_value())) for name, url in urls.items()}


def doubtful_senders(urls: Mapping[str, SecretStr]) -> dict[str, str]:
    """Channel -> the sender of its mails, where that is no address of the Internet (`root@localhost`)."""
    mails = {name: open_service(url.get_secret_value()) for name, url in urls.items()}
    senders = {name: str(mail.from_addr[1]) for name, mail in mails.items() if isinstance(mail, NotifyEmail)}
    return {name: sender for name, sender in senders.items() if not _is_reachable(sender.rpartition("@")[2])}


def _is_reachable(domain: str) -> bool:
    return "." in domain and not domain.endswith((".invalid", ".local", ".localdomain")) and not domain[-1].isdigit()


def _fault(service: Any) -> str:
    if isinstance(service, str):
        return service
    if len(service) > 1 and not isinstance(service, NotifyEmail):
        return f"the URL names {len(service)} recipients; a retry would reach all of them again, so give each a channel"
    return ""


def _bounded(schema: str) -> str:
    return "".join(sign for sign in schema if sign.isalnum() or sign in "+-.")[:20]


@contextlib.contextmanager
def _no_word_from_apprise() -> Iterator[None]:
    """Apprise logs a URL that it cannot load, tokens and all."""
    logger = logging.getLogger("apprise")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
