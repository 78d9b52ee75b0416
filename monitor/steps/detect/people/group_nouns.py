"""What a number counts: the noun phrase behind it."""

from collections.abc import Iterator

from monitor.steps.detect.people.group import Sort
from monitor.steps.detect.people.words import (
    ADJECTIVES,
    CONNECTORS,
    DEMONYMS,
    DETERMINERS,
    FORCES,
    HOUSEHOLDS,
    MANY,
    ONE,
    PERSON_TAILS,
    PREPS,
    STOPS,
    TAIL_THINGS,
    THINGS,
)
from monitor.text.number_words import TENS, UNITS, VAGUE
from monitor.text.words import Words, word_set

_NOUN_REACH = 8
"""Words between a number and its noun: "12 heavily armed pro-government Afghan police officers"."""
_NAME_REACH = 7
_ROOFS = frozenset(("shelters", "houses"))
"""Behind a number no verbs: "in 90 shelters"."""
_WOULD_BE = ["would", "-", "be"]
_MODIFYING = ADJECTIVES | word_set("idp refugee evacuee returnee red")
_BEFORE_PARTICIPLE = word_set(
    "recorded documented registered counted verified confirmed reported believed presumed feared newly already "
    "now internally also reportedly allegedly badly seriously critically slightly severely forcibly recently "
    "apparently"
)
_SO_FAR = word_set("still yet as so far hitherto previously -")
"""`two still unidentified fatalities`, `six as-yet unnamed miners`"""
_SHORTEST_NATION = 5
_NO_PLURALS = word_set("bus arms weapons explosives news rights groups")
_NP_ENDS = STOPS | DETERMINERS | frozenset((*UNITS, *TENS, "-"))


_CAMPS = word_set("camps sites settlements centres centers shelters compounds convoys camp site settlement")


def noun(words: Words, j: int, begins: dict[int, int]) -> tuple[Sort, int, int]:
    """The noun phrase from `j`: what it counts, its end, and the trigger that ends it."""
    sort, last = Sort.BARE, j
    for k in _over_acronyms(words, j):
        if k in begins and words.low[k] in _ROOFS:
            return Sort.THINGS, k + 1, -1
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
    """The words of a noun phrase; "Islamic State (IS) fighters" without its brackets, "would-be bombers"."""
    k, end = j, j + _NOUN_REACH
    while k < min(end, len(words)):
        if words.low[k : k + 3] == _WOULD_BE:
            k += 3
        elif words.low[k] in PREPS and is_hyphened(words, k):
            k += 2
        elif words.low[k] == "(" and (closing := _closing(words, k)):
            end += closing + 1 - k
            k = closing + 1
        else:
            yield k
            end += 2 if words.low[k] == "-" else 0  # `Jaish-e-Mohammad` is one word
            k += 1


def is_hyphened(words: Words, k: int) -> bool:
    """The first half of "off-duty": no preposition."""
    return words.at(k + 1) == "-" and words.joined(k + 1)


def _closing(words: Words, k: int) -> int:
    """The end of "(IS)", of "SLAF (Sri Lanka Armed Forces)"; 0 where the brackets hold more than a name."""
    ends = range(k + 2, k + _NAME_REACH) if words.text[words.start[k - 1] : words.end[k - 1]].isupper() else (k + 2,)
    return next((i for i in ends if words.at(i) == ")"), 0)


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
    if word in _SO_FAR:
        at = next((i for i in range(k + 1, min(k + 4, len(words))) if words.low[i] not in _SO_FAR), k)
        return sort is Sort.BARE and at > k and (words.at(at) in ADJECTIVES or _is_adjective(words, at, begins, sort))
    if word in ("and", "or") and words.at(k - 1) == "-" and words.joined(k - 1):
        return True  # `flood- or rain-related deaths`
    return (word == "and" and _joins_adjectives(words, k, begins, sort)) or _is_adjective(words, k, begins, sort)


def _joins_adjectives(words: Words, k: int, begins: dict[int, int], sort: Sort) -> bool:
    """ "438,000 new and repeated displacements", "70 regime and rebel fighters"."""
    if sort not in (Sort.BARE, Sort.UNKNOWN) or words.at(k - 1) in MANY:
        return False
    for i in range(k + 1, k + 4):
        word = words.at(i)
        if word in MANY or word in HOUSEHOLDS or i in begins:
            return i > k + 1
        if not word or word in _NP_ENDS or word[0].isdigit() or word in VAGUE:
            return False
    return False


def _is_adjective(words: Words, k: int, begins: dict[int, int], sort: Sort) -> bool:
    """ "30 badly burned people", "repeated displacements": a participle right before the noun."""
    following = words.at(k + 1)
    is_noun = following in MANY or following in HOUSEHOLDS or k + 1 in begins
    return sort is Sort.BARE and words.low[k].endswith(("ed", "ing")) and is_noun


def _through_trigger(words: Words, k: int, begins: dict[int, int], sort: Sort) -> tuple[Sort, int] | None:
    """ "30 wounded soldiers": the trigger is an adjective, and the noun stands behind it."""
    is_of_families = sort is Sort.PEOPLE and words.at(k + 1) in HOUSEHOLDS  # `9,000 Rohingya refugee families`
    if not (sort is Sort.BARE or is_of_families) or words.low[k] not in _MODIFYING or words.low[k] == "nursing":
        return None
    if words.at(k + 1) == "cases":
        return Sort.PEOPLE, k + 2
    for i in range(k + 1, min(k + 5, len(words))):
        if words.low[i] in ("-", "out"):
            continue  # `210 burned-out families`
        found = _sort_of(words, i, words.low[i])
        if found is None or i in begins:
            return None
        if found is Sort.PEOPLE and words.at(i + 1) in _CAMPS:
            return Sort.THINGS, i + 2  # `two displaced persons camps`
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
    if stem in THINGS and not (word == "car" and words.text[words.end[k] - 1] == "R"):
        return Sort.THINGS  # `92,000 CAR refugees`
    if stem.endswith(("ing", "ed")) and words.at(k - 1) != "-" and (stem not in _MODIFYING or _ends_noun(words, k - 1)):
        return None
    if (stem.endswith(PERSON_TAILS) and stem not in TAIL_THINGS) or _is_nation(words, k, stem):
        return Sort.PEOPLE
    if stem.endswith("s") and not stem.endswith(("ss", "us", "is")) and len(stem) > 3:
        return Sort.UNKNOWN
    return (
        Sort.UNKNOWN if words.upper(k) and not words.upper(k - 1) and not words.at(k - 1)[:1].isdigit() else Sort.BARE
    )


def _ends_noun(words: Words, k: int) -> bool:
    """ "361 centres serving rations": the participle stands behind a plural, not before its noun."""
    return words.at(k) in THINGS and words.at(k).endswith("s") and words.at(k) not in _NO_PLURALS


def _is_nation(words: Words, k: int, stem: str) -> bool:
    """ "Darfuris", "Gazans"."""
    is_plural = len(stem) > _SHORTEST_NATION and stem.endswith(("is", "ans"))
    return is_plural and words.upper(k) and not words.upper(k - 1)


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
        while words.at(last) in MANY and words.at(last - 1) in FORCES:
            last += 1  # `soldiers and police officers`
    return last
