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
_UNIT = rf"{_HIGH}|region|department|territory|district|county|township|municipality|enclave"
_THE_UNIT = re.compile(
    r"\b(?:in|across|throughout) (?:the|this|that) (?:(?:same|whole|entire|breakaway|restive|troubled) )?"
    rf"(?P<unit>{_UNIT})\b"
    r"(?! (?:of|capital|media|government|hospital|television)\b| [A-Z]|['’-])"
    rf"|\b(?:in|on|at|near) the (?P<owner>{_UNIT})['’]s (?:\w+ ){{0,3}}"
    r"(?:cit(?:y|ies)|towns?|capital|villages?|hospitals?|airport|markets?)\b(?!,? [A-Z])"
    r"|\b(?:in|across) (?:the |these )?(?:two|three|four|five|six|seven|eight|nine|ten|\d\d?|several|many|various)"
    r" (?:[a-z-]+ )?"
    r"(?P<many>districts|counties|municipalities|communes|townships|provinces|states|governorates|departments|regions)\b"
    r"(?! of\b| in\b| [A-Z]|,? includ|: | \()"
)
"""Also `on the enclave's two largest cities`, and `in four districts`, of which some were named."""
_PARTS_OF_UNITS = frozenset({"districts", "counties", "municipalities", "communes", "townships"})
_TELLERS = re.compile(
    r"\b(?:sources?|officials?|residents?|activists?|medics|doctors|police|spokes\w+|authorities|workers|media|developments"
    r"|events|news|operat\w+|active|based|stationed|deployed) $"
)
"""`a source in the province`: that tells of whom, and not of where."""
_REACH = 30
_IS_HIGH = re.compile(rf"(?:{_HIGH}|enclave)$")
_WIDE = frozenset({"admin1", "area", "people"})
_HIT = frozenset({Role.AT, Role.TARGET})
_OF_WHOM = NO_SCENE | {Role.ORIGIN}
"""`The governor of Kaduna said gunmen attacked Jos`: what is in the state is in that of Jos."""


def choose_unit_told_of(text: str, span: tuple[int, int], names: Iterable[Toponym], scene: Scene) -> Choice | None:
    """`12 died in the province`, of a story of towns in it.  `names`: the nearest first."""
    match = _THE_UNIT.search(text, *span)
    if match is None or _TELLERS.search(text, max(match.start() - _REACH, 0), match.start()):
        return None
    unit, names = match["unit"] or match["owner"] or "", tuple(name for name in names if name.start < match.start())
    name, place = _unit_of_many(names, match["many"], scene) if match["many"] else _one_unit(names, unit, text, scene)
    if name is None or place is None or place.country != scene.country:
        return None
    because = f"the {unit or match['many']} told of: {name.words}"
    return Choice(place, PlacedBy.PARAGRAPH, name, because, is_whole=bool(match["many"]))


def _unit_of_many(names: Sequence[Toponym], many: str, scene: Scene) -> tuple[Toponym | None, Place | None]:
    name = next((name for name in names if name.role not in NO_SCENE and name.place.region), None)
    if name is None:
        return None, None
    unit = scene.gazetteer.unit(name.place.region or "") if many in _PARTS_OF_UNITS else None
    return name, unit or scene.country_of(name.place)


def _one_unit(names: Sequence[Toponym], unit: str, text: str, scene: Scene) -> tuple[Toponym | None, Place | None]:
    """The last one called so; else that of the last scene; else the last one named, whoever acts under its name.

    An enclave is no unit that a town outside would tell of.
    """
    name = next((name for name in names if _is_called(name, unit, text)), None)
    if name is not None or not _IS_HIGH.match(unit):
        return name, scene.land_of(name.place) if name else None
    there = [name for name in names if name.place.region or name.place.level == "area"]
    wide = [name for name in there if name.place.level in _WIDE and text[name.start - 1 : name.start] != "-"]
    scenes = there if unit != "enclave" else ()
    hit = (name for name in scenes if name.role in _HIT or (name in wide and name.role not in _OF_WHOM))
    name = next(hit, None) or next((name for name in wide if name.role is not Role.DATELINE), None)
    name = name or next((name for name in there if name.role not in NO_SCENE), None)
    if name is None or name in wide:
        return name, scene.land_of(name.place) if name else None
    return name, scene.gazetteer.unit(name.place.region or "")


def _is_called(name: Toponym, unit: str, text: str) -> bool:
    """`Djugu territory`, `the Yatenga region`, or a name that has the word in it."""
    return text[name.end : name.end + len(unit) + 1].lower() == f" {unit}" or name.words.lower().endswith(f" {unit}")
