"""`monitor run` and `monitor up`: a worker in this process, until it is told to stop."""

import logging
import sys
import time

from monitor.commands.desk import desk_for
from monitor.commands.knowledge import knowledge_for
from monitor.settings import Settings
from monitor.stream.embedded import FORGETS, EmbeddedBroker
from monitor.stream.worker import run_worker

_FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)-7s %(message)s"


def run(settings: Settings) -> int:
    """One worker on the Kafka of the settings; answers its exit code.  Raises MonitorError where it can't begin."""
    _log_to_stderr(settings)
    desk = desk_for(settings)
    if desk.make_courier is None:
        logging.getLogger(__name__).warning("nobody_is_told because=no channel is set up")
    return run_worker(settings, knowledge_for(settings), routes=desk.routes, make_courier=desk.make_courier)


def up(settings: Settings) -> int:
    """The same, with the embedded broker in this process."""
    _log_to_stderr(settings)
    log = logging.getLogger(__name__)
    with EmbeddedBroker(settings) as broker:
        log.warning(FORGETS)
        log.info("embedded_broker address=%s", broker.address)
        return run(broker.settings)


def _log_to_stderr(settings: Settings) -> None:
    """UTC, one line a decision: what journald, Docker and people with grep expect."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_utc(logging.Formatter(_FORMAT, "%Y-%m-%dT%H:%M:%S")))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    # It says "Notifying 1 service(s)" each time; our own line says to whom, and what came of it.
    logging.getLogger("apprise").setLevel(logging.WARNING)


def _utc(formatter: logging.Formatter) -> logging.Formatter:
    formatter.converter = time.gmtime
    return formatter
