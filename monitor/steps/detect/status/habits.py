"""(Parsed, Asked) -> is it told as done again and again, or as known of somebody: no one deed of these days."""

from monitor.model.mention import Kind, Status
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import DEEDS, Asked
from monitor.steps.detect.status.tense import GOING_ON, Tense
from monitor.steps.detect.status.words import pattern

_HABIT = pattern(
    r"""
    \b(?:repeatedly|previous(?:ly)?|consistently|always|routinely|often|regularly|in the past|(?:\w+|\d+) times
    |vetoes of(?!\s\w+\sand\s)
    |vetoes on|history of|long|serial|past|earlier|every|previous \w+ (?:\w+ )?vetoes|each time|record of)\b
    """
)
_HABIT_REACH = 60
_USUAL = pattern(
    r"\b(?:regularly|routinely|frequently|often|usually|typically|habitually|periodically|sporadically"
    r"|on an? (?:[\w-]+ )?(?:daily|weekly|regular) basis)\b"
)
_AGAIN_AND_AGAIN = pattern(
    r"\b(?:repeatedly|(?:near-|almost )?daily(?!\s(?:bulletin|report|briefing|update|statement|press))"
    r"|every (?:day|week|month)|time and again|many times"
    r"|(?:has|have) (?:\w+ )?been the (?:site|scene|target|object) of (?:several|many|repeated|numerous|frequent)"
    r"|(?:several|many|numerous|a number of)\s[^.;]{0,40}\bha(?:s|ve) already)\b"
)
_YEARLY = pattern(r"\b(?:every|each) (?:year|summer|winter|spring|monsoon|rainy season)\b")
"""`Thousands are killed and tens of thousands are uprooted every year`"""
_BEFORE_NOW = pattern(
    r"\b(?:previously|formerly|once before|in the past(?!\s(?:[\w-]+\s){0,2}(?:hours?|days?|weeks?|months?|night)\b)"
    r"|long since|initially|at first|at one point|originally)\b"
)
_WHOSE_GROUND = pattern(r"\s(?:held|controlled|occupied|ruled|run|governed|besieged|under|in)\b")
"""`took two districts previously held by rebels`: it is the holding that was before."""
_BUT_NOW = pattern(r"\b(?:but|and|while|who|which)\s(?:now|today|these days|this time)\b|\b(?:is|are)\snow\b")
_USUAL_DEED = pattern(
    r"\b(?:regular(?!\s(?:army|troops|forces|units|soldiers)\b)|(?:near-)?daily|nightly|frequent|routine|periodic"
    r"|continual)\s(?:[\w-]+\s){0,3}$"
)
"""`needs created by regular bombardment`; the regular army is no habit."""
_LARGE_TOLL = pattern(
    r"""
    (?:strikes|raids|bombings|bombardments?|shelling|attacks|campaign|rockets|missiles)\s(?:[\w-]+\s){0,4}?
    (?:has|have)\s(?:\w+ly\s|also\s)?(?:killed|wounded|injured|destroyed|damaged|claimed|displaced|hit|cost|flattened
    |battered|pounded|pummell?ed|devastated|ravaged)\s
    (?:the lives of|hundreds of|tens of|large numbers of|thousands|countless|many|swathes of
    |scores of|a large number of)\s
    |(?:strikes|raids|bombings|bombardments?|shelling|attacks|campaign|barrages|rockets|missiles|shells|artillery)\s
    (?:[\w-]+\s){0,4}?(?:has|have)\s(?:\w+ly\s|also\s|already\s)?
    (?:battered|devastated|ravaged|flattened|levell?ed|destroyed|ruined|wrecked|razed|laid waste(?: to)?|pulveri[sz]ed
    |obliterated|gutted|reduced)\s(?:(?:large|whole|entire|huge|vast|wide)\s)?
    (?:parts|swathes|areas|sections|stretches|chunks|much|most|half)\sof\s
    """
)
"""`Air strikes have killed large numbers of civilians`, `have flattened parts of the city`: over a war."""
_ONE_TEXT = pattern(
    r"""
    [\w-]+(?:\sdown)?(?:\s(?!\w+ing\b|to\b|every\b|all\b|any\b|two\b|three\b|several\b|many\b|dozens?\b)[\w'’.-]+){0,7}?
    \s(?:resolution|text|draft|motion|proposal|measure|bid|call|demand|renewal|extension|statement|mandate|inquiry|probe|attempt|effort|move|push)\b
    """
)
_OFTEN = pattern(r"\bon (?:many|most|some|several) (?:mornings|days|nights|evenings|occasions|weekends)\b")
_USUAL_REACH = 25
_DEEDS = DEEDS | {Kind.AID_OBSTRUCTION}
_CAUGHT = pattern(
    r"""
    \b(?:arrest|detain|captur|apprehend|nabb|extradit|sentenc|convict|jail|imprison|hunt|seek|sought|want|charg|indict|try
    |tried)(?:ed|d|e|s|es|ing)?\s(?:[^\s;,]+\s){0,6}?
    (?:m[ae]n|wom[ae]n|persons?|people|suspects?|members?|commanders?|leaders?|chiefs?|heads?|fighters?|militants?|rebels?
    |insurgents?|terrorists?|soldiers?|officers?|pilots?|cells?|gangs?|groups?|gunm[ae]n|operatives?|youths?|ringleaders?)
    \b[^;]{0,60}\b(?:who|whose|that|which|(?:accused|suspected|guilty) of|charged with|behind
    |(?:responsible|blamed|wanted) for)\b[^;,]{0,70}$
    """
)
"""`arrested three men who fired rockets at an airfield`: the deed says who they are."""
_NTH = pattern(r"\b(?:for the )?(?:first|second|third|fourth|fifth|\w+th) time\b")
_SO_LONG_INTO_IT = pattern(
    r"""
    ^[^,;]{0,30}\b(?:(?:six|seven|eight|nine|ten|eleven|twelve|[6-9]|\d\d)\sweeks|(?!(?:one|a)\s)[\w-]+\smonths|years?|decades?)
    \sinto\s(?:the|its|their|a|this)\b[^;]*\b(?:tolls?|number|count|tally|total|caseload)\b
    """
)
"""`Two months into the war, the death toll stands at 6,000`"""


def by_repetition(parsed: Parsed, asked: Asked) -> Context | None:
    """`On many mornings dozens of bodies have been found`"""
    found = _OFTEN.search(parsed.words) if asked.is_count else None
    if found is None and asked.is_count and asked.tense is Tense.PRESENT:
        found = _YEARLY.search(parsed.words)
    return Context(Status.CUMULATIVE, f"again and again: `{found.group()}`") if found else None


def by_habit(parsed: Parsed, asked: Asked) -> Context | None:
    """`has repeatedly vetoed`, `eleven times`: told of the past; a veto that `has been cast` has a day."""
    is_nth = asked.tense in (Tense.NONE, Tense.PERFECT) and _NTH.search(parsed.words)
    if asked.kind not in (Kind.VETO, Kind.CEASEFIRE_BREACH) or is_nth:
        return None
    near = parsed.words[max(0, asked.at - _HABIT_REACH) : asked.end + _HABIT_REACH]
    found = _HABIT.search(near)
    is_main = parsed.clauses[parsed.clause_at(asked.at)].opener != "relative"
    if found is None and is_main and asked.tense is Tense.PERFECT and _ONE_TEXT.match(parsed.words, asked.at):
        return None  # `has vetoed a resolution`: today's news, as any present perfect
    if asked.kind is Kind.VETO and (found or asked.tense in (Tense.PERFECT, Tense.PLUPERFECT)):
        return Context(Status.PAST, f"a habit: `{found.group()}`" if found else "a veto without a day")
    return None


def _is_large_toll(parsed: Parsed, asked: Asked) -> bool:
    is_perfect = " have " in parsed.words or " has " in parsed.words
    return is_perfect and _LARGE_TOLL.match(parsed.words, parsed.last_word(asked.end)) is not None


def by_long_into_it(parsed: Parsed, asked: Asked) -> Context | None:
    """A toll of the whole war: of months, or of six weeks and more."""
    is_toll = asked.is_count and _SO_LONG_INTO_IT.search(parsed.words, 0, max(asked.at, asked.end))
    return Context(Status.CUMULATIVE, "a toll so long into it") if is_toll else None


def by_custom(parsed: Parsed, asked: Asked) -> Context | None:
    """`is regularly shelled`, `have previously taken oilfields`: no deed of these days."""
    goes_on = asked.tense in GOING_ON
    if asked.kind not in _DEEDS and not (asked.kind is Kind.CEASEFIRE_BREACH and goes_on):
        return None
    number = parsed.clause_at(asked.at)
    clause = parsed.clauses[number]
    start, end = clause.start, min(clause.end, asked.end + _USUAL_REACH)
    if clause.opener == "participle" and number:
        start, end = parsed.clauses[number - 1].start, asked.at
    near = parsed.words[start:end]
    before = _BEFORE_NOW.search(near)
    if before and not (
        _WHOSE_GROUND.match(parsed.words, start + before.end()) or _BUT_NOW.search(parsed.words, asked.at)
    ):
        return Context(Status.PAST, "done before")
    if _is_large_toll(parsed, asked):
        return Context(Status.CUMULATIVE, "the toll of many")
    if (
        _USUAL_DEED.search(parsed.words, clause.start, asked.at)
        or _USUAL.search(near)
        or (goes_on and _AGAIN_AND_AGAIN.search(near))
    ):
        return Context(Status.CUMULATIVE, "done again and again")
    return None


def of_the_caught(parsed: Parsed, asked: Asked) -> Context | None:
    """Past, where the deed only says who was caught."""
    if asked.kind not in _DEEDS or _CAUGHT.search(parsed.words, 0, asked.at) is None:
        return None
    return Context(Status.PAST, "done before by who was caught")
