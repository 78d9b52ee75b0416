"""(passage, sentence, hits) -> [Candidate]: people displaced, killed and injured, each bound to its figure."""

from collections.abc import Sequence
from functools import lru_cache

from monitor.model.mention import PEOPLE, Cause, Kind
from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.people.binding import Binding, bind, has_own_day, is_own_news
from monitor.steps.detect.people.context import (
    cause_before,
    cause_of,
    is_no_incident,
    is_violent,
    may_be_private,
    status_of,
)
from monitor.steps.detect.people.flight import names_a_side
from monitor.steps.detect.people.groups import find_groups
from monitor.steps.detect.people.movement import EVERYDAY, LEAVING
from monitor.steps.detect.people.parts import is_partitive
from monitor.steps.detect.people.triggers import ROLES, find_triggers, is_meant
from monitor.steps.detect.people.under_way import under_way
from monitor.steps.detect.scene import SceneKind
from monitor.steps.detect.view import hits_between
from monitor.text.caseless import Caseless, caseless
from monitor.text.layout import Sentence
from monitor.text.words import Words

DANGERS = frozenset({"conflict", "disaster"})
"""What an article's scene words speak of, where people may have to leave."""
_DANGER_ROLES = ("scene", "danger")
_DANGER_KINDS = PEOPLE | {Kind.SHELLING, Kind.AIR_STRIKE}
_WHOLE_REACH = 80
_EXACT = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|toll|both|couple)\b"
)
_NUMBERED, _PEOPLE_EXACTLY = caseless(rf"{_EXACT}|\b(?:dozens?|scores|hundreds?|thousands?)\b"), caseless(_EXACT)
_FEW = 2
_TOLD_REACH = 300
"""Characters back, about two sentences."""


def count_people(passage: Passage, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
    """Every figure of people displaced, killed or injured in one sentence."""
    # A list: `any` would cost a call for each hit of each sentence.
    if not [hit for hit in hits if hit.rule.kind in PEOPLE and hit.rule.role in ROLES]:
        return []
    is_danger = _is_near_danger(passage, sentence)
    if not is_danger:
        hits = [hit for hit in hits if hit.rule.value not in EVERYDAY | {LEAVING}]
    words = Words(passage.text, sentence.start, sentence.end)
    triggers = find_triggers(words, hits, passage.words(sentence), _around(passage, sentence))
    if not (triggers or is_danger):
        return []
    groups = find_groups(words, [(trigger.first, trigger.last) for trigger in triggers])
    is_disaster = passage.scene.kind is SceneKind.DISASTER

    def is_none(binding: Binding) -> bool:
        return is_no_incident(words, binding, is_disaster=is_disaster)

    bindings = bind(words, groups, triggers, is_none)
    if is_danger:
        walking = under_way(words, groups, bindings, is_flight=_is_near_flight(passage, sentence))
        bindings += [binding for binding in walking if not is_none(binding)]
    cause = _told_cause(passage, sentence) if bindings else Cause.CONFLICT
    is_private = all((binding.group.figure.low or 0) <= _FEW for binding in bindings)
    return [
        _candidate(words, binding, cause)
        for binding in bindings
        if (_is_kept(words, binding) or not _is_told_before(passage, sentence, words, binding))
        and not (is_private and _is_private(passage, sentence, words, binding))
    ]


def _is_private(passage: Passage, sentence: Sentence, words: Words, binding: Binding) -> bool:
    """A death that is nobody's war: no word of violence stands near."""
    if not may_be_private(words, binding, is_war=passage.scene.kind is not SceneKind.UNCLEAR):
        return False
    near = _words_near(passage.text, max(0, sentence.start - _TOLD_REACH), sentence.end + _TOLD_REACH // 2)
    return not is_violent(near, words.low[binding.trigger.first : binding.trigger.last])


@lru_cache(maxsize=1)
def _words_near(text: str, start: int, end: int) -> Words:
    """Asked for each death that a sentence tells of."""
    return Words(text, start, end)


def _told_cause(passage: Passage, sentence: Sentence) -> Cause:
    """What people died of or fled from, if the sentence does not say: of a disaster only in a story of one."""
    if passage.scene.kind is not SceneKind.DISASTER:
        return Cause.CONFLICT
    return cause_before(Words(passage.text, max(0, sentence.start - _TOLD_REACH), sentence.start))


def _is_near_danger(passage: Passage, sentence: Sentence) -> bool:
    """War or disaster in the sentence, or shortly before or after it; a headline's words stand for those before."""
    near = hits_between(passage.hits, sentence.start - _TOLD_REACH, sentence.end + _TOLD_REACH // 2)
    for hit in near:
        rule = hit.rule
        if (rule.role in _DANGER_ROLES and rule.value in DANGERS) or (rule.opens and rule.kind in _DANGER_KINDS):
            return True
    return sentence.start < _TOLD_REACH and "violence" in passage.headline_roles


def _is_near_flight(passage: Passage, sentence: Sentence) -> bool:
    near = hits_between(passage.hits, sentence.start - _TOLD_REACH, sentence.end + _TOLD_REACH // 2)
    # A list: `any` made 200 calls more for each article on war.
    return bool([hit for hit in near if hit.rule.kind is Kind.DISPLACEMENT and hit.rule.opens])


def _around(passage: Passage, sentence: Sentence) -> str:
    """The headline, the sentence and those beside it: where the danger may be named."""
    near = passage.text[max(0, sentence.start - _TOLD_REACH) : sentence.end + _TOLD_REACH // 2]
    return f"{passage.article.headline[:_TOLD_REACH]}\n{near}"


def _is_detail(words: Words, binding: Binding) -> bool:
    return binding.group.is_part and has_own_day(words, binding.group)


def _is_kept(words: Words, binding: Binding) -> bool:
    return binding.group.is_part and is_own_news(words, binding.group, binding.trigger)


def _is_told_before(passage: Passage, sentence: Sentence, words: Words, binding: Binding) -> bool:
    """A part, and the words before it told of the whole."""
    if not is_partitive(words, binding):
        return False
    # `Hundreds died, 40 policemen among them`: of a side of its own the number is news where the whole has none.
    number = _PEOPLE_EXACTLY if names_a_side(words, binding.group) else _NUMBERED
    kind = binding.trigger.kind
    take = passage.layout.takes[sentence.take]
    at = words.start[min(binding.group.first, binding.trigger.first)]
    told = hits_between(passage.hits, take.start, at)
    return any(
        hit.rule.kind is kind and hit.rule.opens and hit.rule.value != LEAVING and _has(number, passage, hit, at)
        for hit in told
    )


def _has(number: Caseless, passage: Passage, hit: Hit, end: int) -> bool:
    """A whole has a number; `mowed down worshippers: 17 of them died` tells of no other."""
    start, last = max(0, hit.start - _WHOLE_REACH), min(hit.end + _WHOLE_REACH, end)
    return number.search(passage.text, start, last) is not None and is_meant(hit, passage.text[start:last], "")


def _candidate(words: Words, binding: Binding, told: Cause) -> Candidate:
    group, trigger, how = binding
    figure = group.figure
    # A phrase that allows for words between may end behind the sentence in which it begins.
    first, last = min(group.first, trigger.first), min(max(group.last, trigger.last), len(words))
    return Candidate(
        kind=trigger.kind,
        start=words.start[first],
        end=words.end[last - 1],
        trigger=trigger.hit,
        figure=figure,
        cause=cause_of(words, binding, told=told),
        status=status_of(words, binding),
        is_detail=_is_detail(words, binding),
        anchors=(words.start[group.number], words.start[trigger.first]),
        because=(f"{trigger.hit.rule.name}: {how} {figure.low}-{figure.high} {figure.unit}",),
    )
