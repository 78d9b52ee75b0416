"""Words -> groups: a number with the people, households or things that it counts; and single persons."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from monitor.model.figure import Figure, Unit
from monitor.steps.detect.people_words import (
    ADJECTIVES,
    AUX,
    BE,
    CONNECTORS,
    DEMONYMS,
    DETERMINERS,
    HOUSEHOLDS,
    MANY,
    NEGATIONS,
    ONE,
    PARTS,
    PERSON_TAILS,
    PREPS,
    STOPS,
    TAIL_THINGS,
    THINGS,
    TRUNK,
)
from monitor.text.number_words import TENS, UNITS
from monitor.text.numbers import Quantity, find_quantities
from monitor.text.words import Words, word_set

_NOUN_REACH = 8
"""Words between a number and its noun: "12 heavily armed pro-government Afghan police officers"."""


_BEFORE_PARTICIPLE = word_set(
    "recorded documented registered counted verified confirmed reported believed presumed feared newly already "
    "now internally also reportedly allegedly badly seriously critically slightly severely forcibly recently "
    "apparently"
)


_BEHIND_PERSON = word_set(
    "dead shot hit stabbed hurt lying identified nearby near home alive inside outside whose back out down"
)


_NO_PLURALS = word_set("bus arms weapons explosives news rights groups")
_THE = word_set("the those these some nearly about around roughly at more")
_SHARES = word_set("percent cent pct %")
_NP_ENDS = STOPS | DETERMINERS | frozenset((*UNITS, *TENS, "-"))
_COLLECTIVES = word_set("family group crew couple team band party total")


_THEM = frozenset(("them", "whom"))


class Sort(StrEnum):
    """What a number counts, as far as its noun tells."""

    PEOPLE = "people"
    HOUSEHOLDS = "households"
    BARE = "bare"
    """No noun: "killing 12", "30 were hurt"."""
    UNKNOWN = "unknown"
    """A noun that no list has: a people, a militia."""
    THINGS = "things"
    ONE = "one"
    """A person without a number: "a man", "his brother"."""


class Group(NamedTuple):
    """Words `first` to `last` (exclusive).  `number` is where the amount stands."""

    first: int
    number: int
    last: int
    sort: Sort
    figure: Figure
    is_part: bool = False
    """A detail of a total: "including 12 children", "312 of them children"."""
    is_negated: bool = False
    whole: int | None = None
    trigger: int = -1
    """The trigger that stands as the group's noun, or right behind it ("12 dead", "30 wounded soldiers")."""
    of: tuple[Figure, int] | None = None
    """Of "53 of the 225 injured" the 225, and the trigger that they go with."""


def find_groups(words: Words, triggers: Sequence[tuple[int, int]]) -> list[Group]:
    """Every group, in order.  `triggers` are spans of words that tell of an incident."""
    quantities = find_quantities(words)
    begins = {first: k for k, (first, _) in enumerate(triggers)}
    counted: list[Group] = []
    bases: set[int] = set()
    for quantity in quantities:
        if quantity.is_count and quantity.core not in bases:
            group, base = _counted(words, quantity, begins, quantities)
            bases.add(base)
            if group is not None:
                counted.append(group)
    taken = {i for group in counted for i in range(group.first, group.last)}
    counted = _spread_parts(words, counted, [first for first, _ in triggers])
    persons = [i for i, word in enumerate(words.low) if word in ONE and i not in taken]
    singles = [group for i in persons if (group := _single(words, i, taken)) is not None]
    taken |= {i for group in singles for i in range(group.first, group.last)}
    return sorted([*counted, *singles, *_both(words, taken)])


def _both(words: Words, taken: set[int]) -> Iterator[Group]:
    """ "killing both pilots"; but "both soldiers and civilians"."""
    for i in [i for i, word in enumerate(words.low) if word == "both"]:
        k = i + 1 + (words.at(i + 1) in ("of", "the", "his", "its", "her", "their")) + (words.at(i + 1) == "of")
        if k not in taken and words.at(k) in MANY and words.at(k + 1) not in CONNECTORS:
            yield Group(i, i, k + 1, Sort.PEOPLE, Figure(low=2, high=2))


def _spread_parts(words: Words, groups: list[Group], triggers: Sequence[int]) -> list[Group]:
    """ "including five officers and 90 recruits": what is linked to a part is one too."""
    spread: list[Group] = []
    total = 0
    for group in groups:
        is_of_them = bool(spread) and not _THEM.isdisjoint(words.low[spread[-1].number : spread[-1].last])
        is_after_aside = words.at(group.first - 2) in ("-", "–", "—", ")", "," if is_of_them else ")")
        linked = (
            words.at(group.first - 1) in ("and", ",") and bool(spread) and spread[-1].is_part and not is_after_aside
        )
        told_before = any(total <= at < group.first for at in triggers)
        linked = linked and not any(spread[-1].last <= at < group.first for at in triggers)
        is_own_harm = group.trigger >= 0 and group.sort is Sort.BARE and bool(spread) and spread[-1].trigger < 0
        linked = linked and not (is_own_harm and told_before)
        is_apposed = bool(spread) and _is_apposed(words, spread[-1], group)
        if is_apposed or (
            linked and group.first - spread[-1].last <= 4 and not (words.at(group.last) in AUX and told_before)
        ):
            group = group._replace(is_part=True)
        elif _is_among(words, group.last, groups):
            group = group._replace(is_part=True)
            if spread and words.low[spread[-1].last : group.first] == ["and"]:
                spread[-1] = spread[-1]._replace(is_part=True)
        if not group.is_part:
            total = group.last
        spread.append(group)
    return spread


def _is_apposed(words: Words, total: Group, group: Group) -> bool:
    """ "fifteen people -- ten soldiers and five rebels -- died"."""
    between = words.low[total.last : group.first]
    return total.sort is Sort.PEOPLE and bool(between) and all(mark in ("-", "—", "–") for mark in between)


def _is_among(words: Words, at: int, groups: list[Group]) -> bool:
    """ "ten children were among 48 people killed": the total follows."""
    is_among = words.at(at) in BE and words.at(at + 1) in ("among", "amongst")
    return is_among and any(group.first in (at + 2, at + 3) for group in groups)


def _counted(
    words: Words, quantity: Quantity, begins: dict[int, int], quantities: list[Quantity]
) -> tuple[Group | None, int]:
    j, base, is_part = _over_of(words, quantity, quantities)
    sort, last, trigger = _noun(words, j, begins)
    of = None
    if base >= 0 and trigger >= 0 and sort is Sort.BARE:
        # "Twelve of the 40 wounded died": the trigger only says who they are.
        of = _whole(quantities, base, trigger) if words.at(quantity.last + 1) in _THE else None
        sort, last, trigger = Sort.PEOPLE, j + 1, -1
    before = words.at(quantity.first - 1)
    is_change = words.at(quantity.last) in ("fewer", "less") or (
        before == "of" and words.at(quantity.first - 2) in _SHARES
    )
    if is_change or (before == "of" and words.at(quantity.first - 2) in TRUNK):
        return None, base
    unit = Unit.PEOPLE
    if sort is Sort.HOUSEHOLDS:
        unit = Unit.HOUSEHOLDS
    first = quantity.first
    if before == "of" and words.at(first - 2) in _COLLECTIVES:
        first -= 2
        sort = Sort.PEOPLE if sort is Sort.BARE and words.at(first) == "family" else sort
    if sort is Sort.BARE and _is_unsure_one(words, quantity, trigger):
        return None, base
    figure = Figure(low=quantity.low, high=quantity.high, unit=unit, quantifier=quantity.quantifier)
    group = Group(
        first,
        quantity.core,
        max(last, quantity.last),
        sort,
        figure,
        is_part or (_is_part(words, first) and not (trigger >= 0 and words.at(first - 2) == "among")),
        _is_negated(words, first),
        quantity.whole,
        trigger,
        of,
    )
    return group, base


def _whole(quantities: list[Quantity], core: int, trigger: int) -> tuple[Figure, int] | None:
    """The 40 wounded of "twelve of the 40 wounded", and the trigger that says what befell them."""
    whole = next((q for q in quantities if q.core == core), None)
    if whole is None or not whole.is_count:
        return None
    return Figure(low=whole.low, high=whole.high, quantifier=whole.quantifier), trigger


def _over_of(words: Words, quantity: Quantity, quantities: list[Quantity]) -> tuple[int, int, bool]:
    """Behind "of (the 4,000)", "of them": where the noun may begin, the number passed over, whether it is a part."""
    j = quantity.last + (words.at(quantity.last) in ("]", '"'))
    if words.at(j) != "of":
        return j, -1, False
    j += 1
    if words.at(j) in ("them", "whom", "us", "which"):
        return j + 1, -1, True
    while words.at(j) in DETERMINERS or words.at(j).endswith("'s"):
        j += 1
    if words.at(j) in _COLLECTIVES and words.at(j + 1) == "of":
        j += 2
    base = next((q for q in quantities if q.first <= j < q.last and q.core > quantity.core), None)
    return (base.last, base.core, False) if base else (j, -1, False)


def _noun(words: Words, j: int, begins: dict[int, int]) -> tuple[Sort, int, int]:
    """The noun phrase from `j`: what it counts, its end, and the trigger that ends it."""
    sort, last = Sort.BARE, j
    for k in _over_acronyms(words, j):
        if k in begins:
            ends = _through_trigger(words, k, begins, sort)
            return (*(ends or (sort, last)), begins[k])
        word = words.low[k]
        found = _sort_of(words, k, word)
        is_next_clause = _is_whole_noun(words.at(k - 1), sort, found)
        if word == "more":
            last = k + 1
        elif is_next_clause or (found is None and not _goes_on(words, k, begins, sort)):
            break
        elif found is not None and found is not Sort.BARE:
            sort, last = found, k + 1
    last = _through_list(words, last, sort)
    k = last
    while words.at(k) in _BEFORE_PARTICIPLE or (words.at(k) == "'" and k + 1 in begins):
        k += 1
    return sort, last, begins.get(k, -1)


def _over_acronyms(words: Words, j: int) -> Iterator[int]:
    """The words of a noun phrase; "Islamic State (IS) fighters" without its brackets."""
    k = j
    while k < min(j + _NOUN_REACH, len(words)):
        if words.low[k] == "(" and words.at(k + 2) == ")":
            k += 3
        elif k < len(words):
            yield k
            k += 1


def _is_whole_noun(word: str, sort: Sort, found: Sort | None) -> bool:
    """A plural ends its phrase: "12 strikes residents fled", "six people AFP reports"; "12 bus passengers" goes on."""
    if sort is Sort.THINGS and found is Sort.PEOPLE:
        return word.endswith("s") and word not in _NO_PLURALS
    return sort is Sort.PEOPLE and found in (Sort.THINGS, Sort.UNKNOWN) and word in MANY and word != "personnel"


def _goes_on(words: Words, k: int, begins: dict[int, int], sort: Sort) -> bool:
    """The phrase does not end at a hyphen, at "more of", between adjectives, or at a participle before its noun."""
    word = words.low[k]
    if word == "-":
        return words.joined(k)
    if word == "of":
        return words.at(k - 1) in ("more", "others")
    return (word == "and" and _joins_adjectives(words, k, begins, sort)) or _is_adjective(words, k, begins, sort)


def _joins_adjectives(words: Words, k: int, begins: dict[int, int], sort: Sort) -> bool:
    """ "438,000 new and repeated displacements", "70 regime and rebel fighters"."""
    if sort not in (Sort.BARE, Sort.UNKNOWN) or words.at(k - 1) in MANY:
        return False
    for i in range(k + 1, k + 4):
        word = words.at(i)
        if word in MANY or i in begins:
            return i > k + 1
        if not word or word in STOPS or word[0].isdigit() or word in UNITS or word in DETERMINERS:
            return False
    return False


def _is_adjective(words: Words, k: int, begins: dict[int, int], sort: Sort) -> bool:
    """ "30 badly burned people", "repeated displacements": a participle right before the noun."""
    following = words.at(k + 1)
    return sort is Sort.BARE and words.low[k].endswith(("ed", "ing")) and (following in MANY or k + 1 in begins)


def _through_trigger(words: Words, k: int, begins: dict[int, int], sort: Sort) -> tuple[Sort, int] | None:
    """ "30 wounded soldiers": the trigger is an adjective, and the noun stands behind it."""
    if sort is not Sort.BARE or words.low[k] not in ADJECTIVES or words.low[k] == "nursing":
        return None
    for i in range(k + 1, min(k + 4, len(words))):
        found = _sort_of(words, i, words.low[i])
        if found is None or i in begins:
            return None
        if found in (Sort.PEOPLE, Sort.HOUSEHOLDS, Sort.THINGS):
            return found, i + 1
    return None


def _sort_of(words: Words, k: int, word: str) -> Sort | None:
    """What one word makes of the noun phrase; BARE for a modifier, None where the phrase ends."""
    # Copy out of PDFs shows the possessive as `familiesŠ—È`.
    stem = word[:-2] if word.endswith("'s") else word.rstrip("š") or word
    if stem in _NP_ENDS or stem[0].isdigit():
        return None
    if stem in MANY or (stem in ONE and stem not in DEMONYMS):
        return Sort.PEOPLE
    if stem in HOUSEHOLDS:
        return Sort.HOUSEHOLDS
    if stem in THINGS:
        return Sort.THINGS
    if stem.endswith(("ing", "ed")) and stem not in ADJECTIVES and words.at(k - 1) != "-":
        return None
    if stem.endswith(PERSON_TAILS) and stem not in TAIL_THINGS:
        return Sort.PEOPLE
    if stem.endswith("s") and not stem.endswith(("ss", "us", "is")) and len(stem) > 3:
        return Sort.UNKNOWN
    return (
        Sort.UNKNOWN if words.upper(k) and not words.upper(k - 1) and not words.at(k - 1)[:1].isdigit() else Sort.BARE
    )


def _through_list(words: Words, last: int, sort: Sort) -> int:
    """ "12 men, women and children" is one group."""
    if sort is not Sort.PEOPLE:
        return last
    while words.at(last) in CONNECTORS:
        following = words.at(last + 1)
        is_described = words.at(last + 2) in MANY and following.isalpha() and following not in _NP_ENDS
        if following not in MANY and not (is_described and following not in ONE and not following.endswith("ed")):
            break
        last += 2 + (following not in MANY)
    return last


def _is_unsure_one(words: Words, quantity: Quantity, trigger: int) -> bool:
    """ "one" without a noun is a pronoun more often than a number."""
    if words.low[quantity.core] != "one" or trigger >= 0:
        return False
    after, before = words.at(quantity.last), words.at(quantity.first - 1)
    return (
        quantity.first == quantity.core
        and before not in ("and", "killing", "injuring", "wounding", "killed", "leaving", "left")
        and after not in ("was", "other", "were")
    )


def _is_part(words: Words, first: int) -> bool:
    return _is_led_by_part(words, first) or _is_listed_with_one(words, first)


def _is_listed_with_one(words: Words, first: int) -> bool:
    """ "including the mayor and his two sons"."""
    i = first - 1
    while i > first - 9 and (words.at(i) in DETERMINERS or words.at(i) in ONE or words.at(i) in ("and", ",")):
        i -= 1
    return i < first - 3 and words.at(i) in ("including", "includes", "included", "among")


def _is_led_by_part(words: Words, first: int) -> bool:
    for i in range(first - 1, max(first - 4, -1), -1):
        word = words.low[i]
        if word in PARTS:
            return words.at(i - 1) not in BE and not (words.at(i - 1) == "also" and words.at(i - 2) in BE)
        if (word in PREPS and word != "of" and word != "to") or word in AUX:
            return False
    return False


def _is_negated(words: Words, first: int) -> bool:
    return words.at(first - 1) in NEGATIONS or (words.at(first - 1) == "of" and words.at(first - 2) in NEGATIONS)


def _is_modifier(words: Words, i: int) -> bool:
    """ "a student demonstration", "a police officer": another noun follows."""
    word = words.at(i + 1)
    if word in MANY or word in ONE or (words.low[i] in DEMONYMS and words.upper(i + 1)):
        return True
    is_plain = word.isalpha() and not words.upper(i + 1) and not word.endswith(("ed", "ing", "ly", "en"))
    return is_plain and word not in STOPS and word not in DETERMINERS and word not in _BEHIND_PERSON


def _single(words: Words, i: int, taken: set[int]) -> Group | None:
    """A person without a number, from its determiner on: "a 14-year-old boy", "his brother"."""
    word = words.low[i]
    if word not in ONE or i + 1 in taken or _is_modifier(words, i):
        return None
    for k in range(i - 1, max(i - 7, -1), -1):
        before = words.low[k]
        if before in DETERMINERS:
            if before == "no" or (before == "the" and word in ("youth", "elderly")):
                return None
            figure = Figure(low=1, high=1)
            return Group(k, i, i + 1, Sort.ONE, figure, _is_part(words, k) or words.at(k - 1) in ("them", "whom"))
        if (before in STOPS and before != "'") or before in MANY:
            return None
    return None
