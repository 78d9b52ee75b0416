"""A worker process under test: started, killed, stopped, and its log kept."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 60
MAX_RESTARTS = 100


class CrashLoopError(AssertionError):
    """A worker that no supervisor can help."""


@dataclass
class Worker:
    """One worker under one name; `start` again is the supervisor's restart."""

    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    is_wanted: bool = False
    restarts: int = 0
    """How often it ended by itself."""
    kills: int = 0
    moves: int = 0
    """How often it left the group politely, or came back after that."""
    ready_word: bytes = b"worker_ready"
    """What its log says when it has partitions and takes articles."""
    _log_from: int = field(default=0, repr=False)
    _has_left: bool = field(default=False, repr=False)
    _running: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Begin, without waiting for anything."""
        self.moves += self._has_left
        self.is_wanted, self._has_left = True, False
        with self.log.open("ab") as log:
            self._log_from = log.tell()
            self._running = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Die at once."""
        self.is_wanted = False
        self.kills += self.is_running
        self._send(signal.SIGKILL)
        self._wait()

    def stop(self) -> float:
        """Stop politely; answers how many seconds it took."""
        begun = time.monotonic()
        self.ask_to_stop()
        self._wait()
        return time.monotonic() - begun

    def ask_to_stop(self) -> None:
        """SIGTERM; it stops by itself.  A second one would end it at once, so `stop` afterwards only waits."""
        if self.is_wanted:
            self.is_wanted = False
            self.moves += self.is_running
            self._has_left = self.is_running
            self._send(signal.SIGTERM)

    def freeze(self, seconds: float) -> None:
        """Stand still, as a machine does that swaps; then go on."""
        if self.is_running:
            self._send(signal.SIGSTOP)
            time.sleep(seconds)
            self._send(signal.SIGCONT)

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self._running is not None and self._running.poll() is None

    @property
    def is_at_work(self) -> bool:
        """Whether it has come so far since its start."""
        with self.log.open("rb") as log:
            log.seek(self._log_from)
            return self.is_running and self.ready_word in log.read()

    @property
    def resident_mb(self) -> float:
        """Memory of the process."""
        pid = 0 if self._running is None else self._running.pid
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    @property
    def processor_seconds(self) -> float:
        """What the process has used since its start: on a busy machine a start takes longer and costs the same."""
        pid = 0 if self._running is None else self._running.pid
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def revive(self) -> None:
        """Start it again if it ended by itself, as a supervisor would."""
        if self.is_wanted and not self.is_running:
            self.restarts += 1
            if self.restarts > MAX_RESTARTS:
                raise CrashLoopError(f"{self.command} ends again and again:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.5)
            self.start()

    def _send(self, number: signal.Signals) -> None:
        if self._running is not None and self._running.poll() is None:
            os.killpg(self._running.pid, number)

    def _wait(self) -> None:
        if self._running is None:
            return
        try:
            self._running.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()
            raise
