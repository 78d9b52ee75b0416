"""A whole text -> does it look back, on an anniversary or at a trial: then what it tells without a day is of then."""

from datetime import datetime
from functools import lru_cache

from monitor.model.mention import Part, Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status_clauses import Parsed, cut
from monitor.steps.detect.status_neighbours import Context
from monitor.steps.detect.status_recency import NEW_DAYS, Asked
from monitor.steps.detect.status_tense import Tense
from monitor.steps.detect.status_words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import DAY

_STORIES_KEPT = 8
_OPENING = 4
"""Sentences that say what a story is about."""
_LOOKS = pattern(
    r"""
    \b(?:anniversar\w+|(?:bi)?centenar\w+|commemorat\w+|in\smemory\sof|monuments?|(?:\w+|\d+)\s(?:years|decades)\s(?:ago\s(?:today|this\s\w+)|on\b)
    |memorials?|remembrance|obituary|genocide|holocaust|(?:has|who)\sdied\b[^.;]{0,40}\b(?:aged|at\sthe\sage\sof)\s[5-9]\d
    |convicted|sentenced|jailed|acquitted|verdict|(?:on|went\son|stands?|face[sd]?)\strial|trial\sof|tribunal|appeals?\scourt
    |documentary|memoirs?|novel|museum|exhibition|biography|film\sfestival|historians?)\b
    """
)
_HARM = pattern(
    r"\b(?:kill\w*|wound\w*|injur\w*|dead|died|deaths?|displac\w*|fle[ed]\w*|attack\w*|bomb\w*|shell\w*|clash\w*|massacre\w*|raid\w*)\b"
)
_OF_NOW = caseless(r"\b(?:latest|fresh|newly|renewed|ongoing|now|today|currently|recent\w*|breaking)\b")


def by_story(passage: Passage, parsed: Parsed, asked: Asked) -> Context | None:
    """Past, or a running total where it `has` happened, in a text that tells no violence of these days."""
    if not asked.is_count or passage.part is Part.HEADLINE:
        return None
    sentences = passage.layout.sentences
    found = _looks_back(passage.text, sentences[min(_OPENING, len(sentences)) - 1].end)
    if not found or (parsed.times and parsed.has_day()) or _OF_NOW.search(parsed.words):
        return None
    if _tells_of_late(passage.text, tuple((each.start, each.end) for each in sentences), asked.now):
        return None
    status = Status.CUMULATIVE if asked.tense is Tense.PERFECT else Status.PAST
    return Context(status, f"the text looks back: `{found}`")


@lru_cache(maxsize=_STORIES_KEPT)
def _looks_back(text: str, end: int) -> str:
    found = _LOOKS.search(text, 0, end)
    return found.group() if found else ""


@lru_cache(maxsize=_STORIES_KEPT)
def _tells_of_late(text: str, spans: tuple[tuple[int, int], ...], now: datetime) -> bool:
    """A sentence that looks back on nothing tells of harm on a day of these weeks."""
    for start, end in spans:
        words = text[start:end]
        if not _HARM.search(words) or _LOOKS.search(words):
            continue
        told = cut(words, now)
        if any(_is_of_late(time, now) for time in (*told.times, *told.told_at)):
            return True
    return False


def _is_of_late(time: TimeExpression, now: datetime) -> bool:
    is_day = time.shape in (Shape.MOMENT, Shape.WINDOW, Shape.SINCE, Shape.AFTER)
    start = time.interval.start
    return is_day and start is not None and (now - start) / DAY <= NEW_DAYS
