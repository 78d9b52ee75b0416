"""One number a day for three years, as a text of a few hundred bytes.

Columns of variable-length integers, deflated.  Days more than two months back keep one number of two digits: for
records and baselines that is enough, and a busy region's dozen kinds fit into its row.
"""

import zlib
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter, sub
from typing import NamedTuple

_EXACT_DAYS = 62
"""The longest usual window, a month, twice."""


class Day(NamedTuple):
    """What one day brought."""

    day: int
    """Days since 1970."""
    amount: int
    incidents: int


def pack_days(days: Iterable[Day]) -> str:
    """Ascending days as text.  Empty for none."""
    known = sorted(days)
    if not known:
        return ""
    oldest_exact = known[-1].day - _EXACT_DAYS
    old = bisect_right(known, oldest_exact, key=itemgetter(0))
    dates, amounts, incidents = zip(*chain(_one_number(known[:old]), known[old:]), strict=True)
    gaps = (dates[0], *map(sub, dates[1:], dates))
    out = _varints([len(known), *gaps[:1]]) + _varints(gaps[1:])
    for column in (amounts, incidents):
        numbers, tens = _two_digits(column[:old])
        out += _varints(numbers) + _varints(column[old:]) + tens + bytes(len(known) - old)
    return b64encode(zlib.compress(out)).decode()


@lru_cache(maxsize=4096)
def unpack_days(text: str) -> tuple[Day, ...]:
    """The reverse of `pack_days`.  Raises ValueError on anything else."""
    if not text:
        return ()
    try:
        numbers = _numbers(zlib.decompressobj().decompress(b64decode(text, validate=True), 1_000_000))
        count = next(numbers)
        gaps, *columns = [[next(numbers) for _ in range(count)] for _ in range(5)]
    except (zlib.error, StopIteration, RuntimeError) as error:
        raise ValueError(f"days do not unpack: {error}") from error
    days, day = [], 0
    for gap, amount, tens, incidents, more_tens in zip(gaps, *columns, strict=True):
        day += gap
        days.append(Day(day, amount * 10**tens, incidents * 10**more_tens))
    return tuple(days)


def _one_number(days: Iterable[Day]) -> list[Day]:
    """Of an old day people are counted where there are people, and incidents elsewhere."""
    return [day._replace(incidents=1) if day.incidents > 1 and day.amount else day for day in days]


def _two_digits(numbers: Sequence[int]) -> tuple[list[int], bytes]:
    """Mantissas of two digits, and the powers of ten."""
    mantissas, powers = list(numbers), bytearray(len(numbers))
    for position in [at for at, number in enumerate(mantissas) if number >= 100]:
        while mantissas[position] >= 100:
            mantissas[position] = (mantissas[position] + 5) // 10
            powers[position] += 1
    return mantissas, bytes(powers)


def _varints(numbers: Sequence[int]) -> bytes:
    # A thousand days are packed anew whenever one is added, and nearly all of their numbers are small.
    if max(numbers, default=0) < 128:
        return bytes(numbers)
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def _numbers(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        if byte & 128:
            shift += 7
        else:
            yield number
            number = shift = 0
