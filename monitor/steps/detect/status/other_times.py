"""Words -> is a time that of another thing: of a truce, a war, another verb, another event that bears its day."""

import re

from monitor.model.mention import Kind
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.recency import Asked
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression

_ONSET_REACH = 80
_DEED_REACH = 50
_LEFT_OUT = re.compile(r"\s{4,}\S")
"""Where the words of a truce were taken out of its sentence."""
_ABOUT_TRUCES = frozenset({Kind.CEASEFIRE_BREACH, Kind.CEASEFIRE_THREAT})
_TRUCE = (
    r"(?:cease-?fires?|truces?|armistice|cessation|lull|accords?|agreements?|deals?|pacts?|resolutions?|zones?|"
    r"understandings?)"
)
_TRUCE_AFTER = pattern(rf"(?:'s)?[\s-]+(?:[\w-]+\s){{0,2}}(?:{_TRUCE}|calm|quiet|pause|respite)\b")
_TRUCE_MADE = pattern(
    rf"""
    (?:\b{_TRUCE}|\s{{5}})\s(?:(?:that|which|was|were|had been|been|first|is)\s)*(?:[\w-]+\s){{0,6}}?
    (?:announced|agreed|brokered|declared|signed|reached|sealed|struck|negotiated|called
    |came into force|took effect|in force
    |in effect|in place|adopted|passed|voted|demanded|established|set up|mediated|offered|proposed)\s
    (?:(?!was\b|were\b|broke|collapse|end|violat|fell|has\b|have\b|kill|attack|shell)[\w-]+\s){{0,6}}$
    |\s{{5}}(?:and|between|with|by|of|(?:that|which) was)\s
    (?:(?!broke|collapse|end|violat|fell|fail|held|times|\w*\d)[\w-]+\s)+$
    |(?:\b{_TRUCE}|\s{{5}})\s(?:requiring|stipulating|demanding|providing for|calling for|under which|meant to
    |(?:that|which) was to)\b[^,;.]{{1,60}}$
    |\b(?:despite|under|in spite of|following|after|since|defying|defiance of)\s(?:[\w.-]+\s){{0,5}}{_TRUCE}\s$
    """
)
_TRUCE_OF = pattern(rf"\b{_TRUCE}\s$|\s{{4,}}$")
_LENGTHENED = pattern(
    r"\b(?:extend|renew|prolong|suspend|halt|paus|declar|announc|agre)\w*\s(?:[^\s,;:]+\s){0,3}$|\brun(?:s|ning)?\s$"
)
"""`extended for two months`: how long it is to last, not since when it does."""
_OTHER_DEED = (
    r"(?:announced|agreed|brokered|declared|signed|reached|sealed|negotiated|imposed|adopted|elected|appointed|captured|joined"
    r"|established|founded|lifted|expired|born|retook|recaptured|retaken|overran|arrested|sentenced|convicted|released|annexed"
    r"|deployed|withdrew|toppled|ousted|overthrown|evicted|returned|arrived|rebuilt|built|opened|closed|created|formed|divided"
    r"|split|set up|abandoned|expelled|married|published|named|introduced|abolished|independence)"
)
_MOVED = caseless(r"arrived|abandoned|expelled|evicted")
"""Of refugees these tell the same deed."""
_BEFORE_IT = caseless(r"\b(?:before|until)\b[^;]*$")
"""`left 500 dead before troops were deployed in 2018`: what went before an old thing is old."""
_OTHER_VERB = pattern(rf"\b{_OTHER_DEED}\b")
_OTHER_VERB_BEFORE = pattern(
    rf"(?<!were )(?<!was )(?<!been )(?<!had )(?<!has )\b{_OTHER_DEED}\s(?:by (?:\w+ ){{1,3}})?$"
)
_YEARS_OF = pattern(r"^\sof\s(?:[\w-]+\s){0,2}(?:fighting|wars?|conflict|hostilities|siege|bloodshed|violence)\b")
"""`halting two years of fighting`: what went before."""
_ITSELF = 45
_HELD = pattern(
    r"\b(?:under\s(?:[\w-]+\s){0,2}(?:siege|control|blockade|rule|occupation)|besieged|surrounded|blockaded|in\s(?:[\w-]+\s){1,2}hands)\s$"
)
"""`in Kuito, under siege for 18 months`: so long it is besieged."""
_OF_A_WAR = pattern(
    r"^(?:\s[\w-]+){0,2}\s(?:wars?|conflict|insurgency|uprising|revolt|rebellion|revolution|crisis|siege|blockade)\b"
)
"""`a truce in the five-month conflict`: so long there has been a war."""
ATTRIBUTE = pattern(
    r"^(?:\s[\w-]+){0,2}\s(?:wars?|conflict|peace|truce|ceasefire|accords?|deal|agreement|uprising|revolution|coup|election|crisis)\b"
)
_TOWARDS = pattern(r"\b(?:to|against|over|from|with|before|despite)\s(?:(?:the|its|their|an?)\s)?$")
_OTHER_EVENT = pattern(
    r"""
    ^(?:\s[\w-]+){0,2}\s(?:attacks?|assaults?|massacres?|killings?|bombings?|raids?|incursions?|invasion|atrocit(?:y|ies)
    |abductions?|earthquakes?|quake|explosions?|blasts?|shootings?|ambush|onslaught|elections?|coup|referendum)\b
    """
)
_WHICH_THEY = pattern(
    r"""
    ,\s(?:an?|the|its|their)\s(?:[\w-]+\s){1,4}?(?:the\s|its\s|their\s|(?-i:(?=[A-Z])))(?:[\w()'’-]+\s){1,7}?
    (?:\w+ed|took|retook|lost|won|held|overran|built|left)\s(?:\w+\s)?$
    """
)
"""`the capture of Boma, the port the rebels seized in 1996`: a clause of its own that no `which` opens."""
_WHAT_IT_TOOK = pattern(
    r"""
    \b(?:territor(?:y|ies)|ground|lands?|areas?|towns?|villages?|cit(?:y|ies)|districts?|provinces?|bases?|posts?|positions?
    |strongholds?|hills?|homes|hostages|prisoners|crimes?)\s(?:it|they|he|she)\s(?:had\s)?
    (?:took|retook|lost|seized|captured|recaptured|held|overran|left|abandoned|rebuilt|committed|gave\s(?:up|back))\s$
    """
)
"""`killed 19 as it presses on to regain territory it lost last year`"""
_WHO_THEY_ARE = pattern(
    r",\s(?:an?|the|its|their|(?:backed|led|supported|aided|armed|joined|trained)\sby)\s(?!one\b)[^,;]*$"
)
_SIDE = caseless(
    r"\b(?:forces?|troops|soldiers|army|navy|militias?|militiamen|groups?|rebels?|fighters|insurgents|militants|gunmen|jihadists"
    r"|guerrillas|separatists|front|movement|junta|coalition|government|taliban|houthis|hezbollah|hamas|(?-i:[A-Z][a-z]+))\s*$"
)
_GREAT = caseless(r"\D{0,25}?(?:\d{1,3}(?:,\d{3})+|\d{4,}|(?:tens of )?thousands|million)\b")
"""`The front, a party to the war since 2012, killed 11`: the comma before and behind close what says who they are.

So great a number is no deed of a day.
"""
_OF_THE = caseless(r"(?:of|on|about|over) the\s")
_ABOUT_IT = pattern(
    r"\b(?:to|against|over|with|despite|of|about|on|for|since|condemn\w*|denounc\w*|marking|mark)\s(?:the|its|their|an?)\s$"
)
"""`a text that condemned the 7 October attack was vetoed`: the day is the attack's."""


_ANOTHER = caseless(
    r"\b(?:such as|like|including|similar to|unlike) (?:the|that|those|this) (?:ones? )?(?:\w+ed|hit|struck|stormed) $"
)
_AWAY_FROM_IT = pattern(
    r"""
    \b(?:br(?:ing|ought)|t[ao]k|took|push|rais|lift|dr[io]v|carr|swell)\w*\s(?:to\s[\d,.]+\s(?:\w+\s)?)?(?:the|its|their|that|this|our)\s
    (?:[\w-]+\s){0,3}(?:tolls?|numbers?|totals?|counts?|tally|casualties|deaths|dead|losses|figure)\b[^;.]*$
    |\b(?:repetitions?|repeats?|re-?runs?|memor(?:y|ies)|reminders?|remind\w*|reminiscent|echo\w*|unlike|compar\w+|contrasts?
    |similar(?=\sto\b)|lessons?|learn(?:ed|t|ing)|mindful|haunted)\b[^;.]*$
    """
)
"""`24 were killed, bringing the toll since last year to 44,000`; `moved 5,000 to avoid a repeat of 1999`."""


def belongs_to_another(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    if asked.is_count and time.start > asked.end and _AWAY_FROM_IT.search(parsed.words, asked.end, time.start):
        return True
    if asked.is_count and time.start > asked.end and _ANOTHER.search(parsed.words, asked.end, time.start):
        return True  # `fled to camps like the one raided on Saturday`
    if time.words.endswith("-old") and asked.is_count and asked.tense is not Tense.PERFECT:
        return True  # `driven out by the four-month-old war`
    if time.shape is Shape.LASTING and not asked.is_count:
        after = parsed.words[time.end :]
        is_old = "-" in time.words and asked.tense is not Tense.PERFECT and _OF_A_WAR.match(after)
        is_itself = 0 <= asked.at - time.end <= _ITSELF  # `after years of siege and bombardment`
        is_state = time.start > asked.end and _HELD.search(parsed.words, 0, time.start)
        if is_old or is_state or (not is_itself and _YEARS_OF.match(after)):
            return True
    if asked.is_count and (_is_when_lost(parsed, time, asked) or _says_who_they_are(parsed, time, asked)):
        return True
    return _belongs_to_truce(parsed, time, asked) or _of_another_verb(parsed, time, asked)


def _is_when_lost(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    is_behind = time.start > asked.end and time.shape is Shape.MOMENT
    return is_behind and _WHAT_IT_TOOK.search(parsed.words, asked.end, time.start) is not None


def _says_who_they_are(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    words = parsed.words
    if time.shape is not Shape.SINCE or time.end > asked.at or not words.startswith(",", time.end):
        return False
    if asked.tense is Tense.PERFECT or _GREAT.match(words, asked.figure_at, asked.figure_at + 40):
        return False
    aside = _WHO_THEY_ARE.search(words, 0, time.start)
    return aside is not None and _SIDE.search(words, 0, aside.start()) is not None


def _belongs_to_truce(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    if asked.kind is Kind.DE_ESCALATION and time.shape is Shape.LASTING:
        lengthened = _LENGTHENED.search(parsed.words, max(0, time.start - _ONSET_REACH), time.start)
        return bool(lengthened or _TRUCE_AFTER.match(parsed.words, time.end))
    if asked.kind not in _ABOUT_TRUCES:
        return False
    before = parsed.words[max(0, time.start - _ONSET_REACH) : time.start]
    if time.words.lower().startswith("of ") and _TRUCE_OF.search(parsed.words, 0, time.start):
        return True  # `the ceasefire agreement of 17 September 1994`
    follows = _TRUCE_AFTER.match(parsed.words, time.end) or _LEFT_OUT.match(parsed.words, time.end)
    return bool(follows or _TRUCE_MADE.search(before))


def _of_another_verb(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    if time.shape is Shape.SINCE and asked.tense is Tense.PERFECT:
        return False  # `has killed 960 and arrested 5,400 since the coup`
    own = parsed.clauses[parsed.clause_at(asked.at)]
    if time.shape is Shape.MOMENT and time.end <= own.start and own.opener == "adverbial":
        return False  # `They returned in 1999 | after 300 people died`
    is_after = time.start > asked.end
    if is_after and ATTRIBUTE.match(parsed.words[time.end :]) and _TOWARDS.search(parsed.words[: time.start]):
        return True  # `killed 40 in reply to protests against the February 1 coup`
    other = _OTHER_VERB.search(parsed.words, asked.end, time.start) if is_after else None
    if other and not (asked.kind is Kind.DISPLACEMENT and _MOVED.match(other.group())):
        return _BEFORE_IT.search(parsed.words, asked.end, other.start()) is None
    if time.shape is Shape.MOMENT and not asked.is_count and _of_another_event(parsed, time, asked):
        return True
    if is_after and not asked.is_count and _WHICH_THEY.search(parsed.words, asked.end, time.start):
        return True
    return asked.end != time.start - 1 and bool(
        _OTHER_VERB_BEFORE.search(parsed.words[max(0, time.start - _DEED_REACH) : time.start])
    )


def _of_another_event(parsed: Parsed, time: TimeExpression, asked: Asked) -> bool:
    """An attack, a vote, a quake that bears its day as a name."""
    found = _OTHER_EVENT.match(parsed.words[time.end :])
    if found is None or time.end <= asked.at < time.end + found.end():
        return False
    own = _OF_THE.match(time.words)  # `of the 7 October` is one time
    return _ABOUT_IT.search(parsed.words, 0, time.start + (own.end() if own else 0)) is not None
