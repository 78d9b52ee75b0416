"""A webhook that judges as Slack's documentation says Slack does.

Formatting (api.slack.com/reference/surfaces/formatting): `&`, `<`, `>` are control characters and stand for themselves
only as entities; `<…>` is a link, a mention or a command.  Incoming webhooks (api.slack.com/messaging/webhooks): JSON
with a text, else 400 `invalid_payload` or `no_text`; a text above 4,000 characters is posted in pieces.
"""

import json
import re
from typing import Any

from monitor.delivery.catchers import Answer, WebhookCatcher

LONGEST = 4_000
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
_LINK = re.compile(r"<https?://[^<>|\s]+\|[^<>|\n]+>")
_FIELDS = {"text", "mrkdwn", "unfurl_links", "unfurl_media", "username"}


def faults(payload: Any) -> list[str]:
    """What Slack would refuse, cut, fold, or take for something else than words."""
    if not isinstance(payload, dict) or set(payload) - _FIELDS:
        return ["invalid_payload"]
    text = payload.get("text")
    if not isinstance(text, str) or not text.strip():
        return ["no_text"]
    plain = _LINK.sub("", text)
    return [
        *(["too long: posted in pieces"] if len(text) > LONGEST else []),
        *(["a mention or a command"] if re.search(r"<[!@#]", text) else []),
        *(["a control character for itself"] if re.search(r"[<>&]", _without_quotes(_ENTITY.sub("", plain))) else []),
        *(["a bare entity in a link"] if "&" in _ENTITY.sub("", text) else []),
    ]


def _without_quotes(text: str) -> str:
    """`>` at the beginning of a line is a quotation."""
    return re.sub(r"(?m)^> ?", "", text)


class SlackCatcher(WebhookCatcher):
    """Answers 400 with Slack's word where Slack would not show what was meant."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def _next_answer(self) -> Answer:
        return Answer(400) if self.found else Answer()

    def _take(self, path: str, raw: bytes) -> Answer:
        try:
            self.found = faults(json.loads(raw))
        except ValueError:
            self.found = ["invalid_payload"]
        return super()._take(path, raw)
