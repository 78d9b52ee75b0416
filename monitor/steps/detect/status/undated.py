"""A time in a sentence -> whether it dates what is told: not when somebody said so, a record or a dateline."""

import re

from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape, TimeExpression

_SAYS = pattern(
    r"""
    \b(?:said|says|saying|told|announced|reported|confirmed|added|stated|wrote|warned|declared|acknowledged
    |tweeted|claimed|posted|estimated|statement|speaking|report|briefing|updat(?:ed|ing)|citing|quoted
    |interview)(?:\s(?:in|on|to|by|via|from|a|an|the|its|his|her|their|statement|report|briefing|telegram
    |published|issued|released|twitter|facebook|interview|reporters|journalists|news|agency|state|television|tv|radio|media|telephone
    |phone|late|early|(?-i:[A-Z][\w.-]+)))*\s*$
    """
)
_SAYS_REACH = 70
_OF_WHO_SPEAKS = caseless(r"\b(?:who|which|that)\s(?!(?:said|has|have|had)\b)(?:[^\s,;]+\s){1,12}$")
"""`The alliance that began its raids | last May said`: when they began, not when it spoke."""
_COUNT_REACH = 3
_OF_A_COUNT = re.compile(r"[Aa]s of |(?:^|[\n,] ?)[Aa]t \d|[Aa]s at \d")
"""`displaced as of 22 August`, `At 16 February,`: the day of the count, not of the flight."""
_SINCE_ONSET = caseless(
    r"\bsince (?:(?:the )?(?:outbreak|start|beginning|onset|eruption|end|launch|collapse|fall) of [^,;.]{1,50}"
    r"|[^,;.]{1,90}\b(?:\w+ed|began|broke out|fell|took \w+|came to power|won|left)\s)$"
)
_RANKED = caseless(r"\b(?:first|second|third|worst|deadliest|biggest|largest|heaviest|fiercest|latest|only)\b[^,;]*$")
_WAS_MADE = caseless(
    r"\b(?:truces?|cease-?fires?|pauses?|armistice|lulls?|siege|blockade)(?: \w+)? (?:was|were|been) $"
)
_SUPERLATIVE = pattern(
    r"""
    \b(?:first|worst|deadliest|bloodiest|biggest|largest|heaviest|highest|lowest|fiercest|latest|longest
    |strongest|most|only|best|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\d+)th
    |since)\b[^,;]{0,70}$
    """
)
_STAMP_END = re.compile(r"\s*(?:\([^)]{2,40}\)\s*)?(?:--?|:)\s|\s+(?-i:[A-Z]{3,}\b(?!\s[a-z]))")
_LED_IN = caseless(r"(?:in|on|by|since|at|of|during)\b")
_SAYS_THEN = pattern(
    r"""
    \s(?:\w+ly )?(?:said|reported|announced|told|confirmed|stated
    |added|warned|acknowledged|urged|denied|condemned|put)\b
    """
)
_FRONT = 12
_FRONTED = pattern(
    r"""
    ,?\s(?:(?:[\w.’'-]+\s){1,6}?
    |(?:the\s)?(?:(?:(?-i:[A-Z])[\w.’'-]+|for|of|in|the|and|on|to)\s){5,14}?(?:\([^)]{2,12}\)\s)?)
    (?:said|reported|announced|told|confirmed|stated|acknowledged|admitted|estimated|conceded|put)\b
    """
)
_NTH_OF = caseless(
    r"\b(?:strongest|highest|longest|first|second|third|fourth|fifth|sixth|latest|last|deadliest|worst|biggest|largest|heaviest|fiercest|bloodiest"
    r"|gravest|most \w+)\b[^,;]{0,50}$"
)
ELAPSED = (" into", " on from")
"""`two years into the war, rebels took the town`: how old the war is, not when they did."""
_ONE_OF_MANY = caseless(r"\b(?:latest|last|newest|most recent) (?:of|among)\b[^,;]*$")
"""`the latest of 700 people killed since May`: since May they were killed."""
_COMPARED = caseless(
    r"\b(?:rise|increase|drop|fall|percent|times|higher|lower|more|fewer|compared)\b[^,;]{0,12}"
    r"\b(?:on|than|with|to|over|from)\b(?: in| the whole of| all of)? (?:last|the previous|(?:19|20)\d\d)(?: \w+)?$",
)
_DOCUMENT = caseless(
    r"\s(?:[\w-]+\s)?(?:reports?|study|survey|tally|statement|briefing|estimate|analysis|interview|letter|update|bulletin"
    r"|paper|publication|article|dispatch|memo|speech|address|testimony|communiqu[eé]|dossier|census|poll)\b"
)
"""`a February report`, `its 2019 survey`: when it was written."""
_ARTICLE_END = caseless(r"\b(?:an?|the|its|his|their)\s*$")


_NOWADAYS = pattern(
    r"""
    \W*today,\s(?:[^,;.]{1,60}?\s)?(?:(?:is|are|remains?|lives?|continues?|stays?|shelters?|numbers?)(?!\s(?:dead|feared|known|confirmed))
    |(?:has|have)\s(?:\w+ly\s)?(?:settled|gathered|found|built|become|taken|ended|come to))\b
    |\W*today,?\s(?:he|she)\s(?:now\s|still\s)?(?!was\b|says\b)\w+s\b
    """
)
"""`Today, some 200,000 live in camps`, `Today he mends radios`: in these times."""


def is_nowadays(words: str) -> bool:
    """`Today,` of a state is no day."""
    return _NOWADAYS.match(words) is not None


def is_telling(words: str, time: TimeExpression) -> bool:
    """When somebody said so, counted or wrote it."""
    if _DOCUMENT.match(words, time.end) and _ARTICLE_END.search(words, 0, time.start):
        return True
    said_before = _SAYS.search(words, max(0, time.start - _SAYS_REACH), time.start)
    if said_before and _ARTICLE_END.search(said_before.group()):
        return False  # `claimed an October 2 attack`
    if said_before and _WAS_MADE.search(words, 0, said_before.start()):
        return False  # `the truce was declared on March 9`
    if said_before or _OF_A_COUNT.search(words, max(0, time.start - _COUNT_REACH), time.start + _COUNT_REACH):
        return True
    is_before_speech = _SAYS_THEN.match(words, time.end) is not None
    return is_before_speech and not _OF_WHO_SPEAKS.search(words, max(0, time.start - _SAYS_REACH), time.start)


def is_fronted(words: str, time: TimeExpression) -> bool:
    """`In late May the army admitted seven deaths since 2014`: when it spoke."""
    return time.start <= _FRONT and _FRONTED.match(words, time.end) is not None


def is_age_of_war(words: str, time: TimeExpression) -> bool:
    """`In one of the worst attacks of the five-year war`: how old the war is, and no time of the attack."""
    return "-" in time.words and _SUPERLATIVE.search(words, max(0, time.start - _SAYS_REACH), time.start) is not None


def is_stamp(words: str, time: TimeExpression) -> bool:
    """A dateline's own day, told of no event."""
    is_day = time.shape is Shape.MOMENT and (time.words[0].isupper() or time.words[0].isdigit())
    if not is_day or not any(sign.isdigit() for sign in time.words) or _LED_IN.match(time.words):
        return False
    end = _STAMP_END.match(words, time.end)
    return end is not None and (end.group().strip().endswith((":", "-")) or not words.isupper())


def is_record(words: str, time: TimeExpression) -> bool:
    """`the deadliest attack since 2014`, `the first in months` tell nothing of when."""
    lead = words[max(0, time.start - _SAYS_REACH) : time.start]
    opens = time.words.lower().startswith(("since", "in ", "for "))
    if time.shape is Shape.MOMENT:
        return bool(_COMPARED.search(lead + time.words)) or _is_first_since(words, time)
    if time.shape is Shape.WINDOW:
        return bool(_NTH_OF.search(lead))
    is_first = bool(_SUPERLATIVE.search(lead)) and not _ONE_OF_MANY.search(lead)
    return opens and time.shape in (Shape.SINCE, Shape.LASTING) and is_first


def _is_first_since(words: str, time: TimeExpression) -> bool:
    """`the first blast in the town since the outbreak of the war in 2011`"""
    onset = _SINCE_ONSET.search(words, max(0, time.start - _SAYS_REACH), time.start)
    return (
        onset is not None and _RANKED.search(words, max(0, onset.start() - 2 * _SAYS_REACH), onset.start()) is not None
    )
