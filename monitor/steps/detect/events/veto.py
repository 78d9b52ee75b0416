"""(sentence) -> [Candidate]: a permanent member's veto in the Security Council, cast, past or threatened."""

from monitor.model.mention import Kind, Status, Subject
from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.view import View, compiled, wanted
from monitor.text.times_words import WEEKDAY

_OTHER_BODY = (
    r"\b(?:presidents?|presidential|governors?|mayors?|parliament\w*|bills?|legislat\w+|law(?:makers?|s)?|senat\w+|"
    r"congress\w*|budgets?|ministers? vetoed|the board|shareholders?|directors|takeover|merger|coach|clubs?|"
    r"candidates?|EU|European Union|eurozone|NATO|OPEC|IMF|WTO|knesset|cabinet|king|queen|monarch|pope|regulators?|"
    r"line-item|pocket veto)\b"
)
_IN_GENERAL = (
    r"\bveto[- ](?:wielding|power|powers|right|rights|holding|holders?|proof|system|players?)|"
    r"\b(?:power|powers|right|rights|use|abolish\w*|reform\w*|limit\w*|abuse) (?:of|to|on) "
    r"(?:the |a |its |their )?vetos?\b|"
    r"\bright to veto|\bpower to veto|\bno vetoe?s?\b|\bwithout a veto\b|\bnot (?:subject to|face) a veto\b|"
    r"\bdouble veto right|\bfind (?:its|their|the) veto\b|\bh(?:as|ave|old|olds|olding|eld) (?:a|the) veto\b|"
    r"\b(?:h[oe]ld back|withh[oe]ld|refrain\w* from|forgo|forwent|waived?|abstain\w*|declin\w+ to|"
    r"chos?en? not to|opt\w* not to) (?:\S+ ){0,3}veto|"
    r"\b(?:countr(?:y|ies)|members?|powers?|nations?|states?|those|one) with a veto\b|"
    r"\bimmune to veto|\b(?:council|members?|powers?) and (?:its|their) vetoe?s?\b|"
    r"\breform\w* (?:of )?(?:the |its )?(?:security council|council|veto)|"
    r"\byou (?:can|may|will)(?: ?not|n't)? veto\b|\bveto (?:our|your|my|the) (?:voices?|truth|principles|people)\b|"
    r"\b(?:for|to be adopted,?) an? (?:\w+ )?resolution (?:to (?:be adopted|pass)|(?:needs|requires|must))\b|"
    r"\bmayors?\b|\b(?:city|town|county|borough|parish|student) councils?\b"
)
_AS_A_RULE = (
    r"\bany (?:one )?(?:of (?:the |its )?)?(?:five |5 |p5 )?permanent|"
    r"\b(?:whenever|(?:each|every) time|if) (?:an?|one of the) (?:[\w-]+ )?permanent (?:council )?member|"
    r"\bany (?:negative|\"?no\"?|single|one) (?:vote|veto)|"
    r"\bvotes? (?:by|from|of) (?:any )?one of (?:the |its )?(?:five|5|p5|permanent)\b"
)
"""How the Council votes: `any negative vote means that a text falls`."""
_MEMBERS = (
    r"(?:the )?(?:russia|moscow|china|beijing|united states|u\.?s\.?|america|washington|britain|u\.?k\.?|london|"
    r"france|paris|soviet union)"
)
_NEWS_BEHIND_IT = (
    r"[;:]|, (?:but|so|yet|while|when)\b|"
    rf"(?:, |,? and )(?:(?:then|yesterday|today|on \w+day) )?(?={_MEMBERS} (?:\w+ ){{0,4}}$)"
)
"""`any member can block a text, and Russia vetoed it`"""
_RULE_BEHIND_IT = r"\s*(?:(?:by|from|of|should|when|if|since|because) )?$"
_WIELDED = (
    r"\b(?<!to )(?:used|using|exercised|exercising|wielded|wielding|invoked|invoking|employed|employing) (?:its|their) "
    r"(?:(?:\w+ )?veto (?:power|right)s?|(?:right|power) of veto)\b"
)
"""`exercised its veto power to block the text`: the right itself is no vote, its use is one."""
_BY_MEMBER = rf"(?:\w+ ){{0,2}}(?:by|from) {_MEMBERS}"
_A_TEXT = (
    r"\b(?:drafts?|texts?|resolutions?|renewal|referral|extension of"
    r"|(?:cross-border|peacekeeping|aid) (?:mandate|route|crossing))\b|"
    r"\b(?:push|bid|moves?|effort|attempt|proposal|plan) (?:\S+ ){0,6}(?:sanctions|embargo|cease-?fire|truce)\b|"
    r"\b(?:cast|us|wield|exercis|employ|invok)\w* (?:its|their) (?:\w+ )?vetoe?s?\b|\bdouble veto by\b"
)
"""With a permanent member's veto: who else would have drafted it?"""
_LAW = r"\W(?:[\w'-]+[^\w'-]){0,4}(?:bills?|laws?|legislation|budget|pipeline|EU|appointments?)\b"
"""What was vetoed right behind the verb: no text of the Council's."""
_POSSIBLE = (
    r"\b(?:would|could|may|might|will|shall|should|can|(?:certain|sure|bound) to|"
    r"likely(?: to)?|expect(?:s|ed)?(?: \w+)? to|expect|set to|"
    r"threat(?:en\w*)?(?: to| of)?|warn\w*|fear\w*|vow\w* to|promis\w+ to|poised to|ready to|prepared to|intend\w* to|"
    r"plan\w* to|wants? to|if|unless|in case of|avoid\w*|risk\w*|prevent\w*|even if|whether|refrain\w* from|hint\w*|"
    r"signall?ed|urg\w+|call\w* (?:on|for)(?![^,;]* was\b)|to avert|possible|potential|"
    r"spectre of|prospect of|going to|"
    r"decid\w+ (?:whether|not) to|not to|did ?n.t|did not|does not|do not|(?:has|have|had)(?: not|n.t)|never|"
    r"declin\w+ to|"
    r"stopp\w+ short of|instead of|rather than|facing a|face a)\b"
    r"(?: \S+){0,6}?\s*$"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|a dozen|\d+)"
_BACKGROUND = (
    r"\b(?:previous(?:ly)?|earlier|repeated(?:ly)?|past|formerly|always|often|regularly|routinely|consistently|"
    r"in the past|multiple|several|many|numerous|series of|history of|used to|every|all (?:previous|past)|"
    r"successive(?:ly)?|time and again|already|"
    rf"{_COUNT} times|{_COUNT} (?!rival|competing|opposing|separate)(?:\w+ )?(?:resolutions|vetoes|drafts|texts)|"
    r"since 20\d\d|over the years|last time)\b"
)
_LONG_BEFORE = (
    r"\b(?:previous|earlier|past|repeated)(?: [\w'-]+){0,4} vetoe?s?\b|\b(?:previously|repeatedly|often|always) veto"
)
_CONTENT = (
    r"\b(?:that|which|calling|demanding|urging|seeking|aimed|aiming|extending|imposing|threatening|authori[sz]ing|condemning|"
    r"requiring|establishing|creating|to)\b[^,;]*"
)
_ITS_HOW_MANYTH = (
    r"\b\w*(?:st|nd|rd|th)\b (?:[^\s,;]+ ){0,4}veto(?:es)? (?P<since>since (?:[^\s,;]+ ){1,8}(?:in|on) "
    r"(?:\w+ )?(?:19|20)\d\d)\b"
)
"""`cast its 14th veto since the war began in 2011`: the year dates the count."""
_FELL = r"\b(?:fail(?:ed|s|ing)?|unable) to (?:be )?(?:pass|adopt|win|gain|secure|get|reach|muster|clear)\w*"
"""That the text failed is what the veto did."""
_LENGTH = r"\b[\w]+-(?:hour|day|week|month|year)s?\b"
_TERM = r"\bfor (?:an? |another |up to |a further )?(?:\w+ )?(?:more )?(?:days|weeks|months|years?)\b"
"""`to keep the route open for nine months`: a term that was asked for, unless a veto was cast for so long."""
_CAST_THEN = (
    r"\bvetoe?s?\b[^;.]*, (?:cast|used|delivered|exercised|issued) (?:[^\s,;]+ ){0,5}"
    r"(?:last (?:month|year|week)|(?:months|years|weeks) ago|in (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|19\d\d|20\d\d))\b"
)
_NOT_SINCE = (
    r"\b(?:not|n't|never) (?:[\w-]+ ){0,2}(?:vetoed|(?:used|cast|exercised|wielded|employed|invoked) "
    r"(?:[\w-]+ ){0,3}vetoe?s?)\b[^;.,]*\bsince (?!then\b)|"
    r"\blast (?:used|cast|exercised|wielded|employed) (?:[\w-]+ ){0,3}veto"
)
"""`has not used its veto since 2017`: it did so then."""
_SINCE_THEN = r" (?:power )?(?:since|in (?:\w+ )?(?:years|months|decades))\b[^;.,]*,"
_DECISION = (
    r"\b(?:decision|move|choice) (?:(?:by|of) [^,;]{1,40} )?to (?=(?:veto|block|kill|use|wield|exercise|oppose)\b)"
)
_DECISION_TO_COME = r"\b(?:announc|signal|reach|communicat)\w* (?:\S+ ){0,4}(?:decision|move|choice) to "
"""`defended its decision to veto`: it has been cast; `signalled its decision to veto`: not yet."""
_NOUN_PLURAL = (
    r"(?:'s|s'|their|its|russian|chinese|american|us) vetoes\b"
    r"(?! (?:a|an|the|un|u\.n|security|draft|resolution|text|bid|move|plan|any|call|aid|syria|gaza|measure|"
    r"push|sanctions)\b)"
)
_NOW = (
    rf"\b(?:(?:to)?day|yesterday|tonight|(?:on )?{WEEKDAY}|this week|earlier (?:today|on)|for the \w+ time|"
    r"with (?:its|their) \w+ veto|"
    r"(?:an?|another) (?:[^\s;]+ ){1,8}with (?:its|their) vetoe?s?)\b"
)
_THREAT = (
    r"\bveto (?:threat|is (?:expected|likely|possible))|\bthreat of (?:a|its) veto|"
    r"\b(?:fac(?:e|es|ed|ing)|brandish\w*|dangl\w+|wav(?:ed|es|ing)) (?:\w+ ){0,4}veto\b|"
    r"\b(?:almost |near-)?certain (?:\w+ )?veto\b"
)
_OF_THE_TEXT = (
    r"(?:the|that|this) (?:\w+ ){0,2}(?:text|resolution|draft|measure|move|document|proposal)|"
    r"it (?:would|had|called|demanded|also)"
)

_NO_NAME = (
    r"\b(?:the|its|that|this|it|his|her|their|a) (?:\w+ ){0,2}(?:drafts?|texts?|resolution|measure|proposal|motion|"
    r"passage|adoption|initiative|document|veto|vote)\b|\b(?:blocked|killed|vetoed|sank|stopped|halted) it\b"
)
"""`halted its passage`: the text was named before."""
_ANOTHER_MOOD = r";| but |\b(?:after|following|since|because|owing to|as a result of|in the wake of|thanks to)\b"
"""`will be shut after Moscow's veto`: what comes before has a mood of its own."""
# What a reader would still take for the same clause.
_CLAUSE = 90
_BY_ANYONE = "by-anyone"
_LONE_VOTE = "lone-vote"
"""Whose single vote kills a draft on a war is a permanent member of the Council, named or not."""


def find_vetoes(view: View) -> list[Candidate]:
    """At most one a sentence: what was vetoed, and whether it is news."""
    told = (*view.all("veto"), *view.all("block_vote"))
    found = [each for each in told if _is_of_the_council(view, each)] if told else []
    if len(found) > 1 and view.stands_behind(found[0], _SINCE_THEN):
        del found[0]  # `China, which had not used its veto since 2019, vetoed`
    return [_veto(view, trigger) for trigger in found[:1]]


def _is_of_the_council(view: View, trigger: Hit) -> bool:
    here, before = view.roles, view.before
    council = "council" in here or "council" in before or "council" in view.headline
    nations = "united_nations" in here or "united_nations" in before
    member = "permanent_member" in here
    if _is_of_the_rule(view, trigger):
        return False
    if trigger.rule.name == _LONE_VOTE and view.matches(_OTHER_BODY) is None:
        return (council or bool(view.all("about"))) and _subject_before(view, trigger) and _holds(view, trigger)
    if trigger.rule.role == "block_vote":
        return (
            council
            and _subject_before(view, trigger)
            and _holds(view, trigger)
            and not view.matches(r"\bsenate|\bcongress|\b(?:supreme|appeals?|high|federal) court")
        )
    is_general = view.matches(_IN_GENERAL) and not view.matches(_WIELDED)
    if is_general or view.stands_behind(trigger, _LAW):
        return False
    if view.matches(_OTHER_BODY) and not ("council" in here or (nations and member)):
        return False
    if council or (nations and (member or "permanent_member" in before)):
        return True
    return _is_members(view, trigger) and bool(view.matches(_A_TEXT)) and not view.matches(_OTHER_BODY)


def _is_of_the_rule(view: View, trigger: Hit) -> bool:
    """Part of what tells how the Council votes; a vote that was cast may stand beside it."""
    sentence = view.sentence
    if view.matches(_AS_A_RULE) is None:
        return False
    for rule in compiled(_AS_A_RULE).finditer(view.text, sentence.start, sentence.end):
        if trigger.end <= rule.start():
            if compiled(_RULE_BEHIND_IT).match(view.text, trigger.end, rule.start()):
                return True
        elif not compiled(_NEWS_BEHIND_IT).search(view.text, rule.end(), trigger.start):
            return True
    return False


def _holds(view: View, trigger: Hit) -> bool:
    """What its rule needs and bars beside the roles."""
    rule = trigger.rule
    return all(wanted(need) or view.matches(need) for need in rule.needs) and not any(map(view.matches, rule.unless))


def _subject_before(view: View, trigger: Hit) -> bool:
    """A permanent member acts: "Russia and China blocked …"; whose `no` it was may also stand behind."""
    if trigger.rule.value == _BY_ANYONE:
        return bool(view.all("permanent_member"))
    return any(0 <= trigger.start - member.end <= _CLAUSE for member in view.all("permanent_member"))


def _is_members(view: View, trigger: Hit) -> bool:
    """`Russia vetoed a text`, `a text was vetoed by Russia`."""
    return _subject_before(view, trigger) or view.stands_behind(trigger, _BY_MEMBER)


def _veto(view: View, trigger: Hit) -> Candidate:
    start = min([trigger.start, *(hit.start for hit in view.all("permanent_member") if hit.end <= trigger.start)][-2:])
    if trigger.start - start > _CLAUSE:
        start = trigger.start
    act = compiled(r"\w+").match(view.text, trigger.start)
    return Candidate(
        Kind.VETO,
        start,
        trigger.end,
        # `stood against a demand for`: what the text asks for is no mood of the vote's.
        trigger._replace(end=act.end()) if act else trigger,
        subject=_subject(view, trigger),
        status=_status(view, trigger),
        anchors=(trigger.start,),
        asides=_content(view, trigger),
        because=(trigger.rule.name,),
    )


def _content(view: View, trigger: Hit) -> tuple[tuple[int, int], ...]:
    """What the text that was vetoed would have done, and how long: no mood and no time of the veto's own."""
    found = compiled(_CONTENT).search(view.text, trigger.end, view.sentence.end)
    lengths = compiled(f"{_LENGTH}|{_TERM}").finditer(view.text, view.sentence.start, view.sentence.end)
    fell = compiled(_FELL).finditer(view.text, view.sentence.start, trigger.start)
    counted = compiled(_ITS_HOW_MANYTH).finditer(view.text, view.sentence.start, view.sentence.end)
    decided = (
        ()
        if view.matches(_DECISION_TO_COME)
        else compiled(_DECISION).finditer(view.text, view.sentence.start, view.sentence.end)
    )
    return (
        *((found.span(),) if found else ()),
        *(words.span() for words in (*lengths, *fell, *decided)),
        *(each.span("since") for each in counted),
    )


def _status(view: View, trigger: Hit) -> Status | None:
    """None where only the date can tell new from past."""
    if trigger.rule.status:
        return trigger.rule.status
    text, sentence = view.text, view.sentence
    unused = compiled(_NOT_SINCE).finditer(text, sentence.start, sentence.end)
    if any(found.start() <= trigger.start < found.end() for found in unused):
        return Status.PAST
    left = text[sentence.start : trigger.start]
    turn = _NEWS_BEHIND_IT if view.matches(_AS_A_RULE) else _ANOTHER_MOOD
    cut = max((found.end() for found in compiled(turn).finditer(left)), default=0)
    clause = left[cut:][-_CLAUSE:]
    if compiled(_POSSIBLE).search(clause) or view.matches(_THREAT):
        return Status.POSSIBLE
    if view.matches(_LONG_BEFORE) or view.matches(_CAST_THEN):
        return Status.PAST
    if view.matches(_NOW):
        return None
    if view.matches(_BACKGROUND) or view.matches(_NOUN_PLURAL):
        return Status.PAST
    return None


def _subject(view: View, trigger: Hit) -> Subject:
    """The first word of a subject after the veto, else before it; where its sentence has none, in those beside it."""
    about = view.all("about")
    after = [hit for hit in about if hit.start >= trigger.start]
    before = [hit for hit in about if hit.end <= trigger.start]
    is_unnamed = view.matches(_NO_NAME) is not None
    told = view.before.get("about", [])[-1:] if is_unnamed else []
    next_one = view.after("about")[:1] if is_unnamed or view.goes_on(_OF_THE_TEXT) else []
    near = after[:1] or before[-1:] or told or next_one
    if near:
        return Subject(near[0].rule.value)
    return Subject.SANCTIONS if view.matches(r"\bto impose\b") else Subject.OTHER
