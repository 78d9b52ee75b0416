"""Groups and triggers -> which number belongs to which words."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.model.figure import Unit
from monitor.model.mention import Kind, Status
from monitor.steps.detect.people.amounts import amounts
from monitor.steps.detect.people.chains import chain_right
from monitor.steps.detect.people.clause import Clause, is_passive
from monitor.steps.detect.people.ellipsis import like, repeats
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.movement import EVERYDAY, WAYS
from monitor.steps.detect.people.objects import groups_behind
from monitor.steps.detect.people.subjects import groups_in_front, is_participle
from monitor.steps.detect.people.triggers import VERBAL, Trigger
from monitor.steps.detect.people.words import (
    ADVERBS,
    AUX,
    CLAUSE_STARTS,
    CONNECTORS,
    DAYS,
    HOUSEHOLDS,
    THEM,
    WEEKDAYS,
)
from monitor.text.words import Words, word_set

_REPEATED = 9
_TWO = 2
_NOUN_REACH = 5
_PAST = word_set("past last previous preceding latest single")
DETAIL = "detail"
"""How a part with a day of its own is bound to its total's words."""
_FAMILY_REACH = 8
_LINK_REACH = 9
_HERE = frozenset(("in", "at", "near"))
_ANYBODY = frozenset(("people", "persons"))
_ALONGSIDE = word_set("along together alongside besides plus")
_LINKS = word_set("with of the a some about at least his her their")


class Binding(NamedTuple):
    """One group that one trigger takes."""

    group: Group
    trigger: Trigger
    how: str


def bind(
    words: Words, groups: Sequence[Group], triggers: Sequence[Trigger], is_void: Callable[[Binding], bool]
) -> list[Binding]:
    """Every group bound to a trigger, each group once for a kind; what is void gives way to other words."""
    clause = Clause(words, groups, triggers)
    right = [groups_behind(clause, k, trigger) for k, trigger in enumerate(triggers)]
    right = [_whole_only(clause, found) if found[_TWO:] else found for found in right]
    objects = {group.first: triggers[k].kind for k, found in enumerate(right) for group in found}
    left: list[list[Group]] = []
    for k, trigger in enumerate(triggers):
        found = [] if right[k] else _shared(clause, k, right, left) or groups_in_front(clause, k, trigger, objects)
        left.append([group for group in found if group is found[0] or group.first not in objects])
    bindings = [
        Binding(group, trigger, how)
        for k, trigger in enumerate(triggers)
        for how, found in (("object", right[k]), ("subject", left[k]))
        for group in found
    ]
    bindings = [*bindings, *_elliptic(clause, bindings), *_alongside(clause, bindings)]
    bindings = [*bindings, *_counted(clause, bindings)]
    if not THEM.isdisjoint(words.low):
        bindings = [*bindings, *_of_uncounted(clause, bindings)]
    bindings = list(_wholes(clause, bindings))
    bindings = [*bindings, *_dated_parts(clause, bindings)]
    bindings = [binding for binding in bindings if not is_void(binding)]
    kept = {id(binding) for binding in _once(clause, sorted(bindings, key=_weakness))}
    return [binding for binding in bindings if id(binding) in kept]


def _weakness(binding: Binding) -> int:
    """ "were left homeless", "left and are in schools": firm words first, last those of a state."""
    rule = binding.trigger.hit.rule
    return 2 if rule.status is Status.STOCK and binding.how == "subject" else int(rule.value in WAYS)


def _wholes(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    """ "53 of the 225 injured are in hospital": 225 were hurt; "12 of the 40 wounded died": both are told."""
    for binding in bindings:
        if binding.group.of is None:
            yield binding
            continue
        figure, k = binding.group.of
        owner = clause.triggers[k]
        if owner.kind is not binding.trigger.kind:
            yield binding
        yield Binding(binding.group._replace(figure=figure), owner, "subject")


def _counted(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    bound = {binding.group.first for binding in bindings}
    if len(bound) == len(clause.groups):
        return
    taken = {k for k, trigger in enumerate(clause.triggers) if any(binding.trigger is trigger for binding in bindings)}
    for group, trigger in amounts(clause, bound, taken):
        yield Binding(_as_families(clause, group, trigger), trigger, "amount")


def _of_uncounted(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    """ "The villagers fled on Sunday, 2,300 of them to Chad": the whole has no number, so its part is the figure."""
    bound = {binding.group.first for binding in bindings}
    told = {binding.trigger.kind for binding in bindings}
    for group in clause.groups:
        if group.first in bound or THEM.isdisjoint(clause.words.low[group.number : group.last]):
            continue
        verbal = [trigger for trigger in clause.triggers if trigger.role in VERBAL]
        before = [trigger for trigger in verbal if trigger.last <= group.first]
        if before and not CLAUSE_STARTS.isdisjoint(clause.words.low[before[-1].last : group.first]):
            continue  # `killed the raiders, after the group took 300 girls, and holds 250 of them`
        owner = before[-1] if before else next((trigger for trigger in verbal if trigger.first >= group.last), None)
        if owner is not None and owner.kind not in told and group.trigger < 0:
            told.add(owner.kind)
            yield Binding(_as_families(clause, group, owner), owner, "subject")


def _as_families(clause: Clause, group: Group, trigger: Trigger) -> Group:
    """ "Families fled, 1,200 of them to Chad": families too."""
    near = clause.words.low[max(0, min(trigger.first, group.first) - _FAMILY_REACH) : trigger.last]
    unit = Unit.HOUSEHOLDS if not HOUSEHOLDS.isdisjoint(near) else group.figure.unit
    sort = Sort.HOUSEHOLDS if unit is Unit.HOUSEHOLDS else Sort.PEOPLE
    return group.counting(sort, unit)


def _dated_parts(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    """ "killed 34,500 since October, including 33 in the past 24 hours": the part is the news of the total."""
    bound = {binding.group.first for binding in bindings}
    for group in clause.groups:
        owner = next((b for b in reversed(bindings) if b.group.last <= group.first and not b.group.is_part), None)
        if owner is not None and group.first not in bound and group.is_part and has_own_day(clause.words, group):
            yield Binding(group, owner.trigger, DETAIL)


def _elliptic(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    """ "12 people were killed in Aden, 30 in Taiz and five near Lahj": the verb is said once."""
    bound = {binding.group.first: binding for binding in bindings}
    run: list[Binding] = []
    for before, group in pairwise([group for group in clause.groups if group.sort is not Sort.THINGS]):
        owner = bound.get(before.first)
        if owner is not None and group.first not in bound and repeats(clause, owner.group, owner.trigger, group):
            run = run if owner in run else [owner]
            bound[group.first] = Binding(like(owner.group, group), owner.trigger, "ellipsis")
            run.append(bound[group.first])
        elif run:
            yield from _no_breakdown(clause.words, run)
            run = []
    yield from _no_breakdown(clause.words, run)


def _no_breakdown(words: Words, run: Sequence[Binding]) -> Sequence[Binding]:
    """What a verb that is said once tells further; "five died, two in Bahri and three in Soba" are five in all.

    But "four deaths in Abra, three in Ifugao and one in Kalinga" are eight: the first has a place of its own.
    """
    if len(run) <= _TWO:
        return run[1:]
    trigger, sizes = run[0].trigger, [binding.group.figure.size for binding in run]
    is_placed = trigger.role == "noun" and words.at(trigger.last) in _HERE
    return () if sizes[0] == sum(sizes[1:]) and not is_placed else run[1:]


def _whole_only(clause: Clause, found: list[Group]) -> list[Group]:
    """ "killed 90 people on Tuesday, 60 in the first blast and 30 in the second": ninety in all.

    "30 soldiers, 20 policemen and 10 civilians" are sixty: none is counted twice.
    """
    whole, *parts = found
    if clause.words.at(whole.last) in _HERE or whole.figure.size != sum(part.figure.size for part in parts):
        return found
    is_of_all = whole.sort is Sort.BARE or clause.words.at(whole.last - 1) in _ANYBODY
    is_split = is_of_all or all(_is_without_noun(clause.words, part) for part in parts)
    return [whole] if is_split else found


def _is_without_noun(words: Words, group: Group) -> bool:
    return group.sort is Sort.BARE or words.at(group.last - 1) == "others"


def _alongside(clause: Clause, bindings: Sequence[Binding]) -> Iterator[Binding]:
    """ "751 militants were killed, along with 29 soldiers": the verb has more of its subject behind it."""
    if _ALONGSIDE.isdisjoint(clause.words.low):
        return
    bound = {binding.group.first for binding in bindings}
    for binding in bindings:
        link = next((i for i in range(*_behind(clause, binding)) if clause.words.low[i] in _ALONGSIDE), -1)
        group = clause.begins.get(clause.skip(link + 1, _LINKS)) if link > 0 else None
        for one in chain_right(clause, clause.triggers.index(binding.trigger), group) if group is not None else ():
            if one.first not in bound and one.sort in (Sort.PEOPLE, Sort.ONE) and one.trigger < 0:
                yield Binding(one, binding.trigger, "subject")


def _behind(clause: Clause, binding: Binding) -> tuple[int, int]:
    """Where the words behind a verb lie, up to the next clause, verb or number."""
    first = binding.trigger.last if binding.how == "subject" and binding.trigger.role in VERBAL else len(clause.words)
    reach = min(first + _LINK_REACH, len(clause.words))
    ends = clause.begins.keys() | clause.trigger_at.keys()
    last = next((i for i in range(first, reach) if i in ends or clause.words.low[i] in CLAUSE_STARTS), reach)
    return first, last


def _shared(clause: Clause, k: int, right: list[list[Group]], left: list[list[Group]]) -> list[Group]:
    """ "30 people were killed and wounded", "killed or wounded 30": coordinated verbs have their people in common."""
    trigger = clause.triggers[k]
    is_active = trigger.role == "act" and not is_passive(clause, trigger) and not is_participle(clause, trigger)
    if k and left[k - 1] and not is_active and _are_coordinated(clause, k):
        return left[k - 1]
    is_next = k + 1 < len(right) and right[k + 1] and trigger.role == clause.triggers[k + 1].role
    if is_next and (any(group.trigger == k for group in clause.groups) or is_passive(clause, trigger)):
        return []  # `3,900 displaced, and killed 11`; `in which 12 were killed, displaced 3,000`
    return right[k + 1] if is_next and _are_coordinated(clause, k + 1) else []


def _are_coordinated(clause: Clause, k: int) -> bool:
    first, second = clause.triggers[k - 1], clause.triggers[k]
    between = clause.words.low[first.last : second.first]
    is_gerund, is_next = (clause.words.at(trigger.first).endswith("ing") for trigger in (first, second))
    return (
        bool(between)
        and is_gerund == is_next  # `killed three by beheading and injured 30`
        and {first.role, second.role} <= VERBAL
        and all(word in CONNECTORS or word in ADVERBS or word in ("/", "or") for word in between)
    )


def has_own_day(words: Words, group: Group) -> bool:
    """ "54 deaths over the past 24 hours", "33 on Friday": a time stands right behind the number."""
    for at in range(group.last, min(group.last + _NOUN_REACH, len(words))):
        word = words.low[at]
        if word in DAYS or (word in ("in", "over", "during", "within") and words.at(at + 2) in _PAST):
            return True
        day = words.at(at + 1).removesuffix("'s")
        if word in ("since", "on", "in") and (day in DAYS or day in WEEKDAYS):
            return True
        if word in CONNECTORS or word in AUX:
            return False
    return False


def _once(clause: Clause, bindings: list[Binding]) -> Iterator[Binding]:
    """Each group once a kind; no details beside their total; the dead are not displaced for being called refugees."""
    seen: set[tuple[object, ...]] = set()
    totals = {binding.trigger.kind for binding in bindings if not binding.group.is_part}
    harmed = {binding.group.first for binding in bindings if binding.trigger.kind is not Kind.DISPLACEMENT}
    for binding in bindings:
        group, trigger, _ = binding
        same = {
            (group.first, trigger.kind),
            (group.figure.low or group.figure.high, trigger.kind, "" if _is_repeat(group) else group.first),
        }
        if (
            same & seen
            or group.is_negated
            or group.sort is Sort.THINGS
            or (group.is_part and trigger.kind in totals and not is_own_news(clause.words, group, trigger))
            or (trigger.kind is Kind.DISPLACEMENT and _is_harmed(group, harmed) and _only_says_where(group, trigger))
        ):
            continue
        seen |= same
        yield binding


def is_own_news(words: Words, group: Group, trigger: Trigger) -> bool:
    """A part with a day of its own; or "40,000 fled, and 28,000 of them have not come back"."""
    return has_own_day(words, group) or trigger.hit.rule.value == "away"


def _is_harmed(group: Group, harmed: set[int]) -> bool:
    """Bound to a verb of harm itself, or as a part of those who are."""
    return group.first in harmed or (group.is_part and any(first < group.first for first in harmed))


def _is_repeat(group: Group) -> bool:
    """The same number again within a sentence is the headline run into it; small numbers may well come twice."""
    return group.figure.size > _REPEATED


def _only_says_where(group: Group, trigger: Trigger) -> bool:
    """The words make the dead displaced by the way: "killed 12 refugees", "three children who were fleeing"."""
    is_everyday = trigger.hit.rule.value in EVERYDAY
    return trigger.role != "act" or group.is_part or is_everyday or (group.trigger >= 0 and trigger.first <= group.last)
