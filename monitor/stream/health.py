"""/metrics, /livez and /readyz, from a thread of its own: a stuck event loop can't stop it from saying so."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from monitor.errors import SettingsError
from monitor.metrics import CONTENT_TYPE, Metrics
from monitor.stream.vitals import Vitals

_TEXT = "text/plain; charset=utf-8"


class HealthServer:
    """`port` is the one that it got."""

    def __init__(self, host: str, port: int, vitals: Vitals, metrics: Metrics, *, loop_stall_seconds: float) -> None:
        """Raises SettingsError where the address is taken."""
        answers = _Answers(vitals, metrics, loop_stall_seconds)
        try:
            self._server = ThreadingHTTPServer((host, port), _handler(answers))
        except OSError as error:
            raise SettingsError(
                f"can't listen on {host}:{port} ({error.strerror}): set MONITOR_HTTP_PORT to another, or 0 for any"
            ) from error
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


class _Answers:
    def __init__(self, vitals: Vitals, metrics: Metrics, loop_stall_seconds: float) -> None:
        self._vitals = vitals
        self._metrics = metrics
        self._loop_stall_seconds = loop_stall_seconds

    def to(self, path: str) -> tuple[int, str, bytes]:
        page = {"/metrics": self._page, "/livez": self._livez, "/readyz": self._readyz}.get(path.partition("?")[0])
        return page() if page else (404, _TEXT, b"/metrics, /livez or /readyz\n")

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
        if status != 200 or self._vitals.is_ready:
            return (status, kind, says if status != 200 else b"ready\n")
        return 503, _TEXT, b"the tables are being read\n"


def _handler(answers: _Answers) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version = "monitor"
        sys_version = ""
        timeout = 10  # s; a client that says nothing gives its thread back

        def do_GET(self) -> None:
            status, kind, body = answers.to(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Scrapes are not news."""

    return Handler
