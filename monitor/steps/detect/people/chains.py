"""A group and those linked to it: "five children and four nurses", "three soldiers, a policeman and two civilians"."""

from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import JOINTLY, Clause, is_governed
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.words import (
    ADVERBS,
    AUX,
    CLAUSE_STARTS,
    CONNECTORS,
    DETERMINERS,
    PARTS,
    PREPS,
    RELATIVES,
    SAYING,
    SUBJECTS,
)
from monitor.text.words import Words, word_set

_CLOSE = 3
_OPEN_ASIDES = frozenset((",", "(", "-", "including"))
_OWNER_REACH = 4
_SPEAKER_REACH = 18
"""Words: "a resident who asked not to be named for fear of reprisals told"."""
_CHAIN_STEPS, _LEFT_STEPS = 9, 7
_BRACKET_REACH = 8
_APPOSED = ([",", "a"], [",", "an"], [",", "the"])
_HAPPENED = word_set("went came ran survived escaped vanished disappeared surrendered missing fainted returned")
"""`one soldier went missing and nine were wounded`: the first has its own verb."""
_AFFECTED = word_set("affected impacted")
_IN_NAMES = word_set("of the")
"""`15 members of the Armed Forces of the Philippines and three officers`"""
_OBJECT_REACH = 10


def over_owner(clause: Clause, at: int) -> int:
    """ "displaced the town's 12,400 residents": from the owner to the number."""
    for i in range(at, at + _OWNER_REACH):
        if i in clause.trigger_at or i in clause.begins or clause.words.at(i) in AUX:
            return at
        if clause.words.at(i).endswith("'s") and i + 1 in clause.begins:
            return i + 1
    return at


def behind_name(clause: Clause, at: int) -> Group | None:
    """ "killed Abu Ali and 12 of his men": the group stands behind a name and a connector."""
    words = clause.words
    for i in range(at, min(at + _OBJECT_REACH, len(words))):
        group = clause.begins.get(i)
        if group is not None:
            if group.trigger >= 0 and clause.triggers[group.trigger].role == "noun":
                return None  # `the death of Ali and over 30 injuries`
            before = words.at(i - 1 - (words.at(i - 1) in DETERMINERS))
            if before == "," and (group.sort is Sort.ONE or not words.upper(at)):
                return None  # `the exit of the last government, 100 people`
            return group if before in CONNECTORS | PARTS or before == "as" else None
        word = words.low[i]
        if (
            i in clause.trigger_at
            or word in AUX
            or word in CLAUSE_STARTS
            or word in RELATIVES
            or (word in PREPS and word not in PARTS and word not in ("of", "as"))
        ):
            return None
    return None


ARTICLES = word_set("latest total a an the entire whole another his her")


def chain_right(clause: Clause, k: int, group: Group) -> list[Group]:
    """A group and those linked to it: "three soldiers, a policeman and two civilians"."""
    found = [group]
    i = group.last
    linked = False
    steps = 0
    while i < len(clause.words) and steps < _CHAIN_STEPS:
        word = clause.words.low[i]
        following = clause.begins.get(i)
        if following is not None:
            if not (linked or steps == 0 or _only_articles(clause, found[-1].last, i)) or _starts_clause(
                clause, k, following
            ):
                break
            if _is_definite(clause, following) or _is_told_apart(clause, found[0], following):
                break
            found.extend(_as_in_list(clause, found[-1], following))
            i, linked, steps = following.last, False, 0
            continue
        if _ends_chain(clause, i):
            break
        linked = (
            word in CONNECTORS
            or (word == "as" and clause.words.at(i - 1) == "well")
            or word in ("with", "to", "including")
            or (linked and word in DETERMINERS | ADVERBS)
        )
        if word == "with" and clause.words.at(i - 1) != "along":
            linked = False
        if word == "to" and clause.words.at(i - 1) != "addition":
            linked = False
        steps += 1
        i += 1
    return found


def _ends_chain(clause: Clause, i: int) -> bool:
    """A verb, a clause, or the end of what was said: `"We buried 14," a village elder said`."""
    word = clause.words.low[i]
    is_quoted_before = word == '"' and clause.words.at(i - 1) == ","
    is_clause = (word in CLAUSE_STARTS and word != "as") or word in RELATIVES or word in AUX
    return is_clause or is_quoted_before or i in clause.trigger_at


def _as_in_list(clause: Clause, group: Group, following: Group) -> list[Group]:
    """ "950 families on Saturday and a further 1,270 the next day": families too; "including two boys and a nurse"."""
    if _is_who_it_was(clause, group, following):
        return []
    if group.is_part and following.sort is Sort.ONE:
        return [following._replace(is_part=True)]
    if group.sort is not Sort.HOUSEHOLDS or following.sort is not Sort.BARE or following.trigger >= 0:
        return [following]
    return [following.counting(Sort.HOUSEHOLDS, group.figure.unit)]


def _is_told_apart(clause: Clause, group: Group, following: Group) -> bool:
    """ "the bodies of 12 guards as well as 30 injured people", "killed eight people, three by beheading"."""
    words = clause.words
    if following.sort is Sort.BARE and words.at(following.last) == "by":
        return following.figure.size < group.figure.size
    if words.low[group.last : following.first] == [",", "and"] and following.first == following.number:
        return following.sort is Sort.ONE  # `shot dead four men, and Governor Rojas flew in`
    own = clause.triggers[following.trigger] if following.trigger >= 0 else None
    return (
        own is not None
        and own.kind is Kind.INJURED
        and group.trigger < 0
        and following.number < own.first < following.last
    )


def _is_who_it_was(clause: Clause, named: Group, group: Group) -> bool:
    """ "killed Judge Roberto Garcia, a lawyer who": the same person once more; a list goes on with `and`."""
    words = clause.words
    is_name = named.sort is Sort.ONE and named.last == named.first + 1 and words.upper(named.first)
    is_beside = group.sort is Sort.ONE and words.low[group.first - 1 : group.first + 1] in _APPOSED
    return is_name and is_beside and words.at(group.last) not in CONNECTORS


def _is_definite(clause: Clause, group: Group) -> bool:
    """ "killing 12 people, the mayor among them"; "a war that killed 900, the mayor urged": a list would go on."""
    words = clause.words
    is_last = group.sort is Sort.ONE and words.at(group.last) not in CONNECTORS and words.at(group.last) != ","
    article = group.first - (words.at(group.first) != "the")
    return is_last and words.at(article) == "the" and words.at(article - 1) == ","


def _only_articles(clause: Clause, i: int, j: int) -> bool:
    """Copy that lost its commas: "two guards a family of five"."""
    return all(word in ARTICLES for word in clause.words.low[i:j])


def _speaks(clause: Clause, group: Group) -> bool:
    """ ", the governor of Helmand said", ", a doctor and two witnesses said": a speaker, no victim."""
    return _opens_with_comma(clause, group.first) and _is_said(clause, group.last)


def _opens_with_comma(clause: Clause, at: int) -> bool:
    """A comma stands before the noun phrase, or before the first of those that `and` links to it."""
    for i in range(at - 1, max(at - 1 - _SPEAKER_REACH, -1), -1):
        if clause.words.low[i] == ",":
            return True
        if i in clause.trigger_at or clause.words.low[i] in AUX or clause.words.low[i] in (".", ";", ":"):
            return False
    return False


def _is_said(clause: Clause, at: int) -> bool:
    for i in range(at, min(at + _SPEAKER_REACH, len(clause.words))):
        word = clause.words.low[i]
        if word in SAYING:
            return clause.words.at(i + 1) != "to"
        if word in (",", ".", ";") or i in clause.trigger_at:
            return False
    return False


def _starts_clause(clause: Clause, k: int, group: Group) -> bool:
    if group.sort is Sort.THINGS:
        return True
    trigger = clause.triggers[group.trigger] if group.trigger > k else None
    if trigger is not None and trigger.first >= group.last and trigger.role != "people":
        return True
    behind = {clause.words.at(group.last), clause.words.at(clause.skip(group.last, ADVERBS))}
    ahead = clause.words.low[group.last : group.last + 5]
    is_placed = group.sort is Sort.BARE or (ahead[:1] == ["in"] and RELATIVES.isdisjoint(ahead))
    has_verb_later = is_placed and not AUX.isdisjoint(ahead)
    return _speaks(clause, group) or has_verb_later or not behind.isdisjoint(AUX)


def _is_owner(clause: Clause, group: Group) -> bool:
    """ "three aides to the governor and two soldiers": whose aides they are."""
    return group.sort is Sort.ONE and clause.words.at(group.first - 1) in ("of", "to") and not group.is_part


def _over_aside(clause: Clause, group: Group | None) -> Group | None:
    """ "eleven servicemen, one of them a general, and four civilians": the whole in front of an aside on it."""
    while group is not None and group.is_part:
        at = max(group.first - 5, 1)
        mark = next((i for i in range(group.first - 1, at, -1) if clause.words.low[i] in _OPEN_ASIDES), 0)
        group = clause.group_at.get(mark - 1) if mark else None
    return group


def _has_own_phrase(clause: Clause, before: Group, group: Group) -> bool:
    """A preposition governs it; but "resulted in eight Palestinian and six Israeli fatalities" is one phrase."""
    if not is_governed(clause, before.first):
        return False
    is_noun = group.trigger >= 0 and clause.triggers[group.trigger].role == "noun"
    between = clause.words.low[before.last : group.first]
    return not (is_noun and between[-1:] == ["and"] and len(between) <= _CLOSE)


def _over_brackets(words: Words, i: int) -> int:
    """ "four members of village guards (rondas) and three rebels": to what stands before the brackets."""
    opening = next((k for k in range(i - 1, max(i - _BRACKET_REACH, 0), -1) if words.low[k] == "("), i + 1)
    return opening - 1 if words.low[i] == ")" else i


def _has_own_fate(clause: Clause, group: Group, behind: Group) -> bool:
    """ "12 killed and 30 wounded", "585 affected people and 30 injured"; not "900 affected people and 70 more fled"."""
    is_told = group.trigger >= 0 and clause.triggers[group.trigger].first >= group.last
    is_affected = not _AFFECTED.isdisjoint(clause.words.low[group.number : group.last + 1])
    return is_told or (is_affected and behind.trigger >= 0)


def chain_left(clause: Clause, group: Group) -> list[Group]:
    """A group and those linked in front: "five children and four medical staff were killed"."""
    found = [group]
    words = clause.words
    while not found[-1].is_part:
        i = found[-1].first - 1
        if words.at(i) not in CONNECTORS and not (words.at(i) in ("as", "with") and words.at(i - 1) in JOINTLY):
            break
        steps = 0
        while i >= 0 and steps < _LEFT_STEPS and (i not in clause.group_at or _is_owner(clause, clause.group_at[i])):
            i = _over_brackets(words, i)
            word = words.low[i]
            if (
                i in clause.trigger_at
                or word in AUX
                or (word in CLAUSE_STARTS and word != "as")
                or word in RELATIVES | SUBJECTS
                or word in _HAPPENED
            ):
                break
            steps += not (word in _IN_NAMES or (words.upper(i) and words.text[words.start[i] + 1].islower()))
            i -= 1
        before = _over_aside(clause, clause.group_at.get(i))
        if before is None or before.is_part or before.sort is Sort.THINGS or _has_own_phrase(clause, before, found[-1]):
            break
        if before.sort is Sort.BARE and found[-1].first - before.last > _CLOSE:
            break
        if _has_own_fate(clause, before, found[-1]):
            break
        found.append(before)
    return found
