"""Villages that no gazetteer knows: another spelling of a known one, or a name within the nearest known place."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.model.incident import Place
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Kind, Mention
from monitor.steps.locate.names import is_title_case
from monitor.text.caseless import caseless
from monitor.text.number_words import TENS, UNITS
from monitor.text.patterns import either
from monitor.text.times_words import WEEKDAY

_ARTICLE = r"(?:al|el|ad|an|ar|as|ash|at|az|ez|ed)[- ]"
_PARTICLE = r"(?:al|el|ad|an|ar|as|ash|at|az|ez|ed|de|del|la|of|ou|abu|umm)[- ]"
_NAME = rf"(?P<name>(?:{_ARTICLE})?[A-Z][\w’'`-]*(?: (?:{_PARTICLE})?[A-Z][\w’'`-]*){{0,3}})"
_SORT = either(
    "villages? towns? hamlets? districts? sub-?districts? areas? neighbou?rhoods? camps? settlements? count(?:y|ies) "
    "townships? localit(?:y|ies) communes? municipalit(?:y|ies) suburbs? communit(?:y|ies) wards? territor(?:y|ies) "
    "quarters? sectors? prefectures? provinces? departments? cit(?:y|ies) zones? atolls? islands? bases? "
    "barracks outposts? locations? kebeles? woredas? sitios? barangays? payams? bomas? tehsils? upazilas? cells? "
    "sub-?count(?:y|ies) chiefdoms?"
)
_NEAR = r"(?:in|at|near|around|from|fled|outside)"
_AT = either(
    "in at near around outside from fled fleeing on of hit struck shelled bombed captured seized left inside attacked "
    "raided stormed entered over overran invaded torched burned burnt razed looted ransacked pounded bombarded "
    "targeted besieged surrounded retook recaptured liberated occupied through came_to way_to reached "
    "(?:moved|advanced|proceeded|went|marched)(?:_[\\w-]+)?_to"
)
_STRUCK = either("[Ii]n at near around from fled left outside on hit entered shelled bombed captured seized")
_RAIDED = either(
    "attacked raided stormed invaded hit struck shelled bombed entered overran torched captured seized ambushed looted "
    "attacking raiding storming invading hitting striking shelling bombing overrunning torching capturing seizing"
)
_SIDE = either("in near north south east west northeast northwest southeast southwest")
_FAR = rf"(?:an? [\w -]{{0,30}}{_SORT}|about|some|around|\d+ ?(?:km|kilomet|miles)|just)"
_MOST_UNITS = 4
_LONGEST = 60
"""Characters of a name and the word before it."""
_AND_ANOTHER = r"(?:,? and (?:[ae]l-)?[A-Z][\w’'-]+(?: (?:[ae]l-)?[A-Z][\w’'-]+)?)?"
_SORT_IN_CAPITALS = either(
    "Village District Township County Sub-[Cc]ounty Woreda Kebele Camp Tehsil Upazila Commune Municipality Ward Payam "
    "Boma"
)
"""No `Old City`, no `Civil Register Department`."""
_SORT_FIRST = either(
    "[Bb]arangay Brgy\\.? [Ss]itio [Pp]urok [Vv]ereda [Cc]orregimiento [Cc]olonia [Bb]arrio [Kk]ampung [Dd]usun "
    "[Kk]ebele"
)
"""`Barangay Inug-ug`"""
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{_SORT} of|{_SORT_FIRST}) {_NAME}",
        rf"\b(?:{_AT}|In|At|Near|Around) (?:the )?{_NAME}(?={_AND_ANOTHER} (?:{_SORT}|{_SORT_IN_CAPITALS})\b)",
        rf"(?<=[a-z][’']s) {_NAME}(?= (?:{_SORT}|{_SORT_IN_CAPITALS})\b)",
    )
)
_LIKELY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Ii]n|[Aa]t|[Nn]ear) (?:[A-Z][\w-]+ ){{0,2}}[A-Z][\w-]+[’']s {_NAME}(?=,)",
        rf"\b{_NEAR} (?:the )?{_NAME}(?=,? (?:and [A-Z]\w+,? )?{_SIDE}\b)",
        rf"\b{_STRUCK} (?:the )?{_NAME}(?=, (?:{_FAR}|where\b))",
        rf"\b(?:at|in|from) {_NAME}(?=[’'`]?_? ?,? in\b)",
        rf"\b(?:at|in|from) {_NAME}(?<!th)(?<!est)(?<!ast)(?= of (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? "
        rf"(?:{_SORT}|{_SORT_IN_CAPITALS}|[Ss]tate|Region|Province|Zone)\b)",
        rf"\b{_RAIDED} {_NAME}(?=,? in (?:the )?(?:[a-z]+ )?[A-Z])",
        rf"\b(?:at|in|from|around|near) {_NAME}(?=,? and [A-Z])",
        rf"\bfrom {_NAME}(?=[’'`]?_? (?:to|into|towards?)\b)",
    )
)
_OF_A_PEOPLE = re.compile(r"\b(?:from|of|by|between|among|against|with) the $")
"""`fighters from the Murle community`; an attack on the Kaboro community is one on a place."""
_BEFORE_COMMA = re.compile(rf"\b(?:in|at|near|outside|around|from) {_NAME}(?:, (?:in )?| \()$")
_TO = re.compile(
    r"\b(?:to|into|towards?|for|reach\w*|arriv\w+ (?:in|at)|shelter\w* (?:in|at)|refuge in)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+){0,4}$"
)
_FLED = re.compile(
    r"\b(?:from|of|fle\w+|left|leav\w+|desert\w+|abandon\w+|quit|evacuat\w+|vacat\w+|emptied|where|escap\w+|dr[io]v\w+)\b"
)
"""Before an unknown village that people come from."""
NOT_PLACES = re.compile(
    "^"
    + either(
        "The A An On In At Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December Islamic State UN United Nations Yugoslavia Soviet "
        "Muslims? Christians? Shii?te Shia Sunni Druze Kurdish Arab Jewish Alawite Serbs? Croats? Rohingya Al-Qaeda "
        "Assyrian Yazidi Yezidi Turkmen Turkoman Bedouin Armenian Druse Hazara Pashtun Fulani Tuareg Masalit Hutu "
        "Tutsi Hindu Sikh Buddhist ISIS ISIL Daesh Republic IS President Human Rights Army Council Security Christmas "
        "Ramadan Operation Hamas Hezbollah Houthis? Taliban Boko_Haram [Aa]l-Shabaab Islamists? FARC Israelis? "
        "Defen[cs]e Forces? Region Kingdom [A-Z]{2,6}"
    )
    + r"\b|^[A-Z](?![\w’'`-])"
)
COMMON = caseless(
    r"\b"
    + either(
        "army forces? brigades? front party council ministry government organi[sz]ation agency group media hospital "
        "university airport airlines? airways observatory network union committee (?:air)?strikes? raids? attacks? "
        "clash(?:es)? shelling bombings? bombardments? fighting offensive directorate authority administration "
        "command office "
        "(?:Sector|Camp|Zone|Block|Phase|Unit)_(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
    )
    + r"\b",
)

_OFFICE_OF = re.compile(
    r"\b(?:mayor|governor|commissioner|administrator|head|chief|chair\w*|director|spokes\w+) (?:of|for) (?:the )?$"
)
"""`in Tutaqal village, said the mayor of Aghjalar sub-district`: first what is not who tells of it."""
_A_NUMBER = rf"(?:\d|(?:{'|'.join((*TENS, *UNITS))})\b)"
BEHIND_COUNT = re.compile(
    rf"(?:(?: early| late)? on {WEEKDAY})? (?:in|at|near) "
    r"((?:[ae]l-)?[A-Z][a-z][\w’'-]+(?: (?:[ae]l-)?[A-Z][\w’'-]+)?)"
    rf"(?=[.;]|, (?![A-Z])|(?P<more> and (?:at least |about |some |another )?{_A_NUMBER})"
    rf"|(?: early| late)? on {WEEKDAY}| (?:when|after|as|by|during|while|where)\b)"
)
"""`killed 15 people in Yargoje on Tuesday`"""


@lru_cache(maxsize=64)
def find_unknown(
    text: str, start: int, end: int, taken: tuple[tuple[int, int], ...], *, sure: bool = False
) -> list[tuple[int, int, str]]:
    """(start, end, name) of what stands where only a place can stand and is no known name (`taken`).

    `sure`: only what is called a village, a district or the like.
    """
    found: dict[int, tuple[int, int, str]] = {}
    for pattern in _SURE if sure else (*_SURE, *_LIKELY):
        for match in pattern.finditer(text, start, end):
            left, right = match.span("name")
            name = match["name"]
            if (
                (text[right : right + 8] == " communi" and _OF_A_PEOPLE.search(text, start, left))
                or NOT_PLACES.match(name.removeprefix("an "))
                or COMMON.search(name)
                or any(one < right and left < other for one, other in taken)
            ):
                continue
            found.setdefault(left, (left, right, name.rstrip("’'`-").removesuffix(" IDP")))
    if not found or is_title_case(text[start:end]):
        return []
    ranked = sorted(found)
    if ranked[1:]:
        ranked.sort(key=lambda at: _OFFICE_OF.search(text, max(at - 30, 0), at) is not None)
    return [found[at] for at in ranked]


def find_before(text: str, start: int, at: int) -> tuple[int, str] | None:
    """(start, name) of an unknown `in Lebede, ` right before a known place."""
    match = _BEFORE_COMMA.search(text, max(start, at - _LONGEST), at)
    if match is None or NOT_PLACES.match(match["name"]) or COMMON.search(match["name"]):
        return None
    return match.start("name"), match["name"]


def place_of(name: str, within: Place, gazetteer: Gazetteer) -> Place:
    """Another spelling of a known place, or the name itself in the known one that stands for it on the map."""
    if within.country and (spelled := gazetteer.spelled_like(name, within.country, within.region)):
        return spelled
    return within.model_copy(update={"name": f"{name}, {within.name}", "level": "place", "geonames_id": None})


def unit_among(names: Sequence[str], within: Place, gazetteer: Gazetteer) -> Place:
    """`Jugal municipality in Sindhupalchowk district`: the later name may be a known unit by another spelling."""
    if within.country is None or within.level not in ("country", "admin1"):
        return within
    spelled = (gazetteer.spelled_like(name, within.country, within.region) for name in names[:_MOST_UNITS])
    return next((place for place in spelled if place is not None and place.level in ("admin1", "admin2")), within)


def is_refuge(mention: Mention, text: str, start: int) -> bool:
    """True for what follows `fled to`, `arrived in`: it did not happen there."""
    return mention.kind is Kind.DISPLACEMENT and _TO.search(text[max(start - 40, 0) : start]) is not None


def is_origin(mention: Mention, text: str, start: int, at: int) -> bool:
    """Not `the camp at Hasansham took in people from Mosul`: there they did not come from."""
    return mention.kind is not Kind.DISPLACEMENT or _FLED.search(text, start, at) is not None
