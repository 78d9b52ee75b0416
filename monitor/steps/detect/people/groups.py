"""Words -> groups: a number with the people, households or things that it counts; with them, single persons."""

from collections.abc import Sequence

from monitor.model.figure import Figure, Unit
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.group_nouns import noun
from monitor.steps.detect.people.group_parts import (
    apposed_sums,
    is_example,
    is_part,
    join_parts,
    like_their_whole,
    spread_parts,
    without_repeats,
)
from monitor.steps.detect.people.singles import both, nth, persons
from monitor.steps.detect.people.words import ADVERBS, AUX, DETERMINERS, NEGATIONS, RELATIVES, THEM, TRUNK
from monitor.text.numbers import Quantity, find_quantities
from monitor.text.words import Words, word_set

_TWO, _TEN = 2, 10
"""`four out of five of them` is a share, `19 out of 21` counts."""
_THE = word_set("the those these some nearly about around roughly at more")
_HOMES = word_set("homes houses dwellings households apartments")
_LEFT_REACH = 4
_SHARES = word_set("percent cent pct %")
_HURT = word_set("wounded injured hurt")
_PERHAPS, _MORE_REACH = word_set("possibly perhaps probably likely maybe"), 4
"""`at least 18 and possibly many more villagers`"""
_OUT_REACH = 6
_PLACES = word_set(
    "population town city village country nation region district province island enclave suburb territory"
)
_UPROOTED = word_set("displaced uprooted evacuated")
_KILLED = word_set("killed slain dead murdered massacred executed")
_NO_ONE = word_set("none one")
_SURVIVE = word_set("survived survive lived alive")
_SURVIVAL_REACH = 6
_COLLECTIVES = word_set(
    "balance toll family group crew couple team band party total patrol squad platoon garrison unit"
)
_BEFORE_ONE = word_set("and killing injuring wounding killed leaving left")
"""`killing two and injuring one`"""
_DEATHS = word_set("death deaths killing murder loss")
_BEHIND_PRONOUN = word_set("of who whose whom that so such more is")
"""`the death of one and 30 injuries`, but `the death of one who was loved`."""


def find_groups(words: Words, triggers: Sequence[tuple[int, int]]) -> list[Group]:
    """Every group, in order.  `triggers` are spans of words that tell of an incident."""
    quantities = find_quantities(words)
    begins = {first: k for k, (first, _) in enumerate(triggers)}
    counted: list[Group] = []
    bases: set[int] = set()
    for quantity in quantities:
        if quantity.is_count and quantity.core not in bases and not _is_one_of(words, quantity):
            group, base = _counted(words, quantity, begins, quantities)
            bases.add(base)
            if group is not None:
                counted.append(group)
    taken = {i for group in counted for i in range(group.first, group.last)}
    counted = without_repeats(words, counted)
    if "which" in words.low:
        counted = like_their_whole(words, counted)
    counted = spread_parts(words, counted, [first for first, _ in triggers])
    ends = {last for _, last in triggers}
    singles = persons(words, taken, ends)
    if singles and counted:
        singles = [join_parts(words, group, counted) for group in singles]
    taken |= {i for group in singles for i in range(group.first, group.last)}
    groups = sorted([*counted, *singles, *both(words, taken), *nth(words, taken, begins, ends)])
    return apposed_sums(words, groups) if groups[_TWO:] else groups


def _is_one_of(words: Words, quantity: Quantity) -> bool:
    """ "one of 6,000 who left": the thousands count."""
    is_of = words.at(quantity.last) == "of" and words.at(quantity.last + 1)[:1].isdigit()
    return is_of and words.low[quantity.core] == "one"


def _counted(
    words: Words, quantity: Quantity, begins: dict[int, int], quantities: list[Quantity]
) -> tuple[Group | None, int]:
    """The group of a number, where it counts one; and the number behind its "of", which counts none beside it."""
    j, base, is_of_them = _over_of(words, quantity, quantities)
    if base >= 0 and is_example(words, quantity):
        return None, -1
    sort, last, trigger = noun(words, j, begins)
    if sort is Sort.BARE and words.at(j) == "and" and words.at(j + 1) in _PERHAPS:
        more = next((i for i in range(j + 2, j + _MORE_REACH) if words.at(i) == "more"), j)
        sort, last, trigger = noun(words, more + 1, begins) if more > j else (sort, last, trigger)
    if sort is Sort.THINGS and _are_left(words, quantity.first, last):
        sort = Sort.HOUSEHOLDS
    of = None
    if trigger >= 0 and _only_says_who(words, j, last, sort, is_of_count=base >= 0):
        # "Twelve of the 40 (people) wounded died": the trigger only says who they are.
        behind = quantity.last + 1 + (words.at(quantity.last) == "out")
        is_led = words.at(behind) in _THE or words.at(last) in _KILLED
        of = _whole(quantities, base, trigger) if is_led else None
        sort, last, trigger = Sort.PEOPLE, last if sort is Sort.PEOPLE else j + 1, -1
    elif base >= 0 and words.at(last) in RELATIVES:
        k = next((k for k in range(last + 1, last + 5) if k in begins or words.at(k) not in AUX | ADVERBS), last)
        of = _whole(quantities, base, begins[k]) if k in begins else None
    first = quantity.first
    if words.at(first - 1) == "of" and words.at(first - 2) in _COLLECTIVES:
        first -= 2
        sort = Sort.PEOPLE if sort is Sort.BARE and words.at(first) == "family" else sort
    if (
        _counts_nobody(words, quantity, quantities)
        or (
            sort is Sort.BARE and (_is_unsure_one(words, quantity, trigger) or _is_population(words, quantity, trigger))
        )
        or (sort is Sort.UNKNOWN and words.low[quantity.core : quantity.core + 2] == ["one", "of"])
    ):
        return None, base
    unit = Unit.HOUSEHOLDS if sort is Sort.HOUSEHOLDS else Unit.PEOPLE
    group = Group(
        first,
        quantity.core,
        max(last, quantity.last),
        sort,
        Figure(low=quantity.low, high=quantity.high, unit=unit, quantifier=quantity.quantifier),
        is_of_them or (is_part(words, first) and not (trigger >= 0 and _is_among_whole(words, first))),
        _is_negated(words, first),
        quantity.whole,
        trigger,
        of,
    )
    return group, base


def _is_among_whole(words: Words, first: int) -> bool:
    """ "two were among the 40 wounded"; "nine, among them one wounded boy" tells of a part."""
    return words.at(first - 2) == "among" and words.at(first - 1) not in THEM


def _are_left(words: Words, first: int, last: int) -> bool:
    """ "the evacuation of 75,000 homes", "420 homes were evacuated": the households that live there."""
    if words.at(last - 1) not in _HOMES:
        return False
    behind = next((i for i in range(last, last + _LEFT_REACH) if words.at(i) not in AUX | ADVERBS), last)
    near = (words.at(behind), *words.low[max(0, first - _LEFT_REACH) : first])
    return any(word.startswith("evacuat") for word in near)


def _counts_nobody(words: Words, quantity: Quantity, quantities: list[Quantity]) -> bool:
    """Shares ("four out of five of them"), wholes, changes ("12 fewer", "50 percent of 12"), kin ("father of 7")."""
    is_share = words.low[quantity.last : quantity.last + 2] == ["out", "of"] and any(
        other.first == quantity.last + 2 and (other.low or 0) <= _TEN for other in quantities
    )
    if is_share or words.at(quantity.last) in ("fewer", "less"):
        return True
    leads = words.at(quantity.first - 2) if words.at(quantity.first - 1) == "of" else ""
    if leads == "out" and words.at(quantity.first - 3) in (",", "-", "–", "—", "("):
        return True  # `5,000 people, out of 246,000 refugees`
    return leads in _SHARES or leads in TRUNK


def _is_population(words: Words, quantity: Quantity, trigger: int) -> bool:
    """ "out of a population of 5.3 million", "from a town of 9,000": all who live there."""
    is_of_place = words.at(quantity.first - 1) == "of" and words.at(quantity.first - 2) in _PLACES
    return is_of_place and (trigger < 0 or "out" in words.low[max(0, quantity.first - _OUT_REACH) : quantity.first])


def _only_says_who(words: Words, j: int, last: int, sort: Sort, *, is_of_count: bool) -> bool:
    """ "two of the 14 people wounded on Monday died", "nine of those hurt have died": they were hurt before."""
    if is_of_count:
        is_named_so = sort in (Sort.PEOPLE, Sort.HOUSEHOLDS) and not _UPROOTED.isdisjoint(words.low[j:last])
        return sort is Sort.BARE or is_named_so or (sort is Sort.PEOPLE and words.at(last) in _HURT | _KILLED)
    return words.at(j - 1) == "those" and words.at(j) in _HURT


def _whole(quantities: list[Quantity], core: int, trigger: int) -> tuple[Figure, int] | None:
    """The 40 wounded of "twelve of the 40 wounded", and the trigger that says what befell them."""
    whole = next((q for q in quantities if q.core == core), None)
    if whole is None or not whole.is_count:
        return None
    return Figure(low=whole.low, high=whole.high, quantifier=whole.quantifier), trigger


def _over_of(words: Words, quantity: Quantity, quantities: list[Quantity]) -> tuple[int, int, bool]:
    """Behind "of (the 4,000)", "out of 19": where the noun may begin, the number passed over, whether it is a part."""
    behind = j = quantity.last + (words.at(quantity.last) in ("]", '"', "'", "#"))
    is_out = words.at(j) == "out"
    if words.at(j + is_out) != "of":
        return j, -1, False
    j += 1 + is_out
    if words.at(j) in ("them", "whom", "us", "which"):
        return j + 1, -1, True
    while words.at(j) in DETERMINERS or words.at(j).endswith("'s"):
        j += 1
    if words.at(j) in _COLLECTIVES and words.at(j + 1) == "of":
        j += 2
    base = next((q for q in quantities if q.first <= j < q.last and q.core > quantity.core), None)
    if base is None:
        return (behind if is_out else j), -1, False  # `drove 4,000 out of the town`
    return base.last, base.core, False


def _is_unsure_one(words: Words, quantity: Quantity, trigger: int) -> bool:
    """ "one" without a noun is a pronoun more often than a number."""
    if words.low[quantity.core] != "one" or trigger >= 0 or (quantity.low or 0) > 1:
        return False
    after, before = words.at(quantity.last), words.at(quantity.first - 1)
    is_told = after in ("was", "other", "were") or (after in ("has", "had") and words.at(quantity.last + 1) == "been")
    is_of_one = before == "of" and words.at(quantity.first - 2) in _DEATHS and after not in _BEHIND_PRONOUN
    return quantity.first == quantity.core and before not in _BEFORE_ONE and not is_told and not is_of_one


def _is_negated(words: Words, first: int) -> bool:
    if words.at(first - 1) == "of" and words.at(first - 2) in _NO_ONE and _tells_of_survival(words, first):
        return False
    if words.at(first - 1) == "not" and words.at(first) not in ("only", "just", "all"):
        return True
    return words.at(first - 1) in NEGATIONS or (words.at(first - 1) == "of" and words.at(first - 2) in NEGATIONS)


def _tells_of_survival(words: Words, first: int) -> bool:
    """ "none of the 14 guards survived": all of them died."""
    return not _SURVIVE.isdisjoint(words.low[first + 1 : first + _SURVIVAL_REACH])
