"""Several people by their names: "Luis Rojas, 45, and Ana Vargas were killed", "killing Judge Rojas and his driver"."""

from typing import NamedTuple

from monitor.model.figure import Figure
from monitor.model.mention import Kind
from monitor.steps.detect.people.clause import Clause
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.triggers import Trigger
from monitor.steps.detect.people.words import (
    ADVERBS,
    AUX,
    CLAUSE_STARTS,
    DEMONYMS,
    DETERMINERS,
    FORCES,
    MANY,
    ONE,
    RELATIVES,
    SAYING,
    SINGULAR_BE,
    STOPS,
    THINGS,
)
from monitor.text.words import Words, word_set

_REACH = 40
_OFFICE_REACH, _NAME_REACH, _ASIDE_REACH = 4, 6, 8
_PARTICLES = word_set("de la del las los y da do dos di van von der bin ibn al el ben abu - '")
_OFFICES = ONE | {"chief", "head"}
_PLURAL = MANY - FORCES
_OLD = word_set("aged age years year old -")
_NO_PERSON = word_set(
    "army front forces force party movement council province city region state army's brigade nations union league "
    "cross crescent helmets kitchen bank states kingdom republic"
)
_OPENS = CLAUSE_STARTS | RELATIVES | SAYING | frozenset(("", ".", ",", ";", ":", '"', "-", "—", "]"))
_ENDS = frozenset((",", "and", "", "."))
_ONLY_ONE = SINGULAR_BE | {"been"}
_HURT = (Kind.KILLED, Kind.INJURED)


class _Item(NamedTuple):
    """`last` is behind its asides; `is_full` where a name of two words is in it."""

    group: Group
    last: int
    is_full: bool


def named_row_in_front(clause: Clause, trigger: Trigger) -> list[Group]:
    """Those in front of "were killed", where names are among them."""
    low = clause.words.low
    before = max([other.last for other in clause.triggers if other.last <= trigger.first], default=0)
    start = max(before, trigger.first - _REACH)
    if not _is_harm(clause, trigger) or "and" not in low[start : trigger.first]:
        return []
    last = clause.back(trigger.first - 1, ADVERBS | AUX) + 1
    verb = low[last : trigger.first]
    if not ("were" in verb or (trigger.role == "fate" and _ONLY_ONE.isdisjoint(verb))):
        return []
    last -= low[last - 1] == ","
    for first in [at for at in range(start, last) if at == 0 or low[at - 1] in _OPENS]:
        row = _row(clause, first)
        if row and row[-1].last == last:
            return _told(row)
    return []


def named_row_behind(clause: Clause, trigger: Trigger, at: int) -> list[Group]:
    """Those behind "killing", where the first two are named or the first is and others follow."""
    if not _is_harm(clause, trigger) or "and" not in clause.words.low[at : at + _REACH]:
        return []
    row = _row(clause, at)
    behind = clause.words.at(row[-1].last) if row else ""
    return _told(row) if behind not in AUX and (behind in STOPS or not behind) else []


def _is_harm(clause: Clause, trigger: Trigger) -> bool:
    """Bodies and lands are hurt as well as people: `Abu Dhabi and Saudi Arabia were hurt by the war`."""
    return trigger.kind in _HURT and clause.words.at(trigger.first) not in ("hurt", "hit")


def _told(row: list[_Item]) -> list[Group]:
    """Persons as one number, and the counted groups beside them."""
    if not any(item.is_full for item in row):
        return []
    if row[0].group.sort is not Sort.ONE and row[0].group.figure.low == len(row) - 1:
        return [row[0].group]  # `two teachers, Musa Bello and Ali Garba`
    ones = [item.group for item in row if item.group.sort is Sort.ONE]
    counted = [item.group for item in row if item.group.sort is not Sort.ONE]
    many = Figure(low=len(ones), high=len(ones))
    return [ones[0]._replace(last=ones[-1].last, figure=many), *counted] if ones else counted


def _row(clause: Clause, at: int) -> list[_Item]:
    """Items from here on, the last behind "and"; empty where it is no row."""
    row: list[_Item] = []
    is_closed = False
    while (item := _item(clause, at)) is not None:
        row.append(item)
        at = item.last
        if is_closed and not (clause.words.at(at) == "and" and _item(clause, at + 1)):
            return row  # `brothers Luis and Juan Paz and their uncle`
        at += clause.words.at(at) == "," and clause.words.at(at + 1) == "and"
        if clause.words.at(at) not in (",", "and"):
            return []
        is_closed = clause.words.at(at) == "and"
        at += 1
    return []


def _item(clause: Clause, at: int) -> _Item | None:
    group = clause.begins.get(at) or (clause.begins.get(at + 1) if clause.words.at(at) in DETERMINERS else None)
    if group is not None and group.sort in (Sort.ONE, Sort.PEOPLE) and not group.is_part and group.trigger < 0:
        after = _name(clause.words, group.last) or _apposed_name(clause.words, group)
        return _Item(group, _over_aside(clause.words, after or group.last), after > 0)
    words = clause.words
    first = _behind_office(words, at)
    last = _name(words, first)
    end = _over_aside(words, last)
    is_full = last - first > 1
    if not last or not (is_full or first > at or end > last):
        return None
    return _Item(Group(at, at, last, Sort.ONE, Figure(low=1, high=1)), end, is_full)


def _apposed_name(words: Words, group: Group) -> int:
    """The end of "his driver, Luis Paz,"; 0 where no name stands between commas."""
    last = _name(words, group.last + 1) if group.sort is Sort.ONE and words.at(group.last) == "," else 0
    return last if words.at(last) == "," else 0


def _behind_office(words: Words, at: int) -> int:
    """From "the opposition leader" to the name."""
    k = at + (words.at(at) in ("the", "former"))
    if words.at(k) in MANY and words.upper(k + 1) and words.at(k + 1) not in MANY:
        return k + 1  # `Sergeants Luis Rojas and Ana Vargas`
    for i in range(k, k + _OFFICE_REACH):
        if words.upper(i) and not (words.at(i) in _OFFICES and words.upper(i + 1)):
            return i if i == at or words.at(i - 1) in _OFFICES else at
        if not words.at(i).isalpha() or words.at(i) in STOPS or words.at(i) in _PLURAL:
            return at
    return at


def _name(words: Words, at: int) -> int:
    """Where a person's name ends that begins here; 0 where none does."""
    i = at
    while i < at + _NAME_REACH and (words.upper(i) or (i > at and words.at(i) in _PARTICLES and words.upper(i + 1))):
        if words.at(i) in _NO_PERSON or words.at(i) in THINGS or words.at(i) in MANY or words.at(i) in DEMONYMS:
            return 0
        i += 1
    return i if i > at and words.at(at) not in STOPS else 0


def _over_aside(words: Words, at: int) -> int:
    """Behind ", 45", " (45)", ", aged 45", ", a teacher" and ", members of the council,"."""
    while (end := _aside(words, at)) > at:
        at = end
    return at


def _aside(words: Words, at: int) -> int:
    k = at + 1
    if words.at(at) not in (",", "("):
        return at
    while words.at(k) in _OLD or words.at(k).isdigit():
        k += 1
    if k > at + 1:
        return k + (words.at(k) == ")")
    if words.at(k) not in DETERMINERS and not (words.at(k) in _PLURAL and words.at(k + 1) in ("of", "from", "with")):
        return at
    end = next((i for i in range(k + 1, k + _ASIDE_REACH) if words.at(i) in _ENDS or words.at(i) in AUX), k)
    return end if words.at(end) == "," else at
