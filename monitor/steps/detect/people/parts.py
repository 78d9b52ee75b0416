"""Binding -> is it a part of those told before ("six children were among the dead")?  A part is a detail, no figure."""

from monitor.model.mention import Kind
from monitor.steps.detect.people.binding import Binding
from monitor.steps.detect.people.words import BE, DETERMINERS
from monitor.text.words import Words, word_set

_AMONG = frozenset(("among", "amongst", "included", "includes", "include", "including"))
_THOSE = word_set("the those its their these")
_WHOLE = word_set("most many all some several half rest majority")
_CALLED = {
    Kind.KILLED: word_set("dead killed victims casualties fatalities deaths slain bodies martyrs deceased"),
    Kind.INJURED: word_set("victims wounded injured casualties hurt"),
    Kind.DISPLACEMENT: word_set("displaced refugees evacuees victims"),
}
_OTHER_ONE = word_set(
    "other others another first second third fourth fifth sixth seventh eighth ninth tenth highest latest only"
)
"""`the other person killed`, `the fourth journalist killed in a week`"""
_REACH = 7
_NEAR = 3
_SHARE_REACH = 20


def is_partitive(words: Words, binding: Binding) -> bool:
    """The words say that these belong to people already spoken of."""
    group, trigger, how = binding
    harmed = _CALLED[trigger.kind]
    return (
        (group.is_part and (how == "subject" or trigger.role == "noun"))
        or _is_among(words, group.first, group.last, trigger.first, harmed)
        or _is_of_those(words, group.number, max(trigger.last, group.last + 3), harmed)
        or trigger.hit.rule.value == "condition"
        or _is_share(words, group.first)
        or _is_one_more(words, group.first, group.last, trigger.first)
    )


def _is_among(words: Words, first: int, last: int, at: int, harmed: frozenset[str]) -> bool:
    """ "six children were among the dead", "among those killed were two guards", "the dead included 12 pupils"."""
    if _is_placed_among(words, last, at):
        return True
    behind = words.low[last : last + 4]
    if any(word in BE for word in behind) and any(word in _AMONG for word in behind):
        return _names_the_harmed(words, last, last + _REACH + 2, harmed)
    if first <= at or words.at(at - 1) not in _THOSE:
        return False
    reach = _REACH if words.at(at - 2) in _AMONG else _NEAR
    if words.low[at] in harmed and not BE.isdisjoint(words.low[at + 1 : at + 1 + reach]):
        return True  # `Among the injured are a captain, four constables and two boys`, `the dead were two boys`
    is_near = first - at <= _REACH and not _AMONG.isdisjoint(words.low[at:first])
    return is_near or words.at(at + 1) in _AMONG


def _is_placed_among(words: Words, last: int, at: int) -> bool:
    """ "nine people from the Caucasus among the gunmen killed"."""
    near = range(last, min(at, last + _REACH))
    return any(words.low[i] in ("among", "amongst") and words.at(i + 1) in _THOSE for i in near)


def _names_the_harmed(words: Words, start: int, end: int, harmed: frozenset[str]) -> bool:
    return any(
        words.at(i) in harmed and not _THOSE.isdisjoint(words.low[max(start, i - 4) : i]) for i in range(start, end)
    )


def _is_of_those(words: Words, number: int, end: int, harmed: frozenset[str]) -> bool:
    """ "14 of the dead were rebels", "five of those killed"; "12 of the 40 wounded died" is told by its own rule."""
    for i in range(number + 1, min(number + _REACH, end)):
        if words.at(i) == "of" and words.at(i + 1) in _THOSE:
            near = words.low[i + 2 : i + 4]
            return any(word in harmed for word in near) and not any(word[0].isdigit() for word in near)
    return False


def _is_share(words: Words, first: int) -> bool:
    """ "most of the dead - 22 - fell in shelling"."""
    if words.at(first - 1) not in ("-", "–", "—", "("):
        return False
    near = words.low[max(0, first - _SHARE_REACH) : first]
    return not _WHOLE.isdisjoint(near) and "of" in near


def _is_one_more(words: Words, first: int, last: int, at: int) -> bool:
    """ "one of the persons killed was …", "the other person killed"."""
    is_other = words.at(first) == "the" and words.at(first + 1) in _OTHER_ONE and at - first <= _REACH + 1
    is_one_of = words.at(first) == "one" and words.at(first + 1) == "of" and words.at(first + 2) in DETERMINERS
    return is_other or (is_one_of and at - first <= _REACH)
