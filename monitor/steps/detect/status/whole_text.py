"""A whole text -> is it about a trial, an anniversary, a history?  What it tells without a day is of then."""

from datetime import datetime
from functools import lru_cache

from monitor.model.mention import Part, Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status.clauses import Parsed, cut
from monitor.steps.detect.status.court_words import COURT, JUDGED, ON_TRIAL, TERM
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import DEEDS, Asked, is_of_late
from monitor.steps.detect.status.tense import GOING_ON, Tense
from monitor.steps.detect.status.text_days import DAYLESS, no_news
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless

_TEXTS_KEPT = 8
"""The incidents of one text ask one after the other."""
_OPENING = 4
"""Sentences that say what a text is about."""
_TRIAL_STORY = pattern(
    rf"""
    \b(?:{JUDGED}|{ON_TRIAL}|{TERM}|appeals? court|life in (?:prison|jail)|(?:gets?|given|jail for) \w+ years
    |trial (?:of|for|over|opens|begins|hears|told)|{COURT} (?:hears|told|finds|clears|upholds)
    |war crimes (?:court|trial|suspect|tribunal|case))\b
    """
)
_LOOKING_BACK = pattern(
    r"""
    \b(?:\w+ (?:years?|decades?) (?:on\b|after|later|since)|anniversar\w+|centenar\w+|commemorat\w+|memorial
    |remember(?:s|ed|ing)|honou?rs? (?:the )?(?:victims|dead|fallen)
    |marks? \w+ years|dies (?:at|aged)|dead at \d\d|obituary|looks? back)\b
    """
)
_OVERVIEW = pattern(
    r"""
    \bhere (?:is|are) (?:an? |the |some of the )?(?:\w+ )?
    (?:overview|look back|timeline|chronology|recap|history|key (?:dates|events))\b
    |\b(?:timeline|chronology) of\b|\ba (?:simple|short|brief|quick) (?:guide|history)\b|\bkey (?:dates|events) in\b
    """
)
_YEARS_AFTER = pattern(
    r"""
    (?:[^.;]{0,60}?[)–—-]+\s)?
    (?:(?:(?:more|less) than|nearly|almost)\s)?\w+\s(?:years?|decades?)\s(?:after|on|on\sfrom|since)\b
    """
)
"""`A year after the riots the road is still closed`: what follows without a day is of then."""
_OF_A_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_SUBJECT = pattern(
    rf"""
    \b(?:anniversar\w+|(?:bi)?centenar\w+|commemorat\w+|in\smemory\sof|monuments?
    |(?:\w+|\d+)\s(?:years|decades)\s(?:ago\s(?:today|this\s\w+)|on\b)
    |memorials?|remembrance|obituary|genocide|holocaust|(?:has|who)\sdied\b[^.;]{{0,40}}\b(?:aged|at\sthe\sage\sof)\s[5-9]\d
    |{JUDGED}|(?:went\s)?{ON_TRIAL}|trial\sof|tribunal|appeals?\scourt
    |documentary|memoirs?|novel|museum|exhibition|biography|film\sfestival|historians?)\b
    """
)
"""What a text may be about beside the violence of these days."""
_HARM = pattern(
    r"""
    \b(?:kill\w*|wound\w*|injur\w*|dead|died?|deaths?|displac\w*|fle[ed]\w*|homes|attack\w*|bomb\w*|shell\w*|clash\w*
    |massacre\w*|raid\w*)\b
    """
)
_HAS = caseless(r"\b(?:has|have)\s(?:\w+ly\s)?\w+(?:ed|en|ne|wn|un)\b|\bcontinues?\b")
_OF_NOW = caseless(r"\b(?:latest|fresh|newly|renewed|ongoing|now|today|currently|recent\w*|breaking)\b")


def by_whole_text(passage: Passage, parsed: Parsed, asked: Asked) -> Context | None:
    """PAST, or a running total where it `has` happened, in a text that is about old things."""
    if passage.part is Part.HEADLINE:
        return None
    has_day = bool(parsed.times) and parsed.has_day()
    found = None if has_day else _by_headline(passage, asked) or _by_subject(passage, parsed, asked)
    return found or _by_days(passage, parsed, asked)


def _by_headline(passage: Passage, asked: Asked) -> Context | None:
    if not (asked.is_count or asked.kind in DEEDS):
        return None
    start, end = passage.layout.sentences[0][:2]
    is_quiet = "violence" not in passage.headline_roles
    words = _looks_back(passage.article.headline, passage.text[start:end], is_quiet=is_quiet)
    return Context(Status.PAST, words) if words else None


@lru_cache(maxsize=_TEXTS_KEPT)
def _looks_back(headline: str, opening: str, *, is_quiet: bool) -> str:
    years = _YEARS_AFTER.match(opening) if is_quiet and not _HARM.search(opening) else None
    if overview := years or _OVERVIEW.search(headline) or _OVERVIEW.search(opening):
        return f"the story looks back: `{overview.group()}`"
    is_quiet = is_quiet or _OF_A_YEAR.search(headline) is not None
    found = _TRIAL_STORY.search(headline) or (_LOOKING_BACK.search(headline) if is_quiet else None)
    return f"the headline looks back: `{found.group()}`" if found else ""


def _by_subject(passage: Passage, parsed: Parsed, asked: Asked) -> Context | None:
    """An opening about old things, in a text that tells no violence of these days."""
    if not asked.is_count or _OF_NOW.search(parsed.words):
        return None
    sentences = passage.layout.sentences
    found = _opens_with_old(passage.text, sentences[min(_OPENING, len(sentences)) - 1].end)
    if not found or tells_of_late(passage, asked.now):
        return None
    status = Status.CUMULATIVE if asked.tense is Tense.PERFECT else Status.PAST
    return Context(status, f"the text looks back: `{found}`")


@lru_cache(maxsize=_TEXTS_KEPT)
def _opens_with_old(text: str, end: int) -> str:
    found = _SUBJECT.search(text, 0, end)
    return found.group() if found else ""


def tells_of_late(passage: Passage, now: datetime) -> bool:
    """A sentence that looks back on nothing tells of harm on a day of these weeks."""
    return _tells_of_late(passage.text, tuple((each.start, each.end) for each in passage.layout.sentences), now)


@lru_cache(maxsize=_TEXTS_KEPT)
def _tells_of_late(text: str, spans: tuple[tuple[int, int], ...], now: datetime) -> bool:
    for start, end in spans:
        words = text[start:end]
        if not _HARM.search(words) or _SUBJECT.search(words):
            continue
        told = cut(words, now)
        if any(is_of_late(time, now) for time in (*told.times, *told.told_at)):
            return True
    return False


def _by_days(passage: Passage, parsed: Parsed, asked: Asked) -> Context | None:
    """Hardly a day is named beside years of old; what `has` happened is of today, above a timeline too."""
    is_of_now = asked.tense in GOING_ON if asked.is_count else _HAS.search(parsed.words) is not None
    words = "" if is_of_now else no_news(passage.text, passage.article.published_at.year)
    is_filed = words == DAYLESS and any(take.dateline for take in passage.layout.takes)
    return Context(Status.PAST, words) if words and not is_filed else None
