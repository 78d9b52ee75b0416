"""RegionState, [Verdict] -> RegionState, [AlertChange]: the life of an alert."""

from monitor.steps.alert.alert import raise_alerts, told_alert

__all__ = ["raise_alerts", "told_alert"]
