"""Words -> groups of one, without a number: "a 14-year-old boy", "his driver and guard", "a third", "both pilots"."""

from collections.abc import Iterator

from monitor.model.figure import Figure
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.group_nouns import is_hyphened
from monitor.steps.detect.people.group_parts import is_part
from monitor.steps.detect.people.words import (
    ADVERBS,
    CONNECTORS,
    DEMONYMS,
    DETERMINERS,
    FORCES,
    MANY,
    ONE,
    PREPS,
    SINGULAR_BE,
    STOPS,
    THEM,
)
from monitor.text.words import Words, word_set

_BEHIND_PERSON = word_set(
    "dead shot hit stabbed hurt lying identified nearby near home alive inside outside whose back out down "
    "lost loses met meets gave gives laid lays paid pays fell falls drew dies perishes drowns succumbs bled fled "
    "flees left"
)
_HEADED = word_set("village district ward community town tribal clan county parish zone area family")
"""`a village head`: an office; a head alone is a beast or a part of the body."""
_BODIES = word_set(
    "force forces corps brigade battalion unit regiment service command council agency association union"
)
_NOBODY_SURE = word_set("no each every any")
"""`a reward for every officer killed`"""
_NTH = word_set("second third fourth fifth sixth seventh")
_ONE_REACH = 12
"""Words from "a" to its noun: "a 16-year-old family member"."""
_TITLE_REACH = 3
_NO_TITLE = STOPS | MANY | DETERMINERS
_BEFORE_PARTICIPLE = DETERMINERS | ADVERBS | CONNECTORS
_DESCRIBES = FORCES | word_set("elderly civilian infant toddler teenage")
"""`an elderly woman`, `a civilian driver`"""


def persons(words: Words, taken: set[int], ends: set[int]) -> list[Group]:
    """Each person told of by a noun; `taken` are the words of counted groups, `ends` where triggers end."""
    nouns = [
        i
        for i, word in enumerate(words.low)
        if (word in ONE or (word == "head" and words.at(i - 1) in _HEADED)) and i not in taken
    ]
    return [group for i in nouns if (group := _single(words, i, taken, ends)) is not None]


def _single(words: Words, i: int, taken: set[int], ends: set[int]) -> Group | None:
    """A person without a number, from its determiner on: "a 14-year-old boy", "his brother"."""
    is_object = i in ends and words.upper(i) and words.at(i - 2) not in _BEFORE_PARTICIPLE
    if i + 1 in taken or is_object or _is_modifier(words, i):
        return None  # `A bomb killed Bishop Rueda`
    if words.at(i - 1) == "and" and words.at(i - 2) in ONE and _opens_pair(words, i - 3):
        return Group(i, i, i + 1, Sort.ONE, Figure(low=1, high=1), is_part(words, i - 3))  # `a man and child`
    if words.at(i - 1)[:1].isdigit():
        return None  # `another 1,188 Palestinian injuries`
    if words.upper(i + 1) and (k := _opens_title(words, i)):
        return Group(k, i, i + 1, Sort.ONE, Figure(low=1, high=1), is_part(words, k))
    return _behind_determiner(words, i)


def _behind_determiner(words: Words, i: int) -> Group | None:
    """ "a 14-year-old boy", "Zamora's driver"."""
    for k in range(i - 1, max(i - _ONE_REACH, -1), -1):
        before = words.low[k]
        if before in DETERMINERS or (before.endswith("'s") and words.upper(k)):
            if before in _NOBODY_SURE or (before == "the" and words.low[i] in ("youth", "elderly")):
                return None
            figure = Figure(low=1, high=1)
            return Group(k, i, i + 1, Sort.ONE, figure, is_part(words, k) or words.at(k - 1) in THEM)
        is_named = words.upper(k) and words.text[words.start[k] + 1].islower()  # `a Burkinabe soldier`
        is_stop = before in STOPS and before != "'" and not (_is_acronym(words, k) or is_hyphened(words, k))
        if is_stop or (before in MANY and before not in _DESCRIBES and not is_named):
            return None
    return None


def _opens_title(words: Words, i: int) -> int:
    """Where "a judge and former senator Pablo Mejia" goes on without an article; 0 where it does not."""
    k = i - 1
    while k > 0 and k > i - _TITLE_REACH and words.low[k].isalpha() and words.low[k] not in _NO_TITLE:
        k -= 1
    return k + 1 if words.low[k] in (",", "and") and words.at(i + 1) not in STOPS else 0


def _is_modifier(words: Words, i: int) -> bool:
    """ "a student demonstration", "a police officer": another noun follows."""
    word = words.at(i + 1)
    if word in _BODIES and words.upper(i) and words.upper(i + 1):
        return True  # `the Border Guard Force`
    if word in MANY or word in ONE or (words.low[i] in DEMONYMS and words.upper(i + 1)):
        return True
    is_plain = word.isalpha() and not words.upper(i + 1) and not word.endswith(("ed", "ing", "ly", "en"))
    return is_plain and word not in STOPS and word not in DETERMINERS and word not in _BEHIND_PERSON


def _is_acronym(words: Words, k: int) -> bool:
    """The brackets of "a Border Security Force (BSF) trooper"."""
    return words.at(k + (2 if words.low[k] == "(" else -2)) == {"(": ")", ")": "("}.get(words.low[k])


def _opens_pair(words: Words, k: int) -> bool:
    """ "his driver and bodyguard", "the driver and guard were"; "the leader and founder was", "… of" is one person."""
    before = words.at(k)
    if before == "the" or before.endswith("'s"):
        return words.at(k + 4) != "of" and words.at(k + 4) not in SINGULAR_BE
    return before in ("a", "an", "his", "her")


def nth(words: Words, taken: set[int], begins: dict[int, int], ends: set[int]) -> Iterator[Group]:
    """ "a third died of his wounds", "another was hurt", "and wounded another on Saturday"."""
    for i, word in enumerate(words.low):
        is_nth = word in _NTH and words.at(i - 1) == "a"
        last = i + 1
        if i in taken or not (is_nth or word == "another"):
            continue
        is_object = i in ends and (
            words.at(last) in PREPS or words.at(last) in CONNECTORS or words.at(last) in (".", "")
        )
        if (
            last in begins
            or (is_nth and words.at(last) in ADVERBS and last + 1 in begins)
            or is_object
            or (words.at(last) in SINGULAR_BE and (last + 1 in begins or last + 2 in begins))
        ):
            yield Group(i - is_nth, i, last, Sort.ONE, Figure(low=1, high=1))


def both(words: Words, taken: set[int]) -> Iterator[Group]:
    """ "killing both pilots"; but "both soldiers and civilians"."""
    for i in [i for i, word in enumerate(words.low) if word == "both"]:
        k = i + 1 + (words.at(i + 1) in ("of", "the", "his", "its", "her", "their")) + (words.at(i + 1) == "of")
        if k not in taken and words.at(k) in MANY and words.at(k + 1) not in CONNECTORS:
            yield Group(i, i, k + 1, Sort.PEOPLE, Figure(low=2, high=2))
