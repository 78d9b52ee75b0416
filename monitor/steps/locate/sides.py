"""Choice -> the country, where the sentence tells in which part of it and the place named elsewhere lies in another."""

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.model.incident import Place
from monitor.model.knowledge import Extent
from monitor.model.mention import Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene

_SIDE = r"(?P<side>(?:north|south)(?:[- ]?(?:east|west))?|east|west)"
_SOME_SIDE = re.compile(rf"\b{_SIDE}(?:ern)?\b")
_BEFORE_NAME = re.compile(rf"\b{_SIDE}(?:ern)? $")
_OF_THE_LAND = re.compile(
    rf"\b(?:in|on|near|across) (?:the|this) (?:country|island|nation|kingdom|republic)['’]s "
    rf"(?:[\w-]+ ){{0,2}}?{_SIDE}(?:ern)?\b"
    rf"|\bin the (?:(?!\w+s )[a-z-]+ )?{_SIDE.replace('side', 'bare')}"
    r"(?: of the (?:country|island|nation)\b|(?=[,.;]|$| (?:that|which|but|while|after|in|on|thanks)\b))"
)
"""`in the island's south`, `in the restive north`; not `in the north gate market`"""
_WHO_IS_THERE = re.compile(r"\b(?:said|says|told|according to|from|including) (?:an?|the|one) (?:[\w-]+ ){1,2}$")
"""`said a doctor in the south`: that tells where the doctor is."""
_OF_THE_SCENE = frozenset({Role.AT, Role.NEAR, Role.BARE})
_REACH, _WORDS = 16, 50
"""Characters before a name, and before `in the south`."""
_OFF, _OFF_BOTH = 0.08, 0.12
"""Part of a country's height or width: Swat lies in Pakistan's north-west, and hardly west of the middle."""


def in_that_part(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`killed in combat in southern Lebanon`, in a story from Baalbek: not in Baalbek."""
    place = choice.place
    if not _SOME_SIDE.search(scene.text_of(mention), *mention.sentence):
        return choice
    if place is None or place.level in ("country", "people") or not place.country:
        return choice
    side = _side_told(mention, scene.named_in(mention, *scene.sentence_of(mention)), place.country, scene)
    if side is None or not _lies_off(place, side, scene):
        return choice
    return replace(choice, place=scene.country_of(place), because=f"{choice.because}; that is not in the {side}")


def _side_told(mention: Mention, here: Sequence[Toponym], country: str, scene: Scene) -> str | None:
    text = scene.text_of(mention)
    for name in here:
        if name.place.country == country and name.place.level == "country" and name.role in _OF_THE_SCENE:
            before = _BEFORE_NAME.search(text, max(name.start - _REACH, 0), name.start)
            if before is not None:
                return before["side"]
    match = _OF_THE_LAND.search(text, *scene.sentence_of(mention))
    if match is None or _WHO_IS_THERE.search(text, max(match.start() - _WORDS, 0), match.start()):
        return None
    return match["side"] or match["bare"]


def _lies_off(place: Place, side: str, scene: Scene) -> bool:
    """True where it is clear that a place does not lie on that side; nobody calls a capital a part of the country."""
    capital = scene.gazetteer.capital(place.country or "")
    if capital is not None and capital.name == place.name:
        return True
    spot = place if place.latitude is not None else scene.gazetteer.unit(place.region or "")
    extent = scene.gazetteer.extent(place.country or "")
    if spot is None or spot.latitude is None or spot.longitude is None or extent is None:
        return False
    return _is_off(spot.latitude, spot.longitude, side, extent)


def _is_off(latitude: float, longitude: float, side: str, extent: Extent) -> bool:
    north, east = (
        (latitude - extent.latitude) / (extent.height or 1),
        (longitude - extent.longitude) / (extent.width or 1),
    )
    ahead = [
        sign * way
        for word, sign, way in (("north", 1, north), ("south", -1, north), ("east", 1, east), ("west", -1, east))
        if word in side
    ]
    return min(ahead) < -(_OFF if len(ahead) == 1 else _OFF_BOTH)
