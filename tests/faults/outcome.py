"""The outcome of a run, as a table for people."""

import statistics
from bisect import bisect
from collections import Counter

from tests.faults.harness import Run
from tests.faults.system import Verdict


def table(run: Run, verdict: Verdict) -> str:
    """A row for each kind of fault, then the counts."""
    lines = [
        "| fault | times | next article, median s | max s | reports sent again |",
        "|---|---:|---:|---:|---:|",
    ]
    again = _repeats_by_kind(run, verdict)
    for kind in sorted({fault.kind for fault in run.faults}):
        seconds = [fault.seconds_to_next_article for fault in run.faults if fault.kind == kind]
        median, most = statistics.median(seconds), max(seconds)
        lines.append(f"| {kind} | {len(seconds)} | {median:.1f} | {most:.1f} | {again[kind]} |")
    return "\n".join((*lines, "", *_counts(run, verdict)))


def _repeats_by_kind(run: Run, verdict: Verdict) -> Counter[str]:
    """Each repeat belongs to the fault before it."""
    times = [fault.at for fault in run.faults]
    places = (bisect(times, at) - 1 for at in verdict.repeated_at)
    return Counter(run.faults[place].kind if place >= 0 else "" for place in places)


def _counts(run: Run, verdict: Verdict) -> list[str]:
    stops = sorted(run.polite_stops) or [0.0]
    broken = sum(sent.is_bad for sent in run.published)
    return [
        f"{len(run.faults)} faults · {sum(worker.kills for worker in run.workers)} SIGKILLs · "
        f"{sum(worker.moves for worker in run.workers)} times a worker came or went · "
        f"{sum(worker.restarts for worker in run.workers)} times one ended by itself and was started again · "
        f"{run.supply.restarts} times the test's own producer was stuck",
        f"{run.supply.count + len(run.flooded)} articles (of them {broken} unreadable) in {run.seconds / 60:.0f} minutes · "
        f"lost {len(verdict.lost)} · wrong rows {len(verdict.wrong_rows)} · wrong alerts {len(verdict.wrong_alerts)} · "
        f"doubled alerts {len(verdict.doubled_alerts)} · reports sent again {len(verdict.repeated_at)}",
        f"unheard {len(verdict.unheard)} · repeated without a word {len(verdict.unmarked)} · "
        f"never settled {len(verdict.unsettled)} · {verdict.says}",
        f"an undisturbed start {run.start_seconds:.1f} s · polite stops: median {statistics.median(stops):.1f} s, "
        f"longest {stops[-1]:.1f} s, {len(run.polite_stops)} times",
    ]
