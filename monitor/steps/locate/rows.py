"""Places in a row: `in Ituri and North Kivu`, `12 and seven people in Baiji and Tikrit, respectively`."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from monitor.model.incident import Place
from monitor.model.mention import PEOPLE, Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.rating import IN_A_ROW
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Scene, holds
from monitor.steps.locate.unknown import COMMON, NOT_PLACES
from monitor.text.number_words import TENS, UNITS
from monitor.text.times_words import WEEKDAY

_RIGHT_IN = re.compile(r"(?: (?:people|persons|civilians|others|dead))?,? (?:across|in) ")
_AND_IN = re.compile(
    r",? and (?:in )?(?:the |nearby )?(?:[a-z]+ )?(?:(?:city|town|province|region|state|district|port) of )?(?:the )?"
)
_NUMBER_WORD = f"(?:{'|'.join((*TENS, *UNITS))})"
_NUMBER = re.compile(rf"\b(?:{_NUMBER_WORD}(?:-{_NUMBER_WORD})?|\d[\d,]*\d|\d)\b", re.IGNORECASE)
_NUMBERS_BEFORE = re.compile(rf"(?:{_NUMBER.pattern}(?: [a-z]+)?(?:,? and|,) )+$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(rf"{_NUMBER.pattern}(?: [a-z]+)?(?:,? and|,) {_NUMBER.pattern}", re.IGNORECASE)
_NUMBERS_REACH = 60
_MANY, _MOST_NAMES, _LOOK_LEFT, _NEXT = 3, 6, 90, 40
_EACH = re.compile(r"\beach\b")
"""`two each in Ghazni and Logar`"""
_BETWEEN = re.compile(
    r"\b(?:between|linking|connecting|joining|bordering|borders? (?:of|between))"
    r"(?: (?:the|of|an?|[a-z]+s|[A-Z][\w-]+)){0,3} $"
)
_BOTH = {
    Role.AT: (Role.AT, Role.TARGET),
    Role.TARGET: (Role.AT, Role.TARGET),
    Role.ORIGIN: (Role.ORIGIN,),
}
_APART = re.compile(
    r"(?: (?:refugee )?(?:camp|city|town|village|district|province|region|state))?,? in (?:the )?(?:[a-z]+ ){0,3}"
    r"(?:of the [a-z]+|(?:of )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?,? ?and (?:in )?(?:the )?(?:[a-z]+ )?"
    r"(?:(?:city|town|village|district) of )?"
)
_NAME = r"[A-Z][a-z][\w’'-]*(?: [A-Z][\w’'-]+)?"
_LISTED_BEFORE = re.compile(
    r"\b(?:in|at|on|from|near|of|hit|struck|attacked|raided|shelled|bombed|targeted) (?:the (?:[a-z]+ )?[a-z]+s of )?"
    rf"(?P<names>{_NAME}(?:, {_NAME}){{0,5}}),? and $"
)
_LISTED_BEHIND = re.compile(
    rf"(?P<names>(?:, {_NAME}){{0,5}},? and {_NAME})"
    r"(?= (?:villages|towns|districts|areas|communities|townships|killed|left|forced|displaced)\b|[.;]| on\b)"
)
_COMMA = re.compile(r"(?:,? and|,) ")
_ENDS_ROW = re.compile(
    r"(?:['’]s)?(?: (?:provinces?|states?|regions?|districts?|count(?:y|ies)|governorates?|departments?|cit(?:y|ies)"
    r"|towns?|villages?|camps?|areas?|suburbs?|neighbou?rhoods?|countryside))?"
    r"(?:(?!,? respectively\b)[.;,:)\"”]|\s*$|\s+(?:on|in|at|by|with|since|after|before|when|where|while|during|from"
    rf"|over|this|last|as|late|early|overnight|yesterday|today|tonight|and|between|alone|until|according|{WEEKDAY}|to|which|who|\w+ing)\b|\s+[A-Z\d])"
)
"""Behind the last of a row: no verb, which would make it who acts, and no `airport`."""


def row_of(chosen: Toponym, names: Sequence[Toponym], text: str) -> list[Toponym]:
    """The list of places that a name stands in, or only itself.  `names` as they stand in the text."""
    row = [chosen]
    for name in names:
        if name.start > row[-1].start and name.role is chosen.role and IN_A_ROW.match(text[row[-1].end : name.start]):
            row.append(name)
    for name in reversed(names):
        if name.start < row[0].start and name.role is chosen.role and IN_A_ROW.match(text[name.end : row[0].start]):
            row.insert(0, name)
    return row


def in_its_turn(chosen: Toponym, mention: Mention, names: Sequence[Toponym], text: str) -> Toponym | None:
    """`killed 12 and seven people in Baiji and Tikrit, respectively`: the seven in Tikrit."""
    at = mention.anchors[0] if mention.anchors else mention.evidence.start
    before = _NUMBERS_BEFORE.search(text, max(at - _NUMBERS_REACH, mention.sentence[0]), at)
    if before is None and not _NUMBER_BEHIND.match(text, at):
        return None
    turn = len(_NUMBER.findall(before.group())) if before else 0
    row = row_of(chosen, names, text)
    return row[turn] if turn < len(row) else None


def land_of_both(name: Toponym, mention: Mention, here: Sequence[Toponym], text: str, scene: Scene) -> Place | None:
    """`Bombings in Baghdad and the northern city of Kirkuk have killed 42 people in Iraq`: that is told of both."""
    end, land = mention.evidence.end, here[-1]
    if land.role is not Role.AT or land.start <= end or name.place.region is None:
        return None
    if mention.figure is None or land.place.country != name.place.country:
        return None
    if not _RIGHT_IN.fullmatch(text, end, land.start):
        return None
    for one, other in pairwise(here[:-1]):
        is_pair = name in (one, other) and None is not one.place.region != other.place.region is not None
        if is_pair and one.role is other.role and _AND_IN.fullmatch(text, one.end, other.start):
            return scene.country_of(land.place)
    return None


def several(chosen: Toponym, mention: Mention, here: Sequence[Toponym], scene: Scene) -> Place | None:
    """What holds three or more places in a row, or two with one number: no one of them has the incident."""
    text = scene.text_of(mention)
    row = row_of(chosen, here, text)
    start, end = mention.sentence
    may_be_two = here[1:] and not row[1:] and chosen.role in _BOTH and " and " in text[start:end]
    if may_be_two and chosen.place.level != "country" and (other := _other_of_two(chosen, here, text)):
        row = sorted((chosen, other), key=lambda one: one.start)
    is_more = text[row[0].start - 5 : row[0].start] == " and " or " and " in text[row[-1].end : row[-1].end + _NEXT]
    before, behind = _unknown_beside(row, here, text) if is_more else ([], [])
    is_counted = mention.kind in PEOPLE and mention.figure is not None
    if is_counted and row[0].start >= mention.evidence.end and not _ENDS_ROW.match(text, row[-1].end) and not behind:
        is_counted = False  # `nine were killed in Goma and Kinshasa cut ties`
    if len(row) + len(before) + len(behind) < (2 if is_counted else 3) or _EACH.search(text, *mention.sentence):
        return None
    countries = dict.fromkeys(name.place.country for name in row if name.place.country)
    regions = dict.fromkeys(name.place.region or (name.place.level, name.place.name) for name in row)
    if not countries:
        return None
    if len(row) < _MANY or len(regions) < _MANY:
        names = [*before, *(name.place.name for name in row), *behind]
        return _of_a_few(row, names, text, scene) if len(countries) == 1 else None
    most = max(countries, key=lambda code: scene.countries.get(code, 0.0))
    return _called([name.place.name for name in row], scene.gazetteer.country(most) or chosen.place)


def _other_of_two(chosen: Toponym, here: Sequence[Toponym], text: str) -> Toponym | None:
    """`in Khan Younis in the south of the enclave and the Nuseirat camp`"""
    roles = _BOTH[chosen.role]
    for other in here:
        is_town = other.place.level == "place"
        if other is chosen or not (other.role in roles or (is_town and other.role is Role.PARENT)):
            continue
        if not is_town and other.place.level not in ("admin2", "admin1"):
            continue
        left, right = (chosen, other) if other.start > chosen.start else (other, chosen)
        if right.start - left.end < _LOOK_LEFT and _APART.fullmatch(text, left.end, right.start):
            return other
    return None


def _of_a_few(row: Sequence[Toponym], names: Sequence[str], text: str, scene: Scene) -> Place | None:
    """`in Bara and Um Ruwaba`: in their region; `in Ituri and North Kivu`: in their country."""
    if any(one.place.level in ("country", "people") for one in row) or _BETWEEN.search(
        text, max(row[0].start - _LOOK_LEFT, 0), row[0].start
    ):
        return None
    if row[1:] and not row[2:] and (text[row[0].end : row[1].start] == ", " or row[0].role is Role.NEAR):
        return None
    if any(
        holds(one.place, other.place) or holds(other.place, one.place) or one.place == other.place
        for one, other in combinations(row[:_MOST_NAMES], 2)
    ):
        return None
    regions = {one.place.region for one in row}
    unit = scene.gazetteer.unit(row[0].place.region or "") if len(regions) == 1 else scene.country_of(row[0].place)
    return unit and _called(names, unit)


def _called(names: Sequence[str], whole: Place) -> Place:
    """Several places as one: by their names, and as what holds them."""
    names = names[:_MOST_NAMES]
    label = f"{', '.join(names[:-1])} and {names[-1]}"
    label = label if whole.name in names else f"{label}, {whole.name}"
    return whole.model_copy(update={"name": label, "level": "area", "geonames_id": None})


def _unknown_beside(row: Sequence[Toponym], here: Sequence[Toponym], text: str) -> tuple[list[str], list[str]]:
    """`in Kunyo, Janale and Awdhegle`: the names before and behind in the row that nobody knows."""
    if row[0].place.level not in ("place", "admin2"):
        return [], []
    before = _LISTED_BEFORE.search(text, max(row[0].start - _LOOK_LEFT, 0), row[0].start)
    behind = _LISTED_BEHIND.match(text, row[-1].end)
    return _names_of(before, here), _names_of(behind, here)


def _names_of(listed: re.Match[str] | None, here: Sequence[Toponym]) -> list[str]:
    if listed is None or any(one.start < listed.end("names") and listed.start("names") < one.end for one in here):
        return []
    names = [name for name in _COMMA.split(listed["names"]) if name]
    return [] if any(NOT_PLACES.match(name) or COMMON.search(name) for name in names) else names
