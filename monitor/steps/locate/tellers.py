"""(mention, scene) -> a place from who tells of it, where nothing else does: `the Garut police said`."""

import re
from collections.abc import Sequence

from monitor.model.incident import PlacedBy
from monitor.model.mention import Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.names import HOSTS
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene, holds

_LEVELS = frozenset({"place", "admin2", "admin1"})
_LOCAL = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,3} (?:police|mayor|regent|governor|collector|magistrate|commissioner|administration"
    r"|council|disaster|emergency|fire|rescue|relief|civil (?:defen[cs]e|protection)|hospital|health|officials?"
    r"|authorit(?:y|ies))\b",
    re.I,
)
_OFFICIALS_IN = re.compile(
    r"\b(?:police|officials?|officers?|authorities|mayor|residents?|doctors?|hospitals?|administrators?|rescuers?|commissioner|minister|governor"
    r"|magistrate|workers?|volunteers?|reporters?) (?:[\w-]+ ){0,4}(?:in|at|of|from) (?:the )?$",
    re.I,
)
_REACH = 60


def choose_by_teller(here: Sequence[Toponym], mention: Mention, scene: Scene) -> Choice | None:
    """Local police and officials speak of their own district; a capital and a host of talks speak of anywhere.

    Not where the sentence names a shelter in it.
    """
    text = scene.text_of(mention)
    name = next((name for name in here if _is_local(name, text, scene)), None)
    if name is None or any(one.role is Role.DESTINATION and holds(name.place, one.place) for one in here):
        return None
    return Choice(name.place, PlacedBy.SENTENCE, name, f"who tells of it: {name.words}")


def _is_local(name: Toponym, text: str, scene: Scene) -> bool:
    place = name.place
    if name.role not in (Role.SEAT, Role.ACTOR) or place.level not in _LEVELS or place.country != scene.country:
        return False
    if name.words.lower().replace(" ", "_") in HOSTS or scene.gazetteer.capital(place.country or "") == place:
        return False
    is_in = _OFFICIALS_IN.search(text, max(name.start - _REACH, 0), name.start)
    return is_in is not None or _LOCAL.match(text, name.end, name.end + _REACH) is not None
