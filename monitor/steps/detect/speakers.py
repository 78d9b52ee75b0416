"""sentence -> [Speech]: who says something in it (`police said`, `according to`, `citing`), and what that covers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.steps.detect.noun_phrases import (
    DETERMINERS,
    LINKS,
    SPEAKER,
    SPEAKER_NOUN,
    WEEKDAY,
    left_edge,
    phrase_after,
    phrase_before,
)
from monitor.steps.detect.speech_words import CITED, MAY_BE_OTHERS, NOBODY, TELLER, VERB, WHEN
from monitor.steps.detect.subjects import SPEAKS_FROM, find_subject
from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.words import word_set

_FIGURES_SHOW = re.compile(r"\s(?:figures|data|estimates|statistics|records)\s+(?:shows?|showed|indicate|suggest)\b")
_FIGURES = caseless(r"\s(?:figures|data|estimates?|statistics|records|tally|count|numbers|database|toll)$")
_OFFICIAL = caseless(r"^(?:the\s+|their\s+|its\s+)?(?:latest\s+)?(?:official|government|local|hospital|state)\s\w+$")
_OTHER_SAYS = caseless(r"(?:cited|quoted) by\s[^,;.]{3,50}?\s(?:said|says|told|added)\b")
"""`a source cited by the agency said`: the source speaks."""
_NAMED_AFTER = re.compile(r",\s+([A-Z][^,;.\d]{3,50}?)\s*,?\s*$")
_AS_SAYING = re.compile(
    r"\s+(?:was|were|is|are)\s+(?:also\s+)?(?:quoted|cited)\s+(?:[\w’'-]+\s+){0,5}"
    r"as\s+(?:saying|telling|stating|reporting|adding|warning)\b"
)
_WITH = re.compile(
    r"\bwith ((?:the |an? )?(?:[\w’'-]+ ){1,5}?)"
    r"(?:reporting|saying|claiming|alleging|warning|estimating|putting|adding)\b"
)
_RECKONED = re.compile(r"\bby ([A-Z][\w .’'-]{2,40}?)[’']s? (?:own )?(?:reckoning|count|tally|estimates?)\b")
_ADMITS = re.compile(r"\s+(?:\d|about|some|more|at least|dozens|hundreds|scores|patients|the wounded)")
_IN_WHAT = re.compile(r"\bin what ([^,;.]{3,70}?) (?:called|calls|described as|termed|dubbed|labell?ed)\b")
_DASH_END = re.compile(
    r"\s(?:-|–|—|--|\|)\s*(?P<who>[^-–—|:;,.!?\n]{2,50})[.!]?\s*$|:\s*(?P<after>(?:[Uu][Nn]|[\w' ]{2,40}))\s*$"
)
_COLON_START = re.compile(r"^\s*(?P<who>[A-Z][\w.'’ -]{1,45}?):\s+(?=[“\"'‘A-Z\d])")
_CLAIMED = caseless(
    r"\s+(?:[\w,.-]+\s+){0,6}?(?:lives|life|attack|bombing|credit|responsibility|asylum|victory|ground|territory)\b"
)
_PARTICIPLES = word_set(
    "announced declared reported recorded confirmed registered documented posted published alleged listed stated "
    "estimated quoted indicated"
)
_LOOSE = re.compile(
    r"\s+"
    + either(
        "dead killed injured wounded missing kidnapped displaced in by since last during for at as to so from near "
        "between "
        "over this earlier"
    )
    + r"\b(?!\s+(?:least|a\s+statement))|\s+on\s+(?!\w+day(?:\s+that|[,.])"
    r"|(?-i:X|Telegram|Twitter|Facebook|WhatsApp|Instagram)\b|social|state)"
)
_NOUNS = word_set("claims reports estimates counts notes states")
_OF_NOUN = re.compile(r"\s+(?:made|of|by|from|about|against|to|and)\b")
_LANDS = re.compile(r"\b(?:in|and|of|across|between|from) [A-Z][\w-]+ $")
"""`in Kayah and Karen states`."""
_AFTER_COMMA = re.compile(r"[,”\"] (?:the )?[A-Za-z][\w’' -]{2,50} $")
_PAPER_END = caseless(r"\b(?:report|statement|study|survey|bulletin|communique|assessment|toll|tally|count|estimate)$")
_BY_WHOM = re.compile(r"\s+(?:issued |released |published |compiled |put out |drawn up )?(?:by|from)\s+(?=\w)")
"""`according to a new report by the Centre for Policy Research`."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|the|of|as|reportedly|he|she)\s+(?:\w+ly\s+)?$")
_NOUN_PHRASE = re.compile(r"\b(?:an?|some|of|its|their)\s+$")
_INFINITIVE = word_set("vowed pledged threatened claimed claims told announced appealed wrote")
_INVERTED = re.compile(
    rf"\s+(?:a|an|the|two|several|local|state)\s+(?:[\w’'-]+\s+){{0,5}}?{SPEAKER}\b"
    r"(?!\s+(?:had|has|have|was|were|is|are|would|will|could|\w+ed)\b)"
    r"|\s+(?:the\s+)?(?:Syrian\s+)?[Oo]bservatory\b(?=[^.]{0,60}(?:\.|$))"
    r"|\s+[A-Z]\w+(?:\s+[A-Z][\w-]+){1,3}\s+(?:who|head|director|chief|spokes\w+|an?|the)\b"
)
_NAME_AND_ROLE = re.compile(
    r"\s+[A-Z][\w.’'-]+(?:\s+(?:al-|el-|de\s|bin\s)?[A-Z][\w.’'-]+){1,3},\s+(?:an?|the|head|chief|director|spokes\w+|who)\b"
    r"[^,.;]*[.”\"]*\s*$"
)
"""`…, said Ali Hasan, a nurse there.`: to the end of the sentence nothing but who speaks."""
_SPEAKS = caseless(rf"\b(?:{SPEAKER}|he|she|it|they)$")
_FULL_NAME = re.compile(r"(?:the |The )?[A-Z][\w’'.-]+(?: (?:[a-z]{2} |al-)?[A-Z][\w’'.-]+){0,4}$")
_LINKED = re.compile(r"\s(?:of|on|in|at|near|for|to|from|by|with)\s")
_INVERTING = word_set("said says say added adds explained recalled warned noted wrote told reported confirmed")
_WEAK = word_set("denied dismissed accused blamed urged showed broadcast condemned denounced decried deplored")
_NO_NAME = caseless(r"(?:on|in|at|that|to|by|from|he|she|it|they|there|more|at\s+least|\d)\b")
_HEARER = caseless(r"^(?:AFP|Reuters|AP|reporters|journalists|the\s+agency|Al\s+Jazeera|CNN|BBC|Xinhua|state\s+TV)\s+")
_ROLE = re.compile(
    r",\s+((?:the|a|an|head|chief|director|governor|mayor|spokes\w+|commander|minister"
    r"|secretary|leader|chair\w*|coordinator|manager|member|who\s+(?:heads|leads|represents|runs))\s+[^,;.\n]{3,60})"
)
_LOOSE_END = caseless(
    r"(?:\s+(?:at|that|on|in|to|of|for|and|by|from|with|shows?|showed|indicated?|suggest(?:s|ed)?|lists?))+$"
)
_TRAILS = re.compile(
    rf"(?:\s+(?:on\s+)?(?:{WEEKDAY}|late|early|in\s+a|by|to\s+\w+|AFP|Reuters|AP|reporters|the\s+\w+\s+agency|from|via"
    r"|at\s+the|after|local\s+radio|journalists|yesterday|today)[^.,;“\"]*)?\s*(?:[.,;]|[”\"]|$)"
)
_NUMBERS = word_set("official government state local hospital")
_NOT_WHO = word_set(
    "ceasefire truce agreement deal accord plan resolution measures sides side months years forces' casualties toll "
    "figure figures number numbers it's there what attack bombing war fighting violence clashes conflict government's "
    "offensive death operation raid blast explosion i we you battle campaign troops soldiers fighters rockets shells "
    "planes warplanes jets"
)
_MEN, _FEW = word_set("troops soldiers fighters"), 3
"""`Puntland troops said`: a few words; more are a clause that ends in them."""
_NEVER = word_set("as according no i we you there this that these those which who what")
_QUOTES = ' “"'


_WRAP = re.compile(r"(?<=\S)\n(?=\S)")
LONGEST_SENTENCE = 700
"""Characters to either side: no wire sentence is longer, and a hostile one costs no more."""


class Speech(NamedTuple):
    """`who` as the text has it; it covers what stands `before` it (`…, police said`) or after it (`Police said …`)."""

    who: str
    start: int
    end: int
    covers_before: bool
    strength: int
    """2 for a source named behind a speaker (`citing`), 1 for a speaker, 0 for one who only denies or accuses."""
    role: str = ""
    """What an aside adds to the speaker: `said Vadym Liakh, the city's mayor`, `the mayor, Vadym Liakh, said`."""


@lru_cache(maxsize=64)  # mentions of one sentence, and neighbours, ask one after the other
def speech_in(text: str, start: int, end: int) -> tuple[Speech, ...]:
    """Every speaker and source in text[start:end], in order; asked again and again, found once."""
    return tuple(find_speech(_unwrapped(text), start, min(end, start + 2 * LONGEST_SENTENCE)))


@lru_cache(maxsize=8)
def _unwrapped(text: str) -> str:
    """Lines that the wire broke are one (`POLICE\\nSOURCES REPORTED`); offsets stay."""
    return _WRAP.sub(" ", text) if "\n" in text else text


def find_speech(text: str, start: int, end: int) -> list[Speech]:
    """Every speaker and source in text[start:end], in order."""
    found = (*_cited(text, start, end), *_said(text, start, end), *_shown(text, start, end))
    every = sorted((speech for speech in found if _may_speak(speech.who)), key=lambda speech: speech.start)
    told = [speech for at, speech in enumerate(every) if not _is_same_again(text, speech, every[:at])]
    return told or [speech for speech in _told_that(text, start, end) if _may_speak(speech.who)]


_TOLD_THAT = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )\b"
    r"(?:(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:worried|concerned|alarmed|afraid|fearful|certain|sure|convinced|aware|saddened|shocked"
    r"|appalled|horrified)|[a-z]{3,}ed|learnt|knew|found|saw|wrote|heard|swore|broke|brought|sent|gave|spread|voices?|expresses|laments?|regrets|has|had)"
    r"(?:\s+(?:the|an?|its|their|his|her))?(?:\s+(?:deep|grave|great|serious))?(?:\s+"
    + either(
        "news word alarm concerns? regrets? shock dismay outrage anger grief sorrow horror evidence proof confirmation "
        "indications? information testimony"
    )
    + rf")?(?:\s+(?:on\s+)?{WEEKDAY})?(?:\s+\w+ly)?\s+that\s+"
    r"(?=\d|[A-Z]|(?:the|an?|its|their|his|her|at|more|some|about|nearly|around|over|almost|up|as|no|all|there|they|dozens"
    r"|scores|hundreds|thousands|tens|another|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\b)"
)
"""Any verb with a clause of its own behind `that`: `lamented on Tuesday that 17 patients`, `broke the news that six`"""
_NOBODY_TELLS = word_set(
    "it fears hopes rumours rumors reports word news signs evidence concern concerns speculation suspicion suspicions "
    "claims footage images video videos belief doubts there"
)


def _told_that(text: str, start: int, end: int) -> Iterator[Speech]:
    for match in _TOLD_THAT.finditer(text, start, end):
        begin, stop = find_subject(text, start, match.start())
        who = text[begin:stop].strip()
        if who and who.lower().split()[-1] not in _NOBODY_TELLS:
            yield Speech(who, begin, match.end(), False, 1)


_ITSELF = re.compile(r"^(?:he|she|it|they)$", re.I)
_SAID_THAT = re.compile(r"^\W{0,3}(?:that )?$")


def _is_same_again(text: str, speech: Speech, before: list[Speech]) -> bool:
    """`Monitors said they had counted 40`: the monitors say it."""
    return (
        bool(before)
        and _ITSELF.match(speech.who) is not None
        and _SAID_THAT.match(text[before[-1].end : speech.start]) is not None
    )


def find_headline_speech(text: str) -> list[Speech]:
    """`60 killed in raid - monitor`, `UN: thousands flee`, `OVER 40,000 DISPLACED - UN MISSION`."""
    found = find_speech(text, 0, len(text))
    if match := _DASH_END.search(text):
        who = (match["who"] or match["after"] or "").strip()
        if who and len(who.split()) <= 5 and not any(letter.isdigit() for letter in who):
            found.append(Speech(who, match.start(), match.end(), True, 1))
    if (match := _COLON_START.match(text)) and len(match["who"].split()) <= 4:
        who = match["who"]
        if (len(who) <= 5 or not who.isupper()) and not any(letter.isdigit() for letter in who):
            found.append(Speech(who, match.start(), match.end(), False, 1))
    return found


def _cited(text: str, start: int, end: int) -> Iterator[Speech]:
    """`according to medics`, `citing local officials`, `quoted a source as saying`."""
    for match in CITED.finditer(text, start, end):
        after = phrase_after(text, match.end(), end)
        by = _BY_WHOM.match(text, after, end) if _PAPER_END.search(text, match.end(), after) else None
        begin = by.end() if by else match.end()
        after = phrase_after(text, begin, end) if by else after
        who = _figures_of(_LOOSE_END.sub("", text[begin:after].strip()))
        if _OTHER_SAYS.match(text, match.start()):
            continue
        before = text[start : match.start()].strip(f" ,{_QUOTES}")
        strength = 1 if match.group().lower().startswith("according") else 2
        yield Speech(who, match.start(), after, bool(before), strength)


def _figures_of(who: str) -> str:
    """`UN estimates` -> `UN`, `a Reuters tally` -> `a Reuters`; nobody, where a law or a first report is cited."""
    if NOBODY.search(who):
        return ""
    found = _FIGURES.search(who)
    if found is None or _OFFICIAL.search(who):
        return who
    return who[: found.start()]


def _shown(text: str, start: int, end: int) -> Iterator[Speech]:
    """`UN figures show`, `the governor was quoted as saying`."""
    for match in _FIGURES_SHOW.finditer(text, start, end):
        begin = phrase_before(text, left_edge(text, start, match.start()), match.start())
        who = text[begin : match.start()].strip()
        yield Speech(who, begin, match.end(), bool(text[start:begin].strip()), 1)
    for match in _RECKONED.finditer(text, start, end):
        yield Speech(match.group(1), match.start(), match.end(), True, 1)
    for match in _WITH.finditer(text, start, end):
        yield Speech(match.group(1).strip(), match.start(), match.end(), False, 1)
    for match in _IN_WHAT.finditer(text, start, end):
        yield Speech(match.group(1), match.start(), match.end(), True, 1)
    for match in _AS_SAYING.finditer(text, start, end):
        begin, stop = find_subject(text, start, match.start())
        yield Speech(text[begin:stop].strip(), begin, match.end(), bool(text[start:begin].strip(_QUOTES)), 2)


def _said(text: str, start: int, end: int) -> Iterator[Speech]:
    """`police said`, `said a spokesman`."""
    for match in VERB.finditer(text, start, end):
        if not _is_no_speech(text, match):
            speech = _after_verb(text, start, end, match) or _before_verb(text, start, match)
            if speech is not None:
                yield speech


def _before_verb(text: str, start: int, match: re.Match[str]) -> Speech | None:
    when = WHEN.search(text, max(start, match.start() - 60), match.start())
    begin, stop = find_subject(text, start, when.start() if when else match.start())
    who = _LOOSE_END.sub("", text[begin:stop].strip())
    if not who or (MAY_BE_OTHERS.match(match.group()) and not _may_tell(who)):
        return None
    opens = not text[start:begin].strip(" “\"'‘(—–-")
    trails = _TRAILS.match(text[match.end() : match.end() + 60]) is not None
    named = _NAMED_AFTER.match(text, stop, when.start() if when else match.start())
    role = named.group(1) if named else ""
    return Speech(who, begin, match.end(), trails and not opens, _strength(match), role)


def _may_tell(who: str) -> bool:
    """`aid workers fear`, `the ministry raised its toll`; not `deaths raised the toll`."""
    return bool(SPEAKER_NOUN.search(who) or TELLER.search(who)) or _FULL_NAME.match(who) is not None


def _after_verb(text: str, start: int, end: int, match: re.Match[str]) -> Speech | None:
    """`…, said the monitor`; in copy without commas only where what follows can be nobody but a speaker."""
    verb, before = match.group().lower(), text[start : match.start()].strip()
    if not before.endswith((",", '"', "”", "'", "’")):
        is_inverted = verb in ("said", "added", "says") and _INVERTED.match(text, match.end(), end)
        if not is_inverted or _is_speaker(text, start, match):
            return None
    after = phrase_after(text, match.end(), end)
    who = text[match.end() : after].strip()
    is_named = _NAME_AND_ROLE.match(text, match.end(), end) is not None
    if not who or verb not in _INVERTING or _NO_NAME.match(who) or (not is_named and _has_subject(text, start, match)):
        return None
    role = _ROLE.match(text, after, end)
    return Speech(
        _HEARER.sub("", who), match.start(), after, True, _strength(match), role.group(1).strip() if role else ""
    )


def _is_speaker(text: str, start: int, match: re.Match[str]) -> bool:
    """True where the words before the verb can be who says it: `police`, `Ali Hasan`, not `a raid on the village`."""
    when = WHEN.search(text, max(start, match.start() - 60), match.start())
    begin, stop = find_subject(text, start, when.start() if when else match.start())
    who = text[begin:stop].strip()
    return bool(_SPEAKS.search(who) or SPEAKS_FROM.match(who)) or (
        who[:1].isupper() and who[-1:].isalpha() and not _LINKED.search(who)
    )


def _has_subject(text: str, start: int, match: re.Match[str]) -> bool:
    """`Ali Hasan, who heads the clinic, said the`: the comma closes an aside."""
    begin, stop = find_subject(text, start, match.start())
    return begin < stop and text[start : match.start()].rstrip().endswith(",")


_DIFFERS = caseless(
    r"(?:\s+(?:toll|number|figure|total|count|death))*(?:\s+(?:a|lot|far|much|even|still|somewhat))*\s+(?:higher|lower)\b"
)
"""`other groups put the toll far higher`: what was told before is not theirs."""


def _strength(match: re.Match[str]) -> int:
    return 0 if match.group().lower() in _WEAK else 1


def _is_no_speech(text: str, match: re.Match[str]) -> bool:
    """`were reported killed`, `is said to`, `an estimated`, `claimed the lives of`, `United States`."""
    verb, at, end = match.group().lower(), match.start(), match.end()
    if (verb.startswith("put") and _DIFFERS.match(text, end)) or (
        verb == "reports" and _is_noun_at_the_end(text, at, end)
    ):
        return True
    if match.group()[0].isupper() and not text[max(at - 30, 0) : end + 30].isupper():
        return True
    if verb in _PARTICIPLES and _LOOSE.match(text, end):
        return True
    if verb == "admitted" and _ADMITS.match(text, end):
        return True
    if verb in _NOUNS and (
        _OF_NOUN.match(text, end) or (verb == "states" and _LANDS.search(text, max(at - 60, 0), at))
    ):
        return True
    before = text[max(at - 24, 0) : at].lower()
    if _NOUN_PHRASE.search(before) or (verb == "claimed" and _CLAIMED.match(text, end)):
        return True
    passive = _PASSIVE.search(before)
    if passive and not passive.group().startswith(("he", "she")):
        return True
    return text[end : end + 4].lower() == " to " and verb not in _INFINITIVE


def _is_noun_at_the_end(text: str, at: int, end: int) -> bool:
    """`according to media reports.`; in `…, the weekly Savana reports.` it is the verb."""
    return text[end : end + 1] == "." and not _AFTER_COMMA.search(text, max(at - 60, 0), at)


def _may_speak(who: str) -> bool:
    words = who.partition(",")[0].replace("WHO", "w.h.o.").lower().split()
    if not words or words[0] in _NEVER or words[-1].isdigit():
        return False
    if words[-1] in _MEN and len(words) <= _FEW and not {"and", "between"} & set(words):
        return len(words) > 1
    if words[-1] in ("figures", "data", "estimates", "numbers", "records") and _NUMBERS & set(words):
        return True
    return bool(set(words) - DETERMINERS - LINKS) and not {words[-1], words[-1].removesuffix("'s")} & _NOT_WHO
