"""(name, mention) -> whether it happened there: not where others fled to, drove along, or fought before."""

import re

from monitor.model.mention import PEOPLE, Kind, Mention
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import FIRM, NO_SCENE, Scene
from monitor.text.caseless import caseless

NEAR = 600
"""Characters: the paragraph or two before."""
REACH = 160
"""Characters: within a sentence."""
_THE_TOWN = re.compile(r"\bthe (?:city|town|village)\b(?! of)")
_THERE = re.compile(
    r"\b(?:killed|wounded|injured|died|dead|house|home|school|camp|shelter|hospital|market|tents?)[^.;,]{0,30} there\b"
)
_LIES_THERE = (Role.AT, Role.NEAR, Role.PARENT)
"""Of a country that the article hardly speaks of: who is only named, or fought, is no scene."""
_ALSO = caseless(r"\b(?:has|have|had) (?:also|previously|repeatedly|often|long|in the past|since)\b[^.;]*$")
_OF_A_ROAD = re.compile(r"(?:[-–][A-Z][\w’'-]+)? (?:highway|motorway|road)\b")
"""`driven from the Kadugli-Dilling highway`: what the next sentence tells of is in neither."""
_AMONG = re.compile(
    r"\b(?:areas|places|parts|cities|towns|villages|districts|counties|provinces|neighbou?rhoods|suburbs|communities|camps)"
    r"(?: [^.;,()]{0,40})?"
    r"(?:,| \(|,? on [A-Z]?[\w ]{1,20}\(?)? ?[Ii]ncluding [^.;)]{0,90}$"
)
"""`in the city's southern districts (including Ain Zara)`: what the next sentence counts was in all of them."""
_ON_THE_WAY = (Role.DESTINATION, Role.ORIGIN)
"""Where they flee to, or are brought, it did not happen."""
_CAME_FROM = re.compile(
    r"\b(?:displaced|refugees|famil(?:y|ies)|came|hailed|originally|originat\w+|returned|returning|evacuees|migrants"
    r"|displaced people) from (?:the )?(?:[a-z]+ (?:of |in )?){0,4}$"
)


def is_scene(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """It may have happened in the place of this name, which stands around it."""
    if name.role in NO_SCENE or (name.role in _ON_THE_WAY and _is_of_travellers(name, mention, scene)):
        return False
    if name.place.level == "area" and _THE_TOWN.search(scene.text_of(mention), *scene.sentence_of(mention)):
        return False
    if name.start < mention.sentence[0] and _AMONG.search(
        scene.text_of(mention), max(name.start - REACH, 0), name.start
    ):
        return False
    if name.role is Role.BARE and _OF_A_ROAD.match(scene.text_of(mention), name.end, name.end + 40):
        return False
    if name.start < mention.paragraph[0] and _is_told_of_abroad(name, mention, scene):
        return False
    if name.place.level == "country" and name.place.country != scene.country:
        if scene.country is not None and (name.start < mention.paragraph[0] or _is_by_the_way(name, mention, scene)):
            return False
        return name.role in _LIES_THERE or (name.role is Role.ORIGIN and mention.kind is Kind.DISPLACEMENT)
    return name.place.country == scene.country or name.role is not Role.BARE


def _is_of_travellers(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`families displaced from Mannar lived there.  Five were killed`: not in Mannar; nor where who flees gets to."""
    if name.role is Role.DESTINATION:
        return mention.kind in PEOPLE and not _points_there(name, mention, scene)
    is_harm = mention.kind is not Kind.DISPLACEMENT
    return is_harm and _CAME_FROM.search(scene.text_of(mention), max(name.start - REACH, 0), name.start) is not None


def _points_there(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`Thousands crammed into Rafah.  A strike killed 17 in a house there`: in Rafah."""
    start, end = mention.sentence
    is_before = mention.paragraph[0] <= name.start < start
    return is_before and _THERE.search(scene.text_of(mention), start, end) is not None


def _is_told_of_abroad(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`… since Hamas attacked and began the war in Gaza`, in the paragraph before, of a story from Lebanon."""
    if name.place.country in (scene.country, None):
        return False
    end = mention.paragraph[0]
    before = scene.named_in(mention, max(end - NEAR, 0), end)
    return any(one.place.country == scene.country and one.place.region and one.role in FIRM for one in before)


def _is_by_the_way(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`The group has also struck in Kenya`, behind what it did today."""
    text = scene.text_of(mention)
    return name.start > mention.sentence[1] and _ALSO.search(text, mention.sentence[1], name.start) is not None
