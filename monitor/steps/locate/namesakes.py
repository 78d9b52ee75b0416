"""Quarters, rivers and hills that share a name with a place known elsewhere."""

import re
from collections.abc import Mapping, Sequence

from monitor.model.incident import Place
from monitor.model.knowledge import PlaceName
from monitor.steps.locate.draft import Draft
from monitor.steps.locate.roles import Role
from monitor.text.caseless import caseless
from monitor.text.patterns import either

_QUARTER = either(
    "neighbou?rhoods? districts? quarters? suburbs? areas? sections? streets? squares? wards? boroughs? slums?"
)
_QUARTER_OF = caseless(
    rf"^(?:-[a-z]+)? (?:[a-z]+ )?{_QUARTER} (?:of|in) (?:the (?:\w+ )?(?:city|town|port) of )?(?:the )?"
    r"(?:(?:north|south|east|west)(?:ern)? )?$"
)
_QUARTER_AFTER = caseless(rf"^ (?:[a-z]+ )?{_QUARTER}\b")
_UNIT_AFTER = caseless(r"^ (?:[a-z]+ )?districts?\b")
"""Elsewhere a part of a city, here a unit of its own."""
_QUARTER_END = caseless(rf" {_QUARTER}$")
_OWNS = frozenset({"'s ", "’s "})
_ONLY_QUARTER = caseless(r"^ (?:neighbou?rhoods?|quarters?|suburbs?|wards?|slums?)\b")
_QUARTER_BESIDE = caseless(rf"\b{_QUARTER} of (?:the |al[- ])?$")
_VILLAGES_OF = re.compile(
    r"\b(?:[Vv]illages|[Hh]amlets|[Ss]ettlements|[Cc]ommunities|[Nn]eighbou?rhoods|[Tt]owns)"
    r"(?: of|,| including| such as|:)? (?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:, and |, | and )){1,8}$"
)
"""`the villages of Kamla, Sabah and Farla` of a story from Sudan: no Sabah of Malaysia."""
_A_SCENE = 3.0
_A_CITY = 36
"""About 140,000 people."""
_FEATURE = re.compile(
    r"^ (?:[Rr]iver|[Bb]asin|[Vv]alley|[Dd]elta|[Bb]ay|[Gg]orge|[Dd]esert|[Pp]lateau|[Ll]ake|[Hh]ills?|[Mm]ountains?)\b"
)


_GOES_ON = re.compile(
    r"^(?:(?:(?:,|,? and) [A-Z][\w’'-]+){1,3} [Rr]ivers\b| [Rr]ivers?\b"
    r"|['’]s (?:(?:north|south|east|west)(?:ern)?|left|right) (?:river)?(?:bank|side|shore)\b"
    r"|-[a-z’']+ (?:villages?|towns?|communit|areas?|settlements?|hamlets?|camps?|districts?)\b)"
)
_OPENS = frozenset(" '’-,")
_ON_WATER = caseless(r"\b(?:(?:bank|side|shore)s? of|across|along|over|up|down|cross(?:ed|ing|es)?|mouth of) the $")
_NO_NOUN = re.compile(
    r"^(?:['’]s\b|[.,;)]|$| (?:and|to|into|on|in|at|from|near|by|as|that|which|after|before|where|when)\b)"
)
"""`crossed the Dnipro into`, and not `along the Aleppo front`."""
_SITE = re.compile(
    r"^(?: [A-Z][\w’'-]+)? (?:Road|Street|Avenue|Highway|Expressway|Bypass|Chowk|Bazaa?r|Gate|Bridge|Boulevard"
    r"|Hospital|School|University|College|Mosque|Church|Market|Square|Stadium|Clinic)(?: area)?"
    r"(?:,| in| at| near| of| outside) (?:the )?(?:[a-z]+ (?:of )?){0,2}$"
)


def lies_elsewhere(text: str, drafts: Sequence[Draft], at: int, best: Place, votes: Mapping[str, float]) -> bool:
    """True where the name is told to be a quarter or a river of this story, and the known place is a namesake."""
    draft = drafts[at]
    left, right = text[max(draft.name.start - 40, 0) : draft.name.start], text[draft.name.end : draft.name.end + 40]
    return (
        (right[:1] == " " and _is_feature_abroad(best, right, votes))
        or (best.level not in ("country", "people") and _is_no_town(text, drafts, at, best, left, right))
        or _is_quarter_elsewhere(text, drafts, at, best)
        or (best.level == "place" and _is_quarter_apart(best, draft, right, drafts))
        or (_is_quarter_abroad(best, drafts, at, text, votes) and not _is_told_too(best, draft, right, drafts))
    )


def _is_no_town(text: str, drafts: Sequence[Draft], at: int, best: Place, left: str, right: str) -> bool:
    """`the banks of the Dnipro`, `on Miranshah Road in Bannu`, `Kaura-dawa village`: a river, a road, half a name."""
    after = drafts[at + 1].name.start if right[1:2].isupper() and at + 1 < len(drafts) else None
    if after is not None and _SITE.match(text[drafts[at].name.end : after]):
        wider = drafts[at + 1].name.candidates[0]
        return wider.level not in ("country", "people") and not (
            wider.level == "admin1" and wider.region == best.region
        )
    if best.level not in ("place", "admin2"):
        return False
    if right[:1] in _OPENS and _GOES_ON.match(right):
        return True
    return left.endswith("the ") and _ON_WATER.search(left) is not None and _NO_NOUN.match(right) is not None


def _is_quarter_elsewhere(text: str, drafts: Sequence[Draft], at: int, best: Place) -> bool:
    """`the Rawdah district of Taiz`, `Taiz's Rawdah district` lie in Taiz, whatever namesake is known elsewhere."""
    if best.level not in ("place", "admin2"):
        return False
    city = _city_of(text, drafts, at)
    if city is None or city.candidates[0].level == "country":
        return False
    regions = {place.region for place in city.candidates if place.region}
    return bool(regions) and best.region not in regions


def _is_quarter_apart(best: Place, draft: Draft, right: str, drafts: Sequence[Draft]) -> bool:
    """`al-Hamediyeh neighborhood` of a story from Deir ez-Zor is no town of another province, which it never names."""
    if _ONLY_QUARTER.match(right) is None:
        return False
    told = {one.name.candidates[0].region for one in drafts if one.words != draft.words} - {None}
    return bool(told) and best.region not in told


def _is_quarter_abroad(best: Place, drafts: Sequence[Draft], at: int, text: str, votes: Mapping[str, float]) -> bool:
    """`the Sulaymaniyah neighbourhood`, `the district of Al Mashhad` of a story from Aleppo lie in no other country."""
    draft = drafts[at]
    before, right = text[max(draft.name.start - 120, 0) : draft.name.start], text[draft.name.end : draft.name.end + 40]
    is_listed = best.level == "admin1" and before[-2:] in (", ", "d ") and _VILLAGES_OF.search(before) is not None
    if not is_listed and (
        draft.role is Role.PARENT or not (_QUARTER_AFTER.match(right) or _QUARTER_BESIDE.search(before))
    ):
        return False
    if is_listed and not _speaks_of(best.country, draft, drafts):
        votes = {country: vote for country, vote in votes.items() if country != best.country}
    top = max(votes, key=lambda country: votes[country], default=None)
    is_abroad = best.level != "country" and best.country not in (top, None)
    return is_abroad and votes.get(top or "", 0.0) >= _A_SCENE


def _is_told_too(best: Place, draft: Draft, right: str, drafts: Sequence[Draft]) -> bool:
    """`the Upper Kurram district` of a story that speaks of Pakistan as well as of Afghanistan."""
    return _UNIT_AFTER.match(right) is not None and _speaks_of(best.country, draft, drafts)


def _speaks_of(country: str | None, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """True where a name other than the draft's lies in the country."""
    return country in (one.name.candidates[0].country for one in drafts if one.words != draft.words)


def _city_of(text: str, drafts: Sequence[Draft], at: int) -> PlaceName | None:
    """The name of the city that a quarter is told to lie in."""
    name = drafts[at].name
    after = drafts[at + 1].name if at + 1 < len(drafts) else None
    if after is not None and _QUARTER_OF.match(text[name.end : after.start]):
        return after
    before = drafts[at - 1].name if at else None
    is_owned = before is not None and text[before.end : name.start] in _OWNS
    is_quarter = _QUARTER_AFTER.match(text[name.end : name.end + 40]) or _QUARTER_END.search(text, name.start, name.end)
    return before if is_owned and is_quarter else None


def _is_feature_abroad(place: Place, right: str, votes: Mapping[str, float]) -> bool:
    """`the San Juan river` of a story from Colombia is no city of Argentina."""
    if _FEATURE.match(right) is None or place.level in ("country", "people"):
        return False
    top = max(votes, key=lambda country: votes[country], default=None)
    return top is not None and place.country not in (top, None)


def is_small_elsewhere(name: PlaceName, country: str | None) -> bool:
    """`the Hara area` of a story from Syria is no town of Japan."""
    return name.weights[0] < _A_CITY and country not in {None, *(place.country for place in name.candidates)}
