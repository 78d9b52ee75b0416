"""RegionState, [Verdict] -> RegionState, [AlertChange]: the life of an alert."""

from monitor.steps.alert.alert import asked_at, raise_alerts

__all__ = ["asked_at", "raise_alerts"]
