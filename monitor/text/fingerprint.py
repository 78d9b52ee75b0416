"""Near-duplicates across agencies: a copy has the fingerprint of its original, or nearly.

One bit each of 64 MinHash permutations (Li & König, b-bit minwise hashing, 2010): short enough that a region's
row can hold hundreds, sharp enough to tell a copy with its first paragraph rewritten from another story.
"""

import re

from rensa import RMinHash

_PERMUTATIONS = 64
_SEED = 7
_SHINGLE = 4
"""Words in a row: a syndicated copy keeps most of them, two stories on one raid share few."""
_MOST_CHARACTERS = 20_000
_FEWEST_WORDS = 12
"""Below that a flash is like any other flash."""
_MOST_DIFFERENT = 11
"""Bits of 64: a copy of which two thirds are shared differs in about 11; strangers differ in 32 ± 4."""
_WORD = re.compile(r"[^\W\d_]+")


def fingerprint(body: str) -> str:
    """16 hex digits; empty where the text is too short to tell.  Figures don't count: a copy may carry a new toll."""
    words = _WORD.findall(body[:_MOST_CHARACTERS].lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    shingles = [" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    bits = 0
    for value in sketch.digest():
        bits = bits << 1 | value & 1
    return f"{bits:016x}"


def is_near(one: str, other: str) -> bool:
    """Whether two fingerprints are of one text.  An empty one is near to none."""
    if not one or not other:
        return False
    return one == other or (int(one, 16) ^ int(other, 16)).bit_count() <= _MOST_DIFFERENT
