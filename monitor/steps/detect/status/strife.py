"""The sentences beside -> is a number without a day the toll of an old strife so far, or of one event of these days."""

from monitor.model.mention import Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status.clauses import Parsed, parse
from monitor.steps.detect.status.neighbours import Context
from monitor.steps.detect.status.recency import Asked, status_by_time
from monitor.steps.detect.status.words import pattern
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.times import Shape, TimeExpression

_BACK = 2
"""Sentences before, in whatever paragraph: a wire story gives each its own."""
_BESIDE = 3
"""Sentences before and behind, in which the start of a war may stand."""
_FEW = 20
"""So few may be of one night, however long the war has lasted."""
_STRIFE = pattern(
    r"""
    \b(?:wars?|conflicts?|violence|fighting|unrest|insurgency|offensive|operations?|campaign|clashes|crackdown|siege
    |uprising|rebellion|revolt|protests|coup|strife|hostilities|turmoil|riots|rioting|blockade|bloodshed|feud)\b
    """
)
_TIME_ON = pattern(
    r"""
    \b(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|\d+)\smonths|a\syear|\w+\s(?:years|decades))
    \s(?:after|into|since|on\sfrom|of)\b(?!\s(?:age|his|her|their)\b)
    """
)
"""`Nearly two months after it was convulsed by ethnic violence`"""
_BEGAN = pattern(
    r"""
    (?<!last )\b(?:began|begun|beginning|started|launch(?:ed|ing)?|erupt(?:ed|ing)|broke(?:n)? out|breaking out
    |flared(?: up)?|outbreak|onset|invaded|invasion|(?:seized|took) power|plunged into|descended into)\b[^;.]{0,110}$
    """
)
_ONE = pattern(
    r"""
    \b(?:attack|raid|blast|bombing|(?:air ?)?strike|explosion|massacre|clash|battle|assault|shooting|crash|ambush
    |earthquake|quake|floods?|flooding|storm|cyclone|typhoon|hurricane|landslide|eruption|wildfires?|tsunami
    |buried|bodies|corpses)\b
    """
)
_EVENT = pattern(
    r"""
    \b(?:attacks?|raids?|blasts?|bombings?|bomb|bomber|(?:air ?)?strikes?|explosions?|massacres?|clash(?:es)?|battles?
    |assaults?|shootings?|crash|ambush|shelling|gunm[ae]n|earthquake|quake|floods?|flooding|storm|cyclone|typhoon|hurricane
    |landslides?|eruption|wildfires?|tsunami)\b
    """
)
_SO_FAR = caseless(r"\b(?:so far|already|in all|altogether|all told)\b")


def by_old_strife(
    passage: Passage, sentence: Sentence, candidate: Candidate, parsed: Parsed, asked: Asked
) -> Context | None:
    """`The army began its operation on 15 June. | More than 600 rebels have been killed`: since then.

    Of what `has` happened; nothing else is a toll so far.
    """
    figure = candidate.figure if asked.is_count else None
    if figure is None or parsed.has_day() or _ONE.search(parsed.words):
        return None
    if figure.size < _FEW and not _SO_FAR.search(parsed.words):
        return None
    number = passage.number_of(sentence)
    for before in reversed(passage.layout.sentences[max(0, number - _BACK) : number]):
        told = parse(passage, before, asked.now)
        if any(_is_fresh_day(time, asked) for time in told.times):
            return None
        if found := _since_long(told, asked):
            return Context(Status.CUMULATIVE, f"`{found}` a strife began before")
    return None


def is_of_one_event(passage: Passage, sentence: Sentence, asked: Asked) -> bool:
    """`The number of injured has climbed to 48, doctors said. | Tuesday's blast ripped through a market`: one toll."""
    number = passage.number_of(sentence)
    for beside in (number - 1, number + 1):
        if 0 <= beside < len(passage.layout.sentences):
            told = parse(passage, passage.layout.sentences[beside], asked.now)
            if _EVENT.search(told.words) and any(_is_fresh_day(time, asked) for time in told.times):
                return True
    return False


def has_begun_of_late(passage: Passage, sentence: Sentence, asked: Asked) -> bool:
    """`220,000 have fled the fighting`, and a sentence beside it says that it broke out on 4 April."""
    number = passage.number_of(sentence)
    for beside in passage.layout.sentences[max(0, number - _BESIDE) : number + _BESIDE + 1]:
        told = parse(passage, beside, asked.now)
        if not (_STRIFE.search(told.words) or _EVENT.search(told.words)):
            continue
        if any(_began(told, time) and status_by_time(time, asked, goes_on=True) is Status.NEW for time in told.times):
            return True
    return False


def _is_fresh_day(time: TimeExpression, asked: Asked) -> bool:
    return time.shape is Shape.MOMENT and status_by_time(time, asked) is Status.NEW


def _since_long(told: Parsed, asked: Asked) -> str:
    if not _STRIFE.search(told.words):
        return ""
    on = _TIME_ON.search(told.words)
    return on.group() if on else next((time.words for time in told.times if _is_of_an_old_one(told, time, asked)), "")


def _is_of_an_old_one(told: Parsed, time: TimeExpression, asked: Asked) -> bool:
    return _began(told, time) and status_by_time(time, asked, goes_on=True) is Status.CUMULATIVE


def _began(told: Parsed, time: TimeExpression) -> bool:
    is_onset = time.shape is Shape.MOMENT and _BEGAN.search(told.words, 0, time.start) is not None
    return is_onset or time.shape is Shape.SINCE
