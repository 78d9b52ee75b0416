"""Trigger -> groups behind it: what a verb did to whom."""

from monitor.model.mention import Kind
from monitor.steps.detect.people.chains import behind_name, chain_right, over_owner
from monitor.steps.detect.people.clause import Clause, beside, is_passive
from monitor.steps.detect.people.fronted import FRONT, group_behind_front
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.headed import group_behind_heading
from monitor.steps.detect.people.named_rows import named_row_behind
from monitor.steps.detect.people.names import named_object
from monitor.steps.detect.people.nouns import groups_of_noun, groups_of_toll, listed_behind_colon
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, BE, CLAUSE_STARTS, CONNECTORS, PREPS, RELATIVES
from monitor.text.words import word_set

_OPENERS = word_set("also the those among and") | {"", ",", '"', ".", "-", ":", ";", "(", "•", "*", "/"}
_INTRODUCERS = word_set("was were is are included include includes numbering totalling numbered number total totalled")
_MAKES_SO = word_set("rendered rendering renders made making makes left leaving leaves")
"""`left homeless 57 people`: a heavy object stands last."""
_NAMED = word_set("identified named as")
_COUNTED = (Sort.PEOPLE, Sort.HOUSEHOLDS)
_THOSE = word_set("the those its")
_APPOSED_REACH = 10
_SHIFTED = word_set("in at on with like within overnight")
_PHRASE_REACH = 8
_MARKS = frozenset((":", "-", "–", "—"))
_AFTER_ENTRY = frozenset((",", ";", ".", "", "and", ")", "|", "/"))
_WHOLE = word_set("the its their all entire whole")
_POPULACE = word_set("population people inhabitants residents villagers families townspeople townsfolk households")
_OWNERS = word_set("their its his her our")
_PARTICLES = word_set('off down up out away dead a the an as many last final remaining other "')


def groups_behind(clause: Clause, k: int, trigger: Trigger) -> list[Group]:
    if clause.words.at(trigger.first - 1) in _THOSE and (apposed := _apposed(clause, trigger)):
        return apposed
    if trigger.hit.rule.value == "apposed":
        return []
    if (headed := group_behind_heading(clause, trigger)) is not None:
        return listed_behind_colon(clause, trigger) or [headed]
    found = _by_role(clause, k, trigger)
    return found if found or trigger.first > FRONT else group_behind_front(clause, trigger)


def _by_role(clause: Clause, k: int, trigger: Trigger) -> list[Group]:
    if trigger.role == "act" and (listed := listed_behind_colon(clause, trigger)):
        return listed
    if trigger.role == "act" and clause.words.at(trigger.last) != "of":
        return [] if is_passive(clause, trigger) else _objects(clause, k, trigger) or _inverted(clause, trigger)
    if trigger.role == "act" and clause.words.at(trigger.first).startswith("empt"):
        group = clause.begins.get(over_owner(clause, clause.skip(trigger.last + 1, _OWNERS | _PARTICLES)))
        return [group] if group is not None and group.sort is not Sort.THINGS else []
    if trigger.role == "act":
        return groups_of_noun(clause, trigger) if clause.words.at(trigger.first).endswith(("ing", "er")) else []
    if trigger.role == "fate" and clause.words.at(trigger.first) == "sheltering":
        group = clause.begins.get(trigger.last)  # `camps sheltering 41,200 people`
        return [group] if group is not None and group.sort in (Sort.PEOPLE, Sort.HOUSEHOLDS) else []
    if trigger.role == "noun":
        return groups_of_noun(clause, trigger)
    if trigger.role == "toll":
        return (trigger.kind is Kind.DISPLACEMENT and listed_behind_colon(clause, trigger)) or groups_of_toll(
            clause, trigger
        )
    return _inverted(clause, trigger) if trigger.role == "state" else []


def _apposed(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "The dead, 14 women and children, were buried": the number stands between commas behind its noun."""
    words = clause.words
    if words.at(trigger.last - 1) == "of":
        return []  # `the exit of the government, 100 people`
    for i in range(trigger.last, min(trigger.last + _APPOSED_REACH, len(words))):
        if words.low[i] == ",":
            group = clause.begins.get(clause.skip(i + 1, ADVERBS))
            if group is None or group.sort not in (Sort.PEOPLE, Sort.HOUSEHOLDS) or group.is_part:
                return []
            behind = chain_right(clause, -1, group)
            closes = words.at(behind[-1].last) in (",", "-", "and") or words.at(behind[-1].last) in RELATIVES | PREPS
            return behind if closes else []
        if words.low[i] in AUX or words.low[i] in CLAUSE_STARTS or i in clause.trigger_at or i in clause.group_at:
            return []
    return []


def _inverted(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "Also killed in the blast were two guards", "The dead included 12 pupils"."""
    words = clause.words
    direct = clause.begins.get(trigger.last)
    if words.at(trigger.first - 1) in _MAKES_SO and direct is not None and direct.sort in _COUNTED:
        return chain_right(clause, -1, direct)
    if words.at(trigger.first - 1) not in _OPENERS:
        return []
    if direct is not None and direct.sort is Sort.BARE and words.at(direct.last) in _AFTER_ENTRY:
        return [direct]  # `Casualties: dead 17, wounded 34`
    for i in range(trigger.last, min(trigger.last + 8, len(words))):
        word = words.low[i]
        if word in _INTRODUCERS or (i == trigger.last and word in _MARKS):
            at = clause.skip(i + 1, ADVERBS | _NAMED)
            group = clause.begins.get(at)
            return named_row_behind(clause, trigger, at) or (chain_right(clause, -1, group) if group else [])
        if i in clause.group_at or i in clause.trigger_at or word in CLAUSE_STARTS or (word in AUX and word not in BE):
            break
    return []


def _objects(clause: Clause, k: int, trigger: Trigger) -> list[Group]:
    words = clause.words
    is_noun = trigger.last == trigger.first + 1 and not words.at(trigger.first).endswith("ing")
    if words.at(trigger.first - 1) in ("the", "those") and is_noun:
        return []
    if row := named_row_behind(clause, trigger, clause.skip(trigger.last, ADVERBS)):
        return row
    at = over_owner(clause, clause.skip(trigger.last, ADVERBS | _PARTICLES))
    if words.at(at) == "and" and at + 2 in clause.begins and words.at(at + 1).endswith("ed"):
        at += 2  # `killed and detained scores of people`
    group = clause.begins.get(at) or (clause.begins.get(at + 1) if words.at(at) in _OWNERS else None)
    if group is None and beside(clause, trigger) is not None:
        return []
    group = group or _behind_aside(clause, at) or named_object(clause, trigger, clause.skip(trigger.last, ADVERBS))
    group = group or behind_name(clause, at) or _behind_phrase(clause, trigger, at)
    group = group or _apposed_object(clause, clause.skip(trigger.last, ADVERBS))
    if group is None:
        return []
    if _has_own_clause(clause, k, group) and beside(clause, trigger) is not None:
        return []
    if words.at(trigger.first).endswith("ed") and _is_subject_of_next(clause, k, group):
        return []
    return chain_right(clause, k, group)


def _has_own_clause(clause: Clause, k: int, group: Group) -> bool:
    """The group is followed by its own verb: "12 killed, 30 wounded"."""
    return group.trigger > k and clause.triggers[group.trigger].first >= group.last


def _is_subject_of_next(clause: Clause, k: int, group: Group) -> bool:
    """ "12 were killed 30 were hurt": an auxiliary right behind the group, and no relative pronoun."""
    return clause.words.at(group.last) in BE and clause.words.at(group.first - 1) in CONNECTORS


def _behind_phrase(clause: Clause, trigger: Trigger, at: int) -> Group | None:
    """ "shot dead at close range six herders", "killed in one night 40 villagers": a heavy object comes last."""
    words = clause.words
    if words.at(at) not in _SHIFTED or words.at(trigger.first).endswith("ing"):
        return None
    group = next((clause.begins[i] for i in range(at + 2, at + _PHRASE_REACH) if i in clause.begins), None)
    if group is None or group.sort not in (Sort.PEOPLE, Sort.HOUSEHOLDS) or group.is_part:
        return None
    between = words.low[at + 1 : group.first]
    is_plain = all(word[0].isalnum() and word not in AUX | PREPS | CLAUSE_STARTS for word in between)
    is_free = not any(i in clause.trigger_at for i in range(at, group.last + 3))
    return group if is_plain and is_free and AUX.isdisjoint(words.low[group.last : group.last + 3]) else None


def _apposed_object(clause: Clause, at: int) -> Group | None:
    """ "moved the people of nine villages, 4,300 in all, to schools"."""
    words = clause.words
    if words.at(at) not in _WHOLE or _POPULACE.isdisjoint(words.low[at + 1 : at + 4]):
        return None
    comma = next((i for i in range(at + 2, min(at + _APPOSED_REACH, len(words))) if words.low[i] == ","), -1)
    group = clause.begins.get(clause.skip(comma + 1, ADVERBS)) if comma > 0 else None
    if group is None or group.is_part or group.sort is Sort.THINGS or not AUX.isdisjoint(words.low[at:comma]):
        return None
    return group if words.at(group.last) in (",", "-", "–") or words.at(group.last + 1) == "all" else None


def _behind_aside(clause: Clause, at: int) -> Group | None:
    """ "murdered, at gunpoint, a soldier"."""
    words = clause.words
    if words.at(at) != "," or words.at(at + 1) not in PREPS:
        return None
    closing = next((i for i in range(at + 2, min(at + 7, len(words))) if words.low[i] == ","), len(words))
    return clause.begins.get(closing + 1)
