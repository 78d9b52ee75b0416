"""Every metric, with what its rise means.  The only package that imports prometheus_client.

Names end in their unit or `_total`; labels are words from short lists, set to 0 at start so that a first one is seen by
`rate()`.  No region, article or alert is ever a label.
"""

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

from monitor.metrics.of_alerts import AlertMetrics
from monitor.metrics.of_articles import DEAD_LETTERS, ArticleMetrics
from monitor.metrics.of_messages import MessageMetrics
from monitor.metrics.of_the_worker import WorkerMetrics

__all__ = ["CONTENT_TYPE", "DEAD_LETTERS", "Metrics"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics(WorkerMetrics, MessageMetrics, AlertMetrics, ArticleMetrics):
    """One for a worker."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        super().__init__(registry or CollectorRegistry())
        # process_resident_memory_bytes and the like; a memory that grows for days is a leak.
        ProcessCollector(registry=self.registry)

    def page(self) -> bytes:
        """What /metrics answers."""
        return generate_latest(self.registry)
