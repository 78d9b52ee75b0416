"""Names of sources: one that is only spelt with other capitals is the same."""

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=8192)
def voice(source: str) -> str:
    """Equal for all spellings of one source."""
    return source.casefold()


def nicest(spellings: Iterable[str]) -> str:
    """Of one source's spellings the one to show: a headline's capitals last.  The same whatever their order."""
    return min(spellings, key=_plainness)


def each_once(sources: Iterable[str]) -> tuple[str, ...]:
    """Every source once, in its nicest spelling, in the order of their first."""
    found: dict[str, str] = {}
    for source in sources:
        key = voice(source)
        known = found.get(key, source)
        found[key] = source if known == source else nicest((known, source))
    return tuple(found.values())


def _plainness(spelling: str) -> tuple[bool, bool, str]:
    return (spelling.isupper(), spelling.islower(), spelling)
