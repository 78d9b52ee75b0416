"""`the Haitian capital`, `the government-held capital`: a city without its name, and the land around it."""

import re
from collections.abc import Sequence

from monitor.model.incident import Place
from monitor.model.knowledge import Gazetteer, PlaceName
from monitor.steps.locate.roles import Role, capital_after, role_of
from monitor.steps.locate.scene import Scene
from monitor.steps.locate.toponyms import Toponym

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
    """The names of one text, `the Haitian capital` as the city that it is."""
    named: list[Toponym] = []
    for toponym in found:
        named.append(toponym)
        end = capital_after(text, toponym.end) if toponym.place.level in ("people", "country") else 0
        if not end or _MERELY_CALLED.search(text[max(toponym.start - 30, 0) : toponym.start]):
            continue
        capital = gazetteer.capital(toponym.place.country or "")
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


def beside_the_capital(name: Toponym, place: Place, scene: Scene) -> Place:
    """`east of Damascus`, a suburb of it: the region around, where the city is a region of its own."""
    if place is not name.place or place.level == "country":
        return place
    is_suburb = any(
        _SUBURB_OF.search(text, max(name.start - _LEFT, 0), name.start)
        for part, text in scene.texts.items()
        if name in scene.names[part]
    )
    around = scene.gazetteer.around(place) if name.role is Role.NEAR or is_suburb else None
    return around.model_copy(update={"name": f"near {place.name}"}) if around else place
