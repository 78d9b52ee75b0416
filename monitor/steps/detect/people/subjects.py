"""Trigger -> groups in front of it: who was killed, who fled."""

from monitor.model.mention import Kind, Status
from monitor.steps.detect.people.chains import chain_left
from monitor.steps.detect.people.clause import Clause, before_verb, is_governed, is_passive
from monitor.steps.detect.people.clause_ends import ends_clause, head_of_relative, opening_of_aside
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.named_rows import named_row_in_front
from monitor.steps.detect.people.names import named_subject, said_before
from monitor.steps.detect.people.subject_fits import is_one_of_several, may_be_subject, may_pass
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import (
    ADVERBS,
    AUX,
    BE,
    CLAUSE_STARTS,
    CONNECTORS,
    DETERMINERS,
    MANY,
    NEGATIONS,
    ONE,
    PREPS,
    RELATIVES,
    SINGULAR_BE,
    STOPS,
)
from monitor.text.words import Words, word_set

_SUBJECT_REACH = 40
_OBJECT_LEADS = word_set("a an the his her their its our my your another those these them him us")
_WHEN = word_set("day days week month year night morning evening previous same weekend every each past last hour first")
_LEAVING = word_set("left leaving leaves leave saw seen see had reported with")
_VERBAL = {"act", "fate"}
_WHOLES = word_set(
    "population village villages towns camps town camp community neighbourhood neighborhood hamlet settlement district "
    "tribe crew garrison"
)
_ASIDE_LEAD = 4
"""Words: dashes, and `some`, `an estimated`."""
_WHOM_REACH = 9
_AFFECTED = word_set(
    "affected impacted need needs assistance aid reached assisted helped exposed stranded trapped missing"
)
_AFFECTED_REACH = 7
_HELPING = word_set("helping treating rescuing carrying evacuating transporting nursing aiding assisting collecting")
_SUBJECT_LEADS = word_set("the its his their our this these")
_VIOLENCE = word_set(
    "shot shots bullet bullets gunshot gunfire attack attacked bomb blast explosion wounds wounded ambush "
    "shelling strike airstrike raid fire gunmen attackers grenade mortar rocket sniper stabbed mine clash clashes "
    "fighting"
)


def groups_in_front(clause: Clause, k: int, trigger: Trigger, objects: dict[int, Kind]) -> list[Group]:
    if trigger.role == "toll" or trigger.hit.rule.value in ("of", "apposed"):
        return []
    inside = next((group for group in clause.groups if group.trigger == k and not _is_where(clause, group)), None)
    if inside is not None and (trigger.role != "fate" or inside.last <= trigger.first):
        return _told_of(clause, trigger, inside, objects)
    if trigger.role in ("noun", "people"):
        return []
    before = clause.words.at(trigger.first - 1)
    if before in ("the", "those"):
        return _among(clause, trigger)
    if before == "and" and clause.words.at(trigger.first - 2) == "sick" and clause.words.at(trigger.first - 3) == "the":
        return []  # `900 people, including the sick and wounded, were evacuated`
    if before in _HELPING and clause.words.at(trigger.last) in MANY:
        return []  # `a nurse who was treating injured civilians was shot`
    is_active = trigger.role == "act" and not is_passive(clause, trigger)
    whom = _whom(clause, trigger) if is_active else None
    if whom is not None or (is_active and not is_participle(clause, trigger)):
        return chain_left(clause, whom) if whom is not None else []
    return _subjects(clause, trigger, objects)


def _told_of(clause: Clause, trigger: Trigger, inside: Group, objects: dict[int, Kind]) -> list[Group]:
    """The people in whose phrase the trigger stands ("30 wounded soldiers", "12 killed"), or the whole they are of."""
    before = clause.words.at(inside.first - 1)
    is_left = before in _LEAVING or (inside.sort is Sort.BARE and before in CONNECTORS)
    if inside.last <= trigger.first and not is_left and _is_active_with_object(clause, trigger):
        return []
    if inside.whole and trigger.role in ("act", "people"):
        return [_all_of(inside)]
    if inside.is_part and trigger.last < inside.last:
        return [inside]  # `six people, among them one displaced woman`: of the six it is not told
    if inside.is_part and (_is_of_affected(clause, inside) or _is_all_that_is_told(clause, inside, trigger)):
        inside = inside._replace(is_part=False)
    is_detail = inside.is_part and (trigger.role in _VERBAL or inside.sort is not Sort.BARE)
    wholes = _subjects(clause, trigger, objects) if is_detail else []
    is_alone = inside.sort is Sort.BARE and trigger.role != "noun"
    return wholes or ([inside] if is_alone else _led_by_own(trigger, chain_left(clause, inside)))


def _led_by_own(trigger: Trigger, chain: list[Group]) -> list[Group]:
    """ "585 people and 30 wounded men": only those; "eight Palestinian and six Israeli deaths" share their noun."""
    inside = chain[0]
    is_its_word = trigger.role in _VERBAL and inside.number < trigger.first and trigger.last < inside.last
    return [inside, *(one for one in chain[1:] if one.sort is Sort.BARE)] if is_its_word else chain


def _is_of_affected(clause: Clause, group: Group) -> bool:
    """ "22,000 people affected including 690 displaced": of the whole something else is told."""
    return not _AFFECTED.isdisjoint(clause.words.low[max(0, group.first - _AFFECTED_REACH) : group.first])


def _is_all_that_is_told(clause: Clause, group: Group, trigger: Trigger) -> bool:
    """ "90,000 people live there, including 12,000 displaced": of the others it is not said."""
    is_bare = group.sort is Sort.BARE and trigger.first == group.last and trigger.role in _VERBAL
    told = [
        other for other in clause.triggers if other.kind is trigger.kind and other.hit.rule.status is not Status.STOCK
    ]
    return is_bare and told == [trigger] and clause.words.at(group.first - 1) == "including"


def _is_where(clause: Clause, group: Group) -> bool:
    """ "900 people from four villages fled": the villages don't."""
    return group.sort is Sort.THINGS and is_governed(clause, group.first)


def _whom(clause: Clause, trigger: Trigger) -> Group | None:
    """ "the 4,000 people whom the militia drove out", "12,000 people the fighting has uprooted"."""
    words = clause.words
    for i in range(trigger.first - 2, max(trigger.first - _WHOM_REACH, 0), -1):
        own = clause.group_at.get(i)
        if own is not None and words.low[i] == "whom" and clause.skip(i + 1, AUX | ADVERBS) < trigger.first:
            return own  # `31 of whom it killed`
        group = clause.group_at.get(i - 1)
        is_led = words.low[i] in ("whom", "that", "who") or (words.low[i] in _SUBJECT_LEADS and group is not None)
        if is_led and group is not None and group.last == i and group.sort is not Sort.THINGS:
            has_subject = clause.skip(i + 1, AUX | ADVERBS | NEGATIONS) < trigger.first
            return group if has_subject else None
        if (
            i in clause.group_at
            or i in clause.trigger_at
            or words.low[i] in CLAUSE_STARTS
            or words.low[i] in (",", '"')
        ):
            return None
    return None


def _among(clause: Clause, trigger: Trigger) -> list[Group]:
    """ "six children were among the dead"."""
    words = clause.words
    at = trigger.first - 2
    if words.at(at) not in ("among", "amongst") or words.at(at - 1) not in BE:
        return []
    group = clause.group_at.get(_over_of(clause, clause.back(at - 2, ADVERBS)))
    return chain_left(clause, group) if group is not None else []


def _over_of(clause: Clause, at: int) -> int:
    """ "35 members of the government forces": from the last word to the number's own phrase."""
    words = clause.words
    floor = max(at - 6, 0)
    of = next((i for i in range(at, floor, -1) if words.low[i] == "of"), -1)
    between = words.low[of + 1 : at + 1]
    is_phrase = of > 0 and all(word in DETERMINERS or word not in STOPS for word in between)
    return of - 1 if at not in clause.group_at and is_phrase else at


def _all_of(group: Group) -> Group:
    """ "half of the 70,000 villagers displaced": all of them were displaced."""
    figure = group.figure.model_copy(update={"low": group.whole, "high": group.whole})
    return group._replace(figure=figure)


def _is_active_with_object(clause: Clause, trigger: Trigger) -> bool:
    """ "the 500 militants killed villagers": a plain noun behind the verb is its object."""
    if trigger.role != "act" or is_passive(clause, trigger) or clause.words.at(trigger.last) in PREPS:
        return False
    at = clause.skip(trigger.last, ADVERBS)
    word = clause.words.at(at)
    if clause.words.at(trigger.first).endswith("ing"):
        return True
    return (word in _OBJECT_LEADS and clause.words.at(at + 1) not in _WHEN) or word in MANY or word in ONE


def is_participle(clause: Clause, trigger: Trigger) -> bool:
    """ "12 civilians in Aleppo killed by shells": no object behind, so the people stand in front."""
    if not clause.words.at(trigger.first).endswith(("ed", "n", "t", "d")):
        return False
    at = clause.skip(trigger.last, ADVERBS)
    word = clause.words.at(at)
    if clause.words.at(trigger.last) == "off":
        return False
    if clause.words.at(trigger.last) in PREPS or word == "due":
        return True
    if word in _OBJECT_LEADS:
        return clause.words.at(at + 1) in _WHEN
    return not word or word in STOPS or word in _WHEN


def _subjects(clause: Clause, trigger: Trigger, objects: dict[int, Kind]) -> list[Group]:
    if trigger.role == "state" and clause.words.at(trigger.first - 1) in ("him", "her"):
        group = said_before(clause, trigger)
        return [group] if group else []
    if row := named_row_in_front(clause, trigger):
        return row
    group = _walk_left(clause, trigger, objects)
    if _is_singular(clause, trigger):
        if group is not None and (group.sort is Sort.ONE or _agrees_with_one(clause, group)):
            return chain_left(clause, group)
        named = named_subject(clause, trigger) if group is None or group.sort is not Sort.ONE else None
        return [named] if named else []
    if group is None and trigger.role == "fate":
        is_violent = not _VIOLENCE.isdisjoint(clause.words.low)
        group = named_subject(clause, trigger) if is_violent else said_before(clause, trigger)
        return [group] if group else []
    return chain_left(clause, group) if group is not None else []


def _is_singular(clause: Clause, trigger: Trigger) -> bool:
    """The auxiliary says that one person is meant."""
    at = before_verb(clause, trigger)
    aux = clause.words.at(at)
    return aux in SINGULAR_BE or (aux == "been" and clause.words.at(at - 1) == "has")


def _agrees_with_one(clause: Clause, group: Group) -> bool:
    return (
        group.figure.low == 1
        or group.figure.unit == "households"
        or clause.words.at(group.number - 2) in ("total", "estimated", "family")
    )


def _walk_left(clause: Clause, trigger: Trigger, objects: dict[int, Kind]) -> Group | None:
    """The nearest group that can be the subject; None where something else is."""
    words = clause.words
    passed_relative = False
    i = trigger.first - 1
    floor = max(-1, trigger.first - _SUBJECT_REACH)
    while i > floor:
        group = clause.group_at.get(i)
        if group is not None:
            if may_be_subject(clause, group, trigger, objects, i, passed_relative):
                return group
            if not (may_pass(clause, group) or is_one_of_several(clause, group, trigger)):
                return None
            i = group.first - 1
            continue
        opening = opening_of_aside(clause, i)
        if opening >= 0:
            i = _over_aside(clause, opening, i)
            continue
        if words.low[i] in ("they", "it") and _stands_for_them(words, i, trigger):
            i -= 2
            continue
        if ends_clause(clause, i, trigger) or (words.low[i] == "who" and _is_said_of_one(words, i)):
            return head_of_relative(clause, i, trigger)
        passed_relative = passed_relative or words.low[i] in RELATIVES
        i -= 1
    return None


def _over_aside(clause: Clause, opening: int, end: int) -> int:
    """ "All its residents - some 4,500 people - fled": to those whom no number counts before it, else to before it."""
    words = clause.words
    before = clause.group_at.get(opening - 1)
    last = end - 1 - (words.at(end - 1) == "-")
    group = clause.group_at.get(last)
    is_all = group is not None and group.first <= opening + _ASIDE_LEAD and group.sort in (Sort.PEOPLE, Sort.HOUSEHOLDS)
    is_uncounted = (before is None or before.sort is Sort.THINGS) and words.at(opening - 1) in MANY | _WHOLES
    return last if is_all and is_uncounted else opening - 1


def _is_said_of_one(words: Words, i: int) -> bool:
    """ "900 filed past the coffin of the singer Ada Holm, who died": a name before `, who`, and no place's."""
    if words.at(i - 1) != ",":
        return False
    at = i - 2
    while at > 0 and words.upper(at) and words.low[at].isalpha():
        at -= 1
    return at <= i - 4 and words.low[at] not in PREPS


def _stands_for_them(words: Words, i: int, trigger: Trigger) -> bool:
    """ "some 900 whom the agency registered after they fled": the number before; "eight people aboard it died"."""
    if words.low[i] == "it":
        return words.at(i - 1) in PREPS
    is_led = words.at(i - 1) in ("after", "since", "when", "once", "because")
    return is_led and trigger.kind is Kind.DISPLACEMENT and trigger.role in _VERBAL
