"""Where a noun phrase begins and ends, by the words that cannot stand in it; some copy has lost its commas."""

import re

from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.shortened import BEFORE_NAMES
from monitor.text.times_words import WEEKDAY
from monitor.text.words import word_set

LEADS = word_set(
    "the a an one two three four five several some another its his her their this that these those both all any many"
)
LINKS = word_set("of for from in at with and on to &")
SPEAKER = either(
    r"groups? monitors? agency agencies sources? officials? spokes\w+ observatory police army ministry media "
    r"activists? "
    r"witness(?:es)? residents medics doctors? network organi[sz]ation statement watchdog commander governor "
    r"television NGO UN"
)
SPEAKER_NOUN = caseless(rf"\b{SPEAKER}\b")
_WORD = re.compile(r"[^\W_](?:[\w’'./-]*\w)?(?:\.(?=[A-Z]\.))?")
_BREAK = re.compile(r"[;:()“”\"]|\n\s*\n|,(?!\d{3})|\s[-–—]{1,2}\s")
_SHORT_OF = re.compile(
    r"\([A-Z][A-Za-z-]{1,9}\) (?:of|for|group|rebels|militia|movement|network|forces?|army|agency|office|mission"
    r"|militants?|paramilitar\w+)\b"
)
"""`the National Agency for Civil Protection (ANPC) of Togo`, `the Islamic State (IS) group`: one name."""
_PLACE_NOUNS = word_set("village town city area province district hospital")
_STOPS = word_set(
    "was were is are be been being had has have did does do would could will can may might that which who whom when "
    "while as but after before by since because if then than where what how there here killed wounded injured dead "
    "died displaced fled including people civilians others children women casualties attack attacks strike "
    "strikes hundreds thousands dozens scores tens "
    "bombing village town city area province district hospital ground damage left leaving killing wounding injuring "
    "targeted hit struck seized captured least more most number him her them it during over under into against between "
    "later earlier death deaths due however amid despite following meanwhile although though thanks "
    "through near around until yesterday today overnight not no only just so about"
)
"""The name of no speaker goes on over these."""
TIME_WORD = caseless(
    rf"^(?:{WEEKDAY}s?|\d.*|"
    + either(
        "January February March April May June July August September October November December yesterday today evening "
        "morning night weeks? months? years? days? hours? ago"
    )
    + ")$",
)
_PRONOUNS = word_set("he she it they")
_SAYING = word_set("with said says told reported adding saying citing put puts using referring speaking noting warning")
_PEOPLE = word_set("people displaced civilians children women others")
_HELD_PEOPLE = caseless(
    r"\b(?:coordination|committee|union|council|association|office|ministry|agency|commission|network|group|fund"
    r"|department|representatives?|leaders?|spokes\w+|organi[sz]ation)\s+(?:of|for)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$"
    r"|\bsave\s+the\s+$",
)
"""`the coordination of displaced people said`."""
_LONGEST_HOLD = 60
_HELD = re.compile(r"\b(?:of|at|in|from|for)\s+(?:the\s+|a\s+|an\s+)?(?:[\w'’-]+\s+){0,4}$|['’]s?\s+$")
_SHORTENED = re.compile(rf"\b(?:{'|'.join(BEFORE_NAMES)}|[A-Z])$")
"""Behind it a stop ends no sentence."""
_ENDS = word_set("observatory agency ministry monitor")
_GOES_ON = re.compile(r"\s+(?:of|for|in|and|head|director|chief|spokes|source|official|[A-Z])|['’]s")
_MEDIUM = re.compile(
    rf"\s+(?:a\s+(?:statement|report|phone|post|tweet|video|news)|an?\s+\w+\s+(?:statement|report)|{WEEKDAY}|Telegram"
    r"|Twitter|its\s|their\s|his\s|reporters|\d)"
)
_GO_ON = LINKS | {"save"}
"""Before an article: `Save the Children` is one name."""
_HOLDERS = word_set("a an the its their his her this last")
"""`a February report`: no end of it."""
_SHORT = 4
"""Words: all of `a small field hospital` speaks; a longer phrase that ends in a place is no speaker."""
_MOST_WORDS = 14
"""`the head of the military administration in Ukraine's Dnipropetrovsk region` has ten."""


def left_edge(text: str, start: int, at: int) -> int:
    """The last comma, quote or other break before an offset."""
    edge = start
    for mark in _BREAK.finditer(text, start, at):
        opens = mark.start() if mark.group() == "(" else text.rfind("(", start, mark.start())
        if mark.group() not in "()" or not _SHORT_OF.match(text, max(opens, start)):
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
        if plain in LEADS:
            begin = word.start()
            if text[left : word.start()].rstrip().rsplit(" ", 1)[-1].lower() not in _GO_ON:
                break
        elif plain not in LINKS:
            begin = word.start()
    return begin


_SHORT_NAMES = frozenset({"who", "is"})


def _is_a_short_name(text: str, word: re.Match[str]) -> bool:
    """The WHO is no `who` and `(IS)` no verb, but where all is in capitals."""
    around = text[max(word.start() - 20, 0) : word.end() + 20]
    is_name = word.group() == "WHO" or (word.group() == "IS" and text[word.start() - 1] == "(")
    return is_name and any(letter.islower() for letter in around)


def _ends_backwards(text: str, left: int, word: re.Match[str], *, may_be_place: bool) -> bool:
    """`residents of the city`, `district officials`: a place may stand within a speaker, seldom for one."""
    plain = word.group().lower()
    if plain in _SHORT_NAMES and _is_a_short_name(text, word):
        return False
    if TIME_WORD.match(plain):
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


def _is_held(text: str, at: int) -> bool:
    """`Save the | Children`, `the coordination of | displaced people`: part of a name."""
    return _HELD_PEOPLE.search(text[max(at - _LONGEST_HOLD, 0) : at]) is not None


def _ends_forwards(text: str, at: int, word: re.Match[str], before: str) -> bool:
    plain = word.group().lower()
    if plain in _SHORT_NAMES and _is_a_short_name(text, word):
        return False
    if (
        (". " in text[at : word.start()] and not _SHORTENED.search(text, max(at - 6, 0), at))
        or (plain in _STOPS - _PLACE_NOUNS and not (plain in _PEOPLE and _is_held(text, word.start())))
        or (TIME_WORD.match(plain) and before not in _HOLDERS)
    ):
        return True
    if plain in LEADS:
        return before not in _GO_ON or word.group()[0].isupper()
    is_medium = plain in ("in", "on", "at", "to", "from", "with") and _MEDIUM.match(text[word.end() : word.end() + 30])
    return bool(is_medium) or plain in _SAYING
