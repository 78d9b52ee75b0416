"""Offer <-> a token that fits into a link.  HMAC-SHA-256: whoever holds the link may do this one thing, for a time.

Opening a link must never act by itself, since mail scanners open every link: show what it would do, and a button.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

from monitor.model.command import Offer

# RFC 2104 §3: a key shorter than half the hash weakens it.
MIN_KEY_BYTES = 16
PATH = "/link/"
"""Before the token, below the pages' own address."""
_MAX_TOKEN = 1_000


class BadTokenError(ValueError):
    """Its words are for whoever opened the link."""

    def __init__(self, says: str, *, is_expired: bool = False) -> None:
        super().__init__(says)
        self.is_expired = is_expired


def sign_offer(offer: Offer, key: bytes) -> str:
    """Raises ValueError where the key is too short to protect anything."""
    if len(key) < MIN_KEY_BYTES:
        raise ValueError(f"the key for links needs at least {MIN_KEY_BYTES} bytes")
    words = offer.model_dump_json().encode()
    return f"{_encoded(words)}.{_encoded(_seal(words, key))}"


def read_offer(token: str, keys: Sequence[bytes], now: datetime) -> Offer:
    """What a link allows.  Several keys, newest first, so that a key can be changed.  Raises BadTokenError."""
    words_part, dot, seal_part = token[:_MAX_TOKEN].partition(".")
    try:
        words, seal = _decoded(words_part), _decoded(seal_part)
    except (binascii.Error, ValueError):
        raise BadTokenError("This link is damaged; copy all of it.") from None
    fitting = [key for key in keys if len(key) >= MIN_KEY_BYTES and hmac.compare_digest(seal, _seal(words, key))]
    if not dot or not fitting:
        raise BadTokenError("This link was not made here, or is damaged.")
    try:
        offer = Offer.model_validate_json(words)
    except ValidationError:
        raise BadTokenError("This link comes from another version of the monitor.") from None
    if offer.expires_at <= now:
        raise BadTokenError(f"This link expired at {offer.expires_at:%Y-%m-%d %H:%M} UTC.", is_expired=True)
    return offer


def _seal(words: bytes, key: bytes) -> bytes:
    return hmac.new(key, b"monitor link v1\0" + words, hashlib.sha256).digest()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
