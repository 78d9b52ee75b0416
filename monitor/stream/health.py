"""/metrics, /livez, /readyz, the alerts' feed and the pages behind links, from threads of its own.

A stuck event loop can't stop it from saying so.
"""

import logging
import sys
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

from monitor.errors import SettingsError
from monitor.metrics import CONTENT_TYPE, Metrics
from monitor.stream.alert_feed import AlertFeed
from monitor.stream.link_desk import Answer, LinkDesk
from monitor.stream.vitals import Vitals
from monitor.text.messages.link_page import STYLE_HASH
from monitor.text.signed_links import PATH

_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_MAX_FORM, _MAX_FIELDS = 8_192, 10
_log = logging.getLogger(__name__)
_GUARDS = {
    "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
"""The link is the key: it may not leak by a referrer, a cache or a frame."""


class HealthServer:
    """`port` is the one that it got."""

    def __init__(self, host: str, port: int, vitals: Vitals, metrics: Metrics, *, loop_stall_seconds: float) -> None:
        """Raises SettingsError where the address is taken."""
        answers = self.answers = _Answers(vitals, metrics, loop_stall_seconds)
        try:
            self._server = _Server((host, port), type("Handler", (_Handler,), {"answers": answers}))
        except OSError as error:
            raise SettingsError(
                f"can't listen on {host}:{port} ({error.strerror}): set MONITOR_HTTP_PORT to another, or 0 for any"
            ) from error
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is not news; anything else is one line, as all of our log."""
        error = sys.exception()
        if not isinstance(error, OSError):
            _log.error("http_failed because=%r", error)


class _Answers:
    def __init__(self, vitals: Vitals, metrics: Metrics, loop_stall_seconds: float) -> None:
        self._vitals = vitals
        self._metrics = metrics
        self._loop_stall_seconds = loop_stall_seconds
        self.links: LinkDesk | None = None
        """Set when there is something to show."""
        self.feed: AlertFeed | None = None
        """Set where alerts are served."""

    def to(self, path: str) -> tuple[int, str, bytes]:
        page = {"/metrics": self._page, "/livez": self._livez, "/readyz": self._readyz}.get(path.partition("?")[0])
        if page is not None:
            return page()
        found = self.feed.answer(path) if self.feed else None
        return found or (404, _TEXT, b"/metrics, /livez, /readyz or /alerts.atom\n")

    def _page(self) -> tuple[int, str, bytes]:
        return 200, CONTENT_TYPE, self._metrics.page()

    def _livez(self) -> tuple[int, str, bytes]:
        trouble = self._vitals.trouble
        age = self._vitals.beat_age_seconds()
        if not trouble and age > self._loop_stall_seconds:
            trouble = f"the event loop has not turned for {age:.0f} s"
        return (503, _TEXT, f"{trouble}\n".encode()) if trouble else (200, _TEXT, b"live\n")

    def _readyz(self) -> tuple[int, str, bytes]:
        status, kind, says = self._livez()
        if status != 200:
            return status, kind, says
        trouble = self._vitals.canary_trouble if self._vitals.is_ready else "the tables are being read"
        return (503, _TEXT, f"{trouble}\n".encode()) if trouble else (200, _TEXT, b"ready\n")

    def link(self, path: str, form: dict[str, str] | None) -> Answer | None:
        """The page behind a link; None: no such page.  Without a form it is only shown."""
        if self.links is None or not path.startswith(PATH):
            return None
        token = path.removeprefix(PATH).partition("?")[0]
        return self.links.show(token) if form is None else self.links.act(token, form)


class _Handler(BaseHTTPRequestHandler):
    answers: _Answers
    server_version = "monitor"
    sys_version = ""
    timeout = 10  # s; a client that says nothing gives its thread back

    def do_GET(self) -> None:
        page = self.answers.link(self.path, None)
        if page is not None:
            return self._say(page.status, _HTML, page.html.encode(), _GUARDS)
        return self._say(*self.answers.to(self.path))

    do_HEAD = do_GET  # noqa: N815  # as http.server names it

    def do_POST(self) -> None:
        size = self.headers.get("Content-Length", "")
        if not _is_size(size) or int(size) > _MAX_FORM:
            self.close_connection = True
            return self._say(413, _TEXT, b"a form of at most 8 KiB is taken here\n")
        page = self.answers.link(self.path, _form(self.rfile.read(int(size))))
        if page is None:
            return self._say(404, _TEXT, b"nothing is posted here\n")
        return self._say(page.status, _HTML, page.html.encode(), _GUARDS)

    def _say(self, status: int, kind: str, body: bytes, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Scrapes are not news."""


def _is_size(text: str) -> bool:
    """A number that `int` takes: no `²`, and not 5,000 digits."""
    return text.isascii() and text.isdigit() and len(text) < 10


def _form(body: bytes) -> dict[str, str]:
    """Empty where it is none."""
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MAX_FIELDS))
    except ValueError:
        return {}
