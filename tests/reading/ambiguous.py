"""Finds what makes a backtracking pattern slow: a repeat whose pieces can share out the same signs in many ways.

`(?:[\\w'-]+\\W){0,4}` reads `----` in every way of cutting it in four: a row of n hyphens takes the fourth power of n.
"""

import re
from collections.abc import Iterator
from re import _constants as sre
from re import _parser as parser
from typing import Any

_SIGNS = " \n\tab1AZ-'.,;:\"()/%$—é_"
_MANY = 3
"""Repeats from which on the power hurts."""
_LONG = 60
"""A piece that may be so long counts as endless."""


def ambiguous_repeats(pattern: str, flags: int = 0) -> list[str]:
    """What two neighbouring pieces of a repeat both match; empty: nothing is wrong."""
    return [signs for body in _repeats(parser.parse(pattern, flags)) if (signs := _shared(body))]


def _repeats(tree: Any) -> Iterator[Any]:
    """Bodies of repeats that may run often, wherever they stand."""
    for code, value in tree:
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if value[1] >= _MANY and any(_is_endless(item) for item in _flat(value[2])):
                yield value[2]
            yield from _repeats(value[2])
        for inner in _inside(code, value):
            yield from _repeats(inner)


def _inside(code: Any, value: Any) -> list[Any]:
    if code is sre.SUBPATTERN:
        return [value[3]]
    if code is sre.BRANCH:
        return list(value[1])
    if code in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return [value] if code is sre.ATOMIC_GROUP else []


def _flat(body: Any) -> list[Any]:
    """The pieces of a body, plain groups opened."""
    found: list[Any] = []
    for item in body:
        code, value = item
        found += _flat(value[3]) if code is sre.SUBPATTERN else [item]
    return found


def _shared(body: Any) -> str:
    items = [item for item in _flat(body) if item[0] not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT)]
    for at, item in enumerate(items):
        if not _is_endless(item):
            continue
        signs = _signs(item)
        for step in range(1, len(items) + 1):
            nxt = items[(at + step) % len(items)]
            common = signs & _first(nxt)
            if common:
                return "".join(sorted(common))
            if not _may_be_empty(nxt):
                break
    return ""


def _is_endless(item: Any) -> bool:
    code, value = item
    return code in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] >= _LONG


def _may_be_empty(item: Any) -> bool:
    code, value = item
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return bool(value[0] == 0)
    return code is sre.BRANCH and any(not list(way) for way in value[1])


def _first(item: Any) -> frozenset[str]:
    code, value = item
    if code is sre.BRANCH:
        return frozenset().union(*(_first_of(way) for way in value[1]))
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return _first_of(value[2])
    if code is sre.SUBPATTERN:
        return _first_of(value[3])
    return _signs(item)


def _first_of(way: Any) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for item in way:
        if item[0] in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            continue
        found |= _first(item)
        if not _may_be_empty(item):
            break
    return found


def _signs(item: Any) -> frozenset[str]:
    """Which of some signs one piece matches."""
    code, value = item
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return frozenset().union(*(_signs(inner) for inner in _flat(value[2])))
    if code is sre.LITERAL:
        return frozenset(chr(value))
    if code is sre.NOT_LITERAL:
        return frozenset(_SIGNS) - {chr(value)}
    if code is sre.ANY:
        return frozenset(_SIGNS)
    if code is sre.IN:
        return _class(value)
    if code is sre.BRANCH:
        return frozenset().union(*(_signs(inner) for way in value[1] for inner in _flat(way)))
    return frozenset()


def _class(members: Any) -> frozenset[str]:
    found: set[str] = set()
    is_not = False
    for code, value in members:
        if code is sre.NEGATE:
            is_not = True
        elif code is sre.LITERAL:
            found.add(chr(value))
        elif code is sre.RANGE:
            found |= {sign for sign in _SIGNS if value[0] <= ord(sign) <= value[1]}
        elif code is sre.CATEGORY:
            found |= {sign for sign in _SIGNS if re.match(_CATEGORIES[value], sign)}
    return frozenset(_SIGNS) - found if is_not else frozenset(found)


_CATEGORIES = {
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
}
