"""Words and size -> is a number the total of many events: of a war, of a campaign, of what a group has on record."""

from monitor.model.mention import Cause, Kind, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import Asked
from monitor.steps.detect.status.strife import has_begun_of_late, is_of_one_event
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.words import OF_DISASTERS, SIGN, pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence

_WAR = pattern(
    r"""
    \b(?:(?:civil |the |'s )wars?(?!-)|wars?,? (?:that |which )?(?:has|have|in)
    |(?<!fleeing )conflicts? (?:has|have|in|that)
    |(?:wars?|conflicts?|insurgency|strife|violence) (?:of|between) (?-i:[A-Z])[^,;.]{1,70} (?:has|have)
    |uprising|insurgency
    |revolution|genocide|decades?[- ]long|years? of|(?:\w+-)year(?!-old))\b
    """
)
_TOTAL = pattern(
    rf"""
    \b(?:(?:total|overall|number|toll) of {SIGN}{{0,60}}\b(?:stands?|now|to date)|to date|in all\b|all told
    |(?:down|over|through) the (?:years|decades)|altogether|at (?:the|a) cost of
    |since (?:the |its )?(?:wars?|conflict|uprising|revolution|coup|takeover|invasion|insurgency|beginning|start))\b
    """
)
_STRIFE = r"(?:strife|conflict|insurgency|war|violence|unrest|rebellion|feud|crackdown|crisis)"
_TO_DATE = caseless(r"\bto date\b")
_BACKGROUND_SIZE = {
    Kind.KILLED: 10_000,
    Kind.INJURED: 30_000,
    Kind.DISPLACEMENT: 1_000_000,
    Kind.CEASEFIRE_BREACH: 2_000,
}
"""No fortnight kills ten thousand or uproots a million, unless the text says in so many words that it did."""
_ONE_DISASTER = 3
"""A flood may kill 11,300; `droughts have killed 40,000` tells of years."""
_TOTAL_PART = 5
"""`Thousands have been killed`, and no one event: a fifth is enough."""
_STANDING_NUMBER = pattern(
    r"""
    \b(?:number|total) of\b[^,;.]{0,60}\b(?:killed|displaced|dead|deaths|injured|wounded|uprooted|refugees
    |idps|evacuees|casualties)\b
    [^,;.]{0,40}\b(?:stands?|stood|now|has|have|reach(?:ed|es)|pass(?:ed|es)|topped|exceed\w*|rose|risen|climbed|is|was)\b
    """
)
_EVENTS = r"""
    \b(?:attack|raid|blast|bombing|strike|explosion|earthquake|quake|flood|massacre|clash|battle|assault
    |shooting|crash|offensive|seizure|advance|incursion|invasion|capture|storm|cyclone|typhoon|hurricane|wildfire
    |eruption|tsunami)
    """
_RISES = pattern(
    r"\b(?:ris(?:en|es|ing)|rose|climb\w*|jump\w*|grown|grew|increas\w+|doubl\w+|tripl\w+|soar\w*|surg\w+|went up"
    r"|gone up|reached)\b"
)
_ONE_EVENT = pattern(_EVENTS)
_ONE_BEHIND = pattern(rf"{_EVENTS}(?!e?s\b)")
_WORST_HAS = pattern(
    rf"""
    \W*(?:the|an?|one\sof\sthe)\s(?:[\w-]+\s){{0,2}}?(?:worst|deadliest|bloodiest|biggest|heaviest|fiercest)\s(?:[\w-]+\s){{0,2}}?
    {_EVENTS.strip()}s?\b[^,;.]{{0,80}}?\s(?:has|have)\s
    """
)
"""`The worst massacre in the civil war has left 300 dead`: that one."""
_FEW = 20
"""`Air strikes have killed two villagers`: so few are of one night."""
_MANY_EVENTS = pattern(
    r"""
    \b(?:air ?strikes|strikes|attacks|raids|bombings|shellings|bombardments|operations|campaigns|massacres
    |killings|policies|wars)\b
    [^,;.]{0,50}\bhave\s(?:(?:also|already|so far|since|together|now|reportedly)\s)*(?:\w+\s){0,4}$
    |\b(?:gangs?|gunmen|militants|rebels|insurgents|jihadists|extremists|bandits|guerrillas|militias?
    |militiamen|fighters|cartels?|(?:rebel|armed|militant|terror|terrorist|jihadist|extremist|insurgent|separatist|guerrilla|islamist)
    \s(?:groups?|organi[sz]ations?|movements?))
    \s(?:that|which|who)\s(?:have|has)\s(?:\w+\s){0,4}$
    """
)
_CAMPAIGN = pattern(
    r"""
    \b(?:have|has)\s(?:[\w-]+\s){1,4}?(?:(?:more|over|nearly|at|least|about|than|some|around|almost)\s)*
    (?:\d{3,}|\d{1,3},\d{3}|hundreds\sof|thousands\sof|countless)\s(?:[\w-]+\s){0,2}
    (?:bombs|bombings|attacks|raids|strikes|air ?strikes|blasts|ambushes|massacres|shootings|assaults
    |operations|abductions|violations|breaches|infringements)\b[^;.]{0,60},?\s$
    """
)
"""`has flown 140 raids, killing 75`: the toll of a campaign, however it is told."""
_ON_RECORD = pattern(
    rf"""
    \b(?:has|have)\s(?:(?:also|already|so\sfar|since)\s)*
    (?:documented|recorded|registered|counted|tallied|logged|verified|listed)\b{SIGN}{{0,100}}
    \b(?:in|by|from|during|under)\s(?:[\w-]+\s){{0,4}}
    (?:air ?strikes|strikes|raids|attacks|operations|bombings|bombardments?|clashes|offensives?|detention|custody)\b
    """
)
_OPENER = len(" that")
_SINCE_THEN = pattern(
    r"""
    \bsince\s(?:(?:the|that|its|their)\s(?:[\w-]+\s){0,3}(?:cease-?fire|truce|armistice|cessation of hostilities)
    |(?:the|this|that|an?)\s(?:[\w'-]+\s){0,3}(?:crisis|unrest|violence|troubles|turmoil|bloodshed|crackdown|emergency|repression)
    \s(?:first\s)?(?:began|started|erupted|broke out|flared)
    |(?:the\s)?(?:[\w'-]+\s){1,4}(?:seized (?:power|control)|took (?:power|office|over the country)|came to power
    |took up (?:arms|weapons)|rose up|was (?:toppled|ousted|overthrown|deposed)))\b
    """
)
"""`At least 173 have been killed since the truce`, `since the crisis began`, `since the junta seized power`."""
_SO_FAR = pattern(
    rf"""
    \b(?:so far\b[^;.]{{0,30}}\b(?:in|of) (?:the|this|a|an|its)\s(?:[\w-]+\s){{0,3}}{_STRIFE}
    |(?:in|of) (?:the|this|an?|its)\s(?:[\w-]+\s){{0,3}}{_STRIFE}\b[^;.]{{0,90}}\bso far)\b
    """
)
_MANY_DEAD = 50
"""Whom one raid may kill, a truce's or a strife's time `so far` is not told of."""
_ON_RECORD_LEAST = 100
"""`has documented 27 deaths in air strikes` is one raid; hundreds are what a group has on its books."""
_A_WAR = caseless(
    r"\b(?:wars?|conflicts?|insurgency|insurgencies|rebellion|uprising|revolt|feuds?|strife|crisis|genocide|struggle|campaign"
    r"|occupation|siege|blockade|revolution|vendetta|bloodletting)\b[^,;.]{0,50},?$"
)
_WAR_HAS = pattern(
    r"\b(?:wars?|conflicts?|insurgency|insurgencies|rebellion|uprising|revolt|feuds?|strife|genocide|campaign)\b[^,;.]{0,30}\s(?:has|have)\s"
)
"""`where a rebellion has killed 33,000 and uprooted 410,000`"""
_LASTING = pattern(r"\b(?:insecurity|instability|lawlessness|poverty)\b[^,;.]{0,30}\s(?:has|have)\s")
"""`Instability has displaced thousands`"""
_YOUNG = pattern(
    r"""
    \b(?:(?:day|week)s?|\w+-(?:day|week))(?:-old|-long)?\s(?:[\w-]+\s)?(?:wars?|conflict|fighting)\b
    |\b(?:crisis|conflict|violence|fighting|war|unrest)\s(?:has|have)\s(?:just\s|now\s)?
    (?:broken out|erupted|begun|flared)\b
    """
)
"""`the week-old war`: its toll is news."""
_IN_THE_WAR = pattern(
    r"""
    \b(?:in|during|throughout|amid|over the course of|since the (?:start|beginning|outbreak) of)
    \s(?:the|this|that|(?-i:[A-Z])[\w']+)\s(?:(?!\w+-(?:day|week)\b|(?:aftermath|wake)\b)[\w-]+\s){0,2}?
    (?:wars?|conflict|insurgency|uprising|rebellion|aggression|invasion)(?=[\s,;.]|$)(?!\s(?:zones?|crimes|in which))
    """
)
_WAR_DEAD, _WAR_REACH = 100, 100
"""`said on Monday that 2,300 had been killed in the war`: the day is that of the telling."""
_FIGHTING = caseless(r"\b(?:fighting|violence|unrest|bloodshed|hostilities|clashes|turmoil|killings)\b[^,;.]{0,50},?$")
_FIGHTING_PART = 20
"""Five hundred dead, fifty thousand displaced: more than one outbreak of fighting that somebody calls just that."""
_WHO_CAME = caseless(r"\bwho (?:have |had )?(?:crossed|fled|arrived|reached|entered|come|left)\b")
_BODIES = caseless(r"\b(?:bodies|corpses|rubble|wreckage)\b")
"""`The number of dead is more than 50, as bodies are still being found`: of one event."""
_REFUGEES = caseless(r"\b(?:refugees|displaced (?:people|persons)|idps|the displaced)\b")


def by_its_war(candidate: Candidate, parsed: Parsed, asked: Asked) -> Context | None:
    """`shelled again yesterday in a conflict that has killed 3,000`: the day is that of the shelling."""
    clause = parsed.clauses[parsed.clause_at(asked.at)]
    if asked.is_count and _is_told_of_a_war(candidate, parsed, asked):
        return Context(Status.CUMULATIVE, "the toll of a war, as it was told")
    if not asked.is_count or asked.tense is not Tense.PERFECT:
        return None
    if not parsed.has_day() and _LASTING.search(parsed.words, clause.start, asked.at):
        return Context(Status.CUMULATIVE, "the toll of what lasts")
    if clause.opener != "relative":
        return None
    is_of_war = _A_WAR.search(parsed.words, 0, clause.start) or _WAR_HAS.search(parsed.words, clause.start, asked.at)
    if is_of_war and not _YOUNG.search(parsed.words):
        return Context(Status.CUMULATIVE, "the toll of a war")
    return by_size(candidate, _FIGHTING_PART) if _FIGHTING.search(parsed.words, 0, clause.start) else None


def _is_told_of_a_war(candidate: Candidate, parsed: Parsed, asked: Asked) -> bool:
    low = (candidate.figure.low if candidate.figure else None) or 0
    if low < _WAR_DEAD or asked.tense is not Tense.PLUPERFECT:
        return False
    if any(time.start > asked.at and time.interval.start for time in parsed.times) or _YOUNG.search(parsed.words):
        return False
    return _IN_THE_WAR.search(parsed.words, asked.end, asked.end + _WAR_REACH) is not None


def by_size(candidate: Candidate, times: int = 1) -> Context | None:
    """Cumulative, where there are more than one fortnight can have."""
    figure = candidate.figure
    least = _BACKGROUND_SIZE.get(candidate.kind)
    is_state = candidate.trigger is not None and candidate.trigger.rule.role == "people"
    if figure is None or least is None or figure.size * times < least:
        return None
    is_fast = candidate.kind is Kind.DISPLACEMENT or figure.size < _ONE_DISASTER * least
    if candidate.cause is Cause.DISASTER and is_fast and not is_state:
        return None
    return Context(Status.STOCK if is_state else Status.CUMULATIVE, "too many for one fortnight")


def by_subject(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """`The war has killed`, `the number of pupils killed has passed 300`: no one event, and nobody says since when."""
    if not asked.is_count:
        return None
    if (to_date := _TO_DATE.search(parsed.words)) and (
        OF_DISASTERS.search(parsed.words) or is_of_one_event(passage, sentence, asked)
    ):
        return None
    if to_date and asked.tense is Tense.NONE:
        return Context(Status.CUMULATIVE, "a number to date")
    if (
        asked.tense is Tense.PERFECT
        and not _WORST_HAS.match(parsed.words)
        and (
            _TOTAL.search(parsed.words)
            or (_WAR.search(parsed.words, 0, _war_by(parsed, asked)) and not _YOUNG.search(parsed.words))
        )
    ):
        is_young = not parsed.times and has_begun_of_late(passage, sentence, asked)
        return None if is_young else Context(Status.CUMULATIVE, "the toll of a whole war")
    if asked.tense is Tense.PERFECT and not parsed.times and _is_cost_of_war(parsed):
        return Context(Status.CUMULATIVE, "the cost of a war")
    stands = _STANDING_NUMBER.search(parsed.words)
    is_its_own = stands is not None and stands.start() <= max(asked.at, asked.figure_at)
    if not is_its_own or parsed.times or _ONE_EVENT.search(parsed.words) or _BODIES.search(parsed.words):
        return None
    if _RISES.search(parsed.words) and is_of_one_event(passage, sentence, asked):
        return None
    is_stock = asked.kind is Kind.DISPLACEMENT and _REFUGEES.search(parsed.words) and not _WHO_CAME.search(parsed.words)
    return Context(Status.STOCK if is_stock else Status.CUMULATIVE, "a number that stands")


def _is_cost_of_war(parsed: Parsed) -> bool:
    """`Some 460 pupils have been killed in the conflict`: no one event, and nobody says when."""
    found = _IN_THE_WAR.search(parsed.words)
    return found is not None and not _ONE_EVENT.search(parsed.words) and not _YOUNG.search(parsed.words)


def _war_by(parsed: Parsed, asked: Asked) -> int:
    """So far its war is named: not behind it, as in `has killed 18, deepening a civil war that`."""
    return parsed.clauses[parsed.clause_at(asked.at)].end + _OPENER


def by_many(candidate: Candidate, parsed: Parsed, asked: Asked) -> Context | None:
    """`the attacks have displaced 130,000`: no one event, and nobody says when."""
    if asked.is_count and not parsed.times and _CAMPAIGN.search(parsed.words, 0, asked.at):
        return Context(Status.CUMULATIVE, "the toll of a campaign")
    if asked.is_count and not parsed.times and _is_on_record(candidate, parsed, asked):
        return Context(Status.CUMULATIVE, "on record")
    if asked.is_count and _is_of_a_time(candidate, parsed, asked):
        return Context(Status.CUMULATIVE, "since a truce, or in a strife so far")
    return None


def _is_of_a_time(candidate: Candidate, parsed: Parsed, asked: Asked) -> bool:
    """Since something of which no day is told, or `in the ethnic strife so far`."""
    low = (candidate.figure.low if candidate.figure else None) or 0
    has_day = any(time.interval.start for time in parsed.times)
    is_many = low >= _MANY_DEAD and asked.tense is Tense.PERFECT and not has_day
    return is_many and bool(_SINCE_THEN.search(parsed.words) or _SO_FAR.search(parsed.words))


def by_many_events(
    passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, asked: Asked
) -> Context | None:
    """`Air strikes have killed 300`, and nobody says when; but the lead under its headline is the day's news."""
    figure = candidate.figure if asked.is_count and asked.tense is Tense.PERFECT and not parsed.told_at else None
    if figure is None or figure.size < _FEW:
        return None
    is_of_the_day = "violence" in passage.headline_roles or not passage.article.headline
    is_lead = is_of_the_day and passage.number_of(sentence) == 0
    if is_lead or not _MANY_EVENTS.search(parsed.words, 0, asked.at):
        return None
    return Context(Status.CUMULATIVE, "many events, none with a day")


def by_size_of_many(
    passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, asked: Asked
) -> Context | None:
    """`Insurgents have killed thousands`, whatever the day of the raid that the sentence before tells of."""
    if not asked.is_count or asked.tense is not Tense.PERFECT:
        return None
    end = parsed.clauses[parsed.clause_at(asked.at)].end
    is_one = _ONE_EVENT.search(parsed.words, 0, end) or _ONE_BEHIND.search(parsed.words, end)
    if is_one or (asked.kind is Kind.DISPLACEMENT and has_begun_of_late(passage, sentence, asked)):
        return None
    return by_size(candidate, _TOTAL_PART)


def _is_on_record(candidate: Candidate, parsed: Parsed, asked: Asked) -> bool:
    """`has documented 340 deaths in coalition raids`"""
    low = candidate.figure.low if candidate.figure else None
    found = _ON_RECORD.search(parsed.words) if (low or 0) >= _ON_RECORD_LEAST else None
    return found is not None and found.start() < asked.figure_at < found.end()
