"""One sentence and the words found in it, by what they are to an incident."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from monitor.model.mention import PEOPLE, Kind
from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Passage
from monitor.text.caseless import Caseless, caseless
from monitor.text.layout import Sentence

_ROLE = re.compile(r"@([a-z_|]+)([<>~])?(\d+)?")

# A fourth sentence back seldom speaks of the same thing.
_SENTENCES_BACK = 3

_start = itemgetter(1)
MOST_HITS = 120
"""In one sentence.  News has a dozen; a text made to slow us down has thousands, and each looks at each."""

_AS_WRITTEN = "(?-i:"
_CAPITAL = "(?-i:[A-Z])"
_NOTHING = "(?!)"
_LONGEST_SPEAKER = 200
"""Characters: a name, an office and a day."""

_WITNESS = (
    r"(?:residents?|witnesses|police|officials?|villagers|locals|medics|doctors|activists|survivors|inhabitants|"
    r"aid workers|rescuers|reporters|journalists|elders|officers?|diplomats?|refugees|monitors)"
)
_SAYING = r"(?:said|says?|told|reported|according to|announced|confirmed|added|recounted|claimed)"
_SPEAKER_LAST = (
    rf"[,\"] (?:(?:the|a|an|two|three|local|some|several|\w+'s) )?[^,;\"]{{0,90}}?\b{_SAYING}\b[^;\"]{{0,90}}$"
)
_SPEAKER_FIRST = (
    rf"\W*(?:(?:the|local|some|several|two|three|other|many|\w+ian|\w+ese) )?{_WITNESS} (?:\w+ )?{_SAYING}\b(?: that)?"
)

# How many characters before a hit are looked at: eight or nine words.
_LEAD = 80

_VIOLENT = frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.KILLED, Kind.INJURED})


class Wanted(NamedTuple):
    """`@one|other>70`, taken apart; `reach` 0 is the whole sentence."""

    roles: tuple[str, ...]
    side: str
    reach: int


@cache
def wanted(words: str) -> Wanted | None:
    """None for a plain pattern."""
    found = _ROLE.fullmatch(words)
    return Wanted(tuple(found[1].split("|")), found[2] or "~", int(found[3] or 0)) if found else None


@cache
def compiled(pattern: str) -> Caseless:
    return caseless(pattern)


@cache
def _ending(pattern: str) -> Caseless:
    return caseless(rf"(?:{pattern})\s*$")


@cache
def _beginning(pattern: str) -> Caseless:
    return caseless(rf"\s*(?:{pattern})")


@cache
def _roles_needed(needs: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(role.roles) for role in map(wanted, needs) if role is not None)


def hits_between(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Those that begin between two offsets; `hits` are in order.  At most `MOST_HITS`."""
    first = bisect_left(hits, start, key=_start)
    return hits[first : min(bisect_left(hits, end, first, key=_start), first + MOST_HITS)]


def is_worth_reading(hits: Sequence[Hit]) -> bool:
    """Some word here may tell of an incident, and what its rule needs beside it is here too."""
    roles: set[str] | None = None
    for hit in hits:
        rule = hit.rule
        if not rule.opens:
            continue
        if not rule.needs:
            return True
        if roles is None:
            roles = {name for each in hits for name in _names(each.rule.role, each.rule.kind, not each.rule.needs)}
        if all(roles & needed for needed in _roles_needed(rule.needs)):
            return True
    return False


class View:
    """What a rule may ask of its sentence.  Built once for a sentence with hits."""

    __slots__ = ("_before", "_matches", "_roles", "_told", "hits", "passage", "sentence", "text")

    def __init__(self, passage: Passage, sentence: Sentence, hits: Sequence[Hit]) -> None:
        self.passage = passage
        self.sentence = sentence
        self.hits = hits
        self.text = passage.text
        self._roles: dict[str, list[Hit]] | None = None
        self._before: dict[str, list[Hit]] | None = None
        self._matches: dict[str, re.Match[str] | None] = {}
        self._told: tuple[int, int] | None = None

    @property
    def roles(self) -> dict[str, list[Hit]]:
        """Hits of this sentence by role, by kind, and as `violence` where they tell of it."""
        if self._roles is None:
            self._roles = by_role(self.hits)
        return self._roles

    @property
    def before(self) -> dict[str, list[Hit]]:
        """The same for the sentences shortly before this one."""
        if self._before is None:
            sentences = self.passage.layout.sentences
            first = sentences[max(0, bisect_left(sentences, self.sentence) - _SENTENCES_BACK)].start
            self._before = by_role(hits_between(self.passage.hits, first, self.sentence.start))
        return self._before

    def just_before(self) -> dict[str, list[Hit]]:
        """The same for the one sentence before this."""
        sentences = self.passage.layout.sentences
        at = bisect_left(sentences, self.sentence)
        return by_role(hits_between(self.passage.hits, *sentences[at - 1][:2])) if at else {}

    def all(self, role: str) -> list[Hit]:
        return self.roles.get(role, [])

    def after(self, role: str) -> list[Hit]:
        """Words of a role in the next sentence."""
        sentences = self.passage.layout.sentences
        at = bisect_left(sentences, self.sentence) + 1
        if at >= len(sentences):
            return []
        return [hit for hit in hits_between(self.passage.hits, *sentences[at][:2]) if hit.rule.role == role]

    def goes_on(self, pattern: str) -> bool:
        """The next sentence begins with the pattern."""
        return compiled(rf"\W*(?:{pattern})").match(self.text, self.sentence.end) is not None

    def starts(self, pattern: str) -> bool:
        """This sentence begins with the pattern."""
        return compiled(rf"\W*(?:{pattern})").match(self.text, self.sentence.start, self.sentence.end) is not None

    @property
    def headline(self) -> frozenset[str]:
        """Roles and kinds of the words in the headline, and in the take's first sentence."""
        return self.passage.headline_roles

    def stands_before(self, hit: Hit, pattern: str) -> bool:
        """The pattern ends where the hit begins."""
        start = max(self.sentence.start, hit.start - _LEAD)
        return _ending(pattern).search(self.text, start, hit.start) is not None

    def stands_behind(self, hit: Hit, pattern: str) -> bool:
        """The pattern begins where the hit ends."""
        return _beginning(pattern).match(self.text, hit.end, self.sentence.end) is not None

    def matches(self, pattern: str) -> re.Match[str] | None:
        """A pattern anywhere in this sentence; searched once, however many rules and hits ask."""
        if pattern not in self._matches:
            self._matches[pattern] = compiled(pattern).search(self.text, self.sentence.start, self.sentence.end)
        return self._matches[pattern]

    @property
    def told(self) -> tuple[int, int]:
        """The sentence without who says so at its end or start: `residents said on Tuesday` tells of no residents."""
        if self._told is None:
            start, end = self.sentence.start, self.sentence.end
            first = compiled(_SPEAKER_FIRST).match(self.text, start, end)
            last = compiled(_SPEAKER_LAST).search(self.text, max(start, end - _LONGEST_SPEAKER), end)
            self._told = (first.end() if first else start, last.start() if last else end)
        return self._told

    def tells(self, hit: Hit, pattern: str) -> re.Match[str] | None:
        """A pattern in the sentence, outside of who says so; anywhere, where the hit itself stands there."""
        found = self.matches(pattern)
        if found is None:
            return None
        start, end = self.told
        if not start <= hit.start < end or (start <= found.start() and found.end() <= end):
            return found
        return compiled(pattern).search(self.text, start, end)


@cache
def _names(role: str, kind: Kind | None, is_whole: bool) -> tuple[str, ...]:
    """What a hit is called: its role; its kind, where it tells of one by itself; `violence`, where that is violent."""
    # A rule that needs more has told nothing yet: "aircraft" alone is no air strike.
    if kind is None or not (kind in PEOPLE or (role == "event" and is_whole)):
        return (role,)
    return (role, kind, "violence") if kind in _VIOLENT and role != "violence" and is_whole else (role, kind)


def by_role(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """Hits under each of their names."""
    roles: dict[str, list[Hit]] = {}
    for hit in hits:
        rule = hit.rule
        # A common word that needs more (`took`, `round`) tells of no harm to people before it has it.
        kind = rule.kind if rule.opens or not rule.needs else None
        for name in _names(rule.role, kind, not rule.needs):
            if name in roles:
                roles[name].append(hit)
            else:
                roles[name] = [hit]
    return roles
