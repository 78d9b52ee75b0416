"""A sentence cut into clauses, with its times: what stands near enough to a verb to say when, whether and if."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status.undated import (
    ELAPSED,
    is_age_of_war,
    is_fronted,
    is_nowadays,
    is_record,
    is_stamp,
    is_telling,
)
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.times import Shape, TimeExpression, find_times

_LONG_DASH = re.compile(r"\s[–—]\s")
_DASH = re.compile(r"\s--?\s")
_WHAT_IT_IS = (
    r"(?:(?:an?|the|itself|once|long|also|one\sof\sthe)\s)?(?:[\w'-]+\s){0,3}?"
    r"(?:(?:scene|site|targets?|focus|epicent(?:re|er)|hotbeds?|hot-?spots?|flashpoints?|birthplace|cradle|theat(?:re|er))\sof\b"
    r"|home\s(?:to|of)\b|(?:held|besieged|blockaded|controlled|ruled|occupied|run|plagued|ravaged|gripped)\s(?:by|since|for)\b"
    r"|one\sof\s(?:hundreds|dozens|scores|thousands|several|many|the\s(?:few|many|last|first|largest|biggest|main))\b"
    r"|(?:town|city|village|area|region|district|province|state|suburb|enclave|island|country|nation|valley|camp"
    r"|territory|neighbou?rhood|community)\s(?:\w+ly\s)?(?:under|held|besieged|controlled|ruled|run|hit|plagued|ravaged|battered|torn"
    r"|wracked|racked|seized|captured|occupied|devastated|scarred|shaken|gripped|beset|afflicted|dogged|hammered|rocked)\b)"
)
"""`Douma, the scene of fighting in recent months`, `Djibo, a town under siege since 2022`: not the deed's time."""
_OPENERS = re.compile(
    # First what any of them begins with: most words can be passed over by their first letter.
    r"(?=[;:]|,\s|\s[-witubadfo]|(?<![\s\S]))(?:"
    r"(?P<break>;|\s--?\s|:\s)"
    rf"|(?P<relative>,?\s(?:who|which|whose|where|whom|that)\b|(?:,|\sand)\s{_WHAT_IT_IS})"
    r"|(?P<condition>(?:^|,?\s)(?:if|unless|in the event|in case|whether)\b)"
    r"|(?P<adverbial>(?:^|,?\s)(?:after|before|when|while|because|although|though|despite|until|following|amid|once|as)\b"
    r"(?!\s(?:well|many|much|of|few|part|a|an)\b))"
    r"|(?P<coordinate>,\s(?:and|but|yet|so|or)\b|\sbut\b)"
    r"|(?P<participle>,\s(?:\w+ly\s)?(?!according|including|during)\w{2,}ing\b))"
)
_LAST_NAME = re.compile(
    r",\s(?:and|or)\s(?:the\s)?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3}"
    r"(?=\s(?:since|in|on|over|during|after|last|this|from|for|between|within|to|by|as)\b|[.;]|\s*$)"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w'-]+$")
"""`fled into Burundi, Uganda, and Rwanda since April`: the end of a list, no clause."""
_RESUMES = re.compile(
    r"(?<!may)(?<!could)(?<!would)(?<!might)(?<!will)(?<!should)(?<!to)\s(?:has|have|had|is|are|was|were|will|would|could)\s"
)
_SPEECH_REACH = 70
HEAD_REACH = 25
"""Signs between a time and the clause that it stands before: `the 2016 attack that killed 86`."""
_NO_DATELINE = timedelta(days=45)
_SPEECH = pattern(
    r"""
    \b(?:(?:told|informed|assured|notified|briefed)(?:\s(?!that\b)[\w'-]+){1,5}|sa(?:id|ys?|ying)|told|tells?|claim\w*|report\w*|announc\w+|confirm\w*|warn\w*|fear\w*|den(?:y|ies|ied|ial|ials)
    |alleg\w+|accus\w+|believ\w+|belief|estimat\w+|show\w*|add(?:s|ed|ing)|stat(?:es?|ed|ing|ements?)|rumou?r\w*|facts?
    |ideas?|possibilit\w+|risks?|danger|threat\w*|evidence|news|insist\w*|suggest\w*|so|hop(?:es?|ed|ing)|not(?:es?|ed|ing)
    |admit\w*|acknowledg\w+|recogni[sz]\w+|conced\w+|maintain\w*|assert\w*|charg(?:es?|ed)|complain\w*|learn\w*|declar\w+
    |reveal\w*|indicat\w+|explain\w*|recall\w*|prov(?:es?|ed|en)|kn[eo]w\w*|clear|true|likely|concern\w*|convinced|sure
    |stress\w*|underlin\w*|argu\w+|predict\w*|expect\w*|understand|understood|appears?|seems?|mean\w*|agree\w*|remember\w*
    |wrote|writes?|tweet\w*|post\w*|promis\w+|vow\w*|pledg\w+|see|saw|hear\w*|thought|think\w*|found|find\w*|document\w*
    |demand\w*|urg\w+|ask\w*|boast\w*|brag\w*|provided|given|such|in|and|afraid|worried|aware)
    (?:\s(?:on|in|to|at|by|through|via|over|the|late|early|him|her|them|us|me|afp|reuters|reporters|journalists|today|yesterday|earlier
    |(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^,;]{0,40})?$
    """
)
_VERB_NEXT = pattern(
    r"""
    \s(?:\w+ly )?(?:has|have|had|was|were|is|are|will|would|could|may|might|can|did|do|does|\w+ed|left|began
    |broke|took|struck
    |hit|swept|drove|sent|came|went|led|made|ran|fell|rose|fled|saw|cost|put|shot|lies|includes?|follows?)\b
    """
)
_COMPARES = caseless(r"\bas (?:well|many|much|few|far|long|soon|high|low) $|\b(?:same|such) $")
_FRONT_COMMA = re.compile(r"[^,]+,(?=\s)(?!\s\d)")
_THAT = caseless(r"\sthat\b")
_HAS_SUBJECT = caseless(r"\s(?:where|whom|whose)\b")
_IN_WHICH = caseless(r"\b(?:in|at|during|on|from|through|by|under|into)\swhich$")
_WHERE_SINCE = caseless(r",\s(?:where|which|who|when)\s(?:since|in|on|after|by|during|for|until|over)\s[^,]{2,40},")
"""`in Soum, where since 2015, armed groups have`: the comma ends no clause."""
_APPOSITION = re.compile(r",\s(?:an?|the|one|once|another|its|his|their)\s[^,]{2,50}$")
_APPOSITION_END = re.compile(
    r"[^,]*,(?=\s(?:\w{3,}ed|took|fell|broke|struck|hit|began|won|lost|left|held|met|went|came|made|put|shot|drove|swept"
    r"|fought|overran)\b)"
)
"""`The front, a group that signed a pact in 2014, agreed`: the comma ends what says who they are."""
_CLOSING_COMMA = re.compile(r",\s\w+(?:\s[^\s,]+){2,},(?=\s(?!\d))")


class Clause(NamedTuple):
    """Offsets into the sentence; `opener` is the group that opened it: `relative`, `participle`, …, or `main`."""

    start: int
    end: int
    opener: str


class Parsed(NamedTuple):
    """`words` is the sentence with its line breaks as blanks, one sign for one.  All offsets count from its start."""

    words: str
    clauses: tuple[Clause, ...]
    times: tuple[TimeExpression, ...]
    told_at: tuple[TimeExpression, ...]
    """When somebody said so."""
    records: tuple[TimeExpression, ...] = ()
    """`since 2014`, where it is the worst since then."""

    def clause_at(self, offset: int) -> int:
        """The number of the clause that holds an offset."""
        clauses = self.clauses
        for number in range(len(clauses) - 1, 0, -1):
            if clauses[number].start <= offset:
                return number
        return 0

    def has_day(self) -> bool:
        """True where a time says when: `three days later` alone does not."""
        return any(time.shape is not Shape.RELATIVE for time in self.times)

    def last_word(self, end: int) -> int:
        """Where the last of the words before `end` begins: `army denied | bombing`."""
        return self.words.rstrip().rfind(" ", 0, end) + 1


def parse(passage: Passage, sentence: Sentence, now: datetime) -> Parsed:
    """A sentence's clauses and times, but for the date that its page bears."""
    left, right = passage.layout.takes[sentence.take].stamp
    is_stamped = sentence.start < right and left < sentence.end
    return cut(passage.words(sentence), now, left - sentence.start if is_stamped else -1)


@lru_cache(maxsize=64)  # candidates of one sentence, and neighbours, ask one after the other
def cut(sentence: str, reference: datetime, stamp: int = -1) -> Parsed:
    """Cut once for all the candidates of a sentence.  No time begins where the page's own date does."""
    words = sentence.replace("\n", " ")
    if "—" in words or "–" in words:
        words = _LONG_DASH.sub(" - ", words)
    found = [
        time
        for time in find_times(words, reference)
        if time.start != stamp
        and not time.words.lower().endswith(ELAPSED)
        and not (time.words == "Today" and is_nowadays(words))
        and not (time.shape is Shape.LASTING and is_age_of_war(words, time))
    ]
    told = tuple(time for time in found if is_telling(words, time))
    if len(found) > 1 and not told and is_fronted(words, found[0]):
        told = (found[0],)
    records = tuple(time for time in found if time not in told and is_record(words, time))
    others = tuple(
        time
        for time in found
        if time not in (*told, *records) and (_is_old(time, reference) or not is_stamp(words, time))
    )
    return Parsed(words, tuple(_clauses(words, found)), others, told, records)


def _is_old(time: TimeExpression, reference: datetime) -> bool:
    """`Sept 30, 2015: Russia carries out`, `1 April to 7 May: 40 killed`: no dateline of these days."""
    start, end = time.interval
    return end is not None and (reference - end > _NO_DATELINE or (start is not None and end - start > _NO_DATELINE))


def _clauses(words: str, times: list[TimeExpression]) -> list[Clause]:
    clauses: list[Clause] = []
    start, opener = 0, "main"
    for match in _OPENERS.finditer(words.lower()):
        at = match.start()
        if _is_speech(words, match) or _COMPARES.search(words, 0, match.start() + 1):
            continue
        if (
            match.lastgroup == "coordinate"
            and _LAST_NAME.match(words, at)
            and _NAME_BEFORE.search(words, at - 40 if at > 40 else 0, at)
        ):
            continue
        if any(time.start - 1 <= at < time.end - 1 for time in times) or _is_inside_number(words, match):
            continue
        kind = match.lastgroup or "main"
        if at > start:
            clauses += _with_resumption(words, Clause(start, at, opener))
        start, opener = at, kind
    clauses += _with_resumption(words, Clause(start, len(words), opener))
    return _without_asides(words, clauses) if "- " in words else clauses


def _without_asides(words: str, clauses: list[Clause]) -> list[Clause]:
    """`lost Bangui - and its airport - to the army in May`: behind the second dash goes on what the first cut off."""
    breaks = [number for number, clause in enumerate(clauses) if clause.opener == "break"]
    if len(breaks) != 2 or not all(_DASH.match(words, clauses[number].start) for number in breaks):
        return clauses
    first, second = breaks
    clauses[first] = clauses[first]._replace(opener="aside")
    clauses[second] = clauses[second]._replace(opener="main")
    return clauses


def _is_speech(words: str, match: re.Match[str]) -> bool:
    """`said that soldiers`, `fears that 20 people`: what is said hangs on the word before."""
    if match.group().strip() != "that" or _VERB_NEXT.match(words, match.end()):
        return False
    return bool(_SPEECH.search(words, max(0, match.start() - _SPEECH_REACH), match.start()))


def _is_inside_number(words: str, match: re.Match[str]) -> bool:
    """The colon of 10:30, the `as` of `as many as`."""
    return words[match.end() - 1 : match.end()].isdigit()


def _with_resumption(words: str, clause: Clause) -> list[Clause]:
    """A clause that another hangs on goes on after it: past a comma, or at its second finite verb."""
    if clause.opener in ("condition", "adverbial") and clause.start == 0:
        return _cut(clause, _FRONT_COMMA.match(words, clause.start, clause.end))
    is_aside = clause.opener == "adverbial" and words.startswith(", when ", clause.start)
    if clause.opener != "relative" and not is_aside:
        return [clause]
    if words[clause.start] == ",":
        if _WHERE_SINCE.match(words, clause.start, clause.end):
            return [clause]
        return _cut(clause, _CLOSING_COMMA.match(words, clause.start, clause.end))
    if _APPOSITION.search(words, 0, clause.start):
        end = _APPOSITION_END.match(words, clause.start, clause.end)
        if end is not None:
            return _cut(clause, end)
    return _at_second_verb(words, clause)


def _cut(clause: Clause, comma: re.Match[str] | None) -> list[Clause]:
    if comma is None:
        return [clause]
    at = comma.end() - 1
    return [Clause(clause.start, at, clause.opener), Clause(at, clause.end, "main")]


def _at_second_verb(words: str, clause: Clause) -> list[Clause]:
    """`clashes that erupted in 2022 | have displaced`; `where` and `whom` have a subject before their first verb."""
    verbs = list(_RESUMES.finditer(words, clause.start, clause.end))
    that = _THAT.match(words, clause.start)
    if (
        _HAS_SUBJECT.match(words, clause.start)
        or _IN_WHICH.search(words, 0, clause.start + 6)
        or (that and not _VERB_NEXT.match(words, that.end()))
    ):
        verbs = verbs[1:]
    late = [verb for verb in verbs if len(words[clause.start : verb.start()].split()) >= 3]
    if not late:
        return [clause]
    at = late[0].start()
    return [Clause(clause.start, at, clause.opener), Clause(at, clause.end, "main")]
