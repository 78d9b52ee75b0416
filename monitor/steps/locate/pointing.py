"""(a sentence, the names before) -> the unit that `in the province` points back to, whatever town was told last."""

import re
from collections.abc import Iterable, Sequence

from monitor.model.incident import Place, PlacedBy
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import NO_SCENE, Choice, Scene
from monitor.text.patterns import either

_HIGH = either("republic province state governorate oblast krai")
"""What a country is cut into; `district` and `region` are said of smaller and of larger parts as well."""
_THE_UNIT = re.compile(
    rf"\b(?:in|across|throughout) (?:the|this|that) (?:(?:same|whole|entire|breakaway|restive|troubled) )?"
    rf"(?P<unit>{_HIGH}|region|department|territory|district|county|township|municipality|enclave)\b"
    r"(?! (?:of|capital|media|government|hospital|television)\b| [A-Z]|['’-])"
)
_TELLERS = re.compile(
    r"\b(?:sources?|officials?|residents?|activists?|medics|doctors|police|spokes\w+|authorities|workers|media|developments"
    r"|events|news|operat\w+|active|based|stationed|deployed) $"
)
"""`a source in the province`: that tells of whom, and not of where."""
_REACH = 30
_IS_HIGH = re.compile(rf"{_HIGH}$")


_WIDE = frozenset({"admin1", "area", "people"})


def choose_unit_told_of(text: str, span: tuple[int, int], names: Iterable[Toponym], scene: Scene) -> Choice | None:
    """`12 died in the province`, of a story of towns in it.  `names`: the nearest first."""
    match = _THE_UNIT.search(text, *span)
    if match is None or _TELLERS.search(text, max(match.start() - _REACH, 0), match.start()):
        return None
    unit, names = match["unit"], tuple(names)
    name = next((name for name in names if name.start < match.start() and _is_called(name, unit, text)), None)
    place = scene.land_of(name.place) if name is not None else None
    if name is None and _IS_HIGH.match(unit):
        name, place = _higher_unit(names, text, scene)
    if name is None or place is None or place.country != scene.country:
        return None
    return Choice(place, PlacedBy.PARAGRAPH, name, f"the {unit} told of: {name.words}")


def _is_called(name: Toponym, unit: str, text: str) -> bool:
    """`Djugu territory`, `the Yatenga region`, or a name that has the word in it."""
    return text[name.end : name.end + len(unit) + 1].lower() == f" {unit}" or name.words.lower().endswith(f" {unit}")


def _higher_unit(names: Sequence[Toponym], text: str, scene: Scene) -> tuple[Toponym | None, Place | None]:
    """The last one named, whoever acts under its name; where there is none, that of the last scene."""
    there = [name for name in names if name.place.region and name.role is not Role.DATELINE]
    wide = (name for name in there if name.place.level in _WIDE and text[name.start - 1 : name.start] != "-")
    if (name := next(wide, None)) is not None:
        return name, scene.land_of(name.place)
    name = next((name for name in there if name.role not in NO_SCENE), None)
    return name, scene.gazetteer.unit(name.place.region or "") if name else None
