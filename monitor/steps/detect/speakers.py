"""sentence -> [Speech]: who says something in it (`police said`, `according to`, `citing`), and which words that "
"covers."""

import re
from typing import NamedTuple

from monitor.text.patterns import either
from monitor.text.words import word_set

_VERBS = (
    r"(?:said|says?|told|tells?|added|adds|reported|announced|announces|confirmed|confirms|warned|warns|estimated"
    r"|estimates?|stated|states|claimed|claims|alleged|"
    r"alleges|noted|notes|wrote|tweeted|posted|acknowledged|admitted|declared|counted|recorded|documented|logged"
    r"|registered|insisted|explained|recalled|testified|"
    r"believes|disclosed|revealed|broadcast|quoted|counts|puts?\s+the|gave\s+(?:a|the)|gives|verified|tallied|listed"
    r"|predicted|cautioned|complained|"
    r"accused|blamed|denied|dismissed|pleaded|urged|appealed|posted|published|showed|indicated|suggested"
    r"|reports(?=\s+(?:that|at\s+least|\d|more|the\b)))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = (
    rf"(?:\s+(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?{_WEEKDAY}(?:\s+(?:night|morning|evening))?|\s+(?:also"
    rf"|later|earlier|then|has|have|had|repeatedly|separately|meanwhile|"
    r"yesterday|today|already|since|previously|initially|first|now|officially|on\s+Telegram|on\s+Twitter))"
)
_SAID = re.compile(rf"(?P<when>{_WHEN}{{0,3}})\s*(?<![-\w])(?P<verb>{_VERBS})\b(?!-)", re.I)
_CITED = re.compile(
    r"\b(?:according\s+to|citing|cited\s+by|quoting|quoted\s+by|reported\s+by|confirmed\s+by|announced\s+by"
    r"|verified\s+by|recorded\s+by|documented\s+by|compiled\s+by|"
    r"(?:figures|data|estimates|statistics|numbers|a\s+tally|a\s+count|a\s+toll|a\s+report|reports"
    r"|a\s+statement)\s+(?:from|by|of)(?=\s+(?:the\s+)?(?-i:[A-Z]))|"
    r"in\s+a\s+statement\s+by|told\s+by|say\s+the)\s+(?=\w|the)",
    re.I,
)
_AS_SAYING = re.compile(r"\s+(?:was|were|is|are)\s+(?:also\s+)?(?:quoted|cited)\s+(?:[\w’'-]+\s+){0,5}as\s+saying\b")
_QUOTED_AS = re.compile(r"\bquot(?:ed|es|ing)\s+(?=\w)", re.I)
_DASH_END = re.compile(
    r"\s(?:-|–|—|--|\|)\s*(?P<who>[^-–—|:;,.!?\n]{2,50})[.!]?\s*$|:\s*(?P<after>(?:[Uu][Nn]|[\w' ]{2,40}))\s*$"
)
_COLON_START = re.compile(r"^\s*(?P<who>[A-Z][\w.'’ -]{1,45}?):\s+(?=[“\"'‘A-Z\d])")
_WORD = re.compile(r"[^\W_](?:[\w’'./-]*\w)?(?:\.(?=[A-Z]\.))?")
_BREAK = re.compile(r"[,;:()“”\"\n]|\s[-–—]{1,2}\s")
_DETERMINERS = word_set(
    "the a an one two three four five several some another its his her their this that these those both all any many"
)
_LINKS = word_set("of for from in at with and on to &")
_STOPS = word_set(
    "was were is are be been being had has have did does do would could will can may might that which who whom "
    "when while as but after before by since "
    "because if then than where what how there here killed wounded injured dead died displaced fled including people "
    "civilians others children women "
    "casualties attack attacks strike strikes bombing village town city area province district hospital ground damage "
    "left leaving killing wounding injuring targeted hit struck seized captured least more most number him her them "
    "it during over under into "
    "against between through near around until yesterday today overnight not no only just so about"
)
_TIME_WORDS = re.compile(
    rf"^(?:{_WEEKDAY}s?|January|February|March|April|May|June|July|August|September|October|November|December|\d.*"
    rf"|yesterday|today|evening|morning|night|weeks?|months?|years?|days?|hours?|ago)$",
    re.I,
)
_PLACE_NOUNS = word_set("village town city area province district hospital")
_CLAIMED = re.compile(r"\s+(?:[\w,.-]+\s+){0,6}?(?:lives|life|responsibility|asylum|victory|ground|territory)\b")
_PARTICIPLES = word_set(
    "announced declared reported recorded confirmed registered documented posted published alleged listed stated "
    "estimated quoted indicated"
)
_LOOSE = re.compile(
    r"\s+(?:in|by|since|last|during|for|at|as|to|so|from|near|between|over|this|earlier)\b(?!\s+(?:least"
    r"|a\s+statement))|\s+on\s+(?!\w+day(?:\s+that|[,.]))"
)
_ENDS_PHRASE = word_set("observatory agency ministry monitor")
_PRONOUNS = word_set("he she it they")
_APPOSITIVE = re.compile(
    r"^\s*(?:who|whose|which|a|an|the|one|head|chief|director|spokes\w+|deputy|himself|herself|[A-Z]\w+['’]s"
    r"|speaking|citing|quoting|aged|\d+|from|of|in|based|commander|governor|mayor|professor|his|her|its|\w+ing|also"
    r"|for|an?)\b"
)
_SPEAKER = either(
    r"groups? monitors? agency agencies sources? officials? spokes\w+ observatory police army ministry "
    r"media activists? witnesses residents medics doctors? network organi[sz]ation statement watchdog "
    r"commander governor television NGO UN"
)
_INVERTED = re.compile(
    rf"\s+(?:a|an|the|two|several|local|state)\s+(?:[\w’'-]+\s+){{0,5}}?{_SPEAKER}\b(?!\s+(?:had|has|have|was|were|is|are|would|will|could|\w+ed)\b)|\s+(?:the\s+)?(?:Syrian\s+)?Observatory\b(?=[^.]{{0,60}}(?:\.|$))"
)
_ANY_SPEAKER = re.compile(rf"\b(?i:{_SPEAKER}|he|she|it|they)\s*$|(?<!day)\b[A-Z][\w’'-]+\s*$(?<!day)")
_INVERTING = word_set("said says say added adds explained recalled warned noted wrote told reported confirmed")
_NO_NAME = re.compile(r"(?:on|in|at|that|to|by|from|he|she|it|they|there|more|at\s+least|\d)\b", re.I)
_HELD = re.compile(r"\b(?:of|at|in|from|for)\s+(?:the\s+|a\s+|an\s+)?(?:[\w'’-]+\s+){0,2}$|['’]s?\s+$")
_NOT_WHO = word_set(
    "ceasefire truce agreement deal accord plan resolution measures sides side months years forces' casualties "
    "report reports toll figure figures number numbers it's there what attack bombing war fighting violence "
    "clashes conflict government's offensive death operation raid blast explosion "
    "i we you battle campaign troops soldiers fighters rockets shells planes warplanes jets"
)
_NEVER = word_set("i we you there this that these those which who what")
_MOST_WORDS = 14
"""`the head of the military administration in Ukraine's Dnipropetrovsk region` has ten."""


class Speech(NamedTuple):
    """`who` as the text has it; it covers what stands `before` it (`…, police said`) or after it (`Police said …`)."""

    who: str
    start: int
    end: int
    covers_before: bool
    strength: int
    """2 for a source named behind a speaker (`citing`), 1 for a speaker, 0 for one who only denies or accuses."""


def find_speech(text: str, start: int, end: int) -> list[Speech]:
    """Every speaker and source in text[start:end], in order."""
    found = [*_cited(text, start, end), *_said(text, start, end)]
    return sorted(found, key=lambda speech: speech.start)


def find_headline_speech(text: str) -> list[Speech]:
    """`60 killed in raid - monitor`, `UN: thousands flee`, `OVER 40,000 DISPLACED - UN MISSION`."""
    found = find_speech(text, 0, len(text))
    if match := _DASH_END.search(text):
        who = (match["who"] or match["after"] or "").strip()
        if who and len(who.split()) <= 5 and not who[0].isdigit():
            found.append(Speech(who, match.start(), match.end(), True, 1))
    elif (
        (match := _COLON_START.match(text))
        and len(match["who"].split()) <= 4
        and (len(match["who"]) <= 5 or not match["who"].isupper())
    ):
        found.append(Speech(match["who"], match.start(), match.end(), False, 1))
    return found


def _cited(text: str, start: int, end: int) -> list[Speech]:
    found = []
    for match in [*_CITED.finditer(text, start, end), *_QUOTED_AS.finditer(text, start, end)]:
        who_end = _phrase_after(text, match.end(), end)
        who = _LOOSE_END.sub("", text[match.end() : who_end].strip())
        if who and who.split()[0].lower() not in _NEVER:
            before = text[start : match.start()].strip(' ,“"')
            strength = 1 if match.group().lower().startswith("according") else 2
            found.append(Speech(who, match.start(), who_end, bool(before), strength))
    return found


def _said(text: str, start: int, end: int) -> list[Speech]:
    found = []
    for match in _SAID.finditer(text, start, end):
        verb = match["verb"].lower()
        if verb == "quoted" or _is_no_speech(text, match, end):
            continue
        strength = 0 if verb in ("denied", "dismissed", "accused", "blamed", "urged", "showed", "broadcast") else 1
        if (
            verb in ("said", "added", "says")
            and _INVERTED.match(text, match.end(), end)
            and not _ANY_SPEAKER.search(text[max(match.start() - 40, start) : match.start()])
        ):
            after = _phrase_after(text, match.end(), end)
            found.append(Speech(text[match.end() : after].strip(), match.start("verb"), after, True, strength))
            continue
        who_start, who_end = _subject(text, start, _before_bracket(text, start, match.start()))
        who = text[who_start:who_end].strip()
        who = _LOOSE_END.sub("", who)
        if who:
            tail = text[match.end() : match.end() + 60]
            trailing = bool(
                re.match(
                    rf"(?:\s+(?:on\s+)?(?:{_WEEKDAY}|late|early|in\s+a|by|to\s+\w+|AFP|Reuters|AP|reporters"
                    rf"|the\s+\w+\s+agency|from|via|at\s+the|after|local\s+radio|journalists|yesterday"
                    rf"|today)[^.,;“\"]*)?\s*(?:[.,;]|[”\"]|$)",
                    tail,
                )
            )
            opens = not text[start:who_start].strip(" “\"'‘(—–-")
            found.append(Speech(who, who_start, match.end(), trailing and not opens, strength))
        elif text[start : match.start("verb")].strip().endswith((",", '"', "”", "'", "’")):
            after = _phrase_after(text, match.end(), end)
            who = text[match.end() : after].strip()
            if who and verb in _INVERTING and not _NO_NAME.match(who):
                found.append(Speech(_drop_hearer(who), match.start("verb"), after, True, strength))
    for match in _AS_SAYING.finditer(text, start, end):
        who_start, who_end = _subject(text, start, match.start())
        who = text[who_start:who_end].strip()
        found.append(Speech(who, who_start, match.end(), bool(text[start:who_start].strip(' "')), 2))
    return [speech for speech in found if _may_speak(speech.who)]


def _is_no_speech(text: str, match: re.Match[str], end: int) -> bool:
    """`were reported killed`, `is said to`, `the said`, `reports of`."""
    before = text[max(match.start("verb") - 24, 0) : match.start("verb")].lower()
    after = text[match.end() : match.end() + 6].lower()
    passive = re.search(r"\b(?:was|were|is|are|been|be|being|the|of|as|reportedly|he|she)\s+(?:\w+ly\s+)?$", before)
    if match["verb"][0].isupper() and not text[max(match.start() - 30, 0) : match.end() + 30].isupper():
        return True
    if match["verb"].lower() in _PARTICIPLES and _LOOSE.match(text, match.end()):
        return True
    if re.search(r"\b(?:an?|some|of|its|their)\s+$", before) or (
        match["verb"].lower() == "claimed" and _CLAIMED.match(text, match.end())
    ):
        return True
    if passive and not passive.group().strip().startswith(("he", "she", "the reported")):
        return True
    return after.startswith(" to ") and match["verb"].lower() not in ("told", "announced", "appealed", "wrote")


def _may_speak(who: str) -> bool:
    words = who.lower().split()
    return (
        bool(words)
        and words != ["the"]
        and set(words) - _DETERMINERS - _LINKS != set()
        and words[0] not in _NEVER
        and not {words[-1], words[-1].removesuffix("'s")} & _NOT_WHO
        and not words[-1].isdigit()
    )


def _subject(text: str, start: int, verb_at: int) -> tuple[int, int]:
    """The noun phrase that ends where the verb begins; over one aside (`Ali Hasan, who heads the clinic, said`)."""
    left = _left_edge(text, start, verb_at)
    piece = text[left:verb_at]
    if piece.strip(" ,\"'"):
        if _JOINED.search(piece):
            return _first_subject(text, left if len(piece.split()) > 2 else start, verb_at)
        if (relative := _RELATIVE.search(piece)) and piece[: relative.start()].strip():
            end = left + relative.start()
            return _phrase_before(text, left, end), end
        return _phrase_before(text, left, verb_at), verb_at
    comma = text.rfind(",", start, verb_at)
    if comma < 0 or text[comma:verb_at].strip(" ,"):
        return verb_at, verb_at
    outer = _left_edge(text, start, comma)
    if outer <= start or not _APPOSITIVE.match(text[outer:comma]):
        return verb_at, verb_at
    begin = _left_edge(text, start, outer - 1)
    who, before = text[begin : outer - 1].strip(), text[start:begin].rstrip()
    opens = not before or before[-1] in '".!?' or not any(letter.islower() for letter in before)
    is_name = who[:1].isupper() and len(who.split()) <= 8 and opens
    return (begin, comma) if is_name else (verb_at, verb_at)


_BRACKET = re.compile(r"\s*\([^()]{1,40}\)\s*$")


def _before_bracket(text: str, start: int, verb_at: int) -> int:
    """`Doctors Without Borders (MSF) said`."""
    bracket = _BRACKET.search(text[start:verb_at])
    return start + bracket.start() if bracket else verb_at


_LOOSE_END = re.compile(r"(?:\s+(?:at|that|on|in|to|of|for|and|by|from|with))+$", re.I)
_RELATIVE = re.compile(r"\s(?:who|which)\b")
_JOINED = re.compile(r"(?:^|\s)(?:and|but)(?:\s+\w+ly)?\s*$")
_FIRST_SUBJECT = re.compile(
    r"\s*(?P<who>(?:(?:The|A|An)\s+)?(?:[\w’'.-]+\s+){1,7}?)(?:has|have|had|saw|met|went|took|gave|put|held|said"
    r"|told|is|was|\w{3,}ed)\b"
)


def _first_subject(text: str, start: int, end: int) -> tuple[int, int]:
    """`The UN has called for calm and warned`: the second verb's subject is the first one's."""
    match = _FIRST_SUBJECT.match(text, start, end)
    return (match.start("who"), match.end("who")) if match else (end, end)


def _left_edge(text: str, start: int, at: int) -> int:
    edge = start
    for mark in _BREAK.finditer(text, start, at):
        edge = mark.end()
    return edge


def _phrase_before(text: str, left: int, right: int) -> int:
    """Where the noun phrase that ends at `right` begins; copy that has lost its commas is why it is looked for word "
    "by word."""
    begin = right
    linked = False
    for count, word in enumerate(reversed(list(_WORD.finditer(text, left, right)))):
        plain = word.group().lower()
        if not count and plain in _PRONOUNS:
            return word.start()
        if (
            count >= _MOST_WORDS
            or _TIME_WORDS.match(plain)
            or (plain in _STOPS and not (count and plain in _PLACE_NOUNS) and not _is_held(text, left, word))
        ):
            break
        if plain in _DETERMINERS:
            begin = word.start()
            before = text[left : word.start()].rstrip().rsplit(" ", 1)[-1].lower()
            if before not in _LINKS:
                break
            continue
        linked = plain in _LINKS
        if not linked:
            begin = word.start()
    return begin


def _is_verb(text: str, left: int, word: re.Match[str]) -> bool:
    """`a bomb exploded in a mosque`: not `the displaced`, not `rebel-held`."""
    plain = word.group()
    if len(plain) < 6 or not plain.endswith("ed") or not plain.islower() or "-" in plain:
        return False
    return text[left : word.start()].rstrip().rsplit(" ", 1)[-1].lower() not in _DETERMINERS


def _is_held(text: str, left: int, word: re.Match[str]) -> bool:
    """`residents of the city`, `medics at the town's hospital`: a place may stand within a speaker, not for one."""
    return word.group().lower().removesuffix("'s") in _PLACE_NOUNS and bool(_HELD.search(text[left : word.start()]))


def _phrase_after(text: str, left: int, right: int) -> int:
    """Where the noun phrase that begins at `left` ends."""
    stop = next((mark.start() for mark in _BREAK.finditer(text, left, right) if mark.start() > left), right)
    at, before = left, ""
    for count, word in enumerate(_WORD.finditer(text, left, stop)):
        plain = word.group().lower()
        gap = text[at : word.start()]
        if count >= _MOST_WORDS or (
            count and (". " in gap or plain in _STOPS - _PLACE_NOUNS or _TIME_WORDS.match(plain))
        ):
            break
        if count and word.group()[0].isupper() and plain in _DETERMINERS:
            break
        if (
            count
            and plain in ("in", "on", "at", "to", "from", "with")
            and re.match(
                rf"\s+(?:a\s+(?:statement|report|phone|post|tweet|video|news)|an?\s+\w+\s+(?:statement|report)"
                rf"|{_WEEKDAY}|Telegram|Twitter|its\s|their\s|his\s|reporters|\d)",
                text[word.end() : word.end() + 30],
            )
        ):
            break
        if count and plain in _DETERMINERS and before not in _LINKS:
            break
        before = plain
        if plain in _ENDS_PHRASE and not re.match(
            r"\s+(?:of|for|in|and|head|director|chief|spokes|source|official)|['’]s", text[word.end() : word.end() + 12]
        ):
            at = word.end()
            break
        if count and plain in ("said", "says", "told", "reported", "adding", "saying", "citing", "put", "puts"):
            break
        at = word.end()
    return at


_HEARER = re.compile(
    r"^(?:AFP|Reuters|AP|reporters|journalists|the\s+agency|Al\s+Jazeera|CNN|BBC|Xinhua|state\s+TV)\s+", re.I
)


def _drop_hearer(who: str) -> str:
    return _HEARER.sub("", who)
