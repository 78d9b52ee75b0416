"""What others on the machine can see of a running worker: no secret, no article, no open door."""

import os
import re
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.settings import Settings, load_settings
from monitor.stream.embedded import EmbeddedBroker
from monitor.stream.publish import Outgoing, publish
from tests.kafka.test_story import Live
from tests.stories.tell import two_takes

_WORD = "hunter2secret"
_SECRETS = sorted(
    f"MONITOR_{name.upper()}" for name, field in Settings.model_fields.items() if field.annotation is SecretStr
)


class Exposed:
    """A worker at its most talkative, that has read, told, failed and buried."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.pids = _family(live._process.pid)
        (port,) = re.findall(r"http_port=(\d+)", live.said())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
            self.metrics = page.read().decode()

    def commands(self) -> str:
        """What `ps` shows of it and its children."""
        return "\n".join(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode() for pid in self.pids)

    def doors(self) -> list[str]:
        """Addresses on which it listens, as the kernel writes them."""
        # This process, too: in it run the embedded broker of `monitor up` and the catchers of `monitor demo`.
        ours = {link for pid in (*self.pids, os.getpid()) for link in _sockets(pid)}
        found = []
        for table in ("/proc/net/tcp", "/proc/net/tcp6"):
            for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in ours:
                    found.append(fields[1].partition(":")[0])
        return found


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _sockets(pid: int) -> Iterator[str]:
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found = re.match(r"socket:\[(\d+)\]", os.readlink(entry))
        except OSError:  # closed meanwhile
            continue
        if found:
            yield found[1]


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exposed]:
    folder = tmp_path_factory.mktemp("exposed")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        broker = stack.enter_context(EmbeddedBroker(load_settings({}, group="exposed", run_dir=folder / "run")))
        for name in _SECRETS:
            url = f"json://user:{_WORD}@127.0.0.1:9/{_WORD}"
            patch.setenv(
                name,
                {"MONITOR_CHANNEL_URLS": f"dead = {url}", "MONITOR_HEARTBEAT_URL": f"http://127.0.0.1:9/{_WORD}"}.get(
                    name, _WORD * 4
                ),
            )
        patch.setenv("MONITOR_LOG_LEVEL", "DEBUG")
        live = Live(broker.settings, folder, mail, hook)
        stack.callback(live.stop)
        publish(broker.settings, [Outgoing("urn:broken", b'{"uri": "urn:broken", "body": "' + _WORD.encode())])
        live.send(uri="urn:marib", headline="Flight in Marib", body=two_takes(datetime.now(UTC)))
        live.until(lambda: bool(mail.mails) and "dead_letter " in live.said(), 60)
        yield Exposed(live)


def test_the_log_of_a_worker_at_debug_holds_no_secret(exposed: Exposed) -> None:
    assert "delivered " in exposed.live.said()
    assert _WORD not in exposed.live.said()


def test_ps_shows_no_secret(exposed: Exposed) -> None:
    assert "monitor run" in exposed.commands()
    assert _WORD not in exposed.commands()


def test_metrics_hold_no_secret_and_nothing_of_any_article(exposed: Exposed) -> None:
    assert 'monitor_articles_total{outcome="reported"}' in exposed.metrics
    for words in (_WORD, "Marib", "urn:", "YE-", "Sirwah"):
        assert words not in exposed.metrics


def test_a_worker_listens_on_loopback_only(exposed: Exposed) -> None:
    doors = exposed.doors()

    assert len(doors) >= 4, "/metrics, the embedded broker, two catchers"
    assert {door for door in doors if door not in ("0100007F", "00000000000000000000000001000000")} == set()


def test_no_secret_setting_is_shown_by_repr_or_error() -> None:
    settings = load_settings(dict.fromkeys(_SECRETS, _WORD * 4))

    assert _WORD not in f"{settings!r} {settings} {settings.model_dump()}"
