"""One person without a number: "Judge Ruiz was shot dead", "the murder of Hector Ruiz"."""

from monitor.model.figure import Figure
from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause, is_governed
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import (
    ADVERBS,
    AUX,
    CLAUSE_STARTS,
    DEMONYMS,
    DETERMINERS,
    FORCES,
    MANY,
    NEGATIONS,
    ONE,
    RELATIVES,
    STOPS,
    SUBJECTS,
    THINGS,
)
from monitor.text.words import Words, word_set

_COLLECTIVES = word_set("number majority lot group groups population half series dozens percent")
_PURPOSE = word_set("to of for from against about")
_OF_ONE = word_set("life murder assassination killing slaying death murdering")
_NAME_REACH = 14
_OFFICE_REACH = 3
"""Words: `liberal presidential candidate`."""
_ENDS = CLAUSE_STARTS | SUBJECTS | NEGATIONS | RELATIVES | _COLLECTIVES
_NO_NAMES = STOPS | THINGS | MANY | word_set("several many some other others someone anyone somebody anybody innocent")
_BEHIND_HER = word_set("instantly outright and on at in near inside as when") | frozenset((",", ".", ""))
_LEFT_SO = word_set("left leaving shot shooting")
_BEFORE_HIM = frozenset(("", ".", ",", "-", '"', "but", "when", "and", "said", "before"))
_AT_ONCE = word_set("instantly immediately outright spot scene wounds injuries later")
_SURNAMES = ("es", "as", "os", "is")
_VIOLENT_ENDS = word_set("murder assassination killing slaying execution")


def _is_only_counted(trigger: Trigger) -> bool:
    """A name alone is no incident here: "the cut hurts Smith", "Smith fled"."""
    return trigger.kind is Kind.DISPLACEMENT or trigger.hit.rule.value == "counted"


def one_person(at: int) -> Group:
    return Group(at, at, at + 1, Sort.ONE, Figure(low=1, high=1))


def named_subject(clause: Clause, trigger: Trigger) -> Group | None:
    """ "Lopez, a former minister, was killed": the verb is in the singular and the clause begins with a name."""
    if _is_only_counted(trigger):
        return None
    words = clause.words
    i = clause.back(trigger.first - 1, ADVERBS | AUX)
    if _is_said_before(clause, trigger, i):
        return one_person(i)
    is_relative = words.at(i) == "who"
    i -= is_relative
    if not (words.upper(i) or is_relative or words.at(i) in (",", ")", "-", "—")):
        return None
    for at in range(i, max(i - _NAME_REACH, -1), -1):
        if _ends_search(clause, at):
            return None
        if _may_name(clause, at) and (is_relative or not is_governed(clause, at)):
            return one_person(at)
    return None


def _is_said_before(clause: Clause, trigger: Trigger, at: int) -> bool:
    """ "He was killed by guerrillas", "leaving him dead": who it is was said before."""
    words = clause.words
    if trigger.role == "state":
        return words.at(at) in ("him", "her") and words.at(at - 1) in _LEFT_SO
    is_meant = trigger.role == "act" or not _AT_ONCE.isdisjoint(words.low[trigger.last :])
    if words.at(at) in ("he", "she") and words.at(at - 1) == "where" and "hospital" in words.low[:at]:
        return True  # `was taken to hospital, where she died`
    if words.at(at) == "and" and words.at(0) in ("he", "she"):
        at = 0  # `He was shot twice and died instantly`
    return is_meant and words.at(at) in ("he", "she") and words.at(at - 1) in _BEFORE_HIM


def said_before(clause: Clause, trigger: Trigger) -> Group | None:
    """ "leaving him dead", "he died instantly"."""
    at = clause.back(trigger.first - 1, ADVERBS | AUX)
    return one_person(at) if trigger.kind is Kind.KILLED and _is_said_before(clause, trigger, at) else None


def _ends_search(clause: Clause, at: int) -> bool:
    word = clause.words.low[at]
    return word in _ENDS or at in clause.trigger_at or (word in MANY and not is_governed(clause, at))


def _may_name(clause: Clause, at: int) -> bool:
    word = clause.words.low[at]
    return clause.words.upper(at) and word not in _NO_NAMES and not word.endswith("ly")


def named_object(clause: Clause, trigger: Trigger, at: int) -> Group | None:
    """ "gunmen killed Judge Ruiz": a name right behind the verb."""
    words = clause.words
    if _is_only_counted(trigger) or at >= len(words) or at in clause.trigger_at or at in clause.group_at:
        return None
    before = words.at(clause.back(trigger.first - 1, ADVERBS))
    if (
        before in DETERMINERS
        or (before in _PURPOSE and "accused" not in words.low)
        or (not before and words.at(trigger.first).endswith("ed"))
    ):
        return None
    return one_person(at) if _is_name(clause, at) or _is_who_was_hit(clause, trigger, at) else None


def _is_who_was_hit(clause: Clause, trigger: Trigger, at: int) -> bool:
    """ "A bomb struck his car, killing him", "gunmen killed him": said before; "killing her mother" is another."""
    words = clause.words
    before = words.at(trigger.first - 1)
    is_gerund = words.at(trigger.first).endswith("ing")
    if (is_gerund and before != ",") or (not is_gerund and before in RELATIVES | AUX):
        return False
    return words.at(at) == "him" or (words.at(at) == "her" and words.at(at + 1) in _BEHIND_HER)


def named_behind_of(clause: Clause, trigger: Trigger, at: int) -> Group | None:
    """ "the murder of Hector Ruiz"."""
    if trigger.kind is Kind.DISPLACEMENT or clause.words.at(trigger.first) not in _OF_ONE:
        return None
    return one_person(at) if _is_name(clause, at) else None


def named_owner(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "the mayor's murder"."""
    at = trigger.first - 1
    word = clause.words.at(at)
    is_name = word.endswith("'s") and clause.words.upper(at) and word[:-2] not in MANY | THINGS
    if trigger.kind is not Kind.KILLED or not is_name or clause.words.at(trigger.first) not in _VIOLENT_ENDS:
        return []
    return [one_person(at)]


_PEOPLES = word_set(
    "kurdish arab arabs sunni sunnis shia shiite shi'ite shiites salafi druze alawite yazidi yezidi christian muslim "
    "moslem hindu sikh buddhist jewish coptic tutsi hutu fulani hausa tuareg dinka nuer masalit zaghawa oromo amhara "
    "tigrayan somali pashtun hazara uzbek tajik baloch punjabi sindhi tamil sinhalese rohingya kachin karen chin "
    "houthi taliban islamist maoist naxalite marxist"
)
"""What stands before them is no first name: `Kurdish Peshmergas`."""


def _is_surname(words: Words, at: int, head: int) -> bool:
    """ "Hector Morales", "Ana Vargas": what ends so behind a first name is no plural, where not all is in capitals."""
    is_plain = words.text[words.start[head] + 1 : words.end[head]].islower()
    is_name = words.low[at] not in DEMONYMS and words.low[at] not in _PEOPLES
    return head > at and is_plain and words.low[head].endswith(_SURNAMES) and is_name


def _behind_office(words: Words, at: int) -> int:
    """Where the name begins in "opposition leader Luis Galan"; `at` where no office stands before one."""
    for k in range(at, at + _OFFICE_REACH):
        if words.upper(k) or not words.at(k).isalpha() or words.at(k) in _NO_NAMES:
            return at
        if words.at(k) in ONE and words.upper(k + 1):
            return k + 1
    return at


def _is_name(clause: Clause, at: int) -> bool:
    words = clause.words
    if words.at(at) in FORCES and words.upper(at) and words.upper(at + 1):
        at += 1  # `Police Superintendent Tahir Awan`
    at = _behind_office(words, at)
    head = at
    while head + 1 < len(words) and words.upper(head + 1) and words.low[head + 1] not in STOPS and head < at + 5:
        head += 1
    return (
        words.upper(at)
        and not any(
            words.low[i] in STOPS or words.low[i] in MANY or words.low[i] in THINGS for i in range(at, head + 1)
        )
        and not (words.low[head].endswith("s") and not _is_surname(words, at, head))
        and words.at(head + 1) not in MANY
        and words.at(head + 1) not in ("forces", "supporters")
    )
