"""Is a time when something began that has not ended, or that ended then: `the war, which began in 2016, has killed`."""

from monitor.model.mention import Kind
from monitor.steps.detect.status.clauses import Clause, Parsed
from monitor.steps.detect.status.recency import Asked
from monitor.steps.detect.status.tense import GOING_ON, Tense
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression

_ONSET = pattern(
    r"""
    (?<!\blast )(?<!\bhas\s)(?<!\bhave\s)
    \b(?:began|begun|beginning|started?|starting|erupt(?:ed|ing)|broke(?:n)? out|breaking out|flared(?: up)?
    |launch(?:ed|ing)?|outbreak|onset|beginning|invaded|invasion|seized power|took power
    |came to power)\b(?:\s(?!and\b)[^\s,;:]+){0,6}\s*$
    """
)
_SINCE = caseless(r"\bsince\s(?:[^\s,;:.]+\s){0,23}[^\s,;:.]+,?\s$")
"""`the number displaced since the two armies went to war on April 15`"""
_ENDING = caseless(r"\b(?:ended|finished|concluded|ceased|was over|lasted until)\b(?:\s[^\s,;:]+){0,3}\s*$")
_ONSET_REACH = 80
_CONTINUES = caseless(r"\bcontinues?\b")
"""`Following an attack on 21 January, people continue to arrive`: from then on."""
_SAID = caseless(r"\b(?:said|told|reported|estimated|announced)\b")


def is_since(parsed: Parsed, clause: Clause, time: TimeExpression, asked: Asked) -> bool:
    """The time is when something began that has not ended: `since the army struck two weeks ago`."""
    if time.shape is not Shape.MOMENT:
        return False
    if _SINCE.search(
        parsed.words, asked.end if asked.end < time.start else clause.start, time.start
    ) or _CONTINUES.search(parsed.words, time.end, asked.at):
        return True
    goes_on = asked.tense in GOING_ON or clause.start > asked.at or _is_backshift(parsed, asked)
    return (goes_on or _is_outcome(parsed, clause, asked)) and is_onset(parsed, clause, time)


def _is_backshift(parsed: Parsed, asked: Asked) -> bool:
    """`said that 900 had been displaced`: have been, as it was said."""
    is_count = asked.is_count and asked.tense is Tense.PLUPERFECT
    return is_count and _SAID.search(parsed.words, 0, max(asked.at, 0)) is not None


def bounds_it(parsed: Parsed, clause: Clause, time: TimeExpression, asked: Asked) -> bool:
    """`the war, which began in 2016, has killed`; `the war, which ended in 2016, killed`; no deed of today."""
    ended = _ENDING.search(parsed.words, max(clause.start, time.start - _ONSET_REACH), time.start)
    goes_on = asked.is_count or asked.tense in GOING_ON
    return bool(ended) or (goes_on and is_onset(parsed, clause, time)) or _says_who_they_are(clause, time, asked)


def _says_who_they_are(clause: Clause, time: TimeExpression, asked: Asked) -> bool:
    """`5,500 people who left the province since 2008 | had been registered`"""
    is_theirs = asked.is_count and asked.kind is Kind.DISPLACEMENT and asked.figure_at < clause.start < asked.at
    return is_theirs and time.shape is Shape.SINCE


def _is_outcome(parsed: Parsed, clause: Clause, asked: Asked) -> bool:
    """`launched an offensive in April, killing 1,000`: the offensive goes on."""
    own = parsed.clauses[parsed.clause_at(asked.at)]
    return own.opener == "participle" and clause.start < own.start


def is_onset(parsed: Parsed, clause: Clause, time: TimeExpression) -> bool:
    return bool(_ONSET.search(parsed.words, max(clause.start, time.start - _ONSET_REACH), time.start))
