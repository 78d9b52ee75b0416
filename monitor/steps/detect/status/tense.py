"""The tense of a verb, from the auxiliaries before it in its clause."""

from enum import StrEnum

from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless

_REACH = 90
_AUXILIARY = pattern(
    r"""
    \b(?P<perfect>has|have|'ve)(?P<been>\s(?:\w+\s){0,3}been\b)?|\b(?P<pluperfect>had)\b(?!\sto\s)|\b(?P<past>was
    |were)\b|\b(?P<present>is|are|remains?)\b
    """
)


_GOES_ON = caseless(
    r",?\s(?:and|but)\s(?:\w+ly\s)?(?:(?:(?:at least|more than|some|about|another|over|nearly|around)\s)*\d[\d,.]*"
    r"\s(?:[\w-]+\s){0,3})?$"
)
"""`has killed 40,000, according to the agency, and | displaced a million`: no subject of its own, so no tense;
`40 pupils have been killed, and at least 90 | injured` no verb."""


class Tense(StrEnum):
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PAST = "past"
    PRESENT = "present"
    NONE = "none"
    """No auxiliary: simple past, headline present, participle or noun."""


GOING_ON = (Tense.PERFECT, Tense.PRESENT)
"""Of what `has` happened, or happens now."""


def tense_at(parsed: Parsed, at: int) -> Tense:
    """Of the verb at an offset.  A participle or a second verb has that of the first."""
    number = parsed.clause_at(at)
    clause = parsed.clauses[number]
    if number and clause.opener == "coordinate" and _GOES_ON.fullmatch(parsed.words[clause.start : at]):
        clause = parsed.clauses[number - 1]._replace(end=clause.end)
    found = list(_AUXILIARY.finditer(parsed.words, max(clause.start, at - _REACH), at))
    if not found:
        return Tense.NONE
    kind = found[-1].lastgroup
    return Tense.PERFECT if kind in (None, "been") else Tense(kind)
