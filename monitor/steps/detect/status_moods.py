"""Words -> possible or denied: what is only feared, planned or asked for, and what somebody says is not so."""

import re

from monitor.steps.detect.status_clauses import Parsed
from monitor.steps.detect.status_words import pattern

_FINITE = r"(?:was|were|had|has|have|is|are|did|said|says|been)"
_SIGN = r"(?:[^,;:()]|(?<=\d),(?=\d))"
_GAP = rf"(?:(?!\b{_FINITE}\b){_SIGN}){{0,90}}"
"""Within one clause and before its next finite verb."""
_OTHER_FACT = (
    r"(?:was|were|had|has|is|are|said|says|after|since|when|which|because|that|retaliation|response|revenge"
    r"|responsib\w+|investigat\w+|condemn\w*|over the|and(?!\s+$))"
)
_MODAL_GAP = rf"(?:(?!\b{_OTHER_FACT}\b){_SIGN}){{0,90}}"
_NO_NOUN = r"(?!(?:the|an?|its|their|his|her|this|that|those|these|some|more|over|at least|\d+)\b)(?-i:(?![A-Z][a-z]))"
"""After `to`: a verb, not a place."""

_MODAL = pattern(
    rf"""
    \b(?:could|(?-i:may|MAY)|might|would|will|shall|should|must|can|'ll|won't
    |wouldn't)\b(?!\s\d){_MODAL_GAP}$
    """
)
_TO_DO = pattern(
    rf"""
    \b(?:expected|set|due(?= to be\b)|likely|poised|scheduled|plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|want(?:s
    |ed)?|intend\w*
    |prepar(?:e|es|ed|ing)|ready|about(?= to\b)|threaten\w*|threats?|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)
    |order(?:s|ed|ing)?
    |urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|call(?:s|ed|ing)?|appeal\w*|try|tries|trying|tried|attempt\w*|willing
    |need(?:s|ed)?|allow(?:s|ed|ing)?|enabl\w+|aim(?:s|ed|ing)?|seek(?:s|ing)?|refus(?:e|es|ed|ing)|unable
    |fail(?:s|ed|ing)?
    |offer(?:s|ed)?|deal|agreement|operation|bid|efforts?|advis(?:e|ed|ing)|instruct(?:ed|ing)|wait(?:s|ed
    |ing)?|power|right
    |decid(?:e|es|ed|ing)|decision|mandate|closer|struggl(?:e|es|ed|ing)|unlikely|hesitat\w*|permission|chance)
    (?:\s(?!to\b)(?:[^\s,;:]|(?<=\d),(?=\d))+){{0,6}}\sto\s{_NO_NOUN}{_GAP}$
    """
)
_RISK = pattern(
    rf"""
    \b(?:fears?(?:\s(?:that|of|for|(?:are|were) \w+ (?:of|that|for)))?|feared|afraid|at risk of|risks?(?:\sof)?
    |risk(?:ed|ing)|threats? of
    |threaten(?:s|ed|ing)?|danger of|prospects? of|possibility of|potential(?:ly)?|possible|possibly
    |prevent(?:s|ing)?|avert(?:ing)?|avoid(?:ing)?|warn(?:s|ed|ing)? (?:of|against|about)|warnings? of
    |prepar(?:es?|ed|ing|ations?) for|brac(?:es?|ed|ing) for|braced|projected|projections?|predict(?:s|ed)?
    |forecasts?|anticipat\w+|expect(?:s|ed|ing)?|call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|appeal(?:s
    |ed)? for|in (?:urgent )?need of|need(?:s|ed|ing)?(?: an?| the)?|planned|plans?(?: for)?
    |suspected of planning|plott?\w*|vow(?:s|ed)?|hypothetical|scenario|on the verge of|brink of|closer to
    |awaiting|instead of|rather than|capable of|so as not to)\b{_GAP}$
    """
)
_NOUN = pattern(
    r"""
    (?:displacement|exodus|influx|flight|evacuations?|flows?|waves?|deaths?|killings?|collapse|breach
    |violations?|vetoe?s?|attacks?|strikes?|casualties|end)\b
    """
)
_NOUN_THEN_MODAL = pattern(
    rf"""
    ^(?:(?!\b{_FINITE}\b)[^,;:()]){{0,80}}(?<!what )\b(?:could|(?-i:may)|might|would|will|(?:is|are|was
    |were)\s(?:feared|likely|expected|possible|planned|imminent))\b
    """
)
_FEARED_AFTER = pattern(
    r"""
    ^\W*(?:(?:is|are|was|were)\s)?(?:feared|presumed|believed to be at risk)\b
    """
)
_DENY = pattern(
    r"""
    \b(?:den(?:y|ies|ied|ying)|denials? (?:of|that)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|refut(?:ed|es
    |ing)|disput(?:ed|es|ing)|false(?:ly)?(?: reports?| claims?| rumou?rs?)?|fabricated|baseless|untrue
    |debunk\w*|not true that|no truth in|retract(?:ed|s|ing)?|withdr[ae]w|hoax|disown\w*)\b(?P<gap>[^;]{0,140})$
    """
)
_ONLY_THE_ROLE = pattern(
    r"""
    \b(?:involvement|responsib\w+|role|part in|behind|carrying out|being|targeting|blame|knowledge|link
    |hand in|complicity)\b|\b(?:accusations?|allegations?|charges)\b(?!.{0,25}\bthat\b)
    """
)
_DENIAL_OVER = re.compile(
    r",\s(?:but|while|and|which|after|who|saying|adding)\b|\b(?:after|which|who|whose)\b|\bbut\b", re.IGNORECASE
)
_NOT = pattern(
    r"""
    \b(?:no(?!\.|\s(?:fewer|less|longer|more|doubt|matter|end))|not(?!\s(?:only|just|least|far|long|counting
    |including|confirmed|immediately|clear|yet|known|possible to|sure))|n't|never|nobody|none|neither|without|nor
    |stopped short of)\b(?P<gap>[^,;]{0,40})$
    """
)
_PAST_FORM = re.compile(r"(?:\w+ed|fled|left|drove|shot|took)\b", re.IGNORECASE)
_NOT_FINITE = re.compile(
    r"\b(?:be|been|being|get|gets|getting|have|having|see|leave|leaving|find|keep)\b", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:ask(?:s|ed)|asked by \w+|wonder\w*|question\w*|as|even|see)\s*$", re.IGNORECASE)
_CALLED_FALSE = pattern(
    r"""
    ^[^;.]{0,90}\b(?:an? invention|invented|fabricat\w+|(?:is|are|was|were|as) (?:an? )?(?:\w+ly )?(?:false
    |untrue|baseless
    |lies?|nonsense|fiction|rumou?rs?|not true|unfounded|groundless|hoax|propaganda))\b
    """
)
_NO_ONE_AFTER = re.compile(r"^\s(?:no one|nobody|none)\b", re.IGNORECASE)


def is_possible(parsed: Parsed, at: int, end: int, *, is_count: bool) -> str:
    """The words that leave it open, or nothing.  `at`, `end`: the verb or noun that tells it."""
    clause = parsed.clauses[parsed.clause_at(at)]
    lead = parsed.words[clause.start : max(at, _last_word(parsed, end))]
    is_open = clause.opener == "condition" and not (not is_count and lead.lstrip(" ,").startswith("whether"))
    if is_open and not _ASKS.search(parsed.words[: clause.start]):
        return lead.split()[0] if lead.split() else "if"
    for doubt in (_MODAL, _TO_DO, _RISK):
        found = doubt.search(lead)
        if found and (doubt is _RISK or not _is_finite(parsed, at, found.group())):
            return found.group().split()[0]
    return _left_open_after(parsed, at, end)


def _is_finite(parsed: Parsed, at: int, before: str) -> bool:
    """`who wanted to kill him | killed 23`: a past form without an auxiliary starts anew."""
    return bool(_PAST_FORM.match(parsed.words, at)) and not _NOT_FINITE.search(before)


def _last_word(parsed: Parsed, end: int) -> int:
    """Where the last of the words that tell it begins: `army denied | bombing`."""
    return parsed.words.rstrip().rfind(" ", 0, end) + 1


def _left_open_after(parsed: Parsed, at: int, end: int) -> str:
    tail = parsed.words[end:]
    found = _FEARED_AFTER.search(tail)
    if found is None and _NOUN.match(parsed.words, at):
        found = _NOUN_THEN_MODAL.search(tail)
    return found.group().split()[-1] if found else ""


def is_denied(parsed: Parsed, at: int, end: int, *, is_count: bool) -> str:
    """The words that deny or negate it, or nothing.  Who denies only a part in it leaves the toll as it is."""
    lead = parsed.words[: at if is_count else _last_word(parsed, end)]
    denial = _DENY.search(lead)
    if denial and not _DENIAL_OVER.search(denial["gap"]) and not (is_count and _ONLY_THE_ROLE.search(denial["gap"])):
        return denial.group().split()[0]
    clause = parsed.clauses[parsed.clause_at(at)]
    negation = _NOT.search(parsed.words, clause.start, at)
    if negation and not re.search(r"\b(?:but|because|until|when|and)\b", negation["gap"]):
        return negation.group().split()[0]
    if _CALLED_FALSE.search(parsed.words[end:]):
        return "false"
    return "no one" if _NO_ONE_AFTER.search(parsed.words[end:]) else ""
