"""A real Apache Kafka on loopback: one KRaft node from Maven's jars.   python -m tests.kafka.broker up DIR PORT | down DIR"""

import atexit
import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

VERSION = "4.1.1"
UP_SECONDS = 90  # a cold start takes 6 s on two idle cores
DOWN_SECONDS = 30

_COPY_JARS = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>tests</groupId><artifactId>kafka</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>{VERSION}</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
</dependencies></project>
"""
ALONE = """\
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
"""
"""One broker needs nobody else."""
_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={folder}/log
num.partitions=4
# Tests stamp articles with a time of their own, which may run ahead of the day; Kafka refuses more than an hour.
log.message.timestamp.after.max.ms=9223372036854775807
"""


class BrokerError(Exception):
    """Kafka cannot run here; the message says what to do."""


def jars() -> Path:
    """The folder of Kafka's jars, fetched once with Maven."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wire-feed-monitor"
    kept = home / f"kafka-{VERSION}"
    if kept.is_dir():
        return kept
    _need("mvn", "maven")
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        (Path(folder) / "pom.xml").write_text(_POM)
        _run(["mvn", "-q", "-B", _COPY_JARS, "-DoutputDirectory=jars"], Path(folder))
        if not kept.is_dir():  # else somebody else was faster
            (Path(folder) / "jars").rename(kept)
    return kept


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Broker:
    """One node with its own folder: stopped and started again it still knows everything."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def bootstrap(self) -> str:
        """For `bootstrap.servers`."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Come up, or raise BrokerError with the end of Kafka's log."""
        _need("java", "openjdk-17-jre-headless")
        self.folder.mkdir(parents=True, exist_ok=True)
        properties = self.folder / "server.properties"
        if not properties.exists():
            text = ALONE + _PROPERTIES.format(port=self.port, controller=free_port(), folder=self.folder)
            properties.write_text(text)
        if not (self.folder / "log").exists():
            cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
            _run([*_java(), "kafka.tools.StorageTool", "format", "-t", cluster, "-c", str(properties)], self.folder)
        with (self.folder / "kafka.log").open("ab") as log:
            # Its own session, so that Ctrl-C in a terminal reaches the tests and not the broker under them.
            started = subprocess.Popen(
                [*_java(), "kafka.Kafka", str(properties)], stdout=log, stderr=log, start_new_session=True
            )
        self._pid_file.write_text(str(started.pid))
        self._wait_until_up(started)

    def stop(self) -> None:
        """Go down politely; harmless when it is down already."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Go down at once, as a machine does that loses power."""
        self._end(signal.SIGKILL)

    @property
    def _pid_file(self) -> Path:
        return self.folder / "pid"

    def _wait_until_up(self, started: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + UP_SECONDS
        while time.monotonic() < until:
            if started.poll() is not None:
                break
            if self.answers():
                return
            time.sleep(0.2)
        tail = (self.folder / "kafka.log").read_text(errors="replace")[-2000:]
        self.kill()
        raise BrokerError(f"Kafka did not come up on {self.bootstrap}. The end of {self.folder}/kafka.log:\n{tail}")

    def answers(self) -> bool:
        """Whether the broker tells its metadata."""
        try:  # a connect first: librdkafka would log every refusal
            socket.create_connection(("127.0.0.1", self.port), 0.5).close()
        except OSError:
            return False
        try:
            return bool(AdminClient({"bootstrap.servers": self.bootstrap}).list_topics(timeout=5).brokers)
        except KafkaException:
            return False

    def _end(self, how: signal.Signals) -> None:
        if not self._pid_file.exists():
            return
        pid = int(self._pid_file.read_text())
        for step in (how, signal.SIGKILL):
            try:
                os.kill(pid, step)
            except ProcessLookupError:
                break
            if _ended(pid, DOWN_SECONDS):
                break
        self._pid_file.unlink()


@cache
def shared() -> Broker:
    """One broker for the whole test run; gone, with its folder, when Python exits."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-kafka-"))
    broker = Broker(folder)

    def end() -> None:
        broker.kill()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    broker.start()
    return broker


def _java() -> list[str]:
    return ["java", "-Xms256m", "-Xmx768m", "-XX:+UseSerialGC", "-cp", f"{jars()}/*"]


def _need(command: str, package: str) -> None:
    if shutil.which(command) is None:
        raise BrokerError(f"The Kafka tests need `{command}`: apt-get install {package}")


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BrokerError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")


def _ended(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                return True
        except ChildProcessError:  # not ours: started by an earlier command
            if not Path(f"/proc/{pid}").exists():
                return True
        time.sleep(0.05)
    return False


def main(arguments: list[str]) -> int:
    """`up DIR PORT` and `down DIR`, for a shell."""
    match arguments:
        case ["up", folder, port]:
            broker = Broker(Path(folder).resolve(), int(port))
            broker.start()
            sys.stdout.write(f"{broker.bootstrap}\n")
        case ["down", folder]:
            Broker(Path(folder).resolve(), 0).stop()
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
