"""Names that stand for who acts, not for where it happened: a capital for its government, where the guns stood."""

import re

from monitor.text.words import word_set

_ASKED = re.compile(r"^\s+(?:to|of|for|over|not|into|about)\b")
_BLAMED = word_set("acc bla urg tha cal ask pre pro beg per war")
_ALLY = word_set("all bac foe ene riv nei fri")
"""How the words begin, of those that `role_words` takes for signs of an actor."""
_WAGES = re.compile(
    r"^(?:'s|’s)\s+(?:\w+\s+){0,2}"
    r"(?:war|campaign|bombing|offensive|assault|invasion|onslaught|bombardment|blitz|operation|aggression|attack)s?\s+"
    r"(?:on|in|into|of)\b"
)
_FIRES = re.compile(
    r"^[^.;,]{0,60}\b(?:fired|launched|shelled|lobbed|rained|opened fire|targeted|bombarded)\b(?!\s+(?:by|from)\b)"
)


def is_a_power(trigger: str, right: str) -> bool:
    """`blamed Kinshasa for`, `its ally Damascus`: the government, whatever the level of the name."""
    stem = trigger[:3].lower()
    return stem in _ALLY or (stem in _BLAMED and _ASKED.match(right) is not None)


def wages_war(right: str) -> bool:
    """`Israel's war on the strip` is not told of Israel."""
    return _WAGES.match(right) is not None


def fires_from(right: str) -> bool:
    """`Rebels positioned in Irpin shelled a column`: the shells came down elsewhere."""
    return _FIRES.match(right) is not None
