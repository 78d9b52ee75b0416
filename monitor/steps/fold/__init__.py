"""(RegionState, Report) -> RegionState: what a region remembers.  And what that adds up to."""

from monitor.steps.fold.fold import fold, pass_time
from monitor.steps.fold.picture import add_up

__all__ = ["add_up", "fold", "pass_time"]
