"""What a sentence without a time of its own takes from the sentences beside it."""

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.model.mention import Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.recency import Asked, status_by_time
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.times import timing_of
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.times import Shape

_STORY_REACH = 3
_DAY_REACH = 3
"""Sentences behind a figure in which its day may stand."""
_OF_THEN = pattern(
    r"""
    \b(?:later )?that (?:same )?(?:day|night|week|weekend|month|year|spring|summer|autumn|fall|winter|season|decade)\b
    |\b(?:the )?(?:following|next) (?:day|night|morning|week|month|year|spring|summer|autumn|winter)\b
    |\b(?:hours|days|weeks|months|years) later\b
    |\bthat (?:same )?(?:attack|raid|massacre|bombing|strike|assault|battle|incident|offensive|atrocity|siege|war)\b
    |^\W*(?:following|after|since|in\sthe\s(?:wake|aftermath)\sof|because\sof)\s(?:the|this|that)
    \s(?:incident|attack|raid|massacre|bombing|strike|assault|battle|ambush|blast|killings?|clash(?:es)?|shooting)\b(?=[\s,])
    |\bduring th[eo]se (?:attacks|raids|clashes|protests|riots|battles|fights|killings|events|demonstrations)\b
    |\b(?:eventually|subsequently|afterwards?|thereafter|ultimately)\b
    |\bat the time\b|\bin those (?:days|weeks|months|years)\b|\bin both cases\b|\bon both occasions\b
    |\bboth times\b|^\W*then\b
    |\b(?P<period>(?:during|in|over|within|throughout|for)\s(?:this|that|the)
    \s(?:(?:same|reporting|specified|review|given|reference|monitoring)\s)?
    (?:period|time(?! being)|timeframe|span|quarter|months)
    (?:\sunder\s(?:review|consideration|report))?)\b
    """
)
"""`that summer`, `weeks later`: the time is that of the sentence before, wherever it stands."""
_PERIOD_REACH = 5
"""Sentences back in which a report may name the time that it covers."""
_COVERS = caseless(r"\b(?:cover(?:s|ed|ing)?|period|between|from)\b")
_SINCE_THE = caseless(
    r"\bsince (?:the|a|that) (?:\w+ )?(?:start|beginning|outbreak|truce|ceasefire|cease-fire|war|conflict)\b"
)
_LED = ("The ", "These ", "This ", "Those ", "Both ", "All ", "Most ")
_THAT = ("That ", "This ", "It ", "All ", "The year ", "Those ")
_TOOK_PLACE = pattern(
    r"""
    \W*(?:the|these|this|those|both|all|most of the)\s
    (?:(?!last|latest|previous|earlier|first|second|third|only|other|similar|such|worst|deadliest|bloodiest)[\w-]+\s){0,3}?
    (?:attacks?|killings?|massacres?|raids?|incidents?|(?:air ?)?strikes?|bombings?|shellings?|shootings?|abuses
    |executions|assaults?|clashes|violence|events?|deaths|murders?|atrocit(?:y|ies)|fighting|operations?)\s
    (?:(?:\w+\s){0,2}?(?:dates? (?:back|from)|dated (?:back|from))
    |(?:(?!that|which|wh(?:o|at|ere|ose|en)\b|said|says|killed|left|comes?\b|came\b|follow|as\b|after\b|before\b)[\w'’-]+\s){0,7}?
    (?:took place|happened|occurred|(?:was|were) (?:\w+ )?(?:carried out|committed|perpetrated|staged)))\b
    """
)
_THEN = re.compile(
    r"(?:\s(?:in|at|near|outside)\s(?:the\s(?:\w+\s){1,3}of\s)?[A-Z][\w'’-]+(?:,?\s(?:and\s)?[A-Z][\w'’-]+){0,3},?)?"
    r"\s(?:(?:early|late|back|only|all|mostly|largely)\s){0,2}"
)
"""Between `took place` and its day: a name at most, no `in a camp set up`."""
_THAT_WAS = pattern(
    r"""
    \W*(?:(?:that|this|it|all\s(?:that|this)|the\s(?:year|day|date|month)|those)\s(?:was|were)
    (?:\s(?:back|only|just|over|nearly|almost|more\sthan|less\sthan|about|some|the\syear|the\sspring|the\ssummer))*)\s
    """
)
"""`Soldiers shot fourteen villagers. That was in 2011.`"""
_ENDS = re.compile(r"\W*$")
_ONCE_MORE = caseless(r"\b(?:again|more|another|new|fresh|since|latest|others?)\b")
"""Not so `It was in 2013 that troops came`, `It was nearly 2018's toll`."""
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\W*$")
_OF_LONG = pattern(
    r"""
    \b(?:in the past(?!\s(?:[\w-]+\s){0,2}(?:hours?|days?|weeks?|month|night)\b)
    |over the (?:years|decades)|for (?:many )?(?:years|decades)
    |(?:has|have)\s(?:a\s(?:long|bloody|violent)?\s?history\sof|(?:long|often|frequently|repeatedly|regularly|periodically)\s)
    |(?:frequent|recurrent|recurring|regular|constant)\s(?:[\w-]+\s)?
    (?:attacks|targets?|raids|bombings|clashes|violence|strikes|floods|storms)
    |(?:is|are|was|were)\s(?:frequently|often|regularly|repeatedly|routinely)\s(?:hit|attacked|targeted|bombed|raided|struck))\b
    """
)
"""`The city has seen many attacks in the past.`: what such attacks `have claimed` has no day."""
_PRESENT = caseless(r"(?:fears?|warns?|says?|expects?|sees?|threatens?|believes?|estimates?|reports?)\b")
"""`Aid groups fear`: today, whatever the sentence before told."""
_OF_THE_TOLD = caseless(
    r"(?:\W*|.*\b(?:most|all|half|many|part|majority|bulk|few|none) )"
    r"of (?:the|these|those) (?:(?:nearly|some|about|over|more than|estimated) )?$"
)
"""`Of the 51,000 displaced`, `most of the 1,600 deaths`: the sentence before gave the time of the total."""
_OPENING = 12
"""`In 1982 ...`: a time so near a sentence's start sets the scene for those that follow."""


_DEEDS = r"(?:breaches|violations|attacks|strikes|raids|incidents|assaults|bombings|ambushes|incursions)"
_THESE_HAVE = caseless(rf"\W*(?:these|those|such)\s(?:[\w-]+\s)?{_DEEDS}\shave\b")
_SO_MANY = caseless(
    rf"\b(?:\d{{3,6}}|\d{{1,3}},\d{{3}}|hundreds|thousands)\s(?:of\s)?(?:[\w-]+\s){{0,2}}(?:times|{_DEEDS})\b"
)


class Context(NamedTuple):
    status: Status
    because: str


def by_neighbours(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """A running total takes its time from the sentence before, in the same paragraph; then from the one after."""
    at = passage.number_of(sentence)
    if any(time.shape is Shape.RELATIVE and time.end < asked.at for time in parsed.times):
        before = neighbour(passage, sentence, at - 1, asked) or _named_last(passage, at - 1, asked)
        return before if before and before.status is Status.PAST else None
    before = of_then(passage, sentence, parsed, asked)
    if before:
        return before
    is_known = _OF_THE_TOLD.match(parsed.words[: asked.figure_at]) is not None
    if not (asked.tense is Tense.PERFECT or is_known) or not asked.is_count:
        return None
    before = (
        neighbour(passage, sentence, at - 1, asked)
        or _of_long(passage, sentence, at - 1)
        or _of_many(passage, parsed, at - 1)
    )
    if before and (is_known or before.status is not Status.PAST):
        return before
    after = neighbour(passage, sentence, at + 1, asked)
    return after if after and after.status is Status.NEW else None


def _of_many(passage: Passage, parsed: Parsed, number: int) -> Context | None:
    """`The truce was broken 3,000 times. These breaches have cost 200 lives.`"""
    found = _THESE_HAVE.match(parsed.words) if number >= 0 else None
    if found is None or not _SO_MANY.search(passage.words(passage.layout.sentences[number])):
        return None
    return Context(Status.CUMULATIVE, f"`{found.group().strip()}`, of which hundreds were told")


def by_same_period(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """`Raids have killed 240 since January. Over the same period 19 policemen were killed.`"""
    then = _points_back(parsed.words) if asked.is_count else None
    if then is None or not then["period"]:
        return None
    return _of_period(passage, passage.number_of(sentence) - 1, asked, is_reports=_is_reports(then))


def by_day_behind(passage: Passage, sentence: Sentence, asked: Asked) -> Context | None:
    """`Soldiers killed 220 villagers, a report said. The killings took place in February.`"""
    if not asked.is_count:
        return None
    number = passage.number_of(sentence) + 1
    if old := _that_was(passage, number, asked):
        return old
    for behind in passage.layout.sentences[number : number + _DAY_REACH]:
        if passage.text.startswith(_LED, behind.start) and (dated := _took_place(passage, behind, asked)):
            return dated
    return None


def _took_place(passage: Passage, told: Sentence, asked: Asked, *, is_all: bool = False) -> Context | None:
    """`The killings took place in February.`: an old day of what is told beside it; `is_all`: it says no more."""
    words = passage.words(told)
    found = _TOOK_PLACE.match(words)
    if found is None:
        return None
    for time in parse(passage, told, asked.now).times:
        is_its_day = _THEN.fullmatch(words, found.end(), time.start) is not None
        is_closed = not is_all or _ENDS.match(words, time.end) is not None
        if is_its_day and is_closed and status_by_time(time, asked) is Status.PAST:
            return Context(Status.PAST, f"`{time.words}` is when it took place")
    return None


def _that_was(passage: Passage, number: int, asked: Asked) -> Context | None:
    """`That was three years ago.` right behind."""
    for behind in passage.layout.sentences[number : number + 1]:
        words = passage.words(behind)
        if not words.startswith(_THAT) or not (led := _THAT_WAS.match(words)):
            return None
        if (year := _YEAR.match(words, led.end())) and int(year["year"]) < asked.now.year:
            return Context(Status.PAST, f"`{year['year']}` named behind")
        times = parse(passage, behind, asked.now).times
        is_all = times and times[0].start == led.end() and _ENDS.match(words, times[0].end)
        is_old = is_all and status_by_time(times[0], asked) is Status.PAST
        return Context(Status.PAST, f"`{times[0].words}` named behind") if is_old else None
    return None


@lru_cache(maxsize=64)
def _points_back(words: str) -> re.Match[str] | None:
    """Asked for the period, and again for the time, of every incident of a sentence."""
    return _OF_THEN.search(words)


def _is_reports(then: re.Match[str]) -> bool:
    """`During the reporting period`"""
    return "report" in (then["period"] or "").lower()


def of_then(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """Past, where the words point back at an old time, or the sentence before opens with one."""
    number = passage.number_of(sentence) - 1
    if number < 0 or not is_story(parsed, asked):
        return None
    then = _points_back(parsed.words)
    if then and not _is_reports(then):
        named_last = _named_last(passage, number, asked)
        if named_last:
            return named_last
        sentence = sentence._replace(paragraph=passage.layout.sentences[number].paragraph)
    elif not opens_with_time(passage, number, asked):
        told = passage.layout.sentences[number]
        is_led = passage.text.startswith(_LED, told.start) and not _ONCE_MORE.search(parsed.words)
        return _took_place(passage, told, asked, is_all=True) if is_led else None
    before = neighbour(passage, sentence, number, asked)
    return before if before and before.status is Status.PAST else None


def _of_period(passage: Passage, number: int, asked: Asked, *, is_reports: bool) -> Context | None:
    """`The report covers 1 February to 31 July. | At least 1,028 were killed during that period.`

    A reporting period (`is_reports`) does not begin when something began that the sentence before tells of.
    """
    for told in reversed(passage.layout.sentences[max(0, number + 1 - _PERIOD_REACH) : number + 1]):
        words, times = passage.words(told), parse(passage, told, asked.now).times
        if not is_reports and _SINCE_THE.search(words):
            return Context(Status.CUMULATIVE, "the period of the sentence before")
        if times and times[-1].shape is Shape.SINCE and not is_reports:
            is_long = status_by_time(times[-1], asked) is not Status.NEW
            return Context(Status.CUMULATIVE, f"`{times[-1].words}` is the period") if is_long else None
        if times and _COVERS.search(words):
            is_old = status_by_time(times[-1], asked) is Status.PAST
            return Context(Status.PAST, f"`{times[-1].words}` is the period") if is_old else None
    return None


def _named_last(passage: Passage, number: int, asked: Asked) -> Context | None:
    """`on Tuesday for those killed in 1992. That summer …`: the words point back at the time that was named last."""
    for sentence in reversed(passage.layout.sentences[max(number - _STORY_REACH + 1, 0) : number + 1]):
        times = parse(passage, sentence, asked.now).times
        if times:
            is_old = status_by_time(times[-1], asked) is Status.PAST
            return Context(Status.PAST, f"`{times[-1].words}` named before") if is_old else None
    return None


def opens_with_time(passage: Passage, number: int, asked: Asked) -> bool:
    """`In 1982 ...`: the time sets the scene for what follows."""
    parsed = parse(passage, passage.layout.sentences[number], asked.now)
    return any(time.shape is Shape.MOMENT and time.start <= _OPENING for time in parsed.times)


def _of_long(passage: Passage, sentence: Sentence, number: int) -> Context | None:
    beside = in_its_paragraph(passage, sentence, number)
    found = _OF_LONG.search(passage.words(beside)) if beside else None
    return Context(Status.CUMULATIVE, f"of what was told of long: `{found.group()}`") if found else None


def is_story(parsed: Parsed, asked: Asked) -> bool:
    """Told in the past tense, without a date, and nobody of today speaks."""
    if _PRESENT.match(parsed.words, asked.at):
        return False
    return asked.tense in (Tense.PAST, Tense.NONE, Tense.PLUPERFECT) and not (parsed.told_at or _dated(parsed))


def _dated(parsed: Parsed) -> bool:
    """A length alone does not say when."""
    return any(time.shape not in (Shape.RELATIVE, Shape.LASTING) for time in parsed.times)


def in_its_paragraph(passage: Passage, sentence: Sentence, number: int) -> Sentence | None:
    """The sentence of that number, where it stands in the same paragraph."""
    sentences = passage.layout.sentences
    is_there = 0 <= number < len(sentences) and sentences[number].paragraph == sentence.paragraph
    return sentences[number] if is_there else None


def neighbour(passage: Passage, sentence: Sentence, number: int, asked: Asked) -> Context | None:
    """The time of another sentence of the same paragraph."""
    beside = in_its_paragraph(passage, sentence, number)
    if beside is None:
        return None
    parsed = parse(passage, beside, asked.now)
    timing = timing_of(parsed, asked._replace(at=-1, end=0, figure_at=0))
    if timing and timing.time.shape is Shape.LASTING and "-" in timing.time.words:
        return None  # `after a ten-month siege`: no day of what is told beside it
    return Context(timing.status, f"`{timing.time.words}` in the sentence beside it") if timing else None
