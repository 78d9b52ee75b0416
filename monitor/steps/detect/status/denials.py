"""Words -> denied: what somebody says is not so, and what the text itself negates."""

from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless

_A_CLAIM = (
    r"(?=[^,;.]{0,60}\b(?:reports?|claims?|accus\w+|alleg\w+|suggest\w+|that|as|charges?|figures?|tolls?|statements?"
    r"|rumou?rs?|assertions?|news|story|talk|speculation|notions?|estimates?|whispers|slanders?|smears?)\b)"
)
_LEAVE = r"(?:entry|access|passage|permission|visas?|permits?|clearance|aid|medical|humanitarian|food)"
"""`denial of entry`: what is withheld, no word against a report."""
_DENY = pattern(
    rf"""
    (?<!not )(?<!n't )\b(?:den(?:y|ies|ied|ying)|denials?\s(?:of(?!\s{_LEAVE}\b)|that)
    |(?:dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|withdr[ae]w|disput(?:ed|es|ing)){_A_CLAIM}
    |refut(?:ed|es|ing)|scotch(?:ed|es|ing)|rebut(?:s|ted|ting)?|repudiat(?:ed|es|ing)
    |(?:brush(?:ed|es|ing)|wav(?:ed|es|ing)|laugh(?:ed|s|ing)) (?:aside|off|away){_A_CLAIM}
    |shrugg(?:ed|ing) off{_A_CLAIM}
    |(?:discount(?:ed|s|ing)|contradict(?:ed|s|ing)|rubbish(?:ed|es|ing)|disavow(?:ed|s|ing)){_A_CLAIM}
    |false(?:ly)?(?: reports?| claims?| rumou?rs?)?|fabricated|baseless|untrue|debunk\w*
    |(?:lies?|fairy ?tales?|myth|fiction|nonsense|slander|fabrication|invention|fantasy|untruth) that
    |(?:scoff(?:ed|s|ing)|sneer(?:ed|ing)) at{_A_CLAIM}|pour(?:ed|s|ing)? (?:scorn|cold water) on{_A_CLAIM}
    |(?:ridicul(?:ed|es|ing)|mock(?:ed|ing)){_A_CLAIM}
    |since (?:withdrawn|retracted|deleted)|contrary to
    (?=[^,;.]{{0,60}}\b(?:reports?|claims?|alleg\w+|accus\w+|rumou?rs?|slanders?)\b[^,;.]{{0,20}}\bthat\b)
    |not true that|no truth in|retract(?:ed|s|ing)?|hoax|disown\w*)\b(?P<gap>[^;]{{0,140}})$
    """
)
_ONLY_THE_ROLE = pattern(
    r"""
    \b(?:involvement|responsib\w+|role|part in|behind|carrying out|being|targeting|blame|knowledge|link|hand in
    |complicity)\b
    |\b(?:accusations?|allegations?|charges)\b(?!.{0,25}\bthat\b)
    """
)
_THE_BLAME = caseless(r"\b(?:involvement|responsib\w+|role|part in|behind|blame|complicity)\b")
_DENIAL_OVER = pattern(
    r"""
    ,\s(?:but|while|and|which|after|who|saying|adding|repeating|insisting|reiterating|maintaining|asserting|stressing
    |claiming|stating|putting|giving|citing|reporting|announcing|admitting|conceding|acknowledging)\b|\b(?:after|which|who|whose|but)\b
    |\band\b[^,;]{0,60}\b(?:said|says|told|added|accused|blamed|insist(?:ed|s)|maintain(?:ed|s)|repeat(?:ed|s)|reiterat\w+)\b
    |\band\s(?:puts?|gave|gives|sets?)\b
    |,\s(?:[\w-]+\s){0,2}(?:confirm|admit|acknowledg|conced)\w*\b
    """
)
_NOT = pattern(
    r"""
    \b(?:no(?!\.|-|\s(?:fewer|less|longer|more|doubt|matter|end|sooner))
    |not(?!\s(?:only|just|least|less|fewer|more than|far|long|counting|including|(?:be )?(?:independently )?
    (?:confirm|verify|authenticate|corroborate|check)(?:ed)?|immediately|clear|yet|known|possible to
    |sure|behind
    |responsible|involved|the (?:first|only|last)))
    |n't|never|nobody(?!\s(?:was|were|has been)\s(?:hurt|injured|harmed|wounded|killed)\b)
    |none|neither|without(?!\s(?-i:B))|nor|stopped short of)\b(?P<gap>[^,;]{0,40})$
    """
)
_NOT_OVER = pattern(
    r"""
    \b(?:but|because|until|when|and|sa(?:id|ys?)|report\w*|told|claim\w*
    |that|how|who|which|where|whether|for fear|information|idea|comment|details|warning)\b
    """
)
_KEPT_FROM = pattern(
    r"""
    \b(?:avoid(?:ed|s)?|refrain(?:ed|s)? from|abstain(?:ed|s)? from|held (?:off|back) from|eschewed
    |(?:neither|nor)\s(?:[\w-]+\s){1,4}report(?:ed|s)?)\s(?:[\w-]+\s){0,4}$
    """
)
"""`had avoided air attacks`, `neither side reported shelling`: there was none."""
_OF_A_FACT = caseless(r"\b(?:from|in|by|after|during|result|because|despite|following|amid|due)\b")
_CALLED_FALSE = pattern(
    r"""
    ^[^;.]{0,90}\b(?:an? invention|invented|fabricat\w+|(?:is|are|was|were|as|prov(?:ed|es|en)|turned out(?: to be)?)
    \s"?(?:an? )?(?:(?:\w+ly|absolute|complete|total|pure|utter|outright|blatant|downright) )?(?:false
    |untrue|baseless|exaggerat\w+|overstated|inflated|mistaken|inaccurate|wide of the mark|wrong
    |lies?|nonsense|fiction|rumou?rs?|not true|unfounded|groundless|hoax|propaganda))\b
    """
)
_OF_A_REPORT = pattern(
    r"\b(?:reports?|claims?|story|stories|statements?|dispatch(?:es)?|items?)\b[^,;]{0,40}\bthat\b[^;]{0,80}$"
)
_TAKEN_BACK = pattern(
    r"""
    ^[^;.]{0,90}\b(?:is|are|was|were|has been|have been)(?: hereby)?
    \s(?:withdrawn|retracted|wrong|incorrect|erroneous|mistaken|inaccurate|in error|an error)\b
    """
)
"""`A report that 12 were killed was wrong`"""
_NO_ONE_AFTER = pattern(r"^\s(?:no one|nobody|none)\b(?!\s(?:was|were|is|has|had|could|can|claimed|knows?))")


def is_denied(parsed: Parsed, at: int, end: int, *, is_count: bool) -> str:
    """The words that deny or negate it, or nothing.  Who denies only a part in it leaves the toll as it is."""
    lead = parsed.words[: at if is_count else parsed.last_word(end)]
    denial = _DENY.search(lead)
    role = _ONLY_THE_ROLE if is_count else _THE_BLAME
    if denial and not _DENIAL_OVER.search(denial["gap"]) and not role.search(denial["gap"]):
        return denial.group().split()[0]
    kept = None if is_count else _KEPT_FROM.search(parsed.words, 0, at)
    if kept:
        return kept.group().split()[0]
    return _negated(parsed, at, is_count=is_count) or _denied_after(lead, parsed.words[end:])


def _negated(parsed: Parsed, at: int, *, is_count: bool) -> str:
    """`no deaths from the strike` denies deaths, not the strike."""
    clause = parsed.clauses[parsed.clause_at(at)]
    found = _NOT.search(parsed.words, clause.start, at)
    if found is None or _NOT_OVER.search(found["gap"]) or (not is_count and _OF_A_FACT.search(found["gap"])):
        return ""
    return found.group().split()[0]


def _denied_after(lead: str, tail: str) -> str:
    if _OF_A_REPORT.search(lead) and _TAKEN_BACK.search(tail):
        return "taken back"
    if _CALLED_FALSE.search(tail):
        return "false"
    return "no one" if _NO_ONE_AFTER.search(tail) else ""
