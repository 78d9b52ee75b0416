"""The client libraries' logs: what they narrate is left out, what they complain of is said once a minute."""

import logging
import time

_SAY_AGAIN_SECONDS = 60.0
_COMPLAIN = (
    "aiokafka",
    "aiokafka.conn",
    "aiokafka.cluster",
    "aiokafka.consumer.fetcher",
    "aiokafka.consumer.group_coordinator",
    "aiokafka.producer.sender",
)


class SaysItOnce(logging.Filter):
    """Each kind of complaint once a minute: a broker that is away is complained of ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._said_at: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """librdkafka hands over finished sentences with times in them, so those are one kind."""
        now = time.monotonic()
        kind = str(record.msg) if record.args else record.name
        if now - self._said_at.get(kind, -_SAY_AGAIN_SECONDS) < _SAY_AGAIN_SECONDS:
            return False
        if len(self._said_at) > 1_000:
            self._said_at.clear()
        self._said_at[kind] = now
        return True


def quiet_libraries() -> None:
    """Once a process."""
    for name in ("faust", "mode", "aiokafka", "monitor.stream.consumer", "monitor.stream.consumer_thread"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _COMPLAIN:
        logger = logging.getLogger(name)
        if not any(isinstance(each, SaysItOnce) for each in logger.filters):
            logger.addFilter(SaysItOnce())
