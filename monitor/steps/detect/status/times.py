"""Which time governs a verb."""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.model.mention import Period, Status
from monitor.steps.detect.status.clauses import HEAD_REACH, Clause, Parsed
from monitor.steps.detect.status.onsets import bounds_it, is_onset, is_since
from monitor.steps.detect.status.other_times import ATTRIBUTE, belongs_to_another
from monitor.steps.detect.status.recency import Asked, period_of, status_by_time
from monitor.steps.detect.status.records import ended_of_old, of_a_record
from monitor.steps.detect.status.tense import GOING_ON, Tense
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import DAY

_LAST_ITEM = caseless(
    r",\s(?:and|or)\s(?:[\d.,]+|a|an|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
    r"\s(?:[\w-]+\s){1,4}(?:since|in|over|during|between|from|this|last)\b"
)
"""`four murders, nine cases of torture, and 25 arrests since August`: the end of a list, no clause."""
_OF_A_PART = caseless(r",\s(?:[^,;]{1,30}\sof\s(?:them|whom)|including\s[^,;]{1,40})\b[^,;]*$")
"""`1,860 have been killed this year, 90 of them last week`: the week is that of the ninety."""
_SETS_APART = caseless(r"\W*(?:although|though|if|unless|whether)\b")
_THAT = caseless(
    r",?\s(?:which|that)\b(?!\s(?:is|was|are|were|has\sbeen|had\sbeen)\s(?:\w+\s)?(?:among|one\sof|part\sof|an?|the|home)\b)"
)
"""Not `, which was among the first targets of the invasion a year ago`: so it is known."""
_BACKDROPS = frozenset({"war", "conflict", "insurgency", "rebellion", "uprising", "crisis", "country", "group"})
"""What began long ago dates no single deed in it."""
_ATTRIBUTE_GAP = 200
_CONJUNCT = caseless(r",?\s(?:and|but|while|or)\s[a-z]")
"""`killed 1,000 since May and forced 5,000 to flee since Friday`: the second has a time of its own, or the first's."""
_NO_VERB_OF_ITS_OWN = caseless(
    r",\s(?:and|but)\s(?:(?:at least|more than|some|about|another|over|nearly|around)\s)*\d[\d,.]*\s(?:[\w-]+\s){0,3}$"
)
"""`the toll since 2023 rose to 2,036 killed, and 9,662 injured`"""
_SAME_SPAN = caseless(r"\bsame (?:period|span|time|months|weeks|stretch)\b")
_FRONT, _FRONT_GAP = 4, 30
"""A time within so many signs of its clause's start is as good as one so far behind the verb."""
_HAPPENED = caseless(
    r"\b(?:took place|happened|occurred|came(?! under)|(?<!was )(?<!were )(?<!been )(?:struck|hit)(?! by)|carried out"
    r"|committed|perpetrated|staged|mounted)\b"
)
_OCCURRED = caseless(r",?\s(?:which|that)\s(?:had\s|has\s)?(?:took place|taken place|happened|occurred)\b")
_WHERE_NO_STATE = caseless(r",\swhere\b(?![^,;]*\b(?:has|have|had|was|were|is|are)\b)")
"""`near Guangfu, where a typhoon in September made a lake overflow, killing 18`: there, and then."""
_DONE = caseless(
    r"\b(?:\w{2,}ed|hit|struck|shot|fell|swept|blew|broke|tore|ran|drove|went|took|set|burst|left|fought|shook|sank|overran"
    r"|won|met|held|sent|threw|lost|beat|cut|rode|began|made|put|came)\b"
)
_WHERE = caseless(r"\bwhere\b|\b(?:in|at|to) which\b")
_WHERE_ANOTHER = caseless(r",?\swhere\s(?:an?|another)\s")
_AUXILIARY = caseless(r"\b(?:had|have|has|was|were)\b")


_COMMA = caseless(r",\s(?:(?:about|some|around|nearly|almost|just|over|more|than)\s)*$")


class Timing(NamedTuple):
    """`is_own`: the time stands in the verb's own clause."""

    status: Status
    period: Period
    time: TimeExpression
    is_own: bool = True


def timing_of(parsed: Parsed, asked: Asked) -> Timing | None:
    """The first time, nearest in sense, that says something of when.  A bare length gives way to a date."""
    if old := of_a_record(parsed, asked) or ended_of_old(parsed, asked):
        return Timing(Status.PAST, Period(start=old.interval.start, words=old.words), old)
    length = None
    for clause, time in _in_order(parsed, asked):
        goes_on = is_since(parsed, clause, time, asked)
        status = status_by_time(time, asked, goes_on=goes_on)
        if status is None:
            continue
        is_own = clause == parsed.clauses[parsed.clause_at(asked.at)]
        period = period_of(time, asked.now)
        timing = Timing(status, period.model_copy(update={"end": None}) if goes_on else period, time, is_own)
        if time.shape is not Shape.LASTING and not _is_by_the_way(parsed, asked, time):
            return timing if length is None or _overrules(timing, asked) else length
        length = length or timing
    return length


def _overrules(timing: Timing, asked: Asked) -> bool:
    """`the rising of 2009, when street fighting over two months ...`: a length alone does not say when."""
    is_over = timing.time.shape in (Shape.MOMENT, Shape.RELATIVE) and timing.status is Status.PAST
    return is_over and asked.tense is not Tense.PERFECT


def _is_by_the_way(parsed: Parsed, asked: Asked, time: TimeExpression) -> bool:
    """`the 2009 fall of the town, which made refugees of 900 overnight`: at once, not last night."""
    own = parsed.clauses[parsed.clause_at(asked.at)]
    return own.opener == "relative" and time.words.lower() == "overnight"


def _in_order(parsed: Parsed, asked: Asked) -> Iterator[tuple[Clause, TimeExpression]]:
    """Own clause first, nearest first; then the clauses that it hangs on; then those that hang on it."""
    own = parsed.clause_at(asked.at)
    for number in (own, *_hung_on(parsed, own), *_hanging(parsed, own)):
        clause = parsed.clauses[number]
        times = [time for time in parsed.times if clause.start <= time.start < clause.end]
        for time in sorted(times, key=lambda time: _distance(parsed, time, asked, clause)):
            if _may_govern(parsed, number, own, time, asked):
                yield clause, time


def _distance(parsed: Parsed, time: TimeExpression, asked: Asked, clause: Clause) -> int:
    """Words of time follow their verb, open its clause, or stand right before it; `the 2014 war` comes last."""
    at = asked.at
    own = parsed.clauses[parsed.clause_at(at)]
    if own.opener == "relative" and 0 <= own.start - time.end <= HEAD_REACH and time.shape is Shape.MOMENT:
        return own.start - time.end  # `the 2016 attack that killed 86`: of its own head
    if ATTRIBUTE.match(parsed.words[time.end :]) and time.shape is Shape.MOMENT:
        return _ATTRIBUTE_GAP + abs(time.start - at)
    if time.start >= at:
        return max(time.start - asked.end, 0)
    if _CONJUNCT.match(parsed.words, time.end):
        return _ATTRIBUTE_GAP + at - time.end
    gap = 2 * (at - time.end) + 1
    opens = parsed.words[clause.start : time.start].strip(" ,-").lower() not in ("the", "an", "a")
    return min(gap, _FRONT_GAP) if time.start - clause.start <= _FRONT and opens else gap


def _hung_on(parsed: Parsed, own: int) -> Iterator[int]:
    """To the left: what a participle, a relative or a second clause takes its time from."""
    yield from range(own - 1, -1, -1)


def _hanging(parsed: Parsed, own: int) -> Iterator[int]:
    for number in range(own + 1, len(parsed.clauses)):
        clause = parsed.clauses[number]
        if number == own + 1 and _is_behind_dashes(parsed, parsed.clauses[own], clause):
            yield number  # `21,000 casualties - 8,100 killed and 13,600 injured - since February`
            continue
        is_item = clause.opener == "coordinate" and _LAST_ITEM.match(parsed.words, clause.start)
        if clause.opener in ("coordinate", "break") and not is_item:
            return
        if not _SETS_APART.match(parsed.words, clause.start):
            yield number


def _is_behind_dashes(parsed: Parsed, own: Clause, clause: Clause) -> bool:
    """An aside between dashes ends, and the sentence goes on with a time."""
    is_aside = own.opener == "break" and clause.opener == "break"
    words = parsed.words
    return is_aside and all(words[each.start : each.start + 2] == " -" for each in (own, clause))


def _may_govern(parsed: Parsed, number: int, own: int, time: TimeExpression, asked: Asked) -> bool:
    """Leaves out the times of other things: of the truce, of another verb, of those who later fled."""
    clause = parsed.clauses[number]
    if time.start > asked.end and _OF_A_PART.search(parsed.words, asked.end, time.start):
        return False
    if time.shape is Shape.RELATIVE and ", " in parsed.words[time.end : max(asked.at, time.end)]:
        return False  # `ten years after they met, soldiers killed`
    if belongs_to_another(parsed, time, asked):
        return False
    if number == own:
        return not _of_the_head_only(parsed, clause, time, asked)
    if clause.opener == "relative" and (number > own or parsed.clauses[own].opener == "main"):
        is_its = number > own and (_tells_of_it(parsed, clause, time) or _is_set_off(parsed, time))
        return is_its or (number < own and _sets_the_time(parsed, clause, time, asked))
    if number > own and parsed.words[clause.start :].lstrip(" ,").lower().startswith("because"):
        return _is_exact(time)
    if number < own:
        return _reaches_on(parsed, number, own, time, asked)
    return time.shape in (Shape.MOMENT, Shape.SINCE, Shape.AFTER)


def _reaches_on(parsed: Parsed, number: int, own: int, time: TimeExpression, asked: Asked) -> bool:
    """A time of an earlier clause says when as well: `shelled it on Monday, killing 200`."""
    is_now = status_by_time(time, asked) is Status.NEW
    if _had_happened(parsed, own, asked) or (not is_now and _is_of_another_head(parsed, number, own)):
        return False
    return is_now or time.shape is Shape.MOMENT or _shares_span(parsed, own, time, asked)


def _is_of_another_head(parsed: Parsed, number: int, own: int) -> bool:
    """`A bomb exploded in Quetta, which came under attack last year, | killing five`: the bomb killed them."""
    clause = parsed.clauses[number]
    if clause.opener != "relative" or parsed.words[clause.start] != ",":
        return False
    if parsed.clauses[own].opener != "participle":
        return own > number + 1  # the sentence has gone on since
    return (
        _DONE.search(parsed.words, 0, clause.start) is not None
        and _HAPPENED.search(parsed.words, clause.start, clause.end) is None
        and _WHERE_NO_STATE.match(parsed.words, clause.start) is None
    )


def _had_happened(parsed: Parsed, own: int, asked: Asked) -> bool:
    """`attacked on Monday a church | where thousands had taken refuge`: before that day."""
    if asked.tense is not Tense.PLUPERFECT:
        return False
    start = parsed.clauses[own].start
    return _WHERE.search(parsed.words, max(0, start - len(" in")), start + len(", where ")) is not None


def _shares_span(parsed: Parsed, own: int, time: TimeExpression, asked: Asked) -> bool:
    """`has shelled it since 2012, killing 200`, not `has fought since 2012, and its men killed 20`."""
    clause = parsed.clauses[own]
    follows = clause.start - time.end <= 1 and clause.opener == "adverbial"
    hangs = clause.opener in ("participle", "relative") or follows or not asked.is_count
    hangs = hangs or _is_same_span(parsed, time, asked)
    hangs = hangs or _NO_VERB_OF_ITS_OWN.match(parsed.words[clause.start : asked.at]) is not None
    return hangs or asked.tense in GOING_ON


def _is_same_span(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    """`left 80 dead between May and July; in the same period it has recorded 25 attacks`"""
    end = parsed.clauses[parsed.clause_at(asked.at)].end
    return time.end <= asked.at and _SAME_SPAN.search(parsed.words, time.end, end) is not None


def _is_exact(time: TimeExpression) -> bool:
    """`because heavy rain on 18 January`, not `because they met 22 years ago`"""
    start, end = time.interval
    return time.shape is Shape.MOMENT and start is not None and end is not None and end - start <= 31 * DAY


def _is_set_off(parsed: Parsed, time: TimeExpression) -> bool:
    """`killed by gunmen who stormed the village, about a year ago.`: the last words are the whole sentence's."""
    is_last = parsed.words[time.end :].strip(" .\"'”)") == ""
    return is_last and time.shape is Shape.MOMENT and _COMMA.search(parsed.words, 0, time.start) is not None


def _tells_of_it(parsed: Parsed, clause: Clause, time: TimeExpression) -> bool:
    """A later `which ...` speaks of the place or the people, unless it says that the thing happened or began."""
    if _HAPPENED.search(parsed.words, clause.start, time.start):
        return _WHERE_ANOTHER.match(parsed.words, clause.start) is None
    head = parsed.words[: clause.start].rsplit(" ", 1)[-1].strip(" ,").lower()
    begins = is_onset(parsed, clause, time) and _THAT.match(parsed.words, clause.start)
    return bool(begins) and head not in _BACKDROPS


def _sets_the_time(parsed: Parsed, clause: Clause, time: TimeExpression, asked: Asked) -> bool:
    """A relative clause before says when: its head took place, began or ended then, or the words ask for its span."""
    return _took_place(parsed, clause) or bounds_it(parsed, clause, time, asked) or _is_same_span(parsed, time, asked)


def _took_place(parsed: Parsed, clause: Clause) -> bool:
    """`An attack on a bus, which took place last year, | killed 30`"""
    return _OCCURRED.match(parsed.words, clause.start) is not None


def _of_the_head_only(parsed: Parsed, clause: Clause, time: TimeExpression, asked: Asked) -> bool:
    """`people who had lived under siege for two years left`: the years are those of the siege."""
    if clause.opener != "relative" or asked.figure_at >= clause.start or time.end > asked.at:
        return False
    return bool(_AUXILIARY.search(parsed.words, clause.start, time.start))
