"""(a name, its sentence) -> the wider place that it is an example of, or where only some of those counted were."""

import re
from collections.abc import Sequence

from monitor.model.incident import Place
from monitor.model.mention import Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.scene import NO_SCENE, Scene, fineness, holds
from monitor.text.caseless import caseless
from monitor.text.patterns import either

_PLACES = either(
    "areas places parts locations sites cities towns villages hamlets communities districts counties provinces states "
    "regions municipalities townships barangays islands departments governorates prefectures zones woredas suburbs "
    "territories neighbou?rhoods settlements localities upazilas regencies blocks wards LGAs divisions communes"
)
_SUCH_AS = r"(?:including|among (?:them|these|which)|such as|notably)"
_EXAMPLES = caseless(rf"\b{_PLACES}\b[^.;:]{{0,70}}?\b(?P<opens>{_SUCH_AS}) (?:the )?(?:[a-z]+ (?:of )?){{0,3}}$")
"""`in nine cities, including Ji'an`"""
_WITH = re.compile(r"\b(?P<opens>with) (?:the )?(?:[a-z]+ (?:of )?){0,3}$")
_WORST = re.compile(
    r"(?:(?:,|,? and|,? &) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)*,?(?: (?:districts?|provinces?|counties|cities|towns))?"
    r"(?: being| as| are| is| reported(?: as)?| considered)? (?:among )?the (?:worst|hardest|most|heaviest|biggest)\b"
)
"""`with Garissa and Tana River the worst hit`"""
_A_NUMBER = either(
    r"\d[\d,.]* one two three four five six seven eight nine ten eleven twelve \w+teen \w+ty(?:-\w+)? dozens scores "
    "hundreds thousands most half many some several all"
)
_PERSONS = either(
    "people persons individuals civilians residents families households more others deaths fatalities dead killed died "
    "of_them"
)
_SOME = caseless(
    r"(?P<opens>\bof (?:which|whom|these|those|them|the (?:dead|victims|total))|\bincluding|\bamong (?:them|whom|these)"
    rf"|\(),? ?(?:at least |about |some |nearly |around |over |more than )?{_A_NUMBER}(?: {_PERSONS})?"
    r" (?:in|at|from|near|on) (?:the )?(?:[a-z]+ (?:of )?){0,2}$"
)
"""`18 died, of whom ten in Angra`: only behind those counted."""
_SHARES = caseless(
    rf"(?P<opens>[,:;] |[–—] ?| and ){_A_NUMBER}(?: (?:others?|more|{_PERSONS}))? (?:in|at|near) (?:the )?"
    r"(?:[a-z]+ (?:of )?){0,2}$"
)
"""`eight people died, five in Mardan and three in Dir`."""
_COUNTED = re.compile(
    r"\b(?P<opens>three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) (?:[a-z-]+ ){0,2}"
    rf"{_PLACES}(?: of|,|:| \(| [–—-]| namely| including)? (?P<names>(?:[A-Z][\w’'-]+(?:,? and |,? & |, | )){{0,14}})$"
)
_ANOTHER = re.compile(r"(?:,| and|,? &) (?:and )?[A-Z]")
"""`in the six provinces of Khammouane, Attapeu and Sekong`; but not `three districts of Assam`."""
_WHERE = re.compile(r",? where\b")
"""`including Urum al-Kubra, where a convoy was hit`: there alone."""
_LEFT = 140


def wider_of(name: Toponym, mention: Mention, here: Sequence[Toponym], text: str, scene: Scene) -> Place | None:
    """The place that the sentence tells of by examples or by its parts; None where the name is no such part."""
    left = text[name.start - _LEFT : name.start] if name.start > _LEFT else text[: name.start]
    right = text[name.end : name.end + _LEFT]
    is_told = "including" in left or "such as" in left or " among " in left or "of whom" in left or "of which" in left
    is_told = is_told or " notably " in left or _may_open(left)
    if not is_told and not (" with " in left and ("worst" in right or "hardest" in right)) and "(" not in left:
        return None
    part = _part(name, mention, here, text)
    if not part or _WHERE.match(text, name.end):
        return None
    whole = [one for one in here if one.role not in NO_SCENE and one not in part and holds(one.place, name.place)]
    if whole:
        return max((scene.land_of(one.place) for one in whole), key=fineness)
    regions = {one.place.region for one in part}
    unit = scene.gazetteer.unit(name.place.region or "") if len(regions) == 1 and name.place.level != "admin1" else None
    return unit or scene.country_of(name.place)


def _may_open(left: str) -> bool:
    is_share = left[-4:] in (" in ", " at ", "ear ") and _SHARES.search(left) is not None
    return is_share or (("s of " in left or "s, " in left or "s: " in left) and _COUNTED.search(left) is not None)


def _part(name: Toponym, mention: Mention, here: Sequence[Toponym], text: str) -> list[Toponym]:
    """The names that tell of the parts, if this is one of them."""
    start = max(mention.sentence[0], name.start - _LEFT)
    counted = mention.anchors[0] if mention.anchors else mention.evidence.start
    at = here.index(name)
    for first in range(at, -1, -1):
        one = here[first]
        if one.start < start or (first < at and not _LISTED.match(text[one.end : here[first + 1].start])):
            return []
        opens = _opens(text, start, one)
        if opens is not None:
            return list(here[first : at + 1]) if not opens <= counted < name.start else []
    return []


def _opens(text: str, start: int, name: Toponym) -> int | None:
    for pattern in (_EXAMPLES, _SOME, _SHARES):
        if match := pattern.search(text, start, name.start):
            return match.start("opens")
    if (counted := _COUNTED.search(text, start, name.start)) and (counted["names"] or _ANOTHER.match(text, name.end)):
        return counted.start("opens")
    match = _WITH.search(text, start, name.start)
    return match.start("opens") if match and _WORST.match(text, name.end) else None


_LISTED = re.compile(r"^[^.;:()]{0,12}(?:,|,? and| &)(?: [\w,.-]+(?: [\w-]+){0,2} (?:in|at|from|near|on))?(?: the)? $")
"""`ten in Angra and six in Paraty`"""
