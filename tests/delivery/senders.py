"""A sender to a real SMTP server and a real HTTP endpoint of ours."""

from pydantic import SecretStr

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.delivery.sender import Sender


def sender(mail: MailCatcher, hook: WebhookCatcher) -> Sender:
    return Sender({"mail": SecretStr(mail.url()), "slack": SecretStr(hook.url())})
