"""(AlertRule, Picture) -> Verdict: one rule against one region, with the numbers and the reason."""

from monitor.steps.evaluate.evaluate import applies, evaluate
from monitor.steps.evaluate.next_moment import next_moment, waits_for_silence
from monitor.steps.evaluate.read import read

__all__ = ["applies", "evaluate", "next_moment", "read", "waits_for_silence"]
