"""One number a day for three years, as a text of a few hundred bytes.

Columns of variable-length integers, deflated.  Days more than two months back keep one number of two digits: for
records and baselines that is enough, and a busy region's dozen kinds fit into its row.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
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
    known = [day if day.day > oldest_exact else _one_number(day) for day in known]
    gaps = [day.day - before.day for before, day in zip((Day(0, 0, 0), *known), known, strict=False)]
    amounts = [_digits(day.amount, is_exact=day.day > oldest_exact) for day in known]
    incidents = [_digits(day.incidents, is_exact=day.day > oldest_exact) for day in known]
    columns = (gaps, *zip(*amounts, strict=True), *zip(*incidents, strict=True))
    return b64encode(zlib.compress(_varints(([len(known)], *columns)), 9)).decode()


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


def _one_number(day: Day) -> Day:
    """Of an old day people are counted where there are people, and incidents elsewhere."""
    return day._replace(incidents=min(day.incidents, 1)) if day.amount else day


def _digits(number: int, *, is_exact: bool) -> tuple[int, int]:
    """(mantissa, power of ten); two digits where that is enough."""
    power = 0
    if not is_exact:
        while number >= 100:
            number, power = (number + 5) // 10, power + 1
    return number, power


def _varints(columns: Iterable[Iterable[int]]) -> bytes:
    out = bytearray()
    for column in columns:
        for number in column:
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
