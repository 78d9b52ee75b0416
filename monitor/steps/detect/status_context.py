"""What a sentence without a time of its own is taken to mean: its size, its subject, its neighbours."""

from datetime import datetime
from typing import NamedTuple

from monitor.model.mention import Kind, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status_clauses import Parsed, parse
from monitor.steps.detect.status_tense import Tense
from monitor.steps.detect.status_times import timing_of
from monitor.steps.detect.status_words import pattern
from monitor.text.layout import Sentence
from monitor.text.times import Shape

_WAR = pattern(
    r"""
    \b(?:(?:civil |the |'s )wars?|wars? (?:has|have|in)|conflicts? (?:has|have|in|that)|uprising|insurgency
    |revolution|genocide|decades?[- ]long|years? of|(?:\w+-)year)\b
    """
)
_TOTAL = pattern(
    r"""
    \b(?:(?:total|overall|number|toll) of [^,;.]{0,60}\b(?:stands?|now|to date)|to date|in all\b|all told
    |altogether|since (?:the )?(?:war|conflict|uprising|revolution|beginning|start))\b
    """
)
_BACKGROUND_SIZE = {Kind.KILLED: 10_000, Kind.INJURED: 30_000, Kind.DISPLACEMENT: 1_000_000}
"""No fortnight kills ten thousand or uproots a million, unless the text says in so many words that it did."""


class Context(NamedTuple):
    status: Status
    because: str


def from_context(
    passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, tense: Tense, now: datetime
) -> Context:
    """A plain report is new."""
    old = _told_long_ago(parsed, now) or _by_size(candidate, tense) or _by_subject(parsed, tense)
    return old or _by_neighbours(passage, sentence, tense, now) or Context(Status.NEW, "a plain report")


def _told_long_ago(parsed: Parsed, now: datetime) -> Context | None:
    for time in parsed.told_at:
        if time.shape is Shape.MOMENT and time.interval.end and (now - time.interval.end).days > 30:
            return Context(Status.PAST, f"told `{time.words}`")
    return None


def _by_size(candidate: Candidate, tense: Tense) -> Context | None:
    figure = candidate.figure
    least = _BACKGROUND_SIZE.get(candidate.kind)
    if figure is None or least is None or max(figure.low or 0, figure.high or 0) < least:
        return None
    return Context(Status.CUMULATIVE, "too many for one fortnight")


def _by_subject(parsed: Parsed, tense: Tense) -> Context | None:
    if tense is Tense.PERFECT and (_TOTAL.search(parsed.words) or _WAR.search(parsed.words)):
        return Context(Status.CUMULATIVE, "the toll of a whole war")
    return None


def _by_neighbours(passage: Passage, sentence: Sentence, tense: Tense, now: datetime) -> Context | None:
    """A running total takes its time from the sentence before, in the same paragraph; then from the one after."""
    if tense is not Tense.PERFECT:
        return None
    at = passage.layout.sentences.index(sentence)
    for number in (at - 1, at + 1):
        found = _neighbour(passage, sentence, number, now)
        if found:
            return found
    return None


def _neighbour(passage: Passage, sentence: Sentence, number: int, now: datetime) -> Context | None:
    sentences = passage.layout.sentences
    if not 0 <= number < len(sentences) or sentences[number].paragraph != sentence.paragraph:
        return None
    parsed = parse(passage.words(sentences[number]), now)
    timing = timing_of(parsed, 0, Tense.PERFECT, now)
    if timing is None or timing.status is Status.PAST:
        return None
    return Context(timing.status, f"`{timing.time.words}` in the next sentence")
