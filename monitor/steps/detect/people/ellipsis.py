"""A verb that is said once -> may it have a further figure: "12 were killed in Aden, 30 in Taiz"."""

from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import VERBAL, Trigger
from monitor.steps.detect.people.words import AUX, CONNECTORS, DAYS, MANY, RELATIVES, WEEKDAYS
from monitor.text.words import Words, word_set

_SAID_ONCE = VERBAL | {"noun"}
_REST = 5
_NEXT = word_set("next following after later previous before same")
_DAY_PARTS = word_set("day days morning evening night afternoon weekend week hours")
_DAY_REACH = 4
_ADDED = word_set("a an with by some another further")
_PLACE_PREPS = word_set("in at near outside around by from on inside during along among")
_WAY_PREPS = word_set("into to towards toward across over for")
_CONDITIONS = word_set("critical serious severe grave stable hospital intensive custody danger")
_SIDES = word_set("army police militia side government")
_NAME_REACH = 5


def repeats(clause: Clause, owner: Group, trigger: Trigger, group: Group) -> bool:
    """The verb of `owner` tells of `group` as well, though it is not said again."""
    words = clause.words
    rest = words.low[group.last : group.last + _REST]
    lead = clause.back(group.first - 1, _ADDED)
    is_dated = _is_on_next_day(words, group)
    is_named = words.at(group.last) in _PLACE_PREPS and words.upper(group.last + 1)  # `800 people in Sharana`
    is_bare = group.sort is Sort.BARE or words.at(group.last - 1) == "others"
    return (
        (is_bare or (group.trigger < 0 and group.sort is owner.sort and (is_dated or is_named)))
        and not group.is_part
        and (trigger.role in _SAID_ONCE or (is_dated and trigger.kind is Kind.DISPLACEMENT))
        and trigger.last <= group.first
        and not any(_opens_relative(words, i) for i in range(trigger.last, group.first))
        and (
            (
                (words.at(lead) in CONNECTORS or _is_other_side(words, lead, trigger))
                and (_says_where(words, group.last, trigger.kind) or is_dated)
            )
            or _is_placed_in_front(words, group.first - 1)
        )
        and not any(
            i in clause.trigger_at
            and not (is_dated and clause.triggers[clause.trigger_at[i]].kind is Kind.DISPLACEMENT)
            for i in range(trigger.last, min(group.last + _REST, len(words)))
        )
        and AUX.isdisjoint(rest)
    )


def _opens_relative(words: Words, i: int) -> bool:
    """ "in which 300 died"; "in that attack and 300 more" only points."""
    return words.low[i] in RELATIVES and not (words.low[i] == "that" and words.at(i - 1) in _PLACE_PREPS)


def like(owner: Group, group: Group) -> Group:
    """What is counted is said once as well: "950 families on Saturday and 1,270 the following day"."""
    unit = owner.figure.unit if group.sort is Sort.BARE else group.figure.unit
    return group._replace(is_part=owner.is_part, figure=group.figure.model_copy(update={"unit": unit}))


def _is_on_next_day(words: Words, group: Group) -> bool:
    """ "the following day", "on Sunday", "overnight", "a day later"."""
    behind = words.low[group.last : group.last + _DAY_REACH]
    if behind[:1] and (behind[0] in DAYS or (behind[0] == "on" and behind[1:2] and behind[1] in WEEKDAYS)):
        return True
    is_led = behind[:1] and behind[0] in ("the", "a", "in", "that")
    return bool(is_led) and not _NEXT.isdisjoint(behind) and not _DAY_PARTS.isdisjoint(behind)


def _says_where(words: Words, at: int, kind: Kind) -> bool:
    """ "five near Lahj", "40 on the rebel side", "12,000 into South Sudan"; not "two in serious condition"."""
    if words.at(at) == "in" and not _CONDITIONS.isdisjoint(words.low[at + 1 : at + 3]):
        return False
    return words.at(at) in _PLACE_PREPS or (kind is Kind.DISPLACEMENT and words.at(at) in _WAY_PREPS)


def _is_placed_in_front(words: Words, at: int) -> bool:
    """ "seven died in Bunj, in Jamam three and in Doro one"."""
    first = next((i for i in range(at, max(at - _NAME_REACH, -1), -1) if not words.upper(i)), at)
    return first < at and words.at(first) in _PLACE_PREPS and words.at(first - 1) in CONNECTORS


def _is_other_side(words: Words, at: int, trigger: Trigger) -> bool:
    """ "the army lost 15 men and the rebels 40", "Niger lost five and Mali four": two subjects, one verb."""
    first = next((i for i in range(at, max(at - _NAME_REACH, -1), -1) if not words.upper(i)), at)
    if first < at and trigger.role == "act" and words.at(first - (words.at(first) == "the")) == "and":
        return True
    is_side = words.at(at) in MANY or words.at(at) in _SIDES
    return is_side and trigger.role in VERBAL and words.low[at - 2 : at] == ["and", "the"]
