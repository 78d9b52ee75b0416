"""Number -> is it somebody's age."""

from monitor.text.number_words import SMALL, UNITS
from monitor.text.times_words import MONTHS
from monitor.text.words import Words, word_set

_AGES_REACH = 8
_NOUN_REACH = 3
_LIST_REACH = 60
"""Words to either side: each number of a list asks, and a hostile one has thousands."""
_OF_AN_AGE = word_set(
    "boys girls sons daughters children kids men women brothers sisters siblings teenagers pupils students youths "
    "minors toddlers infants grandchildren grandsons granddaughters nephews nieces cousins friends"
)
_COUNTED = word_set("other others more people civilians villagers men women children adults soldiers policemen members")
"""`aged 2 and five other civilians`: the five are people."""
_YOUNGEST, _OLDEST = 3, 110
_SUBJECT_REACH = 5
_ARTICLES = word_set("the a an his her their")
_OPENS_SUBJECT = {"", ".", ",", ";", '"', "and", "but", "when"}


def is_aged(words: Words, i: int) -> bool:
    """ "aged 63 and 19", "aged two, five and eight", "between the ages of 12 and 40"."""
    leads = words.low[max(0, i - _AGES_REACH) : i]
    at = max((k for k, word in enumerate(leads) if word in ("aged", "age", "ages")), default=-1)
    between = leads[at + 1 :]
    if at < 0 or between.count("and") > 1 or words.at(i + 1) in _COUNTED:
        return False
    return all(
        word in ("between", "of", "and", "to", "from", ",") or word[0].isdigit() or word in SMALL for word in between
    )


def is_in_ages(words: Words, i: int) -> bool:
    """ "two boys, 9 and 12, died", "her three daughters, 4, 6 and 9": as many ages as there are children."""
    if not words.low[i].isdigit() or (words.at(i - 1) not in (",", "and") and words.at(i + 1) not in (",", "and")):
        return False
    first = _end_of_list(words, i, -1)
    last = _end_of_list(words, i, 1)
    told = sum(word.isdigit() for word in words.low[first : last + 1])
    is_apart = words.at(first - 1) in (",", "(") and words.at(last + 1) in (",", ".", ";", ")", "", "years")
    counts = words.low[max(0, first - 1 - _NOUN_REACH) : first - 1]
    return (
        is_apart
        and told > 1
        and not _OF_AN_AGE.isdisjoint(counts)
        and any(UNITS.get(word) == told or word == str(told) for word in counts)
    )


def _end_of_list(words: Words, at: int, step: int) -> int:
    """The last number of the list that word `at` stands in, to one side."""
    last = at
    k = at + step
    while abs(k - at) <= _LIST_REACH and (words.at(k) in (",", "and") or words.at(k).isdigit()):
        last = k if words.at(k).isdigit() else last
        k += step
    return last


def is_old(words: Words, at: int) -> bool:
    """ "14 years old", "years of age": the unit stands at `at`."""
    return "old" in (words.at(at + 1), words.at(at + 2)) or (words.at(at + 1) == "of" and words.at(at + 2) == "age")


def is_age_apposition(words: Words, i: int, j: int, value: float) -> bool:
    """ "Hassan Ali, 42, said", "The rabbi, 102, survived": a small number in commas behind a name or one person."""
    return (
        words.at(i - 1) == ","
        and (words.at(j) in (",", ".", ")", ";") or j >= len(words))
        and _YOUNGEST <= value <= _OLDEST
        and (words.upper(i - 2) or _opens_with_one(words, i - 2))
        and words.low[i - 2] not in MONTHS
    )


def _opens_with_one(words: Words, at: int) -> bool:
    """ "The retired general", "…, and a nurse": a subject in the singular, right behind a stop."""
    start = next((k for k in range(at - 1, max(at - _SUBJECT_REACH, -1), -1) if words.low[k] in _ARTICLES), -1)
    is_plain = all(word.isalpha() for word in words.low[start : at + 1])
    return start >= 0 and is_plain and not words.low[at].endswith("s") and words.at(start - 1) in _OPENS_SUBJECT


def is_age_told(words: Words, i: int, j: int, value: float) -> bool:
    """ "who was 81,", "She was 79." """
    is_one = words.at(i - 1) in ("was", "is", "turned") and words.at(i - 2) in ("who", "he", "she")
    return is_one and value <= _OLDEST and (words.at(j) in (",", ".", ";", ")", "when", "and", "at") or j >= len(words))
