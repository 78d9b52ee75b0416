"""Groups that no verb took -> those on their way out of danger, whatever the verb: "have melted into the forest"."""

from collections.abc import Iterator, Sequence

from monitor.model.mention import Kind
from monitor.model.phrase import Hit, PhraseRule
from monitor.steps.detect.people.binding import Binding
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.movement import ends_clause, goes_back, leads_somewhere, names_other_errand
from monitor.steps.detect.people.movement_words import HIDEOUTS
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import ADVERBS, AUX, CONNECTORS, NEGATIONS, PREPS, RELATIVES, THEM
from monitor.text.words import Words, word_set

_RULE = PhraseRule(name="under-way", kind=Kind.DISPLACEMENT, role="fate", value="under-way", opens=False, pattern="way")
_OF_OTHERS = word_set("for with of to by from against on at than")
_FEWEST = 20
_FEWEST_BARE = 100
_VERB_REACH = 3
_WAY_REACH = 6
_IRREGULAR = word_set(
    "went came ran bolted departed decamped scattered drove rode swam stole crept swept wound strung gone come run "
    "sought stood sat lay hid slept dug took found spent broke fell flew"
)
_RESIDENTS = word_set("residents inhabitants villagers townspeople townsfolk islanders families households")
_GONE = word_set("went ran gone departed bolted decamped scattered")
_GONE_ENDS = word_set(". , ; when after as since on before by overnight yesterday in within over during at")
_OTHER_FATES = word_set(
    "killed injured wounded dead died need needs needed lack lacked face faced facing receive received receiving aid "
    "food live lived lives living reside attend attended attending work works worked working voted arrested detained "
    "held abducted kidnapped captured besieged hostage protested rallied demonstrated celebrated vaccinated treated "
    "hospitalised hospitalized infected sentenced jailed deployed recruited surrendered disarmed joined belong "
    "belonged depend depended registered employed stationed enrolled benefited suffered suffering missing buried "
    "identified watched listened prayed listed told asked said signed called warned fought fighting armed trained "
    "training sent used blamed accused caught stormed attacked mutinied defected served serving invited travelled "
    "commuted flown played won lost visited queued waited imprisoned interned exposed connected condemned linked "
    "limited according affected impacted"
)
"""Verbs of people that tell of no way."""


def under_way(
    words: Words, groups: Sequence[Group], bindings: Sequence[Binding], *, is_flight: bool
) -> Iterator[Binding]:
    """Many people, with a way or a hiding place behind them; a way into hiding only, where nobody fled so far."""
    if names_other_errand(words):
        return
    bound = {binding.group.first for binding in bindings}
    for group in groups:
        if group.first in bound or not _is_crowd(words, group):
            continue
        at = _verb_behind(words, group)
        if at >= 0 and (_ends_somewhere(words, at, is_flight=is_flight) or _has_gone(words, group, at)):
            hit = Hit(_RULE, words.start[at], words.end[at])
            yield Binding(group, Trigger(at, at + 1, Kind.DISPLACEMENT, "fate", hit), "subject")


def _is_crowd(words: Words, group: Group) -> bool:
    size = group.figure.size
    if group.is_negated or group.trigger >= 0 or words.at(group.first - 1) in _OF_OTHERS:
        return False
    if group.is_part and THEM.isdisjoint(words.low[group.first - 1 : group.last]):
        return False
    if group.sort is Sort.HOUSEHOLDS:
        return size > 1
    return size >= (_FEWEST if group.sort is Sort.PEOPLE else _FEWEST_BARE) and group.sort in (Sort.PEOPLE, Sort.BARE)


def _verb_behind(words: Words, group: Group) -> int:
    """The verb of which the group is the subject, over auxiliaries and `who`; -1 where there is none."""
    at = group.last
    while words.at(at) in AUX or words.at(at) in ADVERBS or words.at(at) in RELATIVES:
        at += 1
    if words.at(at) in NEGATIONS or words.at(at - 1) in NEGATIONS:
        return -1
    word = words.at(at)
    is_verb = word in _IRREGULAR or (word.endswith(("ed", "ing", "en")) and word.isalpha())
    return at if is_verb and word not in _OTHER_FATES else -1


def _ends_somewhere(words: Words, at: int, *, is_flight: bool) -> bool:
    end = min(at + 1 + _WAY_REACH, len(words))
    for i in range(at + 1, end):
        word = words.low[i]
        if word in _OTHER_FATES or ends_clause(words, i) or (word in CONNECTORS and word != ","):
            return False
        leads = leads_somewhere(words, i)
        if (leads and is_flight) or (word in PREPS and (leads or is_flight) and _is_hideout(words, i + 1)):
            return not goes_back(words, at, i)
    return False


def _has_gone(words: Words, group: Group, at: int) -> bool:
    """ "the last 430 inhabitants went on Monday", "all 6,100 people of Tabarre ran when the gang came"."""
    lives_there = not _RESIDENTS.isdisjoint(words.low[group.number : group.last])
    is_all = words.at(group.first - 1) in ("last", "all") or lives_there
    return is_all and words.at(at) in _GONE and (words.at(at + 1) in _GONE_ENDS or words.at(at + 1) == "")


def _is_hideout(words: Words, at: int) -> bool:
    return any(words.at(i) in HIDEOUTS for i in range(at, at + _VERB_REACH + 1))
