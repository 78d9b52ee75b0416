"""Words -> is it an older event, by which today's is measured: `the worst since the army came`, `reminiscent of`."""

import re
from datetime import datetime
from functools import lru_cache

from monitor.model.mention import Kind
from monitor.steps.detect.status.clauses import Parsed
from monitor.steps.detect.status.recency import Asked, began_of_late
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless

_REACH = 110
"""Characters from the word that compares to the deed."""
_GO_ON = frozenset({Kind.CEASEFIRE_BREACH, Kind.CEASEFIRE_THREAT, Kind.DE_ESCALATION, Kind.WARNING})
"""`the first raid since the truce` is the breach itself."""
_SINCE = pattern(
    r"""
    \b(?:(?:first|second|third|fourth|fifth|only|\w+est|worst|most|record)(?!\stime\b[^,;.]{0,80}\sthat\s)
    |not (?:been )?(?:seen|known|witnessed|experienced|heard)|never (?:been )?(?:seen|known|witnessed)|no such
    |un(?:precedented|paralleled|matched|equalled|rivalled|seen)|not)
    \b[^,;.]{0,80}\s(?P<since>since)\s
    """
)
_THAN = pattern(
    r"""
    \b(?:(?!rather|other|later|earlier|sooner|longer|fewer|further|under|over|number)\w+er|worse|(?:less|more) [a-z]+
    |more\s(?:[a-z-]+\s){1,3}[a-z-]+(?=\sthan\s(?:in|at|during|by)\b))
    \sthan\s(?!\d|(?:a|one|two|three|half) (?:dozen|hundred|thousand|million|score))
    """
)
_ALIKE = r"""
    (?:reminiscent of|remind\w* (?:[\w'-]+\s){1,3}of|echo(?:es|ed|ing)?|akin to|similar to|resembl(?:es?|ed|ing)
    |compar(?:ed|es?|ing|able|isons?)\s(?:[\w'-]+\s){0,5}?(?:to|with)
    |(?:surpass|exceed|eclips|dwarf|match|equal)(?:l?ed|es|s|l?ing)|rival(?:l?ed|l?ing)|rivals(?=\s(?:the|that|those|any|its)\s)
    |unlike(?=[^,;.]*\b(?:that|which|when|where)\b)|(?:a repeat|on the scale|in the style|a copy|the scale) of
    |as (?!many|much|few|well|soon|long|far)\w+ as)
    """
_LIKE = pattern(rf"\b{_ALIKE}\s")
_ADDS = r"(?:join(?:s|ed|ing)?|add(?:s|ed|ing)? to|on top of|in addition to|besides|swell\w* the (?:ranks|number) of)"
_ADDS_TO = caseless(
    rf"\b{_ADDS}\s(?:(?:the|some|about|around|nearly|over|more|than|at|least|those|an|estimated|other)\s)*$"
)
_WEEKS_AFTER = pattern(
    r"""
    (?:^\W*|\b(?:c[ao]me|comes|coming|follow\w*|happened|occurred|took place|struck|attacked|died|was|were|is)\s)
    (?:(?:just|only|barely|more than)\s)?(?:(?:a few|several|many|some|three|four|five|six)\s)?
    (?:(?:two\s)?(?:months|years)|weeks)\safter\s
    """
)
_CLOSED = pattern(
    r"""
    \b(?:(?:was|were|been)\s(?:\w+ly\s)?(?:\w+ed|struck|reached|begun|broken|won|held|sworn in)
    |(?:collapsed|expired|ended|began|took\s(?:effect|office|power)|came\sinto\s(?:force|effect)|broke\s(?:down|out)))
    \s(?!(?:by|in|at|on|with|after|when|while|and|but|or|to|for|from|as|during|near|outside|inside|over|until|dead)\b)
    (?:(?!(?:and|or|that|which|who|whose|when|where|while|after|by)\b)[\w'’-]+\s){1,5}$
    """
)
"""`Weeks after a truce was signed gunmen | killed nine`: copy that lost its comma."""
_AFTER_REACH = 180
_COMPARES = pattern(rf"\b(?:since|than|(?:weeks|months|years)\safter|{_ALIKE}|{_ADDS})\s")
"""What any of the above has in it: most sentences compare nothing."""
_BEFORE = caseless(r"\b(?:had|already|previously|earlier|before|prior)\b")
_PRIOR = caseless(r"\b(?:prior|prior to|before)\s*$")
_WHICH = pattern(r"\b(?:that|which|who|when|where|whose)\b")
_OPENS = caseless(r",\s(?:in which|that|which|who|when|where|whose)\b")
_THING = caseless(r"(?:^|\b(?:the|an?|that|this|last|previous)\s)(?:[\w'’-]+\s){0,2}$")
_DONE = re.compile(r"\w+ed\b")
_ANOTHER_VERB = caseless(
    r"\b(?!need|hundred|speed|armed|wounded|displaced)\w{2,}ed\b"
    r"|\b(?:took|saw|hit|struck|shot|began|broke|fell|came|went|drove|sent|ended|is|are)\b"
)
_LED_IN = caseless(r"^\W*(?:in|amid|after|during|with|at|for|by)\b")
_VERB_BEFORE = caseless(
    r"\b(?:is|are|was|were|be|been|has|have|had|call|calls|makes?|saw|sees|took|became|no|not|nothing|never|\w{2,}ed)\b"
)


def by_comparison(parsed: Parsed, asked: Asked) -> str:
    """The words that compare, where the deed is what they compare with and no day says that it is of these days."""
    if asked.kind in _GO_ON or not _compares(parsed.words):
        return ""
    at = min(asked.figure_at, asked.at) if asked.is_count else asked.at
    return (
        _weeks_before(parsed, asked, at)
        or _on_top_of(parsed, asked)
        or _since(parsed, at, asked.now)
        or _beside(parsed, at, parsed.words[asked.at : asked.end], asked.now)
    )


@lru_cache(maxsize=16)  # once for all the mentions of a sentence
def _compares(words: str) -> bool:
    return _COMPARES.search(words) is not None


def _weeks_before(parsed: Parsed, asked: Asked, at: int) -> str:
    """`came weeks after soldiers raided the town, killing eight`: those died weeks before."""
    found = _WEEKS_AFTER.search(parsed.words, max(0, at - _AFTER_REACH), at) if asked.is_count else None
    if found is None or any(time.start >= found.end() for time in parsed.times):
        return ""
    between = parsed.words[found.end() : at]
    is_front = not found.group()[:1].isalpha() or found.start() == 0
    is_over = (
        ";" in between
        or (is_front and ("," in between or _CLOSED.search(between)))
        or parsed.clauses[parsed.clause_at(at)].opener == "coordinate"
    )
    return "" if is_over else found.group().strip()


def _on_top_of(parsed: Parsed, asked: Asked) -> str:
    """`joining the 40,000 who had sought shelter there`, `on top of 9,000 already displaced`: they came before."""
    if asked.kind is not Kind.DISPLACEMENT or not asked.is_count:
        return ""
    found = _ADDS_TO.search(parsed.words, 0, asked.figure_at)
    if found is None or any(
        time.start >= asked.figure_at and not _PRIOR.search(parsed.words, 0, time.start) for time in parsed.times
    ):
        return ""
    number = parsed.clause_at(asked.at)
    who = next((clause for clause in parsed.clauses[number + 1 : number + 2] if clause.opener == "relative"), None)
    end = max((who or parsed.clauses[number]).end, asked.end)
    return found.group() if _BEFORE.search(parsed.words, asked.figure_at, end) else ""


def _since(parsed: Parsed, at: int, now: datetime) -> str:
    """`the bloodiest since a bomb killed 60`; of `The worst raid since the truce killed 60` the 60 are new."""
    words = parsed.words
    found = _SINCE.search(words, 0, at)
    if found is None or _is_dated(parsed, found.start("since"), at, now) or not _holds(parsed, found.end(), at, now):
        return ""
    is_told = (
        _VERB_BEFORE.search(words, 0, found.end()) or _LED_IN.match(words) or _WHICH.search(words, found.end(), at)
    )
    return found.group() if is_told else ""


def _beside(parsed: Parsed, at: int, deed: str, now: datetime) -> str:
    """`deadlier than the raid that killed 60`, `echoed the massacre of 300`."""
    words = parsed.words
    left = max(0, at - _REACH - _REACH)
    found = _THAN.search(words, left, at) or _LIKE.search(words, left, at)
    if found is None or not _holds(parsed, found.end(), at, now):
        return ""
    is_thing = _THING.search(words, found.end(), at) and not _DONE.match(deed)
    return found.group() if is_thing or _WHICH.search(words, found.end(), at) else ""


def _is_dated(parsed: Parsed, since: int, at: int, now: datetime) -> bool:
    """`the worst since Monday`, and `since 40 died on Monday`; `since` alone only opens a clause."""
    for time in (*parsed.times, *parsed.records, *parsed.told_at):
        if time.start == since and time.end > since + len("since"):
            return time.end <= at or time.interval.start is None or began_of_late(time, now)
    return False


def _holds(parsed: Parsed, start: int, at: int, now: datetime) -> bool:
    """Nothing comes between: no comma that ends it, no other verb, and no day of its own."""
    if at - start > _REACH or any(time.start >= start for time in parsed.times):
        return False
    if any(time.start >= start and began_of_late(time, now) for time in parsed.records):
        return False
    between = parsed.words[start:at]
    comma = between.find(",")
    if comma >= 0 and not _OPENS.match(between, comma):
        return False
    return ";" not in between and _ANOTHER_VERB.search(between) is None
