"""How far left of its verb a subject may stand: asides are passed over, clauses end."""

from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause, before_verb, is_governed
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import (
    ADJECTIVES,
    ADVERBS,
    AUX,
    BE,
    CLAUSE_STARTS,
    CONNECTORS,
    MANY,
    NEGATIONS,
    PREPS,
    RELATIVES,
    SAYING,
    SUBJECTS,
    THEM,
)
from monitor.text.number_words import FRACTIONS
from monitor.text.words import Words, word_set

_ASIDE_REACH = 24
_RELATIVE_REACH = 14
_HEADS = (Sort.PEOPLE, Sort.HOUSEHOLDS, Sort.ONE)
_ASIDE_LEADS = word_set(
    "according by almost nearly about half roughly or most mostly many mainly some two three more over around"
)
_BEFOREHAND = word_set("after since while")
_SOME = word_set("most many some several few majority half")
_SHARES = word_set("half population")
_UNCOUNTED = word_set("many several others some most few more dozens")

_UNTOLD = word_set("unknown undisclosed unspecified undetermined unconfirmed uncertain untold unstated unreported")


def opening_of_aside(clause: Clause, i: int) -> int:
    """Where the aside begins that a dash, comma or bracket at word `i` ends; -1 where none does."""
    if clause.words.low[i] == ")":
        return _opening_bracket(clause, i)
    return max(_opening_dash(clause.words, i), _opening_comma(clause, i), _opening_relative(clause, i))


def head_of_relative(clause: Clause, at: int, trigger: Trigger) -> Group | None:
    """ "three men who had robbed traders were shot": what stands behind the relative clause is told of its head.

    So it is of "a nurse treating wounded soldiers was shot".
    """
    words = clause.words
    if words.at(before_verb(clause, trigger)) not in BE:
        return None
    for i in range(at, max(at - _RELATIVE_REACH, 0), -1):
        word = words.low[i]
        group = clause.group_at.get(i - 1)
        if word == "who" or (group is not None and word.endswith("ing")):
            return group if group is not None and group.sort in _HEADS and not group.is_part else None
        is_told = i in clause.trigger_at and i < at and not (word in ADJECTIVES and words.at(i + 1) in MANY)
        if word in SAYING or word in CLAUSE_STARTS or not word[0].isalnum() or is_told:
            return None
    return None


def ends_clause(clause: Clause, i: int, trigger: Trigger) -> bool:
    """True where the subject cannot stand further left than word `i`."""
    words = clause.words
    word = words.low[i]
    if word in CLAUSE_STARTS:
        return not (
            _is_aside(clause, i)
            or (word == "as" and clause.skip(i + 1, ADVERBS) == trigger.first)
            or _is_their_own(clause, i, trigger)
        )
    if word == '"' and words.at(i - 1) == "," and words.at(i + 1) in SAYING:
        return True  # `"They took 40 women," said Musa, who escaped`
    is_all = word == "population" and words.at(i + 1) == "of" and words.at(i + 2)[:1].isdigit()
    is_share = word in _SHARES and words.at(i + 2) not in THEM and not is_all
    is_clause_inside = words.at(i - 1) in ("what", "all", "everything", "whatever")
    if (word in SUBJECTS and not is_clause_inside) or is_share or (word in NEGATIONS and i >= trigger.first - 5):
        return True
    if (word == "whom" and _is_some_of_them(clause, i, trigger)) or (word in MANY and words.at(i + 1) in RELATIVES):
        return True
    if word in _UNCOUNTED and words.at(i - 1) == "with" and AUX.isdisjoint(words.low[i : trigger.first]):
        return True  # `six people dead, with many others injured`
    if word == "number" and words.at(i - 1) in _UNTOLD and not _is_listed(clause, i - 1):
        return True  # `six were killed and an unknown number hurt`
    if (word in MANY or word in _UNCOUNTED) and THEM.isdisjoint(words.low[max(0, i - 3) : i]):
        return words.at(i + 1) not in ("-", "of") and not is_governed(clause, i) and not _is_listed(clause, i)
    return False


def _is_their_own(clause: Clause, i: int, trigger: Trigger) -> bool:
    """ "116 families settled there after being displaced", "after fleeing": whoever came was displaced."""
    words = clause.words
    if words.low[i] not in _BEFOREHAND or trigger.kind is not Kind.DISPLACEMENT:
        return False
    at = i + 1 + (words.at(i + 1) in ("being", "having")) + (words.at(i + 2) == "been")
    is_verb = at > i + 1 or words.at(trigger.first).endswith("ing")
    return is_verb and clause.skip(at, ADVERBS) == trigger.first


def _is_some_of_them(clause: Clause, i: int, trigger: Trigger) -> bool:
    """ "31 families came, most of whom had fled in 2014": what befell most of them is not their number's."""
    words = clause.words
    is_some = words.at(i - 1) == "of" and words.at(i - 2) in _SOME
    return is_some and clause.skip(i + 1, AUX | ADVERBS) == trigger.first


def _is_listed(clause: Clause, i: int) -> bool:
    """ "12 soldiers, officers and policemen": an uncounted noun linked to a group in front."""
    for k in range(i - 1, max(i - 9, -1), -1):
        if k in clause.group_at:
            return k == i - 1 or not CONNECTORS.isdisjoint(clause.words.low[k + 1 : i])
        word = clause.words.low[k]
        if (
            word in AUX
            or (word in PREPS and word not in ("as", "of", "from"))
            or k in clause.trigger_at
            or word in CLAUSE_STARTS
            or word.endswith("ed")
        ):
            return False
    return False


def _is_aside(clause: Clause, i: int) -> bool:
    """ "…, the UN said, …": a speaker between commas does not end the clause; nor does "as well as"."""
    words = clause.words
    word = words.low[i]
    if word in ("said", "says"):
        return words.at(i + 1) in (",", "to")
    if word == "as":
        is_office = words.at(i + 1) in ("a", "an")  # `who worked as a guard`
        return is_office or bool({"well", "many"} & {words.at(i + 1), words.at(i - 1)}) or words.at(i - 1) == "such"
    return False


def _opening_dash(words: Words, i: int) -> int:
    """Where the aside begins that a dash at `i` ends: "9,800 people -- farmers, traders -- had fled"."""
    if not _is_dash(words, i):
        return -1
    dashes = [k for k in range(i - 2, max(i - _ASIDE_REACH, 0), -1) if _is_dash(words, k)]
    return dashes[0] - (words.low[dashes[0]] == "-") if dashes else -1


def _opening_comma(clause: Clause, i: int) -> int:
    """Where an aside on the number itself begins: "a million people, almost half the population, have moved"."""
    words = clause.words
    if words.at(i) != ",":
        return -1
    for k in range(i - 2, max(i - _ASIDE_REACH // 2, 0), -1):
        if words.low[k] in AUX or k in clause.trigger_at:
            return -1
        if words.low[k] == ",":
            before = clause.group_at.get(k - 1)
            is_people = before is not None and before.sort not in (Sort.THINGS, Sort.ONE)
            is_on_them = words.at(k + 1) in _ASIDE_LEADS or words.at(k + 1 + (words.at(k + 1) == "and")) == "not"
            is_on_them = is_on_them or (words.at(k + 2) in FRACTIONS and words.at(k + 3) == "of")
            is_said = words.at(i - 1) in SAYING and words.at(i + 1) not in SUBJECTS
            return k if is_people and (is_on_them or is_said or "them" in words.low[k + 1 : i]) else -1
    return -1


def _opening_relative(clause: Clause, i: int) -> int:
    """ "Seven villagers, who were caught between the army and the rebels, were shot": who they are, closed again."""
    words = clause.words
    if words.at(i) != ",":
        return -1
    for k in range(i - 2, max(i - _ASIDE_REACH, 0), -1):
        if k in clause.trigger_at:
            return -1
        if words.low[k] == ",":
            before = clause.group_at.get(k - 1)
            return k if words.at(k + 1) == "who" and before is not None and before.sort in _HEADS else -1
    return -1


def _opening_bracket(clause: Clause, i: int) -> int:
    """Where the brackets open behind a number: "2,600 people (1,400 men; 1,200 women) were displaced"."""
    k = next((k for k in range(i - 1, max(i - _ASIDE_REACH, 0), -1) if clause.words.low[k] == "("), 0)
    return k if k - 1 in clause.group_at else -1


def _is_dash(words: Words, i: int) -> bool:
    if words.at(i) != "-":
        return words.at(i) in ("—", "–")
    return words.at(i - 1) == "-" or not (words.joined(i) or words.joined(i + 1) or words.at(i + 1) == "-")
