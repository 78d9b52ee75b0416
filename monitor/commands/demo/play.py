"""Plays the day: embedded broker, catchers and worker in this process; the wire at speed; then stays up."""

import logging
import re
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from monitor.commands.demo.day import Day
from monitor.commands.demo.screen import alert_table, draw
from monitor.commands.demo.wire import WireItem, load_day
from monitor.commands.desk import courier_maker
from monitor.commands.knowledge import knowledge_for
from monitor.delivery.catchers import MailCatcher, WebhookCatcher
from monitor.delivery.sender import Sender
from monitor.errors import MonitorError
from monitor.model.alert import AlertChange
from monitor.model.route import Channel, Format, Route, Routes
from monitor.settings import Settings, load_settings
from monitor.stream.clock import ArticleClock
from monitor.stream.embedded import FORGETS, EmbeddedBroker
from monitor.stream.follow import Follower
from monitor.stream.publish import Publisher
from monitor.stream.topics import topics_of
from monitor.stream.worker import Worker

_MAIL, _HOOK = "duty-mail", "desk-slack"
_READY_SECONDS, _SETTLE_SECONDS = 60.0, 60.0
_AGENTS = 3


class Stage:
    """Everything that runs while the demo does."""

    def __init__(
        self, worker: Worker, settings: Settings, mail: MailCatcher, hook: WebhookCatcher, follower: Follower
    ) -> None:
        self.worker, self.settings, self.mail, self.hook, self.follower = worker, settings, mail, hook, follower
        self.day = Day(topics_of(settings))
        self.played: list[WireItem] = []
        self._wire = Publisher(settings)

    def play(self, item: WireItem) -> None:
        """Put one item on the wire."""
        self._wire.put(item.message)
        self._wire.flush()
        self.played.append(item)

    def look(self, seconds: float) -> list[AlertChange]:
        """Take in what passed; answers the alert changes among it.  Raises MonitorError if the worker has ended."""
        changes = self.day.take(self.follower.poll(seconds))
        if self.worker.vitals.is_over:
            raise MonitorError(f"the worker has ended: {self.worker.error or 'no reason given'}")
        return changes

    def settle(self) -> None:
        """Wait until all that lies on the topics is done, and what follows from it: one round for each agent."""
        for _ in range(_AGENTS):
            ends, deadline = self.follower.ends(), time.monotonic() + _SETTLE_SECONDS
            while any(self.worker.vitals.finished.get(place, end) < end for place, end in ends.items()):
                self.look(0.1)
                if time.monotonic() > deadline:
                    raise MonitorError("the worker does not keep up; what it says is on its /metrics")
        for _ in range(_AGENTS):
            self.look(0.3)

    def told(self) -> list[str]:
        """One line for each message that was caught, in order."""
        caught = [(mail.at, f"mail  {mail.subject}") for mail in self.mail.mails]
        caught += [(post.at, f"slack {_first_line(post.text)}") for post in self.hook.posts]
        return [line for _, line in sorted(caught)]

    def frame(self, at: datetime, total: int) -> RenderableType:
        """What the terminal shows now."""
        firing = list(self.day.firing.values())
        return draw(self.fates(), firing, self.told(), at, total, regions=len(self.day.regions))

    def fates(self) -> list[tuple[WireItem, str]]:
        return [(item, self.day.fate(item)) for item in self.played]


def run_demo(console: Console, *, seconds: float, exit_when_done: bool) -> None:
    """Blocks until Ctrl-C, or until the day is over with `exit_when_done`."""
    _hush()
    items = load_day()
    with set_up(console) as stage:
        if console.is_terminal:
            _play_live(console, stage, items, seconds)
        else:
            _play_quietly(console, stage, items, seconds)
        stage.settle()
        time.sleep(1.0)
        _sum_up(console, stage)
        if not exit_when_done:
            _stay_up(console, stage)


@contextmanager
def set_up(console: Console) -> Iterator[Stage]:
    """Broker, catchers and worker, ready to play; all end with the block."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="monitor-demo-")))
        mail, hook = stack.enter_context(MailCatcher()), stack.enter_context(WebhookCatcher())
        given = load_settings(data_dir=folder, http_port=0, tick_seconds=0.5, kafka="")
        console.print(Text(f"· {FORGETS}", style="dim"))
        broker = stack.enter_context(EmbeddedBroker(given))
        worker, thread = _start_worker(broker.settings, mail, hook)
        stack.callback(thread.join, 20)
        stack.callback(worker.stop)
        _wait_until_ready(worker, thread)
        topics = topics_of(broker.settings)
        follower = Follower(
            broker.settings, [topics.articles.name, topics.reports.name, topics.alerts.name, topics.dead_letters.name]
        )
        stack.enter_context(follower)
        console.print(Text(f"· ready: metrics on http://127.0.0.1:{worker.http_port}/metrics", style="dim"))
        yield Stage(worker, broker.settings, mail, hook, follower)


def _start_worker(settings: Settings, mail: MailCatcher, hook: WebhookCatcher) -> tuple[Worker, threading.Thread]:
    sender = Sender({_MAIL: SecretStr(mail.url()), _HOOK: SecretStr(hook.url())})
    channels = (Channel(name=_MAIL, format=Format.MAIL), Channel(name=_HOOK, format=Format.SLACK))
    routes = Routes(channels=channels, routes=(Route(name="demo", channels=(_MAIL, _HOOK)),))
    knowledge = knowledge_for(settings)
    worker = Worker(settings, knowledge, routes=routes, make_courier=courier_maker(sender), clock=ArticleClock())
    thread = threading.Thread(target=worker.run, name="worker", daemon=True)
    thread.start()
    return worker, thread


def _wait_until_ready(worker: Worker, thread: threading.Thread) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not worker.ready.wait(0.1):
        if not thread.is_alive() or time.monotonic() > deadline:
            raise MonitorError(f"the worker did not get ready: {worker.error or 'too slow'}")


def _play_live(console: Console, stage: Stage, items: Sequence[WireItem], seconds: float) -> None:
    with Live(console=console, screen=False, refresh_per_second=8, vertical_overflow="crop") as live:
        for item in items:
            stage.play(item)
            until = time.monotonic() + seconds / len(items)
            while (left := until - time.monotonic()) > 0:
                stage.look(min(left, 0.1))
                live.update(stage.frame(item.at, len(items)))
        stage.settle()
        live.update(stage.frame(items[-1].at, len(items)))


def _play_quietly(console: Console, stage: Stage, items: Sequence[WireItem], seconds: float) -> None:
    console.print(f"playing {len(items)} items of an invented day …")
    for item in items:
        stage.play(item)
        stage.look(seconds / len(items))


def _sum_up(console: Console, stage: Stage) -> None:
    console.print(Rule("the day, item by item"))
    for item, fate in stage.fates():
        console.print(
            Text.assemble((f"{item.at:%H:%M} ", "dim"), (f"{item.outlet:<15.15} ", "cyan"), item.headline[:90])
        )
        console.print(Text(f"      → {fate}", style="yellow" if stage_changed(fate) else "dim"))
    console.print(Rule("what the duty officer received by mail"))
    for mail in stage.mail.mails:
        console.print(Panel(Text(mail.text.strip()), title=Text(mail.subject), title_align="left"))
    console.print(Rule("and on the webhook"))
    for post in stage.hook.posts:
        console.print(Text(f"· {_first_line(post.text)}"))
    console.print(Rule("still firing at the end of the day"))
    console.print(alert_table(list(stage.day.firing.values())))


def stage_changed(fate: str) -> bool:
    """True where an item changed an alert."""
    return not fate.startswith(("quiet", "not read", "nothing new", "new, but", "dead letter", "takes"))


def _stay_up(console: Console, stage: Stage) -> None:
    console.print(Rule())
    console.print("The monitor stays up.  In a second terminal, put in a text of your own:")
    console.print("  [bold].venv/bin/monitor publish story.txt --headline 'My headline' --source Me[/]")
    console.print("What follows from it shows here.  Ctrl-C ends; the embedded broker then forgets all.")
    mails, posts = len(stage.mail.mails), len(stage.hook.posts)
    try:
        while True:
            for change in stage.look(0.5):
                console.print(
                    Text(f"{change.region_name}: {change.rule} {change.reason.value}. {change.because}", style="yellow")
                )
            for mail in stage.mail.mails[mails:]:
                console.print(Panel(Text(mail.text.strip()), title=Text(mail.subject), title_align="left"))
            for post in stage.hook.posts[posts:]:
                console.print(Text(f"· webhook: {_first_line(post.text)}"))
            mails, posts = len(stage.mail.mails), len(stage.hook.posts)
    except KeyboardInterrupt:
        console.print("ended")


def _first_line(text: str) -> str:
    """The first line as people see it: Slack turns `:red_circle:` and the stars into a picture and bold."""
    line = text.strip().splitlines()[0] if text.strip() else ""
    return re.sub(r"^:\w+: ", "", line).replace("*", "")


def _hush() -> None:
    """The picture is the demo's; what the worker says to operators would tear it."""
    logging.basicConfig(level=logging.CRITICAL, force=True)
