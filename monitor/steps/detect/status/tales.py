"""Words around a figure -> does somebody tell of his own life: `"They killed my sons," says Fatima, who sews now`."""

from monitor.model.mention import Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import DEEDS, Asked, is_of_late
from monitor.steps.detect.status.tense import GOING_ON
from monitor.steps.detect.status.whole_text import tells_of_late
from monitor.steps.detect.status.words import pattern
from monitor.text.layout import Sentence

_SHOWN = 40
_KIN = r"""
    (?:father|mother|parents?|brothers?|sisters?|sons?|daughters?|child|children|husband|wife|uncles?|aunts?|cousins?
    |nephews?|nieces?|grand\w+|relatives?|family|families|neighbou?rs?|friends?|classmates|comrades|village|home\s?town|hometown
    |home|house|hut|street|school|leg|arm)
    """
_OWN = pattern(
    rf"""
    \b(?:my|(?-i:I|us)|we|our(?!\s(?:troops|forces|soldiers|fighters|men|units|army|people|country|correspondent|reporter)))\b
    |\b(?:his|her)\s(?:own\s)?(?:[\w-]+\s){{0,2}}{_KIN}\b
    |\b(?:he|she)\s(?:fled|crossed|left|walked|escaped|says|recalls|remembers|lost)\b
    |\bis\s(?:just\s|only\s)?one\sof\s(?:the\s|some\s|about\s)?[\d,.]+\s(?:million\s)?(?:[\w-]+\s)?(?:who|that)\b
    |\bsurvived\s(?:the|an?)\s|\bwhose\s(?:[\w-]+\s){{0,2}}{_KIN}\s(?:was|were)\b|\bmembers\sof\s(?:his|her)\sfamily\b
    |\bin\swhich\s(?:he|she)\b
    """
)
"""The figure is of the one who tells, or of who is told of."""
_HANDS = r"(?:sells|drives|sews|bakes|cleans|queues|earns|mends|cooks|begs|sleeps|wakes|dreams|waits|sits|prays)"
_DAILY = rf"(?:{_HANDS}|lives|works|runs|teaches|owns|keeps|shares|rents|raises|spends|hopes\sto|tends|cares\sfor)"
_TODAY = r"(?:still|now|today)"
_LIFE = pattern(
    rf"""
    \bever\ssince\b|\b(?:his|her)\s(?:day|morning)s?\s(?:begins?|starts?)\b
    |\b(?:he|she)\s(?:(?:still|now|often|always|also)\s)?{_DAILY}\b|\bwho\s(?:now|still)\s{_DAILY}\b
    |(?-i:(?!The\b)[A-Z]\w+)(?:,\s[^,"]{{1,40}},\s(?:{_TODAY}\s)?|\s{_TODAY}\s){_HANDS}\b
    |\b(?:now|today),?\s(?:he\s|she\s)?{_DAILY}\b
    |\b(?:has\snot|hasn't|has\snever)\s(?:seen|gone\sback|been\sback|returned|heard|slept)\b
    |\bhas\slived\b
    """
)
"""What somebody does day by day: the violence lies behind."""
_TELLS = pattern(
    rf"""
    \b(?:he|she|I)\s(?:says|recalls?|remembers?|recounts?|explains|sighs|whispers|sobs|will\ssay)\b
    |(?:^|(?<=[.!?"”]\s)|(?<=\n))(?-i:[A-Z])[\w'-]+(?:\s(?-i:[A-Z])[\w'-]+){{0,2}},\swho\s{_DAILY}\b
    |\b(?:recalls|remembers|recounts)\b|\blives\s(?-i:[A-Z])|(?-i:(?!The\b)[A-Z]\w+)\s{_TODAY}\s{_DAILY}\b
    |(?-i:[A-Z])\w+,\s(?:an?\s)?[^,"]{{1,40}},\s{_DAILY}\b
    |\bsays\s(?-i:[A-Z])[\w'-]+(?:\s(?-i:[A-Z])[\w'-]+){{0,2}}
    (?:,\s(?:\d\d\b|an?\s(?:mother|father|widow|farmer|\d\d-))|\.|$)
    """
)
"""The present, as features have it and news seldom: enough where the text tells of no violence of these weeks.

`said Ali, who lives in Aleppo` tells only who speaks.
"""
_SENTENCES = 2


def by_tale(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """Past, where it is told of a life, and no day of these weeks stands near."""
    if not (asked.is_count or asked.kind in DEEDS) or asked.tense in GOING_ON or not _OWN.search(parsed.words):
        return None
    number = passage.number_of(sentence)
    beside = passage.layout.sentences[max(0, number - _SENTENCES) : number + _SENTENCES + 1]
    start, end = beside[0].start, beside[-1].end
    found = _LIFE.search(passage.text, start, end)
    if found is None and not tells_of_late(passage, asked.now):
        found = _TELLS.search(passage.text, start, end)
    if found is None or any(_is_dated(passage, each, asked) for each in beside):
        return None
    return Context(Status.PAST, f"told of a life: `{found.group()[:_SHOWN]}`")


def _is_dated(passage: Passage, sentence: Sentence, asked: Asked) -> bool:
    told = parse(passage, sentence, asked.now)
    return any(is_of_late(time, asked.now) for time in (*told.times, *told.told_at))
