"""Number -> is it somebody's age."""

from monitor.text.number_words import SMALL
from monitor.text.times_words import MONTHS
from monitor.text.words import Words, word_set

_AGES_REACH = 8
_YOUNGEST, _OLDEST = 3, 110
_SUBJECT_REACH = 5
_ARTICLES = word_set("the a an his her their")
_OPENS_SUBJECT = {"", ".", ",", ";", '"', "and", "but", "when"}


def is_aged(words: Words, i: int) -> bool:
    """ "aged 63 and 19", "aged two, five and eight", "between the ages of 12 and 40"."""
    leads = words.low[max(0, i - _AGES_REACH) : i]
    at = max((k for k, word in enumerate(leads) if word in ("aged", "age", "ages")), default=-1)
    return at >= 0 and all(
        word in ("between", "of", "and", "to", "from", ",") or word[0].isdigit() or word in SMALL
        for word in leads[at + 1 :]
    )


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
