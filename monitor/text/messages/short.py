"""Page -> one SMS."""

import unicodedata

from monitor.text.messages.inert import shortened
from monitor.text.messages.page import Page

# 3GPP TS 23.038 §6.2.1: 160 letters of this alphabet are one SMS, those of its extension count twice.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWICE = frozenset("^{}\\[~]|€")
_SMS = 160
_UCS2 = 70
"""Letters of one SMS as soon as one of them is of no such alphabet."""
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "—": "-", "–": "-", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "…": "...",
     "→": "->", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "œ": "oe", "ð": "d", "þ": "th", "ə": "e"}
)  # fmt: skip


def as_short(page: Page, alert_id: str) -> str:
    """Level, region, what is new, who says so; the first letters of the alert id to ask for more."""
    by = next((f" ({words.by})" for words in page.quotes), "") if page.tone not in ("over", "withdrawn") else ""
    return fit_sms(page.line, f" #{alert_id[:8]}", if_room=by)


def fit_sms(line: str, tail: str = "", *, if_room: str = "") -> str:
    """One SMS that ends with `tail`, and has `if_room` before it where the whole line fits too."""
    line, tail, more = (plain_letters(part) for part in (line, tail, if_room))
    if _is_one(line + more + tail):
        return line + more + tail
    for room in range(_SMS - len(tail), 0, -1):
        cut = plain_letters(shortened(line, room)) + tail
        if _is_one(cut):
            return cut
    return tail[:_UCS2].strip()


def plain_letters(text: str) -> str:
    """Letters without their marks; what has no Latin form stays, and leaves room for 70."""
    text = text.replace(" · ", ": ").translate(_PLAIN)
    # NFD, not NFKD: compatibility forms would bring back the signs that `inert` took away.
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _is_one(text: str) -> bool:
    if all(sign in _GSM or sign in _GSM_TWICE for sign in text):
        return len(text) + sum(sign in _GSM_TWICE for sign in text) <= _SMS
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _UCS2
