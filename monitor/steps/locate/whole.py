"""Is all of a country meant where it is named, or may what stands around say more?"""

import re

from monitor.model.incident import PlacedBy
from monitor.model.mention import Mention, Status
from monitor.steps.locate.main_place import SEPARATE, is_of_a_storm, is_told_by_parts
from monitor.steps.locate.roles import Role
from monitor.steps.locate.rows import row_of
from monitor.steps.locate.scene import Choice, Scene
from monitor.steps.locate.totals import is_a_countrys_number, is_of_a_past_war

_FIRM = 7.0
"""Below it a country that the sentence names may be refined by what stands around."""
_SAYS_WHERE = (Role.AT, Role.NEAR, Role.ORIGIN, Role.TARGET, Role.PARENT, Role.LAND)
_ONE_OF_ITS_PLACES = re.compile(
    r"^(?:'s|’s)? (?:[a-z]+ )?(?:region|province|city|town|village|district|state|territory|enclave|area|camp|republic"
    r"|governorate|port|island)\b(?! (?:of|called|named)\b| [A-Z])"
)


def is_country_meant(mention: Mention, choice: Choice, scene: Scene) -> bool:
    """`in Syria` may be all that is known; a bare or adjectival mention may be refined by what stands around."""
    if choice.by is not PlacedBy.SENTENCE:
        is_total = _is_of_years(mention, scene) or is_a_countrys_number(mention)
        return choice.is_whole or (choice.by is PlacedBy.ARTICLE and is_total)
    role = choice.toponym.role if choice.toponym else Role.BARE
    if is_told_by_parts(choice) or (role is not Role.ADJECTIVE and is_of_a_storm(mention, choice, scene)):
        return True
    if role is Role.LAND and _points_back(mention, choice, scene):
        return False
    if _is_one_of_several(mention, choice, scene):
        return True
    if _is_of_years(mention, scene) or (mention.status is Status.STOCK and role is not Role.ADJECTIVE):
        return True
    if role not in _SAYS_WHERE:
        return False
    return choice.score >= _FIRM or bool(SEPARATE.search(scene.text_of(mention), *scene.sentence_of(mention)))


def _is_of_years(mention: Mention, scene: Scene) -> bool:
    return mention.status is Status.CUMULATIVE or is_of_a_past_war(mention, scene)


def _is_one_of_several(mention: Mention, choice: Choice, scene: Scene) -> bool:
    """`in Mali, Niger and Chad`: no town of any of them."""
    if choice.toponym is None or choice.toponym.place.level != "country":
        return False
    row = row_of(choice.toponym, scene.named_in(mention, *scene.sentence_of(mention)), scene.text_of(mention))
    return len({name.place.country for name in row if name.place.level == "country"}) > 1


def _points_back(mention: Mention, choice: Choice, scene: Scene) -> bool:
    """`in the Ethiopian region`: the one that was named before."""
    name, text = choice.toponym, scene.text_of(mention)
    if name is None or text[max(name.start - 4, 0) : name.start].lower() != "the ":
        return False
    return _ONE_OF_ITS_PLACES.match(text[name.end : name.end + 40]) is not None
