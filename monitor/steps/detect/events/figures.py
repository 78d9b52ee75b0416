"""(sentence, candidate) -> Figure: towns taken, violations counted."""

import re

from monitor.model.figure import Figure, Quantifier, Unit
from monitor.model.mention import Kind
from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.view import View, compiled
from monitor.text.caseless import caseless
from monitor.text.numbers import Quantity, find_quantities
from monitor.text.words import Words, word_set

_NOUNS = {
    Kind.TERRITORY_CHANGE: (
        Unit.PLACES,
        r"\s+(?:of\s+(?:(?:the|its|their|these|those)\s+)?)?(?:(?!and\b|in\b|of\b|from\b|the\b|a\b)[\w'-]+\s+){0,3}?(?:towns?|villages?|hamlets?|settlements?|localit(?:y|ies)|districts?|"
        r"neighbou?rhoods?|cit(?:y|ies)|areas|positions|checkpoints|hilltops|bases|camps|farms)\b",
    ),
    Kind.CEASEFIRE_BREACH: (
        Unit.EVENTS,
        r"\s+(?:of\s+)?(?:(?!and\b|in\b|from\b)[\w'-]+\s+){0,3}?(?:violations?|breaches|infringements?|times\b)",
    ),
}
_MORE = re.compile(r" (?:more|other|others|further|additional)\b")
_LINK = re.compile(r", and (?:at least )?|, | and (?:at least )?")
_NAMES = re.compile(rf"(?:[A-Z][\w’'-]+(?: (?:[A-Z]|al-|el-|ez-)[\w’'-]+){{0,3}}(?:{_LINK.pattern}))+$")
_OF_THE_FIGHT = caseless(
    r"\b(?:after|following|despite) (?:[\w-]+ ){0,5}(?:attacks?|assaults?|raids?|strikes?|shelling) (?:on|of)\b"
)
"""`captured the town after attacks on six positions`: not six that were taken."""
_HELD_OVER = word_set("control command rule sway authority")
"""`took control over 13 villages`: no more than 13."""
# A number further off counts something else.
_REACH = 90


def figure_of(view: View, candidate: Candidate) -> Figure | None:
    """The nearest number that counts what this kind counts; None where the text gives none."""
    if candidate.kind not in _NOUNS:
        return None
    unit, noun = _NOUNS[candidate.kind]
    if compiled(noun).search(view.text, view.sentence.start, view.sentence.end) is None:
        return None
    words = Words(view.text, view.sentence.start, view.sentence.end)
    found = [
        quantity
        for quantity in find_quantities(words)
        if quantity.is_count
        and compiled(noun).match(view.text, words.end[quantity.last - 1], view.sentence.end)
        and not _OF_THE_FIGHT.search(view.text, candidate.end, max(candidate.end, words.start[quantity.first]))
    ]
    if not found:
        return None
    near = min(found, key=lambda quantity: _distance(words, quantity, candidate))
    if _distance(words, near, candidate) > _REACH:
        return None
    more = _named_before(view, words, near) if candidate.kind is Kind.TERRITORY_CHANGE else 0
    if words.at(near.first) == "over" and words.at(near.first - 1) in _HELD_OVER:
        near = near._replace(high=near.low, quantifier=Quantifier.EXACT)
    low, high = (bound + more if bound is not None else None for bound in (near.low, near.high))
    return Figure(low=low, high=high, unit=unit, quantifier=near.quantifier)


def _named_before(view: View, words: Words, quantity: Quantity) -> int:
    """`have lost Strilecha, Pylna and three more hamlets`: the two that are named come to the three."""
    at = words.start[quantity.first]
    if not _MORE.match(view.text, words.end[quantity.last - 1]):
        return 0
    named = _NAMES.search(view.text[max(view.sentence.start, at - _REACH) : at])
    return len(_LINK.findall(named.group())) if named else 0


def _distance(words: Words, quantity: Quantity, candidate: Candidate) -> int:
    first, last = words.start[quantity.first], words.end[quantity.last - 1]
    return max(first - candidate.end, candidate.start - last, 0)
