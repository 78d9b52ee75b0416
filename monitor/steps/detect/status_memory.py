"""Words -> is an old thing told again: an anniversary, an obituary, a trial, a reburial."""

import re
from functools import lru_cache

from monitor.model.mention import Kind, Part, Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status_clauses import Parsed
from monitor.steps.detect.status_neighbours import Context
from monitor.steps.detect.status_recency import NEW_DAYS, Asked
from monitor.steps.detect.status_words import pattern
from monitor.text.times import TimeExpression
from monitor.text.times_words import DAY

_SHOWN = 40
_NEVER = 1 << 30
_BESIDE = 30
"""Characters behind a verb: a day there is its own."""
_STORIES_KEPT = 8
"""The incidents of one story ask one after the other."""
_COURT = r"(?:court|tribunal|jury|judges?)"
_SENTENCE = r"(?:life|death|prison|jail) (?:sentences?|terms?)"
_ON_TRIAL = r"(?:on|in|at (?:the|his|her|their)|faces?|facing|stands?|standing|stood|awaits?|awaiting) trial"
_GUILTY = r"(?:found(?: [\w-]+){0,4}|pleads?|pleaded) (?:not )?guilty"
_JUDGED = rf"(?:convicted|sentenced|jailed|imprisoned|acquitted|indicted|extradited|verdict|{_GUILTY})"
_OLD_EVENT = r"""
    (?:^\W*(?:[\w-]+\s){1,4}?(?:years?|decades?|centur(?:y|ies))\s(?:after|since|on\sfrom)\s
    |\b(?:(?:last|oldest|youngest|few|only)\s(?:known\s|remaining\s|living\s)?(?:survivors?|veterans?|witnesses)\sof
    |documentar(?:y|ies)|films?|movies?|novels?|exhibitions?|operas?|memoirs?|biograph(?:y|ies)|podcasts?|mini-?series
    |historians?|archaeologists?|(?:minute|moment)(?:'s)?\s(?:of\s)?silence|wreaths?)\b)
    [^;.]{0,120}?(?:,?\s(?:in|during)\swhich|,\swhich|\sthat|,?\swhen|,?\swhere|\sfor\sthe)\s(?:[^,;]|,(?=\d))*$
    """
"""`a documentary on the siege, in which 900 died, won a prize on Friday`: the day is another clause's."""
_REMEMBERS = pattern(
    rf"""
    (?P<old>{_OLD_EVENT})
    |\b(?:to avenge|aveng(?:ed|ing)|in (?:revenge|reprisal|vengeance) for
    |recall(?:s|ed|ing)?|remember(?:s|ed|ing)? (?:the|how|when)|anniversary|(?:bi)?centenary|commemorat\w+|in memory of
    |{_SENTENCE}|(?:told|heard by) (?:the|a) {_COURT}|{_ON_TRIAL}|defendants?
    |{_COURT} (?:in (?-i:[A-Z])\w+ )?(?:heard|upheld|ruled|rejected|overturned|quashed)
    |(?:bears?|bearing|read|reads|reading|engraved with|inscribed with) the names? of|plaque|monument to|obituar\w+
    |years on\b
    |was (?:an? (?:boy|girl|child|teenager|baby|student|toddler)|(?:only |just )?[\w-]+(?: years? old)?) when
    |memorial (?:to|for|service)
    |(?:accused|suspected) of (?:planning|plotting|masterminding|orchestrating|organi[sz]ing|ordering)
    |den(?:y|ies|ied|ying) (?:planning|plotting|masterminding|orchestrating|organi[sz]ing|ordering|any part in)
    |confess(?:ed|es|ing)\sto|trials?\sof
    |inquests?|coroners? (?:found|ruled|heard|said)|extradition of
    |(?:{_JUDGED}|charged|trial|tried|wanted|arrested|put to death|paroled?)\b[^;]{{0,40}}
    \b(?:for|over|in connection with))\b
    """
)
_REMEMBERED_AFTER = pattern(
    rf"""
    [^;.]{{0,60}}\b(?:(?:was|were|is|are|will be|being) (?:marked(?! by)|remembered|commemorated)
    |the obituary|(?:[^;.]{{0,120}},\s)?(?:has\s|had\s)?died\s(?:at|aged)\s(?:the\sage\sof\s)?\d\d
    |(?:,|, (?:and )?for which(?: [\w-]+){{1,4}})\s(?:has |have )?(?:also |later |since )?
    (?:plead(?:ed|s)|{_ON_TRIAL}|went on trial|(?:was|were|been) (?:later |since )?{_JUDGED})
    |(?:memorial|remembrance|wreath-laying|anniversary) (?:ceremony|service|event|mass))\b
    |[^;.]{{0,140}}\b\w+ (?:years|decades) after (?:(?:they|he|she) (?:was|were)
    |(?:their|his|her) (?:deaths?|disappearance|murders?)|the (?:massacre|genocide|killings?|slaughter|atrocity))\b
    """
)
"""`The bombing, which cost 241 lives, was marked in a ceremony`"""
_OBITUARY = pattern(r"(?:^|\s)[^,;.]{3,60},\s(?:whose|who|which)\b[^;.]{0,160}$")
_DIED = pattern(
    r"""
    [^;.]{0,160},\s(?:has |had )?(?:died|passed away)\b
    (?! (?:in|when|after|as) (?:the|an?) (?:attack|blast|raid|strike))
    """
)
"""`General X, whose division lost 900 men at Cassino, died on Sunday`"""
_TRIAL_STORY = pattern(
    rf"""
    \b(?:{_JUDGED}|{_ON_TRIAL}|{_SENTENCE}|appeals? court|life in (?:prison|jail)|(?:gets?|given|jail for) \w+ years
    |trial (?:of|for|over|opens|begins|hears|told)|{_COURT} (?:hears|told|finds|clears|upholds)
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
_HARMED = pattern(
    r"\b(?:kill\w*|wound\w*|injur\w*|dead|died?|deaths|fled|flee\w*|displac\w*|homes|attack\w*|bomb\w*)\b"
)
_OF_A_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_DEEDS = frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.FACILITY_ATTACK, Kind.TERRITORY_CHANGE})
_TRIED = pattern(
    rf"""
    \b(?:trial of\b[^;]{{0,80}}\baccused of|{_ON_TRIAL} (?:for|over|accused of)
    |charged with|indicted for|(?:convicted|{_GUILTY}) (?:of|to))\s(?P<also>\w+ing\s[^;.]{{0,80}}\sand\s)?$
    """
)
_GERUND = re.compile(r"\w+ing\b")

_DEED_OF_OLD = pattern(
    rf"""
    \btrials?\sof\s[^;,]{{0,100}}$
    |\b(?:{_JUDGED}|{_ON_TRIAL}|{_SENTENCE})\b[^;]{{0,110}}?\b(?:for|over|of|in connection with|includ(?:es?|ed|ing))
    \s(?:(?!\b(?:was|were|said|says|as|when|while|after|before)\b)[^;,]){{0,60}}$
    |\b(?P<mourned>in memory of|memorial (?:to|for)|monument to|plaque (?:to|for)|anniversary of|commemorat\w+
    |honou?r(?:ed|ing|s)?\s(?:the\s)?(?:\w+\s)?(?:victims|dead|memory|fallen)|(?:laid|lay|laying)\s(?:an?\s)?wreaths?
    |remember(?:s|ed|ing)?\s(?:the|those)|recall(?:s|ed|ing)?\s(?:the|how|when)
    |(?:documentar(?:y|ies)|films?|movies?|exhibitions?|books?|novels?|(?:a|the|his|her|new)\s(?:stage\s)?play|operas?|memoirs?|biograph(?:y|ies)
    |podcasts?|murals?)\b[^.;]{{0,60}}?
    \s(?:about|on|of|retrac\w+|recount\w+|chronicl\w+|explor\w+|depict\w+|recreat\w+|looks?\sback\s(?:at|on)))\b
    (?:(?!\b(?:said|says|as|when|while|before)\b)[^;,]){{0,80}}$
    |\b(?P<looked_into>(?:publish|releas|issu|present|unveil|deliver)\w*\s(?:[^\s;,]+\s){{1,4}}
    (?:reports?|stud(?:y|ies)|dossiers?|findings?|documents?)\s(?:on|into|about|over)
    |(?:prosecutors?|indictments?|charge\ssheet|prosecution|judges?|tribunal)\b[^.;]{{0,60}}?
    \b(?:order(?:ed|ing)|command(?:ed|ing)|oversaw|overseeing|masterminded|masterminding))\b
    (?:(?!\b(?:said|says|as|when|while|before)\b)[^;,]){{0,80}}$
    """
)
"""`jailed for life on Friday over the bombing of the town`: the day is the judge's; one beside a mourning counts."""
_NEW_SUBJECT = pattern(
    r""",\s(?:he|she|they|it|who|open(?:s|ed)|beg[ai]ns?|resum(?:es|ed)|start(?:s|ed)|end(?:s|ed)|closed|won|premiered
    |was\s(?:adjourned|postponed|shown|screened|released|unveiled|sold|auctioned))\s"""
)
"""`Sentenced for the bombing that killed 85, he died on Monday`: the day is that of another verb."""
_INQUIRY = pattern(
    r"\b(?:witness(?:es)?|investigations?|inquir(?:y|ies)|probe|suspects?) (?:of|in|into|to) the (?:\w+ )?$"
)
_OF_THE = pattern(r"\s?of the\b")
"""`a witness to the murder of the six priests`: the article says that they are known."""


def is_remembered(parsed: Parsed, asked: Asked) -> str:
    """The words that make today's news of an old thing.

    What someone is tried for, a ceremony or an obituary is old whatever its clause says; other words
    (anniversary, inquiry) yield to a day that stands after them.
    """
    if not asked.is_count:
        return _deed_remembered(parsed, asked) if asked.kind in _DEEDS else ""
    tried = _TRIED.search(parsed.words, 0, asked.at)
    if tried and (not tried["also"] or _GERUND.match(parsed.words, asked.at)):
        return tried.group().strip()
    later = _REMEMBERED_AFTER.match(parsed.words, asked.end) or _of_the_late(parsed, asked)
    if later is not None:
        return later.group().strip()[-_SHOWN:]
    known = _OF_THE.match(parsed.words, asked.end) and _INQUIRY.search(parsed.words, 0, asked.at)
    found = known or _REMEMBERS.search(parsed.words, 0, asked.at)
    if found is not None and found.groupdict().get("old"):
        is_late = any(_is_beside(time, found, asked) for time in parsed.times)
        return "" if is_late else found.group().strip()[:_SHOWN]
    if (
        found is None
        or _has_verb_between(parsed, found.end(), asked.at)
        or any(
            time.start >= found.end()
            and time.interval.start
            and not _NEW_SUBJECT.search(parsed.words, asked.at, time.start)
            for time in parsed.times
        )
    ):
        return ""
    return found.group()


def _is_beside(time: TimeExpression, found: re.Match[str], asked: Asked) -> bool:
    """A day of late within the words, or right behind the verb."""
    return found.start() <= time.start <= asked.end + _BESIDE and _is_of_late(time, asked)


def _deed_remembered(parsed: Parsed, asked: Asked) -> str:
    """The same of a deed without a number; a day that stands beside it makes it new."""
    found = _DEED_OF_OLD.search(parsed.words, 0, asked.at)
    if found is None:
        return ""
    dated_from = found.end() if found["mourned"] else found.end("looked_into") if found["looked_into"] else _NEVER
    if any(time.start >= dated_from and (found["mourned"] or _is_of_late(time, asked)) for time in parsed.times):
        return ""
    return found.group()[:_SHOWN]


def _is_of_late(time: TimeExpression, asked: Asked) -> bool:
    """`a report on the shelling of the town during the 2020 war` has a time, and an old one."""
    return time.interval.end is None or asked.now - time.interval.end <= NEW_DAYS * DAY


def _of_the_late(parsed: Parsed, asked: Asked) -> re.Match[str] | None:
    died = _DIED.match(parsed.words, asked.end)
    return died if died and _OBITUARY.search(parsed.words, 0, asked.at) else None


def _has_verb_between(parsed: Parsed, start: int, at: int) -> bool:
    """`sentenced for adultery was stoned`: what follows is no part of what is remembered."""
    between = parsed.words[start:at]
    return bool(re.search(r"\b(?:was|were)\b", between)) and not re.search(
        r"\b(?:which|that|when|who|where|how)\b", between
    )


def by_old_story(passage: Passage, parsed: Parsed, asked: Asked) -> Context | None:
    """A headline of a trial or an anniversary: what the story tells without a day is what it looks back on."""
    if (
        not (asked.is_count or asked.kind in _DEEDS)
        or passage.part is Part.HEADLINE
        or (parsed.times and parsed.has_day())
    ):
        return None
    start, end = passage.layout.sentences[0][:2] if passage.layout.sentences else (0, 0)
    words = _looks_back(
        passage.article.headline, passage.text[start:end], is_quiet="violence" not in passage.headline_roles
    )
    return Context(Status.PAST, words) if words else None


@lru_cache(maxsize=_STORIES_KEPT)
def _looks_back(headline: str, opening: str, *, is_quiet: bool) -> str:
    years = _YEARS_AFTER.match(opening) if is_quiet and not _HARMED.search(opening) else None
    if overview := years or _OVERVIEW.search(headline) or _OVERVIEW.search(opening):
        return f"the story looks back: `{overview.group()}`"
    is_quiet = is_quiet or _OF_A_YEAR.search(headline) is not None
    found = _TRIAL_STORY.search(headline) or (_LOOKING_BACK.search(headline) if is_quiet else None)
    return f"the headline looks back: `{found.group()}`" if found else ""
