"""Groups -> which are parts of others: "including 12 children", "fifteen people -- ten soldiers and five rebels"."""

from collections.abc import Sequence

from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.words import (
    AUX,
    BE,
    DETERMINERS,
    ONE,
    PARTS,
    PREPS,
    STOPS,
    THEM,
)
from monitor.text.number_words import UNITS
from monitor.text.numbers import Quantity
from monitor.text.times_words import ORDINALS
from monitor.text.words import Words, word_set

_LINK_REACH = 4
_JUST = word_set("just only but merely also now")
_FEW = 10
_LINKS = ("and", ",", ".")
_LEADS = word_set("including includes included among")
_LIST_REACH = 18
_ACCOUNTED = word_set("account accounts accounted accounting")
"""`Imphal accounted for 58 deaths`"""
_WHOLE_REACH = 9
_OF_THE = ["of", "the"]
_OF_WHICH = ["of", "which"]
_OWNER = 3
"""Words back from a number behind `of which` to what stands before it."""
_SINGLED_OUT = word_set("each both either last latest latter former worst largest biggest deadliest")
_COUNTED_IN_ALL = word_set(
    "injured wounded killed dead casualties fatalities deaths injuries victims displaced arrivals idps refugees"
)
_MADE_UP = word_set("consisting comprising forming making representing")
_IN_HOUSEHOLDS = word_set(
    "from in of or , - ( belonging consisting to making up forming comprising representing members about some "
    "approximately around roughly nearly over more than an estimated"
)
_INCLUDED = word_set("included includes include including comprised")
_SUMS = word_set("toll tolls casualties losses tally")
_SUMMANDS = word_set("dead killed deaths fatalities wounded injured injuries hurt missing")
_SUM_REACH = 8
_OPENINGS = ([","], [":"])
_LIST_LINKS = ([","], ["and"], [",", "and"])
_ANYBODY = word_set("people persons victims individuals others dead casualties")


def spread_parts(words: Words, groups: list[Group], triggers: Sequence[int]) -> list[Group]:
    """ "including five officers and 90 recruits": what is linked to a part is one too."""
    spread: list[Group] = []
    total = 0
    for group in groups:
        is_of_them = bool(spread) and not THEM.isdisjoint(words.low[spread[-1].number : spread[-1].last])
        is_after_aside = words.at(group.first - 2) in ("-", "–", "—", ")", "," if is_of_them else ")")
        linked = (
            words.at(group.first - 1) in ("and", ",") and bool(spread) and spread[-1].is_part and not is_after_aside
        )
        told_before = any(total <= at < group.first for at in triggers)
        linked = linked and not _closes_aside(words, spread[-1], group)
        linked = linked and not any(spread[-1].last <= at < group.first for at in triggers)
        is_own_harm = group.trigger >= 0 and group.sort is Sort.BARE and bool(spread) and spread[-1].trigger < 0
        linked = linked and not (is_own_harm and told_before)
        is_apposed = bool(spread) and _is_apposed(words, spread[-1], group)
        if is_apposed or (
            linked
            and _is_next(words, spread[-1].last, group.first)
            and not (words.at(group.last) in AUX and told_before)
        ):
            group = group._replace(is_part=True)
        elif _is_among(words, group.last, groups):
            group = group._replace(is_part=True)
            if spread and words.low[spread[-1].last : group.first] == ["and"]:
                spread[-1] = spread[-1]._replace(is_part=True)
        if not group.is_part:
            total = group.last
        spread.append(group)
    whole = _end_of_whole(words) if words.low[:2] == _OF_THE else 0
    return spread if not whole else [group._replace(is_part=True) if group.first > whole else group for group in spread]


def join_parts(words: Words, single: Group, counted: Sequence[Group]) -> Group:
    """ "31 people, including seven children and a woman, were killed": the woman is one of them."""
    before = next((group for group in reversed(counted) if group.last <= single.first), None)
    is_joined = before is not None and before.is_part and words.low[before.last : single.first] in (["and"], [","])
    return single._replace(is_part=True) if is_joined else single


def _is_next(words: Words, last: int, first: int) -> bool:
    """Nothing but single people stands between: "including four medics, a teacher, and six girls"."""
    if first - last <= _LINK_REACH:
        return True
    is_list = first - last <= _LIST_REACH and not ONE.isdisjoint(words.low[last:first])
    return is_list and all(_may_stand_in_list(words, at) for at in range(last, first))


def _end_of_whole(words: Words) -> int:
    """The comma of "Of the total injured, 152 were hurt in Beita, 19 in Jenin": what follows are its parts."""
    if not (words.at(2) == "total" or words.at(2)[:1].isdigit()):
        return 0
    comma = next((i for i in range(3, min(_WHOLE_REACH, len(words))) if words.low[i] == ","), 0)
    return comma if not _COUNTED_IN_ALL.isdisjoint(words.low[3:comma]) else 0


def _closes_aside(words: Words, part: Group, group: Group) -> bool:
    """ "92 Palestinians, including 20 children, and 17 Israelis": the second comma ends what the first began."""
    is_aside = words.at(part.first - 1) in PARTS and words.at(part.first - 2) == ","
    return is_aside and words.low[part.last : group.first] == [",", "and"]


def without_repeats(words: Words, groups: list[Group]) -> list[Group]:
    """ "858 persons in 144 households", "791 IDPs (166 families)": the same people counted once more."""
    kept: list[Group] = []
    for group in groups:
        before = kept[-1] if kept else None
        between = words.low[before.last : group.first] if before else []
        if (
            before is not None
            and before.trigger < 0
            and {before.sort, group.sort} == {Sort.PEOPLE, Sort.HOUSEHOLDS}
            and 0 < len(between) <= _LINK_REACH
            and (_IN_HOUSEHOLDS.issuperset(between) or (between[0], between[-1]) == ("of", "("))
            and between != [","]
        ):
            is_closed = between[0] == "(" and words.at(group.last) == ")" and group.trigger < 0
            kept[-1] = before._replace(last=group.last + is_closed, trigger=group.trigger)
        elif not (before is not None and before.trigger >= 0 and group.sort is Sort.HOUSEHOLDS and _opens(between)):
            kept.append(group)
    return kept


def like_their_whole(words: Words, groups: list[Group]) -> list[Group]:
    """ "four cars of which one was blown up", "900 families, of which 200": what is counted stands before."""
    kept: list[Group] = []
    for group in groups:
        whole = kept[-1] if kept else None
        is_of_which = _is_behind_of_which(words, group.first) or words.low[group.last :][:2] == _OF_WHICH
        if (
            whole is not None
            and group.sort is Sort.BARE
            and is_of_which
            and whole.sort in (Sort.THINGS, Sort.HOUSEHOLDS)
        ):
            group = group.counting(whole.sort, whole.figure.unit)
        kept.append(group)
    return kept


def _is_behind_of_which(words: Words, first: int) -> bool:
    """ "in one of which seven died", "in the second of which 20": those are people in it."""
    word = words.at(first - _OWNER)
    is_in_one = word in ORDINALS or word in UNITS or word[:1].isdecimal() or word in _SINGLED_OUT
    return words.low[first - 2 : first] == _OF_WHICH and not is_in_one


def _opens(between: list[str]) -> bool:
    """What stands between a number and the same once more: "791 IDPs (166 families", "evacuees from 166 families"."""
    is_more = "(" in between or not _MADE_UP.isdisjoint(between)
    return len(between) <= _LINK_REACH and (is_more or between[-1:] == ["from"])


def _is_apposed(words: Words, total: Group, group: Group) -> bool:
    """ "fifteen people -- ten soldiers and five rebels -- died"."""
    between = words.low[total.last : group.first]
    return total.sort is Sort.PEOPLE and bool(between) and all(mark in ("-", "—", "–") for mark in between)


def apposed_sums(words: Words, groups: list[Group]) -> list[Group]:
    """ "three people, a clerk and two guards, were killed": what is listed behind a number and adds up to it."""
    for k, total in enumerate(groups[:-2]):
        is_open = total.sort is Sort.PEOPLE and words.low[total.last : groups[k + 1].first] in _OPENINGS
        if is_open and not total.is_part and (parts := _summands(words, total, groups[k + 1 :])):
            marked = {part.first: part._replace(is_part=True) for part in parts}
            return [marked.get(group.first, group) for group in groups]
    return groups


def _summands(words: Words, total: Group, behind: list[Group]) -> list[Group]:
    """The list in a total's apposition; "five soldiers, two aides and three boys died" are ten."""
    left, last = total.figure.size, total.last
    parts: list[Group] = []
    for part in behind:
        between = words.low[last : part.first]
        if left <= 0 or between not in (_LIST_LINKS if parts else _OPENINGS):
            break
        parts.append(part)
        left, last = left - part.figure.size, part.last
    is_closed = words.at(last) == "," and words.at(last + 1) in AUX
    is_whole = is_closed or words.at(total.last - 1) in _ANYBODY
    return parts if not left and len(parts) > 1 and is_whole else []


def _is_among(words: Words, at: int, groups: list[Group]) -> bool:
    """ "ten children were among 48 people killed": the total follows."""
    is_among = words.at(at) in BE and words.at(at + 1) in ("among", "amongst")
    return is_among and any(group.first in (at + 2, at + 3) for group in groups)


def is_part(words: Words, first: int) -> bool:
    """True where words in front make a detail of the number."""
    is_share = words.at(first - 1) == "for" and words.at(first - 2) in _ACCOUNTED
    return is_share or _is_led_by_part(words, first) or _is_listed_with_one(words, first)


def _is_listed_with_one(words: Words, first: int) -> bool:
    """ "including the mayor and his two sons", "including Mayor Juan Cruz, two soldiers", "a guard and two boys"."""
    window = words.low[max(0, first - _LIST_REACH) : first]
    if _LEADS.isdisjoint(window) or words.at(first - 1 - (words.at(first - 1) in DETERMINERS)) not in _LINKS:
        return False
    i = first - 1
    while i > first - _LIST_REACH and words.at(i) not in _LEADS and _may_stand_in_list(words, i):
        i -= 1
    is_led = i < first - 3 and words.at(i) in _LEADS
    return is_led and (not ONE.isdisjoint(words.low[i:first]) or any(_is_name(words, k) for k in range(i + 1, first)))


def _may_stand_in_list(words: Words, i: int) -> bool:
    word = words.at(i)
    return word not in STOPS or word in DETERMINERS or word in _LINKS


def _is_name(words: Words, i: int) -> bool:
    """Not where all is in capitals."""
    return words.upper(i) and words.text[words.start[i] + 1 : words.end[i]].islower()


def _is_sum(words: Words, at: int, first: int) -> bool:
    """ "the toll included 15 dead and 12 wounded": not some of them, but how many of each."""
    is_harm = not _SUMMANDS.isdisjoint(words.low[first + 1 : first + 4])
    return is_harm and not _SUMS.isdisjoint(words.low[max(0, at - _SUM_REACH) : at])


def _is_led_by_part(words: Words, first: int) -> bool:
    for i in range(first - 1, max(first - 4, -1), -1):
        word = words.low[i]
        if word in PARTS:
            if word in _INCLUDED and _is_sum(words, i, first):
                return False
            return words.at(i - 1) not in BE and not (words.at(i - 1) == "also" and words.at(i - 2) in BE)
        if (word in PREPS and word != "of" and word != "to") or word in AUX:
            return False
    return False


_BEFELL = word_set(
    "displaced uprooted evacuated homeless affected killed wounded injured hurt dead missing detained fled who forced "
    "driven died left escaped survived living sheltering"
)
"""Without one behind it, as in `Among those killed were three of the 12 guards`, of the twelve nothing more is told."""
_BEFELL_REACH = 10
"""Words."""


def is_example(words: Words, quantity: Quantity) -> bool:
    """ "Ada and Musa are just two of the 200,000 people displaced", "every one of the 900 fled": all of them."""
    at = quantity.first - 1
    while words.at(at) in _JUST:
        at -= 1
    is_all = words.at(at) in BE or words.at(quantity.first - 1) == "every"
    befell = not _BEFELL.isdisjoint(words.low[quantity.last : quantity.last + _BEFELL_REACH])
    return is_all and befell and words.at(quantity.last) == "of" and (quantity.low or 0) <= _FEW
