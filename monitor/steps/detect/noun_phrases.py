"""Where the words for a speaker begin and end beside a verb of saying; some copy has lost its commas."""

import re

from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.words import word_set

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DETERMINERS = word_set(
    "the a an one two three four five several some another its his her their this that these those both all any many"
)
LINKS = word_set("of for from in at with and on to &")
SPEAKER = either(
    r"groups? monitors? agency agencies sources? officials? spokes\w+ observatory police army ministry media "
    r"activists? "
    r"witnesses residents medics doctors? network organi[sz]ation statement watchdog commander governor television "
    r"NGO UN"
)
_SPEAKER = caseless(rf"\b{SPEAKER}\b")
_WORD = re.compile(r"[^\W_](?:[\w’'./-]*\w)?(?:\.(?=[A-Z]\.))?")
_BREAK = re.compile(r"[;:()“”\"]|\n\s*\n|,(?!\d{3})|\s[-–—]{1,2}\s")
_PLACE_NOUNS = word_set("village town city area province district hospital")
_STOPS = word_set(
    "was were is are be been being had has have did does do would could will can may might that which who whom when "
    "while as but after before by since because if then than where what how there here killed wounded injured dead "
    "died displaced fled including people civilians others children women casualties attack attacks strike "
    "strikes hundreds thousands dozens scores tens "
    "bombing village town city area province district hospital ground damage left leaving killing wounding injuring "
    "targeted hit struck seized captured least more most number him her them it during over under into against between "
    "due however amid despite following meanwhile although though thanks "
    "through near around until yesterday today overnight not no only just so about"
)
_TIME_WORD = caseless(
    rf"^(?:{WEEKDAY}s?|\d.*|"
    + either(
        "January February March April May June July August September October November December yesterday today evening "
        "morning night weeks? months? years? days? hours? ago"
    )
    + ")$",
)
_PRONOUNS = word_set("he she it they")
_SAYING = word_set("with said says told reported adding saying citing put puts")
_PEOPLE = word_set("people displaced civilians children women others")
_HELD_PEOPLE = caseless(
    r"\b(?:coordination|committee|union|council|association|office|ministry|agency|commission|network|group|fund"
    r"|department|representatives?|leaders?|spokes\w+|organi[sz]ation)\s+(?:of|for)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$",
)
"""`the coordination of displaced people said`."""
_HELD = re.compile(r"\b(?:of|at|in|from|for)\s+(?:the\s+|a\s+|an\s+)?(?:[\w'’-]+\s+){0,2}$|['’]s?\s+$")
_ENDS = word_set("observatory agency ministry monitor")
_GOES_ON = re.compile(r"\s+(?:of|for|in|and|head|director|chief|spokes|source|official|[A-Z])|['’]s")
_MEDIUM = re.compile(
    rf"\s+(?:a\s+(?:statement|report|phone|post|tweet|video|news)|an?\s+\w+\s+(?:statement|report)|{WEEKDAY}|Telegram"
    r"|Twitter|its\s|their\s|his\s|reporters|\d)"
)
_ASIDE = re.compile(
    r"^\s*(?:who|whose|which|a|an|the|one|head|chief|director|spokes\w+|deputy|himself|herself|[A-Z]\w+['’]s"
    r"|speaking|citing|quoting|aged|\d+|from|of|in|based|commander|governor|mayor|professor|his|her|its|\w+ing|also"
    r"|for|an?)\b|^\s*(?:[\w’'-]+\s+){1,3}(?:spokes\w+|chief|head|director|commander|coordinator|official|envoy)\b|^\s*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}\s*$"
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
    + r"(?:\s+(?:of|for|in|at|general)\b[^,]{0,60})?$",
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
        "briefed wounded trapped cited quoted present employed treating travelling traveling"
    )
    + r"\s+(?:by|in|at|on|with|through|over|from|to|near|via|the|for|there|inside|under|amid)\b"
)
"""`a trader reached through a satellite link said`: the participle's own nouns do not speak."""
_CITED_BY = re.compile(r"\s(?:cited|quoted|interviewed|contacted|reached)\sby\b")
_RELATIVE = re.compile(r"\s(?:who|which)\b")
_JOINED = re.compile(r"(?:^|\s)(?:and|but)(?:\s+\w+ly)?\s*$")
_FIRST_SUBJECT = re.compile(
    r"\s*(?P<who>(?:(?:The|A|An)\s+)?(?:[\w’'.-]+\s+){1,7}?)"
    r"(?:has|have|had|saw|met|went|took|gave|put|held|said|told|is|was|\w{3,}ed)\b"
)
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)\s*$")
_SHORT = 4
"""Words: all of `a small field hospital` speaks; a longer phrase that ends in a place is no speaker."""
_MOST_WORDS = 14
"""`the head of the military administration in Ukraine's Dnipropetrovsk region` has ten."""


def find_subject(text: str, start: int, verb_at: int) -> tuple[int, int]:
    """The noun phrase that ends where the verb begins; over one aside (`Ali Hasan, who heads the clinic, said`)."""
    bracket = _BRACKET.search(text[start:verb_at])
    verb_at = start + bracket.start() if bracket else verb_at
    left = left_edge(text, start, verb_at)
    piece = text[left:verb_at]
    if not piece.strip(" ,\"'"):
        return _over_aside(text, start, verb_at)
    if _JOINED.search(piece):
        return _first_subject(text, left if len(piece.split()) > 2 else start, verb_at)
    begin = phrase_before(text, left, verb_at)
    relative = _RELATIVE.search(piece) or _REDUCED.search(piece)
    if relative is None or not piece[: relative.start()].strip():
        return begin, verb_at
    if _SPEAKER.search(text[begin:verb_at]) and not _CITED_BY.match(relative.group()):
        return begin, verb_at
    end = left + relative.start()
    return phrase_before(text, left, end), end


def _over_aside(text: str, start: int, verb_at: int) -> tuple[int, int]:
    nothing = verb_at, verb_at
    comma = text.rfind(",", start, verb_at)
    if comma < 0 or text[comma:verb_at].strip(" ,"):
        return nothing
    outer = left_edge(text, start, comma)
    if (
        outer <= start
        or text[outer - 1] != ","
        or not (_ASIDE.match(text[outer:comma]) or _IS_NAME.match(text[outer:comma]))
    ):
        return nothing
    begin = left_edge(text, start, outer - 1)
    who, before = text[begin : outer - 1].strip(), text[start:begin].rstrip()
    if _IS_NAME.match(text[outer:comma]):
        if _BODY.search(who):
            return outer, comma
        if _OFFICE_HOLDER.match(who) or _SOMEBODY.match(who):
            return begin, outer - 1
    opens = not before or before[-1] in '".!?;' or not any(letter.islower() for letter in before)
    is_full_name = " " in who and _IS_NAME.match(who) is not None
    return (begin, comma) if who[:1].isupper() and len(who.split()) <= 8 and (opens or is_full_name) else nothing


def _first_subject(text: str, start: int, end: int) -> tuple[int, int]:
    """`The UN has called for calm and warned`: the second verb's subject is the first one's."""
    match = _FIRST_SUBJECT.match(text, start, end)
    return (match.start("who"), match.end("who")) if match else (end, end)


def left_edge(text: str, start: int, at: int) -> int:
    """The last comma, quote or other break before an offset."""
    edge = start
    for mark in _BREAK.finditer(text, start, at):
        edge = mark.end()
    return edge


def phrase_before(text: str, left: int, right: int) -> int:
    """Where the noun phrase that ends at `right` begins."""
    begin = right
    is_short = len(text[left:right].split()) <= _SHORT
    for count, word in enumerate(reversed(list(_WORD.finditer(text, left, right)))):
        plain = word.group().lower()
        if not count and plain in _PRONOUNS:
            return word.start()
        if count >= _MOST_WORDS or _ends_backwards(text, left, word, may_be_place=bool(count or is_short)):
            break
        if plain in DETERMINERS:
            begin = word.start()
            if text[left : word.start()].rstrip().rsplit(" ", 1)[-1].lower() not in LINKS:
                break
        elif plain not in LINKS:
            begin = word.start()
    return begin


def _ends_backwards(text: str, left: int, word: re.Match[str], *, may_be_place: bool) -> bool:
    """`residents of the city`, `district officials`: a place may stand within a speaker, seldom for one."""
    plain = word.group().lower()
    if _TIME_WORD.match(plain):
        return True
    if plain not in _STOPS or (may_be_place and plain in _PLACE_NOUNS):
        return False
    before = text[left : word.start()]
    if plain in _PEOPLE:
        return not _HELD_PEOPLE.search(before)
    return not (plain.removesuffix("'s") in _PLACE_NOUNS and _HELD.search(before))


def phrase_after(text: str, left: int, right: int) -> int:
    """Where the noun phrase that begins at `left` ends."""
    stop = next((mark.start() for mark in _BREAK.finditer(text, left, right) if mark.start() > left), right)
    at, before = left, ""
    for count, word in enumerate(_WORD.finditer(text, left, stop)):
        plain = word.group().lower()
        if count >= _MOST_WORDS or (count and _ends_forwards(text, at, word, before)):
            break
        at = word.end()
        if plain in _ENDS and not _GOES_ON.match(text[at : at + 12]):
            break
        before = plain
    return at


def _ends_forwards(text: str, at: int, word: re.Match[str], before: str) -> bool:
    plain = word.group().lower()
    if ". " in text[at : word.start()] or plain in _STOPS - _PLACE_NOUNS or _TIME_WORD.match(plain):
        return True
    if plain in DETERMINERS:
        return before not in LINKS or word.group()[0].isupper()
    is_medium = plain in ("in", "on", "at", "to", "from", "with") and _MEDIUM.match(text[word.end() : word.end() + 30])
    return bool(is_medium) or plain in _SAYING
