"""regular expression -> every text it stands for, where these are few: plain words are found many times faster."""

import re

# The standard library's own parser, so that both readings of a pattern agree; typeshed does not know it.
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|[(|)]", re.DOTALL)
# More texts than this, and the pattern is left to hyperscan.
_MOST = 2_000


class _TooManyError(Exception):
    pass


def expand(pattern: str) -> frozenset[str] | None:
    """`rebels? took` -> {"rebel took", "rebels took"}; None where the texts are endless or too many."""
    try:
        return frozenset(text.lower() for text in _sequence(parser.parse(pattern)) if text)
    except _TooManyError:
        return None


def part(pattern: str) -> tuple[frozenset[str], str]:
    """`rebels?|held (?:\\w+ ){0,3}hills` -> the texts of what is written out, and the alternatives that are not."""
    texts: set[str] = set()
    left: list[str] = []
    for branch in _alternatives(pattern):
        found = expand(branch)
        if found is None or len(texts) + len(found) > _MOST:
            left.append(branch)
        else:
            texts |= found
    return frozenset(texts), "|".join(left)


def _alternatives(pattern: str) -> list[str]:
    """What stands between the bars at the top, also of groups that are an alternative by themselves."""
    bars, close = _outline(pattern)
    if bars:
        ends = zip((0, *(bar + 1 for bar in bars)), (*bars, len(pattern)), strict=True)
        return [inner for start, end in ends for inner in _alternatives(pattern[start:end])]
    if pattern.startswith("(?:") and close == len(pattern) - 1:
        return _alternatives(pattern[3:-1])
    return [pattern]


def _outline(pattern: str) -> tuple[list[int], int]:
    """Where the bars at the top stand, and where the first group closes."""
    bars: list[int] = []
    depth, first_close = 0, -1
    for found in _MARK.finditer(pattern):
        mark, at = found[0], found.start()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
            if not depth and first_close < 0:
                first_close = at
        elif mark == "|" and not depth:
            bars.append(at)
    return bars, first_close


def _sequence(tokens: Any) -> list[str]:
    texts = [""]
    for token in tokens:
        texts = _join(texts, _one(*token))
    return texts


def _join(left: list[str], right: list[str]) -> list[str]:
    if len(left) * len(right) > _MOST:
        raise _TooManyError
    return [one + two for one in left for two in right]


def _one(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.SUBPATTERN:
        return _sequence(value[3])
    if kind is sre.BRANCH:
        return _few([text for branch in value[1] for text in _sequence(branch)])
    if kind is sre.IN:
        return _few([text for member in value for text in _member(*member)])
    if kind is sre.MAX_REPEAT:
        return _repeat(*value)
    raise _TooManyError


def _repeat(least: int, most: Any, tokens: Any) -> list[str]:
    texts = _sequence(tokens)
    if (least, most) == (0, 1):
        return ["", *texts]
    if least == 1 and most is sre.MAXREPEAT and texts == [" "]:
        return [" "]
    raise _TooManyError


def _member(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.RANGE:
        return [chr(code) for code in range(value[0], value[1] + 1)]
    if kind is sre.CATEGORY and value is sre.CATEGORY_SPACE:
        return [" "]
    raise _TooManyError


def _few(texts: list[str]) -> list[str]:
    if len(texts) > _MOST:
        raise _TooManyError
    return texts
