"""(passage, speech) -> who is meant: `he`, `the group`, `the source` and a surname stand for somebody named before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.model.knowledge import Sources
from monitor.model.mention import Part
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.speech.finding import Speech
from monitor.steps.detect.speech.noun_phrases import LEADS
from monitor.steps.detect.speech.speakers import speech_in
from monitor.steps.detect.speech.subjects import find_subject
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.shortened import TITLES
from monitor.text.words import word_set

_LOOK_BACK = 8
"""Sentences: `the group` rarely stands for one named longer ago."""
_NAME_REACH = 4000
_OPENERS = "In At On From To By Of For With Near Inside Across Over But And The As Since After Before When While If So"
_FIRST_NAMES = re.compile(rf"\b(?:(?!(?:{_OPENERS.replace(' ', '|')})\b)[A-Z][\w’'-]+ ){{1,3}}$")
_LONGEST_NAMES, _MOST_LOOKS = 80, 30
"""Characters of three of them; and how often a surname is looked for where no other name stands before it."""
_BEHIND_HEAD = re.compile(r"(?<=\w),?\s(?:with|of|in|at|from|for|on|to|near|who|which|close|familiar|based)\s|,")
_PAPER = word_set(
    "statement statements report communique communiqué message document post tweet note bulletin letter text claim"
)
_DEFINITE = caseless(r"(?:the|this|that|its|their|his|her|said)\s+(\S+(?:\s\S+){0,3})$")
_PERSONS = word_set("he she him her")
_HELD_BY_ONE = (
    r"(?:leader|elder|chief|doctor|medic|nurse|resident|witness|official|officer|spokes(?:man|woman|person)|governor|mayor"
    r"|commander|teacher|farmer|trader|worker|survivor|driver|soldier|priest|imam|bishop|activist|villager|shopkeeper"
    r"|minister|president|envoy|man|woman|student|guard|diplomat|lawmaker)\b"
)
_ONE_PERSON = re.compile(
    rf"^(?i:an?|the)\s(?:[\w’'-]+\s){{0,4}}?{_HELD_BY_ONE}"
    r"(?!\s(?:network|group|organi[sz]ation|union|association|syndicate|media|council|committee|site|website|agency))"
    rf"|^(?:[\w’'-]+\s){{0,4}}?{_HELD_BY_ONE}\s(?:(?:[A-Z][\w’'-]*|al|bin|el|de)(?:\s|$)){{1,5}}$"
    r"|^(?:(?:Mr|Mrs|Ms|Dr)\.?|(?:[A-Z][\w’'-]+\s)?[A-Z][\w’'-]+)\s[A-Z][\w’'-]+(?:,|$)"
)
_BODY = caseless(
    r"\b(?:ministry|agency|observatory|group|media|television|tv|army|military|network|organi[sz]ation|union|council"
    r"|committee|government|monitor|station|channel|statement|report|coalition|(?-i:[A-Z]{2,}))$",
)
_CLAIMS = caseless(
    r"\s(?:(?:has|have|had|also|later|immediately|quickly|swiftly|promptly)\s){0,2}"
    r"(?:claimed|accepted|took|admitted|denied|disclaimed)\s(?:responsibility|credit)\b"
)
_NOBODY = caseless(
    r"\b(?:no one|nobody|none|neither|no (?:[\w-]+ ){0,3}(?:groups?|part(?:y|ies)|side|organi[sz]ation|faction))\b"
)
"""`No militant group has claimed responsibility for the blast`"""
PRONOUN = caseless(r"^(?:he|him|she|her|it|they|them)$")
_STANDS_FOR = re.compile(
    r"^(?i:the|this|that|its|a|an)\s+(?:[\w’'-]+\s+){0,3}?([a-z]+(?:\s(?:group|monitor|agency|council|rights))?)$"
)
_COUNT_BEFORE = re.compile(
    r"^(?:[a-z]+|\d[\d,]*)\s(?=[A-Z][\w-]+\s(?:[Gg]overnor|[Mm]ayor|[Pp]olice|[Mm]inister|[Pp]resident)\b)"
)
"""`injured seven Homs Governor Barazi said`: copy that lost its commas."""
_ONE_OF = caseless(r"^(?:one|some|two|several|many) of (?=(?:the|its|their|those|these)\b)")
_OFFICER = (
    r"(?:head|chief|director|founder|chair\w*|spokes\w+|representative|official|coordinator|member|leader|manager)s?"
)
_OF_A_BODY = caseless(
    rf"^(?:(?:the|an?|its) )?(?:[a-z]+ )?{_OFFICER} (?:of|for|from|at|with) (?P<body>the(?: [\w-]+){{1,2}})$"
    rf"|^(?P<holder>the(?: [\w-]+){{1,2}})['’]s? (?:[a-z]+ )?{_OFFICER}$"
)
"""`the head of the monitor`, `the group's spokesman`: the one that was named before."""
_SEATED = ("-based", "-run", "-led", "-controlled")
"""`the Ramallah-based ministry`: says where, and not of which one."""
_IN_BRACKETS = re.compile(r",? \(([A-Z][A-Za-z]{1,9})\)")
_PROPER = re.compile(r"(?<=\s)[A-Z][\w’'.]*(?=\s)")
_SHORT = re.compile(r"\b[A-Z]{2,6}\b")
_LONG_NAME = 120
"""Characters."""
_ANY_GROUP = caseless(r"an?\s(?:group|agency|council|organi[sz]ation|network)$")
"""`a group` may be any; `a monitoring group` and `a watchdog` are hardly new ones."""
_INITIALS_END = re.compile(r"\b[A-Z]\.[A-Z]$")
_ASIDE = re.compile(r"\s(?:with\s+a|which|that\s+monitors)\s")
_PAPER_END = re.compile(r"^((?:[\w-]+ )+[A-Z][\w-]*|[A-Z]{2,}) (?:statement|report|communiqué|bulletin)s?$")
"""`the Defence Ministry statement said`: the ministry did."""
_TITLE = re.compile(rf"^(?:{'|'.join(TITLES)}|Sir|Dame|Fr|Sheikh|Imam)\.? ")
_SURNAME = re.compile(r"^(?:[A-Z][\w’'-]+|(?:al|el|bin|abu|Abu|Al|El|de|van|von)[- ][A-Z][\w’'-]+)$")


class Earlier(NamedTuple):
    """Who spoke before, and in which sentence."""

    speech: Speech
    sentence: Sentence


def who_is_meant(passage: Passage, sentence: Sentence, speech: Speech, sources: Sources) -> tuple[str, str]:
    """(words, canonical name); `he`, `the group` and a surname stand for somebody named before."""
    who = _COUNT_BEFORE.sub("", _ASIDE.split(_trimmed(speech.who))[0])
    who = _ONE_OF.sub("", who) if " of the" in who else who
    if PRONOUN.match(who):
        earlier = (
            _in_same_sentence(passage, sentence, speech, who)
            or _who_claims(passage.text, sentence, speech.start)
            or _last_speaker(passage, sentence, who, sources)
        )
        if earlier is None:
            return who, _just_named(passage, sentence, sources)
        return who, who_is_meant(passage, earlier.sentence, earlier.speech, sources)[1]
    bare = _TITLE.sub("", who)
    if _SURNAME.match(bare) and (full := _full_name(passage.text, speech.start, bare)):
        return full, sources.canonical(full)
    body = _OF_A_BODY.match(who)
    if named := _stood_for(passage, speech.start, (body["body"] or body["holder"]) if body else who, sources):
        return who, named
    if (match := _DEFINITE.match(who)) and (fuller := _said_in_full(passage, sentence, speech, match.group(1))):
        return who, who_is_meant(passage, fuller.sentence, fuller.speech, sources)[1]
    if passage.part is Part.HEADLINE and (named := _named_in_body(passage, who, sources)):
        return who, named
    if short := _known_short(passage.text, speech, sources):
        return who, sources.canonical(short)
    return who, sources.canonical(_PAPER_END.sub(r"\1", spelled_out(passage.text, who)))


def _known_short(text: str, speech: Speech, sources: Sources) -> str:
    """`the Coordination for Humanitarian Affairs (OCHA)`: a long name that nobody lists, and a short one that is."""
    match = _IN_BRACKETS.match(text, speech.start + len(speech.who))
    if match is None or not sources.is_known(match[1]) or _long_name(text, match[1]):
        return ""
    return match[1]


def spelled_out(text: str, who: str) -> str:
    """`the AFP` of `the Armed Forces of the Philippines (AFP)` is no news agency."""
    for short in _SHORT.findall(who):
        if long := _long_name(text, short):
            return who.replace(short, long)
    return who


@lru_cache(maxsize=64)  # each source of an article asks
def _long_name(text: str, short: str) -> str:
    """The words right before `(AFP)` that begin with these letters; nothing where it is not told."""
    at = text.find(f" ({short})")
    while at >= 0:
        words = text[max(at - _LONG_NAME, 0) : at].split()[-3 * len(short) :]
        for first in range(len(words) - 1, -1, -1):
            initials = "".join(word[0] for word in words[first:] if word[0].isupper())
            if initials == short and words[first][0].isupper():
                return " ".join(words[first:])
            if len(initials) >= len(short):
                break
        at = text.find(f" ({short})", at + 1)
    return ""


def _stood_for(passage: Passage, at: int, who: str, sources: Sources) -> str:
    """`the monitor`, `the Britain-based group`: one named elsewhere; not `the Lebanese army` for Israel's, not two."""
    match = _STANDS_FOR.match(who)
    if not match or _ANY_GROUP.match(who) or " and " in who:
        return ""
    name = _named_before(passage, at, match.group(1), sources)
    is_anothers = any(word not in name for word in _PROPER.findall(who))
    return "" if is_anothers else name


def _trimmed(who: str) -> str:
    """Without the marks around it; the stop of `the U.N.` is no mark."""
    bare = who.strip(' ,."')
    return f"{bare}." if _INITIALS_END.search(bare) and f"{bare}." in who else bare


def _named_in_body(passage: Passage, noun: str, sources: Sources) -> str:
    """`60 dead in raid - monitor`: the one that the body names."""
    names = (name for _, name in sources.named_in(passage.article.body) if sources.answers_to(name, noun.lower()))
    return "" if sources.is_known(noun) else next(names, "")


def _in_same_sentence(passage: Passage, sentence: Sentence, speech: Speech, pronoun: str) -> Earlier | None:
    """`An elder told Reuters he had counted 18`: one person; `A union said …, and it put the toll at 25`: none."""
    is_person = pronoun.lower() in _PERSONS
    here = (one for one in _speeches_before(passage, sentence, speech.start) if one.sentence == sentence)
    told = (one for one in here if not PRONOUN.match(one.speech.who))
    return next((one for one in told if bool(_ONE_PERSON.match(one.speech.who.strip(" ,"))) is is_person), None)


def _who_claims(text: str, sentence: Sentence, end: int) -> Earlier | None:
    """`The group claimed responsibility for the blast, which it said killed 20`: no verb of saying, but it speaks."""
    claim = _CLAIMS.search(text, sentence.start, end)
    if claim is None:
        return None
    begin, stop = find_subject(text, sentence.start, claim.start())
    if _NOBODY.search(text, sentence.start, stop):
        return None
    return Earlier(Speech(text[begin:stop].strip(), begin, claim.end(), False, 1), sentence)


def _last_speaker(passage: Passage, sentence: Sentence, pronoun: str, sources: Sources) -> Earlier | None:
    """Of a sentence before; `he` is hardly a ministry, or the agency that passed on his words."""
    is_person = pronoun.lower() in _PERSONS
    last = None
    for one in _speeches_before(passage, sentence, sentence.start):
        if PRONOUN.match(one.speech.who):
            continue
        who, ends = one.speech.who.rstrip(), passage.text[one.speech.start : one.speech.end]
        if (
            not is_person
            or one.speech.role
            or not (_BODY.search(who) or sources.is_known(who) or ends.endswith(" reports"))
        ):
            return one
        last = last or one
    return last


def _said_in_full(passage: Passage, sentence: Sentence, speech: Speech, noun: str) -> Earlier | None:
    """`The source added`: the hospital source named before; `its statement said`: whoever spoke before."""
    words = {_singular(word) for word in noun.lower().split() if not word.endswith(_SEATED)}
    is_paper = bool(words & _PAPER)
    capitals = sum(word[0].isupper() for word in noun.split())
    if capitals > (0 if is_paper else 1):
        return None
    may_be = None
    for other in _speeches_before(passage, sentence, speech.start):
        told = {_singular(word) for word in other.speech.who.lower().split()} - LEADS
        is_issuer = is_paper and not PRONOUN.match(other.speech.who) and not told & _PAPER
        if is_issuer or (words < told and _singular(_head(other.speech.who)) in words):
            return other
        may_be = may_be or (other if words < told else None)
    return may_be


def _head(who: str) -> str:
    """`an activist with the media centre` is an activist."""
    return _BEHIND_HEAD.split(who.lower(), maxsplit=1)[0].split()[-1]


def _singular(word: str) -> str:
    """`centre` and `centers`, `source` and `sources` are one."""
    return word.strip(",.'’\"").removesuffix("s").replace("center", "centre")


def _speeches_before(passage: Passage, sentence: Sentence, start: int) -> Iterator[Earlier]:
    """Who spoke before, the last first: in the sentence, then in those before it."""
    text, at = passage.text, passage.number_of(sentence)
    if start > sentence.start:
        here = reversed(speech_in(text, sentence.start, sentence.end))
        yield from (Earlier(one, sentence) for one in here if one.end <= start)
    for other in reversed(passage.layout.sentences[max(0, at - _LOOK_BACK) : at]):
        if other.take != sentence.take:
            return
        for one in reversed(speech_in(text, other.start, other.end)):
            yield Earlier(one, other)


def _just_named(passage: Passage, sentence: Sentence, sources: Sources) -> str:
    """`The White Helmets' head condemned the raid. "…," he said`: a source named in the sentence before."""
    at = passage.number_of(sentence)
    before = passage.layout.sentences[at - 1] if at else sentence
    if before.paragraph < sentence.paragraph - 1:
        return ""
    named = sources.named_in(passage.text)
    here = named[bisect_left(named, (before.start,)) : bisect_left(named, (before.end,))]
    return here[0][1] if here else ""


def _full_name(text: str, end: int, surname: str) -> str:
    before = text[max(0, end - _NAME_REACH) : end]
    at = len(before)
    for _ in range(_MOST_LOOKS):
        at = before.rfind(surname, 0, at)
        if at < 0:
            break
        first = _FIRST_NAMES.search(before, max(0, at - _LONGEST_NAMES), at)
        behind = at + len(surname)
        if first and not before[behind : behind + 1].isalnum():
            return before[first.start() : behind]
    return ""


def _named_before(passage: Passage, at: int, noun: str, sources: Sources) -> str:
    """`the monitor`: the last source named before that may be called so; else one that the text names later."""
    if sources.is_known(noun):
        return ""
    named = sources.named_in(passage.text)
    here = bisect_left(named, (at,))
    before = next((name for _, name in reversed(named[:here]) if sources.answers_to(name, noun)), "")
    if before or noun in ("un", "group", "agency"):
        return before
    return next((name for _, name in named[here:] if sources.answers_to(name, noun)), "")
