"""(sentence, hit) -> is it told as what went before, or said by nobody."""

from monitor.model.mention import Kind, Part, Status
from monitor.model.phrase import Hit
from monitor.steps.detect.view import View, compiled

_IN_PASSING = (
    r"\b(?:who|which|(?:areas|towns|villages|neighbou?rhoods|districts|territory|ground|land) (?:it|they)) (?:\w+ly )?"
    r"(?:has|have|had)(?: \w+)? $|\bhaving (?:\w+ )?$|"
    r"\b(?:has|have|had) (?:\w+ )?(?:help|enabl|allow|permitt)(?:ed) (?:[^\s,;]+ ){0,4}?to $|"
    r"\b(?:in the (?:days|weeks|months|years)|(?:days|weeks|months|years)|long|shortly|soon) (?:after|since|before)"
    r"(?: \S+){0,3} $"
)
_SINCE = r"\b(?:since|after|following|in the wake of|with) (?:the |a )?(?:\w+ )?$"
"""`since the breakdown of the truce`: news is what came after."""
_AT_LARGE = (
    r"\b(?:has|have|had) (?:\S+ ){0,4}(?:seiz|captur|tak|overr|conquer|withdr|retreat|los|gain|occup)\w* (?:\S+ ){0,3}"
    r"(?:swathes|tracts|much of|(?:a )?(?:large|wide) (?:parts?|areas?|chunks?|stretch(?:es)?)|vast|most of the country"
    r"|territory in)\b"
)
_LONG_AGO = r"\b(?:\w+ )?(?:years|decades|centuries) (?:to the day )?(?:after|since) (?:the |a |an )?(?:\S+ ){0,5}$"
_REMEMBERED = (
    r"\b(?:recall|remember|mark|commemorate|mourn)(?:s|ing)?\b.*\b(?:night|day|anniversary|years?|victims|dead)\b"
)
_RETOLD = (
    r"\b(?:recall|remember|recount|relat|reliv|describ)(?:e[sd]?|s|ed|ing)? (?:\w+ )?"
    r"(?:how|when|the (?:day|night|hour|morning|moment|time|week))\b[^;]*$"
)
"""`recalled the day the rebels took the town`; a day of its own outweighs it."""
_IN_PASSING_REACH = 60
_MEANS = (
    r"\b(?:has|have|had|is|are|was|were|been) (?:\w+ly |also |long )?used (?:[^\s,;]+ ){0,6}(?:to|for) "
    r"(?:[^\s,;]+ ){0,2}$|"
    r"\b(?:has|have|had) (?:[^\s,;]+ ){0,2}(?:support|back|aid|assist|help|propp|bolster)(?:ed|ing) (?:up )?"
    r"(?:[^\s,;]+ ){1,6}(?:with|by|through) (?:[^\s,;]+ ){0,2}$"
)
"""`has been propping up the junta with air strikes`, `used to fire rockets`: what goes on, no one day's deed."""
_EACH_TIME = ("very time ", "ach time ")
_SIEGE_THAT = (
    r"\b(?:siege|blockade|embargo|closure)s? (?:has|have) (?:\w+ly |also |already |long )?"
    r"(?:caused|led|left|created|worsened|pushed|driven|brought|made|result\w+|produced|deprived|plunged)\b"
)
"""`The blockade has caused shortages`: it was laid before."""
_UNSAID = (
    r"(?:\bnot|n't|\bwithout|\bdeclined to|\brefused to|\bunable to) "
    r"(?:say|saying|confirm|confirming|verify|specify|disclose|mention)\b"
    r"(?! (?:how|when|where|who|which|what|why|if))[^;]*$|"
    r"\b(?:ma[dk]e|makes|making|with|gave|given) no (?:mention|reference|word|hint) (?:of|to|on|about)\b[^;]*$"
)
"""`did not say that the rebels had been pushed out` tells of nothing."""
_ASKED = (
    r"[^\w]*(?:(?:or|and|but) )?(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might)\b"
    r"[^?]*\?"
)
"""`Or is it to drive them out under air strikes?`"""
_NOT_BORNE = (
    r"\b(?:not|n't|never|no longer) (?:\w+ )?"
    r"(?:tolerate|accept|allow|permit|condone|countenance|put up with|stand for)\b(?: [^\s,;:]+){0,3} "
)
"""`would not tolerate shells on its soil`: no fire is told, and none denied."""


def told_before(view: View, hit: Hit) -> Status | None:
    """Ground held as the story goes on, told in passing: `militants who have seized swathes`, `having retaken`."""
    lead = view.text[max(view.sentence.start, hit.start - _IN_PASSING_REACH) : hit.start]
    if hit.rule.name == "violation-of-truce":
        return Status.PAST if compiled(_SINCE).search(lead) else None
    may_be_old = "ars " in lead or "des " in lead or "ries " in lead or lead.isupper()  # `years after`
    if (may_be_old and compiled(_LONG_AGO).search(lead)) or (
        view.passage.part is Part.HEADLINE and view.matches(_REMEMBERED)
    ):
        return Status.PAST
    if hit.rule.kind is Kind.AID_OBSTRUCTION:
        return Status.CUMULATIVE if view.matches(_SIEGE_THAT) else None
    is_fire = hit.rule.kind in (Kind.SHELLING, Kind.AIR_STRIKE)
    if (is_fire and _goes_on(view, hit)) or (
        (is_fire or hit.rule.kind is Kind.CEASEFIRE_BREACH) and _is_each_time(view)
    ):
        return Status.CUMULATIVE
    if hit.rule.kind is not Kind.TERRITORY_CHANGE:
        return None
    if compiled(_RETOLD).search(view.text, view.sentence.start, hit.start):
        return Status.PAST
    if compiled(_IN_PASSING).search(lead) or compiled(_AT_LARGE).search(lead + view.text[hit.start : hit.end + 40]):
        return Status.PAST
    return None


def _is_each_time(view: View) -> bool:
    """`Every time they declare a truce they break it.`"""
    start, end = view.sentence.start, view.sentence.end
    return any(view.text.find(words, start, end) >= 0 for words in _EACH_TIME)


def _goes_on(view: View, hit: Hit) -> bool:
    lead = view.text[max(view.sentence.start, hit.start - 2 * _IN_PASSING_REACH) : hit.start]
    may_link = " used " in lead or " with " in lead or " by " in lead or " through " in lead
    return may_link and compiled(_MEANS).search(lead) is not None


def is_unsaid(view: View, hit: Hit) -> bool:
    """Nobody says it: it is left open, only asked, or not to be borne."""
    start, end = view.sentence.start, view.sentence.end
    if view.text.find("?", start, end) >= 0:
        asked = compiled(_ASKED).match(view.text, start, end)
        if asked is not None and hit.start < asked.end():
            return True
    is_fire = hit.rule.kind in (Kind.SHELLING, Kind.AIR_STRIKE)
    left_open = compiled(_UNSAID).search(view.text, start, hit.start) is not None
    return left_open or (is_fire and view.stands_before(hit, _NOT_BORNE))
