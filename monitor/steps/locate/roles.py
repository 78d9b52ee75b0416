"""What part a name of a place plays in its sentence: where it happened, whence, whither, or who did or said it."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from monitor.model.knowledge import PlaceName
from monitor.text.words import word_set


class Role(StrEnum):
    AT = "at"
    TARGET = "target"
    """What was hit, taken or fought for."""
    NEAR = "near"
    """`75 km east of Goma`: not there, but not far."""
    ORIGIN = "origin"
    DESTINATION = "destination"
    PARENT = "parent"
    """The bigger place that holds the one named just before ("Anantnag, in Kashmir")."""
    BARE = "bare"
    LAND = "land"
    """`the Syrian town`: the country by its adjective, and a place in it."""
    ADJECTIVE = "adjective"
    """`Syrian`: says of which country, not where."""
    BORDER = "border"
    ACTOR = "actor"
    """A government, an army or a people under the name of its country or capital."""
    SEAT = "seat"
    """Where somebody spoke."""
    DATELINE = "dateline"


_KINDS = (
    r"(?:city|cities|towns?|villages?|provinces?|districts?|regions?|areas?|governorates?|states?|count(?:y|ies)|camps?|outskirts|suburbs?|"
    r"hills?|shores?|capital|parts?|neighbou?rhoods?|quarters?|countryside|municipalit(?:y|ies)|department|enclave|port|"
    r"side|sides|edges?|centre|center|heart|rest|islands?|mountains?|communit(?:y|ies)|settlements?|territor(?:y|ies)|stronghold|"
    r"bastion|zone|zones|prefecture|territory|coast|streets?|swathes?|much|most|all|city centre|plains?|oblast)"
)
_TRIGGERS = re.compile(
    rf"""
    (?P<border>\b(?:borders?|frontiers?|boundary|bordering|crossings?)\s+(?:points?\s+)?(?:with|of|from|to|between)(?:\s+the)?|\b(?:bordering|borders)(?=\s*$)|\b(?:bordering|borders)\s+the(?=\s*$))
  | (?P<launch>\b(?:(?:air)?strikes?|shelling|rockets?|missiles?|fire|fired|launched|drones?|shells?|bombardment|artillery|raids?)(?:\s+\w+){{0,2}}\s+from(?:\s+inside|\s+within)?\b)
  | (?P<near>\b(?:near|close\s+to|not\s+far\s+from|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\s+of|outside(?:\s+of)?|(?:km|kilomet(?:re|er)s?|miles?)(?:\s+\([^)]*\))?(?:\s+\w+(?:-\w+)?){{0,2}}\s+(?:from|of)|towards\s+the\s+\w+\s+of)\b)
  | (?P<inner>\b{_KINDS}\s+of\b|\b(?:the|a|in)\s+{_KINDS}\b(?=\s*$))
  | (?P<seat>\b(?:said|told|says|reporters|journalists|conference|statement|interview|interviewed|briefing|speaking|spoke|talks?|meetings?|met|summit|
        hearing|negotiations|speech|address|parliament|headquarters|headquartered|based|office|offices|correspondent|bureau|embassy|born|studying|exile|exiled|diplomats?|
        analysts?|officials?|court|trial|lives|living|lived|phone|telephone|hospitali[sz]ed|banned|outlawed|prohibited|blacklisted|convicted|jailed|arrested)
        (?:\s+(?!{_KINDS})[\w’'-]+){{0,3}}\s+(?:in|at|from|near)\b)
  | (?P<destination>\b(?:headed|heading|way|route|road|en\s+route|bound|reach(?:ed|ing|es)?|arriv(?:ed|ing|es|als?)(?:\s+(?:in|at|to))?|
        (?:sheltered|sheltering|take\s+shelter|took\s+shelter|taking\s+shelter|living|staying|arrived)(?:\s+\w+){{0,4}}\s+(?:in|at|near)|refuge\s+(?:in|at|near)|camped(?:\s+\w+){{0,5}}\s+(?:in|around|at|near)|settled\s+in|stranded\s+in|
        hosted\s+(?:in|by)|asylum\s+in|safety\s+(?:in|of|at)|resettled\s+in|stay(?:ing|ed)?\s+in|return(?:s|ed|ing)?\s+to|back\s+to|enter(?:ed|s|ing)?|to|into|onto|towards?|for|via)\b)
  | (?P<origin>\b(?:from|out\s+of|leav(?:e|es|ing)|left|flees?|fled|fleeing|quit(?:s|ting)?|abandon(?:ed|ing|s)?|escap(?:e|ed|es|ing)|
        evacuat(?:e|ed|es|ing)|desert(?:ed|ing)|empt(?:y|ied|ies|ying)|vacat(?:ed|ing)|outside)\b)
  | (?P<target>\b(?:on|hit|hits|hitting|strikes?|struck|striking|bomb(?:ed|s|ing|ard(?:ed|ing|s|ment\s+of))?|pound(?:ed|s|ing)|shell(?:ed|s|ing)(?:\s+of)?|
        target(?:ed|s|ing)|attack(?:s|ed|ing)?|captur(?:ed?|es|ing)(?:\s+of)?|seiz(?:ed?|es|ing|ure\s+of)|retook|retak(?:en?|ing)|overr[au]n|recaptur(?:ed?|ing)|
        regain(?:ed|s|ing)?|control\s+of|took|tak(?:e|en|ing)|storm(?:ed|s|ing)?|besieg(?:ed|ing)|raid(?:ed|s|ing)?|shook|rock(?:ed|s)|over|against|
        liberat(?:ed|ing|es)|lost|fall\s+of|siege\s+of|battle\s+(?:for|of)|(?:offensive|assault|advance|push|attack|raids?|strikes?|bombardment|fire|crackdown|operation|campaign)s?\s+
        (?:on|in|against|into|to\s+(?:re)?take)|fired(?:\s+\w+){{0,3}}\s+(?:at|into|on)|overwhelm(?:ed|ing)|surround(?:ed|ing)|encircl(?:ed|ing)|devastat(?:ed|ing)|batter(?:ed|ing)|blockad(?:ed|ing))\b)
  | (?P<actor>\b(?:by|with|between|all(?:y|ies)|backers?|accus\w+|blam\w+|urg\w+|thank\w+|includ\w+|call(?:ed|s|ing)?\s+on|neighbou?r(?:s|ing)?|rivals?|because\s+of|like|against|
        sanctions\s+on|slammed\s+by|foes?|enem(?:y|ies)|bid\s+by|friends?|versus|among)(?:\s+the)?(?=\s*$))
  | (?P<bare>\bof(?:\s+the)?(?=\s*$))
  | (?P<at>\b(?:in|at|near|around|inside|across|throughout|within|along|off|between|beyond|surrounding|through|amid|under|covering|beside|outside|nearby|where|including|to\s+the\s+\w+\s+of)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INTO_IS_TARGET = re.compile(
    r"\b(?:fir(?:ed|ing)|launch(?:ed|ing)|rockets?|missiles?|shells?|shelling|push(?:ed)?|advanc\w+|incursion|invasion|offensive|drones?|mortars?|(?:air)?strikes?|raids?|fire|salvo)\b[^.;]{0,40}$",
    re.I,
)
_MAY_COME_FIRST = r"(?:'s|’s)?(?:\s+(?:on|late|early|also|again|however|later|then|still|now|already|repeatedly|earlier|meanwhile|this|last|and|itself)\b)?(?:\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s+week)?,?"
_SPEAKS = re.compile(
    rf"^{_MAY_COME_FIRST}(?:\s+(?:and|,)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?{_MAY_COME_FIRST}\s+(?:(?:has|have|had|would|will|could)\s+(?:\w+ly\s+)?(?:been\s+|not\s+)?)?"
    r"(?:said|says?|told|tells?|vow(?:ed|s)|warn(?:ed|s)|veto(?:ed|es)?|accus(?:ed|es)|den(?:ied|ies|y)|announc(?:ed|es)|claim(?:ed|s)|blam(?:ed|es)|insist(?:ed|s)|"
    r"reject(?:ed|s)|condemn(?:ed|s)|call(?:ed|s)|back(?:ed|s|ing)?|support(?:ed|s)?|launch(?:ed|es)|want(?:ed|s)|agree[ds]?|pledg(?:ed|es)|declar(?:ed|es)|"
    r"confirm(?:ed|s)|interven(?:ed|es)|sent|sends|deploy(?:ed|s)|hail(?:ed|s)|urg(?:ed|es)|demand(?:ed|s)|consider(?:ed|s)|regard(?:ed|s)|abstain(?:ed|s)|vot(?:ed|es)|believes?|"
    r"suspects?|dismiss(?:ed|es)|describ(?:ed|es)|brands?|admit(?:ted|s)|acknowledg(?:ed|es)|promis(?:ed|es)|threaten(?:ed|s)|respond(?:ed|s)|retaliat(?:ed|es)|invad(?:ed|es)|annexed|occupies|"
    r"cut|impos(?:ed|es)|broker(?:ed|s)|mediat(?:ed|es)|stood|halt(?:ed|s)|block(?:ed|s)|trad(?:ed|es)|carried\s+out|conducts?|conducted|strikes?\b(?!\s+(?:in|by|kill|hit))|kills?|killed|bombed|fired|let\s+it)\b"
)
_JUST_SAYS = re.compile(
    rf"^{_MAY_COME_FIRST}\s+(?:said|says|told|denies|denied|accuses|accused|blamed|blames|insists|insisted|claims|claimed|believes|has\s+(?:said|denied|blamed))\b"
)
_OFFICE = re.compile(
    r"^(?:'s|’s|s)?\s+(?:\w+\s+)?(?:governments?|regimes?|army|armies|military|forces?|troops?|soldiers?|warplanes?|jets?|aircraft|planes?|helicopters?|air\s+force|president|"
    r"prime\s+minister|premier|minist(?:er|ers|ry|ries)|foreign|defen[cs]e|envoys?|ambassadors?|spokes\w+|officials?|parliament|authorit(?:y|ies)|state\s+(?:media|television|TV|news)|"
    r"intelligence|navy|leaders?|king|loyalists?|all(?:y|ies)|opposition|representatives?|mission|delegation|embassy|Security\s+Council|junta|rulers?|diplomats?|air\s+raids?|air\s*strikes?|"
    r"police|chief|head|veto|media|rebels?|militants?|fighters?|jihadists?|insurgents?|militia(?:s|men)?|drones?|missiles?|artillery|promises?|pledges?|vows?|offers?|denials?|claims?|requests?|demands?|statements?|accusations?|objections?|warnings?|offensive|operations?|bombardment|bombing|warships?|proxies|proxy)\b(?![-–](?!backed|led))"
)
_PAIRED_ADJECTIVE = re.compile(
    r"^-(?:based|backed|led|allied|controlled|supported|sponsored|funded|brokered|mediated|aligned|run|born|trained|made|imposed|linked|dominated|chaired|proposed|drafted)\b",
    re.I,
)
_LIST_GAP = re.compile(
    r"^(?:['’]s?)?\s*(?:,|,?\s+(?:and|or|as\s+well\s+as|then|&)|/)\s+(?:the\s+|nearby\s+|neighbou?ring\s+|in\s+|around\s+)?(?:towns?\s+of\s+|villages?\s+of\s+|cit(?:y|ies)\s+of\s+)?$"
)
_PARENT_GAP = re.compile(
    rf"^(?:,|,?\s+(?:a|an|the)\s+[\w\s’'-]{{3,40}})?,?\s*(?:a\s+{_KINDS}\s+|{_KINDS},?\s+|which\s+is\s+|located\s+|lying\s+)?(?:(?:in|of|within)\s+)?(?:the\s+)?(?:[a-z][\w’'-]*\s+){{0,5}}$"
)
_OWNED = re.compile(r"^(?:['’]s?|s)(?:\s+[\w-]+){0,3}\s+$")
_IN_UNIT = re.compile(r"^,?(?:\s+\w+)?\s+(?:in|of)\s+(?:the\s+)?$")
_UNIT_AFTER = re.compile(
    r"^\s+(?:count(?:y|ies)|districts?|provinces?|governorates?|states?|territor(?:y|ies)|regions?|departments?|prefectures?|localit(?:y|ies)|zones?|oblast)\b"
)
_LAND = re.compile(
    rf"^(?:'s|’s)?\s+(?:(?:coastal|northern|southern|eastern|western|central|border|refugee|displacement|mountain|desert|port|frontier|rebel|market|mining|main|southwestern|southeastern|northeastern|northwestern)\s+){{0,2}}(?:{_KINDS}|soil|coast|airspace|prisons?|desert)\b"
)
_GROUP = re.compile(
    r"^\s+(?:people|communit(?:y|ies)|tribes?(?:men)?|clans?|youths?|ethnic|nationalists?|herders|farmers|nationals|citizens|speakers|immigrants|migrants|diaspora|refugees?\s+from|natives?|Dinka|Nuer)\b"
)
_BORDER_AFTER = re.compile(r"^(?:'s|’s)?(?:-[A-Z]\w+)?[ -](?:borders?|frontiers?)\b")
_CAPITAL = re.compile(r"^(?:'s|’s|s)?,?\s+capital\b(?!\s+(?:punishment|of|gains|city\s+of|[A-Z]))(?:\s+city\b)?")


def capital_after(text: str, end: int) -> int:
    """Where `capital` ends, if that word follows the name of a country or a people; else 0."""
    match = _CAPITAL.match(text[end : end + 40])
    return end + match.end() if match else 0


class Before(NamedTuple):
    """The name that stands before this one, and its part."""

    name: PlaceName
    role: Role


def role_of(text: str, name: PlaceName, before: Before | None) -> Role:
    """The part that the words around a name give it."""
    right = text[name.end : name.end + 70]
    level = name.candidates[0].level
    if _PAIRED_ADJECTIVE.match(right) or _GROUP.match(right):
        return Role.ACTOR
    if level == "people":
        return _role_of_adjective(text, name, right)
    if _BORDER_AFTER.match(right):
        return Role.BORDER
    if before is not None and (inherited := _from_before(text, name, before, right)) is not None:
        return inherited
    left = _phrase_before(text, name.start)
    named = _by_trigger(left, level, right[:24])
    if named is Role.BARE and not left.strip() and right.startswith(", ") and level != "country":
        return Role.AT
    if named in (Role.TARGET, Role.ORIGIN) and _JUST_SAYS.match(right):
        return Role.ACTOR
    if named in (Role.BARE, Role.ACTOR, Role.SEAT) and (_SPEAKS.match(right) or _OFFICE.match(right)):
        return Role.ACTOR
    if named is Role.TARGET and _OFFICE.match(right):
        return Role.ACTOR
    if (
        named is Role.AT
        and level == "country"
        and _OFFICE.match(right)
        and not left.rstrip().lower().endswith((" in", " near"))
    ):
        return Role.ACTOR
    return named


def _role_of_adjective(text: str, name: PlaceName, right: str) -> Role:
    """`the Syrian town` speaks of a place, `Syrian troops` of who acts, `Syrian families` of neither."""
    if _BORDER_AFTER.match(right):
        return Role.BORDER
    if _LAND.match(right):
        return Role.LAND
    return Role.ACTOR if _OFFICE.match(right) else Role.ADJECTIVE


def _phrase_before(text: str, start: int) -> str:
    left = text[max(start - 90, 0) : start]
    for mark in (". ", "; ", ": ", "? ", "! ", "\n", "“", '"', "(", " - ", " -- ", " — "):
        left = left.rsplit(mark, 1)[-1]
    return left


def _from_before(text: str, name: PlaceName, before: Before, right: str) -> Role | None:
    """A list shares one part in the sentence; a bigger place after a smaller one is its parent."""
    gap, role = text[before.name.end : name.start], before.role
    if not gap or len(gap) > 70 or role in (Role.ADJECTIVE, Role.DATELINE):
        return None
    if _OWNED.match(gap):
        return role if role not in (Role.ACTOR, Role.SEAT) else None
    may_hold = _may_hold(name, before.name)
    if _LIST_GAP.match(gap):
        if gap.strip() == "," and may_hold:
            return Role.PARENT
        if role in (Role.ACTOR, Role.SEAT) and name.candidates[0].level not in ("country", "people"):
            return None
        return role
    if role in (Role.ACTOR, Role.SEAT):
        return None
    if _IN_UNIT.match(gap) and _UNIT_AFTER.match(right):
        return Role.PARENT
    return Role.PARENT if may_hold and _PARENT_GAP.match(gap) else None


_RANK = {"country": 3, "area": 2, "admin1": 2, "admin2": 1, "place": 0}


def _may_hold(outer: PlaceName, inner: PlaceName) -> bool:
    """True where some reading of the later name is bigger than, and in the country of, some reading of the earlier one."""
    return any(
        _RANK.get(big.level, 0) > _RANK.get(small.level, 0) and (big.country == small.country or big.country is None)
        for big in outer.candidates[:3]
        for small in inner.candidates
    )


_FROM_AROUND = re.compile(r"^(?: \w+)? from (?:the )?(?:surround|nearby|neighbou?ring|outlying|adjacent|its )")
_STEMS = word_set("bor fro bou cro nea clo not out nor sou eas wes km kil mil tow air str she roc mis fir lau dro bom art rai the a in cit tow vil pro dis reg are gov "
    "sta cou cam sub hil sho cap par nei qua mun dep enc por sid edg cen hea res isl mou com set ter bas zon pre coa swa muc mos all pla obl "
    "sai tol say rep jou con int bri spe spo tal mee met sum neg add hea off cor bur emb bor stu exi dip ana off tri liv lif pho tel hos ban bla jai arr "
    "way rou roa en rea ref hos asy saf sta ret bac to int ont via for ent of lea lef fle qui aba esc eva des emp vac on hit str pou tar att cap sei ret rec ove "
    "reg con too tak sto bes rai sho roc aga lib los fal sie bat off ass adv pus cra ope cam sur enc dev bat blo by wit bet acc urg tha inc cal riv bec lik san "
    "sla foe ene bid fri ver amo at aro ins acr thr wit alo off bey ami und cov bes whe")
"""How the words begin that may open a trigger: the pattern is tried only there, for it is long."""
_ANY_WORD = re.compile(r"[a-z]+", re.I)


def _triggers(clause: str) -> list[re.Match[str]]:
    """As `_TRIGGERS.finditer`, and many times as fast."""
    found: list[re.Match[str]] = []
    free = 0
    for word in _ANY_WORD.finditer(clause):
        at = word.start()
        if at >= free and word.group()[:3].lower() in _STEMS and (match := _TRIGGERS.match(clause, at)):
            found.append(match)
            free = match.end()
    return found


_OTHER_CLAUSE = re.compile(
    r"\b(?:that|who|when|while|after|before|because|as|and\s+then|if|despite|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def _by_trigger(left: str, level: str, right: str) -> Role:
    """The last word before the name that gives it a part; words that only say what it is (`town of`) let us look on."""
    clause = left.rsplit(",", 1)[-1] if left.count(",") else left
    matches = _triggers(clause)
    placed = False
    for match in reversed(matches):
        kind = match.lastgroup
        if kind == "inner":
            placed = True
            continue
        if kind == "launch":
            return Role.ACTOR
        if kind == "destination" and _FROM_AROUND.match(right):
            return Role.AT
        if (
            kind == "actor"
            and level not in ("country", "people")
            and not clause.rstrip().lower().endswith((" by", " with"))
        ):
            continue
        if (
            kind in ("destination",)
            and _INTO_IS_TARGET.search(clause[: match.end()])
            and match.group().lower() in ("into", "to", "towards", "toward")
        ):
            return Role.TARGET
        if _OTHER_CLAUSE.search(clause, match.end()) and kind not in ("border", "seat"):
            return Role.AT if placed else Role.BARE
        return Role(kind) if kind else Role.BARE
    return Role.AT if placed else Role.BARE
