"""phrases/*.yaml -> PhraseRule: strict, and every problem at once with its file and line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from monitor.errors import KnowledgeFileError
from monitor.knowledge.yaml_lines import YamlError, line_of, read_yaml
from monitor.model.base import Strict
from monitor.model.mention import Kind
from monitor.model.phrase import PhraseRule

PACKAGE_PHRASES = Path(__file__).parent / "phrases"

_LEXICON = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SHOWN = 60
"""Characters of a wrong pattern to either side of the fault."""
_NOT_FOR_HYPERSCAN = re.compile(r"\(\?(?:[=!]|<[=!])|(?<!\\)\\[1-9]|\(\?P=|[*+?}]\+|\(\?>")
# A class, an escaped sign, or a space and what repeats it.
_SPACE = re.compile(r"\\.|\[\^?\]?[^\]]*\]| +(?=([?*+{])?)")
_PATTERN_FIELDS = ("pattern", "bar", "not_after", "not_before", "after", "then")
_PATTERNS_FIELDS = ("needs", "context", "unless", "unless_before")


class PhraseFile(Strict):
    """One file: lexicons (`words`) that every file may use as `{name}`, and rules; `kind` holds for all its rules."""

    kind: Kind | None = None
    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    rules: tuple[PhraseRule, ...] = ()


_Read = tuple[Path, PhraseFile, dict[tuple[str | int, ...], int]]
"""A file, what it holds, and the line of each part."""


def read_phrase_files(
    folders: Iterable[Path] = (PACKAGE_PHRASES,), *, are_tested: bool = False
) -> tuple[PhraseRule, ...]:
    """Every rule of every file, lexicons put in.  A user's rule replaces the package's of the same name.

    `are_tested`: a test has found every pattern good; trying all of them is half the time to start.

    Raises KnowledgeFileError with every problem of every file.
    """
    problems: list[str] = []
    files = [_read(path, problems) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    lexicons = _all_words(files, problems)
    rules: dict[str, PhraseRule] = {}
    homes: dict[str, Path] = {}
    places: dict[str, str] = {}
    for path, content, lines in files:
        for at, rule in enumerate(content.rules):
            where = f"{path}:{line_of(lines, ('rules', at, 'pattern'))}"
            if homes.get(rule.name, path).parent == path.parent and rule.name in rules:
                problems.append(
                    f"{where}: two rules are called `{rule.name}`; names are shown in `because`, so one each"
                )
            homes[rule.name], places[rule.name] = path, where
            rules[rule.name] = _put_words_in(rule, content.kind, lexicons, where, problems)
    known = {rule.role for rule in rules.values()} | {kind.value for kind in Kind} | {"violence"}
    for rule in rules.values():
        problems += [
            f"{places[rule.name]}: `{rule.name}` needs the role `{role}`, which no rule has"
            for role in _unknown_roles(rule, known)
        ]
        problems += [] if are_tested else [f"{places[rule.name]}: `{rule.name}`: {says}" for says in _faults(rule)]
    if problems:
        raise KnowledgeFileError(problems)
    return tuple(rules.values())


def _read(path: Path, problems: list[str]) -> _Read:
    try:
        data, lines = read_yaml(path.read_text(encoding="utf-8"))
    except (YamlError, UnicodeDecodeError) as error:
        problems.append(f"{path}:{getattr(error, 'line', 1)}: {error}")
        return path, PhraseFile(), {(): 1}
    try:
        return path, PhraseFile.model_validate(data or {}), lines
    except ValidationError as error:
        problems += [f"{path}:{line_of(lines, _path(found['loc']))}: {_sentence(found)}" for found in error.errors()]
        return path, PhraseFile(), lines


def _path(location: Sequence[Any]) -> tuple[str | int, ...]:
    return tuple(location)


def _sentence(found: Any) -> str:
    name = ".".join(str(part) for part in found["loc"] if not isinstance(part, int))
    if found["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"`{name}` is not a field here; is it a typo?"
    return f"`{name}`: {found['msg']}"


def _all_words(files: Iterable[_Read], problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Every lexicon.  A user's replaces the package's of the same name; two of one folder would hide each other."""
    lexicons: dict[str, tuple[str, ...]] = {}
    homes: dict[str, Path] = {}
    for path, content, lines in files:
        for name, words in content.words.items():
            if homes.get(name, path).parent == path.parent and name in lexicons:
                where = f"{path}:{line_of(lines, ('words', name))}"
                problems.append(
                    f"{where}: the lexicon `{name}` stands in {homes[name].name} as well; one of them is lost"
                )
            homes[name], lexicons[name] = path, words
    return lexicons


def _put_words_in(
    rule: PhraseRule, kind: Kind | None, lexicons: dict[str, tuple[str, ...]], where: str, problems: list[str]
) -> PhraseRule:
    def written_out(pattern: str) -> str:
        if not pattern or pattern.startswith("@"):
            return pattern
        return _SPACE.sub(_any_space, expand(pattern).strip())

    def expand(pattern: str, depth: int = 0) -> str:
        def words(found: re.Match[str]) -> str:
            if found[1] not in lexicons or depth > 4:
                problems.append(
                    f"{where}: `{rule.name}` uses the lexicon `{found[1]}`, which no file has (or which uses itself)"
                )
                return ""
            return "(?:" + "|".join(expand(word, depth + 1) for word in lexicons[found[1]]) + ")"

        return _LEXICON.sub(words, pattern)

    one: dict[str, Any] = {name: written_out(getattr(rule, name)) for name in _PATTERN_FIELDS}
    many: dict[str, Any] = {name: tuple(map(written_out, getattr(rule, name))) for name in _PATTERNS_FIELDS}
    return replace(rule, kind=rule.kind or kind, **one, **many)


def _of_the_sentence(rule: PhraseRule) -> Iterable[str]:
    return (pattern for name in _PATTERNS_FIELDS for pattern in getattr(rule, name))


def _unknown_roles(rule: PhraseRule, known: set[str]) -> Iterable[str]:
    for pattern in _of_the_sentence(rule):
        if pattern.startswith("@"):
            yield from set(re.split(r"[<>~]", pattern[1:])[0].split("|")) - known


def _any_space(found: re.Match[str]) -> str:
    if found[0].isspace():
        return r"(?:\s+)" if found[1] else r"\s+"
    return found[0].replace(" ", r"\s") if found[0].startswith("[") else found[0]


def _faults(rule: PhraseRule) -> Iterable[str]:
    beside = filter(None, (rule.bar, rule.not_after, rule.not_before, rule.after, rule.then))
    plain = (one for one in (*_of_the_sentence(rule), *beside) if not one.startswith("@"))
    found = (_fault(rule.pattern, for_hyperscan=True), *(_fault(one, for_hyperscan=False) for one in plain))
    return filter(None, found)


def _shown(pattern: str, at: int = 0) -> str:
    """What stands around `at`: with its lists written out a pattern may have thousands of characters."""
    start, end = max(0, at - _SHOWN), at + _SHOWN
    return f"{'…' if start else ''}{pattern[start:end]}{'…' if end < len(pattern) else ''}"


def _fault(pattern: str, *, for_hyperscan: bool) -> str:
    if for_hyperscan and _NOT_FOR_HYPERSCAN.search(pattern):
        return "the pattern uses look-around, a back-reference or a possessive repeat; use `needs` or `unless` instead"
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        return f"`{_shown(pattern, error.pos or 0)}` is not a regular expression: {error.msg}"
    if compiled.match(""):
        return f"`{_shown(pattern)}` matches the empty text, so it would match everywhere"
    return ""
