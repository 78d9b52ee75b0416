"""(mention, scene) -> a village that no gazetteer knows, or knows by another spelling, where the story plays."""

import re
from collections.abc import Iterator
from itertools import islice

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import PEOPLE, Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.namesakes import is_small_elsewhere
from monitor.steps.locate.rating import counted_first
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import SENTENCE_END, Choice, Scene
from monitor.steps.locate.sentence import lies_in
from monitor.steps.locate.unknown import BEHIND_COUNT, COMMON, NOT_PLACES, find_unknown, is_refuge, place_of, unit_among
from monitor.text.times_words import WEEKDAY

_OF_EVENT = re.compile(
    r"\b(?:massacre|attack|incident|raid|assault|ambush|clash(?:es)?|fighting|explosion|blast|flee|fled|fleeing"
    r"|displaced|killed|died|dead|wounded|injured|residents|villagers|people|civilians|families"
    r"|clans|tribes|violence|unrest)(?: (?:with|between)(?: [\w-]+){1,4}?)?"
    r" (?:in|at|from|near|on) ((?:[ae]l-)?[A-Z][a-z][\w’'-]+(?: (?:[ae]l-)?[A-Z][\w’'-]+){0,2})"
    rf"(?=[.;]|, (?![A-Z])| (?:and|but|which|that|as|is|are|had|has|was|were|when|where|after|before|by|who|said) "
    rf"|,? (?:on|late|early) {WEEKDAY})"
)
"""`In one incident in Shag Alnom, over 200 were killed`"""
_OPENS = re.compile(
    r"\W*(?:[\w ]{3,30}, )?[Ii]n ((?:[ae]l-)?[A-Z][a-z][\w’'-]+(?: [A-Z][a-z][\w’'-]+)?),"
    r"(?: (?:at least|about|some|another|nearly|more than|gunmen|rebels|militants|bandits|troops|police)){0,2} $"
)
"""`In Wulba, three people died`"""
_HIT = re.compile(
    r"\b(?:attacked|raided|stormed|shelled|bombed) ((?:[ae]l-)?[A-Z][a-z][\w’'-]+)(?=,? (?:leaving|killing|wounding)\b)"
)
_FACILITY = re.compile(
    r"\b([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:hospital|clinic|market|camp|school|mosque|church|monastery|airport"
    r"|air ?base|base|prison|bridge|dam|university|power (?:station|plant))\b",
)
_A_KNOWN_TOWN = 30
"""Weight: 20,000 people."""
_MOST_NAMES, _MOST_TIMES = 4, 20
_BESIDE = 60
"""Characters: `al-Luweib, a village east of`."""
_HOLDS = (Role.AT, Role.NEAR, Role.PARENT)
_REACH = 160
"""Characters: within a sentence."""
_A_TOWN = 2_000
"""People: so many do not die in, or leave, one village or quarter."""


def choose_by_spelling(mention: Mention, scene: Scene) -> Choice | None:
    """Where the sentence names no known place: another spelling of one in a region that the article names."""
    if scene.country is None:
        return None
    for name in _unknown_names(mention, scene):
        place = scene.gazetteer.spelled_like(name, scene.country)
        if place is not None and _is_told_of(place, scene) and not _is_known(scene, name):
            return Choice(place, PlacedBy.SENTENCE, None, f"spelled like {place.name}: {name}")
    return None


def choose_village_of_count(mention: Mention, scene: Scene) -> Choice | None:
    """`31 people had been killed in Kourakou and 13 in Tondobi`: an unknown name right behind those counted."""
    main, end = scene.main, mention.evidence.end
    if main is None or mention.kind not in PEOPLE:
        return None
    text = scene.text_of(mention)
    sentence = scene.sentence_of(mention)
    match = _OPENS.match(text, sentence[0], mention.evidence.start) or BEHIND_COUNT.match(text, end, end + _REACH)
    match = match or _OF_EVENT.search(text, *sentence) or _HIT.search(text, *sentence)
    if match is None or NOT_PLACES.match(match[1]) or COMMON.search(match[1]) or _is_known(scene, match[1]):
        return None
    if is_refuge(mention, text, match.start(1)):
        return None
    around = scene.gazetteer.unit(main.place.region or "") or scene.country_of(main.place)
    place = place_of(match[1], around, scene.gazetteer)
    return Choice(place, PlacedBy.SENTENCE, None, f"right behind those counted: {match[1]}")


def choose_named_again(mention: Mention, scene: Scene) -> Choice | None:
    """`the attack in Tiortyu`, told elsewhere in the text to lie in Tarka: there."""
    text = scene.text_of(mention)
    own = scene.sentence_of(mention)
    behind = BEHIND_COUNT.match(text, mention.evidence.end, mention.evidence.end + _REACH)
    names = [behind[1]] if behind else []
    names += [name for _, _, name in find_unknown(text, *own, (), sure=True)]
    names += [match[1] for pattern in (_OF_EVENT, _FACILITY) for match in pattern.finditer(text, *own)]
    for name in names[:_MOST_NAMES]:
        if NOT_PLACES.match(name) or COMMON.search(name) or _is_known(scene, name):
            continue
        for again in islice(re.finditer(rf"\b{re.escape(name)}\b", text), _MOST_TIMES):
            if not own[0] <= again.start() < own[1] and (known := _told_with(again, mention, scene)) is not None:
                place = place_of(name, scene.land_of(known.place), scene.gazetteer)
                return Choice(place, PlacedBy.PARAGRAPH, known, f"told elsewhere to lie there: {name}")
    return None


def _told_with(name: re.Match[str], mention: Mention, scene: Scene) -> Toponym | None:
    """The known place that the name's own sentence puts it in, or near."""
    text = scene.text_of(mention)
    for known in scene.named_in(mention, name.end(), name.end() + _BESIDE):
        gap = text[name.end() : known.start]
        if known.role in _HOLDS and not SENTENCE_END.search(gap) and known.place.level not in ("country", "people"):
            return known if lies_in(text, *name.span(), known) else None
    return None


def _is_told_of(place: Place, scene: Scene) -> bool:
    """An unknown name in a story of other regions is no village of this one that happens to sound like it."""
    told = {name.place.region for names in scene.names.values() for name in names} - {None}
    return not told or place.region in told or place.level == "admin1"


_IN_A_NAME = re.compile(
    r"\b(?:in|at|near|around|outside|of|from) ((?:[A-Z][\w’'`-]+)(?: (?:[ae]l-?|[A-Z])[\w’'`-]+){0,2})"
)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]", re.I)
_TELLING = 4
"""Consonants: fewer are shared by too many names."""


def _unknown_names(mention: Mention, scene: Scene) -> Iterator[str]:
    """What the sentence calls a village or the like; then what follows `in` and has letters enough to be told by."""
    text, sentence = scene.text_of(mention), scene.sentence_of(mention)
    yield from (name for _, _, name in find_unknown(text, *sentence, (), sure=True))
    for match in _IN_A_NAME.finditer(text, *sentence):
        if len(_CONSONANTS.findall(match[1])) >= _TELLING and not match[1].isupper():
            yield match[1]


def _is_known(scene: Scene, name: str) -> bool:
    """Also a name that opens with a town of the country, or has a people in it: `Tabqa Syria`; not `Ceel Lahelay`."""
    for one in scene.gazetteer.find(name):
        place = one.candidates[0]
        is_town = one.start == 0 and one.weights[0] >= _A_KNOWN_TOWN and place.country == scene.country
        if is_town or place.level in ("people", "country"):
            return True
        if one.start == 0 and one.end >= len(name) - 1 and not is_small_elsewhere(one, scene.country):
            return True
    return False


def _is_of_a_town(mention: Mention) -> bool:
    return mention.figure is not None and mention.figure.size >= _A_TOWN


def village_beside(name: Toponym, mention: Mention, scene: Scene) -> Place | None:
    """`in Kwamjilari village, 30 km east of Chibok.  Eight died`: in the village that nobody knows."""
    if _is_of_a_town(mention):
        return None
    text = scene.text_of(mention)
    start = name.start - _REACH if name.start > _REACH else 0
    window = text[start : name.end + _REACH]
    if not (
        " village" in window or " town" in window or " neighbo" in window or " district" in window or " area" in window
    ):
        return None
    for end in SENTENCE_END.finditer(text, start, name.start):
        start = end.end()
    after = SENTENCE_END.search(text, name.end, name.end + _REACH)
    stop = after.start() if after else name.end
    for left, right, village in find_unknown(text, start, stop, ((name.start, name.end),), sure=True):
        if lies_in(text, left, right, name) and not _is_known(scene, village):
            return place_of(village, scene.land_of(name.place), scene.gazetteer)
    return None


def village(mention: Mention, place: Place, scene: Scene, since: int | None = None) -> Place:
    """A village that the sentence, or its paragraph from `since` on, names and no gazetteer knows: where that plays."""
    text = scene.text_of(mention)
    unknown = find_unknown(text, *scene.sentence_of(mention), (), sure=True)
    unknown = list(counted_first(mention, unknown, text)) if len(unknown) > 1 else unknown
    if not unknown and since is not None and not _is_of_a_town(mention):
        unknown = find_unknown(text, since, mention.sentence[0], (), sure=True)[-1:]
    names = [name for start, _, name in unknown if not _is_known(scene, name) and not is_refuge(mention, text, start)]
    if not names:
        return place
    around = scene.gazetteer.unit(place.region or "") if place.level == "place" else place
    around = unit_among(names[1:], around or scene.country_of(place), scene.gazetteer)
    return place_of(names[0], around, scene.gazetteer)
