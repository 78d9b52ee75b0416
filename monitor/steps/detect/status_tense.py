"""The tense of a verb, from the auxiliaries before it in its clause."""

from enum import StrEnum

from monitor.steps.detect.status_clauses import Parsed
from monitor.steps.detect.status_words import pattern

_REACH = 90
_AUXILIARY = pattern(
    r"""
    \b(?P<perfect>has|have|'ve)(?P<been>\s(?:\w+\s){0,3}been\b)?|\b(?P<pluperfect>had)\b(?!\sto\s)|\b(?P<past>was
    |were)\b|\b(?P<present>is|are|remains?)\b
    """
)


class Tense(StrEnum):
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PAST = "past"
    PRESENT = "present"
    NONE = "none"
    """No auxiliary: simple past, headline present, participle or noun."""


def tense_at(parsed: Parsed, at: int) -> Tense:
    """Of the verb at an offset.  A participle or a second verb has that of the first."""
    clause = parsed.clauses[parsed.clause_at(at)]
    found = list(_AUXILIARY.finditer(parsed.words, max(clause.start, at - _REACH), at))
    if not found:
        return Tense.NONE
    kind = found[-1].lastgroup
    return Tense.PERFECT if kind in (None, "been") else Tense(kind)
