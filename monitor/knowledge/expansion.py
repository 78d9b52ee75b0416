"""regular expression -> every text it stands for, where these are few: plain words are found many times faster."""

# The standard library's own parser, so that both readings of a pattern agree; typeshed does not know it.
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

# More texts than this, and the pattern is left to hyperscan.
_MOST = 6_000


class _TooManyError(Exception):
    pass


def expand(pattern: str) -> frozenset[str] | None:
    """`rebels? took` -> {"rebel took", "rebels took"}; None where the texts are endless or too many."""
    try:
        return frozenset(text.lower() for text in _sequence(parser.parse(pattern)) if text)
    except _TooManyError:
        return None


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
