"""Names that stand for who acts, not for where it happened: a capital for its government, where the guns stood."""

import re

from monitor.model.knowledge import PlaceName
from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.words import word_set

_ASKED = re.compile(r"^\s+(?:to|of|for|over|not|into|about)\b")
_BLAMED = word_set("acc bla urg tha cal ask pre pro beg per war")
_ALLY = word_set("all bac foe ene riv nei fri")
"""How the words begin, of those that `triggers` takes for signs of an actor."""
_NEXT_TO = ("neighbouring", "neighboring")
_WAGES = re.compile(
    r"^(?:'s|’s)\s+(?:\w+\s+){0,2}"
    r"(?:war|campaign|bombing|offensive|assault|invasion|onslaught|bombardment|blitz|operation|aggression|attack)s?\s+"
    r"(?:on|in|into|of)\b"
)
_NAMED = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
_LISTED = rf"(?:the\s+)?(?:{_NAMED}(?:,\sand|,|\sand)\s(?:(?:in|across)\s)?(?:the\s)?){{0,4}}$"
_STANDING = re.compile(
    r"(?:\b(?:coalition|alliance|mission|task force"
    r"|(?:joint|multinational|international|regional|African|French|U\.?S\.?)\s+(?:force|troops|operation|campaign))\s+(?:(?:that|which)\s+(?:is\s+)?)?"
    r"(?:fight|battl|combat|hunt|pursu|polic)(?:s|e|es|ing|ting)\b[^,.;]{1,50}?"
    r"|\b(?:who|which|that|whose(?:\s+[\w’'-]+){1,2})\s+(?:(?:also|still|long|mainly|largely|now|often|both)\s+)*"
    r"(?:fights?|battles?|operates?|wages?|hunts?|roams?|recruits?"
    r"|(?:is|are|has\s+been|have\s+been)\s+(?:also\s+|mainly\s+|mostly\s+)?(?:active|based|present|headquartered))\b"
    r"[^,.;]{0,50}?)"
    r"\s(?:in|across|inside|throughout)\s+(?:(?:both|neighbou?ring|nearby)\s+)?" + _LISTED
)
_PACT = re.compile(
    r"\b(?:agreement|deal|accord|pact|treaty|talk|negotiation|relation|tie|contact|understanding|rapprochement|rift)s?"
    r"(?:\s\w+)?\sbetween\s" + _LISTED
)
_FIRES = re.compile(
    r"^[^.;,]{0,60}\b(?:fired|launched|shelled|lobbed|rained|opened fire|targeted|bombarded)\b(?!\s+(?:by|from)\b)"
)
_HOUSE = caseless(
    r"^(?:'s|’s)? (?:[\w-]+ )?"
    r"(?:ministr(?:y|ies)|universit(?:y|ies)|parliament|palace|presidency|headquarters)\b(?! (?:in|near)\b)"
)
_SCHOLARS = caseless(
    r"^(?:'s|’s)? (?:[\w-]+ )?(?:universit(?:y|ies)|researchers?|scientists?|academics?)\b[^.;]{0,40}"
    r"\b(?:sa(?:id|ys?)|found|finds?|estimat\w+|reckon\w*|believe[sd]?|suggest\w*|calculat\w+|shows?|showed|put|puts)\b"
)
_AND_ALLIES = caseless(
    r"^ and (?:its|their) (?:[\w-]+ ){0,2}?(?:all(?:y|ies)|backers?|partners?|prox(?:y|ies)|militias?),?"
    r" (?:(?:have|has|had) )?(?:\w+ly )?(?!based\b|suffered\b|needed\b)"
    r"(?:[a-z]+ed|began|broke|fought|hit|kept|led|made|said|say|sent|struck|took|went|want|are|were \w+ing)\b"
    r"(?! \w+ing\b| by\b)"
)

_BETWEEN_TWO = either(
    "deals? accords? pacts? agreements? plans? truces? cease-?fires? talks? relations ties rivalry coalition alliance "
    "initiative sponsors? brokers? brokered"
)
_PAIR = re.compile(rf"^-(?:[A-Z]\w+[ -]{_BETWEEN_TWO}|coalition|alliance)\b")
_PAIR_ENDS = re.compile(rf"^[ -]{_BETWEEN_TWO}\b")
"""`the US-Russia deal`, `US-coalition strikes`: who made it or flew them."""
_MEDIUM_AFTER = re.compile(
    r"^(?:'s|’s) (?:[\w-]+ ){0,4}?(?:television|TV|radio|channel|newspaper|daily|news agency|broadcaster|website"
    r"|magazine|(?:Radio|TV|Canal|Channel) [A-Z][\w-]+)\b"
    r"(?! (?:building|headquarters|offices?|stations?|tower|mast|studios?)\b)"
)
"""`Lebanon's Al-Manar television said`: the paper's country."""
_TOLD_IN_IT = re.compile(r"\b(?:said|says|reported|reports|quoted)\b")
"""A town's own paper or radio may be hit as well."""
APOSTROPHES = frozenset("'’")
_GROUPS = "(?:Hezbollah|Hizbollah|Hamas|Islamic Jihad|(?:the )?Houthis|(?:the )?Taliban|al-Shabaab|M23)"
_FOUGHT_BY = re.compile(rf"\bbetween {_GROUPS} and (?:the )?$")
_FOUGHT_WITH = re.compile(rf" and {_GROUPS}\b")
"""`fighting between Hezbollah and Israel`: who fought, not where."""


def is_a_power(trigger: str, right: str) -> bool:
    """`blamed Kinshasa for`, `its ally Damascus`: the government, whatever the level of the name."""
    stem = trigger[:3].lower()
    return (stem in _ALLY and not trigger.lower().startswith(_NEXT_TO)) or (
        stem in _BLAMED and _ASKED.match(right) is not None
    )


def is_a_party(text: str, name: PlaceName, right: str) -> bool:
    """`the US-Russia deal`, `US universities estimate`, `according to Kyiv,`: who acts or tells."""
    if text[name.start - 1 : name.start] == "-" and text[name.start - 2].isalpha() and _PAIR_ENDS.match(right):
        return True
    after = right[:1]
    if name.candidates[0].level == "country" and _fights_a_group(text, name, right):
        return True
    if after == " ":
        return _has_scholars(name.candidates[0].level, right)
    if after == "-":
        return _PAIR.match(right) is not None
    if after in APOSTROPHES:
        is_medium = _MEDIUM_AFTER.match(right) is not None
        return is_medium and (name.candidates[0].level == "country" or _TOLD_IN_IT.search(right) is not None)
    return text.endswith("ccording to ", 0, name.start)


def _fights_a_group(text: str, name: PlaceName, right: str) -> bool:
    before = text[max(name.start - 30, 0) : name.start]
    is_first = _FOUGHT_WITH.match(right) is not None and before.endswith(("between ", "between the "))
    return is_first or _FOUGHT_BY.search(before) is not None


def wages_war(right: str) -> bool:
    """`Israel's war on the strip` is not told of Israel."""
    return _WAGES.match(right) is not None


def makes_a_pact(left: str) -> bool:
    """`under an agreement between Moscow and Ankara`: two governments, whatever the level of the names."""
    return _PACT.search(left) is not None


def fires_from(right: str) -> bool:
    """`Rebels positioned in Irpin shelled a column`: the shells came down elsewhere."""
    return _FIRES.match(right) is not None


def describes_fighters(left: str) -> bool:
    """`a coalition fighting IS in Iraq`, `militants who are active in Niger`: who they are, not where they struck."""
    return _STANDING.search(left) is not None


def leads_allies(right: str) -> bool:
    """`Damascus and its allies intensified`: a government, whatever the level of the name."""
    return right[:5] == " and " and _AND_ALLIES.match(right) is not None


def is_hit_house(level: str, right: str) -> bool:
    """`a rocket hit Kabul's Defence Ministry`: a town's house stands in it, its headquarters elsewhere do not."""
    return level not in ("country", "people") and _HOUSE.match(right) is not None


def _has_scholars(level: str, right: str) -> bool:
    """`Research from US universities estimates`: who counts, and `Garissa university` is a place."""
    return level in ("country", "people") and _SCHOLARS.match(right) is not None
