"""Trigger in front of its sentence -> the group behind the comma: "Displaced by war, 900 people asked for help"."""

from monitor.steps.detect.people.chains import chain_right
from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, BE, RELATIVES, SAYING
from monitor.text.words import word_set

FRONT = 7
"""Words that a dateline and adverbs take before it."""
_REACH = 18
_LEADS = ADVERBS | word_set("having been left being once again badly severely and but")
_STARTS = word_set(". - : ; – — ( “ ”") | {'"'}
_PARTICIPLES = ("ed", "en", "ne", "wn", "nt", "ot", "rt", "nd", "ck", "lt", "in", "ng")
_BEFORE_GROUP = ADVERBS | word_set("the some these those all an")


def group_behind_front(clause: Clause, trigger: Trigger) -> list[Group]:
    """The people that a participle in front of the sentence tells of; none where it has an object of its own."""
    words = clause.words
    at = clause.back(trigger.first - 1, _LEADS)
    is_front = at < 0 or words.low[at] in _STARTS
    if not is_front or not _is_participle(clause, trigger) or clause.skip(trigger.last, ADVERBS) in clause.begins:
        return []
    for i in range(trigger.last, min(trigger.last + _REACH, len(words))):
        if words.low[i] in ".;:" or i in clause.group_at or (words.low[i] in BE and words.at(i - 1) not in RELATIVES):
            return []
        group = clause.begins.get(clause.skip(i + 1, _BEFORE_GROUP)) if words.low[i] == "," else None
        if group is not None:
            return chain_right(clause, -1, group) if _acts(clause, group) else []
    return []


def _is_participle(clause: Clause, trigger: Trigger) -> bool:
    """Of a verb that has the people as its object, the passive; of others, any form but a finite one."""
    words = clause.words
    first = words.low[trigger.first]
    if trigger.role == "act":
        return first.endswith(_PARTICIPLES[:-1])
    before = words.at(trigger.first - 1)
    is_state = trigger.role == "state" and before == "left"
    return is_state or (
        trigger.role == "fate"
        and (
            before == "having"
            or first.endswith(("ing", "forced", "made", "evacuated", "relocated", "compelled", "obliged"))
        )
    )


def _acts(clause: Clause, group: Group) -> bool:
    """A verb follows the people, and they don't merely say it between commas: "Killed, 12 witnesses said, were two"."""
    words = clause.words
    is_people = group.sort in (Sort.PEOPLE, Sort.HOUSEHOLDS) and not group.is_part
    behind = words.at(group.last)
    is_speech = behind in SAYING and words.at(group.last + 1) in (",", ".", "")
    return is_people and not is_speech and (behind in AUX or behind.isalpha())
