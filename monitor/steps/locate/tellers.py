"""(mention, scene) -> a place from who tells of it, where nothing else does: `the Garut police said`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.model.incident import PlacedBy
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Mention, Part
from monitor.steps.locate.draft import Draft, Toponym
from monitor.steps.locate.names import HOSTS
from monitor.steps.locate.rating import CLAUSE_END
from monitor.steps.locate.role_words import MINISTRY_IN
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene, holds

_LEVELS = frozenset({"place", "admin2", "admin1"})
_LOCAL = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,3} (?:police|mayor|regent|governor|collector|magistrate|commissioner|administration"
    r"|council|disaster|emergency|fire|rescue|relief|civil (?:defen[cs]e|protection)|hospital|health|officials?"
    r"|authorit(?:y|ies))\b",
    re.I,
)
_POLICE = re.compile(
    r"(?:['’]s)? (?:[a-z]+ )?(?:(?:provincial|regional) )?(?:[Pp]olice|[Gg]overnor)\b[^.;]{0,60}?"
    r"\b(?:said|says|told|reported|confirmed)\b"
)
_OFFICIALS_IN = re.compile(
    r"\b(?:police|officials?|officers?|authorities|mayor|residents?|doctors?|hospitals?|administrators?|rescuers?|commissioner|minister|governor"
    r"|magistrate|workers?|volunteers?|reporters?) (?:[\w-]+ ){0,4}(?:in|at|of|from) (?:the )?$",
    re.I,
)
_NATIONAL = re.compile(r"\b(?:ministr(?:y|ies)|spokes\w+|secretariat) in $", re.I)
_OF_THE_TOWN = re.compile(
    r"\b(?:fire|police|ambulance|rescue|detention|reception|registration|transit|community|city|municipal|local|district)"
    r" \w+ in $",
    re.I,
)
_SAID_THERE = re.compile(r",? (?:said|says|reported)(?: that)? (?:[a-z]+ ){0,3}")
_REACH = 60


def with_lone_seat(
    texts: Mapping[Part, str], drafts: dict[Part, list[Draft]], gazetteer: Gazetteer
) -> dict[Part, list[Draft]]:
    """`The detention centre in Goma said shells killed nine`: who names no other place tells of their own town."""
    every = [(part, draft) for part, found in drafts.items() for draft in found]
    if len(every) != 1 or every[0][1].role not in (Role.SEAT, Role.ACTOR):
        return drafts
    part, draft = every[0]
    left, place = texts[part][max(draft.name.start - _REACH, 0) : draft.name.start], draft.name.candidates[0]
    if place.level == "country" or _NATIONAL.search(left) or not MINISTRY_IN.search(left):
        return drafts
    if place == gazetteer.capital(place.country or "") and not _OF_THE_TOWN.search(left):
        return drafts
    return {**drafts, part: [replace(draft, role=Role.AT)]}


def choose_by_teller(here: Sequence[Toponym], mention: Mention, scene: Scene) -> Choice | None:
    """Local police and officials speak of their own district; a capital and a host of talks speak of anywhere.

    Not where the sentence names a shelter in it.
    """
    text = scene.text_of(mention)
    name = next((name for name in here if _is_local(name, text, scene)), None)
    if name is None or any(one.role is Role.DESTINATION and holds(name.place, one.place) for one in here):
        return None
    return Choice(name.place, PlacedBy.SENTENCE, name, f"who tells of it: {name.words}")


def their_own_town(name: Toponym, mention: Mention, here: Sequence[Toponym], text: str, scene: Scene) -> Toponym | None:
    """`Five died in Kherson, while officials in Horlivka said one was killed`: in Horlivka."""
    start = mention.evidence.start
    for one in here:
        if one.start <= name.end or one.end > start or not _SAID_THERE.fullmatch(text, one.end, start):
            continue
        if _is_local(one, text, scene) and CLAUSE_END.search(text, name.end, one.start):
            return one
    return None


def is_told_by_its_police(name: Toponym, choice: Choice, mention: Mention, scene: Scene) -> bool:
    """True where the police or governor of another unit tell of it: not of the town that was told of before."""
    place = choice.place
    if name.place.level != "admin1" or place is None or place.region in (None, name.place.region):
        return False
    return name.place.country == place.country and _POLICE.match(scene.text_of(mention), name.end) is not None


def _is_local(name: Toponym, text: str, scene: Scene) -> bool:
    place = name.place
    if name.role not in (Role.SEAT, Role.ACTOR) or place.level not in _LEVELS or place.country != scene.country:
        return False
    if name.words.lower().replace(" ", "_") in HOSTS or scene.gazetteer.capital(place.country or "") == place:
        return False
    is_in = _OFFICIALS_IN.search(text, max(name.start - _REACH, 0), name.start)
    return is_in is not None or _LOCAL.match(text, name.end, name.end + _REACH) is not None
