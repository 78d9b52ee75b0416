"""An alert rule, as analysts write it."""

from monitor.model.base import Strict


class AlertRule(Strict):
    """One rule.  The region side (fold, evaluate, alert) fills this in."""

    name: str
