"""A sentence as the search for figures walks over it: words, and which group or trigger each belongs to."""

from collections.abc import Sequence

from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import (
    ADJECTIVES,
    ADVERBS,
    BE,
    CONNECTORS,
    DETERMINERS,
    MANY,
    PARTS,
    PREPS,
    STOPS,
)
from monitor.text.words import Words, word_set

_WHEN = word_set(
    "on in the late early hours of last since yesterday today overnight morning night evening afternoon monday tuesday "
    "wednesday thursday friday saturday sunday"
)
JOINTLY = frozenset(("along", "together", "well"))
_STAYING = frozenset(("remain", "remains", "remained", "remaining", "stay", "stayed"))
"""`46,000 remain displaced, 22,000 having gone home`"""


class Clause:
    """What the search walks over: words, and which group or trigger each belongs to."""

    def __init__(self, words: Words, groups: Sequence[Group], triggers: Sequence[Trigger]) -> None:
        self.words = words
        self.groups = groups
        self.triggers = triggers
        self.group_at = {i: group for group in groups for i in range(group.first, self._end(group))}
        self.begins = {group.first: group for group in groups}
        self.trigger_at = {i: k for k, trigger in enumerate(triggers) for i in range(trigger.first, trigger.last)}

    def _end(self, group: Group) -> int:
        """With the noun that tells something of its own: "two Syrian refugees" were killed."""
        own = self.triggers[group.trigger] if group.trigger >= 0 else None
        is_noun = own is not None and own.role == "people" and own.first >= group.last
        return own.last if own is not None and is_noun else group.last

    def skip(self, i: int, over: frozenset[str]) -> int:
        """The first word from `i` on that is not in `over` and begins no group."""
        while i not in self.begins and self.words.at(i) in over:
            i += 1
        return i

    def back(self, i: int, over: frozenset[str]) -> int:
        """The first word from `i` backwards that is not in `over`."""
        while i >= 0 and i not in self.group_at and self.words.low[i] in over:
            i -= 1
        return i


def is_passive(clause: Clause, trigger: Trigger) -> bool:
    word = clause.words.at(trigger.first)
    if word.endswith("ing") or clause.words.at(trigger.first - 1) == "to":
        return False
    return clause.words.at(before_verb(clause, trigger)) in BE | _STAYING


def before_verb(clause: Clause, trigger: Trigger) -> int:
    """Where its auxiliary stands, if it has one: "were killed", "were on Sunday night killed"."""
    at = clause.back(trigger.first - 1, ADVERBS)
    return clause.back(at, _WHEN) if clause.words.at(at) in _WHEN else at


def beside(clause: Clause, trigger: Trigger) -> Group | None:
    """The group right in front of the trigger."""
    at = clause.back(trigger.first - 1, ADVERBS)
    group = clause.group_at.get(at)
    return group if group is not None and group.sort is not Sort.THINGS else None


def is_governed(clause: Clause, i: int) -> bool:
    """A preposition stands before the noun phrase of word `i`; a number begins its phrase but for an article."""
    words = clause.words
    if i in clause.begins:
        k = i - 1 - (words.at(i - 1) in DETERMINERS)
        return words.at(k) in PREPS | PARTS and words.at(k - 1) not in JOINTLY
    own = clause.triggers[clause.trigger_at[i]] if i in clause.trigger_at else None
    head = own.first if own is not None and own.role == "people" else i
    is_listed = False
    for k in range(head - 1, max(i - 7, -1), -1):
        word = words.low[k]
        if word in PREPS or word in PARTS:
            return words.at(k - 1) not in JOINTLY and (not is_listed or word == "from")
        if word == "and" and words.at(k - 1).endswith("s") and not words.upper(k - 1) and k - 1 not in clause.group_at:
            is_listed = True  # `families from farming communities and displaced people`
            continue
        if word in CONNECTORS and words.at(k - 1) in MANY and k - 1 not in clause.group_at:
            continue
        if word in CONNECTORS or (word in STOPS and word not in DETERMINERS) or k in clause.trigger_at:
            return False
        if word.endswith("ing") and word not in ADJECTIVES:
            return False
    return False
