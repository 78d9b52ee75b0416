"""`slackhook://host:port/path`: Slack's webhook JSON to any address (Mattermost, Rocket.Chat, our own catcher).

Apprise's `slack://` speaks only to slack.com.  `slackhooks://` is the same over TLS.
"""

import json
from typing import Any

import apprise
import requests
from apprise.plugins import N_MGR


class SlackHook(apprise.NotifyBase):  # type: ignore[misc]  # Apprise's types are not followed (pyproject.toml).
    """Posts `{"text": …}` as it is: the words are Slack's mrkdwn already, escaped."""

    service_name = "Slack-compatible webhook"
    service_url = "https://api.slack.com/messaging/webhooks"
    protocol = "slackhook"
    secure_protocol = "slackhooks"
    setup_url = service_url
    request_rate_per_sec = 0
    body_maxlen = 35_000
    title_maxlen = 0
    notify_format = apprise.NotifyFormat.MARKDOWN
    templates = ("{schema}://{host}/{path}", "{schema}://{host}:{port}/{path}")

    def __init__(self, fullpath: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.fullpath = fullpath or "/"

    def url(self, privacy: bool = False, *args: Any, **options: Any) -> str:
        """The path is the secret."""
        schema = self.secure_protocol if self.secure else self.protocol
        port = f":{self.port}" if self.port else ""
        return f"{schema}://{self.host}{port}{'/****' if privacy else self.fullpath}"

    def send(self, body: str, title: str = "", **options: Any) -> bool:
        """True where the endpoint took it; `answers` hears the details."""
        scheme = "https" if self.secure else "http"
        port = f":{self.port}" if self.port else ""
        payload = {"text": f"{title}\n{body}" if title else body, "unfurl_links": False, "unfurl_media": False}
        try:
            response = requests.post(
                f"{scheme}://{self.host}{port}{self.fullpath}",
                data=json.dumps(payload, ensure_ascii=True),
                headers={"Content-Type": "application/json"},
                timeout=self.request_timeout,
                verify=self.verify_certificate,
                allow_redirects=False,
            )
        except requests.RequestException:
            return False
        return 200 <= response.status_code < 300

    @staticmethod
    def parse_url(url: str) -> Any:
        return apprise.NotifyBase.parse_url(url, verify_host=False)


def as_text(payload: dict[str, Any]) -> dict[str, Any]:
    """Apprise attaches the words, which Slack folds after five lines and shows on no telephone's lock screen."""
    attached = payload.get("attachments")
    if not attached:
        return payload
    rest = {name: value for name, value in payload.items() if name not in ("attachments", "blocks")}
    return {**rest, "text": attached[0]["text"], "unfurl_links": False, "unfurl_media": False}


def teach_apprise() -> None:
    """Once for the process; again is harmless."""
    if "slackhook" not in N_MGR:
        N_MGR.add(SlackHook, schemas=("slackhook", "slackhooks"))
