"""(mention, a name in its sentence) -> how firmly it says where: by its part, its nearness and its size."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.model.mention import Kind, Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.names import HOSTS
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import FIRM, NO_SCENE, Scene, fineness, holds

_SCORE = {
    Role.AT: 10.0,
    Role.TARGET: 10.0,
    Role.NEAR: 8.5,
    Role.ORIGIN: 3.0,
    Role.PARENT: 6.0,
    Role.LAND: 6.0,
    Role.BARE: 5.0,
    Role.DESTINATION: 0.0,
}
_SCORE_OF_FLIGHT = {**_SCORE, Role.ORIGIN: 16.0, Role.DESTINATION: -20.0}
_SCORE_OF_GROUND = {**_SCORE, Role.ORIGIN: 9.5}
"""`drove the rebels from Harib`: the place that changed hands."""
_SCORE_OF_AID = {**_SCORE, Role.DESTINATION: 11.5}
"""Aid that is stopped lacks where it was bound for."""
_SCORE_OF_RETURN = {**_SCORE, Role.ORIGIN: -20.0, Role.DESTINATION: 16.0}
"""Who goes home is news where home is."""
_RETURNS = frozenset({"people-go-home", "people-brought-home"})
_SCORE_OF_VICTIMS = {**_SCORE, Role.DESTINATION: -8.0}
"""The dead and the wounded are taken to a town; it happened elsewhere."""
_SCORES = {
    Kind.KILLED: _SCORE_OF_VICTIMS,
    Kind.INJURED: _SCORE_OF_VICTIMS,
    Kind.DISPLACEMENT: _SCORE_OF_FLIGHT,
    Kind.TERRITORY_CHANGE: _SCORE_OF_GROUND,
    Kind.AID_OBSTRUCTION: _SCORE_OF_AID,
    Kind.AIR_STRIKE: _SCORE_OF_VICTIMS,
    Kind.SHELLING: _SCORE_OF_VICTIMS,
    Kind.FACILITY_ATTACK: _SCORE_OF_VICTIMS,
}
_RIGHT_THERE, _ATTACHED = frozenset({" in ", " near ", " at ", " in the ", " IN ", " NEAR ", " AT "}), 1.5
"""`Advances in Aleppo, Kills 140 in Hama`: what follows the words right away says where."""
_OF_THE_STORY = 1.0
"""`on the Mombasa-Lamu road`, in a story from Lamu."""
_A_HOST = 12.0
"""`In Doha the two sides of the war in Chad signed`: where they met, if a name of the war stands beside it."""
ITS_NUMBER = re.compile(
    r"[\w,.-]+(?: (?!(?:from|in|at|near|on|of|to|and|by|after|when|as)\b)[a-z-]+){0,3}"
    r" (?:from|in|at|near|on)(?: the)?(?: nearby| neighbou?ring| remote| port| border| [a-z]+(?:ern|al|land|ous))?"
    r"(?: (?:city|town|village) of)?"
    r"(?: (?:province|state|region|district|town) of)? $"
)
_ITS_NUMBER_THERE = re.compile(
    ITS_NUMBER.pattern.removesuffix("$")
    + r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?: village| town| area)?,? (?:(?:an?|the) (?:[a-z-]+ ){1,4})?"
    r"(?:in|of|near) $"
)
"""`16 in Tiortyu, a settlement in Tarka`: also through a village that nobody knows."""
_WITH = re.compile(
    r"(?: district| province| state| region| city| town)?,? (?:with|at)(?: (?:the most|some|about|at least),?)? "
)
_OWN_REACH, _OF_ITS_OWN, _ANOTHERS = 45, 8.0, 4.0
_AND = re.compile(r"[ ,]and (?:[a-z]+ ){0,2}$")
_LEAST = -2.0
_DAYS_OFF = re.compile(
    r", (?:[a-z]+ ){0,2}(?:hours|days|weeks|months|years?) (?:after|before) [^,.;]*\b(?:killed|died|attacked|attacks?"
    r"|fight|raid\w*|bomb\w*|clash\w*|massacre|fighting)\b[^,.;]*$"
)
"""`Ten were wounded, two days after 19 were killed in Basilan`: those not there."""
CLAUSE_END = re.compile(
    r";|\.\s|\b(?:while(?! (?:out|on|in|off|at|travell?ing|driving|patroll?ing|riding|returning|guarding|trying)\b)"
    r"|whereas|but|although|meanwhile|hours later|a day after|because of|due to"
    r"|(?:after|following|before)(?! (?:dawn|dusk|dark|noon|midday|midnight|sunrise|sunset|sun-?up|daybreak|nightfall"
    r"|first light|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))\b"
    r"|, (?:as|which|who|where)\b"
    r"|, and\b(?! [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:[,.;]| (?:ha[sd]|have|w[ae]s|were|districts?|provinces?|states?"
    r"|townships?|towns|villages|areas|regions|counties|camps|in|on|to|after|since)\b))"
    r"|, with (?:(?:at least|another|some|about|more than) )?[\w,]+ (?:[\w-]+ )?(?:killed|wounded|dead)\b"
)
IN_A_ROW = re.compile(r"^(?: cit(?:y|ies)| provinces?| regions?| states?)?(?:, ?(?:and )?|,? and | )(?:the )?$")
_MEASURED = re.compile(
    r"(?: and [A-Z][\w’'-]+)?(?: [a-z-]+){0,2}"
    r"(?:,| [-–—]|—| \(|,? which (?:lies|sits|is)|(?= (?:about|some|around|just|roughly) \d))"
    r"\s?(?:[a-z]+,? ){0,6}(?:about |some |around |just |nearly )?"
    r"(?:\d|an? (?:dozen |few )?(?:km|kilomet|mile))(?:[^;.]|(?<=km)\.)*$"
    r"|,(?: just| far)? (?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of (?:the )?(?:[a-z]+,? )?$"
    r"|[\"”’']?, an? (?:[\w-]+ ){0,5}(?:village|town|hamlet|suburb|settlement|city|district)\b[^;.,]{0,60}$"
)


class Rated(NamedTuple):
    score: float
    name: Toponym


def rate_all(mention: Mention, here: Sequence[Toponym], scene: Scene) -> list[Rated]:
    text = scene.text_of(mention)
    end, stop = mention.evidence.end, mention.sentence[1]
    is_apart = "s after " in text[end:stop] or "s before " in text[end:stop]
    table = _SCORE_OF_RETURN if is_return(mention) else _SCORES.get(mention.kind, _SCORE)
    rated = [
        Rated(table[name.role] + _rate(mention, name, here, scene) - _is_listed_later(at, here, text), name)
        for at, name in enumerate(here)
        if name.role not in NO_SCENE
        and not (name.role is Role.NEAR and _only_measures(at, here, text))
        and not (is_apart and name.start > end and _DAYS_OFF.search(text, end, name.start))
    ]
    return sorted((one for one in rated if one.score > _LEAST), key=lambda one: one.score, reverse=True)


def _rate(mention: Mention, name: Toponym, here: Sequence[Toponym], scene: Scene) -> float:
    text, anchors = scene.text_of(mention), mention.anchors or (mention.evidence.start,)
    score = fineness(name.place)
    if name.place.country == scene.country:
        score += 2.0
    elif name.role is not Role.AT:
        score -= 2.0
    main = scene.main
    if main is not None and name.role is Role.BARE and name.place.region == main.place.region:
        score += _OF_THE_STORY
    if name.role is Role.AT and "truce-agreed" in mention.because and name.words.lower().replace(" ", "_") in HOSTS:
        score -= _A_HOST
    if text[mention.evidence.end : name.start] in _RIGHT_THERE:
        score += _ATTACHED
    if (
        mention.anchors
        and abs(name.start - mention.anchors[0]) <= 2 * _OWN_REACH
        and _is_of_its_own(mention, name, here, text)
    ):
        score += _OF_ITS_OWN
    if name.end <= mention.evidence.start and _is_of_the_verb_before(mention, name, here, text):
        score -= _ANOTHERS
    return score - min(_distance(mention, name, anchors) / 25, 8.0) - 4.0 * _clauses_between(name, anchors, text)


def _is_of_its_own(mention: Mention, name: Toponym, here: Sequence[Toponym], text: str) -> bool:
    """`nine died in Beni, four in Oicha`, `Beni with nine deaths`: the number right beside the name is that place's."""
    if mention.figure is None or (name.place.level == "country" and not _is_one_of_two(name, here)):
        return False
    if name.role is Role.ORIGIN and mention.kind is not Kind.DISPLACEMENT:
        return False
    at = mention.anchors[0]
    if at < name.start and (_ITS_NUMBER_THERE.match(text, at, name.start) or _is_within_its_own(at, name, here, text)):
        return True
    beside = ITS_NUMBER.match(text, at, name.start) if at < name.start else _WITH.fullmatch(text, name.end, at)
    return beside is not None


def _is_within_its_own(at: int, name: Toponym, here: Sequence[Toponym], text: str) -> bool:
    """`ten were killed in North Kordofan's capital, El Obeid`"""
    wider = (one for one in here if one.end <= name.start <= one.end + _OWN_REACH and holds(one.place, name.place))
    return any(
        at < one.start and ITS_NUMBER.match(text, at, one.start) and not CLAUSE_END.search(text, one.end, name.start)
        for one in wider
    )


def _is_one_of_two(country: Toponym, here: Sequence[Toponym]) -> bool:
    """`two soldiers in Mali and three civilians in Burkina Faso`: each its own; one alone may be refined."""
    return any(name.place.country != country.place.country and name.role in FIRM for name in here)


def _is_of_the_verb_before(mention: Mention, name: Toponym, here: Sequence[Toponym], text: str) -> bool:
    """`massacred 51 in Mali and killed 12 in an ambush in Burkina Faso`: what its own verb says comes after it."""
    start, end = mention.evidence.start, mention.evidence.end
    if not _AND.search(text, name.end, start):
        return False
    own = (one for one in here if one.start >= start and one.role in FIRM and one.start <= end + _OWN_REACH)
    return any(not CLAUSE_END.search(text, end, one.start) and not holds(one.place, name.place) for one in own)


def counted_first(
    mention: Mention, unknown: Sequence[tuple[int, int, str]], text: str
) -> Sequence[tuple[int, int, str]]:
    """`two in Kwandoka village, three in Gidankada village`: first the one that stands right behind the number."""
    if not mention.anchors or mention.figure is None:
        return unknown
    at = mention.anchors[0]
    return sorted(
        unknown,
        key=lambda one: (
            one[0] <= at or ITS_NUMBER.match(text, at, one[0]) is None,
            CLAUSE_END.search(text, *sorted((at, one[0]))) is not None,
        ),
    )


def is_return(mention: Mention) -> bool:
    return mention.kind is Kind.DE_ESCALATION and not _RETURNS.isdisjoint(mention.because)


def _distance(mention: Mention, name: Toponym, anchors: Sequence[int]) -> float:
    if mention.evidence.start <= name.start < mention.evidence.end:
        return 0.0
    return min(min(abs(name.start - anchor), abs(name.end - anchor)) for anchor in anchors)


def _clauses_between(name: Toponym, anchors: Sequence[int], text: str) -> int:
    nearest = min(anchors, key=lambda anchor: abs(anchor - name.start))
    left, right = sorted((nearest, name.start))
    if left == name.start and text[right - 7 : right] == ", with ":
        return 1
    return min(len(CLAUSE_END.findall(text[left:right])), 3)


def _only_measures(at: int, here: Sequence[Toponym], text: str) -> bool:
    """`in Budalin township, about 110 km northwest of Mandalay`: far from the second, and in the first."""
    return any(one.role is not Role.DATELINE and is_measured(one, here[at], text) for one in here[max(at - 2, 0) : at])


def is_measured(name: Toponym, near: Toponym, text: str) -> bool:
    """`Baidoa - about 250 km southwest of Mogadishu -` speaks of Baidoa."""
    return near.role is Role.NEAR and _MEASURED.match(text[name.end : near.start]) is not None


def _is_listed_later(at: int, here: Sequence[Toponym], text: str) -> float:
    """The first of a list stands for it."""
    before = here[at - 1] if at else None
    is_listed = before and before.role is here[at].role and IN_A_ROW.match(text[before.end : here[at].start])
    return 2.0 if is_listed else 0.0
