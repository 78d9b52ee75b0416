"""Group in front of a verb -> may it be the verb's subject, and may the search for it go on behind the group?"""

from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause, before_verb, is_governed
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, BE, CLAUSE_STARTS, CONNECTORS, MANY, PARTS, PREPS, RELATIVES
from monitor.text.words import word_set

_COUNTED = (Sort.PEOPLE, Sort.HOUSEHOLDS)
_TWO = 2
_BEFORE_STATE = (
    ADVERBS
    | AUX
    | RELATIVES
    | frozenset((",", "themselves", "left", "made", "rendered", "found", "declared", "pronounced", "brought", "lying"))
)
_CONJUNCTIONS = word_set("after before since until when")
"""`after four soldiers, including a captain, died`"""
_AFFECTED_REACH = 8
"""Words: "affected by the storm, including nearly"."""
_LIKELY = word_set("likely possibly probably perhaps maybe")


def may_pass(clause: Clause, group: Group) -> bool:
    return (
        group.is_part
        or group.sort is Sort.THINGS
        or is_governed(clause, group.first)
        or _is_in_brackets(clause, group)
        or _is_only_likely(clause, group)
        or (group.sort is Sort.ONE and _is_who_it_is(clause, group))
    )


def is_one_of_several(clause: Clause, group: Group, trigger: Trigger) -> bool:
    """ "Nine, two of whom had helped a driver, were shot": one person is no subject of a plural verb."""
    if group.sort is not Sort.ONE or clause.words.at(group.first - 1) in CONNECTORS:
        return False
    at = before_verb(clause, trigger)
    return clause.words.at(at) in ("were", "are") and clause.words.at(at - 1) == ","


def _is_only_likely(clause: Clause, group: Group) -> bool:
    """ "At least 90 children, and likely hundreds more, have died"."""
    at = group.first - (clause.words.at(group.first) not in _LIKELY)
    return clause.words.at(at) in _LIKELY and clause.words.at(at - 1) in CONNECTORS


def _is_in_brackets(clause: Clause, group: Group) -> bool:
    """ "300 households (1,100 people)", "1,100 people in 300 households" is the same once more."""
    if group.sort is Sort.HOUSEHOLDS and clause.words.at(group.first - 1) in ("in", "from"):
        before = clause.group_at.get(group.first - 2)
        return before is not None and before.sort is Sort.PEOPLE
    return clause.words.at(group.first - 1) == "(" and clause.group_at.get(group.first - 2) is not None


def _is_of_affected(clause: Clause, group: Group) -> bool:
    """ "28,000 people were affected, including 3,000 people left homeless": of the whole something else is told."""
    words = clause.words
    near = range(max(1, group.first - _AFFECTED_REACH), group.first)
    return any(words.low[i] == "affected" and words.at(i - 1) in BE | MANY for i in near)


def may_be_subject(
    clause: Clause, group: Group, trigger: Trigger, objects: dict[int, Kind], i: int, passed_relative: bool
) -> bool:
    if _is_aside(clause, group, trigger):
        return False
    if _is_led_by_of_whom(clause, group):
        return group.sort is not Sort.THINGS
    is_near = clause.back(trigger.first - 1, _BEFORE_STATE) == i
    is_of_them = is_near and clause.words.at(group.last - 1) in ("them", "whom", "us")
    is_of_them = is_of_them or (
        group.is_part and is_near and trigger.role == "state" and _is_of_affected(clause, group)
    )
    if group.sort is Sort.THINGS or (group.is_part and not is_of_them and clause.words.at(i + 1) not in RELATIVES):
        return False
    if group.first in objects and not passed_relative and not is_near and not _is_left_so(clause, group, trigger):
        return False
    if (
        group.sort is Sort.BARE
        and not is_near
        and clause.words.at(end := _past_own_noun(clause, group)) not in PREPS | {",", "(", "-", "—", "who"}
        and not _is_twice_told(clause, end, trigger.first)
    ):
        return False
    is_free = clause.words.at(group.first - 1) in _CONJUNCTIONS or not is_governed(clause, group.first)
    return is_near or is_free or _is_whole_of(clause, group) or _is_led_by_with(clause, group, trigger)


def _past_own_noun(clause: Clause, group: Group) -> int:
    """ "Thirteen refugees from Sudan were killed": the noun that the number counts is a word of displacement."""
    own = clause.triggers[group.trigger] if group.trigger >= 0 else None
    return own.last if own is not None and own.role == "people" and own.first == group.last else group.last


def _is_aside(clause: Clause, group: Group, trigger: Trigger) -> bool:
    """A number said once more, one that may be, a speaker, one person of many, where the people are."""
    return (
        _is_in_brackets(clause, group)
        or _is_only_likely(clause, group)
        or (group.sort is Sort.ONE and _is_who_it_is(clause, group))
        or clause.words.low[max(0, group.first - 2) : group.first] == ["according", "to"]
        or (group.sort is Sort.ONE and is_one_of_several(clause, group, trigger))
        or (group.sort is Sort.UNKNOWN and _is_of_whole(clause, group))
    )


def _is_who_it_is(clause: Clause, group: Group) -> bool:
    """ "One child and her husband, a surgeon, survived": the same man once more; a list ends with `and`."""
    before = clause.group_at.get(group.first - 2)
    is_beside = before is not None and before.sort is Sort.ONE and before.last == group.first - 1
    is_one = is_beside and clause.words.at(group.first) in ("a", "an", "the")
    return is_one and clause.words.at(group.first - 1) == "," and clause.words.at(group.last) == ","


def _is_of_whole(clause: Clause, group: Group) -> bool:
    """ "1,000 families from six townships were evacuated": whatever the second number counts, the first are people."""
    before = clause.group_at.get(group.first - 2)
    is_of_them = clause.words.at(group.first - 1) in ("from", "in", "across")
    return is_of_them and before is not None and before.sort in _COUNTED


def _is_led_by_with(clause: Clause, group: Group, trigger: Trigger) -> bool:
    """ "the worst month, with 35 civilians, including children, killed": no verb of its own."""
    is_aside = clause.words.at(group.last) == "," and clause.words.at(trigger.first - 1) == ","
    return is_aside and clause.words.at(group.first - 1) == "with" and clause.words.at(group.last + 1) in PARTS


def _is_twice_told(clause: Clause, start: int, end: int) -> bool:
    """ "Fifteen were beaten and wounded": two participles, one auxiliary."""
    between = clause.words.low[clause.skip(start, AUX | ADVERBS) : clause.back(end - 1, ADVERBS) + 1]
    is_passive_voice = not BE.isdisjoint(clause.words.low[start:end])
    return is_passive_voice and len(between) == _TWO and between[1] == "and" and between[0].isalpha()


def _is_led_by_of_whom(clause: Clause, group: Group) -> bool:
    """ "affected 52,300 people, of whom 8,900 have been displaced": what befell them is not told of the whole."""
    return clause.words.low[max(0, group.first - 2) : group.first] == ["of", "whom"]


def _is_left_so(clause: Clause, group: Group, trigger: Trigger) -> bool:
    """ "put 11 passengers of a bus to the sword": the verb's object is what the state is told of."""
    between = clause.words.low[group.last : trigger.first]
    is_phrase = between[:1] in (["of"], ["from"]) and all(word.isalpha() and word not in AUX for word in between)
    is_one_phrase = is_phrase and CONNECTORS.isdisjoint(between) and CLAUSE_STARTS.isdisjoint(between)
    return (
        trigger.role == "state"
        and is_one_phrase
        and not any(i in clause.trigger_at for i in range(group.last, trigger.first))
    )


def _is_whole_of(clause: Clause, group: Group) -> bool:
    """ "a mayor was among 69 members of a militia slain"."""
    return clause.words.at(group.first - 1) in ("among", "amongst") and clause.words.at(group.first - 2) in BE
