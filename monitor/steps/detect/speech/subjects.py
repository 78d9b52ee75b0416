"""Whose words they are: the noun phrase before a verb of saying, over asides, and in copy that has lost its commas."""

import re

from monitor.steps.detect.speech.noun_phrases import (
    LEADS,
    LINKS,
    SPEAKER,
    SPEAKER_NOUN,
    TIME_WORD,
    left_edge,
    phrase_before,
)
from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.words import word_set

_ASIDE = re.compile(
    r"^\s*(?:who|whose|which|a|an|another|the|one|head|chief|director|spokes\w+|deputy|himself|herself|[A-Z]\w+['’]s"
    r"|speaking|citing|quoting|reached|contacted|interviewed|quoted|cited|monitored|asked|aged|\d+|from|of|in|based|commander|governor|mayor|professor"
    r"|(?:vice[- ])?president|chair(?:m[ae]n|wom[ae]n|person)?|secretary|leader"
    r"|coordinator|representative|administrator|prosecutor|superintendent|founder|his|her|its|\w+ing|also|[A-Z][a-z]+\s+of"
    r"|for|an?|however|meanwhile|though|too|in\s+turn)\b|^\s*(?:[\w’'-]+\s+){1,3}(?:[Ss]pokes\w+|[Cc]hief|[Hh]ead|[Dd]irector|[Cc]ommander|[Cc]oordinator|[Oo]fficial|[Ee]nvoy)\b|^\s*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}\s*$"
)
_SAYS_MORE = caseless(
    r"\s*(?:who|whose|which|writing|speaking|citing|quoting|reached|contacted|interviewed|quoted|cited|monitored|asked|however|meanwhile|though|too|also|in\s+turn|for\s+(?:its|his|her|their)\s+part)\b"
)
_IS_NAME = re.compile(
    r"^\s*(?:the\s+)?(?:[A-Z][\w’'.-]*|(?:al|el|bin|de|van|von)[- ]\w+)"
    r"(?:\s+(?:[A-Z][\w’'.-]*|al-\w+|bin|de|van|von)){0,4}\s*$"
)
_OFFICE_HOLDER = caseless(
    r"^(?:(?:the|its|their|one|a|an|another)\s+)?(?:[\w’'-]+\s+){0,6}?"
    + either(
        "governor commissioner mayor chair(?:man|woman|person) chief head director bishop archbishop priest pastor "
        r"imam sheikh administrator prefect commander spokes\w+ minister senator lawmaker legislator deputy leader "
        "coordinator president secretary elder official doctor surgeon envoy representative officer general colonel "
        "superintendent inspector prosecutor judge manager councillor"
    )
    + r"(?:\s+(?:of|for|in|at|general|representing|overseeing)\b[^,]{0,60})?$",
)
"""Before a name in commas: `the county commissioner, Stephen Taker, told`."""
_SOMEBODY = caseless(
    r"^(?:an?|one|another)\s+(?:[\w’'-]+\s+){0,4}(?!(?:village|town|city|district|camp|hamlet|suburb|province|area)$)[\w-]+$",
)
"""`a council member, Ali Hasan, said`."""
_BODY = caseless(
    r"\b"
    + either(
        "forces? militia group union agency organi[sz]ation committee network watchdog monitor party movement charity "
        "body service wing arm branch alliance coalition faction association outlet "
        "broadcaster newspaper website station channel"
    )
    + r"$",
)
"""Before a name in commas that says more: `a local militia, the KNDF, said`."""
_REDUCED = re.compile(
    r"\s"
    + either(
        "reached contacted interviewed working living speaking based sheltering hiding stationed posted familiar close "
        "running managing overseeing reaching arriving crossing fleeing escaping returning entering briefed wounded "
        "trapped cited quoted "
        "present employed treating travelling traveling "
        "seen obtained reviewed read writing"
    )
    + r"\s+(?:by|in|at|on|with|through|over|from|to|near|via|the|for|there|inside|under|amid)\b"
    r"|(?:(?<=coalition)|(?<=alliance)|(?<=army)|(?<=group)|(?<=militia)|(?<=faction)|(?<=[a-z]s)|(?<=men))"
    r"\s(?:(?:target|fight|battl|bomb|back|attack|support|oppos|besieg|wag|hold|controll|seek|try|defend|encircl)ing|"
    r"(?:led|headed|commanded|besieged)\sby)\s(?=(?:[\w’'-]+\s){0,8}[\w’'-]+\s?$)"
    r"|\s(?:for\s)?(?:monitor|track|follow|document|investigat|prob|oversee|supervis|observ|watch|count|cover"
    r"|coordinat|report|research)ing\s(?:and\s\w+ing\s|on\s)?(?=[a-z])"
)
"""`a trader reached through a satellite link said`, `the team investigating the raid`, `rebels battling the army`."""
_CITED_BY = re.compile(r"\s(?:cited|quoted|interviewed|contacted|reached)\sby\b")
_RELATIVE = re.compile(
    r"\s(?:who|which)\b|(?<!\bor)\swhere\s(?:the|they|he|she|it|its|his|her|their|some|many)\b|\sthat\s(?:has|have|(?:monitor|track|count|document|record|compile|represent|follow|work|operate|support|help|treat|assist|gather"
    r"|publishe|run|own|keep)s?)\b"
)
_SUBJECT_INSIDE = re.compile(r"\s((?:(?:the|its|their|his|an?)\s)?[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3}\s?$)")
"""`bombings which the Kremlin blamed`: of the relative clause the Kremlin is the subject."""
_SUBJECT_OF_WHERE = re.compile(r"\swhere\s((?:the|its|their|some|many)(?:\s[\w’'-]+){1,3})\s?$")
"""`a town where the armed forces said`"""
_MAY_SPEAK = caseless(rf"{SPEAKER_NOUN.pattern}|\bforces$")
_JOINED = re.compile(r"(?:^|\s)(?:and|but)(?:\s+\w+ly)?\s*$")
_FIRST_SUBJECT = re.compile(
    r"\s*(?:[A-Z][a-z]+,\s)?(?P<who>(?:(?:The|A|An|the|an?)\s+)?(?:[\w’'.-]+\s+){1,7}?)"
    r"(?:(?:has|have|had|is|was|are|were|did|does|do|could|can|would|will)(?:n['’]t)?"
    r"|saw|met|went|took|gave|put|held|said|told|\w{3,}ed)\b"
)
_OF_SPEAKERS = (
    "opposition local rights human medical military security government rebel health hospital aid relief intelligence "
    "tribal humanitarian media rescue anti-government"
)
_MODIFIERS = word_set(
    f"{_OF_SPEAKERS} pro-government state police army community civil defence defense medics political religious "
    "provincial district regional municipal senior other more some"
)
_NATION = r"[A-Z]\w+(?:ian|ean|can|ese|sh|ch|ek|i)\s+"
_MANY = re.compile(
    rf"(?:{_NATION})?(?:{either(_OF_SPEAKERS)}\s+){{0,2}}"
    r"(?:activists|officials|authorities|residents|sources|medics|witnesses|rescuers|doctors|villagers)\s*$"
    r"|\b[Ss]tate(?:-run|-owned|-controlled)?\s(?:TV|[Tt]elevision|media|news\s+agency)\s*$"
)
_OFFICE_AND_NAME = re.compile(
    rf"\b[A-Z][\w.]*\s+({_NATION}"
    r"(?:(?:Foreign|Prime|Defen[cs]e|Interior|Health|Vice|Deputy)\s+)?"
    r"(?:Minister|Secretary|President|Ambassador|Premier|Chancellor)\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})\s*$"
)
OF_A_DEED = caseless(
    r"(?:(?:the|some|several|two|an?|one)\s)?(?:[\w-]+\s)?(?:(?:eye-?)?witness(?:es)?|survivors?|relatives|victims?)"
    r"\s(?:of|to|at|from)\s(?:the|an?|its|this|that)\s(?:[\w’'-]+\s){0,2}[\w’'-]+\s?$"
)
"""`Witnesses to the attack said`: the deed ends no clause."""
SPEAKS_FROM = caseless(
    rf"(?:an?|the|one|two)\s(?:[\w-]+\s){{0,3}}?{SPEAKER}\s(?:in|at|on|of|from|for|with)\s(?:the\s)?"
    r"[\w’'-]+(?:\s[\w’'-]+){0,2}\s?$"
)
"""`a source on the ground`: the place is no end of a clause."""
_APPOSED = re.compile(r"an?\s|the\s")
_OPENERS = word_set(
    "on in at but and also later earlier meanwhile yesterday today since after before during then now still thus "
    "however while when as for from by with near of over under despite amid separately elsewhere inside outside"
)
_ADDRESS = re.compile(
    r"^\W*(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3},\s(?:an?|the|one)\s[^,;]{3,60}\b(?:in|of|from|at|near)\s[^,;]{2,40}),"
    r"\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,?\s*$"
)
"""`Omar Ali, an elder in Halgan, Somalia, said`"""
_A_CLAUSE = 4
"""Words: `the army withdrew from Khan Touman military sources said` has more before who speaks."""
_IN_A_PAPER = re.compile(
    r"(?:(?:a|an|the|his|her|its|their|another)\s)?(?:[a-z]+\s)?(?:update|statement|interview|briefing|report|tweet|post"
    r"|message|letter|speech|note|communique|bulletin|dispatch|address)\s(?=[A-Z])"
)
"""`In a further update Ms Braun added`"""
_AGE = re.compile(r"\s*\d{1,3}-year-old\s(?=[A-Z])")
"""`65-year-old Mohamed Ali, a neighbour, said`"""
_PERSON = re.compile(
    r"(?:An?|The|One|Another)\s(?:[a-z-]+\s){0,2}(?:residents?|witness(?:es)?|eyewitness(?:es)?|villagers?|survivors?|medics?|doctors?|nurses?"
    r"|elders?|officials?|officers?|teachers?|traders?|farmers?|relatives?|neighbou?rs?)\b"
    r"(?:\s(?:of|in|at|from|with)(?:\s[\w’'-]+){1,4}?(?=\s(?:that|who|which)\b|\s?$))?"
)
"""`A resident of one of the houses that was attacked, a tea house, said`"""
_ADVERBS = word_set("also meanwhile however earlier later separately similarly elsewhere additionally moreover")
"""`Also, a villager who gave no name, said`"""
_A_NAME = 24
"""Characters: a longer phrase may hold more than who speaks."""
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_SHORT_NAME = re.compile(r"\s*\([A-Z][A-Za-z-]*[A-Z]?[\w-]*\)\s*$")
"""`Doctors Without Borders (MSF) said`: what stands before it is the name, no aside."""
_DASHES = re.compile(r"(?:\s-\s|\s?(?:—|–|--))[^—–\n]{3,120}?(?:—|–|--|\s-)\s?$")
"""`The doctor — one of three in the town — said`"""


def find_subject(text: str, start: int, verb_at: int) -> tuple[int, int]:
    """The noun phrase that ends where the verb begins; over one aside (`Ali Hasan, who heads the clinic, said`)."""
    aside = _BRACKET.search(text[start:verb_at]) or _DASHES.search(text[start:verb_at])
    verb_at = start + aside.start() if aside else verb_at
    left = left_edge(text, start, verb_at)
    if left > start and text[left - 1] == "," and (address := _ADDRESS.match(text[start:verb_at])):
        return start + address.start("who"), start + address.end("who")
    is_short_name = aside is not None and _SHORT_NAME.match(aside.group()) is not None
    if aside and not is_short_name and text[left - 1] == "," and left > start and _ASIDE.match(text[left:verb_at]):
        verb_at, left = left - 1, left_edge(text, start, left - 1)
    piece = text[left:verb_at]
    if not piece.strip(" ,\"'"):
        return _over_aside(text, start, verb_at)
    if _JOINED.search(piece):
        return _first_subject(text, left if len(piece.split()) > 2 else start, verb_at)
    begin, end = _without_relative(text, left, verb_at)
    if begin == end and (found := SPEAKS_FROM.search(piece) or OF_A_DEED.search(piece)):
        return left + found.start(), left + len(piece.rstrip())
    if paper := _IN_A_PAPER.match(text, begin, end):
        begin = paper.end()
    if end - begin > _A_NAME:
        begin = _titled(text, begin, end) or _of_many(text, begin, end) or begin
    return (_named_first(text, start, begin) if start < begin else None) or (begin, end)


def _without_relative(text: str, left: int, verb_at: int) -> tuple[int, int]:
    """`the Observatory which has many contacts` is the Observatory, `two men who fled residents` are residents."""
    begin, piece = phrase_before(text, left, verb_at), text[left:verb_at]
    relative = _RELATIVE.search(piece) or _REDUCED.search(piece)
    if relative is None or not piece[: relative.start()].strip():
        return begin, verb_at
    end = left + relative.start()
    if _RELATIVE.match(relative.group()) and (inner := _SUBJECT_INSIDE.match(piece, relative.end())):
        return left + inner.start(1), verb_at
    if (inner := _SUBJECT_OF_WHERE.match(piece, relative.start())) and _MAY_SPEAK.search(inner[1]):
        return left + inner.start(1), verb_at
    outer = phrase_before(text, left, end)
    if SPEAKER_NOUN.search(text[outer:end]) or _CITED_BY.match(relative.group()):
        return outer, end
    return (begin, verb_at) if SPEAKER_NOUN.search(text[begin:verb_at]) else (outer, end)


def _titled(text: str, begin: int, end: int) -> int:
    """`near Kabul German Defence Minister Ursula Braun`: where the office of a named person begins."""
    found = _OFFICE_AND_NAME.search(text, begin, end)
    return found.start(1) if found else 0


def _of_many(text: str, begin: int, end: int) -> int:
    """`volunteers opposition activists`, `on the town of Binnish Syrian activists`: where those who speak begin."""
    found = _MANY.search(text, begin, end)
    if found is None:
        return 0
    before = text[begin : found.start()].split()
    if not before or before[-1].lower() in LINKS | LEADS | _MODIFIERS:
        return 0
    is_plural = before[-1].islower() and before[-1].endswith("s") and not before[-1].endswith(("’s", "'s", "ss"))
    is_medium = found.group()[:5].lower() == "state" and before[-1][0].isupper() and not _is_called_so(before)
    is_nation = found.group()[0].isupper() and before[-1][0].isupper() and bool(LINKS & set(before))
    is_behind_place = before[-1][0].isupper() and len(before) > _A_CLAUSE and " " in found.group().strip()
    is_own = is_plural or is_nation or is_medium or (is_behind_place and bool(LINKS & set(before)))
    return found.start() if is_own else 0


def _is_called_so(before: list[str]) -> bool:
    """`Iran's IRNA state news agency`, `the Saba state news agency`: its own name, not the end of what it says."""
    return len(before) == 1 or before[-1].isupper() or before[-2].lower().endswith(("'s", "’s", "the"))


def _named_first(text: str, start: int, begin: int) -> tuple[int, int] | None:
    """`Yemen Data Project a group of volunteers said`: copy without commas, where the sentence opens with the name."""
    name = text[start:begin].strip()
    if not name or not _APPOSED.match(text, begin) or not _IS_NAME.match(name):
        return None
    words = name.split()
    if len(words) == 1 or words[0].lower() in _OPENERS or any(TIME_WORD.match(word) for word in words):
        return None
    at = text.index(name, start)
    return at, at + len(name)


def _over_aside(text: str, start: int, verb_at: int) -> tuple[int, int]:
    nothing = verb_at, verb_at
    comma = text.rfind(",", start, verb_at)
    if comma < 0 or text[comma:verb_at].strip(" ,"):
        return nothing
    bracket = _BRACKET.search(text[start:comma])
    comma = start + bracket.start() if bracket else comma
    outer = left_edge(text, start, comma)
    whole = phrase_before(text, outer, comma)
    if outer <= start and SPEAKER_NOUN.search(text, whole, comma):
        return whole, comma
    if (
        outer <= start
        or text[outer - 1] != ","
        or not (_ASIDE.match(text[outer:comma]) or _IS_NAME.match(text[outer:comma]))
    ):
        return nothing
    short = _BRACKET.search(text[start : outer - 1])  # `the Conflict Project (ACP), a consultancy, says`
    begin = left_edge(text, start, start + short.start() if short else outer - 1)
    who = text[begin : outer - 1].strip()
    if who.lower() in _ADVERBS:
        return _without_relative(text, outer, comma)
    return _named_beside(text, (outer, comma), (begin, outer - 1)) or _before_aside(text, start, begin, outer, comma)


def _named_beside(text: str, aside: tuple[int, int], outer: tuple[int, int]) -> tuple[int, int] | None:
    """`a local militia, the KNDF, said` is the KNDF; `the mayor, Ali Hasan, said` the mayor."""
    who = text[slice(*outer)].strip()
    if not _IS_NAME.match(text[slice(*aside)]):
        return None
    if _BODY.search(who):
        return aside
    return outer if _OFFICE_HOLDER.match(who) or _SOMEBODY.match(who) else None


def _before_aside(text: str, start: int, begin: int, outer: int, comma: int) -> tuple[int, int]:
    """`Ali Hasan, who heads the clinic, said`: a name that opens the sentence, or a full one."""
    nothing = comma, comma
    if age := _AGE.match(text, begin, outer):
        begin = age.end()
    who, before = text[begin : outer - 1].strip(), text[start:begin].rstrip()
    stop = outer - 1 if _SAYS_MORE.match(text[outer:comma]) else comma
    opens = not before or before[-1] in '".!?;' or not any(letter.islower() for letter in before)
    is_full_name = " " in who and _IS_NAME.match(who) is not None
    if who[:1].isupper() and len(who.split()) <= 8 and (opens or is_full_name):
        return begin, stop
    if opens and (person := _PERSON.match(text, begin, outer - 1)):
        return person.span()
    first = phrase_before(text, begin, outer - 1)  # `while sources in Aden, the port, said`
    tells = SPEAKER_NOUN.search(text, first, outer - 1) or _OFFICE_HOLDER.match(who)
    return (first, outer - 1) if tells else nothing


def _first_subject(text: str, start: int, end: int) -> tuple[int, int]:
    """`The UN has called for calm and warned`: the second verb's subject is the first one's."""
    match = _FIRST_SUBJECT.match(text, start, end)
    return (match.start("who"), match.end("who")) if match else (end, end)
