"""What a provider really answered.  Apprise says only yes or no: no status code, no Retry-After."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import wraps
from typing import Any

import requests

from monitor.errors import DeliveryError

_SURELY_RETRYABLE = frozenset({408, 423, 425, 429})


class MaybeArrivedError(DeliveryError):
    """The connection ended without an answer: the provider may have it."""


class Answers:
    """The responses and failures of one send, in order."""

    def __init__(self) -> None:
        self.responses: list[requests.Response] = []
        self.failures: list[requests.RequestException] = []


_listening: ContextVar[Answers | None] = ContextVar("answers", default=None)


@contextmanager
def listening() -> Iterator[Answers]:
    """Note every HTTP answer that this thread gets meanwhile."""
    _listen_in_requests()
    answers = Answers()
    token = _listening.set(answers)
    try:
        yield answers
    finally:
        _listening.reset(token)


def _listen_in_requests() -> None:
    """Every Apprise plugin makes its own `requests.Session`, so the class is the only place to listen."""
    if getattr(requests.Session.send, "notes_answers", False):
        return
    original = requests.Session.send

    @wraps(original)
    def send(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        answers = _listening.get()
        try:
            response = original(self, request, **options)
        except requests.RequestException as error:
            if answers is not None:
                answers.failures.append(error)
            raise
        if answers is not None:
            answers.responses.append(response)
        return response

    send.notes_answers = True  # type: ignore[attr-defined]  # A mark on our own function, so that it wraps once.
    requests.Session.send = send  # type: ignore[method-assign]  # See the docstring.


def why_not(answers: Answers, now: Callable[[], datetime]) -> DeliveryError:
    """The error that a refused send means: try again or not, and when."""
    if answers.failures:
        return _from_failure(answers.failures[-1])
    if answers.responses:
        return _from_response(answers.responses[-1], now())
    return DeliveryError("the provider took nothing and gave no reason", retryable=True)


def _from_failure(error: requests.RequestException) -> DeliveryError:
    name = type(error).__name__
    if isinstance(error, requests.ConnectTimeout) or "Connection refused" in str(error):
        return DeliveryError(f"no connection ({name})", retryable=True)
    if isinstance(error, requests.Timeout | requests.ConnectionError):
        return MaybeArrivedError(f"the connection ended without an answer ({name})", retryable=True)
    return DeliveryError(f"the request could not be made ({name})", retryable=False)


def _from_response(response: requests.Response, now: datetime) -> DeliveryError:
    code = response.status_code
    retryable = code in _SURELY_RETRYABLE or code >= 500
    says = f"HTTP {code}"
    if code < 300:
        says = f"HTTP {code}, but the answer says it was refused"
    return DeliveryError(says, retryable=retryable, retry_after=_retry_after(response.headers.get("Retry-After"), now))


def _retry_after(value: str | None, now: datetime) -> timedelta | None:
    """RFC 9110 §10.2.3: seconds or a date; anything else is ignored."""
    if not value:
        return None
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value.strip()[:9]), 10**9))
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(at - now, timedelta(0))
