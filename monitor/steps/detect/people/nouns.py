"""Trigger -> groups that a noun takes: "the exodus of 12,000", "the death toll rose to 46"."""

from monitor.model.figure import Quantifier, Unit
from monitor.model.mention import Kind
from monitor.steps.detect.people.chains import ARTICLES, behind_name, chain_right, over_owner
from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.named_rows import named_row_behind
from monitor.steps.detect.people.names import named_behind_of, named_owner, one_person
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, BE, CLAUSE_STARTS, HOUSEHOLDS, PARTS, PREPS, THINGS
from monitor.text.words import Words, word_set

_TOLL_REACH = 34
_COLON_REACH = 22
_HEADING_REACH = 4
_HEADS = frozenset((":", "-", "–", "—"))
"""`Hodeidah: new displacement since 1 June: 900 families`"""
_OF_REACH = 12
_TOLL_LEADS = word_set(
    "to at of is was reached hit topped passed exceeded stands stood : over past as between above surpassed be number "
    "numbered now tops surpasses exceeds reaches hits near total totalled totaled totals numbers reach top pass "
    "approaching approached approaches nearing neared nears "
    "exceed rise climb beyond hit surpass touched touches crosses crossed cross"
)
_AT_FIRST = word_set("first initially originally previously")
_ASIDE_REACH = 5
_GROWN_REACH = 12
_GROWN = word_set("rose risen rises increased increases grew grown grows climbed jumped swelled swollen surged up")
_ASIDE_LENGTH = 12
_LOWERED = word_set(
    "cut cuts cutting lowered lowers lowering reduced reduces reducing slashed slashes trimmed fell falls"
)
_LINKS = {
    Kind.KILLED: frozenset(("of", "against")),
    Kind.INJURED: frozenset(("of", "to")),
    Kind.DISPLACEMENT: frozenset(("of", "involving", "affecting")),
}
"""The prepositions between a noun and its people: "deaths of", "injuries to", "a massacre against"."""
_EVENTS = word_set("event events incident incidents")
"""`six displacement events involving 3,000 people`"""
_LAST = word_set("by for to")
"""Prepositions that a phrase may end in: "swelled the camp by", "proved fatal for"."""
_VERB_LIKE = word_set("massacre slaughter murder murders")
_COUNTED = (Sort.PEOPLE, Sort.HOUSEHOLDS, Sort.BARE)
_PUT = word_set("put puts estimated numbered reckoned counted placed tallied now")
_BEFORE_GROUP = word_set('the between his its their last remaining final entire whole a an mere "')


def groups_of_noun(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "the exodus of some 12,000", "the lives of 12 people"."""
    words = clause.words
    at = trigger.last
    if trigger.hit.rule.value == "one":
        return [one_person(trigger.first)]
    listed = listed_behind_colon(clause, trigger)
    if listed:
        return listed
    if words.at(trigger.first) in _VERB_LIKE and (direct := clause.begins.get(at)) is not None:
        return chain_right(clause, -1, direct)
    at = _over_aside(words, at + (words.at(at) in _EVENTS and words.at(at + 1) in _LINKS[trigger.kind]))
    if words.at(at - 1) != "of" and not (words.at(at - 1) in _LAST and trigger.hit.rule.value == "of"):
        if words.at(at) not in _LINKS[trigger.kind]:
            return _of_behind_place(clause, trigger) or named_owner(clause, trigger)
        at += 1
    if "and" in words.low and (row := named_row_behind(clause, trigger, at)):
        return row
    at = over_owner(clause, clause.skip(at, ADVERBS | _BEFORE_GROUP))
    group = clause.begins.get(at) or behind_name(clause, at)
    if group is not None:
        return chain_right(clause, -1, group)
    named = named_behind_of(clause, trigger, at)
    return chain_right(clause, -1, named) if named else []


def _over_aside(words: Words, at: int) -> int:
    """ "the execution, over four days, of some 300 men": where `of` stands, behind what is set between commas."""
    if words.at(at) != "," or words.at(at + 1) not in PREPS:
        return at
    close = next((i for i in range(at + 2, min(at + _ASIDE_LENGTH, len(words))) if words.low[i] == ","), -2)
    return close + 1 if words.at(close + 1) == "of" else at


def listed_behind_colon(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "New displacements: Sake 12,500 people; Mweso 900 households"."""
    words = clause.words
    if not words.at(trigger.last - 1).endswith(("s", "ed", "displacement")):
        return []
    tail = words.low[trigger.last : trigger.last + _COLON_REACH]
    colon = next(
        (trigger.last + i for i, word in enumerate(tail) if word in _HEADS and _is_mark(words, trigger.last + i)), -1
    )
    if colon < 0:
        return []
    # `8,317 persons (1,204 households)`: in brackets the same people once more.
    behind = [group for group in clause.groups if group.first > colon and words.at(group.first - 1) != "("]
    found = [group for group in behind if group.sort in _COUNTED]
    is_first = clause.groups[0].first > colon if clause.groups else False
    is_heading = trigger.first <= _HEADING_REACH and len(found) == 1
    is_list = (
        (len(found) > 1 or is_heading)
        and is_first
        and all(words.at(group.last) in (";", ",", ".", "", "and", ")", "(") for group in found)
    )
    return found if is_list and not any(i in clause.trigger_at for i in range(colon, len(words))) else []


def _is_mark(words: Words, at: int) -> bool:
    """A colon, or a dash with space around: "displacement since 1 June - 900 families"."""
    return words.low[at] == ":" or words.start[at] > words.end[at - 1]


def _of_behind_place(clause: Clause, trigger: Trigger) -> list[Group]:
    words = clause.words
    for i in range(trigger.last, min(trigger.last + _OF_REACH, len(words) - 1)):
        is_put = words.low[i] in _PUT or not _PUT.isdisjoint(words.low[max(0, trigger.first - 4) : trigger.first])
        if "at" in (words.low[i], words.at(i + 1)) and is_put:
            behind = clause.begins.get(i + 1 + (words.low[i] != "at"))
            if behind is not None:
                return [behind]
        at = clause.skip(i + 1, ADVERBS | _BEFORE_GROUP)
        group = clause.begins.get(at) or named_behind_of(clause, trigger, at)
        if words.low[i] == "of" and group is not None:
            return [] if words.at(i - 1) in THINGS else chain_right(clause, -1, group)
        if (
            (words.low[i] in AUX and not (words.low[i] in BE and words.at(i + 1) == "of"))
            or words.low[i] in CLAUSE_STARTS
            or (words.low[i] == "," and words.at(i + 1) not in PARTS | _PUT | {"of"} and not words.upper(i + 1))
            or i in clause.trigger_at
            or i in clause.begins
        ):
            break
    return []


def groups_of_toll(clause: Clause, trigger: Trigger) -> list[Group]:
    words = clause.words
    # From its own last word on: `toll of at least 46` is one group.
    for i in range(trigger.last - 1, min(trigger.last + _TOLL_REACH, len(words))):
        group = clause.begins.get(i)
        if group is None:
            if words.low[i] == ";":
                break
            continue
        if group.sort is not Sort.THINGS and words.low[i : i + 2] == ["up", "to"] and group.figure.low is None:
            return [_risen(group)]
        if not _AT_FIRST.isdisjoint(words.low[max(trigger.last, i - _ASIDE_REACH) : i]):
            continue  # `the toll, at first put at 42, was cut to 24`
        if words.at(i - 1) == "by" and not _LOWERED.isdisjoint(words.low[max(0, trigger.first - 6) : i]):
            break  # `cuts the toll by more than 100`: a difference
        if group.sort not in (Sort.THINGS, Sort.ONE) and _TOLL_LEADS & {
            words.at(i) if words.at(i + 1) != "least" else "",
            words.at(i - 1),
            words.at(i + 1) if i < trigger.last else "",
            words.at(clause.back(i - 1, ADVERBS)),
            words.at(i - 2) if words.at(i - 1) == "the" and "mark" in words.low[i : group.number + 3] else "",
        }:
            return [_as_families(words, trigger, group)._replace(is_part=False)]
    return _toll_in_front(clause, trigger) or _grown_by(clause, trigger)


def _as_families(words: Words, trigger: Trigger, group: Group) -> Group:
    """ "the number of displaced families was 9,236": families."""
    if group.sort is not Sort.BARE or HOUSEHOLDS.isdisjoint(words.low[trigger.first : group.first]):
        return group
    return group.counting(Sort.HOUSEHOLDS, Unit.HOUSEHOLDS)


def _risen(group: Group) -> Group:
    """ "death toll up to 23 from 19": it has risen to that."""
    figure = group.figure.model_copy(update={"low": group.figure.high, "quantifier": Quantifier.EXACT})
    return group._replace(figure=figure, is_part=False)


def _grown_by(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "displacement rose by 9,400": those who came to it."""
    words = clause.words
    for i in range(trigger.last, min(trigger.last + _GROWN_REACH, len(words))):
        group = clause.begins.get(i)
        if group is not None:
            is_near = i < trigger.last + 4 and words.at(i - 1) in ("by", "another")
            has_grown = words.at(i - 1) == "by" and not _GROWN.isdisjoint(words.low[i - 3 : i])
            return [group] if is_near or has_grown else []
    return []


def _toll_in_front(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "brought to 19 the number of dead", "Eleven is the toll"."""
    words = clause.words
    at = clause.back(trigger.first - 1, ARTICLES)
    group = clause.group_at.get(at)
    if group is not None:
        opens_line = group.first <= 1 and group.sort is Sort.BARE  # `24,277 Number of new arrivals`
        return [group] if opens_line or words.at(group.first - 1) in ("to", "at") else []
    group = clause.group_at.get(at - 1) if words.at(at) in BE else None
    return [group] if group is not None else []
