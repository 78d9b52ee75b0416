"""Groups that no verb took -> those that a verb of amount ties to its subject: "those bombed out number 4,600"."""

from collections.abc import Iterator

from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, BE, CLAUSE_STARTS, THINGS
from monitor.text.words import word_set

_AMOUNTS = word_set(
    "number numbers numbered total totals totalled totaled reach reaches reached top tops topped pass passes passed "
    "approaching approached approaches nearing neared nears "
    "exceed exceeds exceeded surpass surpasses surpassed crossed crosses"
)
_PUT_AT = word_set("put stood stands stand estimated reckoned placed counted")
_COME_TO = word_set("came comes come amount amounts amounted adds add risen climbed grown swollen")
_SUMS = word_set("number count tally total figure toll")
_REACH = 30
_HEAD_REACH = 4


def amounts(clause: Clause, bound: set[int], taken: set[int]) -> Iterator[tuple[Group, Trigger]]:
    """Each group with the words that say what befell its people; `taken`: triggers with people of their own."""
    for group in clause.groups:
        if group.first in bound or group.is_part or group.sort in (Sort.THINGS, Sort.ONE, Sort.UNKNOWN):
            continue
        is_placed = group.sort is Sort.HOUSEHOLDS and _is_of_place(clause, group)
        verb = group.first if is_placed else _verb_of_amount(clause, group)
        k = _subject(clause, verb) if verb > 0 else -1
        if k >= 0 and k not in taken:
            yield group, clause.triggers[k]


def _is_of_place(clause: Clause, group: Group) -> bool:
    """ "most displacements were seen in Shabwah (284 HH)": a place has its number behind it in brackets."""
    words = clause.words
    is_bracketed = words.at(group.first - 1) == "(" and words.at(group.last) == ")" and words.upper(group.first - 2)
    return (
        is_bracketed and group.sort is Sort.HOUSEHOLDS and not any(other.last < group.first for other in clause.groups)
    )


def _verb_of_amount(clause: Clause, group: Group) -> int:
    """Where "number", "are put at", "has reached" begins; -1 where the group stands behind something else."""
    words = clause.words
    at = clause.back(group.first - 1, ADVERBS)
    word = words.at(at)
    if words.at(group.last) == "strong":
        return at  # `displaced people between 15,000 and 20,000 strong`
    if word in _AMOUNTS and words.at(at - 1) not in ("the", "a", "in"):
        return at
    if (word == "at" and words.at(at - 1) in _PUT_AT) or (word == "to" and words.at(at - 1) in _COME_TO):
        return at - 1
    is_sum = word in BE and not _SUMS.isdisjoint(words.low[max(0, at - _REACH) : at])
    return at if is_sum else -1


def _subject(clause: Clause, verb: int) -> int:
    """The number of the trigger in the subject of the verb."""
    words = clause.words
    for i in range(verb - 1, max(verb - _REACH, -1), -1):
        if i in clause.trigger_at:
            k = clause.trigger_at[i]
            head = words.low[max(0, clause.triggers[k].first - _HEAD_REACH) : clause.triggers[k].first]
            return -1 if not THINGS.isdisjoint(head) else k
        if words.low[i] == "," and words.at(i + 2) in _SUMS:
            return -1  # `Before the exodus, the number of residents was 120,000`
        if i in clause.group_at or words.low[i] in (";", ".", '"', ":") or words.low[i] in CLAUSE_STARTS:
            return -1
    return -1
