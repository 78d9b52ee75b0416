"""Words -> is an old thing told again: an anniversary, an obituary, a trial, a reburial."""

import re

from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.court_words import COURT, GUILTY, JUDGED, ON_TRIAL, TERM
from monitor.steps.detect.status.recency import DEEDS, Asked, ended_of_late
from monitor.steps.detect.status.words import pattern
from monitor.text.times import TimeExpression

_SHOWN = 40
_NEVER = 1 << 30
_BESIDE = 30
"""Characters behind a verb: a day there is its own."""
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
    |{TERM}|(?:told|heard by) (?:the|a) {COURT}|{ON_TRIAL}|defendants?
    |{COURT} (?:in (?-i:[A-Z])\w+ )?(?:heard|upheld|ruled|rejected|overturned|quashed)
    |(?:bears?|bearing|read|reads|reading|engraved with|inscribed with) the names? of|plaque|monument to|obituar\w+
    |years on\b
    |was (?:an? (?:boy|girl|child|teenager|baby|student|toddler)|(?:only |just )?[\w-]+(?: years? old)?) when
    |memorial (?:to|for|service)
    |(?:accused|suspected) of (?:planning|plotting|masterminding|orchestrating|organi[sz]ing|ordering)
    |den(?:y|ies|ied|ying) (?:planning|plotting|masterminding|orchestrating|organi[sz]ing|ordering|any part in)
    |(?:was|were|is|are|stands?|stood) (?:also )?accused of (?:[^;.]{{0,60}}\band )?(?:the )?mass
    |(?:warrants?|charges|(?:court )?case|indictments?|proceedings) (?:on \w+day )?(?:against|for)
    \s[^;.]{{0,60}}\b(?:who|whose)
    |confess(?:ed|es|ing)\sto|trials?\sof
    |inquests?|coroners? (?:found|ruled|heard|said)|extradition of
    |(?:{JUDGED}|charged|trial|tried|wanted|arrested|put to death|paroled?)\b[^;]{{0,40}}
    \b(?:for|over|in connection with))\b
    """
)
_REMEMBERED_AFTER = pattern(
    rf"""
    [^;.]{{0,60}}\b(?:(?:was|were|is|are|will be|being) (?:marked(?! by)|remembered|commemorated)
    |the obituary|(?:[^;.]{{0,120}},\s)?(?:has\s|had\s)?died\s(?:at|aged)\s(?:the\sage\sof\s)?\d\d
    |(?:,|, (?:and )?for which(?: [\w-]+){{1,4}})\s(?:has |have )?(?:also |later |since )?
    (?:plead(?:ed|s)|{ON_TRIAL}|went on trial|(?:was|were|been) (?:later |since )?{JUDGED})
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
_WHO = pattern(r"\bwho\s(?:\w+\s){0,2}$")
_WAS_JUDGED = pattern(
    rf"""
    (?:(?!\b(?:who|whose|that|which|after|as|when|while|and|said|says|had|has|have|struck|hit|are|is)\b)[^;.]){{0,80}}?
    \b(?:was|were|ha(?:s|ve)\sbeen)\s(?:\w+ly\s|also\s)?(?:{JUDGED}|hanged)\b
    """
)
"""`The man who killed four was jailed on Monday`"""
_TRIED = pattern(
    rf"""
    \b(?:trial of\b[^;]{{0,80}}\baccused of|{ON_TRIAL} (?:for|over|accused of)
    |charged with|indicted for|(?:convicted|{GUILTY}) (?:of|to))\s(?P<also>\w+ing\s[^;.]{{0,80}}\sand\s)?$
    """
)
_GERUND = re.compile(r"\w+ing\b")

_DEED_OF_OLD = pattern(
    rf"""
    \btrials?\sof\s[^;,]{{0,100}}$
    |\b(?:{JUDGED}|{ON_TRIAL}|{TERM})\b[^;]{{0,110}}?\b(?:for|over|of|in connection with|includ(?:es?|ed|ing))
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
    |was\s(?:adjourned|postponed|shown|screened|released|unveiled|sold|auctioned))\s
    |\s(?:was|were)\s(?:unveiled|dedicated|inaugurated|opened|erected|installed|consecrated)\s"""
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
        return _deed_remembered(parsed, asked) if asked.kind in DEEDS else ""
    tried = _TRIED.search(parsed.words, 0, asked.at)
    if tried and (not tried["also"] or _GERUND.match(parsed.words, asked.at)):
        return tried.group().strip()
    later = _REMEMBERED_AFTER.match(parsed.words, asked.end) or _of_the_late_or_judged(parsed, asked)
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
    return found.start() <= time.start <= asked.end + _BESIDE and ended_of_late(time, asked.now)


def _deed_remembered(parsed: Parsed, asked: Asked) -> str:
    """The same of a deed without a number; a day that stands beside it makes it new."""
    found = _DEED_OF_OLD.search(parsed.words, 0, asked.at)
    if found is None:
        return ""
    dated_from = found.end() if found["mourned"] else found.end("looked_into") if found["looked_into"] else _NEVER
    if any(time.start >= dated_from and (found["mourned"] or ended_of_late(time, asked.now)) for time in parsed.times):
        return ""
    return found.group()[:_SHOWN]


def _of_the_late_or_judged(parsed: Parsed, asked: Asked) -> re.Match[str] | None:
    died = _DIED.match(parsed.words, asked.end)
    if died and _OBITUARY.search(parsed.words, 0, asked.at):
        return died
    if "who " not in parsed.words[: asked.at] or _WHO.search(parsed.words, 0, asked.at) is None:
        return None
    return _WAS_JUDGED.match(parsed.words, asked.end)


def _has_verb_between(parsed: Parsed, start: int, at: int) -> bool:
    """`sentenced for adultery was stoned`: what follows is no part of what is remembered."""
    between = parsed.words[start:at]
    return bool(re.search(r"\b(?:was|were)\b", between)) and not re.search(
        r"\b(?:which|that|when|who|where|how)\b", between
    )
