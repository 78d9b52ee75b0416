"""Words -> are they people in somebody's care already: given aid, or moved on from one camp to the next."""

import re
from collections.abc import Sequence

from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import TimeExpression
from monitor.text.times_words import WEEKDAY

_AT_YEARS_END = pattern(
    r"""
    \b(?:there\s(?:were|are)|(?:were|was|are|remain(?:ed)?)\s(?:\w+\s)?(?:living|displaced|uprooted|refugees|homeless|in))\b
    [^;]{0,120}\b(?P<day>(?:at|by|as\sof|as\sat)\s(?:the\s)?(?:end|close|turn|start)\sof\s(?:last\syear|the\syear|(?:19|20)\d\d))\b
    |^\W*(?P<first>(?:at|by|as\sof|as\sat)\s(?:the\s)?(?:end|close|turn|start)\sof\s(?:last\syear|the\syear|(?:19|20)\d\d)),?\s
    [^;]{0,120}\b(?:were|was|are|remain(?:ed)?)\s(?:\w+\s)?(?:living|displaced|uprooted|refugees|homeless|in)\b
    """
)
"""`There were 43 million displaced people at the end of last year`: so many were in that state on the day."""
_SERVES = pattern(
    r"""
    \b(?:(?:help|assist|aid|feed|protect|defend|support|serv|treat|vaccinat|cloth|educat|interview|survey|address|visit)(?:e|es|s|ed|ing)?
    |fed|met|meets?|meeting|reach(?:es|ed|ing)?|needs of|lives of|plight of|conditions of|fate of
    |attacks? on|pressure on|(?:camps?|sites?|settlements?) for
    |(?:provided|given|handed|distributed|delivered|supplied|available) (?:for|to)
    |(?:food|aid|relief|assistance|supplies|parcels|rations|tents|blankets|medicines?|water|shelters?|help|care|support
    |services|clothes|clothing|housing|schooling|education|jobs|homes|kits|hope|safety|protection)
    \s(?:and\s[\w-]+\s)?(?:for|to))
    \s(?:[\w-]+\s(?:as well as|and|along with|including)\s)?
    (?:(?:the|its|their|some|of|about|around|nearly|over|roughly|almost|up|to|at|least|more|than|an|estimated|also|those)\s)*$
    """
)
"""`food for 4,000 displaced people`: whoever is helped was there before."""
_PLANNING = pattern(
    r"""
    (?:^|[;|•]\s?)\W*(?:targets?|targeted|planning figures?|planned|requirements?|gaps?|needs|coverage|reached|assisted
    |served|people (?:targeted|in need|reached))\b[^:.;]{0,40}:[^;|•]{0,40}$
    """
)
"""`Target: 2,000 displaced households`: those who are to get something."""
_OF_ALL = caseless(
    r"(?:^|\b(?:said|says)\s(?:that\s)?)\W*of (?:the|these|those|some|an estimated|all) "
    r"(?:(?:over|more than|nearly|some|about|around|estimated|roughly|almost) )?$"
)
"""`Of the over 35,000 displaced people, nearly 20,000`: so many there are."""
_HOME_TO = pattern(
    r"""
    \b(?:home to|host to|a population of
    |(?:(?:havens?|refuges?|sanctuar(?:y|ies)|magnets?|bolt-?holes?|destinations?)
    |(?:an?|makeshift|temporary|into|become|became) (?:shelters?|homes?|hosts?))\s(?:for|to|of)
    |(?:camps?|sites?|settlements?|hostels|schools|churches|towns?|villages|cit(?:y|ies)|districts?|provinces?)(?:\s[\w'-]+){0,3}
    \s(?:shelters?|houses?|hosts?|holds?|accommodates?))
    \s(?:(?:some|about|around|nearly|roughly|an estimated|over|almost|more than|at least|up to|many|the)\s)*$
    """
)
_SETTLED = caseless(r"\b(?:has|have|had)\s(?:since\s|now\s|already\s)?(?:re)?settled$")
_WERE_SERVED = caseless(
    r"(?:\s\([^)]{1,40}\))?\s(?:(?:(?:have|has|had) been|were|are|was)(?: \w+){0,2}"
    r" (?:assisted|reached|supported|helped|fed|vaccinated|treated|provided with|given|receiving)"
    r"|(?:have|has|had|were|are)(?: \w+)? (?:received|benefit\w*))\b"
)
STRUCK = "struck where they were"
_STRIKES = pattern(
    r"""
    \b(?:open(?:ed|s|ing)? fire|fir(?:ed|es|ing)|shoot(?:s|ing)?|shot|shell(?:s|ed|ing)?|bomb(?:s|ed|ing)?
    |attack(?:s|ed|ing)?|raid(?:s|ed|ing)?|storm(?:s|ed|ing)?|target(?:s|ed|ing)?|struck
    |strik(?:es?|ing)|hit(?:s|ting)?|landed|burn(?:s|ed|t|ing)?|torch(?:es|ed|ing)|destroy(?:s|ed|ing)?|overran|swept
    |rip(?:s|ped|ping))
    (?:\s(?:on|at|into|against|upon|through|among|down))?\s
    (?:(?:an?|the|their|this|two|three|several|crowded|makeshift|large|small)\s){0,3}
    (?:(?:[\w'’-]+\s){0,3}?(?:camps?|sites?|shelters?|settlements?|schools?
    |churc(?:h|hes)|mosques?|hospitals?|tents
    |convoys?|crowds?|cent(?:re|er)s?|compounds?|buildings?|bases?|monaster(?:y|ies))\s(?:[\w'’-]+\s){0,2}?
    (?:of|for|with|housing|hosting|sheltering|holding|carrying|where|home to)\s)?
    (?:(?:some|about|around|nearly|over|more than|at least|an estimated|up to|almost|roughly
    |the|groups? of|a crowd of)\s)*$
    """
)
"""`Shells hit a camp of 4,000 displaced people on Monday`: no flight of Monday's."""
_RELOCATED = caseless(
    r"\b(?:have been |has been |had been )?(?:relocat(?:ed|es?|ing|ion)|transfer(?:red|ring)|decongest(?:ed|ing|ion)"
    r"|transport(?:ed|ing)|moved from (?:[\w-]+ ){0,3}(?:shelters?|sites?|camps?|cent(?:re|er)s?|schools))\b"
)
_WARDS = caseless(
    r"\b(?:refugees?|asylum[- ]seekers?|entry points?|(?:way|transit) (?:cent(?:re|er)s?|sites?|stations?|camps?)"
    r"|reception (?:cent(?:re|er)s?|facilit(?:y|ies)|sites?))\b"
)


_ROOFS = caseless(rf"{_WARDS.pattern}|\b(?:camps?|settlements?|shelters?|sites?)\b")
"""Where the displaced may be brought from or to, of whom it is said that they are."""


_STRIKE_REACH = 120
CAMP_REACH = 60
"""Characters behind those who fled in which the day stands, or the camp."""
_FLED = ("displaced", "uprooted", "driven", "fled")
_THIS_WEEK = caseless(rf"{WEEKDAY}|yesterday|today|overnight|this week|(?:past|last) (?:\w+ )?(?:days|hours|night)")
_TO_COME_HOME = caseless(
    r"\b(?:return|repatriation|homecoming|resettlement|reintegration)(?: home)? of "
    r"(?:(?:the|all|its|their|some|of|about|around|nearly|over|roughly|almost|up to|at least|more than|an|estimated"
    r"|those) )*$"
)


def are_served(words: str, start: int, left: int, right: int) -> re.Match[str] | None:
    """`to protect 4,000 refugees`, `4,000 refugees have been fed`; the figure stands from `left` to `right`."""
    return _SERVES.search(words, start, left) or _WERE_SERVED.match(words, right)


def are_planned(words: str, candidate: Candidate, offset: int) -> str:
    found = _PLANNING.search(words, 0, candidate.anchors[0] - offset) if candidate.anchors else None
    return found.group().strip() if found else ""


def are_to_return(words: str, left: int) -> str:
    """`conditions for the return of 60,000 residents who fled`: whenever it was that they fled."""
    found = _TO_COME_HOME.search(words, 0, left)
    return found.group() if found else ""


def are_struck(words: str, left: int, candidate: Candidate) -> str:
    """`opened fire on hundreds of displaced people`: they had fled before."""
    is_noun = candidate.trigger is not None and candidate.trigger.rule.role == "people"
    return STRUCK if is_noun and _STRIKES.search(words, max(0, left - _STRIKE_REACH), left) else ""


def led_in(words: str, left: int, at: int) -> re.Match[str] | None:
    of_all = _OF_ALL.search(words, 0, left) if at > left else None
    return _HOME_TO.search(words, 0, left) or of_all


def have_settled(parsed: Parsed, end: int) -> str:
    """`Around 40,000 have settled in India`, and nobody says when."""
    found = None if parsed.times else _SETTLED.search(parsed.words, 0, end)
    return found.group() if found else ""


def times_of_flight(parsed: Parsed, at: int, end: int) -> list[TimeExpression]:
    """Of `98,000 displaced from Afrin in recent days`, the times behind a word of flight at `at` .. `end`."""
    if not parsed.words[at:end].lower().startswith(_FLED):
        return []
    return [time for time in parsed.times if end <= time.start <= end + CAMP_REACH]


def fled_these_days(flight: Sequence[TimeExpression]) -> bool:
    """`The town shelters 400 families who fled Goma on Monday`: that is news."""
    return any(_THIS_WEEK.search(time.words) for time in flight)


def moved_on(words: str, at: int, candidate: Candidate) -> re.Match[str] | None:
    """`relocated 28,300 refugees from the border to a camp`: they had fled before."""
    if not (
        "relocat" in words
        or "transfer" in words
        or "decongest" in words
        or "transport" in words
        or "moved from" in words
    ):
        return None
    is_noun = candidate.trigger is not None and candidate.trigger.rule.role == "people"
    found = _RELOCATED.search(words) if is_noun else _RELOCATED.match(words, at)
    are_kept = is_noun or (found and words[found.start() : found.end()].lower().endswith("transferred"))
    return found if found and (_ROOFS if are_kept else _WARDS).search(words) else None


def counted_at_years_end(words: str) -> str:
    """The day on which all in a state were counted, or nothing."""
    found = _AT_YEARS_END.search(words)
    return (found["day"] or found["first"]) if found else ""
