"""(AlertRule, Picture) -> Verdict: one rule against one region, with the numbers and the reason."""

from monitor.steps.evaluate.evaluate import applies, evaluate, waits_for_time
from monitor.steps.evaluate.read import read

__all__ = ["applies", "evaluate", "read", "waits_for_time"]
