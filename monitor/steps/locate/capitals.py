"""`the Haitian capital`, `the government-held capital`: a city without its name, and the land around it."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from monitor.model.incident import Place
from monitor.model.knowledge import Gazetteer, PlaceName
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role, capital_after, role_of
from monitor.steps.locate.scene import Scene

_WEIGHT = 50
_LEFT = 40
_MERELY_CALLED = re.compile(
    r"\b(?:de facto|self-(?:declared|proclaimed|styled)|former|onetime|one-time|group'?s|cultural|commercial"
    r"|economic)\s+$"
)
_BARE = re.compile(
    r"\bthe (?:[\w-]+-(?:held|controlled|run|governed)|besieged|war-(?:torn|ravaged|battered)|battered|embattled"
    r"|nation's|country's)?\s?capital\b"
    r"(?!,? (?:city )?(?:of|[A-Z])|, [A-Z]|['’]s|-| (?:punishment|gains|markets?|cost|flight|[A-Z]))"
)
"""`the capital, Bukavu` and `the provincial capital` are others."""


def named_with_country(text: str, found: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """The names of one text, `the Haitian capital` as the city that it is, or was when it was called so."""
    named: list[Toponym] = []
    for toponym, after in zip_longest(found, found[1:]):
        named.append(toponym)
        is_country = toponym.place.level in ("people", "country") and not toponym.place.region
        end = capital_after(text, toponym.end) if is_country else 0
        if not end or _MERELY_CALLED.search(text[max(toponym.start - 30, 0) : toponym.start]):
            continue
        capital = gazetteer.capital(toponym.place.country or "")
        if after is not None and text[end : after.start] == ", " and after.place.country == toponym.place.country:
            capital = after.place if after.place.level == "place" or capital is None else capital
        if capital is not None:
            named[-1] = _capital(text, toponym.start, end, capital)
    return named


def with_bare_capital(text: str, named: Sequence[Toponym], country: str | None, gazetteer: Gazetteer) -> list[Toponym]:
    """The same, with each `the capital` as that of the country which the article speaks of."""
    capital = gazetteer.capital(country) if country and "capital" in text else None
    if capital is None:
        return list(named)
    bare = [_capital(text, *match.span(), capital) for match in _BARE.finditer(text)]
    free = (one for one in bare if not any(one.start < name.end and name.start < one.end for name in named))
    return sorted([*named, *free], key=lambda name: name.start)


def _capital(text: str, start: int, end: int, capital: Place) -> Toponym:
    role = role_of(text, PlaceName(start, end, (capital,), (_WEIGHT,)), None)
    return Toponym(start, end, text[start:end], capital, role, _WEIGHT)


_SUBURB_OF = re.compile(r"\bsuburbs? of (?:the )?(?:[\w-]+ ){0,2}$")


_MILES = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d+)?[ -]?(?:km|kms|kilomet(?:er|re)s?|miles?)\)?,?"
    r" (?:[\w-]+ ){1,3}(?:the )?(?:[\w-]+,? ){0,3}$"
)
"""`128 km north of the Somali capital Mogadishu`"""
_VERY_FAR = 100
"""Kilometres or miles: no longer near the capital."""
_HOW_FAR = 80
_SCENES = (Role.AT, Role.TARGET, Role.PARENT)


def beside_the_capital(name: Toponym, place: Place, scene: Scene) -> Place:
    """`east of Damascus`, a suburb of it: the region around, where the city is a region of its own."""
    is_village = place.name.endswith(f", {name.place.name}")
    if not (place is name.place or is_village) or place.level == "country":
        return place
    texts = [text for part, text in scene.texts.items() if _stands_among(name, scene.names[part])]
    is_suburb = any(_SUBURB_OF.search(text, max(name.start - _LEFT, 0), name.start) for text in texts)
    around = scene.gazetteer.around(name.place) if name.role is Role.NEAR or is_suburb else None
    far = _miles_from(name, texts, scene) if name.role in (Role.NEAR, Role.PARENT) else None
    region = _only_region(name.place, scene) if far else None
    if far and region is None and int(far[1].replace(",", "")) >= _VERY_FAR:
        region = scene.country_of(name.place)
    wider = region or around
    if wider is None:
        return place
    if is_village:
        told = f"{place.name.removesuffix(name.place.name)}{wider.name}"
        return wider.model_copy(update={"name": told, "level": place.level})
    return region or wider.model_copy(update={"name": f"near {place.name}"})


def _stands_among(name: Toponym, names: Sequence[Toponym]) -> bool:
    """As `in`, without comparing whole names: a long text has thousands, and each mention asks."""
    return bool([one for one in names if one.start == name.start and one == name])


def _miles_from(name: Toponym, texts: Sequence[str], scene: Scene) -> re.Match[str] | None:
    """`320 km north of the capital, Kabul`: how far, where it is a capital."""
    found = (_MILES.search(text, max(name.start - _HOW_FAR, 0), name.start) for text in texts)
    far = next(filter(None, found), None)
    capital = scene.gazetteer.capital(name.place.country or "") if far else None
    return far if capital is not None and capital.name == name.place.name else None


def _only_region(capital: Place, scene: Scene) -> Place | None:
    """So far from the capital, the one other region that the story names as its scene."""
    units = {
        name.place.region: name.place
        for names in scene.names.values()
        for name in names
        if name.place.level == "admin1" and name.role in _SCENES and name.place.country == capital.country
    }
    units.pop(capital.region, None)
    return next(iter(units.values())) if len(units) == 1 else None
