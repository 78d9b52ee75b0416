"""Words -> did people come into their state in these days: then they are news, and no stock."""

from monitor.model.mention import Cause, Status
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.recency import NEW_DAYS, Asked, status_by_time
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.wards import STRUCK
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression

_BOOKED_IN = caseless(r"(?:registered|counted|logged|recorded|receiving)")
"""`On 12 April 658 IDPs were registered`: they came that day, as far as anybody can tell."""
_BOOKED_THEN = caseless(
    r"\b(?:registered|counted|logged|recorded|tracked|verified|profiled|received)\s(?:[\w'-]+\s){0,4}$"
)
_HAS_BOOKED = caseless(
    r"\b(?:has|have)\s(?:\w+ly\s)?(?:registered|counted|logged|recorded|tracked|received|identified)\b"
)
_THIS_PERIOD = caseless(r"\b(?:in|during|over|within) (?:this|the) reporting (?:period|week)\b")
_VERB_REACH = 20
_ENTERED = pattern(
    r"""
    \b(?:crowded|crammed|packed|squeezed|gathered|huddled|massed|settled
    |(?:sought|taken|took|found) (?:\w+ )?(?:refuge|shelter|sanctuary)|registered as|resettled|ended up|wound up|moved
    |arrived|put up|rehoused|lodged|billeted|taken in)\b
    """
)
CAUSE = caseless(r"\b(?:after|since|following|because|driven|forced|as a result|triggered|caused)\b")
_AFTER = caseless(r"\s(?:after|when|as|because|following)\s")
"""`were sheltering in schools on Sunday after gunmen raided the town`"""
_LASTS = caseless(r"\b(?:still|remain\w*|months|years?|refugees?)\b")
_OVER = caseless(r"(?:over|in|within|during)\s")
RUINED = caseless(
    r"\b(?:destroyed|damaged|razed|burned|burnt|torched|gutted|flattened|submerged|washed away|missing|dead)\b"
)
"""`with 106 people displaced and 50 houses destroyed`: both of one blow."""
_BEING_TAKEN_IN = caseless(
    r"\b(?:evacuees|evacuated)\b[^.;]{0,60}?\s(?:is|are) (?:now |all )?being (?:\w+ly )?(?:sheltered|housed|lodged"
    r"|hosted|put up|accommodated|cared for|looked after)\b(?![^.;]*\bsince\b)"
)
"""`evacuees are being sheltered in schools`: who is moved out in a danger is taken in the same day."""
STANDING = caseless(r"\b(?:caseload|population)\b")
"""`IDP caseload: 1.6 million`: all there are, whenever they came."""
_MOVED_ON = caseless(r"(?:relocat|transfer|decongest)\w+")
"""`446 refugees transferred to the camp last week`: they had come before."""
_REACH = 60


def has_begun_now(parsed: Parsed, asked: Asked, state: str = "", cause: Cause = Cause.CONFLICT) -> bool:
    """`are sheltering in schools after rebels struck on Friday`: who came there these days is no stock.

    After a disaster any day of these will do: it empties its shelters soon.
    """
    if state == STRUCK or STANDING.search(state) or _MOVED_ON.match(state):
        return False
    if _BEING_TAKEN_IN.search(parsed.words):
        return True
    fresh = _fresh_days(parsed, asked)
    if cause is Cause.DISASTER and not _LASTS.search(parsed.words):
        return bool(fresh) or any(
            _is_fresh(time, asked, also=(Shape.AFTER,)) for time in (*parsed.times, *parsed.told_at)
        )
    if asked.tense is Tense.PERFECT and any(_OVER.match(time.words) for time in fresh):
        return True
    if _are_booked(parsed, state, fresh):
        return True
    if _ENTERED.search(parsed.words, max(0, asked.at - _VERB_REACH), asked.end + _REACH):
        return any(time.shape is not Shape.SINCE for time in fresh)
    if any(_AFTER.match(parsed.words, time.end) for time in fresh):
        return True
    return any(time.start > asked.at and CAUSE.search(parsed.words, asked.at, time.end) for time in fresh)


def _fresh_days(parsed: Parsed, asked: Asked) -> list[TimeExpression]:
    """Days of these weeks, but for one of a later clause: `hosts 9,000, and 600 more have come since Friday`."""
    fresh = [time for time in parsed.times if _is_fresh(time, asked)]
    if not fresh:
        return fresh
    end = next((c.start for c in parsed.clauses if c.opener == "coordinate" and c.start > asked.at), len(parsed.words))
    return [time for time in fresh if time.start < end]


def _are_booked(parsed: Parsed, state: str, fresh: list[TimeExpression]) -> bool:
    """Counted as they came: `Since the raid of 24 March the agency has recorded 18,600 IDPs (as of 14 April)`."""
    if any(time.shape is Shape.SINCE for time in fresh) and _HAS_BOOKED.search(parsed.words):
        return True
    if _BOOKED_IN.fullmatch(state) and _THIS_PERIOD.search(parsed.words):
        return True
    days = [time for time in fresh if time.shape is not Shape.SINCE] if state else []
    return any(_is_booking_day(parsed.words, time, state) for time in days)


def _is_booking_day(words: str, time: TimeExpression, state: str) -> bool:
    """`were registered on 12 April`, `with 200 refugees registered in the past week`: they came in those days."""
    return _BOOKED_IN.fullmatch(state) is not None or _BOOKED_THEN.search(words, 0, time.start) is not None


def _is_fresh(time: TimeExpression, asked: Asked, also: tuple[Shape, ...] = ()) -> bool:
    is_short = time.shape is Shape.WINDOW and time.days is not None and time.days <= NEW_DAYS
    return (is_short or time.shape in (Shape.MOMENT, Shape.SINCE, *also)) and status_by_time(time, asked) is Status.NEW
