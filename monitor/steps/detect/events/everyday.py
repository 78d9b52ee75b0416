"""(view, hit of a facility) -> is it ordinary life there, and no attack."""

from collections.abc import Sequence

from monitor.model.phrase import Hit
from monitor.steps.detect.scene import SceneKind
from monitor.steps.detect.view import View, compiled

_ANY_HIT = frozenset({"facility-hit", "attack-on-facility"})
_REACH = 200
"""Characters to either side of the sentence."""
_BUSY = r"launch|conduct|carr|targets?$|targeting$|damages$|rocked$|fires?$|firing$"
"""What a hospital or a college does of itself: only a word of war near it makes that an attack."""
_MEANT = (
    r"\b(?:attack\w*|assault\w*|shell(?:s|ed|ing|fire)|jets?|(?:war)?planes?|aircraft|drones?|helicopters?|"
    r"(?:air ?-?|drone )?(?:strikes?|raids)|raid(?:ed|ing)|mobs?|arson\w*|torch\w+|loot\w*|pillag\w*|plunder\w*|"
    r"ransack\w*|storm(?:s|ed|ing)|desecrat\w+|vandali[sz]\w+|gun\w*|shot|shoot\w*|open\w* fire|armed|forces|police|"
    r"army|troops|soldiers|militia\w*|explosions?|explod\w+|blasts?|blew|blown|(?:fire|petrol)?-?bomb\w*|grenades?|"
    r"rockets?|missiles?|artillery|mortars?|set (?:\S+ ){1,5}(?:ablaze|alight|on fire)|set fire|raz(?:ed|ing)|"
    r"flatten\w+|massacr\w+|kill\w*|dead|hack\w*|stabb\w+|destroy\w*|hit (?:again|twice|for the \w+ time)|hostages?|"
    r"abduct\w*|kidnap\w*|clash\w*|fighting|violen\w+|war|siege|besieg\w+|projectiles?|"
    r"munitions?|warheads?|scuds?|execut\w+|tear ?gas|occup(?:ied|ying)|seiz\w+)\b"
)
_HARM = (
    r"\b(?:burn\w*|ablaze|alight|invad\w+|br(?:oke|oken|eaking) into|burst into|wreck\w*|"
    r"(?:was|were|been|being) (?:\w+ly )?targeted|targeted (?:an?|the|two|three|four|five|several)|"
    r"(?:was|were|been|being) (?:\w+ly )?(?:hit|struck)(?! (?:\w+ )?(?:by|with|hard|off|from)\b)|"
    r"wound(?:s|ed|ing)|injur\w+|died|casualt\w+|victims|shrapnel|settlers|machetes?|assailants?|intruders?|"
    r"militants?|extremists?|radicals|jihad\w*|insurgents?|rebels?|terror\w*|fighters|guerrillas?|bandits|gangs?|"
    r"thugs|rioters|hamas|hezbollah|houthis?|taliban|isis|isil|islamic state|boko haram)\b"
)
"""Words of those hurt and of those who do harm: enough where something was hit, struck or broken."""
_MEANT_OR_HARM = f"{_MEANT}|{_HARM}"
_NOT_DONE = (
    r"\bhoax\w*\b|"
    r"\b(?:suspicious|suspect|abandoned|unattended) (?:packages?|parcels?|devices?|bags?|suitcases?|objects?)\b"
)
_DONE = (
    r"\b(?:explod\w+|went off|going off|detonated|blew|blown|kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing)|dead|"
    r"died|hit|struck|bombing|bombed|bombard\w+|shelled|shelling|raided|stormed|burn(?:ed|t)|torched|gutted|destroyed|"
    r"flattened|levelled|wrecked|attacked|air ?-?strikes?)\b"
)
_SIT_IN = (
    r"\b(?:students?|undergraduates|protest(?:ers|ors)|demonstrators|activists|squatters|campaigners) "
    r"(?:(?!and\b)[^\s;,]+ ){0,3}"
)


def is_everyday(view: View, hit: Hit, helpers: Sequence[Hit]) -> bool:
    """Work, a setback, a scare or a sit-in at a facility, and nothing near that anybody means harm."""
    if hit.rule.name not in _ANY_HIT:
        return False
    if view.matches(_NOT_DONE) and not view.matches(_DONE):
        return True
    if view.text[hit.start : hit.start + 5] == "occup" and view.stands_before(hit, _SIT_IN):
        return True
    if view.passage.scene.kind is not SceneKind.UNCLEAR:
        return False
    start, end = max(0, view.sentence.start - _REACH), view.sentence.end
    if compiled(_MEANT).search(view.text, start, end):
        return False
    verb = helpers[0] if hit.rule.name == "facility-hit" else hit
    if compiled(_BUSY).match(view.text[verb.start : verb.end]):
        return True
    return compiled(_MEANT_OR_HARM).search(view.text, start, min(len(view.text), end + _REACH)) is None
