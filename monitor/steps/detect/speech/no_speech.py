"""Verbs of saying that say nothing here: `were reported killed`, `claimed the lives of`, `United States`."""

import re

from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.words import word_set

_ADMITS = re.compile(r"\s+(?:\d|about|some|more|at least|dozens|hundreds|scores|patients|the wounded)")
_CLAIMED = caseless(
    r"\s+(?:[\w,.-]+\s+){0,6}?(?:lives|life|attack|bombing|credit|responsibility|asylum|victory|ground|territory)\b"
    r"|\s+(?:at\s+least\s+|more\s+than\s+|over\s+|nearly\s+)?[\d,]+\s*(?:$|[.;:]|in\b)"
)
_BY_SOMEBODY = caseless(r"\s+by\s(?!(?:an?\s)?(?:tele)?(?:phone|radio|fax|e-?mail|text|letter|video|loudspeaker)\b)")
"""`bombings claimed by rebels`; whoever `claimed by telephone that` says so."""
_PARTICIPLES = word_set(
    "announced declared reported recorded confirmed registered documented posted published alleged listed stated "
    "estimated quoted indicated"
)
_IN_A_PAPER = (
    r"(?:(?:an?|the|its|his|her|their|local)\s+)?(?:[\w-]+\s+){0,2}?(?:statement|post|publication|newspaper|interview|briefing|tweet"
    r"|message|report|communique|communiqué|video|bulletin|comments|remarks|speech|broadcast|release|conference)\b"
)
_LOOSE = re.compile(
    r"\s+"
    + either(
        "dead killed injured wounded missing kidnapped displaced in by since last during for at as to so from near "
        "between "
        "over this(?!_(?:on|in_a|to|during|via)\\b|[.,]) earlier"
    )
    + rf"\b(?!\s+(?:least|{_IN_A_PAPER}))|\s+on\s+(?!\w+day(?:\s+that|[,.])"
    r"|(?-i:X|Telegram|Twitter|Facebook|WhatsApp|Instagram)\b|social|state)"
)
_TO_WHOM = re.compile(
    r"\s+to\s+(?:[\w’'-]+\s+){1,5}that\b|\s+to\s+(?:the\s+)?(?:[A-Z]|reporters|journalists)|\s+on\s+condition\b"
)
"""`reported to foreign media that nine died`."""
_OF_A_TRUCE = caseless(
    r"\b(?:cease-?fires?|truces?|pause|halt|armistice|lull|accord|deal|agreement|amnesty|curfew|state of emergency)"
    r"(?:,?\s(?:that|which)\s(?:[\w’'-]+\s){1,5}|\s)$"
)
_TRUCE_REACH = 80
_COUNTS = word_set("recorded registered counted logged tallied records registers counts logs")
_PLACE = caseless(
    r"\b(?:country|nation|province|city|region|state|town|district|county|world)\s(?:(?:has|have|had)\s)?$"
)
_PLACE_REACH = 20
"""`The country recorded 7,878 murders`: in it there were so many."""
_NOUNS = word_set("claims reports estimates counts notes states")
_OF_NOUN = re.compile(r"\s+(?:made|of|by|from|about|against|to|and)\b")
_LANDS = re.compile(r"\b(?:in|and|of|across|between|from) [A-Z][\w-]+ $")
"""`in Kayah and Karen states`."""
_AFTER_COMMA = re.compile(r"[,”\"] (?:the )?[A-Za-z][\w’' -]{2,50} $")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|stands?|stood|the|of|as|reportedly|he|she)\s+(?:\w+ly\s+)?$")
_NOUN_PHRASE = re.compile(r"\b(?:an?|some|of|its|their)\s+$")
_INFINITIVE = word_set("vowed pledged threatened claimed claims told announced appealed wrote")
_TO_SAY = re.compile(
    r"\b(?:sad|sorry|fair|safe|hard|easy|difficult|true|needless|possible|impossible|premature|early|wrong|right"
    r"|accurate|correct|important|glad|proud|afraid|regret) to $"
)
"""`It is sad to say they took the town`: whoever spoke is named elsewhere."""
_DIFFERS = caseless(
    r"(?:\s+(?:toll|number|figure|total|count|death))*(?:\s+(?:a|lot|far|much|even|still|somewhat))*\s+(?:higher|lower)\b"
)
"""`other groups put the toll far higher`: what was told before is not theirs."""


def is_of_a_truce(text: str, at: int) -> bool:
    """`a ceasefire that Tripoli had declared`, `a truce announced by Tripoli`: who made it tells nothing else."""
    return _OF_A_TRUCE.search(text, max(0, at - _TRUCE_REACH), at) is not None


def _counts_in_it(text: str, verb: str, at: int) -> bool:
    return verb in _COUNTS and _PLACE.search(text, max(0, at - _PLACE_REACH), at) is not None


def is_no_speech(text: str, match: re.Match[str]) -> bool:
    """`were reported killed`, `is said to`, `an estimated`, `claimed the lives of`, `United States`."""
    verb, at, end = match.group().lower(), match.start(), match.end()
    if (
        is_of_a_truce(text, at)
        or _counts_in_it(text, verb, at)
        or (verb.startswith("put") and _DIFFERS.match(text, end))
        or (verb == "reports" and _is_noun_at_the_end(text, at, end))
    ):
        return True
    if match.group()[0].isupper():
        return True
    if verb in _PARTICIPLES and _LOOSE.match(text, end) and not _TO_WHOM.match(text, end):
        return True
    if verb == "admitted" and _ADMITS.match(text, end):
        return True
    if verb in _NOUNS and (
        _OF_NOUN.match(text, end) or (verb == "states" and _LANDS.search(text, max(at - 60, 0), at))
    ):
        return True
    before = text[max(at - 24, 0) : at].lower()
    is_claim = verb in ("claimed", "claims") and (_CLAIMED.match(text, end) or _BY_SOMEBODY.match(text, end))
    is_aside = verb == "say" and _TO_SAY.search(before)
    if before.endswith("united ") or _NOUN_PHRASE.search(before) or is_claim or is_aside:
        return True
    passive = _PASSIVE.search(before)
    if passive and not passive.group().startswith(("he", "she")):
        return True
    return text[end : end + 4].lower() == " to " and verb not in _INFINITIVE and not _TO_WHOM.match(text, end)


def _is_noun_at_the_end(text: str, at: int, end: int) -> bool:
    """`according to media reports.`; in `…, the weekly Savana reports.` it is the verb."""
    return text[end : end + 1] == "." and not _AFTER_COMMA.search(text, max(at - 60, 0), at)
