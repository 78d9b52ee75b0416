"""(passage, sentence, candidate) -> Judgement: new, or one of the ways of not being new."""

from typing import NamedTuple

from monitor.model.article import Signal
from monitor.model.mention import Cause, Kind, Period, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status.arrivals import has_begun_now
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.comparisons import by_comparison
from monitor.steps.detect.status.context import by_another_time, by_older_toll, from_context, told_long_ago
from monitor.steps.detect.status.denials import is_denied
from monitor.steps.detect.status.doubts import is_possible
from monitor.steps.detect.status.habits import by_repetition
from monitor.steps.detect.status.memory import is_remembered
from monitor.steps.detect.status.neighbours import Context, of_then
from monitor.steps.detect.status.recency import NEW_DAYS, Asked
from monitor.steps.detect.status.running_totals import by_running_total
from monitor.steps.detect.status.stocks import is_stock
from monitor.steps.detect.status.tense import Tense, tense_at
from monitor.steps.detect.status.times import Timing, timing_of
from monitor.steps.detect.status.totals import by_its_war, by_size
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence, Take
from monitor.text.times import Shape
from monitor.text.times_words import DAY

_UTTERED = frozenset({Kind.WARNING, Kind.CEASEFIRE_THREAT})
"""The saying is the incident: that it speaks of what may come does not make it less new."""


_ONE_SPAN = caseless(r"\ban? (?:day|week|month|year|hour)\b")


_TRIED = caseless(r"(?:tr(?:y|ies|ied|ying)|attempt\w*)\b")
"""Whoever tried to storm a hill under a truce has broken it."""
_DAYS = (Shape.MOMENT, Shape.SINCE, Shape.WINDOW)
_TOLL_REACH = 120
"""Characters behind a sentence in which a newer toll may stand."""
_WHO = caseless(r"\s(?:who|that|which)\s(?:ha(?:ve|s|d)\s)?(?=\w)")
_ARCHIVE_DAYS = 45
"""A story whose own dateline is so much older than its publication comes out of an archive."""


class Judgement(NamedTuple):
    status: Status
    period: Period
    because: tuple[str, ...]


def judge(passage: Passage, sentence: Sentence, candidate: Candidate) -> Judgement:
    """Status against the take's own date, from tense, time words, modality and negation."""
    if candidate.status is Status.POSSIBLE and candidate.kind is Kind.TERRITORY_CHANGE:
        return Judgement(Status.POSSIBLE, Period(), ("fixed by its phrase",))
    take = passage.layout.takes[sentence.take]
    parsed = parse(passage, sentence, take.dated_at)
    asked = _asked(sentence, candidate, parsed, take)
    judgement = _mood(parsed, asked, candidate, sentence) or _time(passage, sentence, candidate, parsed, asked)
    return _against_story(passage, take, judgement)


def _asked(sentence: Sentence, candidate: Candidate, parsed: Parsed, take: Take) -> Asked:
    trigger = candidate.trigger
    start, end = (trigger.start, trigger.end) if trigger else (candidate.start, candidate.end)
    if candidate.is_detail:
        start = end = candidate.anchors[0]
    elif candidate.anchors[0:1] > (end,) and len(parsed.times) > 1 and _has_own_time(sentence, candidate, parsed, end):
        start = end = candidate.end
    at = max(start - sentence.start, 0)
    end = max(end - sentence.start, at)
    is_toll = trigger is not None and trigger.rule.role == "toll"
    if is_toll and parsed.clause_at(end - 1) != parsed.clause_at(at):
        at = max(at, parsed.last_word(end))  # `the number | who have fled`: when they fled
    if is_toll and (who := _WHO.match(parsed.words, end)):
        at = end = who.end()  # `the number of refugees | who have entered since`
    return Asked(
        at=at,
        end=end,
        figure_at=(candidate.anchors[0] if candidate.anchors else candidate.start) - sentence.start,
        tense=tense_at(parsed, at),
        now=take.dated_at,
        kind=candidate.kind,
        is_count=candidate.figure is not None,
    )


def _has_own_time(sentence: Sentence, candidate: Candidate, parsed: Parsed, end: int) -> bool:
    """`10,400 fled in 2020 and 34,800 in 2022`: the verb is said once, and each number has its time."""
    figure = candidate.anchors[0]
    starts = [time.start + sentence.start for time in parsed.times]
    return any(end <= at < figure for at in starts) and any(0 <= at - candidate.end <= 1 for at in starts)


def _mood(parsed: Parsed, asked: Asked, candidate: Candidate, sentence: Sentence) -> Judgement | None:
    """Compared, denied, possible and stock need no time."""
    compared = by_comparison(parsed, asked)
    if compared:
        return Judgement(Status.PAST, Period(), (f"compared with: `{compared.strip()}`",))
    denial = is_denied(parsed, asked.at, asked.end, is_count=asked.is_count)
    if denial:
        return Judgement(Status.DENIED, Period(), (f"denied by `{denial}`",))
    if candidate.kind in _UTTERED:
        return None
    doubt = is_possible(parsed, asked.at, asked.end, is_count=asked.is_count)
    is_tried = candidate.kind is Kind.CEASEFIRE_BREACH and _TRIED.match(doubt)
    is_kept_out = candidate.status is Status.STOCK and doubt == "unable"
    if doubt and not is_tried and not is_kept_out:
        return Judgement(Status.POSSIBLE, Period(), (f"only possible: `{doubt}`",))
    state = is_stock(parsed, asked.at, asked.end, candidate, sentence.start)
    if not state or has_begun_now(parsed, asked, state, candidate.cause):
        return None
    return Judgement(Status.STOCK, Period(), (f"a state: `{state}`",))


def _time(passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, asked: Asked) -> Judgement:
    memory = is_remembered(parsed, asked)
    if memory:
        return Judgement(Status.PAST, Period(), (f"remembered: `{memory}`",))
    older = by_repetition(parsed, asked) if asked.tense is not Tense.PAST else None
    older = older or by_older_toll(parsed, asked, passage.text[sentence.end : sentence.end + _TOLL_REACH])
    older = older or by_running_total(parsed, asked)
    if older:
        return Judgement(older.status, Period(), (older.because,))
    timing = timing_of(parsed, asked) if candidate.kind not in _UTTERED else None
    is_length = timing is not None and timing.time.shape is Shape.LASTING
    if is_length and (then := _of_an_older_time(passage, sentence, parsed, asked)):
        return Judgement(then.status, Period(), (then.because,))
    fixed = _fixed(candidate, parsed, asked, timing)
    total = _total(candidate, parsed, asked, timing)
    if total:
        return Judgement(total.status, Period(), (total.because,))
    if timing and not (fixed and timing.status is Status.NEW):
        return Judgement(timing.status, timing.period, (f"`{timing.time.words}` makes it {timing.status}",))
    if fixed:
        return Judgement(fixed, timing.period if timing else Period(), ("fixed by its phrase",))
    found = from_context(passage, sentence, candidate, parsed, asked)
    return Judgement(found.status, Period(), (found.because,))


def _of_an_older_time(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """What a mere length (`over three days`) leaves open."""
    return (
        of_then(passage, sentence, parsed, asked)
        or told_long_ago(parsed, asked.now)
        or by_another_time(passage, sentence, parsed, asked)
    )


def _total(candidate: Candidate, parsed: Parsed, asked: Asked, timing: Timing | None) -> Context | None:
    """What a time that is not the number's own says nothing of; nor does a moment where something `has killed`."""
    if timing and timing.is_own and timing.time.shape is not Shape.MOMENT:
        return None
    is_new_elsewhere = timing and timing.status is Status.NEW and not timing.is_own
    is_tally = timing and timing.status is Status.NEW and candidate.trigger and candidate.trigger.rule.role == "toll"
    is_tally = is_tally and candidate.cause is not Cause.DISASTER  # `the toll of the war rose to 34,000 on Monday`
    return by_its_war(candidate, parsed, asked) or (by_size(candidate) if is_new_elsewhere or is_tally else None)


def _fixed(candidate: Candidate, parsed: Parsed, asked: Asked, timing: Timing | None) -> Status | None:
    """What its phrase fixed.  A day outweighs a `past`; no rate (`twelve a day`) is told by a time (`in a day`)."""
    has_day = timing and timing.is_own and timing.status is Status.NEW and timing.time.shape in _DAYS
    if has_day and candidate.status is Status.PAST:
        return None
    if candidate.status is Status.STOCK and has_begun_now(parsed, asked, cause=candidate.cause):
        return None
    is_rate = candidate.status is Status.CUMULATIVE
    if is_rate and any(_ONE_SPAN.search(time.words) for time in parsed.times):
        return None
    return candidate.status


def _against_story(passage: Passage, take: Take, judgement: Judgement) -> Judgement:
    """In a factbox nothing is new, nor in an old line of a timeline."""
    if judgement.status is not Status.NEW:
        return judgement
    if passage.article.signal is Signal.BACKGROUND:
        return judgement._replace(status=Status.PAST, because=(*judgement.because, "in a background story"))
    if take.is_comment:
        return judgement._replace(status=Status.PAST, because=(*judgement.because, "in a commentary"))
    if passage.article.published_at - take.dated_at > _ARCHIVE_DAYS * DAY and not take.is_entry:
        return judgement._replace(status=Status.PAST, because=(*judgement.because, "in a story of long ago"))
    if take.is_entry and passage.article.published_at - take.dated_at > NEW_DAYS * DAY:
        return judgement._replace(status=Status.PAST, because=(*judgement.because, "in an old line of a timeline"))
    return judgement
