"""sentence -> [Speech]: who says something in it (`police said`, `according to`, `citing`), and what that covers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from monitor.steps.detect.speech.cited import LOOSE_END, find_cited, find_shown
from monitor.steps.detect.speech.finding import Speech
from monitor.steps.detect.speech.no_speech import is_no_speech
from monitor.steps.detect.speech.noun_phrases import (
    LEADS,
    LINKS,
    SPEAKER,
    SPEAKER_NOUN,
    phrase_after,
)
from monitor.steps.detect.speech.subjects import OF_A_DEED, SPEAKS_FROM, find_subject
from monitor.steps.detect.speech.words import FIRST_COUNT, MAY_BE_OTHERS, TELLER, TOLD_THAT, VERB, WHEN
from monitor.text.caseless import caseless
from monitor.text.times_words import WEEKDAY
from monitor.text.words import word_set

_NAMED_AFTER = re.compile(r",\s+([A-Z][^,;.\d]{3,50}?)\s*,?\s*$")
_DASH_END = re.compile(
    r"\s(?:-|–|—|--|\|)\s*(?P<who>[^-–—|:;,.!?\n]{2,50})[.!]?\s*$|:\s*(?P<after>(?:[Uu][Nn]|[\w' ]{2,40}))\s*$"
)
_COLON_START = re.compile(r"^\s*(?P<who>[A-Z][\w.'’ -]{1,45}?):\s+(?=[“\"'‘A-Z\d])")
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
_ENDS_IN_DEED = re.compile(r"\s[a-z]+ed$")
_DEED_INSIDE = re.compile(
    r"\s(?:overran|took|struck|hit|shot|left|fell|fled|blew|held|began|broke|won|lost|drove|seized|captured)\s"
)
_DEED_NEXT = re.compile(r"\s(?:[a-z]+ed|struck|hit|shot|took|left|overran|blew)\b")
_DEED_GOES_ON = re.compile(
    r"\s(?:them|him|it|us|the|an?|his|her|their|its|at\s+least|more|about|some|several|dozens|scores|hundreds|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|\d)\b"
)
"""`…, said the army attacked them`: a clause, not who says it."""
_HIS_DEED = re.compile(
    r"\s(?:attacks?|raids?|shells|shelling|rockets?|bombs?|strikes|fire|gunfire|missiles?|drones?)\b"
)
"""`the mayor, Ali Hasan, said bandit attacks`"""
_CLAUSE = re.compile(rf"{_DEED_NEXT.pattern}(?:\sfire\b|{_DEED_GOES_ON.pattern})")
"""`gunmen opened fire on residents, said Omar Diallo`"""
_SPEAKS = caseless(rf"\b(?:{SPEAKER}|he|she|it|they)$")
_FULL_NAME = re.compile(r"(?:the |The )?[A-Z][\w’'.-]+(?: (?:[a-z]{2} |al-)?[A-Z][\w’'.-]+){0,4}$")
_LINKED = re.compile(r"\s(?:of|on|in|at|near|for|to|from|by|with)\s")
_INVERTING = word_set("said says say added adds explained recalled warned noted wrote reported confirmed reads")
_WEAK = word_set(
    "denied denies dismissed accused accuses blamed blames urged showed broadcast condemned denounced decried deplored"
)
_NO_NAME = caseless(
    rf"(?:on|in|at|that|to|by|from|he|she|it|they|there|more|at\s+least|\d"
    rf"|(?:{WEEKDAY}|today|yesterday)(?!\s+(?-i:[A-Z])))\b"
)
_HEARER = caseless(
    r"^(?:AFP|Reuters|AP|reporters|journalists|the\s+agency|Al\s+Jazeera|CNN|BBC|Xinhua|state\s+TV)(?:\s+|$)"
    r"(?:(?:news\s+)?(?:agency|service|channel)(?:\s+|$))?"
)
_ROLE = re.compile(
    r",\s+((?:the|a|an|head|chief|director|governor|mayor|spokes\w+|commander|minister"
    r"|secretary|leader|chair\w*|coordinator|manager|member|who\s+(?:heads|leads|represents|runs))\s+[^,;.\n]{3,60})"
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
    "planes warplanes jets quoting citing highest lowest largest biggest deadliest worst latest first last "
    "bodies corpses victims fatalities deaths injuries flooding floods damage destruction losses landslides outages "
    "charge charges allegation allegations accusation accusations assault assaults attacks strike strikes airstrike "
    "airstrikes raids blasts explosions bombings massacre massacres killing killings ambush shelling bombardment "
    "incident incidents crisis siege clash fire gunfire development developments move decision"
)
_OPENER = re.compile(
    r"^(?:(?:But|And|Yet|So|Still|However|Meanwhile|Separately|Then|Now|Also)\s+(?=\w)"
    rf"|(?:Earlier|Later|Late|Early)(?:\s+(?:on\s+)?{WEEKDAY})?,\s+|On\s+{WEEKDAY},?\s+(?=\w))"
)
_MEN, _FEW = word_set("troops soldiers fighters"), 3
"""`Puntland troops said`: a few words; more are a clause that ends in them."""
_NOBODY_TELLS = word_set(
    "it fears hopes rumours rumors reports word news signs evidence concern concerns speculation suspicion suspicions "
    "claims footage images video videos belief doubts there"
)
_ITSELF = re.compile(r"^(?:he|she|it|they)$", re.I)
_SAID_THAT = re.compile(r"^\W{0,3}(?:that )?(?:(?:so far|up to|as of|by|on|until|since)(?: [\w]+){0,4}, ?)?$")
_FIRST = word_set("the preliminary initial first early earlier provisional latest updated previous")
_BEREAVED = word_set("families family relatives parents mothers fathers widows friends lawyers lawyer survivors")
"""`families of the victims said`"""
_WHO_SAW = word_set("witness witnesses eyewitness eyewitnesses survivor survivors relatives victims")
_A_SIDE = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w-]+|government|rebel|opposition|other|military) side$")
_UNSURE = word_set("initial first early preliminary unconfirmed conflicting")
_KIN = word_set("brother sister mother father son daughter wife husband cousin uncle aunt neighbour neighbor friend")
"""`"My brother told me that he saw five bodies," he said`: whoever is quoted says it."""
_NEVER = word_set("also as according no i we you there this that these those which who what")
_WRAP = re.compile(r"(?<=\S)\n(?=\S)")
LONGEST_SENTENCE = 700
"""Characters to either side: no wire sentence is longer, and a hostile one costs no more."""


@lru_cache(maxsize=64)  # mentions of one sentence, and neighbours, ask one after the other
def speech_in(text: str, start: int, end: int) -> tuple[Speech, ...]:
    """Every speaker and source in text[start:end], in order; asked again and again, found once."""
    return tuple(find_speech(_unwrapped(text), start, min(end, start + 2 * LONGEST_SENTENCE)))


def speech_near(text: str, start: int, end: int, at: int) -> tuple[Speech, ...]:
    """As `speech_in` of a sentence; of one without end only what stands near `at`."""
    return speech_in(text, max(start, at - LONGEST_SENTENCE), min(end, at + LONGEST_SENTENCE))


@lru_cache(maxsize=8)
def _unwrapped(text: str) -> str:
    """Lines that the wire broke are one (`POLICE\\nSOURCES REPORTED`); offsets stay."""
    return _WRAP.sub(" ", text) if "\n" in text else text


def find_speech(text: str, start: int, end: int) -> list[Speech]:
    """Every speaker and source in text[start:end], in order."""
    found = (*find_cited(text, start, end), *_said(text, start, end), *find_shown(text, start, end))
    every = sorted((speech for speech in found if _may_speak(speech.who)), key=lambda speech: speech.start)
    told = [speech for at, speech in enumerate(every) if not _is_same_again(text, speech, every[:at])]
    return told or [speech for speech in _told_that(text, start, end) if _may_speak(speech.who)]


def _told_that(text: str, start: int, end: int) -> Iterator[Speech]:
    for match in TOLD_THAT.finditer(text, start, end):
        begin, stop = find_subject(text, start, match.start())
        who = text[begin:stop].strip()
        last = who.lower().rpartition(" ")[2]
        if who and last not in _NOBODY_TELLS and not last.endswith("ly"):
            yield Speech(who, begin, match.end(), False, 1)


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


def _said(text: str, start: int, end: int) -> Iterator[Speech]:
    """`police said`, `said a spokesman`."""
    for match in VERB.finditer(text, start, end):
        if not is_no_speech(text, match):
            speech = _after_verb(text, start, end, match) or _before_verb(text, start, match)
            if speech is not None:
                yield speech


def _before_verb(text: str, start: int, match: re.Match[str]) -> Speech | None:
    when = WHEN.search(text, max(start, match.start() - 60), match.start())
    begin, stop = find_subject(text, start, when.start() if when else match.start())
    who = _OPENER.sub("", LOOSE_END.sub("", text[begin:stop].strip()))
    who = who.rpartition("] ")[2] if "] " in who else who  # `[REPORT] [TEXT] ARMY SOURCES`
    who = who[5:] if who[:5] == "said " else who  # `Col. Dee, a spokesman, said officials confirmed`
    if not who or (MAY_BE_OTHERS.match(text, match.start()) and not _may_tell(who)):
        return None
    opens = not text[start:begin].strip(" “\"'‘(—–-")
    trails = _TRAILS.match(text[match.end() : match.end() + 60]) is not None
    named = _NAMED_AFTER.match(text, stop, when.start() if when else match.start())
    role = named.group(1) if named else ""
    return Speech(who, begin, match.end(), trails and not opens, _strength(match), role)


_HAS_VERB = re.compile(r"\s(?:had|has|have|was|were|is|are|would|will|could|may|might|can|did|does)\b")
"""`, said food had run out`: it is what somebody else said."""


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
    if _HAS_VERB.match(text, after, end) or _DEED_INSIDE.search(who):
        return None
    if not who or verb not in _INVERTING or _NO_NAME.match(who) or (not is_named and _has_subject(text, start, match)):
        return None
    if who.islower() and _HIS_DEED.match(text, after):
        return None
    deed = _DEED_NEXT.match(text, after)
    if (deed or _ENDS_IN_DEED.search(who)) and _DEED_GOES_ON.match(text, deed.end() if deed else after):
        return None
    role = _ROLE.match(text, after, end)
    teller = _HEARER.sub("", who)
    if not teller:
        return None
    return Speech(teller, match.start(), after, True, _strength(match), role.group(1).strip() if role else "")


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
    is_clause = _CLAUSE.search(text, begin, stop) is not None
    return begin < stop and not is_clause and text[start : match.start()].rstrip().endswith(",")


def _strength(match: re.Match[str]) -> int:
    return 0 if match.group().lower() in _WEAK else 1


def _is_loose(who: str, words: list[str]) -> bool:
    """`used in the assault`, `investigating`: left before `he said` in copy without commas; `earlier official`."""
    if (
        words[0] == "see"
        or (words[0] in _UNSURE and words[-2:-1] != ["by"] and {"report", "reports"} & set(words))
        or (words[0] == "my" and words[-1] in _KIN)
    ):
        return True
    is_participle = words[0].endswith(("ed", "ing")) and who[0].islower()
    is_adjective = words[-1] == "official" and not LEADS & set(words)
    return is_adjective or (is_participle and (len(words) == 1 or words[1] in LINKS))


def _may_speak(who: str) -> bool:
    words = who.partition(",")[0].lower().split()
    is_the_who = who.split()[:1] == ["WHO"]  # in copy all in capitals no phrase holds a `WHO`
    if (
        not words
        or (words[0] in _FIRST and FIRST_COUNT.match(who))
        or (words[0] in _NEVER and not is_the_who)
        or words[-1].isdigit()
        or words[-1].endswith(("'s", "’s"))
    ):
        return False
    if _is_loose(who, words):
        return False
    if words[-1] in _MEN and len(words) <= _FEW and not {"and", "between"} & set(words):
        return len(words) > 1
    if words[-1] in ("figures", "data", "estimates", "numbers", "records") and _NUMBERS & set(words):
        return True
    if words[-1] == "side":
        return _A_SIDE.match(who) is not None
    if words[0] in _WHO_SAW | LEADS and OF_A_DEED.match(who):
        return True
    if words[-1] == "victims" and _BEREAVED & set(words):
        return True
    return bool(set(words) - LEADS - LINKS) and not {words[-1], words[-1].removesuffix("'s")} & _NOT_WHO
