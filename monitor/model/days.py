"""One number a day for three years, as a text of a few hundred bytes.

Columns of variable-length integers, deflated.  Days more than two months back keep one number of two digits: for
records and baselines that is enough, and a busy region's dozen kinds fit into its row.
"""

import re
import zlib
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter, sub
from typing import NamedTuple

_EXACT_DAYS = 62
"""The longest usual window, a month, twice."""
_LONGER = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")


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
        count, *numbers = _numbers(zlib.decompressobj().decompress(b64decode(text, validate=True), 1_000_000))
    except (zlib.error, ValueError) as error:
        raise ValueError(f"days do not unpack: {error}") from error
    if len(numbers) != 5 * count:
        raise ValueError(f"days do not unpack: {count} days in {len(numbers)} numbers")
    gaps, *columns = [numbers[start : start + count] for start in range(0, 5 * count, count)] if count else [[]] * 5
    return tuple(map(Day._make, zip(accumulate(gaps), _tens(*columns[:2]), _tens(*columns[2:]), strict=True)))


def _tens(numbers: Sequence[int], powers: Sequence[int]) -> list[int]:
    return [number * 10**power if power else number for number, power in zip(numbers, powers, strict=True)]


def _one_number(days: Iterable[Day]) -> list[Day]:
    """Of an old day people are counted where there are people, and incidents elsewhere."""
    return [day._replace(incidents=1) if day.incidents > 1 and day.amount else day for day in days]


def _two_digits(numbers: Iterable[int]) -> tuple[list[int], bytes]:
    """Mantissas of two digits, and the powers of ten."""
    rounded = [_rounded(number) for number in numbers]
    return [mantissa for mantissa, _ in rounded], bytes(power for _, power in rounded)


@lru_cache(maxsize=4096)  # the same few, whenever a day is added
def _rounded(number: int) -> tuple[int, int]:
    power = 0
    while number >= 100:
        number, power = (number + 5) // 10, power + 1
    return number, power


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


def _numbers(data: bytes) -> list[int]:
    """Nearly all are of one byte: those between longer ones are taken as they are."""
    numbers: list[int] = []
    if data and data[-1] > 127:
        raise ValueError("the last number is cut short")
    at = 0
    for longer in _LONGER.finditer(data):
        numbers += data[at : longer.start()]
        numbers.append(sum((byte & 127) << 7 * place for place, byte in enumerate(longer.group())))
        at = longer.end()
    numbers += data[at:]
    return numbers
