"""[Candidate] of one sentence -> those that it tells: a kind once, unless a second place was taken at its own time."""

from monitor.model.mention import Kind, Status
from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.view import View, compiled

_A_PLACE_BETWEEN = 10
_RELATIVE = r"\b(?:who|which|that|whose) [^,;]*$"
_WHICH = r"\b(?:that|which)\b(?! (?:it|they|its|their|the)\b)"
_THEN = r"\b(?:after|before|and then|following|while|as|having)\b"
_LINK_REACH = 60
"""Characters."""
_AND_SAID = r"\b(?:(?:and|but) (?:\w+ ){0,2}(?:said|says|warn|suggest|told|add|predict)|adding|warning|saying)"
"""`accused them of breaking the truce and warned that it could collapse`: both are told."""
_FRESH_FIRE = "fresh-fire-shakes-truce"
"""`Fresh shelling raised fears for the truce`: what is feared has begun."""


def join(view: View, found: dict[Kind, Candidate], others: list[Candidate], candidate: Candidate) -> None:
    """Puts one more candidate to those of the sentence; what stands apart from its kind goes to `others`."""
    known = found.get(candidate.kind)
    if known is None:
        found[candidate.kind] = candidate
    elif (known.status is Status.POSSIBLE) is not (candidate.status is Status.POSSIBLE):
        # `took Sake and threaten Goma`: what has happened outweighs what may.
        found[candidate.kind] = known if candidate.status is Status.POSSIBLE else candidate
    elif _is_another(view, known, candidate):
        others.append(known)
        found[candidate.kind] = candidate
    else:
        found[candidate.kind] = _merge(view, *_main_first(view, known, candidate))


def _is_another(view: View, known: Candidate, other: Candidate) -> bool:
    """`captured Herat hours after seizing Ghazni`: a second place, taken at its own time."""
    if known.kind is not Kind.TERRITORY_CHANGE or other.start - known.anchors[-1] < _A_PLACE_BETWEEN:
        return False
    between = view.text[known.anchors[-1] : other.start]
    return compiled(_THEN).search(between) is not None and compiled(r" (?-i:[A-Z])").search(between) is not None


def _main_first(view: View, known: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """`a front that signed an accord in 2014, agreed to a truce`: what the sentence itself tells goes first."""
    text = view.text
    is_aside = (
        "," in text[known.end : other.start]
        and compiled(_RELATIVE).search(text, max(view.sentence.start, known.start - _LINK_REACH), known.start)
        is not None
    )
    return (other, known) if is_aside else (known, other)


def _is_told_by_a_relative(view: View, known: Candidate, other: Candidate) -> bool:
    """`retook all posts that were seized in a raid`: how they were lost does not date how they were won."""
    return (
        known.kind is Kind.TERRITORY_CHANGE
        and other.status is Status.PAST
        and compiled(_WHICH).search(view.text, known.anchors[-1], max(known.anchors[-1], other.end)) is not None
    )


def settle(view: View, found: dict[Kind, Candidate]) -> list[Candidate]:
    """A sentence that tells of a breach also names the truce's beginning; one that fears a breach tells of none."""
    breach, threat = found.get(Kind.CEASEFIRE_BREACH), found.get(Kind.CEASEFIRE_THREAT)
    is_feared = breach is not None and breach.status is None and _FRESH_FIRE not in breach.because
    if is_feared and breach and threat and _is_the_same(view, breach, threat):
        del found[Kind.CEASEFIRE_BREACH]
    calm = found.get(Kind.DE_ESCALATION)
    if calm and (breach or threat) and any(name.startswith("truce-") for name in calm.because):
        del found[Kind.DE_ESCALATION]
    return list(found.values())


def _is_the_same(view: View, breach: Candidate, threat: Candidate) -> bool:
    if threat.end < breach.start or breach.end < threat.start:
        return False
    return compiled(_AND_SAID).search(view.text, breach.end, max(breach.end, threat.anchors[0])) is None


def _merge(view: View, known: Candidate, other: Candidate) -> Candidate:
    """The first stands; a later one adds its name, and its fixed status or subject where the first has none."""
    return Candidate(
        known.kind,
        known.start,
        known.end,
        known.trigger,
        figure=known.figure or other.figure,
        subject=known.subject or other.subject,
        status=known.status or (None if _is_told_by_a_relative(view, known, other) else other.status),
        anchors=(*known.anchors, *other.anchors),
        asides=known.asides,
        because=(*known.because, *(name for name in other.because if name not in known.because)),
    )
