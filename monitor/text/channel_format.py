"""Channel URL -> the format its words want."""

import re

from monitor.model.route import Format

_SCHEMA = re.compile(r"\s*([a-z0-9+.-]+)://", re.IGNORECASE)
_SLACK_WEBHOOK = re.compile(r"\s*https?://hooks\.slack(?:-gov)?\.com/", re.IGNORECASE)
_MAIL = frozenset(("mailto", "mailtos"))
_SLACK = frozenset(("slack", "slackhook", "slackhooks"))
# What Apprise sends as SMS, or shows on a telephone as one.
_SHORT = frozenset(
    """46elks bulksms burstsms clickatell d7sms httpsms kavenegar messagebird msg91 nexmo sinch smseagle smsmgr sns
    threema twilio voipms vonage""".split()  # A list of words reads better as words.
)


def format_of(url: str) -> Format:
    """Told by the URL's beginning; anything unknown gets plain text."""
    found = _SCHEMA.match(url)
    schema = found[1].lower() if found else ""
    if schema in _MAIL:
        return Format.MAIL
    if schema in _SLACK or _SLACK_WEBHOOK.match(url):
        return Format.SLACK
    return Format.SHORT if schema in _SHORT else Format.TEXT
