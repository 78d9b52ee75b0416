"""Page -> one SMS."""

import unicodedata

from monitor.text.messages.inert import shortened
from monitor.text.messages.page import Page

# 160 letters are one SMS, as long as each is of GSM's alphabet; one that is not halves it.
_SMS = 160


def as_short(page: Page, alert_id: str) -> str:
    """Level, region, what is new, who says so; the first letters of the alert id to ask for more."""
    by = next((f" ({words.by})" for words in page.quotes), "") if page.tone not in ("over", "withdrawn") else ""
    tail = f" #{_gsm(alert_id)[:8]}"
    line = _gsm(page.line)
    room = _SMS - len(tail)
    whole = line + _gsm(by)
    return (whole if len(whole) <= room else shortened(line, room).replace("…", "...")[:room]) + tail


def _gsm(text: str) -> str:
    """Letters without their marks; what has no Latin form stays and costs more."""
    text = text.replace(" · ", " ").replace("“", '"').replace("”", '"').replace("—", "-").replace("–", "-")
    text = text.replace("’", "'").replace("‘", "'").replace("…", "...")
    # NFD, not NFKD: compatibility forms would bring back the signs that `inert` took away.
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
