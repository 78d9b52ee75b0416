"""Real servers on loopback that take what we send and remember it, for tests and for `monitor demo`."""

import json
import threading
import time
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

# More than this nobody looks at; a catcher left alone must not eat the machine's memory.
_MAX_KEPT = 10_000
_MAX_BODY = 5_000_000


class CaughtMail(NamedTuple):
    at: datetime
    recipients: tuple[str, ...]
    mail: EmailMessage
    raw: bytes

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"] or "")

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, subtype: str) -> str:
        part = self.mail.get_body((subtype,))
        return str(part.get_content()) if part else ""


class CaughtPost(NamedTuple):
    at: datetime
    path: str
    body: Any
    """The JSON, read; None where it is none."""
    raw: bytes
    answered: int

    @property
    def text(self) -> str:
        """The words, whether Slack's payload or Apprise's."""
        if not isinstance(self.body, dict):
            return ""
        return str(self.body.get("text") or self.body.get("message") or "")


class Answer(NamedTuple):
    """What the webhook catcher is told to answer.  `hang` seconds pass before it does."""

    status: int = 200
    retry_after: str = ""
    hang: float = 0.0


class MailCatcher:
    """A real SMTP server on a free loopback port; needs the extra `demo` (aiosmtpd)."""

    def __init__(self, port: int = 0) -> None:
        self.mails: list[CaughtMail] = []
        self._port = port
        self._controller: Any = None
        self.refuse_with = ""
        """For example `451 try later`: said instead of taking the mail."""
        self.hang_up = False
        """Take the mail's bytes and end the connection without a word."""
        self.unknown_recipients: frozenset[str] = frozenset()

    @property
    def port(self) -> int:
        return int(self._controller.server.sockets[0].getsockname()[1])

    def url(self, to: str = "duty@ops.example") -> str:
        """The Apprise URL that reaches this catcher."""
        return f"mailto://127.0.0.1:{self.port}?from=monitor@ops.example&to={to}"

    def __enter__(self) -> Self:
        from aiosmtpd.controller import Controller

        class OnFreePort(Controller):  # type: ignore[misc]  # aiosmtpd has no types.
            """aiosmtpd asks its own port for a sign of life; with port 0 it must learn which one that is."""

            def _trigger_server(self) -> None:
                self.port = self.server.sockets[0].getsockname()[1]
                super()._trigger_server()

        self._controller = OnFreePort(self, hostname="127.0.0.1", port=self._port, data_size_limit=_MAX_BODY)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name.
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.unknown_recipients:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name.
        if self.hang_up:
            server.transport.abort()
        if self.refuse_with:
            return self.refuse_with
        mail = message_from_bytes(envelope.content, policy=default)
        self.mails.append(CaughtMail(datetime.now(UTC), tuple(envelope.rcpt_tos), mail, envelope.content))
        del self.mails[:-_MAX_KEPT]
        return "250 taken"


class WebhookCatcher:
    """A real HTTP server on a free loopback port.  Answers 200, or what `then_answer` was told, in order."""

    def __init__(self, port: int = 0) -> None:
        self.posts: list[CaughtPost] = []
        """What was taken (answered 2xx)."""
        self.refused: list[CaughtPost] = []
        self._answers: deque[Answer] = deque()
        self._always: Answer | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = True
        self._closing = threading.Event()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "desk") -> str:
        """The Apprise URL for Slack's payload."""
        return f"slackhook://127.0.0.1:{self.port}/{path}"

    def json_url(self, path: str = "json") -> str:
        """The Apprise URL for Apprise's own JSON."""
        return f"json://127.0.0.1:{self.port}/{path}"

    def then_answer(self, *answers: Answer) -> None:
        """The next posts get these, one each."""
        self._answers.extend(answers)

    def always_answer(self, answer: Answer | None) -> None:
        """Every post gets this until told otherwise."""
        self._always = answer

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="webhook catcher", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _next_answer(self) -> Answer:
        if self._answers:
            return self._answers.popleft()
        return self._always or Answer()

    def _take(self, path: str, raw: bytes) -> Answer:
        answer = self._next_answer()
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if answer.hang:
            self._closing.wait(answer.hang)
        post = CaughtPost(datetime.now(UTC), path, body, raw, answer.status)
        (self.posts if 200 <= answer.status < 300 else self.refused).append(post)
        del self.posts[:-_MAX_KEPT], self.refused[:-_MAX_KEPT]
        return answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        catcher = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 30

            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), _MAX_BODY)
                answer = catcher._take(self.path, self.rfile.read(length))
                with suppress(OSError):
                    self.send_response(answer.status)
                    if answer.retry_after:
                        self.send_header("Retry-After", answer.retry_after)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"ok")

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet: what came is in `posts`."""

        return Handler


def wait_until(true: Any, seconds: float = 5.0) -> bool:
    """Ask until it holds or time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.01)
    return bool(true())
