"""Words -> does an everyday verb (`walked`, `took`, `sent`) tell of people on their way out of danger?"""

from monitor.steps.detect.people.movement_words import (
    AWAY,
    BACK,
    COMPASS,
    FLEEING,
    HAVENS,
    NO_HAVENS,
    OTHER_ERRANDS,
    THERE,
    TO_FLEE,
    TOWARDS,
)
from monitor.steps.detect.people.words import ADVERBS, AUX, BE, CLAUSE_STARTS, DETERMINERS, NEGATIONS, RELATIVES
from monitor.text.measure_dates import is_month
from monitor.text.number_words import TENS, UNITS, VAGUE
from monitor.text.words import Words, word_set

MOVEMENTS = frozenset({"going", "arriving", "carrying", "driving", "receiving", "gone"})
"""The values of the rules that ask for a way."""
TOLD_BEFORE = "told-before"
"""The value of the rules that only count people of whom the words before told."""
LEAVING = "leaving"
EVERYDAY = MOVEMENTS | {TOLD_BEFORE}
"""Words that tell of displacement only beside a danger, and of many people."""
WAYS = EVERYDAY | {LEAVING, "residents"}
"""The values of all rules that tell of a way, whatever set people on it."""

_NO_VERB_BEHIND = (DETERMINERS - {"this", "that", "these", "those", "another", "one"}) | {"not", "red"}  # `Red Cross`
_AMOUNTS = frozenset((*UNITS, *TENS, *VAGUE)) | word_set(
    "about around some nearly over more at almost up several an hundreds"
)
_NEVER_ALONE = word_set(
    "turned turning set put made making led leads leading prompted caused drew draws drawing received receiving let "
    "allowed admitted counted tracked recorded registered registering recording processed screened sheltered welcomed "
    "absorbed ordered ordering sends sending saw see sees seen watched watching ran marched cleared "
    "shelled bombed hunted ejected banished"
)
_WEAK = word_set(
    "came come comes coming went go going gone got get getting made making passed passing marched marching"
)
"""`civilians who came to the mosque`: only a way out of or over something makes a flight of these."""
_OUT = word_set("from across over through out away off")
_THROUGH = word_set("into onto across over through towards toward beyond past down off up along")
_DARE_NOT = word_set(
    "afraid scared unable unwilling refuse refused refusing too cannot fearful terrified fearing never"
)
_USES = word_set("action work business order control reach service prison jail hospital contention office pocket")
_RUNS = word_set("run runs ran running")
_HANDS_ON = {"carrying", "driving"}
_REACH = 16
_NEAR = 7
_PLACE_REACH = 5
_DIRECT = word_set("cross crossed crossing crosses reach reached reaching reaches enter entered entering board boarded")


def is_on_the_way(words: Words, first: int, last: int, value: str) -> bool:
    """The verb in words `first` to `last` has a way behind it, and no other errand is named."""
    before = words.at(first - 1)
    if names_other_errand(words) or before in NEGATIONS or before in _NO_VERB_BEHIND:
        return False
    if value == "going" and _takes_object(words, first, last):
        return False
    if words.at(first) == "reached" and (before in BE or words.at(last) == "with"):  # `were reached with food`
        return False
    end = _clause_end(words, last)
    if goes_back(words, last, end) or "home" in words.low[last : last + 3]:
        return False
    if value == "gone":
        return _ends_here(words, last)
    if value == "receiving":
        return _comes_from(words, last, end)
    if value in _HANDS_ON:
        return _hands_on(words, first, last, end, value)
    preps = TOWARDS | THERE if value == "arriving" else TOWARDS
    is_weak = words.at(first) in _WEAK and last - first == 1
    preps, reach = (_OUT, _REACH) if is_weak else (preps, _NEAR)
    return _goes(words, first, last, min(end, last + reach), preps) or (
        value == "arriving" and _opens_there(words, first)
    )


def _opens_there(words: Words, first: int) -> bool:
    """ "At the gates of the base 15,300 have gathered": the place opens the sentence."""
    return words.at(0) in _AT and first <= _FRONT_REACH and _is_haven(words, 1, first)


def _hands_on(words: Words, first: int, last: int, end: int, value: str) -> bool:
    """Somebody moves them, or sets them running; whoever saw them only saw them run."""
    runs = value == "driving" and _sets_running(words, last, end)
    return runs or (words.at(first) not in _WITNESSED and _has_way(words, last, end))


def goes_back(words: Words, first: int, last: int) -> bool:
    """ "went back to their villages"; but "afraid to go back"."""
    at = next((i for i in range(first, min(last, len(words))) if words.low[i] in BACK), -1)
    return at >= 0 and _DARE_NOT.isdisjoint(words.low[max(first, at - 5) : at])


def leads_somewhere(words: Words, at: int) -> bool:
    """ "into the forest", "towards the border"; a place to go to stands behind a preposition of motion."""
    return words.at(at) in _THROUGH and _is_haven(words, at + 1, at + 1 + _PLACE_REACH)


def ends_clause(words: Words, at: int) -> bool:
    """What stands behind word `at` belongs to another clause."""
    word = words.low[at]
    return word in RELATIVES or word in (".", "(", '"') or (word in CLAUSE_STARTS and not _is_as_far(words, at))


def _is_as_far(words: Words, at: int) -> bool:
    """ "made it as far as Aleppo"."""
    return "far" in (words.at(at - 1), words.at(at + 1)) and words.at(at) == "as"


def names_other_errand(words: Words) -> bool:
    """A protest, a funeral, a vote: many people move, and nobody flees."""
    if OTHER_ERRANDS.isdisjoint(words.low):
        return False
    return any(
        word in OTHER_ERRANDS and not is_month(words, i) and not (word == "trading" and words.at(i + 1) in HAVENS)
        for i, word in enumerate(words.low)
    )


def _takes_object(words: Words, first: int, last: int) -> bool:
    """ "moved 4,800 children": somebody else moves them; "crossed the border" is a way."""
    following = words.at(last)
    is_up = following == "up" and words.at(last + 1) != "to"  # `ran up the mountain`
    is_total = following == "a" and words.at(last + 1) in ("total", "further")
    is_amount = following[:1].isdigit() or (following in _AMOUNTS and not is_up) or is_total
    return (is_amount and last - first == 1) or (words.at(first) == "left" and words.at(first - 1) in BE)


def is_by_itself(words: Words, first: int, value: str) -> bool:
    """ "500 people turned out": nobody turned them out; but "were turned out", "300 driven from Beni"."""
    return (
        value not in ("going", "arriving", "gone")
        and words.at(first) in _NEVER_ALONE
        and words.at(first - 1) not in BE | {"already", "been", "also"}
    )


def _clause_end(words: Words, at: int) -> int:
    for i in range(at, min(at + _REACH, len(words))):
        if ends_clause(words, i):
            return i
    return min(at + _REACH, len(words))


def _goes(words: Words, first: int, last: int, end: int, preps: frozenset[str]) -> bool:
    if words.at(last - 1) in _DIRECT and _is_haven(words, last, end):
        return True
    if words.at(last - 1) in ("out", "away", "off", "forth") and last - first > 1:
        return True
    return _has_way(words, last, end, preps)


def _has_way(words: Words, at: int, end: int, preps: frozenset[str] = TOWARDS) -> bool:
    for i in range(at, end):
        word = words.low[i]
        if (
            (word in AWAY and not _is_out_of_use(words, i))
            or word in COMPASS
            or (word == "far" and words.at(i + 1) == "as")
        ):
            return True
        if word == "to" and is_errand(words, i + 1):
            continue
        if word in preps and _is_haven(words, i + 1, end + _PLACE_REACH):
            return True
        if word in AUX:
            return False
    return False


def is_errand(words: Words, at: int) -> bool:
    """ "hurried to report the attack", "went to mark the death of": behind `to` a verb, and what it is done to."""
    is_done_to = words.at(at + 1) in DETERMINERS
    return is_done_to and words.at(at).isalpha() and not words.upper(at) and not _is_haven(words, at, at + 1)


def _is_out_of_use(words: Words, at: int) -> bool:
    """ "put 80 men out of action", "has run out of beds"."""
    if words.at(at + 1) != "of":
        return False
    is_lack = words.at(at - 1) in _RUNS and words.at(at + 2) not in DETERMINERS and not words.upper(at + 2)
    return is_lack or words.at(at + 2) in _USES


def _is_haven(words: Words, at: int, end: int) -> bool:
    """ "the Chadian border", "Uganda", "a makeshift camp": a place to go to or to leave."""
    for i in range(at, min(at + _PLACE_REACH, end, len(words))):
        word = words.low[i]
        if word in NO_HAVENS:
            return False
        if word in HAVENS or word in COMPASS:
            return True
        if words.upper(i) and word not in DETERMINERS and words.at(i + 1) not in NO_HAVENS:
            return True
        if not word[0].isalpha() and not word[0].isdigit():
            return False
    return False


def _sets_running(words: Words, at: int, end: int) -> bool:
    """ "set 20,000 people running", "made 3,000 families leave", "led 400 to abandon"."""
    for i in range(at, end):
        word = words.low[i]
        if word in FLEEING and word != "displaced":
            return True
        if word == "to" and words.at(i + 1) in TO_FLEE:
            return True
        if word in TO_FLEE and i > at and words.at(at - 1) in _BARE_INFINITIVE:
            return True
    return False


def _comes_from(words: Words, at: int, end: int) -> bool:
    """ "received 27,000 people from El Fasher", "let 900 Syrians through"."""
    for i in range(at, end):
        word = words.low[i]
        if (word == "from" or words.low[i : i + 2] == ["out", "of"]) and _is_haven(words, i + 1, end + _PLACE_REACH):
            return True
        if (word in _ON_THEIR_WAY or word in ("through", "in", "across")) and i > at:
            return word in _ON_THEIR_WAY or _is_haven(words, i + 1, end + 5)
    return False


_AT = word_set("at in inside outside around near")
_FRONT_REACH = 14
_WITNESSED = word_set("saw see sees seen seeing watched watching")
_BARE_INFINITIVE = word_set("made make makes making saw see sees seen seeing watched watching")
"""`made 2,100 people leave`, `saw 16,000 of its people depart`"""
_ON_THEIR_WAY = word_set("fleeing escaping running arriving crossing pass cross")
_GONE_ENDS = word_set(
    ". , ; since after by because before amid when as from on in and for to over during within ahead while with out"
)


def _ends_here(words: Words, at: int) -> bool:
    """ "have gone since Thursday"; not "gone missing", "left the talks"."""
    ends = _GONE_ENDS | {""}
    return words.at(at) in ends or (words.at(at) in ADVERBS and words.at(at + 1) in ends)
