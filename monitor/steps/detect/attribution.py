"""(passage, sentence, candidate) -> Attribution: who says it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from monitor.model.knowledge import Sources
from monitor.model.mention import Attribution, Part
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.speakers import Speech, find_headline_speech, find_speech
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.sentences import cut_sentences

_FAR = 300
"""Added where a source stands on the wrong side of what it would cover."""
_LEAD = 600
"""Characters: room for a dateline and a long first sentence."""
_LONGEST_SENTENCE = 700
"""Characters to either side: no wire sentence is longer, and a hostile one costs no more."""
_LOOK_BACK = 8
"""Sentences: `the group` rarely stands for one named longer ago."""
_NAME_REACH = 4000
_WRAP = re.compile(r"(?<=\S)\n(?=\S)")
_FIRST_NAMES = re.compile(r"\b(?:[A-Z][\w’'-]+ ){1,3}$")
_LONGEST_NAMES, _MOST_LOOKS = 80, 30
"""Characters of three of them; and how often a surname is looked for where no other name stands before it."""
_THE_REST = caseless(
    r"\s*(?:(?:an)?other|(?:of|among) (?:these|those|them)|a further|an additional"
    r"|(?:at least |about |some |around )?[\w,.-]{1,12} (?:others|more)"
    r"|(?:this|that|it|which) (?:takes|brings|raises|puts|pushes|lifts|brought|took|raised))\b"
)
_PRONOUN = caseless(r"^(?:he|him|she|her|it|they|them)$")
_STANDS_FOR = re.compile(
    r"^(?i:the|this|that|its|a|an)\s+(?:[\w’'-]+\s+){0,3}?([a-z]+(?:\s(?:group|monitor|agency|council|rights))?)$"
)
_COUNT_BEFORE = re.compile(
    r"^(?:[a-z]+|\d[\d,]*)\s(?=[A-Z][\w-]+\s(?:[Gg]overnor|[Mm]ayor|[Pp]olice|[Mm]inister|[Pp]resident)\b)"
)
"""`injured seven Homs Governor Barazi said`: copy that lost its commas."""
_PROPER = re.compile(r"(?<=\s)[A-Z][\w’'.]*(?=\s)")
_SHORT = re.compile(r"\b[A-Z]{2,6}\b")
_LONG_NAME = r"[A-Z][\w'’-]+(?: (?:of|the|and|for|in|[A-Z][\w'’-]+)){1,8}"
_LEADING = re.compile(r"^(?:The|In|On|At|By|But|And) (?:the )?")
_INITIALS_END = re.compile(r"\b[A-Z]\.[A-Z]$")
_ASIDE = re.compile(r"\s(?:with\s+a|which|that\s+monitors)\s")
_SURNAME = re.compile(r"^(?:[A-Z][\w’'-]+|(?:al|el|bin|abu|Abu|Al|El|de|van|von)[- ][A-Z][\w’'-]+)$")
_AGENCY = re.compile(
    r"\((AP|AFP|Reuters|Xinhua|Sputnik|dpa|DPA|ANSA|EFE|Anadolu|TASS|UPI|IRIN|SANA)\)|\b(AFP|Reuters|AP|Xinhua|dpa)\s*$"
)


def attribute(passage: Passage, sentence: Sentence, candidate: Candidate, sources: Sources) -> Attribution:
    """The speaker or source of the candidate's words; else the outlet itself."""
    speech = _covering(passage, sentence, candidate)
    if speech is None:
        return _in_lead(passage, sources) or _outlet(passage)
    words, name = _resolve(passage, sentence, speech, sources)
    if not name:
        return _outlet(passage)
    words = f"{words}, {speech.role}" if speech.role else words
    return Attribution(name=name, words=words, is_outlet=name == (passage.article.outlet or None))


def _in_lead(passage: Passage, sources: Sources) -> Attribution | None:
    """A headline tells the first sentence's story, so its source is that sentence's."""
    if passage.part is not Part.HEADLINE or not passage.article.body:
        return None
    body = passage.article.body[:_LEAD]
    _, end = cut_sentences(body, 0, len(body))[0]
    found = [speech for speech in _speech_in(body, 0, end) if speech.strength and not _PRONOUN.match(speech.who)]
    if not found:
        return None
    name = sources.canonical(found[0].who)
    return Attribution(name=name, words=found[0].who, is_outlet=name == (passage.article.outlet or None))


def _outlet(passage: Passage) -> Attribution:
    """The agency itself, by the article's own field or by its sign in the copy."""
    name = passage.article.outlet
    if not name and (sign := _AGENCY.search(passage.article.body[:400]) or _AGENCY.search(passage.article.body[-40:])):
        short = sign.group(1) or sign.group(2)
        name = short if _spelled_out(passage.article.body, short) == short else ""
    return Attribution(name=name, is_outlet=True)


@lru_cache(maxsize=64)  # mentions of one sentence, and neighbours, ask one after the other
def _speech_in(text: str, start: int, end: int) -> tuple[Speech, ...]:
    return tuple(find_speech(_unwrapped(text), start, min(end, start + 2 * _LONGEST_SENTENCE)))


@lru_cache(maxsize=8)
def _unwrapped(text: str) -> str:
    """Lines that the wire broke are one (`POLICE\\nSOURCES REPORTED`); offsets stay."""
    return _WRAP.sub(" ", text) if "\n" in text else text


@lru_cache(maxsize=16)
def _headline_speech(text: str) -> tuple[Speech, ...]:
    return tuple(find_headline_speech(text[: 2 * _LONGEST_SENTENCE]))


def _covering(passage: Passage, sentence: Sentence, candidate: Candidate) -> Speech | None:
    at = candidate.anchors[0] if candidate.anchors else candidate.start
    if passage.part is Part.HEADLINE:
        found: Sequence[Speech] = _headline_speech(passage.text)
    else:
        found = _speech_in(passage.text, *_near(sentence, at))
        if not found and _is_flash(passage, sentence):
            found = find_headline_speech(passage.text[: sentence.end].rstrip()) if sentence.start == 0 else ()
    best = min(found, key=lambda speech: _remoteness(speech, at), default=None)
    return best or _speaker_of_quote(passage, sentence) or _speaker_of_the_rest(passage, sentence)


def _near(sentence: Sentence, at: int) -> tuple[int, int]:
    """The sentence; of one without end only what stands near."""
    return max(sentence.start, at - _LONGEST_SENTENCE), min(sentence.end, at + _LONGEST_SENTENCE)


def _is_flash(passage: Passage, sentence: Sentence) -> bool:
    return passage.words(sentence).isupper()


def _remoteness(speech: Speech, at: int) -> int:
    if speech.start <= at < speech.end:
        return 150
    covers = speech.strength == 2 or (at < speech.start if speech.covers_before else at >= speech.end)
    distance = speech.start - at if at < speech.start else at - speech.end
    return abs(distance) + (0 if covers else _FAR) - 120 * (speech.strength - 1)


def _speaker_of_quote(passage: Passage, sentence: Sentence) -> Speech | None:
    """A sentence within a quotation is said by whoever speaks next in the paragraph, or did before."""
    text = passage.text
    left, right = passage.layout.paragraphs[sentence.paragraph]
    opens = text[sentence.start : sentence.end].lstrip()[:1] == '"'
    if not opens and text.count('"', left, sentence.start) % 2 == 0:
        return None
    for start, end in ((sentence.end, right), (left, sentence.start)):
        found = _speech_in(text, start, end) if start < end else ()
        if found:
            return found[0] if start == sentence.end else found[-1]
    return None


def _speaker_of_the_rest(passage: Passage, sentence: Sentence) -> Speech | None:
    """`Another 70 were wounded.`: the sentence before gave the first part of the count, and its source."""
    text, at = passage.text, passage.number_of(sentence)
    before = passage.layout.sentences[at - 1] if at else sentence
    if not _THE_REST.match(text, sentence.start, sentence.end) or before.paragraph != sentence.paragraph:
        return None
    return max(_speech_in(text, before.start, before.end), key=lambda speech: speech.strength, default=None)


def _resolve(passage: Passage, sentence: Sentence, speech: Speech, sources: Sources) -> tuple[str, str]:
    """(words, canonical name); `he`, `the group` and a surname stand for somebody named before."""
    who = _COUNT_BEFORE.sub("", _ASIDE.split(_trimmed(speech.who))[0])
    if _PRONOUN.match(who):
        earlier = _last_speaker(passage, sentence)
        if earlier is None:
            return who, _just_named(passage, sentence, sources)
        return who, _resolve_named(passage, earlier, sources)
    if _SURNAME.match(who) and (full := _full_name(passage.text, speech.start, who)):
        return full, sources.canonical(full)
    if named := _stood_for(passage, speech.start, who, sources):
        return who, named
    if passage.part is Part.HEADLINE and (named := _named_in_body(passage, who, sources)):
        return who, named
    return who, sources.canonical(_spelled_out(passage.text, who))


def _spelled_out(text: str, who: str) -> str:
    """`the AFP` of `the Armed Forces of the Philippines (AFP)` is no news agency."""
    for short in _SHORT.findall(who):
        for long in re.finditer(rf"({_LONG_NAME}) \({short}\)", text):
            name = _LEADING.sub("", long[1])
            if "".join(word[0] for word in re.findall(r"\b[A-Z][\w'’]*", name)) == short:
                return who.replace(short, name)
    return who


def _stood_for(passage: Passage, at: int, who: str, sources: Sources) -> str:
    """`the monitor`, `the Britain-based group`: one named elsewhere; not `the Lebanese army` for Israel's."""
    match = _STANDS_FOR.match(who)
    if not match:
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


def _resolve_named(passage: Passage, speech: Speech, sources: Sources) -> str:
    who = _trimmed(speech.who)
    if named := _stood_for(passage, speech.start, who, sources):
        return named
    if _SURNAME.match(who) and (full := _full_name(passage.text, speech.start, who)):
        return sources.canonical(full)
    return sources.canonical(who)


def _last_speaker(passage: Passage, sentence: Sentence) -> Speech | None:
    at = passage.number_of(sentence)
    for other in reversed(passage.layout.sentences[max(0, at - _LOOK_BACK) : at]):
        if other.take != sentence.take:
            return None
        for speech in reversed(_speech_in(passage.text, other.start, other.end)):
            if not _PRONOUN.match(speech.who):
                return speech
    return None


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
