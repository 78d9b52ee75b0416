"""Metrics of the worker itself: ready, alive, recovered, and test articles of ours that come out."""

from prometheus_client import CollectorRegistry

from monitor.metrics.registered import Registered


class WorkerMetrics(Registered):
    """What the worker tells of itself."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(registry)
        self._ready = self._gauge("monitor_ready", "1 when the tables are read and articles are taken.")
        self._live = self._gauge(
            "monitor_live",
            "0 when the event loop or a partition has stood still too long; the worker then ends itself.",
        )
        self._loop_age = self._gauge(
            "monitor_loop_beat_age_seconds", "Since the event loop last turned. Above 5: something blocks it."
        )
        self._canary_seconds = self._gauge(
            "monitor_canary_seconds", "How long the last test article of ours took to the far end. Rising: we are slow."
        )
        self._canaries = self._counter(
            "monitor_canaries_total", "Test articles of ours that came out. Standing still: nothing would be told."
        )
        self._canary_late = self._gauge(
            "monitor_canary_late", "1 while a test article of ours is overdue: alerts may be late or missing."
        )
        self._recovery = self._gauge(
            "monitor_recovery_seconds", "How long the tables took to read at start. Rising with regions and alerts."
        )
        self._build = self._gauge(
            "monitor_build_info",
            "1; which version runs with which knowledge. Several at a time: workers differ, a rollout is under way.",
            "version",
            "knowledge",
        )

    def build(self, version: str, knowledge: str) -> None:
        """Which version runs."""
        self._build.labels(version, knowledge).set(1)

    def engine(self, *, is_ready: bool, is_live: bool, loop_age_seconds: float) -> None:
        """How the machine is."""
        self._ready.set(is_ready)
        self._live.set(is_live)
        self._loop_age.set(loop_age_seconds)

    def canary_out(self, seconds: float) -> None:
        """A test article of ours came out."""
        self._canaries.inc()
        self._canary_seconds.set(seconds)

    def canary_late(self, *, is_late: bool) -> None:
        """One is overdue, or none is."""
        self._canary_late.set(is_late)

    def recovered(self, seconds: float) -> None:
        """The tables are read."""
        self._recovery.set(seconds)
