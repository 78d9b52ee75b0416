"""Groups and triggers -> which number belongs to which words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.model.figure import Figure
from monitor.model.mention import Kind
from monitor.steps.detect.people_groups import Group, Sort
from monitor.steps.detect.people_triggers import Trigger
from monitor.steps.detect.people_words import (
    ADJECTIVES,
    ADVERBS,
    AUX,
    BE,
    CLAUSE_STARTS,
    CONNECTORS,
    DETERMINERS,
    MANY,
    NEGATIONS,
    ONE,
    PARTS,
    PREPS,
    RELATIVES,
    SINGULAR_BE,
    STOPS,
    SUBJECTS,
    THINGS,
)
from monitor.text.words import Words, word_set

_SUBJECT_REACH = 40
_CLOSE = 3
_OBJECT_REACH = 10
_TOLL_REACH = 34
_TOLL_LEADS = word_set(
    "to at of is was reached hit topped passed exceeded stands stood : over past as between above surpassed be "
    "number numbered now tops exceeds reaches hits near"
)
_OBJECT_LEADS = word_set("a an the his her their its our my your another those these them him us")
_WHEN = word_set("day days week month year night morning evening previous same weekend every each past last hour first")
_UNCOUNTED = word_set("many several others some most few more dozens")
_JOINTLY = frozenset(("along", "together", "well"))
_ARTICLES = word_set("latest a an the entire whole another his her")
_BEFORE_GROUP = word_set("the between his its")
_VIOLENT_ENDS = word_set("murder assassination killing slaying execution")
_OPENERS = word_set("also the those among and") | {"", ",", '"', "."}
_INTRODUCERS = word_set("was were is are included include includes")
_VERBAL = {"act", "fate", "state"}
_VIOLENCE = word_set(
    "shot shots bullet bullets gunshot gunfire attack attacked bomb blast explosion wounds wounded ambush "
    "shelling strike airstrike raid fire gunmen attackers grenade mortar rocket sniper stabbed mine clash clashes "
    "fighting"
)
_PURPOSE = word_set("to of for from against about")
_COLLECTIVES = word_set("number majority lot group groups population half series dozens percent")
_OF_ONE = word_set("murder assassination killing slaying death murdering")
_SAYING = word_set("said says say told reported added confirmed announced claimed")
_PARTICLES = word_set("off down up out away dead a the an as many")


class Binding(NamedTuple):
    """One group that one trigger takes."""

    group: Group
    trigger: Trigger
    how: str


class _Sentence:
    """What the search walks over: words, and which group or trigger each belongs to."""

    def __init__(self, words: Words, groups: Sequence[Group], triggers: Sequence[Trigger]) -> None:
        self.words = words
        self.groups = groups
        self.triggers = triggers
        self.group_at = {i: group for group in groups for i in range(group.first, group.last)}
        self.begins = {group.first: group for group in groups}
        self.trigger_at = {i: k for k, trigger in enumerate(triggers) for i in range(trigger.first, trigger.last)}

    def skip(self, i: int, over: frozenset[str]) -> int:
        """The first word from `i` on that is not in `over` and begins no group."""
        while i not in self.begins and self.words.at(i) in over:
            i += 1
        return i

    def back(self, i: int, over: frozenset[str]) -> int:
        """The first word from `i` backwards that is not in `over`."""
        while i >= 0 and i not in self.group_at and self.words.low[i] in over:
            i -= 1
        return i


def bind(words: Words, groups: Sequence[Group], triggers: Sequence[Trigger]) -> list[Binding]:
    """Every group bound to a trigger, each group once for a kind."""
    scene = _Sentence(words, groups, triggers)
    right = [_right(scene, k, trigger) for k, trigger in enumerate(triggers)]
    objects = {group.first: triggers[k].kind for k, found in enumerate(right) for group in found}
    left: list[list[Group]] = []
    for k, trigger in enumerate(triggers):
        left.append([] if right[k] else _shared(scene, k, right, left) or _left(scene, k, trigger, objects))
    bindings = [
        Binding(group, trigger, how)
        for k, trigger in enumerate(triggers)
        for how, found in (("object", right[k]), ("subject", left[k]))
        for group in found
    ]
    return list(_once(bindings))


def _once(bindings: list[Binding]) -> Iterator[Binding]:
    """Each group once a kind; no details beside their total; the dead are not displaced for being called refugees."""
    seen: set[tuple[object, ...]] = set()
    totals = {binding.trigger.kind for binding in bindings if not binding.group.is_part}
    harmed = {binding.group.first for binding in bindings if binding.trigger.kind is not Kind.DISPLACEMENT}
    for binding in bindings:
        group, trigger, _ = binding
        same = {
            (group.first, trigger.kind),
            (group.figure.low or group.figure.high, trigger.kind, "" if _is_repeat(group) else group.first),
        }
        if (
            same & seen
            or group.is_negated
            or group.sort is Sort.THINGS
            or (group.is_part and trigger.kind in totals)
            or (trigger.kind is Kind.DISPLACEMENT and group.first in harmed and _only_says_where(group, trigger))
        ):
            continue
        seen |= same
        yield binding


def _is_repeat(group: Group) -> bool:
    """The same number again within a sentence is the headline run into it; small numbers may well come twice."""
    return max(group.figure.low or 0, group.figure.high or 0) > 9


def _only_says_where(group: Group, trigger: Trigger) -> bool:
    """The words make the people displaced by the way: "killed 12 refugees", "died in the camps"."""
    return (
        trigger.role == "people"
        or trigger.hit.rule.value == "where"
        or (group.trigger >= 0 and trigger.first <= group.last)
    )


# --- objects -----------------------------------------------------------------------------------------------------


def _right(scene: _Sentence, k: int, trigger: Trigger) -> list[Group]:
    if trigger.role == "act" and scene.words.at(trigger.last) != "of":
        return [] if _is_passive(scene, trigger) else _objects(scene, k, trigger) or _inverted(scene, trigger)
    if trigger.role == "act":
        return _of(scene, trigger) if scene.words.at(trigger.first).endswith(("ing", "er")) else []
    if trigger.role == "noun":
        return _of(scene, trigger)
    if trigger.role == "toll":
        return _toll(scene, trigger)
    return _inverted(scene, trigger) if trigger.role == "state" else []


def _inverted(scene: _Sentence, trigger: Trigger) -> list[Group]:
    """ "Also killed in the blast were two guards", "The dead included 12 pupils"."""
    words = scene.words
    if words.at(trigger.first - 1) not in _OPENERS:
        return []
    for i in range(trigger.last, min(trigger.last + 8, len(words))):
        word = words.low[i]
        if word in _INTRODUCERS:
            group = scene.begins.get(scene.skip(i + 1, ADVERBS))
            return _chain_right(scene, -1, group) if group else []
        if i in scene.group_at or i in scene.trigger_at or word in CLAUSE_STARTS or (word in AUX and word not in BE):
            break
    return []


def _is_passive(scene: _Sentence, trigger: Trigger) -> bool:
    word = scene.words.at(trigger.first)
    if word.endswith("ing"):
        return False
    return scene.words.at(scene.back(trigger.first - 1, ADVERBS)) in BE


def _objects(scene: _Sentence, k: int, trigger: Trigger) -> list[Group]:
    words = scene.words
    at = scene.skip(trigger.last, ADVERBS | _PARTICLES)
    group = scene.begins.get(at)
    if group is None and _beside(scene, trigger) is not None:
        return []
    group = group or _behind_aside(scene, at) or _behind_name(scene, at)
    if group is None:
        named = _named_object(scene, trigger, scene.skip(trigger.last, ADVERBS))
        return _chain_right(scene, k, named) if named else []
    if _has_own_clause(scene, k, group) and _beside(scene, trigger) is not None:
        return []
    if words.at(trigger.first).endswith("ed") and _is_subject_of_next(scene, k, group):
        return []
    return _chain_right(scene, k, group)


def _has_own_clause(scene: _Sentence, k: int, group: Group) -> bool:
    """The group is followed by its own verb: "12 killed, 30 wounded"."""
    return group.trigger > k and scene.triggers[group.trigger].first >= group.last


def _is_subject_of_next(scene: _Sentence, k: int, group: Group) -> bool:
    """ "12 were killed 30 were hurt": an auxiliary right behind the group, and no relative pronoun."""
    return scene.words.at(group.last) in BE and scene.words.at(group.first - 1) in CONNECTORS


def _beside(scene: _Sentence, trigger: Trigger) -> Group | None:
    """The group right in front of the trigger."""
    at = scene.back(trigger.first - 1, ADVERBS)
    group = scene.group_at.get(at)
    return group if group is not None and group.sort is not Sort.THINGS else None


def _behind_aside(scene: _Sentence, at: int) -> Group | None:
    """ "murdered, at gunpoint, a soldier"."""
    words = scene.words
    if words.at(at) != "," or words.at(at + 1) not in PREPS:
        return None
    closing = next((i for i in range(at + 2, min(at + 7, len(words))) if words.low[i] == ","), len(words))
    return scene.begins.get(closing + 1)


def _behind_name(scene: _Sentence, at: int) -> Group | None:
    """ "killed Abu Ali and 12 of his men": the group stands behind a name and a connector."""
    words = scene.words
    for i in range(at, min(at + _OBJECT_REACH, len(words))):
        group = scene.begins.get(i)
        if group is not None:
            return group if words.at(i - 1) in CONNECTORS | PARTS or words.at(i - 1) == "as" else None
        word = words.low[i]
        if (
            i in scene.trigger_at
            or word in AUX
            or word in CLAUSE_STARTS
            or (word in PREPS and word not in PARTS and word not in ("of", "as"))
        ):
            return None
    return None


def _chain_right(scene: _Sentence, k: int, group: Group) -> list[Group]:
    """A group and those linked to it: "three soldiers, a policeman and two civilians"."""
    found = [group]
    i = group.last
    linked = False
    steps = 0
    while i < len(scene.words) and steps < 9:
        word = scene.words.low[i]
        following = scene.begins.get(i)
        if following is not None:
            if not (linked or steps == 0 or _only_articles(scene, found[-1].last, i)) or _starts_clause(
                scene, k, following
            ):
                break
            found.append(following)
            i, linked, steps = following.last, False, 0
            continue
        if i in scene.trigger_at or word in AUX or (word in CLAUSE_STARTS and word != "as") or word in RELATIVES:
            break
        linked = (
            word in CONNECTORS
            or (word == "as" and scene.words.at(i - 1) == "well")
            or word in ("with", "to", "including")
            or (linked and word in DETERMINERS | ADVERBS)
        )
        if word == "with" and scene.words.at(i - 1) != "along":
            linked = False
        if word == "to" and scene.words.at(i - 1) != "addition":
            linked = False
        steps += 1
        i += 1
    return found


def _only_articles(scene: _Sentence, i: int, j: int) -> bool:
    """Copy that lost its commas: "three workers an entire family of six"."""
    return all(word in _ARTICLES for word in scene.words.low[i:j])


def _starts_clause(scene: _Sentence, k: int, group: Group) -> bool:
    if group.sort is Sort.THINGS:
        return True
    trigger = scene.triggers[group.trigger] if group.trigger > k else None
    if trigger is not None and trigger.first >= group.last and trigger.role != "people":
        return True
    behind = {scene.words.at(group.last), scene.words.at(scene.skip(group.last, ADVERBS))}
    is_speaker = scene.words.at(group.first - 1) == "," and not behind.isdisjoint(_SAYING)
    return is_speaker or not behind.isdisjoint(AUX)


def _of(scene: _Sentence, trigger: Trigger) -> list[Group]:
    """ "the exodus of some 12,000", "the lives of 12 people"."""
    words = scene.words
    at = trigger.last
    if words.at(at - 1) != "of":
        if words.at(at) != "of" and not (words.at(at) == "to" and trigger.kind is Kind.INJURED):
            return _of_behind_place(scene, trigger) or _of_whom(scene, trigger)
        at += 1
    at = scene.skip(at, ADVERBS | _BEFORE_GROUP)
    group = scene.begins.get(at) or _behind_name(scene, at)
    if group is not None:
        return _chain_right(scene, -1, group)
    named = _named_behind_of(scene, trigger, at)
    return _chain_right(scene, -1, named) if named else []


def _of_whom(scene: _Sentence, trigger: Trigger) -> list[Group]:
    """ "the mayor's murder"."""
    at = trigger.first - 1
    word = scene.words.at(at)
    is_name = word.endswith("'s") and scene.words.upper(at) and word[:-2] not in MANY | THINGS
    if trigger.kind is not Kind.KILLED or not is_name or scene.words.at(trigger.first) not in _VIOLENT_ENDS:
        return []
    return [_one(at)]


def _of_behind_place(scene: _Sentence, trigger: Trigger) -> list[Group]:
    words = scene.words
    for i in range(trigger.last, min(trigger.last + 8, len(words) - 1)):
        at = scene.skip(i + 1, ADVERBS | _BEFORE_GROUP)
        group = scene.begins.get(at) or _named_behind_of(scene, trigger, at)
        if words.low[i] == "of" and group is not None:
            return [] if words.at(i - 1) in THINGS else _chain_right(scene, -1, group)
        if words.low[i] in AUX or words.low[i] in CLAUSE_STARTS or i in scene.trigger_at or i in scene.begins:
            break
    return []


def _toll(scene: _Sentence, trigger: Trigger) -> list[Group]:
    words = scene.words
    for i in range(trigger.last, min(trigger.last + _TOLL_REACH, len(words))):
        group = scene.begins.get(i)
        if group is None:
            if words.low[i] == ";":
                break
            continue
        if group.sort not in (Sort.THINGS, Sort.ONE) and _TOLL_LEADS & {
            words.at(i),
            words.at(i - 1),
            words.at(scene.back(i - 1, ADVERBS)),
        }:
            return [group._replace(is_part=False)]
    return _toll_in_front(scene, trigger)


def _toll_in_front(scene: _Sentence, trigger: Trigger) -> list[Group]:
    """ "raised to 36 the number of people killed", "Eleven is the toll"."""
    words = scene.words
    at = scene.back(trigger.first - 1, _ARTICLES)
    group = scene.group_at.get(at)
    if group is not None:
        return [group] if words.at(group.first - 1) in ("to", "at") else []
    group = scene.group_at.get(at - 1) if words.at(at) in BE else None
    return [group] if group is not None else []


# --- subjects ----------------------------------------------------------------------------------------------------


def _left(scene: _Sentence, k: int, trigger: Trigger, objects: dict[int, Kind]) -> list[Group]:
    if trigger.role == "toll":
        return []
    inside = next((group for group in scene.groups if group.trigger == k), None)
    if inside is not None and (trigger.role != "fate" or inside.last <= trigger.first):
        if inside.last <= trigger.first and _is_active_with_object(scene, trigger):
            return []
        if inside.whole and trigger.role == "act":
            return [_all_of(inside)]
        return _chain_left(scene, inside)
    if trigger.role in ("noun", "people"):
        return []
    if trigger.role == "act" and not _is_passive(scene, trigger) and not _is_participle(scene, trigger):
        return []
    return _subjects(scene, trigger, objects)


def _all_of(group: Group) -> Group:
    """ "half of the 111,000 people displaced": all of them were displaced."""
    figure = group.figure.model_copy(update={"low": group.whole, "high": group.whole})
    return group._replace(figure=figure)


def _is_active_with_object(scene: _Sentence, trigger: Trigger) -> bool:
    """ "the 500 militants killed villagers": a plain noun behind the verb is its object."""
    if trigger.role != "act" or _is_passive(scene, trigger):
        return False
    at = scene.skip(trigger.last, ADVERBS)
    word = scene.words.at(at)
    if scene.words.at(trigger.first).endswith("ing"):
        return True
    return (word in _OBJECT_LEADS and scene.words.at(at + 1) not in _WHEN) or word in MANY or word in ONE


def _is_participle(scene: _Sentence, trigger: Trigger) -> bool:
    """ "12 civilians in Aleppo killed by shells": no object behind, so the people stand in front."""
    if not scene.words.at(trigger.first).endswith(("ed", "n", "t", "d")):
        return False
    at = scene.skip(trigger.last, ADVERBS)
    word = scene.words.at(at)
    if word in _OBJECT_LEADS:
        return scene.words.at(at + 1) in _WHEN
    return not word or word in STOPS or word in _WHEN


def _subjects(scene: _Sentence, trigger: Trigger, objects: dict[int, Kind]) -> list[Group]:
    group = _walk_left(scene, trigger, objects)
    if _is_singular(scene, trigger):
        if group is not None and (group.sort is Sort.ONE or _agrees_with_one(scene, group)):
            return _chain_left(scene, group)
        named = _named_subject(scene, trigger) if group is None or group.sort is not Sort.ONE else None
        return [named] if named else []
    if group is None and trigger.role == "fate" and _VIOLENCE & set(scene.words.low):
        named = _named_subject(scene, trigger)
        return [named] if named else []
    return _chain_left(scene, group) if group is not None else []


def _is_singular(scene: _Sentence, trigger: Trigger) -> bool:
    """The auxiliary says that one person is meant."""
    at = scene.back(trigger.first - 1, ADVERBS)
    aux = scene.words.at(at)
    return aux in SINGULAR_BE or (aux == "been" and scene.words.at(at - 1) == "has")


def _agrees_with_one(scene: _Sentence, group: Group) -> bool:
    return (
        group.figure.low == 1
        or group.figure.unit == "households"
        or scene.words.at(group.number - 2) in ("total", "estimated", "family")
    )


def _walk_left(scene: _Sentence, trigger: Trigger, objects: dict[int, Kind]) -> Group | None:
    """The nearest group that can be the subject; None where something else is."""
    words = scene.words
    passed_relative = False
    i = trigger.first - 1
    floor = max(-1, trigger.first - _SUBJECT_REACH)
    while i > floor:
        group = scene.group_at.get(i)
        if group is not None:
            if _may_be_subject(scene, group, trigger, objects, i, passed_relative):
                return group
            if not _may_pass(scene, group):
                return None
            i = group.first - 1
            continue
        if _ends_clause(scene, i, trigger):
            return None
        passed_relative = passed_relative or words.low[i] in RELATIVES
        i -= 1
    return None


def _may_pass(scene: _Sentence, group: Group) -> bool:
    return (
        group.is_part or group.sort is Sort.THINGS or _is_governed(scene, group.first) or _is_in_brackets(scene, group)
    )


def _is_in_brackets(scene: _Sentence, group: Group) -> bool:
    """ "300 households (1,100 people)" is the same once more."""
    return scene.words.at(group.first - 1) == "(" and scene.group_at.get(group.first - 2) is not None


def _ends_clause(scene: _Sentence, i: int, trigger: Trigger) -> bool:
    """True where the subject cannot stand further left than word `i`."""
    words = scene.words
    word = words.low[i]
    if word in CLAUSE_STARTS:
        return not (_is_aside(scene, i) or (word == "as" and i == trigger.first - 1))
    if word in SUBJECTS or (word in NEGATIONS and i >= trigger.first - 5):
        return True
    if (word in MANY or word in _UNCOUNTED) and words.at(i - 1) not in ("them", "whom"):
        return words.at(i + 1) not in ("-", "of") and not _is_governed(scene, i) and not _is_listed(scene, i)
    return False


def _is_listed(scene: _Sentence, i: int) -> bool:
    """ "12 soldiers, officers and policemen": an uncounted noun linked to a group in front."""
    for k in range(i - 1, max(i - 8, -1), -1):
        if k in scene.group_at:
            return scene.words.at(k + 1) in CONNECTORS
        word = scene.words.low[k]
        if word in AUX or word in PREPS or k in scene.trigger_at or word in CLAUSE_STARTS or word.endswith("ed"):
            return False
    return False


def _is_aside(scene: _Sentence, i: int) -> bool:
    """ "…, the UN said, …": a speaker between commas does not end the clause; nor does "as well as"."""
    words = scene.words
    word = words.low[i]
    if word in ("said", "says"):
        return words.at(i + 1) == ","
    if word == "as":
        return "well" in (words.at(i + 1), words.at(i - 1)) or words.at(i - 1) == "such"
    return False


def _is_governed(scene: _Sentence, i: int) -> bool:
    """A preposition stands before the noun phrase of word `i`; a number begins its phrase but for an article."""
    words = scene.words
    reach = 2 if i in scene.begins else 6
    for k in range(i - 1, max(i - reach - 1, -1), -1):
        word = words.low[k]
        if word in PREPS or word in PARTS:
            return words.at(k - 1) not in _JOINTLY
        if word in CONNECTORS and words.at(k - 1) in MANY and k - 1 not in scene.group_at:
            continue
        if word in CONNECTORS or (word in STOPS and word not in DETERMINERS) or k in scene.trigger_at:
            return False
        if word.endswith("ing") and word not in ADJECTIVES:
            return False
    return False


def _may_be_subject(
    scene: _Sentence, group: Group, trigger: Trigger, objects: dict[int, Kind], i: int, passed_relative: bool
) -> bool:
    if _is_in_brackets(scene, group):
        return False
    if group.sort is Sort.THINGS or (group.is_part and scene.words.at(i + 1) not in RELATIVES):
        return False
    is_near = scene.back(trigger.first - 1, ADVERBS | AUX | RELATIVES | frozenset((",", "themselves"))) == i
    if group.first in objects and not passed_relative and not is_near:
        return False
    if group.sort is Sort.BARE and not is_near and scene.words.at(group.last) not in PREPS | {",", "(", "-", "—"}:
        return False
    return is_near or not _is_governed(scene, group.first)


def _chain_left(scene: _Sentence, group: Group) -> list[Group]:
    """A group and those linked in front: "five children and four medical staff were killed"."""
    found = [group]
    words = scene.words
    while not found[-1].is_part:
        i = found[-1].first - 1
        if words.at(i) not in CONNECTORS and not (words.at(i) in ("as", "with") and words.at(i - 1) in _JOINTLY):
            break
        steps = 0
        while i >= 0 and steps < 7 and i not in scene.group_at:
            word = words.low[i]
            if (
                i in scene.trigger_at
                or word in AUX
                or (word in CLAUSE_STARTS and word != "as")
                or word in RELATIVES | SUBJECTS
            ):
                break
            i -= 1
            steps += 1
        before = scene.group_at.get(i)
        if before is None or before.is_part or before.sort is Sort.THINGS or _is_governed(scene, before.first):
            break
        if before.sort is Sort.BARE and found[-1].first - before.last > _CLOSE:
            break
        if before.trigger >= 0 and scene.triggers[before.trigger].first >= before.last:
            break
        found.append(before)
    return found


# --- one person without a number ---------------------------------------------------------------------------------


def _is_only_counted(trigger: Trigger) -> bool:
    """A name alone is no incident here: "the cut hurts Smith", "Smith fled"."""
    return trigger.kind is Kind.DISPLACEMENT or trigger.hit.rule.value == "counted"


def _one(at: int) -> Group:
    return Group(at, at, at + 1, Sort.ONE, Figure(low=1, high=1))


def _named_subject(scene: _Sentence, trigger: Trigger) -> Group | None:
    """ "Lopez, a former minister, was killed": the verb is in the singular and the clause begins with a name."""
    if _is_only_counted(trigger):
        return None
    words = scene.words
    i = scene.back(trigger.first - 1, ADVERBS | AUX)
    is_relative = words.at(i) == "who"
    i -= is_relative
    if not (words.upper(i) or is_relative or words.at(i) in (",", ")", "-", "—")):
        return None
    for at in range(i, max(i - 14, -1), -1):
        word = words.low[at]
        if (
            word in CLAUSE_STARTS
            or word in SUBJECTS
            or word in NEGATIONS
            or word in RELATIVES
            or at in scene.trigger_at
        ):
            return None
        if (
            words.upper(at)
            and word not in STOPS
            and word not in THINGS
            and word not in MANY
            and (is_relative or not _is_governed(scene, at))
        ):
            return _one(at)
    return None


def _named_object(scene: _Sentence, trigger: Trigger, at: int) -> Group | None:
    """ "gunmen killed Judge Ruiz": a name right behind the verb."""
    words = scene.words
    if _is_only_counted(trigger) or at >= len(words) or at in scene.trigger_at or at in scene.group_at:
        return None
    before = words.at(scene.back(trigger.first - 1, ADVERBS))
    if (
        before in DETERMINERS
        or (before in _PURPOSE and "accused" not in words.low)
        or (not before and words.at(trigger.first).endswith("ed"))
    ):
        return None
    return _one(at) if _is_name(scene, at) else None


def _named_behind_of(scene: _Sentence, trigger: Trigger, at: int) -> Group | None:
    """ "the murder of Hector Ruiz"."""
    if trigger.kind is Kind.DISPLACEMENT or scene.words.at(trigger.first) not in _OF_ONE:
        return None
    return _one(at) if _is_name(scene, at) else None


def _is_name(scene: _Sentence, at: int) -> bool:
    words = scene.words
    if not words.upper(at) and words.at(at) in ONE and words.upper(at + 1):
        at += 1
    head = at
    while head + 1 < len(words) and words.upper(head + 1) and words.low[head + 1] not in STOPS and head < at + 5:
        head += 1
    return (
        words.upper(at)
        and not any(
            words.low[i] in STOPS or words.low[i] in MANY or words.low[i] in THINGS for i in range(at, head + 1)
        )
        and not words.low[head].endswith("s")
        and words.at(head + 1) not in ("forces", "people", "supporters")
    )


# --- shared groups -----------------------------------------------------------------------------------------------


def _shared(scene: _Sentence, k: int, right: list[list[Group]], left: list[list[Group]]) -> list[Group]:
    """ "30 people were killed and wounded", "killed or wounded 30": coordinated verbs have their people in common."""
    if k and left[k - 1] and _are_coordinated(scene, k):
        return left[k - 1]
    is_next = k + 1 < len(right) and right[k + 1] and scene.triggers[k].role == scene.triggers[k + 1].role
    return right[k + 1] if is_next and _are_coordinated(scene, k + 1) else []


def _are_coordinated(scene: _Sentence, k: int) -> bool:
    first, second = scene.triggers[k - 1], scene.triggers[k]
    between = scene.words.low[first.last : second.first]
    return (
        bool(between)
        and {first.role, second.role} <= _VERBAL
        and all(word in CONNECTORS or word in ADVERBS or word in ("/", "or") for word in between)
    )
