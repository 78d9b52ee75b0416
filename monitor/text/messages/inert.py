"""Words from the wire, made harmless: one line, bounded, nothing that a mail or chat program acts upon."""

import re
import unicodedata

_SCHEME = re.compile(
    r"(?i)\bh(tt)(ps?)(?=://)|\b(?:javascript|data|file|vbscript|tel|sms|mailto)(?=:\S)"
    r"|(?<=[a-z0-9+.-])(?<!http)(?<!https)(?=://)"
)
# New top domains come every year, so any letters after a dot without a space may be one.
_BARE_DOMAIN = re.compile(r"(?<=[\w-])\.(?=(?:[a-z]{2,}|[A-Z]{2,})\b(?!\.\s))")
_URL = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][!-~]*)?")
_NOT_IN_A_URL = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "'\"<>|`\\[]^{}"})
"""RFC 3986, appendix A; and the apostrophe, since an attribute may be set in them."""
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_LOOKALIKE = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_SPACES = re.compile(r"\s+")
# Four marks on one letter: more than any living script needs, enough for a Zalgo text to climb over its line.
_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+"
)


def inert(text: str, limit: int) -> str:
    """One line of at most `limit` characters: no control or direction signs, no mention, no link to click."""
    # Cut first: ten times the limit is enough to find `limit` visible characters, whatever was sent.
    text = "".join(sign if _is_harmless(sign) else " " if sign.isspace() else "" for sign in text[: limit * 10])
    text = _SPACES.sub(" ", _MARKS.sub(r"\1", text)).strip()
    text = _SCHEME.sub(_defanged, text)
    text = _BARE_DOMAIN.sub("[.]", text).replace("@", "(at)").replace("＠", "(at)")
    return shortened(text, limit)


def shortened(text: str, limit: int) -> str:
    """Whole words, and a sign that some are missing."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def safe_url(url: str) -> str:
    """A web address that may be shown as a link; empty for anything else."""
    url = url.strip()
    if len(url) > 500 or not _URL.fullmatch(url):
        return ""
    front, mark, fragment = _BARE_PERCENT.sub("%25", url).translate(_NOT_IN_A_URL).partition("#")
    return front + mark + fragment.replace("#", "%23")


def host_of(url: str) -> str:
    """Where a link leads, for people to see before they click."""
    return url.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]


def escape_html(text: str) -> str:
    """For text and for attribute values in double quotes."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def escape_slack(text: str) -> str:
    """Slack has no escape for its own marks, so look-alikes stand in for them."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _EMOJI.sub("꞉", text.translate(_LOOKALIKE))


def _is_harmless(sign: str) -> bool:
    # Cc control, Cf format (direction, zero width), Cs surrogates, Co private, Cn unassigned, Zl and Zp line ends.
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _defanged(found: re.Match[str]) -> str:
    return f"hxx{found[2]}" if found[1] else f"{found[0]} "
