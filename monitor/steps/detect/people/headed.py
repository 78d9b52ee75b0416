"""Trigger in a heading -> the group behind its colon: "Newly displaced in Tillabéri: 8,317 persons"."""

from monitor.model.figure import Unit
from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, HOUSEHOLDS, SUBJECTS
from monitor.text.words import word_set

_REACH = 26
_FEWEST = 20
_TELLS = word_set("said says say told tells warned added asked wrote")
"""A sentence of its own; `Reported displaced: 3,200` is a heading."""
_BEFORE_NUMBER = ADVERBS | word_set("an the a total of figure number put at the")
_HEADS = word_set(
    "newly new fresh people persons families households residents villagers individuals number numbers total of those "
    "internally all more made left rendered being now mass sudden panicked renewed latest"
)
"""What may stand between the start of a heading and its trigger."""


def group_behind_heading(clause: Clause, trigger: Trigger) -> Group | None:
    """The group right behind a colon, where the words before it are no sentence of their own."""
    words = clause.words
    colon = next((i for i in range(trigger.last, min(trigger.last + _REACH, len(words))) if words.low[i] == ":"), -1)
    if colon < 0 or trigger.kind is not Kind.DISPLACEMENT:
        return None
    heading = words.low[trigger.last : colon]
    if (
        ";" in heading
        or not AUX.isdisjoint(heading)
        or not _TELLS.isdisjoint(heading)
        or not SUBJECTS.isdisjoint(heading)
    ):
        return None
    group = clause.begins.get(clause.skip(colon + 1, _BEFORE_NUMBER))
    is_told = trigger.role == "noun" and colon == trigger.last
    if group is None or not _is_crowd(group) or not (is_told or _opens(clause, trigger)):
        return None
    is_of_families = group.sort is Sort.BARE and not HOUSEHOLDS.isdisjoint(words.low[:colon])
    return group._replace(figure=group.figure.model_copy(update={"unit": Unit.HOUSEHOLDS})) if is_of_families else group


def _is_crowd(group: Group) -> bool:
    return group.sort in (Sort.PEOPLE, Sort.HOUSEHOLDS) or (group.sort is Sort.BARE and group.figure.size >= _FEWEST)


def _opens(clause: Clause, trigger: Trigger) -> bool:
    """The trigger begins its line or its clause."""
    at = clause.back(trigger.first - 1, _HEADS)
    return at < 0 or clause.words.low[at] in (";", ":", ".", "-", "–", "—", "•", "*", ",", ")")
