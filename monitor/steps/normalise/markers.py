"""Headline and slug markers of the agencies' desks -> Signal.

Reuters puts them before the headline (`UPDATE 3-`, `CORRECTED-`), AP and AFP into the slug (`,1st Ld-Writethru`).
"""

import re

from monitor.model.article import Signal

_DASH = r"[ \t]*(?:[-–—:|]|$|\n)"
_KILL = re.compile(
    rf"""^\W*(?: (?:(?:BULLETIN|MANDATORY|STORY|URGENT|ADVISORY)[ \t-]+)* KILL (?:[ \t]+KILL)* {_DASH}
           | MANDATORY[ ]KILL | KILL(?:[ ,]+KILL)+
           | (?:STORY|ARTICLE|REPORT)?[ ]?(?:WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION) {_DASH} )""",
    re.X,
)
_COPY = r"(?:story|item|article|report)"
_KILL_NOTE = re.compile(
    rf"\b(?:kill(?: the)? {_COPY}|{_COPY}[^.]{{0,80}}\b(?:is|are|has been|should be) (?:killed|withdrawn|retracted)"
    rf"|withdraw(?:s|n|ing)? (?:the|this|its) {_COPY})\b",
    re.I,
)
_EDITORS = re.compile(r"^\W*(?:ATTN|ATTENTION|NOTE TO|EDS|EDITORS)\b[^\n]{0,20}", re.I)
_BEFORE_HEADLINE = re.compile(
    rf"""^[ \t(\[*]*(?:
      (?P<hold>HOLD(?:[ ]HOLD)*) {_DASH}
    | (?P<correction>(?i:CORRECTED|CORRECTION|CORRECTS|CORRECTIVE|CLARIFICATION|AMENDED))[ \t)]*[-–—:(\n]
    | (?P<refile>(?i:REFILE)) {_DASH}
    | (?P<repeat>(?i:RPT|REPEAT)[ \t]*(?:\d+[ \t]*)?[-–—:])
    | (?P<update>(?i:UPDATE[ \t]*\d* | WRAPUP[ \t]*\d* | WRAP | \d+(?:ST|ND|RD|TH)[ ](?:LD|LEAD)\b[^-–—:]{{0,20}}
        | LEADALL | WRITETHRU | WRITETHROUGH | RECAST) [ \t]*[-–—:)])
    | (?P<advisory>(?:MEDIA[ ]|PRESS[ ]|NEWS[ ])?ADVISORY | DIARY | (?:NEWS[ ])?SCHEDULE | DAYBOOK | AGENDA | BUDGET
        | ADVANCE[ ]FOR | TEST)\b [^\n]{{0,20}}? {_DASH}
    | (?P<background>(?i:FACTBOX | TIMELINE | EXPLAINER | (?:NEWS[ ])?ANALYSIS | BACKGROUNDER? | CHRONOLOGY | PROFILE
        | OBITUARY | Q\&A | Q\+A | FEATURE | INSIGHT | SPECIAL[ ]REPORT | KEY[ ]FACTS | COMMENTARY | OPINION | COLUMN
        | BOOK[ ]REVIEW | (?:THIS[ ]DAY|TODAY)[ ]IN[ ]HISTORY)\b [^\n]{{0,14}}? (?:[-–—:|/]|$))
    | (?P<flash>(?:FLASH | SNAP | ALERT | URGENT | BULLETIN | NEWSALERT | APNEWSALERT | APNewsAlert | BREAKING)\b
        [^\n]{{0,12}}? [-–—:])
    )""",
    re.X,
)
_IN_SLUG = re.compile(
    r"(?P<kill>\bKILL\b)|(?P<correction>\bcorrect(?:ed|ion|s|ive)\b)|(?P<refile>\brefile\b)|(?P<repeat>\bRPT\b)"
    r"|(?P<update>\b\d+(?:st|nd|rd|th)[ -](?:ld|lead)\b|\bwritethr(?:u|ough)\b|\bupdate[ -]?\d+\b|\bleadall\b)"
    r"|(?P<advisory>\badvisory\b)|(?P<background>\b(?:factbox|timeline|explainer)\b)|(?P<hold>\bhold for release\b)",
    re.I,
)


_OF_TODAY = re.compile(r"\b(?:security|latest|today's|day's|battlefield|main|key|recent) developments\b", re.I)
"""`FACTBOX: Security developments in Iraq`: a list of the day's news."""


def read_signal(headline: str, slug: str, body: str) -> Signal:
    """What the desk says about this version; NONE for an ordinary first one."""
    if _KILL.search(headline) or _is_kill_note(headline, body):
        return Signal.KILL
    marked = _BEFORE_HEADLINE.match(headline) or _IN_SLUG.search(slug)
    if marked and marked.lastgroup and not (marked.lastgroup == "background" and _OF_TODAY.search(headline)):
        return Signal(marked.lastgroup)
    return Signal.KILL if _KILL_NOTE.search(slug) else Signal.NONE


def _is_kill_note(headline: str, body: str) -> bool:
    """A note to editors that withdraws a story, whatever its headline."""
    opening = body[:400]
    return bool(_EDITORS.match(headline) or _EDITORS.match(opening)) and bool(
        _KILL_NOTE.search(f"{headline}. {opening}")
    )
