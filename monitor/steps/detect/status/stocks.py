"""Words -> is it people in a state now (`hosts`, `are living in camps`), not people who moved."""

import re
from collections.abc import Sequence

from monitor.model.mention import Cause, Kind
from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.status.arrivals import CAUSE, RUINED, STANDING
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.recency import RUNNING_DAYS
from monitor.steps.detect.status.wards import (
    CAMP_REACH,
    are_planned,
    are_served,
    are_struck,
    are_to_return,
    counted_at_years_end,
    fled_these_days,
    have_settled,
    led_in,
    moved_on,
    times_of_flight,
)
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression

_HOLDS = pattern(
    r"""
    (?<![\w-])(?:host(?!\s(?:communit|population))|hosts|hosting|hosted|lodg(?:e|es|ing)
    |(?<!\d\s)(?<!took\s)(?<!taken\s)(?<!sought\s)(?<!found\s)(?:shelters?|houses?)
    (?!\s(?:was|were|have|had|been|are|and|or|in|of|on|at|by|burn\w*|razed|destroyed|damaged|flooded|collapsed)\b)
    |sheltering|housing
    |housed|home to|host to|accommodat\w+
    |cares? for|holds|holding|held|contains?|containing|harbou?r(?:s|ed|ing)?
    |(?:is|are|was|were) caring for|registered|registers?
    |receiving|lodg(?:es?|ed|ing)|put(?:s|ting)? up|quarter(?:ed|ing)|gives? refuge|a population of)\b
    """
)
_DWELL = pattern(
    r"""
    (?<![\w-])(?:live|lived|living|resid(?:e|es|ed|ing)|staying|stay|(?<!took\s)(?<!taken\s)shelter|sheltering|sheltered|housed|hosted|held
    |accommodated|registered
    |remain\w*(?!\s(?:tense|unstable|volatile|unpredictable|fluid|dire|critical|grave|high|calm|unclear|of)\b)
    |awaiting|stranded|languish\w*|camped|crammed|packed|still displaced|in displacement|in exile|in camps?
    |in tents|(?:already|still|now) (?:camp|sleep|squat|huddle|languish)|found (?:refuge|shelter|sanctuary)
    |have (?:sought|taken) (?:refuge|shelter)(?![^.;]{0,80}\bsince\b)|at displacement camps?
    |in (?:[\w’'-]+ ){0,3}(?:camps?|settlements?|shelters|centres?|centers?
    |sites?)|at (?:[\w’'-]+ ){0,3}camps?)\b
    """
)
_REMAIN = pattern(
    r"""
    \b(?:remain(?:s|ed|ing)?|(?:is|are)(?: still| currently| already| internally| now| at present)*|still|currently
    |lives?|living
    |continue to be
    |(?:is|are) (?:estimated|believed|thought|known|reported|said) to be(?: still)?
    |stay(?:s|ed)?)(?:\s(?:internally|forcibly|still|currently|now))*\s+$
    """
)
_PEOPLE_IN_A_STATE = pattern(
    r"""
    \b(?:refugees?|displaced|uprooted|evacuees|idps?|asylum[- ]seekers?|exiles|homeless
    |(?:people|civilians|families|who|that) (?:had |have )?(?:fled|escaped))\b
    """
)
_MOVES = pattern(
    r"""
    \b(?:fled|flee|fleeing|flees|escap\w+|left|leave|leaving|depart\w*|spent|cross\w*|arriv\w+|pour\w*|stream\w*|flock\w*|trek\w*|trickl\w+|enter\w+
    |reach\w+|uproot\w*|forc\w+|driv\w+|drove|newly|new|moved|moving
    |shifted|relocated|taken|brought|ferried|bused|evacuat\w+|exodus|influx|flow\w*|surg\w+
    |flood\w+|swell\w*|emptied|abandon\w+|join\w+|heading|headed|push\w+|sent|sending|killed|wounded
    |injured)\b
    """
)
_REGISTERED = caseless(r"regist|count|log|record")
"""`had been registered since August`: a running total."""
_NEW_ONES = caseless(r"\b(?:new|newly|who are (?:now )?(?:fleeing|escaping|pouring|streaming|crossing))\b")
_RUNS = (Shape.SINCE, Shape.WINDOW)
_LEAVES_THEM = caseless(
    rf"{_MOVES.pattern}|\b(?:of whom|of them (?:are|were|remain|live|stay|still)|others|while)\b"
    r"|\band (?:\w+ ){0,3}\d"
)
"""`were displaced, of whom 9,000 remain in camps`: the state is that of a part."""
_ON_ARRIVAL = caseless(r"\s(?:as )?(?:arriving|crossing|fleeing|entering|leaving|on arrival|coming)\b")
"""`had been registered arriving by boat`"""
_LIVES = caseless(r"liv")
_STILL = caseless(r"\b(?:still|remain\w*)\s$")
_POSTURE = caseless(
    r"(?:packed|crammed|crowded|squeezed|huddled|massed|jammed|camped|camping|stranded|stuck|squatting|sleeping|bivouacked"
    r"|wedged|penned|crushed|clustered|holed up|cooped up|marooned|camp|sleep|squat|huddle|shelter|languish"
    r"|staying|lodging|residing|lodged|housed|accommodated)\b"
)
_ARE = caseless(r"\b(?:are|is|remain|remains|still|already|now)(?: all| now| still| already| currently)*\s$")
"""`More than a million are packed into Rafah`, `hundreds of thousands already camp`: a state, whenever they came."""
_BY = caseless(r"^\s*(?:by|after|following|because|due|since|when|in the (?:past|last)|over)\b")
_CAMP = caseless(r"\bcamps?\b")
_WHO_HAD_FLED = pattern(
    r"""
    (?:[^,;.]|(?<=\d),(?=\d)){0,40}\b(?:refugees|exiles|displaced people|displaced)\b[^,;.]{0,25}\b(?P<who>who (?:had
    |have) (?:fled|escaped|left))\b
    """
)
_IT_HOSTS = pattern(r"(?:\s\w+){0,2}\s(?:it|they|that|which)(?:\s\w+)?\s(?:hosts?|shelters?|houses?)\b")
_HAS = caseless(r"\b(?:has|have|had)(?: already| still| currently| now)*\s(?:(?:about|some|nearly|over|around)\s)?$")
_THERE_ARE = pattern(
    r"""
    \b(?:there (?:still |now |currently )?(?:are|were|is|remain(?:ed)?)|(?:has|have|had|with))
    (?: already| still| currently| now| some| about| around| nearly| over| roughly| almost| at least| more than
    | an estimated| as many as)*\s$
    """
)
_WERE_DRIVEN = caseless(r"\b(?:was|were|been|being)\s(?:\w+ly\s)?(?:displaced|uprooted)$")
_COUNTED_AT = caseless(
    r"\d\s(?:#|number)\s?of\b|\bas (?:of|at)\b|\b(?:are|is) (?:(?:now|still|already|currently) )?in (?-i:[A-Z])"
)
_DWELL_REACH = 90
_CELL = re.compile(r"\W*\d[\d.,]*\s?(?:[Mm]illion|[Tt]housand|[MmKk])?\+?\s*\n")
_ATTRIBUTE = pattern(
    r"""
    \d\s(?:[\w-]+\s){0,2}(?:displaced|uprooted)\s
    (?!(?:by|in|from|after|since|at|to|within|because|due|as|and|or|following|during|when|on|over|internally|across|inside
    |again|this|last|so|who|near|around|between|overnight|yesterday|today)\b)[a-z]
    """
)
"""`350 displaced pupils`"""
_WHO = caseless(r"[^,;]{0,40},\s(?:who|most of whom|many of whom)\b")


def is_stock(parsed: Parsed, at: int, end: int, candidate: Candidate, offset: int) -> str:
    """The words that make it a state, or nothing.  Only the displaced have one."""
    words = parsed.words
    left = min(candidate.start - offset, at)
    right = max(candidate.end - offset, end)
    if candidate.kind is not Kind.DISPLACEMENT or candidate.figure is None or _NEW_ONES.search(words, left, right):
        return ""
    clause = parsed.clauses[parsed.clause_at(at)]
    if (
        remains := counted_at_years_end(words)
        or are_struck(words, left, candidate)
        or are_to_return(words, left)
        or are_planned(words, candidate, offset)
        or _remains(words, clause.start, at, end)
        or _on_the_books(words, clause.start, at, end)
        or have_settled(parsed, end)
    ):
        return remains
    inside = words[min(left, at) : right]
    holds = _HOLDS.match(words, at)
    if holds and not (_REGISTERED.match(words, at) and any(time.shape in _RUNS for time in parsed.times)):
        return holds.group()
    has = _HAS.search(words, 0, left) if words[at:end].lower().startswith("displaced") else None
    if has and at > left:
        return has.group().strip()
    flight = times_of_flight(parsed, at, end)
    led = None if fled_these_days(flight) else led_in(words, left, at)
    told = led or _counted_at(words, candidate) or moved_on(words, at, candidate)
    if told:
        return told.group().strip()
    kept = _HOLDS.search(words, clause.start, left)
    if _is_dated(parsed, flight, end) and not (kept and not _MOVES.search(words[kept.end() : left])):
        return ""
    around = words[left : right + CAMP_REACH]
    if not _PEOPLE_IN_A_STATE.search(inside) and not _CAMP.search(around):
        return ""
    there = _there_are(words, left, inside, around, candidate.cause) if at > left else ""
    return (
        there
        or _served(words, (clause.start, left, right), inside, around)
        or _held(words, clause.start, left, right, inside, is_deed=_is_deed(candidate))
        or _fled_before(words[left:])
    )


def _counted_at(words: str, candidate: Candidate) -> re.Match[str] | None:
    """`388,400 refugees as of 31 July`, `thousands of refugees are in Guinea`, and nobody moves."""
    if candidate.trigger is None or candidate.trigger.rule.role != "people":
        return None
    found = _COUNTED_AT.search(words)
    return found if found and not _MOVES.search(words.partition(", having ")[0]) else None


def _remains(words: str, start: int, at: int, end: int) -> str:
    """`remain displaced`, `live uprooted by the war`, `are packed into Rafah`."""
    remain = _REMAIN.search(words, start, at)
    told = words[at:end].lower()
    is_uprooted = told.startswith(("displaced", "uprooted")) and not _BY.match(words, end)
    is_roofless = told.startswith(("without", "homeless", "with no")) and _STILL.search(words, start, at)
    if remain and (is_uprooted or is_roofless or _LIVES.match(remain.group())):
        return remain.group().strip()
    are = _ARE.search(words, start, at) if _POSTURE.match(words, at) else None
    return f"{are.group().strip()} {words[at:end]}" if are else ""


def _served(words: str, bounds: tuple[int, int, int], inside: str, around: str) -> str:
    """`to protect 4,000 refugees`, `4,000 refugees have been fed`, and nobody says that they come."""
    if not _PEOPLE_IN_A_STATE.search(inside):
        return ""
    served = are_served(words, *bounds)
    return served.group().strip() if served and not _MOVES.search(around.replace(served.group(), "")) else ""


def _there_are(words: str, left: int, inside: str, around: str, cause: Cause) -> str:
    """`There are 700,000 refugees`, `Chad has 1.2 million refugees`, and nobody moves."""
    there = _THERE_ARE.search(words, 0, left) if _PEOPLE_IN_A_STATE.search(inside) else None
    if there and there.group().startswith("with") and (cause is Cause.DISASTER or _WERE_DRIVEN.search(inside)):
        return ""  # `the worst affected, with 147,000 displaced`; `504 families with 3,024 people were displaced`
    return there.group().strip() if there and not (_MOVES.search(around) or RUINED.search(around)) else ""


_BOOKED = caseless(
    r"\bstill (?:counts?|has|have|lists?|carr(?:y|ies)|registers?)\b"
    r"|\bon (?:its|their|the)(?: [\w'-]+){0,2} (?:books|rolls)\b"
)


def _on_the_books(words: str, start: int, at: int, end: int) -> str:
    found = STANDING.search(words, at, end) or _BOOKED.search(words, start, at)
    return found.group() if found else ""


def _is_dated(parsed: Parsed, flight: Sequence[TimeExpression], end: int) -> bool:
    """`98,000 displaced from Afrin in recent days had been registered`: the day is that of the flight."""
    return any(
        not _DWELL.search(parsed.words, end, time.start)
        and not (time.shape is Shape.WINDOW and (time.days or 0) > RUNNING_DAYS)
        for time in flight
    )


def _held(words: str, start: int, left: int, right: int, inside: str, *, is_deed: bool) -> str:
    """A verb of holding before the figure, or one of dwelling after it, and none of moving between."""
    held = _HOLDS.search(words, start, left) or _HOLDS.search(inside)
    if held and not _MOVES.search(words[held.end() : left]):
        return held.group()
    lives = _DWELL.search(words, start, left)
    if lives and not _MOVES.search(words[start:right]):
        return lives.group()
    hosted = _IT_HOSTS.match(words, right)
    if hosted:
        return hosted.group().strip()
    if _MOVES.search(inside):
        now = _NOW_LIVE.match(words, right) if _WHO_FLED.search(inside) else None
        return now.group("state") if now else ""
    dwell = _DWELL.search(words, left, right + _DWELL_REACH)
    if (
        dwell is None
        or _NEEDS.search(words, right, dwell.start())
        or _LEAVES_THEM.search(words[right : dwell.start()])
        or _ON_ARRIVAL.match(words, dwell.end())
    ):
        return ""
    if is_deed and (_WHO.match(words, right) or _AND_THEY.search(words, right, dwell.start())):
        return ""
    return dwell.group()


_NEEDS = caseless(r"\bneed\w*\s(?:\w+,?\s){0,2}$")
_WHO_FLED = caseless(r"\bwho (?:have |had )?(?:fled|escaped|left)$")
_NOW_LIVE = pattern(
    r"""
    (?:\s(?:from\s)?(?!(?:an?|the|this|last|\w+day's)\s(?:[\w-]+\s)?(?:attack|raid|blast|shelling|strike|assault|massacre|ambush)\b)[\w'-]+){1,7}?
    \s(?P<state>(?:are|is|were|was)\s(?:now\s|still\s|currently\s|all\s)*(?:living|staying|sheltering|camped|camping|housed|hosted|sheltered
    |lodged|crammed|packed|squatting|stranded)|(?:now\s|still\s)?live|remain)\b
    """
)
"""`40,000 people who fled the conflict are living in tents`"""
_AND_THEY = caseless(r"\band (?:that )?they\b")


def _is_deed(candidate: Candidate) -> bool:
    """`The clashes displaced 8,700 people, who are sheltering in a base`: they were driven out, wherever they are."""
    return candidate.trigger is not None and candidate.trigger.rule.role == "act"


def stands(sentence: str, parsed: Parsed, candidate: Candidate) -> bool:
    """`900 displaced families lack tents`: people in a state, and the words tell of no move and of no cause.

    So does a cell of key figures, unless it counts new ones.
    """
    if candidate.kind is not Kind.DISPLACEMENT:
        return False
    if _CELL.match(sentence) and not parsed.times:
        return not _NEW_ONES.search(sentence)
    is_noun = candidate.trigger is not None and candidate.trigger.rule.role == "people"
    if not (is_noun or _ATTRIBUTE.search(parsed.words)) or candidate.cause is Cause.DISASTER:
        return False
    return not _MOVES.search(parsed.words) and not CAUSE.search(parsed.words)


def _fled_before(after: str) -> str:
    """`refugees who had fled the war`, and no day for it."""
    found = _WHO_HAD_FLED.match(after)
    return found.group("who") if found else ""
