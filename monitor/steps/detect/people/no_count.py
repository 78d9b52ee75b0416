"""Numbers beside words of displacement that count nobody displaced: events, and what a camp has room for."""

from monitor.steps.detect.people.binding import Binding
from monitor.steps.detect.people.group import Group, Sort
from monitor.text.words import Words, word_set

_EVENTS = word_set("events incidents episodes emergencies cases alerts waves crises situations orders sites routes")
_FEW_EVENTS, _NOUN_GAP = 60, 3
_ROOM = word_set("capacity room space beds places designed built intended meant equipped constructed enough suitable")
_ROOM_LINKS = word_set("to for of")
_ROOM_REACH = 7
_HOLD = word_set("host house accommodate shelter hold absorb lodge receive")


def counts_no_displaced(words: Words, binding: Binding) -> bool:
    """True where the number tells how often, or for how many there is room."""
    is_noun = binding.trigger.role == "noun"
    return (is_noun and _counts_events(words, binding)) or _is_capacity(words, binding.group)


def _counts_events(words: Words, binding: Binding) -> bool:
    """ "nine mass displacements", "six displacement events": how often, not how many."""
    group, trigger, _ = binding
    is_beside = group.last <= trigger.first <= group.last + _NOUN_GAP
    if group.sort is not Sort.BARE or not is_beside:
        return False
    is_few = words.at(trigger.first).endswith("s") and (group.figure.low or 0) <= _FEW_EVENTS
    return is_few or words.at(trigger.last) in _EVENTS or words.at(trigger.first - 1) in ("mass", "massive")


def _is_capacity(words: Words, group: Group) -> bool:
    """ "a capacity of 20,000 refugees", "built to house 5,000 displaced people", "room for 300 families"."""
    before = words.low[max(0, group.first - _ROOM_REACH) : group.first]
    if before[-3:-1] == ["able", "to"] and before[-1] in _HOLD:
        return True
    if _ROOM.isdisjoint(before):
        return False
    at = next(i for i, word in enumerate(before) if word in _ROOM)
    return not _ROOM_LINKS.isdisjoint(before[at:]) and not {",", ".", ";", "and"} & set(before[at:])
