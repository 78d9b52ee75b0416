"""`brought to 61 the number of troops killed`: a number whose day is only that of the last who came to it."""

from monitor.model.mention import Kind, Status
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import Asked
from monitor.steps.detect.status.words import OF_DISASTERS, pattern
from monitor.text.caseless import caseless

_BRINGS_TO = (
    r"\b(?:br(?:ings?|ought|inging)|tak(?:es?|ing)|took|rais(?:es?|ed|ing)|push(?:es|ed|ing)|lift(?:s|ed|ing)|swell(?:s|ed)"
    r"|driv(?:es|ing)|drove)"
)
_RUNNING_TOTAL = pattern(
    rf"""
    {_BRINGS_TO}\s(?:to\s[\d,]+\s)?(?:the|its|their|that|our)\s(?:[\w-]+\s){{0,2}}
    (?:tolls?|number|count|tally|total|losses|figure)\b[^;.]{{0,80}}
    \b(?:in|of|since|during|throughout)\s(?:the|its|their|this|an?|[\w-]+'s)\s(?:(?!\w+-(?:day|hour|week)\b)[\w'-]+\s){{0,3}}
    (?:wars?|conflict|mission|campaign|insurgency|occupation|intervention|deployment|invasion|uprising|rebellion|revolt
    |crisis|troubles|peace process)\b
    """
)
_TOTAL_OF_A_FORCE = pattern(
    rf"""
    {_BRINGS_TO}\sto\s[\d,]+\s(?:the|its|their)\snumber\sof\s(?:[\w.-]+\s){{0,3}}?
    (?:soldiers|troops|peacekeepers|police(?:men)?|officers|service(?:men|members)|personnel|workers|journalists|medics
    |guards|marines|staff)\s
    (?:killed|slain|lost|wounded|injured|who\s(?:have|had)\s(?:died|been\skilled)|to\s(?:die|be\skilled))\s
    (?:since\b|so\sfar\b|this\syear\b|in\s(?!\w+day\b)(?-i:[A-Z])|in\sthe\s(?:(?-i:[A-Z])|(?:province|valley|country|region
    |district|area|strip)\b))
    """
)
"""`brings to 43 the number of peacekeepers killed in Mali`: no single attack killed them."""
_TOTAL_UPROOTED = pattern(
    rf"""
    {_BRINGS_TO}\s(?:to\s(?:(?:nearly|about|around|some|over|more than|almost|at least)\s)?[\d,.]+\s(?:million\s)?)?
    (?:the|its|their)\s(?:[\w-]+\s){{0,2}}(?:number|count|tally|total|caseload|population|figure)\b
    """
)
"""`658 came on Monday, bringing to 42,000 the number of displaced`: all who came, whenever it began."""

_CUMULATIVE = caseless(r"\bcumulative\b[^,;:]*$")
"""`a cumulative total of 35,200 have fled`: the word says it."""


def by_running_total(parsed: Parsed, asked: Asked) -> Context | None:
    """`Monday's ambush brought to 61 the number of troops killed in the war`: its day is that of the last of them."""
    if not asked.is_count:
        return None
    if "umulative" in parsed.words and not OF_DISASTERS.search(parsed.words):
        found = _CUMULATIVE.search(parsed.words, 0, asked.figure_at)
        if found is not None:
            return Context(Status.CUMULATIVE, "called `cumulative`")
    found = _RUNNING_TOTAL.search(parsed.words) or _TOTAL_OF_A_FORCE.search(parsed.words)
    if found is not None and found.start() <= asked.at < found.end():
        return Context(Status.CUMULATIVE, f"a running total: `{found.group()}`")
    if asked.kind is not Kind.DISPLACEMENT:
        return None
    found = _TOTAL_UPROOTED.search(parsed.words)
    if found is None or found.start() > min(asked.at, asked.figure_at) or OF_DISASTERS.search(parsed.words):
        return None
    if any(time.start > found.start() for time in parsed.times):
        return None
    return Context(Status.CUMULATIVE, f"a running total: `{found.group()}`")
