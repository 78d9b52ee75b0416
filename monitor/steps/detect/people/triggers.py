"""Hits -> triggers: the words of a sentence that tell of people displaced, killed or hurt, as the binding sees them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.model.mention import PEOPLE, Kind, Status
from monitor.model.phrase import Hit
from monitor.steps.detect.people.movement import EVERYDAY, MOVEMENTS, TOLD_BEFORE, is_errand, is_on_the_way
from monitor.steps.detect.people.words import AUX, CLAUSE_STARTS, CONNECTORS, MANY, RELATIVES
from monitor.text.words import Words, word_set

ROLES = frozenset({"act", "fate", "state", "noun", "toll", "people"})
"""How a trigger takes its people:

act    a verb with the people as its object: "killed 12", "12 were killed", "12 killed"
fate   a verb with the people as its subject: "12 died", "12,000 fled"
state  what the people are left as: "12 dead", "3,000 homeless"
noun   a noun with the people behind "of" or in front: "the exodus of 12,000", "12 deaths", "the lives of 12"
toll   a noun with the number behind a verb: "the death toll rose to 46"
people a noun for the people themselves: "3,000 refugees"
"""
VERBAL = frozenset({"act", "fate", "state"})


_COMPOUNDS = word_set(
    "attempt attempts threat threats squad squads plot plots penalty penalties sentence sentences row certificate "
    "certificates charge charges trial trials case cases suspect suspects investigation investigations inquiry "
    "probe rate rates benefits duty duties camp camps status weapon weapons scene mystery rap spree machine "
    "machines fields switch wish bed beds list site sites settlement settlements centre centres center centers "
    "shelter shelters tracking matrix hosting"
)
"""`murder trial`, `death squad`, `injury list`: the noun behind takes the meaning with it."""


_AMOUNT = word_set("nearly about some around over more at up hundreds thousands dozens an another all several almost")
"""`has evacuated nearly 4,000`: it moved others; `4,000 have evacuated` moved themselves."""
_EVACUATING = word_set("evacuated evacuate evacuating")
_TAKEN = word_set("part place aim action issue note notes turns over up pride offence offense")
"""`took part`: nobody was taken anywhere."""
_FIRMER_REACH = 8
_NO_OBJECT = CONNECTORS | word_set(
    "community communities population populations country countries nation nations government authorities or . ; : ) "
    "in at of to from for with by on when after before while as that which where "
    "were was have had damaged destroyed burnt burned razed flooded submerged totally partially completely"
)
"""Behind `host`, `houses`, `shelters` no people follow: they are no verb."""


_NOUN_BEFORE = {"forces": (",", "and"), "assaults": ("against", "on", "by", "in")}
"""`the armed forces, and 900 people have died`, `142 assaults against civilians`: no verbs."""
_ON_FOOT = EVERYDAY | MOVEMENTS | {"residents"}


class Trigger(NamedTuple):
    """Words `first` to `last` (exclusive)."""

    first: int
    last: int
    kind: Kind
    role: str
    hit: Hit


def find_triggers(words: Words, hits: Sequence[Hit], sentence: str, around: str = "") -> list[Trigger]:
    """Every trigger of a people count, none inside another; `around` is what a rule's context may stand in."""
    found: list[Trigger] = []
    ours = [hit for hit in hits if hit.rule.role in ROLES and hit.rule.kind in PEOPLE]
    meant = [hit for hit in ours if is_meant(hit, sentence, around)]
    firm = {words.index(hit.start) for hit in meant if hit.rule.kind is Kind.DISPLACEMENT and hit.rule.opens}
    for hit in sorted(meant, key=lambda hit: (hit.start, -hit.end, not hit.rule.needs)):
        rule = hit.rule
        first, last = words.index(hit.start), words.index(hit.end - 1) + 1
        if rule.kind is None or not _is_a_verb_of_it(words, first, last, hit, firm):
            continue
        before = found[-1] if found else None
        is_twin = before is not None and (first, last) == before[:2] and rule.kind is not before.kind
        if before is not None and first < before.last and not is_twin:
            if last <= before.last:
                continue
            first = before.last
        found.append(Trigger(first, last, rule.kind, rule.role, hit))
    return found


def is_meant(hit: Hit, sentence: str, around: str) -> bool:
    """What the rule asks for stands beside its words, and nothing that it rules out."""
    rule = hit.rule
    return _holds(rule.needs, rule.unless, sentence) and (
        not rule.context or _holds(rule.context, (), around or sentence)
    )


def _is_a_verb_of_it(words: Words, first: int, last: int, hit: Hit, firm: set[int]) -> bool:
    rule = hit.rule
    if rule.role == "act" and last == first + 1 and _is_no_verb(words, first, last):
        return False
    if (
        rule.role == "fate"
        and words.at(last - 1) in _EVACUATING
        and (words.at(last)[:1].isdigit() or words.at(last) in _AMOUNT or words.at(last) in MANY)
    ):
        return False
    if rule.role == "fate" and words.at(last - 1).endswith(("'s", "’s")):
        return False  # `evacuated the town's 300 inhabitants`
    if rule.value in _ON_FOOT and _is_no_way(words, first, last, rule.value, firm):
        return False
    if rule.value == TOLD_BEFORE and (
        words.at(last) in _TAKEN or (words.at(last) == "of" and words.at(last + 1) != "them")
    ):
        return False
    if rule.role == "toll" and (
        (rule.value != "clause" and _has_clause(words, first, last))
        or _holds_number(words, first, last)
        or _ends_in_total(words, last)
    ):
        return False
    if rule.status is Status.STOCK and rule.role == "act" and words.at(last) in _NO_OBJECT:
        return False  # `host communities`, `destroyed six houses and killed 12`
    return words.at(last) not in _COMPOUNDS or words.at(last - 1).endswith(("ed", "ing"))


def _is_no_verb(words: Words, first: int, last: int) -> bool:
    """ "the air forces have struck", "two wind-driven fires"."""
    word = words.low[first]
    is_half = word == "driven" and words.at(first - 1) == "-" and words.joined(first - 1)
    return is_half or (word.endswith("s") and (words.at(last) in AUX or words.at(last) in _NOUN_BEFORE.get(word, ())))


def _is_no_way(words: Words, first: int, last: int, value: str, firm: set[int]) -> bool:
    """Of a verb of movement: a firmer word follows, it leads nowhere, or somebody "hurried to report the attack"."""
    if value in EVERYDAY and _says_more(words, last, firm):
        return True
    if value in MOVEMENTS:
        return not is_on_the_way(words, first, last, value)
    return value == "residents" and words.at(last - 1) == "to" and is_errand(words, last)


def _says_more(words: Words, at: int, firm: set[int]) -> bool:
    """ "tracked 17,500 displacements", "sent 900 people fleeing": a firmer word follows in the same clause."""
    for i in range(at, min(at + _FIRMER_REACH, len(words))):
        if i in firm:
            return True
        if (words.low[i] in CLAUSE_STARTS and words.low[i] != "as") or words.low[i] in (",", "and", "."):
            return False
    return False


def _holds_number(words: Words, first: int, last: int) -> bool:
    """ "an estimated number of 658 IDPs": the number stands inside, so nothing behind is the toll."""
    return any(words.low[i][0].isdigit() for i in range(first, last))


def _ends_in_total(words: Words, last: int) -> bool:
    """ "displaced a total of 797 people": the total is the verb's object."""
    is_total = words.at(last - 1) in ("total", "number") and words.at(last - 2) in ("a", "an", "the")
    return is_total and words.at(last) == "of"


def _has_clause(words: Words, first: int, last: int) -> bool:
    """ "the number of shells was high, the dead"; but "the number of those who have fled" is one noun phrase."""
    return any(words.at(i) in AUX and words.at(i - 1) not in RELATIVES for i in range(first, last))


def _holds(needs: tuple[str, ...], unless: tuple[str, ...], sentence: str) -> bool:
    if not needs and not unless:
        return True
    small = sentence.lower()
    return all(_is_in(need, small) for need in needs) and not any(_is_in(word, small) for word in unless)


def _is_in(pattern: str, sentence: str) -> bool:
    """True where the pattern stands in the sentence as whole words."""
    search = _compiled(pattern).search
    found = search(sentence)
    while found is not None:
        at = found.start()
        if not at or not sentence[at - 1].isalnum():
            return True
        found = search(sentence, at + 1)
    return False


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    # No `\\b` in front and no IGNORECASE: either keeps `re` from skipping to the letters that may begin a match.
    flags = re.IGNORECASE if re.search(r"(?<!\\)[A-Z]", pattern) else 0
    return re.compile(rf"(?:{pattern})\b", flags)
