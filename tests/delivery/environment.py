"""What a worker's process is told: the settings of a test, a mail server and an endpoint of ours."""

import os
from pathlib import Path

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.settings import Settings


def environment(settings: Settings, folder: Path, mail: MailCatcher, hook: WebhookCatcher) -> dict[str, str]:
    return {
        **os.environ,
        "MONITOR_KAFKA": settings.kafka,
        "MONITOR_GROUP": settings.group,
        "MONITOR_TOPIC_PREFIX": settings.topic_prefix,
        "MONITOR_CREATE_TOPICS": str(settings.create_topics),
        "MONITOR_INSTANCE": settings.group,
        "MONITOR_HTTP_PORT": "0",
        "MONITOR_DATA_DIR": str(folder),
        "MONITOR_CHANNEL_DUTY_MAIL": mail.url(),
        "MONITOR_CHANNEL_DESK": hook.url(),
    }
