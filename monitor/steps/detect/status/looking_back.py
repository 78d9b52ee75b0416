"""Words -> is a deed told of an older time, though no date says so: `in his first term`, `when they last took it`."""

from monitor.model.mention import Kind
from monitor.steps.detect.status.clauses import Clause, Parsed
from monitor.steps.detect.status.recency import Asked
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.times import Shape

_SHOWN = 60
_FOLLOWED = len(" that followed")
_NO_DAY = frozenset({Shape.RELATIVE, Shape.LASTING})
_NOT_NOW = frozenset({Tense.PAST, Tense.NONE, Tense.PLUPERFECT})
_ERA = pattern(
    r"""
    \b(?:in|during|under|throughout|at)\s(?:the\s)?(?:(?:end|close|start|beginning|outset|height|first|last|final|early)\s
    (?:(?:days|weeks|months|years)\s)?of\s)?(?:(?:the|his|her|their|its|an?|(?-i:[A-Z])[\w.'-]+)\s){0,3}
    (?:(?:[\w'-]+\s){0,2}(?:dictatorship|military rule|colonial rule|apartheid|reign|tenure|premiership|presidency
    |occupation|caliphate|cold war|dirty war|world war)
    |(?<!under\s)(?:[\w.-]+'s|his|her|islamist|soviet|colonial|communist)\s(?:rule|era|regime)
    |(?:first|second|last|previous|earlier)\s(?:term|mandate|spell|stint|tour|visit))\b
    |\bin\sthe\s(?:[\w-]+\s)?(?:years?|months|decades?)\s(?:(?:that|which)\s(?:followed|passed)|afterwards?|to\scome)\b
    |\b(?:earlier|early|late)\sin\s(?:the|that|its|their)\s(?:[\w-]+\s){0,2}(?:wars?|conflict|insurgency|uprising|rebellion)\b
    |\b(?:in|during)\sthe\s(?:first|early|opening|initial|chaotic|dark|darkest)\s(?:days|weeks|months|years|phase|stages?)\sof
    \s(?:the|that|its|their)\s(?:[\w-]+\s){0,3}
    (?:wars?|conflict|insurgency|uprising|revolution|rebellion|invasion|fighting)\b
    |\bduring\s(?:the|its|their|that|an?)\s(?:(?!\w+-(?:day|week))[\w'-]+\s){0,2}
    (?:wars?|civil conflict|insurgency|uprising|revolution|rebellion|genocide|intifada
    |post-[\w-]+\s(?:crisis|violence|unrest|conflict|turmoil|chaos|fighting|riots|protests|clashes))\b
    """
)
"""`during the Islamist occupation`, `at the end of Gaddafi's rule`, `in the first weeks of the war`."""
_WHILE_HELD = pattern(
    r"""
    ,?\s(?:when|while|as)\s(?:the\s)?(?:[\w'-]+\s){1,3}(?:was|were|lay|stood)\s(?:still\s|briefly\s)?
    (?:under\s(?:[\w'-]+\s){0,2}(?:occupation|control|siege|rule|curfew)|occupied|besieged|in\s(?:[\w'-]+\s){1,2}hands)\b
    """
)
"""`when the town was under occupation`"""
_LAST_TIME = pattern(
    r"""
    \bwhen\s(?:the\s|its\s|their\s)?(?:[\w'-]+\s){1,4}?last\s(?!(?:week|month|night|weekend|year|\w+day)\b)
    (?:\w+ed|took|came|went|fought|held|tried|struck|fell|met|ran|broke|hit|was|were)\b
    |\bthe\slast\stime\s(?!around)
    |\bbecame\s(?:(?:an?|the|its|his|her)\s)?(?:[\w-]+\s){0,2}(?:minister|president|leader|chief|commander|mayor|governor|head|king
    |pope|pastor|teacher|nurse|doctor|activist|widow|orphan|refugee)\b[^.;]{0,40}?\s(?:after|when)\s
    |\b(?:first\s(?:came\sto\s(?:notice|prominence|light|fame|(?:public\s)?attention)|made\s(?:headlines|its name|news)
    |gained\s(?:notoriety|prominence)|drew\sattention)|made\s(?:its|his|their)\sname|became\s(?:notorious|infamous)
    |(?:notorious|infamous)\sfor|(?:best|widely|mainly)\sknown\s(?:for|as)|(?:gained|won)\snotoriety|rose\sto\sprominence)\b
    """
)
"""`When the rebels last took Sake`; `the group first came to notice when it killed 300`."""
_WORST_OF_ALL = pattern(
    r"""
    \W*(?:in\s(?:one\sof\s)?(?:its|the|their|his)\s(?:\w+'s\s)?(?:worst|deadliest|bloodiest|biggest|most \w+)
    (?:\s(?:such|of)\s[\w\s'-]{1,40}|\s(?:[\w-]+\s)?(?:attacks?|raids?|massacres?|assaults?|bombings?|atrocit(?:y|ies)
    |days?|incidents?)(?:\s(?:of|in)\s[\w\s'-]{1,40})?)?,\s
    |(?:the|its|their|his|[\w'-]+'s)\s(?:[\w'-]+\s){0,2}?
    (?:worst|deadliest|bloodiest|darkest|most (?:notorious|infamous|deadly|lethal))
    \s(?:[\w-]+\s){0,3}(?:came|was|happened|occurred|took place|ended|began|fell|saw)\b)
    """
)
"""`In one of the worst, fighters stormed a hall`, `Its worst day came when a bomb`: of all that there were so far."""
_EARLIER_ONE = pattern(
    r"""
    \W*(?:(?:an?|the|several|two|three|all|its|their|many|most|\w+\sof\sthe)\s)?(?:previous|earlier|past|prior)\s
    (?:(?!toll|count|figure|estimate|report|statement)[\w-]+\s){0,4}?
    (?:truces?|ceasefires?|cease-fires?|talks|rounds?|accords?|deals?|agreements?|pacts?|attempts?|efforts?|negotiations
    |wars?|offensives?|campaigns?|elections?|governments?|missions?|operations?|protests?|marches|rall(?:y|ies)
    |uprisings?|conflicts?)\b
    """
)
"""`A previous truce broke down when shelling killed eleven`: then."""
_LAST_SUCH = pattern(
    r"""
    \W*(?:the|its|their|an?|one)\s(?:last\ssuch|previous|last\s(?:similar|comparable))\s(?:[\w-]+\s){0,2}?
    (?:attacks?|raids?|ambush(?:es)?|bombings?|strikes?|blasts?|shootings?|assaults?|massacres?|incidents?|explosions?
    |earthquakes?|quakes?|floods?|storms?|cyclones?|eruptions?|landslides?)\b
    """
)
"""`The last such attack killed 14`"""
_WAR_BEGAN = pattern(
    r"""
    \b(?:wars?|conflict|insurgency|uprising|rebellion|intifada|hostilities)\b[^.;]{0,50}?
    \s(?:began|broke out|erupted|started|was (?:triggered|sparked|ignited|set off|provoked))\b[^.;]{0,20}?
    \s(?:when|after|with|by|following)\s
    |\b(?:c[ao]me|went|edged|drew)\s(?:[\w-]+\s){0,2}(?:close to|near|to the (?:brink|verge|edge) of|nearly to)\s
    (?:[\w-]+\s){0,2}(?:war|blows)\s(?:when|after)\s
    |\b(?:went to|declared|launched|began|started|waged?|unleashed)\s(?:(?:its|the|an?)\s)?(?:[\w-]+\s){0,2}
    (?:war|invasion)\b[^.;]{0,60}?\s(?:after|following|because of|in (?:response|reply|revenge) (?:to|for))\s
    """
)
"""`The war began when gunmen stormed the town, killing 1,200`."""
_STILL_OPEN = pattern(
    r"""
    [^;.]{0,80}?(?:,|,?\sand|\sbut)\s(?:(?:is|are|was|were|remains?)\s(?:still\s|yet\s)?un(?:solved|punished|explained)
    |(?:no ?one|nobody)\s(?:was|has\sbeen|has)\sever)\b
    |[^;.]{0,60}?\sbefore\sit\s(?:was\s(?:lifted|broken|over)|ended)\b
    """
)
_NEVER_TOLD = pattern(
    r"""
    \b(?:has|have)\s(?:never|yet\sto|still\snot)\s(?:been\s)?(?:publish|solv|explain|investigat|apologi[sz]|acknowledg
    |admit|punish|prosecut|try|tried|releas)\w*\b[^;.]*$
    """
)
"""`is still unsolved`, `has never published its inquiry into the crackdown`."""
ASKED = caseless(
    r"\b(?:determin\w*|know\w*|knew|find out|found out|see|saw|investigat\w*|ask\w*|establish\w*|clear|unclear|say"
    r"|said|of|about|is|was|were|identif\w+|wonder\w*|question\w*)$"
)
"""`to determine who murdered`: nobody is described."""
_LISTED = caseless(r"(?:\band|[:,—–]|\s-)\s?(?:an?|one|another)\s(?:[\w-]+\s){0,2}[\w-]+\W*$")
_DIES = caseless(r"\W*who\s(?:drowned|died|perished|succumbed|suffered|sustained|received|lost)\b")
_WHO_DID = pattern(r",?\swho\s(?:also\s|once\s|had\s)?(?:\w+\s){0,2}$")
_FATE_OF_THE_DOER = pattern(
    r"""
    \b(?:shot|kill\w*|dead|died|dies|bl[eo]wn?|detonat\w*|arrest\w*|fled|flee|escap\w+|surrender\w*|captur\w+|at large
    |overpower\w*|subdu\w+|detain\w*|hunt\w*|manhunt|custody|held|opened fire|turned (?:the|his|her) (?:gun|weapon)
    |identif\w+|named|neutrali[sz]ed|seized|caught|taken|driv\w+|drove|storm\w*|burst|claim\w*|fighting|advanc\w*
    |withdr\w+|retreat\w*|attack\w*|raid\w*|suspect\w*|believed)\b
    """
)
"""The gunman who killed twelve is hunted, caught or dead: then the twelve are news."""


_HINTS = pattern(
    r"""
    \b(?:worst|deadliest|bloodiest|darkest|biggest|most|became|followed|before it|ha(?:s|ve) (?:never|yet|still)
    |who|last|previous|earlier|past|prior|first|wars?|conflict|insurgency|uprising
    |rebellion|intifada|hostilities|invasion|name|notori\w+|infamous|known|un(?:solved|punished|explained)|nobody
    |no ?one|rule|era|regime|dictatorship|apartheid|reign|tenure|premiership|presidency|occupation|caliphate
    |revolution|fighting|genocide|post-\w+)\b
    """
)
"""Without one of these, nothing below can be found."""


def of_another_time(parsed: Parsed, asked: Asked, *, is_lead: bool) -> str:
    """The words that put a number into an older time; nothing where any day stands in the sentence."""
    if (
        not asked.is_count
        or asked.tense not in _NOT_NOW
        or any(time.shape not in _NO_DAY for time in parsed.times)
        or not _HINTS.search(parsed.words)
    ):
        return ""
    own = parsed.clauses[parsed.clause_at(asked.at)]
    return (
        _era(parsed, own, asked)
        or _led_by_older(parsed, own, is_lead=is_lead)
        or _unsettled(parsed, own, asked)
        or _says_who_it_was(parsed, own, asked)
    )


def is_listed(words: str, who: int) -> bool:
    """`a herder buried by mud and another who drowned`: one more of those who died, not a dead man of old."""
    return _LISTED.search(words, 0, who) is not None and _DIES.match(words, who) is not None


def _era(parsed: Parsed, own: Clause, asked: Asked) -> str:
    found = (
        _ERA.search(parsed.words, 0 if own.opener == "participle" else own.start, own.end + _FOLLOWED)
        or _ERA.match(parsed.words)
        or _WHILE_HELD.match(parsed.words, own.end)
        or _LAST_TIME.search(parsed.words, 0, asked.at)
        or _WAR_BEGAN.search(parsed.words, 0, asked.at)
    )
    return found.group().strip()[:_SHOWN] if found else ""


def _led_by_older(parsed: Parsed, own: Clause, *, is_lead: bool) -> str:
    found = _EARLIER_ONE.match(parsed.words) if own.start else None
    found = found or _LAST_SUCH.match(parsed.words)
    if found is None and not is_lead and not parsed.records:
        found = _WORST_OF_ALL.match(parsed.words)
    return found.group().strip()[:_SHOWN] if found else ""


def _unsettled(parsed: Parsed, own: Clause, asked: Asked) -> str:
    found = _STILL_OPEN.match(parsed.words, asked.end)
    if found is None and own.opener == "relative":
        found = _NEVER_TOLD.search(parsed.words, 0, own.start)
    return found.group().strip()[-_SHOWN:] if found else ""


def _says_who_it_was(parsed: Parsed, own: Clause, asked: Asked) -> str:
    """`Keller, who killed 70 people, has asked for parole`: no news of these days is told of the doer."""
    is_theirs = asked.figure_at < asked.at or asked.tense is Tense.PAST  # `the child who was killed`
    if own.opener != "relative" or asked.kind is Kind.DISPLACEMENT or is_theirs:
        return ""
    if ASKED.search(parsed.words, 0, own.start):
        return ""
    found = _WHO_DID.match(parsed.words[own.start : asked.at])
    rest = parsed.words[: own.start] + parsed.words[own.end :]
    return found.group().strip() if found and not _FATE_OF_THE_DOER.search(rest) else ""
