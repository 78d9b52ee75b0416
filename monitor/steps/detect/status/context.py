"""What a sentence without a time of its own is taken to mean: its size, its subject, its neighbours."""

from datetime import datetime

from monitor.model.mention import Kind, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.goes_on import by_last_deed, by_what_it_goes_on_from
from monitor.steps.detect.status.habits import by_custom, by_habit, by_long_into_it, of_the_caught
from monitor.steps.detect.status.looking_back import ASKED, is_listed, of_another_time
from monitor.steps.detect.status.neighbours import Context, by_day_behind, by_neighbours, by_same_period, neighbour
from monitor.steps.detect.status.recency import Asked, is_of_late
from monitor.steps.detect.status.stocks import stands
from monitor.steps.detect.status.strife import by_old_strife
from monitor.steps.detect.status.tales import by_tale
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.totals import (
    by_many,
    by_many_events,
    by_size,
    by_size_of_many,
    by_subject,
)
from monitor.steps.detect.status.whole_text import by_whole_text
from monitor.steps.detect.status.words import SIGN, pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.times import Shape, TimeExpression
from monitor.text.times_words import WEEKDAY

PLAIN = "a plain report"
LOOKS_BACK = "of another time"
_OLD_NEWS_DAYS = 30
_AS_OF = caseless(r"\bas (?:of|at)\b")
_LARGE_COUNT = 10
"""A tenth of what no fortnight can have, where the number is one as of a day."""
_THEN = caseless(r"(?:\s[\w-]+){0,2}\s(?:then|at the time|in those (?:days|years))(?=\s*(?:[.;,]|$))")
_THAT_THEY = caseless(r",? that (?:it|they|he|she|we|there|its|their|his|all|some|more|no)\b")
_HEIGHT = pattern(r"\bat (?:the|its|their) (?:height|peak|worst)\b|\bat one (?:point|stage)\b|\bduring the worst of\b")
_HEIGHT_REACH = 60
_KNOWN = pattern(
    r"""
    \b(?:to|for|of|about|by|with|among|from|on|honou?r(?:ed|ing|s)?|remember(?:ed|ing|s)?|mourn(?:ed|ing|s)?)
    \sthe\s(?:(?:more|than|some|nearly|estimated|over|at|least|about|around|many|almost)\s)*$
    |\b(?:is|are|was|were)\s(?:now\s|also\s)?(?:among|(?:one|some|part)\sof)
    \s(?:(?:the|more|than|some|nearly|an|estimated|over|at|least|about|around|almost)\s)*$
    """
)
_DECLARED = caseless(r"\b(?:announced|declared|posted|claimed|reported|confirmed|updated)\s$")
_OLDER_TOLL = pattern(
    rf"""
    \b(?:previous|earlier|prior)\s(?:[\w-]+\s){{0,2}}
    (?:toll|count|figure|estimate|number|report|statement|account)s?\b(?:{SIGN}{{0,25}}
    |(?:,?\s(?:issued|released|published|given|made|put out|posted|from|by|of|on)\s[^,;.]{{1,40}})?,?
    \s(?:(?:had|has)\s)?(?:stated|said|put|gave|given|spoke|spoken|counted|listed|confirmed|showed)\b{SIGN}{{0,40}})
    (?:\b(?:killed|dead|deaths|wounded|injured)\sand\s(?:(?:more\sthan|over|about|at\sleast|some)\s)?)?$
    |\bthe\s(?:initial|preliminary)\s(?:[\w-]+\s){{0,2}}(?:toll|count|figure|estimate|number)s?\b{SIGN}{{0,50}}
    \s(?:was|were|had been|stood at|had stood at)\s{SIGN}{{0,25}}$
    |\b(?:from|than|of|over|updat\w+|(?:revis|correct|adjust)\w+(?:\s(?:up|down)(?:wards?)?)?)\s(?:an?|the|its|their)
    \s(?:initial|preliminary)\s(?:[\w-]+\s){{0,2}}(?:toll|count|figure|estimate|number)s?\b{SIGN}{{0,25}}$
    |\b(?:taking|bringing|raising|pushing)\sthe\s(?:initial|preliminary)\s(?:[\w-]+\s){{0,2}}(?:toll|count|number)\sto\s$
    |\b(?:at first|initially|originally),\s(?:[\w'-]+\s){{1,4}}(?:said|reported|put|announced|spoke)\b{SIGN}{{0,40}}$
    |\b(?:had )?(?:earlier|initially|previously|at first|first|originally) (?:reported|given|gave|put|said|announced
    |estimated|confirmed|counted|spoke|spoken)\b(?:(?!\b(?:but|later|now|before)\b){SIGN}){{0,70}}$
    |\bhad (?:earlier|initially|previously|originally)\b[^;.]{{0,110}}
    \bhad (?:said|put|reported|announced|counted)\b{SIGN}{{0,40}}$
    |\b(?:revised|lowered|raised|corrected|cut)\b{SIGN}{{0,40}}\bfrom (?:an? )?(?:\w+ )?$
    |\b(?:initially|earlier|originally|first|wrongly|mistakenly)
    \s(?:saying|reporting|putting|announcing|giving|estimating|counting|speaking)\b{SIGN}{{0,40}}$
    """
)
_AT_FIRST = pattern(
    rf"""
    {SIGN}{{0,60}}?\shad\s(?:earlier|initially|previously|originally|at first|first)\sbeen\s
    (?:reported|confirmed|counted|announced|given|put|declared)\b(?=[^;.]*\b(?:but|before|later)\b)
    """
)
"""`Sixteen had initially been reported killed, but bodies were still being brought in`"""
_BUT_ROSE = pattern(
    r"""
    \bbut (?:the|that|this|their|its)\s(?:[\w-]+\s){0,2}(?:number|toll|figure|count|tally|total)\b
    (?:\sof\s[^,;.]{1,30})?\s(?:(?:has|had|have|later|since|then|soon)\s){0,2}
    (?:rose|risen|climbed|increased|grew|grown|jumped|doubled|went up|gone up)\b
    """
)
_EARLIER = caseless(r"\W*(?:earlier|initially|previously|at first|originally),?\s")
"""`Earlier, four were reported injured, but the number rose`"""
_HAD_SAID = pattern(
    rf"""
    \bhad (?:\w+ )?(?:said|put|reported|given|spoken of|counted|announced|told|confirmed|estimated)\b[^;.]{{0,60}}$
    |\b(?:initial|preliminary|first|early)\s(?:[\w-]+\s){{0,2}}(?:toll|count|figure|estimate|number|report|account)s?\b{SIGN}{{0,40}}$
    """
)
_NEWER_TOLL = pattern(
    rf"""
    \b(?:but (?:later|on|by|now|the|{WEEKDAY})|later|however|has since|have since|now stands?|updat\w+|revis\w+
    |ris(?:en|es|ing)|rose|climb\w*|new toll|higher|the toll
    |(?:discover|found|recover|retriev|pull|count|identif|locat)\w*\s(?:\w+\s){{0,2}}(?:more|additional|further|other|new))\b
    """
)
"""Behind `had said that 12 died`: then somebody has counted again."""
_WHO_DID = caseless(r",?\swho\s(?:have\s|had\s)?\w+")
"""`the same men who killed Bishop Ruiz`: the deed says who they are."""
_TELLS = pattern(
    r"""
    (?:\s[\w'’-]+){0,6}?\s(?:recounted|described|recalled|told|testified|spoke (?:of|to)|gave (?:accounts?|testimony))\b
    """
)
"""`Twelve villagers who fled described how soldiers burned their homes`: nobody counts who fled."""
_HARM = caseless(r"\b(?:attack|raid|bomb|blast|kill|massacr|storm|shell|struck|strike|shot)\w*")
_LARGE = 1_000
_REPORTED = caseless(r"\b(?:said|told|reported|counted|according to)\b")
"""`said he cared for 870 who had fled`: `who have fled`, as it was said."""
_LONG_BEFORE = caseless(
    r"(?:\s(?!who|which|that|where|when|after|seized|captured|besieged|hit|attacked)[\w'’-]+){0,12}?"
    r"\s((?:an?|several|\w+)\s(?:months?|years?|decades?)\s(?:earlier|before|previously)\b)"
)
"""`had fled Kismayo a month earlier`"""
_EARLIER_EVENT = caseless(
    r"[^,;.]{0,30}\b((?:in|by|during|from)\s(?:an?|the|their|its)\s(?:earlier|previous|prior|past)"
    r"\s(?!(?:\w+ )?(?:hours?|days?|weeks?|months?|years?)\b)[\w-]+)"
)


def from_context(passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, asked: Asked) -> Context:
    """A plain report is new."""
    has_happened = asked.tense is Tense.PERFECT
    found = (
        _by_then(parsed, asked)
        or by_size(candidate)
        or _by_count_of_a_day(candidate, parsed)
        or told_long_ago(parsed, asked.now)
        or by_older_toll(parsed, asked)
        or _by_its_height(parsed, asked)
        or by_habit(parsed, asked)
        or by_custom(parsed, asked)
        or of_the_caught(parsed, asked)
        or by_long_into_it(parsed, asked)
        or by_subject(passage, sentence, parsed, asked)
        or _by_tense(candidate, parsed, asked)
        or by_another_time(passage, sentence, parsed, asked)
        or (by_size_of_many(passage, sentence, candidate, parsed, asked) if has_happened else None)
        or by_day_behind(passage, sentence, asked)
        or by_same_period(passage, sentence, parsed, asked)
        or by_what_it_goes_on_from(passage, sentence, parsed, asked)
        or by_neighbours(passage, sentence, parsed, asked)
        or by_last_deed(passage, sentence, parsed, asked)
        or (by_old_strife(passage, sentence, candidate, parsed, asked) if has_happened else None)
        or by_many(candidate, parsed, asked)
        or (by_many_events(passage, sentence, candidate, parsed, asked) if has_happened else None)
        or by_whole_text(passage, parsed, asked)
        or by_tale(passage, sentence, parsed, asked)
        or (
            Context(Status.STOCK, "people in a state, and nobody moves")
            if stands(passage.words(sentence), parsed, candidate)
            else None
        )
    )
    return found or Context(Status.NEW, PLAIN)


def _by_count_of_a_day(candidate: Candidate, parsed: Parsed) -> Context | None:
    """`As of 22 May, 131,000 have sought asylum`: so many have come since whenever it began."""
    return by_size(candidate, _LARGE_COUNT) if parsed.told_at and _AS_OF.search(parsed.words) else None


def told_long_ago(parsed: Parsed, now: datetime) -> Context | None:
    """Past, where whoever says so said it long ago."""
    for time in parsed.told_at:
        if (
            time.shape is Shape.MOMENT
            and time.interval.end
            and not _is_participle(parsed, time)
            and (now - time.interval.end).days > _OLD_NEWS_DAYS
        ):
            return Context(Status.PAST, f"told `{time.words}`")
    return None


def by_older_toll(parsed: Parsed, asked: Asked, behind: str = "") -> Context | None:
    """`updating a previous toll of 112`: a newer one stands beside it, or in the words `behind` the sentence."""
    found = _OLDER_TOLL.search(parsed.words, 0, asked.figure_at) if asked.is_count else None
    if found is None and asked.is_count and " had " in parsed.words:
        found = _AT_FIRST.match(parsed.words, asked.figure_at)
    if found is None and asked.is_count and _BUT_ROSE.search(parsed.words, asked.end):
        found = _EARLIER.match(parsed.words)
    if found is None and asked.is_count and (had := _HAD_SAID.search(parsed.words, 0, asked.figure_at)):
        found = had if _NEWER_TOLL.search(parsed.words[asked.end :] + behind) else None
    return Context(Status.PAST, f"an older toll: `{found.group().strip()}`") if found else None


def _is_participle(parsed: Parsed, time: TimeExpression) -> bool:
    """`a truce declared in 2020`, `the toll announced in May`; not `the army announced in May that it`."""
    return bool(_DECLARED.search(parsed.words, 0, time.start)) and not _THAT_THEY.match(parsed.words, time.end)


def _by_then(parsed: Parsed, asked: Asked) -> Context | None:
    """`More than two million fled then`"""
    found = _THEN.match(parsed.words, asked.end) if asked.is_count else None
    return Context(Status.PAST, "`then`") if found else None


def _by_its_height(parsed: Parsed, asked: Asked) -> Context | None:
    """`at the height of the fighting 80,000 were displaced`: it has gone down since."""
    clause = parsed.clauses[parsed.clause_at(asked.at)]
    is_over = asked.is_count and asked.tense in (Tense.PAST, Tense.NONE, Tense.PLUPERFECT)
    found = _HEIGHT.search(parsed.words, max(0, clause.start - _HEIGHT_REACH), clause.end) if is_over else None
    return Context(Status.PAST, f"`{found.group()}`") if found else None


def _by_tense(candidate: Candidate, parsed: Parsed, asked: Asked) -> Context | None:
    """`eight men who had fled the war`, `prayed for the dozens who have died`: the story knows of them."""
    clause = parsed.clauses[parsed.clause_at(asked.at)]
    if not asked.is_count or clause.opener != "relative":
        return _by_earlier_event(parsed, asked)
    if asked.tense is Tense.PERFECT and not parsed.times and _KNOWN.search(parsed.words, 0, asked.figure_at):
        return Context(Status.CUMULATIVE, "known before")
    if asked.kind is Kind.DISPLACEMENT and _TELLS.match(parsed.words, asked.end) and not by_size(candidate, _LARGE):
        return Context(Status.PAST, "of those who tell of it")
    is_single = candidate.figure is not None and candidate.figure.high == 1
    who_did = _WHO_DID.match(parsed.words, clause.start) if is_single else None
    is_told_by = who_did is not None and who_did.end() > asked.at and not is_listed(parsed.words, clause.start)
    is_displaced = asked.kind is Kind.DISPLACEMENT
    # `a mosque, where a doctor told us that 6,000 had sought refuge`: as it was told.
    is_backshift = _REPORTED.search(
        parsed.words, 0 if is_displaced else clause.start, max(clause.start, asked.figure_at)
    )
    if (asked.tense is Tense.PLUPERFECT and not is_backshift) or (
        is_told_by and not ASKED.search(parsed.words, 0, clause.start)
    ):
        return Context(Status.PAST, "over before the story")
    return None


def by_another_time(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """Past, where its words put it into an older time: `in his first term`."""
    number = passage.number_of(sentence)
    found = of_another_time(parsed, asked, is_lead=number == 0)
    before = neighbour(passage, sentence, number - 1, asked) if found else None
    if (before and before.status is Status.NEW) or (found and _follows_harm(passage, number - 1, asked)):
        # `Bombs went off on Monday. In the worst attack, 52 died.`
        found = of_another_time(parsed, asked, is_lead=True)
    return Context(Status.PAST, f"{LOOKS_BACK}: `{found}`") if found else None


def _follows_harm(passage: Passage, number: int, asked: Asked) -> bool:
    """The sentence before, in whatever paragraph, tells of harm on a day of these weeks, or opens the story with it."""
    if number < 0 or not _HARM.search(passage.words(before := passage.layout.sentences[number])):
        return False
    days = parse(passage, before, asked.now).times
    return any(is_of_late(time, asked.now) for time in days) or not (number or days)


def _by_earlier_event(parsed: Parsed, asked: Asked) -> Context | None:
    """`were killed in an earlier strike`, `had fled a month earlier`"""
    found = _EARLIER_EVENT.match(parsed.words, asked.end) if asked.is_count else None
    if found is None and asked.is_count and asked.tense is Tense.PLUPERFECT:
        found = _LONG_BEFORE.match(parsed.words, asked.end)
    return Context(Status.PAST, f"`{found.group(1)}`") if found else None
