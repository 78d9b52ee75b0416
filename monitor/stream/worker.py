"""Runs the pipeline in this process until it is told to stop, or until something fails.

Crash-only: what fails ends the worker with an exit code and a sentence, and its supervisor starts it again; nothing is
lost, since nothing is committed that was not finished.
"""

import asyncio
import gc
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime, timedelta

from monitor import __version__
from monitor.delivery.heartbeat import Heartbeat
from monitor.errors import BrokerError, MonitorError
from monitor.metrics import Metrics
from monitor.model.command import Offer
from monitor.model.knowledge import Knowledge
from monitor.model.notification import AlertLedger
from monitor.model.route import Routes
from monitor.settings import Settings
from monitor.steps.canary import NULL_CHANNEL
from monitor.stream.alert_feed import AlertFeed
from monitor.stream.announcer import Announcer
from monitor.stream.app import Engine, MakeCourier, build_app
from monitor.stream.clock import Clock, WallClock
from monitor.stream.health import HealthServer
from monitor.stream.link_desk import LinkDesk
from monitor.stream.orders import find_ledger, send_order
from monitor.stream.progress import agents_of, finished, partitions_behind
from monitor.stream.quiet import quiet_libraries
from monitor.stream.topics import check_topics, create_topics
from monitor.stream.vitals import Vitals
from monitor.stream.watchdog import Watchdog

_log = logging.getLogger(__name__)

STOPPED, NO_BROKER, CRASHED, STUCK = 0, 69, 70, 75
"""Exit codes, as sysexits.h: unavailable, internal error, temporary failure."""
_BEAT_SECONDS = 0.25


class Worker:
    """`run` blocks; `stop` may be called from any thread."""

    def __init__(
        self,
        settings: Settings,
        knowledge: Knowledge,
        *,
        routes: Routes | None = None,
        make_courier: MakeCourier | None = None,
        metrics: Metrics | None = None,
        clock: Clock | None = None,
        end_now: Callable[[int], object] = os._exit,
    ) -> None:
        self.metrics = metrics or Metrics()
        self.vitals = Vitals()
        self.ready = threading.Event()
        """Set when the tables are read and articles are taken."""
        self.error: BaseException | None = None
        """Why it ended, where nobody told it to."""
        self.http_port = 0
        self._settings = settings
        self._knowledge = knowledge
        self._routes = routes
        self._make_courier = make_courier
        self._clock = clock or WallClock()
        self._end_now = end_now
        self._loop: asyncio.AbstractEventLoop | None = None
        self._announcer: Announcer | None = None
        self._wanted = threading.Event()
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Stop politely: finish the message in hand, commit, leave."""
        self._wanted.set()
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # closed meanwhile
                loop.call_soon_threadsafe(self._stop.set)

    def run(self) -> int:
        """Returns the exit code.  Raises BrokerError or SettingsError where it can't begin."""
        quiet_libraries()
        prepare_topics(self._settings)
        self._name_labels()
        health = HealthServer(
            self._settings.http_host,
            self._settings.http_port,
            self.vitals,
            self.metrics,
            loop_stall_seconds=self._settings.loop_stall_seconds,
        )
        self.http_port = health.port
        health.answers.links = self._link_desk()
        health.answers.feed = AlertFeed(self._settings) if self._settings.serve_alerts else None
        health.start()
        try:
            with self._heartbeat():
                return asyncio.run(self._main())
        finally:
            self.vitals.is_over = True
            health.stop()

    def _heartbeat(self) -> AbstractContextManager[object]:
        url = self._settings.heartbeat_url
        if not url.get_secret_value():
            return nullcontext()
        return Heartbeat(
            url,
            self._why_not_well,
            every=timedelta(seconds=self._settings.heartbeat_seconds),
            on_trouble=lambda trouble: _log.warning("heartbeat_missed because=%s", trouble),
        )

    def _why_not_well(self) -> str:
        if self.vitals.beat_age_seconds() > self._settings.loop_stall_seconds:
            return "the event loop does not turn"
        if not self.vitals.is_ready:
            return self.vitals.trouble or "the tables are being read"
        return self.vitals.trouble or self.vitals.canary_trouble

    def _link_desk(self) -> LinkDesk | None:
        keys = self._settings.link_keys
        return LinkDesk(keys, self._find, lambda command: send_order(self._settings, command)) if keys else None

    def _find(self, offer: Offer) -> AlertLedger | None:
        announcer = self._announcer
        mine = announcer.row_of(offer.alert_id) if announcer else None
        return mine or find_ledger(self._settings, offer.alert_id, offer.region_id)

    def _name_labels(self) -> None:
        self.metrics.build(__version__, self._knowledge.version)
        self.metrics.name_rules(rule.name for rule in self._knowledge.rules)
        self.metrics.name_channels(channel.name for channel in (self._routes or Routes()).channels)

    async def _main(self) -> int:
        self._loop = asyncio.get_running_loop()
        if self._wanted.is_set():
            return STOPPED
        self._listen_to_signals()
        engine = build_app(
            self._settings,
            self._knowledge,
            self.metrics,
            routes=self._routes,
            make_courier=self._make_courier,
            clock=self._clock,
        )
        self._announcer = engine.announcer
        self.vitals.beat()
        watchdog = Watchdog(self._settings, self.vitals, self.metrics, agents_of(engine), self._bite)
        watchdog.start()
        beat = asyncio.create_task(self._beat(engine))
        start = asyncio.create_task(engine.app.start())
        try:
            await self._until_told_or_failed(engine, start, beat)
        finally:
            watchdog.stop()
            beat.cancel()
            self.vitals.is_ready, self.vitals.is_over = False, True
            await self._leave(engine, start)
        return self._code()

    async def _until_told_or_failed(
        self, engine: Engine, start: "asyncio.Task[None]", beat: "asyncio.Task[None]"
    ) -> None:
        told = asyncio.create_task(self._stop.wait())
        began = time.monotonic()
        await asyncio.wait({told, start, beat}, return_when=asyncio.FIRST_COMPLETED)
        if start.done() and not start.exception() and not engine.app.crashed and not told.done():
            self._say_ready(engine, time.monotonic() - began)
            await asyncio.wait({told, beat}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        ended = (task.exception() for task in (start, beat) if task.done() and not task.cancelled())
        failed = next(filter(None, ended), None)
        self.error = _innermost(failed or (engine.app.crash_reason if engine.app.crashed else None))

    def _say_ready(self, engine: Engine, seconds: float) -> None:
        self.metrics.recovered(seconds)
        # What is loaded now stays: phrases and places need not be looked through again at each collection.
        gc.collect()
        gc.freeze()
        self.vitals.is_ready = True
        self.ready.set()
        _log.info(
            "worker_ready seconds=%.1f instance=%s http_port=%s", seconds, self._settings.instance, self.http_port
        )

    async def _beat(self, engine: Engine) -> None:
        """Tell the threads how far we are; returns when the app has crashed."""
        while not engine.app.crashed:
            self.vitals.beat()
            self.vitals.finished = finished(engine)
            self._look_behind(engine)
            self.vitals.canary_trouble = engine.aviary.trouble
            if engine.announcer.courier is not None:
                for channel, count in engine.announcer.courier.waiting().items():
                    if channel != NULL_CHANNEL:
                        self.metrics.waiting(channel, count)
            await asyncio.sleep(_BEAT_SECONDS)

    def _look_behind(self, engine: Engine) -> None:
        behind = partitions_behind(engine, self.vitals.finished)
        if isinstance(self._clock, WallClock):
            self._clock.is_behind = behind is None or bool(behind)
        read_to = min((at for number, at in engine.reader.read_to.items() if number in (behind or ())), default=None)
        self.metrics.behind_seconds(max((datetime.now(UTC) - read_to).total_seconds(), 0.0) if read_to else 0.0)

    async def _leave(self, engine: Engine, start: "asyncio.Task[None]") -> None:
        if not start.done():
            start.cancel()
        try:
            async with asyncio.timeout(self._settings.stop_seconds):
                await engine.app.stop()
        except TimeoutError:
            _log.error("worker_did_not_stop seconds=%s", self._settings.stop_seconds)
            self._end_now(self._code() or CRASHED)
        except Exception:  # the reason it failed for is what counts
            _log.exception("worker_stop_failed")

    def _code(self) -> int:
        if self.error is None and self._stop.is_set():
            _log.info("worker_stopped")
            return STOPPED
        if self.error is None:
            self.error = MonitorError("the stream ended by itself and gave no reason")
        says = str(self.error) if isinstance(self.error, MonitorError) else repr(self.error)
        trace = None if isinstance(self.error, MonitorError) else self.error
        _log.critical("worker_crashed because=%s", says, exc_info=trace)
        return NO_BROKER if isinstance(self.error, BrokerError) else CRASHED

    def _bite(self, trouble: str) -> None:
        self.error = self.error or MonitorError(trouble)
        logging.shutdown()
        self._end_now(STUCK)

    def _listen_to_signals(self) -> None:
        if threading.current_thread() is threading.main_thread() and self._loop is not None:
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self._signaled, number)

    def _signaled(self, number: signal.Signals) -> None:
        _log.info("worker_told_to_stop signal=%s", number.name)
        if self._stop.is_set():
            _log.warning("worker_ends_at_once signals=2")
            self._end_now(STOPPED)
        self._stop.set()


def run_worker(
    settings: Settings,
    knowledge: Knowledge,
    *,
    routes: Routes | None = None,
    make_courier: MakeCourier | None = None,
    metrics: Metrics | None = None,
    clock: Clock | None = None,
) -> int:
    """Run until SIGINT or SIGTERM; returns the exit code."""
    worker = Worker(settings, knowledge, routes=routes, make_courier=make_courier, metrics=metrics, clock=clock)
    return worker.run()


def prepare_topics(settings: Settings) -> None:
    """Make what is missing, if we may, and refuse what is wrong.  Raises BrokerError with every problem."""
    if settings.create_topics:
        for name in create_topics(settings):
            _log.info("topic_created topic=%s", name)
    problems = check_topics(settings)
    if problems:
        raise BrokerError("\n".join(problems))


def _innermost(error: BaseException | None) -> BaseException | None:
    """The error itself, out of the groups that task groups wrap it in."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
