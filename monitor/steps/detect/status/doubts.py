"""Words -> possible: what is only feared, planned, asked for or made to depend on something."""

import re

from monitor.steps.detect.status.clauses import Clause, Parsed
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import Caseless, caseless

_SIGN = r"(?:[^,;:()]|(?<=\d),(?=\d))"
_FINITE = r"\b(?:was|were|had|has|have|is|are|did|said|says|been)\b"
_TURN = r"\b(?:after|since|when|which|because|following|amid|despite|while)\b"
_GAP = rf"(?P<gap>(?:(?!{_FINITE}|{_TURN}){_SIGN}){{0,90}})$"
"""Within one clause and before its next finite verb."""
_OTHER_FACT = (
    r"\b(?:was|were|had|has|is|are|said|says|after|since|when|which|because|that|retaliation|response|revenge"
    r"|responsib\w+|investigat\w+|condemn\w*|over the|and(?!\s+$))\b"
)
_FACT = r"was|were|had|has|have|is|are|said|says"
_MODAL_GAP = rf"(?P<gap>(?:(?!{_OTHER_FACT}){_SIGN}){{0,90}})$"
_VERB_AHEAD = (
    r"(?!(?:the|an?|its|their|his|her|this|that|those|these|some|more|over|at least|\d+)\b)(?-i:(?![A-Z][a-z]))"
)
"""After `to`: a verb, not a place or a number."""

_MODAL = pattern(
    rf"""
    \b(?:could|(?-i:may|MAY)|might|would|will|shall|should|must|can|'ll|won't|wouldn't)\b
    (?!\s\d|\sbe (?:the|one of)\b|\s(?:still\s|clearly\s)?(?:hear|be\s(?:heard|seen|felt))\b){_MODAL_GAP}
    """
)
_TO_DO = pattern(
    rf"""
    (?:\b(?:expected|set|due(?= to be\b)|likely|unlikely|poised|scheduled|plan(?:s|ned|ning)?|promis(?:e|es|ed|ing)
    |hop(?:es?|ed|ing)|intend\w*
    |want(?:s|ed)?|prepar(?:e|es|ed|ing)|ready|about(?= to\b)|threaten\w*|threats?|vow(?:s|ed|ing)?|pledg(?:e
    |es|ed|ing)
    |order(?:s|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|call(?:s|ed|ing)?(?!\sin\b)|appeal\w*|try|tries|trying|tried
    |attempt\w*
    |willing|mean(?:s|t)?|sw(?:ear|ears|ore|orn)|conspir\w+|schem(?:e|es|ed|ing)
    |(?:stands?|stood)(?= to\b)|plot(?:s|ted|ting)?|need(?:s|ed)?
    |allow(?:s|ed|ing)?|enabl\w+|aim(?:s|ed|ing)?|seek(?:s|ing)?|refus(?:e|es|ed|ing)|unable
    |fail(?:s|ed|ing)?|offer(?:s|ed)?|deal|agreement|operation|bid|efforts?|advis(?:e|ed|ing)|instruct(?:ed|ing)
    |wait(?:s|ed|ing)?|power|right|decid(?:e|es|ed|ing)|decision|mandate|closer|struggl(?:e|es|ed|ing)|hesitat\w*
    |permission|chance)
    (?:\s(?!to\b)(?:[^\s,;:]|(?<=\d),(?=\d))+){{0,6}}
    |\b(?:order(?:s|ed|ing)?|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|told|tell(?:s|ing)|warn(?:s|ed|ing)?|advis(?:e|es|ed|ing)
    |instruct(?:s|ed|ing)?|encourag(?:e|es|ed|ing)|request(?:s|ed|ing)?|implor(?:e|es|ed|ing)|direct(?:s|ed|ing))
    (?:\s(?!(?:to|who|that|forced|obliged|compelled|been|{_FACT})\b)(?:[^\s,;:]|(?<=\d),(?=\d))+){{0,14}})
    (?<!\bhouse)(?<!\bdoor)(?<!\bday)\sto\s{_VERB_AHEAD}{_GAP}
    """
)
_RISK = pattern(
    rf"""
    \b(?:fears?(?:\s(?:that|of|for|(?:are|were) \w+ (?:of|that|for)))?|feared|afraid|at risk of|risk(?:s|ed
    |ing)?(?: of)?
    |threats? of|threaten(?:s|ed|ing)?|danger (?:of|that)|prospects? of|possibility of|prevent(?:s|ing)?|avert(?:ing)?
    |avoid(?:ing)?|warn(?:s|ed|ing)? (?:of|against|about)|warnings? of|prepar(?:es?|ed|ing|ations?) for
    |brac(?:es?|ed|ing) for|braced|ready for
    |projected|projections?|predict(?:s|ed)?|forecasts?|anticipat\w+|expect(?:s|ed|ing)?
    |call(?:s|ed|ing)? for|demand(?:s|ed|ing)?|appeal(?:s|ed)? for|in (?:urgent )?need of|plans?(?: for)?|plott?ing
    |(?:mull|ponder|contemplat|weigh|consider)(?:s|e|es|ed|ing)?(?=\s\w+ing\b)
    |moratorium on|ban on|freeze on|suspension of
    |hypothetical|scenario|on the verge of|brink of|awaiting|instead of|rather than|capable of|so as not to)\b{_GAP}
    """
)
_FEARED_DONE = pattern(
    r"""
    \b(?:fear(?:s|ed)?|worr(?:y|ies|ied)|suspect(?:s|ed)?(?= that)|presum(?:e|es|ed))(?: (?:(?:were|are) \w+ )?that)?
    (?P<gap>(?:(?!\b(?:was|were|had|has|have|after|since|when|which|because|who|amid|(?<!many )as(?! many)|while)\b)
    [^,;:()]){0,60}
    \b(?:was|were|had|has|have)(?: also| already| been)*\s)$
    """
)
"""`it is feared that 30 were killed`: only a verb of its own clause stands between."""
_CONTINGENCY = pattern(
    rf"""
    \b(?:(?:contingency|preparedness|response) plan\w*
    |planning (?:figure|assumption|scenario)s?(?: is| was| stands at)?|worst[- ]case)\b{_GAP}
    """
)
"""`a contingency plan for up to 50,000 displaced`"""
_IF_THEN = pattern(
    r"""
    \bif\s(?!(?:true|confirmed|verified|correct|anything|so)\b)[^;.]{4,120},\s(?:then\s)?(?:that|this|it)
    (?:['’]s|\sis|\smakes|\smeans|\sbrings|\stakes)\s[^,;.]{0,30}$
    """
)
"""`If they are not found, that makes 105 deaths`"""
_PRESUMED = pattern(
    r"\bpresumed(?: to (?:be|have been))?(?: all| now| also| \w+ or)?\s$"
    r"|\b(?:believed|thought)(?: all| now)?\s$|\bgiven up for\s$"
)
_CONSIDERED = pattern(r"\b(?:mull|ponder|contemplat|weigh|consider|discuss|debat)(?:s|e|es|ed|ing)?\s(?:\w+ly\s)?$")
"""`mulls ending the truce`: the second verb may begin a clause of its own."""
_LOOMING = pattern(
    r"\b(?:potential(?:ly)?|possible|possibly|planned|threatened|looming|imminent"
    r"|(?<!the )(?<!his )(?<!her )fac(?:e|es|ing))"
    r"\s(?!(?:the|an?|to)\b)(?P<gap>(?:[\w-]+\s){0,2})$"
)
_NOUN = pattern(
    r"""
    (?:displacement|exodus|influx|flight|evacuations?|flows?|waves?|deaths?|killings?|collapse|breach
    |violations?|veto(?:es)?
    |attacks?|strikes?|air ?strikes?|casualties|bodies|corpses|end|(?:death )?toll
    |(?:number|count|tally|total)(?: of [^,;]{1,60})?)(?:\sof)?$
    """
)
_DECISION = pattern(r"(?:\w+ )*(?:collapse|breach|veto(?:es)?|end)$")
_NOUN_THEN_MODAL = pattern(
    rf"""
    ^(?P<gap>(?:(?!{_FINITE}|\b(?:and|that|which|as|when)\b)(?:[^,;:()]|,(?=\d))){{0,80}})(?<!what )\b
    (?:(?:could|(?-i:may)|might|would|will)(?! be (?:the|one|among|a)\b)\s(?:\w+ly |still |also |yet |soon )?
    (?:have (?:been|risen|reached|exceeded|climbed|passed|topped|grown)
    |be(?!\s(?:remembered|investigated|mourned|commemorated|marked|discussed|debated|raised|reviewed|avenged|felt))
    |lie|remain|reach|rise|exceed|follow|occur|happen|come|top|climb|grow|number|result|continue|take|begin|jump|soar|double
    |surge|swell|pass|go|mount|approach|near|increase|hit)
    |(?:is|are|was|were)\s(?:feared|likely|expected|forecast|projected|possible|planned(?!\sby)|imminent|approved|authori[sz]ed
    |proposed|agreed))\b
    """
)
_WOULD_DO = pattern(
    r"""
    ^(?:\s(?!(?:that|which|who|and|said|when|after|as)\b)[\w’'-]+){0,4}\swould\s(?:not\s|never\s|only\s|also\s)?
    (?!(?:have|confirm|comment|say|give|name|identify|elaborate|discuss)\b)[a-z]+
    """
)
"""`an air strike would not change the balance`: none has been told of."""
_AWAITED = pattern(
    r"""
    (?:\s(?!(?:that|which|who|and|said|but)\b)[^\s,;]+){0,5}\s(?:is|are|was|were)\s(?:\w+\s)?
    (?P<word>expected|forecast|projected|likely|predicted|set)\b[^,;.]{0,40}
    \bto\s(?:surpass|exceed|reach|top|pass|rise|hit|climb|grow|double|swell)\b
    """
)
"""`the number of displaced people is expected in the coming months to surpass 400,000`"""
_ORDERED = pattern(
    r"""
    \bevacuation\s(?P<word>orders?|notices?|warnings?)\b[^,;.]{0,40}
    \b(?:appl(?:y|ies|ied)\sto|cover(?:s|ed|ing)?|concern(?:s|ed|ing)?|extends?\sto)\b
    """
)
_FEARED_AFTER = pattern(r"^\W*(?:(?:is|are|was|were)\s)?(?:feared|presumed|believed to be at risk)\b")
_ASKS = caseless(r"\b(?:ask(?:s|ed)|asked by \w+|wonder\w*|question\w*|as|even|see)\s*$")
_UNSURE_WHO = caseless(r"\b(?:unclear|clear|know|knew|say|sure|confirm|determine|verify|establish)\s*$")
_IN_THE = caseless(r"\b(?:in|by|from|during|of) (?:the|that|this|those|these)(?: [\w-]+){0,2} $")
_CARRIED_OUT = caseless(r"\b(?:carried out|(?<!or )by)\b")
_THE_KNOWN = caseless(r"\bthe \d[\d,.]* (?:(?!(?:be|been|being|were|was|are|to|could|would)\b)[\w-]+ ){1,4}$")
"""`the 33 people killed`: nobody doubts them."""
_IS_GIVEN = caseless(
    r"(?:ed|n)?\s(?:were|was|are|is|had|have)\b(?!\s(?:the|an?|its|their|his|her|this|that)\s(?:[\w-]+\s){1,3}to\b)"
)
"""Not `would be killed were the army to attack`."""
_ASKS_FOR = caseless(r"demand|call|appeal")
_SECOND_DEED = caseless(r"demand|call|appeal|threatened\b.*\band (?:\w+ly |then )?$")
"""`threatened his family and killed his aunt`: the second deed was done."""
_NOTED = caseless(r"(?<!\bare )(?<!\bis )(?<!\bwere )\b(?:noted|said|added|reported|but|however|confirmed)\b")
_OF_A_FACT = caseless(r"\b(?:in|of|over|from|during|amid|by|after|following|(?:reprisals?|revenge|anger) for)\b")
_PAST_FORM = caseless(r"(?:\w+ed|fled|left|drove|shot|took)\b")
_GERUND = caseless(r"\w+ing\b")
_HELP = caseless(
    r"\b(?:help|assist|aid|feed|support|protect|reach|shelter|supply|vaccinate|access to|assistance to"
    r"|(?:aid|food|help|tents|shelter|relief|assistance|support|protection|water|funds|medicine|supplies) for)\b"
)
_THE_HELPED = caseless(
    r"(?:refugees?|idps?|evacuees|displaced|uprooted|asylum|homeless|driven|forced|\w+ed|fled|left)\b"
)
"""`asks for help for the 9,000 driven out on Sunday`: the help is asked for, they were driven out."""
_HANDLE = caseless(
    r"\b(?:hand(?:ing)? (?:over|back)|return|bury|identify|repatriate|collect|retrieve|recover|claim|remove)\b"
)
_THE_DEAD = caseless(r"(?:corpses|bodies|remains)\b")
"""`prepares to hand over the bodies of 40 soldiers`: dead they are."""
_TURNED_DOWN = caseless(
    r"(?:\b(?:refus|reject|ignor|def(?:y|ied|ies)|flout|spurn|rebuff|brush|turn|block)\w*(?: down| aside| off)?|\s{5})"
    r"\s(?:[^\s,;]+\s){0,3}$"
)
"""`refuses demands to let aid in`, and where the refusal is the incident its own word is left out."""
_INFINITIVE = caseless(r"\bto\s")
_NOT_FINITE = caseless(
    r"\b(?:(?:be|been|being|get|gets|getting|have|having|see|leave|leaving|find|keep)\b|(?:the|most)\s(?:\w+ly\s)?$)"
)
"""Nor is `the most seriously | wounded`."""


_HAD_IT = re.compile(r"(?:^|[,;“\"]\s?)\W*[Hh]ad\s(?!been\b)(?:[\w’'-]+\s){0,4}$")
_WOULD_HAVE = re.compile(r"\b(?:would|could|might)\s(?:\w+\s)?have\b")
"""`Had the shell exploded, it could have killed dozens`"""


def is_possible(parsed: Parsed, at: int, end: int, *, is_count: bool) -> str:
    """The words that leave it open, or nothing.  `at`, `end`: the verb or noun that tells it."""
    clause = parsed.clauses[parsed.clause_at(at)]
    if is_count and (awaited := _AWAITED.match(parsed.words, end) or _ORDERED.search(parsed.words, clause.start, end)):
        return awaited.group("word")
    return _left_open(parsed, clause, at, end, is_count=is_count)


def _left_open(parsed: Parsed, clause: Clause, at: int, end: int, *, is_count: bool) -> str:
    if is_count and (_IS_GIVEN.match(parsed.words, end) or _THE_KNOWN.search(parsed.words, clause.start, at)):
        return ""
    lead = parsed.words[clause.start : max(at, parsed.last_word(end))]
    if clause.opener == "condition" and _leaves_open(parsed, clause, at, lead, is_count=is_count):
        return lead.split()[0] if lead.split() else "if"
    doubts = (_MODAL, _TO_DO, _RISK, _LOOMING) if " to " in lead.lower() else (_MODAL, _RISK, _LOOMING)
    for doubt in doubts:
        found = doubt.search(lead)
        if found and _governs(parsed, at, found, doubt, clause.start, is_count=is_count):
            return found.group().split()[0]
    if _GERUND.match(parsed.words, at) and _CONSIDERED.search(parsed.words, 0, at):
        return "considered"
    if is_count and (_FEARED_DONE.search(lead) or _PRESUMED.search(lead)):
        return "feared"
    if is_count and (planned := _CONTINGENCY.search(lead) or _IF_THEN.search(parsed.words, 0, at)):
        return planned.group().split()[0]
    return _left_open_after(parsed, at, end, is_count=is_count)


def _leaves_open(parsed: Parsed, clause: Clause, at: int, lead: str, *, is_count: bool) -> bool:
    """`asked if`, and who did it (`unclear if the strikes were carried out by`), leave the thing itself as told."""
    before = parsed.words[: clause.start]
    is_unsure = lead.lstrip(" ,").startswith("whether") or _UNSURE_WHO.search(before)
    is_about_who = not is_count and is_unsure and _is_taken_as_known(parsed, clause, at)
    return not (is_about_who or _ASKS.search(before) or _NOTED.search(lead))


def _is_taken_as_known(parsed: Parsed, clause: Clause, at: int) -> bool:
    """`unclear whether the raid was carried out by`, `whether anyone was hurt in the raid`; not `hit by a raid`."""
    is_who = _CARRIED_OUT.search(parsed.words, at, clause.end)
    return bool(is_who or _IN_THE.search(parsed.words, clause.start, at))


def _governs(parsed: Parsed, at: int, found: re.Match[str], doubt: Caseless, offset: int, *, is_count: bool) -> bool:
    """`found` counts from `offset`; what is told may hold the doubt, or stand behind it with words between."""
    if doubt in (_MODAL, _TO_DO) and _starts_anew(parsed, at, found.group()):
        return False
    if doubt is _RISK and _SECOND_DEED.match(found.group()) and _starts_anew(parsed, at, found.group()):
        return False
    if is_count and _is_of_known(parsed, at, found.group()):
        return False
    if _ASKS_FOR.match(found.group()) and _TURNED_DOWN.search(parsed.words, 0, offset + found.start()):
        return False
    between = parsed.words[offset + found.start("gap") : at]
    return is_count or offset + found.start() >= at or not _OF_A_FACT.search(between)


def _is_of_known(parsed: Parsed, at: int, asked: str) -> bool:
    """What is planned or asked for befalls people who have fled, or are dead, already."""
    is_of_helped = _HELP.search(asked) and _THE_HELPED.match(parsed.words, at)
    return bool(is_of_helped or (_HANDLE.search(asked) and _THE_DEAD.match(parsed.words, at)))


def _starts_anew(parsed: Parsed, at: int, before: str) -> bool:
    """`who wanted to kill him | killed 23`, `waiting to enter | killing 23`: neither is what was wanted."""
    if _GERUND.match(parsed.words, at):
        return bool(_INFINITIVE.search(before)) and not before.endswith("to ")
    return bool(_PAST_FORM.match(parsed.words, at)) and not _NOT_FINITE.search(before)


def _left_open_after(parsed: Parsed, at: int, end: int, *, is_count: bool) -> str:
    tail = parsed.words[end:]
    if _HAD_IT.search(parsed.words, 0, at) and _WOULD_HAVE.search(tail):
        return "had"
    found = _FEARED_AFTER.search(tail)
    nouns = _NOUN if is_count else _DECISION
    if found is None and nouns.match(parsed.words[at:end]):
        found = _NOUN_THEN_MODAL.search(tail)
    if found is None and not is_count:
        found = _WOULD_DO.search(tail)
    return found.group().split()[-1] if found else ""
