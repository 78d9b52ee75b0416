"""All phrase rules, ready to search with: fixed phrases by Aho-Corasick, patterns with gaps by hyperscan."""

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ahocorasick_rs
from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from monitor.knowledge import expansion
from monitor.knowledge.expansion import part
from monitor.knowledge.kept_file import CACHE_FOLDER, digest, keep, load_kept
from monitor.knowledge.long_patterns import LongPatterns
from monitor.model.phrase import Hit, PhraseRule
from monitor.text.plain import plain

_AS_JSON = TypeAdapter(PhraseRule).dump_json
_MANY = 10_000
"""Of more phrases a DFA would take 60 MB and a fifth of a second to build, to be a quarter faster."""
_WIDE = re.compile(r"[ \t]{2,}")
_IS_ALNUM = bytes(chr(code).isalnum() for code in range(256))


class PhraseMatcher:
    """The compiled rules.  Threads may share it."""

    def __init__(self, rules: Sequence[PhraseRule], *, cache_folder: Path | None = CACHE_FOLDER) -> None:
        """Raises KnowledgeFileError naming every pattern that hyperscan refuses."""
        self._rules = tuple(rules)
        self.version = digest(*(_AS_JSON(rule) for rule in self._rules))
        parts = _parts(self._rules, cache_folder)
        self._all = _Matcher(parts, cache_folder)
        self._scene = _Matcher([one for one in parts if one[0].role == "scene"], cache_folder)

    @property
    def rules(self) -> tuple[PhraseRule, ...]:
        """Each rule, its lexicons put in."""
        return self._rules

    def find(self, text: str) -> list[Hit]:
        """Every hit, in order of start.  Linear in the text's length; nothing found costs next to nothing."""
        return self._all.find(text)

    def find_scene(self, text: str) -> list[Hit]:
        """Hits of the rules with the role `scene` only, at a third of the cost."""
        return self._scene.find(text)


_Part = tuple[PhraseRule, frozenset[str], str]
"""A rule, the texts that it stands for, and the rest of its pattern."""


def _parts(rules: Sequence[PhraseRule], cache_folder: Path | None) -> list[_Part]:
    """Writing the patterns out is a quarter of the time to start, so it is kept."""
    patterns = [rule.pattern for rule in rules]
    if cache_folder is None:
        return [(rule, *part(rule.pattern)) for rule in rules]
    made_by = (Path(expansion.__file__).read_bytes(), sys.version.encode())
    path = cache_folder / f"texts-{digest(*made_by, *map(str.encode, patterns))}.json"
    kept = load_kept(path)
    if kept is None:
        found = [(sorted(texts), left) for texts, left in map(part, patterns)]
        keep(path, to_json(found))
    else:
        found = from_json(kept)
    return [(rule, frozenset(texts), left) for rule, (texts, left) in zip(rules, found, strict=True)]


class _Matcher:
    """Some rules as two automata."""

    def __init__(self, parts: Sequence[_Part], cache_folder: Path | None) -> None:
        self._rules = [rule for rule, _, _ in parts]
        self._size = len(parts) or 1
        phrases: dict[str, list[int]] = {}
        self._long: list[int] = []
        long: list[PhraseRule] = []
        for number, (rule, texts, left) in enumerate(parts):
            if left:
                self._long.append(number)
                long.append(replace(rule, pattern=left))
            for text in texts:
                phrases.setdefault(text, []).append(number)
        self._served = [tuple(numbers) for numbers in phrases.values()]
        kinds = ahocorasick_rs.Implementation
        kind = kinds.DFA if len(phrases) < _MANY else kinds.ContiguousNFA
        self._phrases = ahocorasick_rs.AhoCorasick(list(phrases), implementation=kind, store_patterns=False)
        self._patterns = LongPatterns(long, cache_folder)

    def find(self, text: str) -> list[Hit]:
        """Every hit, in order of start."""
        if not text:
            return []
        text = plain(text)
        # One number for start and rule, since sorting numbers is several times as fast as sorting pairs.
        longest: dict[int, int] = {}
        self._add_fixed(text, longest)
        for number, start, end in self._patterns.find(text):
            key = start * self._size + self._long[number]
            longest[key] = max(end, longest.get(key, 0))
        return self._hits(longest)

    def _hits(self, longest: dict[int, int]) -> list[Hit]:
        """In order; none within an earlier hit of the same rule."""
        rules, size = self._rules, self._size
        hits: list[Hit] = []
        reach = [0] * size
        for key in sorted(longest):
            start, rule = divmod(key, size)
            end = longest[key]
            if reach[rule] < end:
                reach[rule] = end
                hits.append(Hit(rules[rule], start, end))
        return hits

    def _add_fixed(self, text: str, longest: dict[int, int]) -> None:
        """Every fixed phrase that cuts no word."""
        low = _lower(text)
        gaps = _gaps(low)
        if gaps:
            low = _WIDE.sub(" ", low)
        size, served = self._size, self._served
        cuts = _cuts(low)
        # Of those that start at one place the automaton gives the longest last.
        for phrase, start, end in self._phrases.find_matches_as_indexes(low, overlapping=True):
            if cuts[start] or cuts[end]:
                continue
            if gaps:
                start, end = _before(gaps, start), _before(gaps, end - 1) + 1
            for rule in served[phrase]:
                longest[start * size + rule] = end


def _lower(text: str) -> str:
    """In small letters, wrapped lines joined, as long as before (İ alone would become two signs)."""
    if not text.isascii():
        # A lone surrogate is no UTF-8; `replace` puts one sign for one.
        text = text.encode("utf-8", "replace").decode("utf-8")
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text)
    # No phrase holds a zero: none reaches over a paragraph.
    return low.replace("\n\n", "\0\0").replace("\n", " ")


class _Cuts:
    """Whether a word goes on over an offset, in any script."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, at: int) -> bool:
        text = self._text
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _cuts(text: str) -> bytes | _Cuts:
    """For every offset, whether a word goes on over it."""
    try:
        signs = text.encode("latin-1").translate(_IS_ALNUM)
    except UnicodeEncodeError:
        return _Cuts(text)
    # Letters and digits are bytes of 1, all else of 0; one place on, `&` meets the sign before, for all at once.
    here, size = int.from_bytes(signs, "little"), len(signs) + 1
    return (here & (here << 8)).to_bytes(size, "little")


def _gaps(text: str) -> list[tuple[int, int]]:
    """For every run of spaces: its place in the text with single spaces, and how much was cut away until then."""
    if "  " not in text and "\t" not in text:
        return []
    gaps: list[tuple[int, int]] = []
    cut = 0
    for wide in _WIDE.finditer(text):
        kept = wide.start() - cut
        cut += wide.end() - wide.start() - 1
        gaps.append((kept, cut))
    return gaps


def _before(gaps: list[tuple[int, int]], place: int) -> int:
    """Where a place of the shortened text lies in the whole one."""
    at = bisect_right(gaps, (place - 1, 1 << 60)) - 1
    return place + (gaps[at][1] if at >= 0 else 0)
