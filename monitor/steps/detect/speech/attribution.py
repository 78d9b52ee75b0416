"""(passage, sentence, candidate) -> Attribution: who says it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.model.knowledge import Sources
from monitor.model.mention import Attribution, Part
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.speech.finding import Speech
from monitor.steps.detect.speech.speakers import LONGEST_SENTENCE, find_headline_speech, speech_in, speech_near
from monitor.steps.detect.speech.stand_ins import PRONOUN, spelled_out, who_is_meant
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.sentences import cut_sentences

_FAR = 300
"""Added where a source stands on the wrong side of what it would cover."""
_LEAD = 600
"""Characters: room for a dateline and a long first sentence."""
_THE_REST = caseless(
    r"\s*(?:(?:an)?other|(?:of|among) (?:these|those|them|the (?:dead|victims|wounded|injured))"
    r"|a further|an additional|in (?:addition|total|all),?"
    r"|(?:this|that|it|which) (?:takes?|took|brings?|brought|raise[ds]?|puts|push(?:es|ed)|lifts)"
    r"|the (?:dead|victims|wounded|casualties) includ\w+"
    r"|[^.;:]{3,60} (?:was|were|(?:has|have|had) been) also (?:hurt|wounded|injured|killed|displaced|driven|forced)"
    r"|(?:at least |about |some |around )?[\w,.-]{1,12} (?:others|more))\b"
)
"""What opens a sentence that goes on with the count of the one before."""
_CONJUNCTION = caseless(r"\b(?:after|since|when|before|until|once|as|while) (?:the )?$")
_AGENCY = re.compile(
    r"\((AP|AFP|Reuters|Xinhua|Sputnik|dpa|DPA|ANSA|EFE|Anadolu|TASS|UPI|IRIN|SANA)\)|\b(AFP|Reuters|AP|Xinhua|dpa)\s*$"
)


def attribute(passage: Passage, sentence: Sentence, candidate: Candidate, sources: Sources) -> Attribution:
    """The speaker or source of the candidate's words; else the outlet itself."""
    speech = _covering(passage, sentence, candidate)
    if speech is None:
        return _in_lead(passage, sources) or _outlet(passage)
    words, name = who_is_meant(passage, sentence, speech, sources)
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
    found = [speech for speech in speech_in(body, 0, end) if speech.strength and not PRONOUN.match(speech.who)]
    if not found:
        return None
    name = sources.canonical(found[0].who)
    return Attribution(name=name, words=found[0].who, is_outlet=name == (passage.article.outlet or None))


def _outlet(passage: Passage) -> Attribution:
    """The agency itself, by the article's own field or by its sign in the copy."""
    name = passage.article.outlet
    if not name and (sign := _AGENCY.search(passage.article.body[:400]) or _AGENCY.search(passage.article.body[-40:])):
        short = sign.group(1) or sign.group(2)
        name = short if spelled_out(passage.article.body, short) == short else ""
    return Attribution(name=name, is_outlet=True)


@lru_cache(maxsize=16)
def _headline_speech(text: str) -> tuple[Speech, ...]:
    return tuple(find_headline_speech(text[: 2 * LONGEST_SENTENCE]))


def _covering(passage: Passage, sentence: Sentence, candidate: Candidate) -> Speech | None:
    at = candidate.anchors[0] if candidate.anchors else candidate.start
    if passage.part is Part.HEADLINE:
        found: Sequence[Speech] = _headline_speech(passage.text)
    else:
        found = speech_near(passage.text, sentence.start, sentence.end, at)
        if not found and _is_flash(passage, sentence):
            found = find_headline_speech(passage.text[: sentence.end].rstrip())
    found = [speech for speech in found if at >= speech.start or not _is_set_apart(passage.text, speech)]
    best = min(found, key=lambda speech: _remoteness(speech, at), default=None)
    return best or _speaker_of_quote(passage, sentence) or _speaker_of_the_rest(passage, sentence)


def _is_set_apart(text: str, speech: Speech) -> bool:
    """`Five died after the army announced a truce`: what the army said comes behind it."""
    before = text[max(speech.start - 12, 0) : speech.start]
    return speech.strength < 2 and not speech.covers_before and _CONJUNCTION.search(before) is not None


def _is_flash(passage: Passage, sentence: Sentence) -> bool:
    """A body that opens like a headline, without a full stop."""
    return sentence.start == 0 and not passage.words(sentence).rstrip().endswith((".", "!", "?", '"'))


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
        found = speech_in(text, start, end) if start < end else ()
        if found:
            return found[0] if start == sentence.end else found[-1]
    return _speaker_of_long_quote(passage, sentence.paragraph)


_LONGEST_QUOTE = 4
"""Paragraphs."""


def _speaker_of_long_quote(passage: Passage, number: int) -> Speech | None:
    """A quotation that runs over paragraphs is opened again in each; its speaker stands where it is closed."""
    text, paragraphs = passage.text, passage.layout.paragraphs
    for at in range(number, min(number + _LONGEST_QUOTE, len(paragraphs) - 1)):
        left, right = paragraphs[at + 1]
        if text.count('"', *paragraphs[at]) % 2 == 0 or text[left:right].lstrip()[:1] != '"':
            return None
        if found := speech_in(text, left, right):
            return found[0]
    return None


def _speaker_of_the_rest(passage: Passage, sentence: Sentence) -> Speech | None:
    """`Another 70 were wounded.`: the sentence before gave the first part of the count, and its source."""
    text, at = passage.text, passage.number_of(sentence)
    before = passage.layout.sentences[at - 1] if at else sentence
    if not _THE_REST.match(text, sentence.start, sentence.end) or before.paragraph != sentence.paragraph:
        return None
    return max(speech_in(text, before.start, before.end), key=lambda speech: speech.strength, default=None)
