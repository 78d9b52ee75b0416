"""How long and how often a courier tries."""

from datetime import timedelta
from typing import NamedTuple


class Patience(NamedTuple):
    """Six tries in about two minutes: longer, and the fallback channel should have heard already."""

    tries: int = 6
    try_timeout: timedelta = timedelta(seconds=20)
    """Ours, whatever the provider's library waits for."""
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(seconds=60)
    longest_retry_after: timedelta = timedelta(minutes=5)
    """A provider that asks for more is taken for down."""
    give_up_after: timedelta = timedelta(minutes=10)

    def wait(self, tries: int, retry_after: timedelta | None, jitter: float) -> timedelta:
        """Before the next try: doubling, spread by `jitter` (0 to 1), and never sooner than the provider asked."""
        doubled = min(self.first_wait * (1 << (tries - 1)), self.longest_wait)
        own = doubled * (0.5 + jitter / 2)
        return max(own, min(retry_after, self.longest_retry_after)) if retry_after else own
