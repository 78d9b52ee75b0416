"""(sentence, hit) -> is it told as what went before, said by nobody, or the name of who says it."""

from collections.abc import Sequence

from monitor.model.mention import Kind, Part, Status
from monitor.model.phrase import Hit
from monitor.steps.detect.speech.speakers import speech_near
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.view import View, compiled
from monitor.text.times import Shape

_IN_PASSING = (
    r"\b(?:who|which|(?:areas|towns|villages|neighbou?rhoods|districts|territory|ground|land) (?:it|they)) (?:\w+ly )?"
    r"(?:has|have|had)(?: \w+)? $|\bhaving (?:\w+ )?$|"
    r"\b(?:has|have) since (?:\w+ly )?$|"
    r"\b(?:has|have|had) (?:\w+ )?(?:help|enabl|allow|permitt)(?:ed) (?:[^\s,;]+ ){0,4}?to $|"
    r"\b(?:in the (?:days|weeks|months|years)|weeks|months|years|(?<!just )days|"
    r"(?:a|one) (?:month|year)|long|shortly|soon) "
    r"(?:after|since|before)(?: [^\s,;]+){0,5} $"
)
_WHICH = r"(?<!\bduring )(?<!\bin )(?<!\bafter )(?<!\bby )\b(?:which|that)(?: had)? $"
_LONGEST_NAME = 8
"""Words: copy without commas makes more of a speaker than there is."""
_WORKS_AT = r"\b(?:at|of|from|with) (?:[\w'-]+ ){0,4}$"
_FOR_SO_LONG = r"\bfor (?:[\w-]+ ){0,4}(?:hours|days|weeks|months|years) before (?:\w+ )?$"
"""`fought for days before capturing`: that is how it ended."""
_SINCE = r"\b(?:since|after|following|in the wake of|with) (?:the |a )?(?:\w+ )?$"
"""`since the breakdown of the truce`: news is what came after."""
_OF_A_YEAR = (
    r"\b(?:since|after) (?:an?|the) (?:[\w-]+ )?((?:19|20)\d\d) (?:[\w-]+ ){1,4}"
    r"(?:collaps\w+|end(?:ed|s)?|br[eo]a?k\w*|fell|f[ae]ll\w*|expir\w+|laps\w+|unravel\w*|crumbl\w+|ran)\b"
)
"""`since a 2022 ceasefire collapsed`: news is what came after."""
_OF_HISTORY = (
    r"\b(?:in|since|of|until|by|from|during) (?:(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december) )?1[0-8]\d\d\b(?! (?:\w+ )?(?:people|families|homes|houses|troops|soldiers|civilians|others|"
    r"gmt|utc|local|hours?|hrs|[ap]\.?m|km|kilomet\w+|met\w+|miles|men|women|villages?|hectares)\b)|"
    r"\b(?:napoleon\w*|mongols|ottomans|crusaders|vikings|romans|roman (?:troops|army|legions?|soldiers|emperor)|"
    r"persians|normans|saxons|conquistadors?|redcoats|medieval|"
    r"(?:1\d|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)th[- ]century)\b"
)
"""`After the Turks conquered the city in 1453`"""
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
_WOULD_HAVE_JUDGED = r"\bwould have (?:condemn|denounc|deplor|recogni[sz]|reject|endors)\w+ [^;]*$"
"""`a text that would have condemned the annexation of four regions`: what it was about is known."""
_IN_A_WAR = (
    r"\b(?:during|in) (?:the|an?|its|that) (?:[\w-]+ ){0,3}"
    r"(?:insurgency|insurrection|rebellion|uprising|revolt|war|mutiny) (?:in which|that|which) (?:[^\s,;]+ ){0,6}$"
)
"""`a stronghold during the insurgency in which Goma was overrun`"""
_KNOWN = rf"{_RETOLD}|{_WOULD_HAVE_JUDGED}|{_IN_A_WAR}"
_IN_PASSING_REACH = 60
_FIRE_REACH = 80
_MEANS = (
    r"\b(?:has|have|had|is|are|was|were|been) (?:\w+ly |also |long )?used (?:[^\s,;]+ ){0,6}(?:to|for) "
    r"(?:[^\s,;]+ ){0,2}$|"
    r"\b(?:has|have|had) (?:[^\s,;]+ ){0,2}(?:support|back|aid|assist|help|propp|bolster)(?:ed|ing) (?:up )?"
    r"(?:[^\s,;]+ ){1,6}(?:with|by|through) (?:[^\s,;]+ ){0,2}$|"
    r"\b(?:known|notorious|infamous) for (?:[^\s,;]+ ){0,3}$"
)
"""`has been propping up the junta with air strikes`, `used to fire rockets`: what goes on, unless it has a day."""
_OF_CULPRITS = (
    r"\b(?:(?:arrest|detain|nabb|sentenc|convict|indict|extradit)(?:ed|ing|s)? [^;]*"
    r"|(?:captured|charged) (?:[^\s,;]+ ){0,5}(?:m[ae]n|commanders?|leaders?|militants?|suspects?|members?|fighters?"
    r"|gunmen|officers?|persons?|people|masterminds?) (?:[^\s,;]+ ){0,6})\b"
    r"(?:who|that|which|accused of|suspected of|behind|responsible for|wanted (?:for|over)|convicted of)\b[^;,]{0,60}$"
)
"""`captured a commander who carried out a mortar attack`: the news is the arrest, unless the attack has a day."""
_WEAPON_ONLY = frozenset({"aircraft-strike", "drone-hits", "tube-fires", "rocket-hits", "guns-speak"})
_DENIES = r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|disput\w*|lies?|untrue|false)\b[^;.]{0,90}$"
_NOT_THEIRS = (
    r"(?: [^\s,;]+){0,3} (?:responsib\w+|to blame|behind|involved|implicated|part|role|hand)\b"
    r"(?![^;]*\b(?:air|aerial|strikes?|bombing|bombardment|shelling|mortar|rocket|missile|drone)\b)"
)
"""`denied that its jets were behind the attack`: that it came from the air rests on what is denied."""
_DAYS = (Shape.MOMENT, Shape.SINCE)
_EACH_TIME = r"\b(?:(?:every|each) time|when(?:ever)? there(?: is| are|'s)) "
_DEALS_SO_FAR = (
    r"\b(?:deals|agreements|accords|pacts|truces) have (?:\w+ )?been (?:signed|reached|agreed|made|concluded)\b"
)
_HAD_AGREED = r"\b(?:who|which|that) (?:has|have|had) (?:\w+ly |also |already )?$"
"""`groups which have declared a truce`: who they are."""
_SIEGE_THAT = (
    r"\b(?:siege|blockade|embargo|closure)s? (?:has|have) (?:\w+ly |also |already |long )?"
    r"(?:caused|led|left|created|worsened|pushed|driven|brought|made|result\w+|produced|deprived|plunged)\b"
)
"""`The blockade has caused shortages`: it was laid before."""
_HAD_BLOCKED = (
    r"[^;.]{0,60}\b(?:which|that) (?:\w+ ){1,2}had (?:\w+ )?(?:block|barr|withh|suspend|halt|den|cut|stopp|refus)\w*"
)
"""`let trucks into the enclave, which it had blocked`"""
_UNSAID = (
    r"(?:\bnot|n't|\bwithout|\bdeclined to|\brefused to|\bunable to) "
    r"(?:say|saying|confirm|confirming|verify|specify|disclose|mention)\b"
    r"(?! (?:how|when|where|who|which|what|why|if))[^;]*$|"
    r"\b(?:ma[dk]e|makes|making|with|gave|given) no (?:mention|reference|word|hint) (?:of|to|on|about)\b"
    r"(?:(?!\b(?:but|after|as|when|while|since|before)\b)[^;,])*$"
)
"""`did not say that the rebels had been pushed out` tells of nothing."""
_FIRE = (
    r"\b(?:(?:an?|another|the) (?:[\w-]+ ){0,2}fires?|blazes?|inferno|conflagration|"
    r"(?<!open )(?<!opens )(?<!opened )(?<!under )(?-i:F(?:ires?|IRES?))|"
    r"fires? (?=(?:gut|swe[ep]|raz|tore|tear|ripp|engulf|rag|consum|devour|ravag|broke|spread)\w*))\b"
)
_BY_A_FIRE = rf"{_FIRE}\s+(?:(?!(?:by|from)\b)[^\s;]+\s+){{0,9}}$"
_IN_A_FIRE = rf"[^;.]{{0,60}}\b(?:by|in|when|as|after) {_FIRE}"
_FIRE_WAS_SET = (
    r"\b(?:shell(?:s|ing|ed|fire)|artillery|mortars?|rockets?|missiles?|drones?|air ?-?strikes?|raids?|grenades?|"
    r"(?<!lightning )(?<!on )(?<!general )strikes?|(?:petrol-)?bomb(?:s|ings?|ers?|ed|ard\w*)?|molotovs?|arson\w*|"
    r"torch(?:ed|ing)|gunm[ae]n|bandits|militia(?:s|m[ae]n)?|militants|raiders|assailants|attack(?:ed|ers)|storm(?:ed|ing)|"
    r"fir(?:ed|ing) (?:on|at|into)|opened fire|set (?:\S+ ){1,5}(?:ablaze|alight|on fire)|"
    r"(?:set|lit|start(?:s|ed|ing)?|lighting|setting) (?:by|(?:an?|the) (?:[\w-]+ ){0,2}fires?|fires?)|"
    r"(?:israeli|russian|ukrainian|syrian|turkish|saudi|indian|pakistani|army|rebel|rsf|militia|government|troops'?|"
    r"soldiers'?|enemy|hostile|friendly|return|tank|[\w-]*gun|sniper|naval|anti-?aircraft|heavy|cross) fire)\b"
)
"""Somebody's deed, wherever the sentence tells of it: a fire beside it is no accident."""
_ASKED = (
    r"[^\w]*(?:(?:or|and|but) )?(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might)\b"
    r"[^?]*\?"
)
"""`Or is it to drive them out under air strikes?`"""
_ASKED_WH = r"\W*(?:(?-i:[A-Z]+): )?(?-i:Why|How|What|Who|Whose|Which|Where|When)\b[^?.]*\?"
_ASKED_WHETHER = (
    r"\b(?:asked|questioned|pressed|quizzed|grilled|queried)(?: (?!to\b)[^\s,;]+){0,5} (?:if|whether)\b[^,;]*$"
)
"""`Asked if the air force had bombed the hospital, he had no answer`"""
_IMAGINED = r"(?-i:\bImagine|\bSuppose|\bSupposing)\b[^.;]*$"
"""`Imagine that missiles hit a nuclear plant.`"""
_LEFT_OPEN = rf"{_UNSAID}|{_ASKED_WHETHER}|{_IMAGINED}"
_NOT_BORNE = (
    r"\b(?:not|n't|never|no longer) (?:\w+ )?"
    r"(?:tolerate|accept|allow|permit|condone|countenance|put up with|stand for)\b(?: [^\s,;:]+){0,3} "
)
"""`would not tolerate shells on its soil`: no fire is told, and none denied."""


def told_before(view: View, hit: Hit) -> Status | None:
    """What the words around a deed make of it: long over, done again and again, only laid to somebody's charge."""
    lead = view.text[max(view.sentence.start, hit.start - _IN_PASSING_REACH) : hit.start]
    if hit.rule.name == "violation-of-truce":
        return Status.PAST if compiled(_SINCE).search(lead) else None
    may_be_old = "ars " in lead or "des " in lead or "ries " in lead  # `years after`
    if (may_be_old and compiled(_LONG_AGO).search(lead)) or (
        view.passage.part is Part.HEADLINE and view.matches(_REMEMBERED)
    ):
        return Status.PAST
    if hit.rule.kind is Kind.AID_OBSTRUCTION:
        was_then = compiled(_HAD_BLOCKED).match(view.text, hit.end, view.sentence.end) or view.matches(_SIEGE_THAT)
        return Status.CUMULATIVE if was_then else None
    if hit.rule.kind is Kind.DE_ESCALATION:
        return Status.PAST if view.matches(_DEALS_SO_FAR) or compiled(_HAD_AGREED).search(lead) else None
    return _of_ground(view, hit, lead) if hit.rule.kind is Kind.TERRITORY_CHANGE else _of_fire(view, hit, lead)


def _of_fire(view: View, hit: Hit, lead: str) -> Status | None:
    if hit.rule.name in _WEAPON_ONLY and _is_laid_to_them(view, hit):
        return Status.DENIED
    if hit.rule.kind is Kind.CEASEFIRE_BREACH and _is_of_a_year(view):
        return Status.PAST
    is_fire = hit.rule.kind in (Kind.SHELLING, Kind.AIR_STRIKE)
    may_be_culprits = " who " in lead or " that " in lead or "behind " in lead or "ed of " in lead
    if is_fire and may_be_culprits and _is_of_culprits(view, hit):
        return Status.PAST
    goes_on = (is_fire and _goes_on(view, hit)) or (
        (is_fire or hit.rule.kind is Kind.CEASEFIRE_BREACH) and _is_each_time(view, hit)
    )
    return Status.CUMULATIVE if goes_on else None


def _is_of_culprits(view: View, hit: Hit) -> bool:
    if compiled(_OF_CULPRITS).search(view.text, view.sentence.start, hit.start) is None:
        return False
    at = hit.start - view.sentence.start
    return not any(time.shape in _DAYS and time.start >= at for time in _parsed(view).times)


def _is_of_a_year(view: View) -> bool:
    found = view.matches(_OF_A_YEAR)
    return found is not None and int(found[1]) < view.passage.article.published_at.year


def _of_ground(view: View, hit: Hit, lead: str) -> Status | None:
    """Ground held as the story goes on, told in passing: `militants who have seized swathes`, `having retaken`."""
    if compiled(_KNOWN).search(view.text, view.sentence.start, hit.start) or view.matches(_OF_HISTORY):
        return Status.PAST
    if _is_which_was_taken(view, hit, lead):
        return Status.PAST
    is_in_passing = compiled(_IN_PASSING).search(lead) and not compiled(_FOR_SO_LONG).search(lead)
    if is_in_passing or compiled(_AT_LARGE).search(lead + view.text[hit.start : hit.end + 40]):
        return Status.PAST
    return None


def _is_which_was_taken(view: View, hit: Hit, lead: str) -> bool:
    """`was shelled on Friday in Mora, which was captured by rebels`, unless it has a day of its own."""
    if not lead.endswith(("which ", "that ", "had ")) or compiled(_WHICH).search(lead) is None:
        return False
    parsed, at = _parsed(view), hit.start - view.sentence.start
    # In `announced that it had taken Goma` the word opens what was said.
    is_relative = parsed.clauses[parsed.clause_at(at)].opener == "relative"
    return is_relative and not any(time.start >= at for time in parsed.times)


def _is_laid_to_them(view: View, hit: Hit) -> bool:
    """A deed by aircraft or guns only as the accuser tells it, and the accused denies it."""
    return (
        compiled(_NOT_THEIRS).match(view.text, hit.end, view.sentence.end) is not None
        and compiled(_DENIES).search(view.text, view.sentence.start, hit.start) is not None
    )


def _is_each_time(view: View, hit: Hit) -> bool:
    """`Every time they declare a truce they break it.`; not `shelled Taiz on Monday and every time …`."""
    if view.matches(_EACH_TIME) is None:
        return False
    parsed, at = _parsed(view), hit.start - view.sentence.start
    own = parsed.clauses[parsed.clause_at(at)]
    has_day = any(time.shape is Shape.MOMENT and own.start <= time.start < own.end for time in parsed.times)
    return not has_day and compiled(_EACH_TIME).search(parsed.words, own.start, own.end) is not None


def _parsed(view: View) -> Parsed:
    return parse(view.passage, view.sentence, view.passage.layout.takes[view.sentence.take].dated_at)


def _goes_on(view: View, hit: Hit) -> bool:
    lead = view.text[max(view.sentence.start, hit.start - 2 * _IN_PASSING_REACH) : hit.start]
    may_link = " for " in lead or " used " in lead or " with " in lead or " by " in lead or " through " in lead
    if not may_link or compiled(_MEANS).search(lead) is None:
        return False
    return not any(time.shape in _DAYS for time in _parsed(view).times)


def is_unsaid(view: View, hit: Hit) -> bool:
    """Nobody says it: it is left open, only asked, or not to be borne."""
    start, end = view.sentence.start, view.sentence.end
    if view.text.find("?", start, end) >= 0:
        for question in (_ASKED, _ASKED_WH):
            asked = compiled(question).match(view.text, start, end)
            if asked is not None and hit.start < asked.end():
                return True
    is_fire = hit.rule.kind in (Kind.SHELLING, Kind.AIR_STRIKE)
    # A truce that somebody asks after is in doubt, who answers or not.
    words = _UNSAID if hit.rule.kind is Kind.CEASEFIRE_BREACH else _LEFT_OPEN
    left_open = compiled(words).search(view.text, start, hit.start) is not None
    return left_open or (is_fire and view.stands_before(hit, _NOT_BORNE))


def is_of_a_fire(view: View, hit: Hit) -> bool:
    """`a fire destroyed a market`: a fire that nobody is said to have set attacked nothing."""
    if view.matches(_FIRE) is None or view.matches(_FIRE_WAS_SET):
        return False
    start, end = view.sentence.start, view.sentence.end
    by_it = compiled(_BY_A_FIRE).search(view.text, max(start, hit.start - _FIRE_REACH), hit.start)
    return by_it is not None or compiled(_IN_A_FIRE).match(view.text, hit.end, end) is not None


def is_speaker(view: View, hit: Hit, helpers: Sequence[Hit]) -> bool:
    """`40 were wounded, the emergency room said`: whoever tells of it was not hit."""
    places = [word for word in (hit, *helpers) if word.rule.role == "facility"] or [hit]
    return any(
        each.start <= word.start
        and word.end <= each.end
        and (len(each.who.split()) <= _LONGEST_NAME or compiled(_WORKS_AT).search(view.text, each.start, word.start))
        for each in speech_near(view.text, view.sentence.start, view.sentence.end, hit.start)
        for word in places
    )
