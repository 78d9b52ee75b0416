"""A time of old named by the way -> is what is told of then: `the worst since one in 2015 that killed 16`."""

import re

from monitor.model.mention import Status
from monitor.steps.detect.status.clauses import HEAD_REACH, Parsed
from monitor.steps.detect.status.recency import RUNNING_DAYS, Asked, status_by_time
from monitor.steps.detect.status.words import pattern
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import DAY

_REACH, _WHEN_REACH = 50, 150
_TURNS = re.compile(r"[;:]|^ (?:and|but) |,(?!\d| (?:when|in which|which)\b)")
_BEFORE_THE_END = pattern(
    r"""
    \sbefore\s[^;.]{0,80}?\s(?:halted|ended|stopped|froze|quelled|crushed|put an end|brought an end|took effect
    |came into force|(?:was|were)\s(?:\w+ly\s)?(?:declared|signed|agreed|brokered|reached|struck|sealed|announced
    |ousted|overthrown|toppled|defeated|driven out|recaptured|retaken|liberated))\b
    """
)
"""`Some 30,000 were killed before a 1994 truce halted the war`"""


def of_a_record(parsed: Parsed, asked: Asked) -> TimeExpression | None:
    """`the worst attack since one in 2015 that killed 16`: the sixteen are of 2015."""
    own = parsed.clauses[parsed.clause_at(asked.at)]
    for time in parsed.records:
        start = time.interval.start
        between = parsed.words[time.end : asked.at]
        if between.startswith(" with ") and time.shape is not Shape.WINDOW:
            continue  # `its worst crisis since 1945 with 100,000 people on the move`: now
        is_its_clause = own.opener == "relative" and 0 <= own.start - time.end <= HEAD_REACH
        reach = _WHEN_REACH if " when " in between or is_its_clause else _REACH
        is_near = time.start < asked.at <= time.end + reach and not _TURNS.search(between)
        if is_near and start and asked.now - start > RUNNING_DAYS * DAY:
            return time
    return None


def ended_of_old(parsed: Parsed, asked: Asked) -> TimeExpression | None:
    """When what went on ended, long ago, though the day is that of another verb."""
    found = _BEFORE_THE_END.search(parsed.words, asked.end) if " before " in parsed.words else None
    if found is None:
        return None
    behind = (time for time in (*parsed.times, *parsed.told_at) if time.start >= found.start())
    return next((time for time in behind if status_by_time(time, asked) is Status.PAST), None)
