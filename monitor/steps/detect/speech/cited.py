"""sentence -> [Speech]: sources that are cited, not heard: `according to`, `citing`, `by X's count`, `figures show`."""

import re
from collections.abc import Iterator

from monitor.steps.detect.speech.finding import Speech
from monitor.steps.detect.speech.no_speech import is_of_a_truce
from monitor.steps.detect.speech.noun_phrases import SPEAKER_NOUN, left_edge, phrase_after, phrase_before
from monitor.steps.detect.speech.subjects import find_subject
from monitor.steps.detect.speech.words import CITED, NOBODY
from monitor.text.caseless import caseless
from monitor.text.times_words import MONTHS

_FIGURES_SHOW = re.compile(
    r"\s(?:figures|data|estimates|statistics|records|tallies|counts)\s+(?:shows?|showed|indicate|suggest)\b"
)
_FIGURES = caseless(r"\s(?:figures|data|estimates?|statistics|records|tall(?:y|ies)|counts?|numbers|database|tolls?)$")
_OFFICIAL = caseless(r"^(?:the\s+|their\s+|its\s+)?(?:latest\s+)?(?:official|government|local|hospital|state)\s\w+$")
_ANOTHER_SAYS = re.compile(r", the (?:[\w.’'-]+ ){1,5}(?:said|says)\b")
_NATION = re.compile(r"^(?:the )?[A-Z]\w+(?:ian|ean|can|ese|ish|i|ch)$")
_NO_OWNER, _TOLL = (
    caseless(r"^(?:the\s|its\s|their\s)?(?:latest\s)?official$"),
    caseless(r"\s(?:death\s)?(?:toll|count)\b"),
)
"""`according to the official death toll`."""
_OTHER_SAYS = caseless(r"(?:cited|quoted) by\s[^,;.]{3,50}?\s(?:said|says|told|added)\b")
"""`a source cited by the agency said`: the source speaks."""
_WHERE_QUOTED = re.compile(r"(?:on|in|at|during|over|from)\s")
"""`was quoted on Radio Mozambique as saying`"""
_AS_SAYING = re.compile(
    r"\s+(?:was|were|is|are)\s+(?:also\s+)?(?:quoted|cited)\s+(?:[\w’'-]+\s+){0,5}"
    r"as\s+(?:saying|telling|stating|reporting|adding|warning)\b"
)
_TELLING = (
    "(?:reporting|saying|claiming|alleging|warning|estimating|putting|adding|announcing|confirming|counting|recording"
    "|documenting)"
)
_WITH = re.compile(
    r"\bwith ((?:the |an? )?(?:[\w’'-]+ ){1,5}?)"
    rf"{_TELLING}\b"
)
_AND_WITH = re.compile(rf"\bwith [^.;]{{5,100}}? and ((?:the |an? )?(?:[\w’'-]+ ){{1,4}}?){_TELLING}\b")
"""`with the group announcing one death and state media saying two`"""
_RECKONED = re.compile(
    r"\bby ((?!(?:last|this|next|yesterday|today|any|each)\b)[\w][\w .’'-]{2,50}?)[’']s? (?:(?:own|latest|official) )?"
    r"(?:reckoning|count|tally|estimates?|figures)\b"
)
_IN_WHAT = re.compile(
    r"\bin what ((?!(?:ha[sd]|have|was|were|is|are|can|could|may|might|will|would) )[^,;.]{3,70}?)"
    r" (?:called|calls|described as|termed|dubbed|labell?ed)\b"
)
_PAPER_END = caseless(
    r"\b(?:report|statement|study|survey|bulletin|communique|assessment|toll|tally|count|estimate"
    r"|list|letter|note|document|figures|dossier|tweet|post)(?: (?:sent|shared|e-?mailed|texted|released|published))?$"
)
_THAT_WHOSE = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?P<who>(?:the\s|an?\s|[A-Z])[^,;.]{2,60}?)(?:,[^,;.]{2,40},)?\s+(?:has\s|had\s|have\s)?"
    r"(?:gave|given|released|issued|published|compiled|provided|posted|put\sout|drew\sup|drawn\sup|sent|shared|keeps?"
    r"|kept|made\spublic|read\sout|handed\sout|circulated|distributed)\b"
)
"""`according to a list that the mayor handed out`."""
_BY_WHOM = re.compile(
    r"\s+(?:issued |released |published |compiled |put out |drawn up |sent |shared |posted )?(?:by|from)\s+(?=\w)"
)
"""`according to a new report by the Centre for Policy Research`."""
LOOSE_END = caseless(
    r"(?:\s+(?:at|that|on|in|to|of|for|and|by|from|with|shows?|showed|indicated?|suggest(?:s|ed)?|lists?"
    r"|released|issued|published|posted|dated|obtained|reads?|today|yesterday"
    r"|initially|originally|previously|earlier|later|also|meanwhile"
    r"|in\s+(?:an?|its|his|her|their)\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|report|post|broadcast|message|letter|briefing|interview|communiqu[eé])(?:\s+(?:on\s+)?\w+day)?))+$"
)
_REPORTS_SAY = re.compile(r"\s(?:say|says|said|suggest|suggests|indicate|indicates|speak|spoke|tell|told)\b")
"""`Reports from Syria say`: nobody speaks."""
_ISSUED = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:(?:issued|released|put\sout|posted|published|sent\sout)\s(?:an?|the)\s"
    r"(?:[\w-]+\s){0,2}(?:statement|communique|message|bulletin|video|letter|recording|list|tally|toll|count|breakdown)\b"
    r"|(?:claimed|taken|took|admitted|accepted)\s(?:responsibility|credit)\b[^.;,]{0,80},\s(?:saying|adding|claiming)\b)"
)
"""`The ministry issued a statement saying`, `Al-Shabaab claimed responsibility for the raid, saying it killed six`"""
_IS_NO_MORE = caseless(
    r"according|as per|going by|(?:quoted|cited) by"
    r"|.*\b(?:carried|relayed|broadcast|aired|distributed|circulated|posted) by"
)
_RELAYS = re.compile(r"\b(?:said|says|announced|told)\b.{0,60}, (?:the )?[A-Z][\w.’' -]{1,30}? report(?:s|ed),? $")
"""`… , the ministry said, Trend reports citing TASS`: the ministry speaks, and two agencies pass it on."""
_HEARD_FROM = caseless(
    r"^(?:(?:the|some|its|their|his|her|a|an)\s+)?(?:\w+\s+)?"
    r"(?:testimon(?:y|ies)|accounts?|reports?|information|statements?|word)\s+(?:of|from|by|given by|provided by)\s+"
)
_PERSONS = caseless(
    r"\b(?:survivors?|presidents?|chair(?:man|woman)?|relatives|refugees|victims|prisoners|leaders?|elders?|chiefs?|mayors?"
    r"|authorit(?:y|ies)|directors?|heads?|nurses?|surgeons?|teachers?|pastors?|priests?|rescuers?|neighbou?rs)\b"
)
_QUOTES = ' “"'


def find_cited(text: str, start: int, end: int) -> Iterator[Speech]:
    """`according to medics`, `citing local officials`, `quoted a source as saying`."""
    for match in CITED.finditer(text, start, end):
        if is_of_a_truce(text, match.start()):
            continue
        after = phrase_after(text, match.end(), end)
        is_paper = _PAPER_END.search(text, match.end(), after)
        by = _BY_WHOM.match(text, after, end) if is_paper else None
        begin = by.end() if by else match.end()
        after = phrase_after(text, begin, end) if by else after
        if is_paper and not by and (whose := _THAT_WHOSE.match(text, after, end)):
            begin, after = whose.start("who"), whose.end("who")
        who = _figures_of(LOOSE_END.sub("", text[begin:after].strip()))
        if _NO_OWNER.match(who) and _TOLL.match(text, after):
            continue
        if (
            _WHERE_QUOTED.match(who)
            or who.lower() in MONTHS  # `had been recorded by February 16`
            or _OTHER_SAYS.match(text, match.start())
            or _REPORTS_SAY.search(text, begin, after)
        ):
            continue
        before = text[start : match.start()].strip(f" ,{_QUOTES}")
        if match.group().rstrip().endswith("from") and _ANOTHER_SAYS.match(text, after):
            continue
        strength = 1 if _IS_NO_MORE.match(match.group()) or _RELAYS.search(text, start, match.start()) else 2
        yield Speech(who, match.start(), after, bool(before), strength)


def _figures_of(who: str) -> str:
    """`UN estimates` -> `UN`, `a Reuters tally` -> `a Reuters`; nobody, where a law or a first report is cited."""
    heard = _HEARD_FROM.match(who)
    if heard and (SPEAKER_NOUN.search(who, heard.end()) or _PERSONS.search(who, heard.end())):
        return who[heard.end() :]
    if NOBODY.search(who):
        return ""
    found = _FIGURES.search(who)
    if found is None or _OFFICIAL.search(who):
        return who
    rest = who[: found.start()]
    return who if _NATION.match(rest) else rest


def find_shown(text: str, start: int, end: int) -> Iterator[Speech]:
    """`UN figures show`, `the governor was quoted as saying`."""
    for match in _FIGURES_SHOW.finditer(text, start, end):
        begin = phrase_before(text, left_edge(text, start, match.start()), match.start())
        who = text[begin : match.start()].strip()
        who = text[begin : match.end()].rpartition(" ")[0] if _NATION.match(who) else who
        yield Speech(who, begin, match.end(), bool(text[start:begin].strip()), 1)
    for match in _ISSUED.finditer(text, start, end):
        begin, stop = find_subject(text, start, match.start())
        yield Speech(text[begin:stop].strip(), begin, match.end(), False, 1)
    for match in _RECKONED.finditer(text, start, end):
        yield Speech(match.group(1), match.start(), match.end(), True, 1)
    for pattern in (_WITH, _AND_WITH) if "with " in text[start:end] else ():
        for match in pattern.finditer(text, start, end):
            yield Speech(match.group(1).strip(), match.start(1), match.end(), False, 1)
    for match in _IN_WHAT.finditer(text, start, end):
        yield Speech(match.group(1), match.start(), match.end(), True, 1)
    for match in _AS_SAYING.finditer(text, start, end):
        begin, stop = find_subject(text, start, match.start())
        yield Speech(text[begin:stop].strip(), begin, match.end(), bool(text[start:begin].strip(_QUOTES)), 2)
