"""What goes on (`It killed 23`, `Four rebels were killed`) -> the old time of the sentence that it goes on from."""

from monitor.model.mention import Status
from monitor.steps.detect.candidate import Passage
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.neighbours import Context, in_its_paragraph, is_story, neighbour
from monitor.steps.detect.status.recency import Asked, status_by_time
from monitor.steps.detect.status.tense import Tense
from monitor.steps.detect.status.times import timing_of
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.times import Shape

_STORY_REACH = 3
_SHORT = 60
"""Characters: `Hunters, for the most part.`"""
_GOES_ON = pattern(
    r"""
    \W*(?:the (?:influx|exodus|flight|displacement) of|the (?:report|survey|study)
    |it|they|he|she|this|that|both|(?:his|her|their) \w+
    |(?:of|among) (?:these|those|them|this (?:number|total)|the total)
    |(?:one|two|three|four|five|some|many|all) of (?:his|her|them|their|the)
    |(?:the|these|those) (?:ensuing )?(?:attacks?|blasts?|explosions?|bombings?|raids?|assault|(?:air ?)?strikes?
    |massacres?|killings?|murders?|slaughter|executions|fighting|clash(?:es)?
    |battle|violence|operation|(?:civil )?war|conflict|crisis|uprising|rebellion|unrest|riot(?:s|ing)?|siege
    |offensive|attackers?|gunmen|soldiers|protesters|army|group|bomb)
    |(?:[\w,.'-]+ ){1,14}(?:was|were) (?:also |all |then |\w+ly )?(?:killed|wounded|injured|hurt|displaced|shot
    |forced|evacuated)
    |(?:all |(?:at|least|more|than|over|about|around|some|nearly|almost|another|further|an|estimated|up|to|as|many|a) )*
    (?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|thousands|tens|several)
    (?: [\w,.'-]+){0,8}? (?:died|perished|drowned|fled|escaped|lost their (?:lives|homes)|left their (?:homes|villages)
    |sought (?:refuge|shelter|safety)|took (?:refuge|shelter)|suffered))\b
    """
)
_DOER_OF_OLD = pattern(
    r"""
    \W*(?:according to [^,;]{1,40}, )?the (?:attackers|assailants|gunmen|raiders|intruders|abductors|kidnappers
    |hijackers|bombers?|perpetrators|arsonists|looters|rioters|mob)\b
    """
)
"""`The attackers shot five`: of the attack that was told last, in whatever paragraph."""
_ATTACKED = caseless(
    r"\b(?:attack|raid|storm|ambush|assault|abduct|kidnap|bomb|massacr|shoot|shot|kill|gunmen|blast|strike|struck|hijack)\w*\b"
)
_DEED_REACH = 5
"""Sentences back."""
_MOURNED = caseless(r"\b(?:in memory of|anniversary|commemorat\w+|remembrance|memorial (?:mass|service))\b")
_TRIED = pattern(
    r"""
    \b(?:sentenced?|sentences|convict(?:ed|ions?)|jailed|imprisoned|acquitted|indicted|extradit(?:ed|ion)|on trial|trial
    |appeals? court|verdict|found guilty|pleaded (?:not )?guilty|parole|inquest)\b[^.;]{0,90}?
    \b(?:for|over|of|into|in)\s
    (?:(?:the|an?|his|her|their)\s)?(?:[\w'-]+\s){0,4}?
    (?:attacks?|bombings?|massacres?|raids?|killings?|murders?|shootings?|assaults?|ambush|siege|blasts?|strikes?|genocide
    |downing|crackdown)\b
    """
)
_HARM = caseless(
    r"\b(?:(?:kill|wound|injur|maim|claim|left|lives|dead|died)\w*"
    r"|broke out|erupted|flared(?: up)?|took place|occurred|happened)\b"
)
_WAR_DID = caseless(
    r"\W*(?:it|(?:the|this|that) (?:[\w-]+ )?(?:war|conflict|insurgency|uprising|rebellion|unrest|violence))\b"
)
_EVENT = caseless(
    r"\b(?:kill|wound|injur|attack|raid|bomb|blast|blown|clash|fight|fought|storm|shell|shot|open(?:ed|ing) fire|ambush"
    r"|massacr|earthquake|quake|flood|fled|burst|collapse|sank|crash|erupt|explo|riot|overran|torch|burn)\w*"
)
_IN_A_REPORT = caseless(
    r"\b(?:said|says|added|found|wrote) in (?:an?|its|the|their) (?:[\w-]+ ){0,2}report\b|^\W*the report\b"
)
_OWN_EVENT = caseless(
    r"\b(?:when|after|as) (?:an?|two|three|four|several|gunmen|militants|rebels|troops|soldiers|unidentified"
    r"|suspected)\b|\b(?:gunmen|attackers|militants|assailants|troops|soldiers|police) (?:\w+ )?"
    r"(?:opened fire|attacked|stormed|raided)\b"
)
"""`Five people were killed in Bunia when a bomb exploded`: a thing of its own, no more of what was told before."""
_SAID = caseless(
    r"\b(?:said|says?|told|tells|reported|reports|according|officials?|spokes\w+|added|confirmed|announced)\b"
)


def by_what_it_goes_on_from(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """`In September villagers fled. | Four rebels were killed.`: what goes on has the time of what it goes on from."""
    if not _goes_on(parsed, asked) or any(time.shape is Shape.RELATIVE for time in parsed.times):
        return None
    at = passage.number_of(sentence)
    if at and _is_of_old(passage, passage.layout.sentences[at - 1], asked):
        return Context(Status.PAST, "of what was mourned or tried in the sentence before")
    before = _story_before(passage, sentence, at - 1, asked._replace(tense=Tense.PAST))
    if before and before.status is Status.CUMULATIVE and not _WAR_DID.match(parsed.words):
        before = _harm_before(passage, sentence, at - 1, asked)
    return before if before and before.status is not Status.NEW else None


def by_last_deed(passage: Passage, sentence: Sentence, parsed: Parsed, asked: Asked) -> Context | None:
    """Past, where its doers are those of the last attack that was told with a day, and that was long ago."""
    if not (asked.is_count and _DOER_OF_OLD.match(parsed.words) and is_story(parsed, asked)):
        return None
    number = passage.number_of(sentence)
    for told in reversed(passage.layout.sentences[max(0, number - _DEED_REACH) : number]):
        days = [time for time in parse(passage, told, asked.now).times if time.shape is Shape.MOMENT]
        if days and _ATTACKED.search(passage.words(told)):
            is_old = all(status_by_time(day, asked) is Status.PAST for day in days)
            return Context(Status.PAST, f"`{days[0].words}` of the attack") if is_old else None
    return None


def _is_of_old(passage: Passage, sentence: Sentence, asked: Asked) -> bool:
    """Mourned there, or tried; but no time stands beside what somebody is tried for."""
    words = passage.words(sentence)
    if _MOURNED.search(words):
        return True
    tried = _TRIED.search(words)
    return tried is not None and not any(
        time.start >= tried.end() for time in parse(passage, sentence, asked.now).times
    )


def _story_before(passage: Passage, sentence: Sentence, number: int, asked: Asked) -> Context | None:
    """The time of the sentence before, or of the one that it goes on from itself."""
    for back in range(number, number - _STORY_REACH, -1):
        found = neighbour(passage, sentence, back, asked) or _harm_before(passage, sentence, back, asked)
        found = found or _chapter_before(passage, sentence, back, asked)
        if found or back < 0:
            return found
        parsed = parse(passage, passage.layout.sentences[back], asked.now)
        if not (_goes_on(parsed, asked) or _is_by_the_way(parsed)):
            return None
    return None


def _is_by_the_way(parsed: Parsed) -> bool:
    """`Hunters, for the most part.`: a few words that tell of no other time, and nobody speaks."""
    return len(parsed.words) < _SHORT and not (parsed.times or parsed.told_at or _SAID.search(parsed.words))


def _chapter_before(passage: Passage, sentence: Sentence, number: int, asked: Asked) -> Context | None:
    """The old day of the paragraph before; not of what somebody says now."""
    if number < 0 or passage.layout.sentences[number].paragraph not in (sentence.paragraph - 2, sentence.paragraph - 1):
        return None
    words = passage.words(sentence)
    if _OWN_EVENT.search(words):
        return None
    if (_SAID.search(words) and not _IN_A_REPORT.search(words)) or not _EVENT.search(
        passage.words(passage.layout.sentences[number])
    ):
        return None
    parsed = parse(passage, passage.layout.sentences[number], asked.now)
    timing = timing_of(parsed, asked._replace(at=-1, end=0, figure_at=0))
    if timing is None or timing.time.shape is not Shape.MOMENT or timing.status is not Status.PAST:
        return None
    return Context(Status.PAST, f"`{timing.time.words}` in the paragraph before")


def _harm_before(passage: Passage, sentence: Sentence, number: int, asked: Asked) -> Context | None:
    """`the raid that took five lives in April 2013. Ninety others were hurt`: the day is that of what harmed them."""
    beside = in_its_paragraph(passage, sentence, number)
    if beside is None:
        return None
    parsed = parse(passage, beside, asked.now)
    days = [time for time in parsed.times if time.shape is Shape.MOMENT]
    if not days or any(status_by_time(day, asked) is not Status.PAST for day in days):
        return None
    last = days[-1]
    clause = parsed.clauses[parsed.clause_at(last.start)]
    if clause.opener != "relative" or not _HARM.search(parsed.words, clause.start, last.start):
        return None
    return Context(Status.PAST, f"`{last.words}` of what was told before")


def _goes_on(parsed: Parsed, asked: Asked) -> bool:
    """`It killed 23 people.`: the story of the sentence before, in its tense, and nobody of today speaks."""
    return asked.is_count and is_story(parsed, asked) and bool(_GOES_ON.match(parsed.words))
